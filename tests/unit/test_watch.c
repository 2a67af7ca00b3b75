/* When the file is looked at: how often, and when at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/sync/internal.h"

enum { NOW = 5000, ALONE = 1000, QUICK = 700, BUSY = 100, COMPANY = 60000 };

static void test_how_often(void **state)
{
	struct watch watch = {.reads_next = true};

	(void)state;
	watch_note_asked(&watch, false, NOW);
	assert_false(watch.reads_next);
	assert_int_equal(watch.look_at, NOW + ALONE);
	watch_note_asked(&watch, true, NOW);
	assert_int_equal(watch.look_at, NOW + QUICK);
}

/* Somebody else's change makes others likely for a minute; others here make them likely always. */
static void test_company(void **state)
{
	struct watch watch = {0};

	(void)state;
	assert_false(watch_is_quick(&watch, false, NOW));
	assert_true(watch_is_quick(&watch, true, NOW));
	watch_note_company(&watch, NOW);
	assert_true(watch_is_quick(&watch, false, NOW));
	assert_true(watch_is_quick(&watch, false, NOW + COMPANY - 1));
	assert_false(watch_is_quick(&watch, false, NOW + COMPANY));
	assert_true(watch_is_quick(&watch, true, NOW + COMPANY));
}

static void test_found(void **state)
{
	static const struct {
		enum probe_result result;
		bool is_event, reads_next, notes_stamp;
		int64_t wait; /* until the next look; -1: as it was */
	} cases[] = {
		{PROBE_SAME, false, false, false, -1},
		{PROBE_CHANGED, false, true, false, 0},
		{PROBE_BUSY, false, true, false, BUSY},
		{PROBE_EQUAL, true, false, true, -1},
		{PROBE_DOCUMENT, true, false, true, -1},
		{PROBE_NO_DOCUMENT, true, false, true, -1},
		{PROBE_GONE, true, false, true, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct watch watch = {.look_at = 99999, .stamp.size = 1};
		struct file_probe look = {.result = cases[i].result, .stamp.size = 2};

		assert_int_equal(watch_note_found(&watch, &look, NOW), cases[i].is_event);
		assert_int_equal(watch.reads_next, cases[i].reads_next);
		assert_int_equal(watch.look_at, cases[i].wait < 0 ? 99999 : NOW + cases[i].wait);
		assert_int_equal(watch.stamp.size, cases[i].notes_stamp ? 2 : 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_how_often),
		cmocka_unit_test(test_company),
		cmocka_unit_test(test_found),
	};

	return cmocka_run_group_tests_name("watch", tests, NULL, NULL);
}

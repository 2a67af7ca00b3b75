/*
 * Eight times the rows take about eight times as long to sort by time, and so does each way back
 * and forth. Processor times are compared with each other, so a busy or slow machine does not
 * matter; moving every row past the others one by one would take sixty-four times as long.
 */
#include "processor_time.h"
#include "scripted.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SMALL = 5000, TIMES = 8, MOST = 3 * TIMES, TRIES = 5, DAY = 24 * 60 };

static const char *const keys[] = {"<:sort>", "<:undo>", "<:redo>"};

enum { KEYS = sizeof(keys) / sizeof(keys[0]) };

static void write_rows(size_t n, struct str *out)
{
	uint64_t seed = 1;

	str_append_text(out, "afterword: 1\nform: probe\ntimeline:\n  events:\n");
	for (size_t i = 0; i < n; i++) {
		size_t minute = random_below(&seed, 28 * DAY);

		str_appendf(out, "  - {id: r%zu, at: \"2023-10-%02zuT%02zu:%02zu:00Z\"}\n", i,
			1 + minute / DAY, minute / 60 % 24, minute % 60);
	}
}

/* Lowers the microseconds that each key took to what it takes now. */
static void measure(size_t n, int64_t took[KEYS])
{
	struct scripted e;
	struct str text = {0};

	write_rows(n, &text);
	scripted_init(&e, text.data);
	scripted_go(&e, FIELD_EVENTS);
	for (size_t i = 0; i < KEYS; i++) {
		int64_t since = processor_time();

		scripted_keys(&e, keys[i]);
		since = processor_time() - since;
		took[i] = since < took[i] ? since : took[i];
	}
	assert_true(e.told.n > 2 * n);
	scripted_release(&e);
	str_release(&text);
}

static void sorting_grows_with_the_rows(void **state)
{
	int64_t small[KEYS] = {INT64_MAX, INT64_MAX, INT64_MAX};
	int64_t large[KEYS] = {INT64_MAX, INT64_MAX, INT64_MAX};
	size_t slow = 0;

	(void)state;
	for (int i = 0; i < TRIES; i++) {
		measure(SMALL, small);
		measure((size_t)SMALL * TIMES, large);
		for (slow = 0; slow < KEYS && large[slow] <= small[slow] * MOST; slow++)
			;
		if (slow == KEYS)
			return;
	}
	fail_msg("%s: %d times the rows took %lld us after %lld us", keys[slow], TIMES,
		(long long)large[slow], (long long)small[slow]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorting_grows_with_the_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Values as people read them: by kind, and as stored where the kind does not fit. */
#include "model/show.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))

static void test_show(void **state)
{
	static const struct {
		enum kind kind;
		const char *stored;
		const char *shown;
	} cases[] = {
		{KIND_LINE, "true", "true"},
		{KIND_TEXT, "one\ntwo", "one\ntwo"},
		{KIND_DATETIME, "2023-10-15T08:00:00Z", "2023-10-15 04:00 EDT"},
		{KIND_DATETIME, "soon", "soon"},
		{KIND_DATE, "2023-10-15", "2023-10-15"},
		{KIND_NUMBER, "1300", "1300"},
		{KIND_PERCENT, "80", "80"},
		{KIND_CHOICE, "sev1", "sev1"},
		{KIND_FLAG, "true", "yes"},
		{KIND_FLAG, "false", "no"},
		{KIND_FLAG, "perhaps", "perhaps"},
		{KIND_LIST, "one\ntwo", "one\ntwo"},
		{KIND_DATETIME, "", ""},
		{KIND_FLAG, "", ""},
	};
	struct zone zone;
	struct str stored = {0};
	struct str shown = {0};

	(void)state;
	assert_true(zone_init(&zone, "America/New_York", NULL));
	for (size_t i = 0; i < LEN(cases); i++) {
		const struct form_field field = {.kind = cases[i].kind};

		str_clear(&stored);
		str_clear(&shown);
		str_append_text(&stored, cases[i].stored);
		value_show(&field, &stored, &zone, &shown);
		assert_string_equal(str_text(&shown), cases[i].shown);
	}
	str_release(&stored);
	str_release(&shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

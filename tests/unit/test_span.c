/* Spans: what two moments give together, and how that is written. */
#include "model/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))

static void test_between(void **state)
{
	static const struct {
		const char *from;
		const char *to;
		const char *text;
	} cases[] = {
		{"2023-10-15T08:00:00-04:00", "2023-10-16T14:00:00-04:00", "30 h"},
		{"2023-10-15T08:00:00-04:00", "2023-10-15T13:00:00Z", "1 h"},
		{"2023-10-15T08:00:00Z", "2023-10-15T09:05:00Z", "1 h 5 min"},
		{"2023-10-15T08:00:00Z", "2023-10-15T09:05:30Z", "1 h 5 min"},
		{"2023-10-15T08:00:00Z", "2023-10-15T08:05:30Z", "5 min 30 s"},
		{"2023-10-15T08:00:00Z", "2023-10-15T08:00:45Z", "45 s"},
		{"2023-10-15T08:00:00Z", "2023-10-15T08:00:00Z", "0 min"},
		{"2023-10-15T08:00:00Z", "2023-10-17T07:59:00Z", "47 h 59 min"},
		{"2023-10-15T08:00:00Z", "2023-10-17T08:00:00Z", "2 d"},
		{"2023-10-15T08:00:00Z", "2023-10-18T10:00:00Z", "3 d 2 h"},
		{"2023-10-15T08:00:00Z", "2023-10-18T10:01:00Z", "3 d 2 h 1 min"},
		{"2023-11-05T00:00:00-04:00", "2023-11-06T00:00:00-05:00", "25 h"},
		{"~2023-10-15T08:00:00Z", "2023-10-16T14:00:00Z", "\xe2\x89\x88 30 h"},
		{"2023-10-15T08:00:00Z", "~2023-10-16T14:00:00Z", "\xe2\x89\x88 30 h"},
		{"~2023-10-15T08:00:00Z", "ongoing", "ongoing, \xe2\x89\x88 92 d 4 h so far"},
		{"2023-10-16T14:00:00Z", "2023-10-16T12:55:00Z", "-1 h 5 min"},
		{"2024-01-15T10:00:00Z", "ongoing", "ongoing, 2 h so far"},
		{"2024-01-15T13:00:00Z", "ongoing", "-1 h"},
		{"unknown", "2023-10-16T14:00:00Z", "unknown"},
		{"unknown", "ongoing", "unknown"},
		{"2023-10-16T14:00:00Z", "unknown", "unknown"},
		{"n/a", "2023-10-16T14:00:00Z", "n/a"},
		{"2023-10-16T14:00:00Z", "n/a", "n/a"},
		{"unknown", "n/a", "n/a"},
		{"", "2023-10-16T14:00:00Z", ""},
		{"2023-10-16T14:00:00Z", "", ""},
		{"", "ongoing", ""},
		{"ongoing", "ongoing", ""},
		{"", "", ""},
	};
	struct zone utc;
	(void)state;

	assert_true(zone_init(&utc, "UTC", NULL));
	for (size_t i = 0; i < LEN(cases); i++) {
		struct when from;
		struct when to;
		struct span span;
		struct str out = {0};

		assert_true(when_parse(&from, cases[i].from, NULL));
		assert_true(when_parse(&to, cases[i].to, NULL));
		span_between(&span, &from, &to, &utc, INT64_C(1705320000));
		span_format(&span, &out);
		if (strcmp(str_text(&out), cases[i].text) != 0)
			fail_msg("%s to %s: %s", cases[i].from, cases[i].to, str_text(&out));
		str_release(&out);
	}
}

/* A date has no clock time: it is the document's day, and a span within one is unknown. */
static void test_days(void **state)
{
	static const struct {
		const char *zone;
		const char *from;
		const char *to;
		const char *text;
	} cases[] = {
		{"UTC", "2023-10-15", "2023-10-17", "\xe2\x89\x88 2 d"},
		{"UTC", "2023-10-15", "2023-10-16", "\xe2\x89\x88 1 d"},
		{"UTC", "2023-10-15", "2023-10-15", "unknown"},
		{"UTC", "~2023-10-15", "~2023-10-15", "unknown"},
		{"UTC", "2023-10-15", "2023-10-15T14:00:00Z", "unknown"},
		{"UTC", "2023-10-15T14:00:00Z", "2023-10-15", "unknown"},
		{"UTC", "2023-10-15T14:00:00Z", "2023-10-16", "\xe2\x89\x88 1 d"},
		{"UTC", "2023-10-15T14:00:00Z", "2023-10-14", "-1 d"},
		{"UTC", "2023-10-16", "2023-10-14", "-2 d"},
		/* In New York it is still the 15th, in Tokyo the 16th has begun. */
		{"America/New_York", "2023-10-15", "2023-10-16T03:00:00Z", "unknown"},
		{"America/New_York", "2023-10-16T03:00:00Z", "2023-10-15", "unknown"},
		{"America/New_York", "2023-10-16", "2023-10-16T03:00:00Z", "-1 d"},
		{"Asia/Tokyo", "2023-10-15T16:00:00Z", "2023-10-16", "unknown"},
		{"Asia/Tokyo", "2023-10-15", "2023-10-15T16:00:00Z", "\xe2\x89\x88 1 d"},
		/* A day of 25 hours is one day. */
		{"America/New_York", "2023-11-05", "2023-11-06", "\xe2\x89\x88 1 d"},
		{"UTC", "2024-01-13", "ongoing", "ongoing, \xe2\x89\x88 2 d so far"},
		{"UTC", "2024-01-15", "ongoing", "ongoing"},
		{"UTC", "2024-01-16", "ongoing", "-1 d"},
		{"Pacific/Kiritimati", "2024-01-16", "ongoing", "ongoing"},
		{"UTC", "2024-01-15", "unknown", "unknown"},
		{"UTC", "2024-01-15", "n/a", "n/a"},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct zone zone;
		struct when from;
		struct when to;
		struct span span;
		struct str out = {0};

		assert_true(zone_init(&zone, cases[i].zone, NULL));
		assert_true(when_parse(&from, cases[i].from, NULL));
		assert_true(when_parse(&to, cases[i].to, NULL));
		span_between(&span, &from, &to, &zone, INT64_C(1705320000));
		span_format(&span, &out);
		if (strcmp(str_text(&out), cases[i].text) != 0)
			fail_msg("%s to %s: %s", cases[i].from, cases[i].to, str_text(&out));
		str_release(&out);
	}
}

static void test_begin(void **state)
{
	struct zone zone;
	struct when when;
	(void)state;

	assert_true(zone_init(&zone, "America/New_York", NULL));
	assert_true(when_parse(&when, "2023-10-15", NULL));
	assert_int_equal(when_begin(&when, &zone), INT64_C(1697342400));
	assert_true(when_parse(&when, "2023-10-15T08:00:00-04:00", NULL));
	assert_int_equal(when_begin(&when, &zone), INT64_C(1697371200));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_between),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

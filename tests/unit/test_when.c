/* Times: the stored form, the typed form against it, what is shown, and reading that back. */
#include "model/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define NEW_YORK "America/New_York"

/* 2024-01-15T12:00:37Z, a Monday, 07:00 in New York */
#define NOW INT64_C(1705320037)

static struct zone zone_named(const char *name)
{
	struct zone zone;

	assert_true(zone_init(&zone, name, NULL));
	return zone;
}

static struct when moment(const char *stored)
{
	struct when when;

	assert_true(when_parse(&when, stored, NULL));
	return when;
}

/* --- stored --- */

static void test_parse_takes_the_stored_forms(void **state)
{
	static const struct {
		const char *text;
		enum when_kind kind;
		bool is_about;
		int64_t seconds;
		int32_t offset;
	} cases[] = {
		{"", WHEN_NONE},
		{"unknown", WHEN_UNKNOWN},
		{"n/a", WHEN_NOT_APPLICABLE},
		{"ongoing", WHEN_ONGOING},
		{"1970-01-01T00:00:00Z", WHEN_INSTANT, false, 0, 0},
		{"2023-10-15T08:00:00-04:00", WHEN_INSTANT, false, 1697371200, -14400},
		{"2023-10-15T08:00-04:00", WHEN_INSTANT, false, 1697371200, -14400},
		{"2023-10-15 08:00:00.25-04:00", WHEN_INSTANT, false, 1697371200, -14400},
		{"2023-10-15t12:00:00z", WHEN_INSTANT, false, 1697371200, 0},
		{"2023-10-15T01:00:00-11:00", WHEN_INSTANT, false, 1697371200, -39600},
		{"~2023-10-15T08:00:00-04:00", WHEN_INSTANT, true, 1697371200, -14400},
		{"2023-10-15T17:45:00+05:45", WHEN_INSTANT, false, 1697371200, 20700},
		{"2023-10-15", WHEN_DATE, false, 1697328000, 0},
		{"~2023-10-15", WHEN_DATE, true, 1697328000, 0},
		{"2024-02-29T23:59:60Z", WHEN_INSTANT, false, 1709251200, 0},
		{"2000-02-29", WHEN_DATE, false, 951782400, 0},
		{"0001-01-01T00:00:00Z", WHEN_INSTANT, false, -62135596800, 0},
		{"9999-12-31T23:59:59Z", WHEN_INSTANT, false, 253402300799, 0},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct err err = {0};
		struct when when;

		if (!when_parse(&when, cases[i].text, &err))
			fail_msg("%s: %s", cases[i].text, err.message);
		assert_int_equal(when.kind, cases[i].kind);
		assert_int_equal(when.is_about, cases[i].is_about);
		assert_int_equal(when.seconds, cases[i].seconds);
		assert_int_equal(when.offset, cases[i].offset);
	}
}

static void test_parse_says_what_is_wrong(void **state)
{
	static const struct {
		const char *text;
		const char *message;
	} cases[] = {
		{"2026-02-31", "there is no 31 February"},
		{"2023-02-29T08:00:00Z", "there is no 29 February 2023"},
		{"1900-02-29", "there is no 29 February 1900"},
		{"2023-04-31", "there is no 31 April"},
		{"2023-13-01", "there is no month 13"},
		{"2023-00-01", "there is no month 0"},
		{"2023-01-00", "no month has a day 0"},
		{"2023-01-32", "no month has a day 32"},
		{"2023-10-15T25:00:00Z", "there is no hour 25"},
		{"2023-10-15T24:00:00Z", "there is no hour 24"},
		{"2023-10-15T08:75:00Z", "there is no minute 75"},
		{"2023-10-15T08:00:61Z", "there is no second 61"},
		{"2023-10-15T08:00:00", "the time has no offset such as -04:00 or Z"},
		{"2023-10-15T08:00:00EDT", "the offset is not written like -04:00 or Z"},
		{"2020-10-06 14:00 -14:30", "the offset is not written like -04:00 or Z"},
		{"2020-10-06 14:00-13:30", "the offset is not written like -04:00 or Z"},
		{"2020-10-06 09:00-11:00", "the offset is not written like -04:00 or Z"},
		{"2020-10-06 09:00 -04:00", "the offset is not written like -04:00 or Z"},
		{"2023-10-15T08:00:00-0400", "the offset is not written like -04:00 or Z"},
		{"2023-10-15T08:00:00+24:00", "there is no offset of 24:00"},
		{"2023-10-15T08:00:00Z ", "not a time; write it like 2023-10-15T08:00:00-04:00"},
		{"2023-10-15T8:00:00Z", "not a time; write it like 2023-10-15T08:00:00-04:00"},
		{"20231-10-15", "not a time; write it like 2023-10-15T08:00:00-04:00"},
		{"2023-10-15T08:00:00.Z", "not a time; write it like 2023-10-15T08:00:00-04:00"},
		{"soon", "not a time; write it like 2023-10-15T08:00:00-04:00"},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct err err = {0};
		struct when when = {.kind = WHEN_DATE};

		if (when_parse(&when, cases[i].text, &err))
			fail_msg("%s was taken", cases[i].text);
		assert_int_equal(err.code, ERR_VALUE);
		assert_string_equal(err.message, cases[i].message);
		assert_int_equal(when.kind, WHEN_NONE);
	}
}

static void test_format_is_canonical(void **state)
{
	static const char *const cases[][2] = {
		{"", ""},
		{"unknown", "unknown"},
		{"n/a", "n/a"},
		{"ongoing", "ongoing"},
		{"2023-10-15 08:00-04:00", "2023-10-15T08:00:00-04:00"},
		{"~ 2023-10-15T08:00:05.75+05:45", "~2023-10-15T08:00:05+05:45"},
		{"2023-10-15T08:00:00Z", "2023-10-15T08:00:00+00:00"},
		{"2023-10-15T08:00:00-00:30", "2023-10-15T08:00:00-00:30"},
		{"~2024-02-29", "~2024-02-29"},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct str out = {0};
		struct when when = moment(cases[i][0]);

		when_format(&when, &out);
		assert_string_equal(str_text(&out), cases[i][1]);
		str_release(&out);
	}
}

/* --- typed --- */

struct typed {
	const char *text;
	const char *stored; /* NULL: fails, and note is the sentence */
	const char *note;
};

static void check_typed(const struct when_context *context, const struct typed *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct err err = {0};
		struct str note = {0};
		struct str stored = {0};
		struct when when;
		bool is_read = when_parse_loose(&when, cases[i].text, context, &note, &err);

		when_format(&when, &stored);
		if (is_read != (cases[i].stored != NULL))
			fail_msg(
				"%s: %s", cases[i].text, is_read ? str_text(&stored) : err.message);
		const char *said = is_read ? str_text(&note) : err.message;

		if (is_read && strcmp(str_text(&stored), cases[i].stored) != 0)
			fail_msg("%s: %s, not %s", cases[i].text, str_text(&stored),
				cases[i].stored);
		if (strcmp(said, cases[i].note != NULL ? cases[i].note : "") != 0)
			fail_msg("%s: \"%s\"", cases[i].text, said);
		str_release(&note);
		str_release(&stored);
	}
}

static void test_typed_days_and_clocks(void **state)
{
	static const struct typed cases[] = {
		{"", ""},
		{"  ", ""},
		{"unknown", "unknown"},
		{"?", "unknown"},
		{"N/A", "n/a"},
		{"na", "n/a"},
		{"2023-10-15T08:00:00-04:00", "2023-10-15T08:00:00-04:00"},
		{"2023-10-15T12:00:00Z", "2023-10-15T12:00:00+00:00"},
		{"20231015T120000Z", "2023-10-15T12:00:00+00:00"},
		{"2023-10-15 08:00", "2023-10-15T08:00:00-04:00"},
		{"2023-10-15 08:00 EDT", "2023-10-15T08:00:00-04:00"},
		{"2023-10-15 0830", "2023-10-15T08:30:00-04:00"},
		{"2023-10-15 08:00:15.5 -0400", "2023-10-15T08:00:15-04:00",
			"the fraction of a second, .5, is left out"},
		{"2023-10-15 12:00 utc", "2023-10-15T12:00:00+00:00"},
		{"2023-10-15 14:00 Europe/Berlin", "2023-10-15T14:00:00+02:00"},
		{"2023-10-15 17:45+5:45", "2023-10-15T17:45:00+05:45"},
		{"2023-10-15 14:00 +2", "2023-10-15T14:00:00+02:00"},
		{"15 Oct 2023 08:00", "2023-10-15T08:00:00-04:00"},
		{"15th of October, 2023 at 8 am", "2023-10-15T08:00:00-04:00"},
		{"15-Oct-2023 8:00pm", "2023-10-15T20:00:00-04:00"},
		{"Oct 15, 2023 8am", "2023-10-15T08:00:00-04:00"},
		{"October 15th 2023, 8:30 a.m.", "2023-10-15T08:30:00-04:00"},
		{"Oct. 15 2023 20h15", "2023-10-15T20:15:00-04:00"},
		{"8:30 pm on 15 October 2023", "2023-10-15T20:30:00-04:00"},
		{"Sun 15 Oct 2023 08:00", "2023-10-15T08:00:00-04:00"},
		{"Mon 15 Oct 2023 08:00", "2023-10-15T08:00:00-04:00",
			"that day is a Sunday, not a Monday"},
		{"10/15/2023, 8:00 AM", "2023-10-15T08:00:00-04:00"},
		{"10/15/2023, 8:00\xe2\x80\xaf"
		 "AM",
			"2023-10-15T08:00:00-04:00"},
		{"10/15/2023 at 8:30 AM", "2023-10-15T08:30:00-04:00"},
		{"10/16/2023, 2:00 PM", "2023-10-16T14:00:00-04:00"},
		{"10/15/23 8:00", "2023-10-15T08:00:00-04:00"},
		{"10/15 8:00", "2023-10-15T08:00:00-04:00", "the year 2023 is assumed"},
		{"15/10/2023 8:00", "2023-10-15T08:00:00-04:00"},
		{"15.10.2023 8:00", "2023-10-15T08:00:00-04:00"},
		{"4.10.2023 8:00", "2023-10-04T08:00:00-04:00"},
		{"10/4/2023 8:00", "2023-10-04T08:00:00-04:00",
			"read as 4 October, the month before the day"},
		{"4/4/2023 8:00", "2023-04-04T08:00:00-04:00"},
		{"12 am 15 Oct 2023", "2023-10-15T00:00:00-04:00"},
		{"12:30 am 15 Oct 2023", "2023-10-15T00:30:00-04:00"},
		{"12 pm 15 Oct 2023", "2023-10-15T12:00:00-04:00"},
		{"14:05 pm 15 Oct 2023", "2023-10-15T14:05:00-04:00"},
		{"15 Oct 2023 noon", "2023-10-15T12:00:00-04:00"},
		{"15 Oct 2023 midnight", "2023-10-15T00:00:00-04:00",
			"midnight is read as the start of that day"},
		{"~2023-10-15 08:00", "~2023-10-15T08:00:00-04:00"},
		{"about 15 Oct 2023 8am", "~2023-10-15T08:00:00-04:00"},
		{"\xe2\x89\x88 14:05", "~2024-01-15T14:05:00-05:00"},
		{"14:05", "2024-01-15T14:05:00-05:00"},
		{"1405", "2024-01-15T14:05:00-05:00"},
		{"8pm", "2024-01-15T20:00:00-05:00"},
		{"23:30 UTC", "2024-01-15T23:30:00+00:00"},
		{"15 Oct 2023", "2023-10-15", "a day without a time"},
		{"Oct 15 0830", "2023-10-15T08:30:00-04:00", "the year 2023 is assumed"},
		{"29 Feb 08:00", "2024-02-29T08:00:00-05:00", "the year 2024 is assumed"},
	};
	struct zone zone = zone_named(NEW_YORK);
	struct when_context context = {.zone = &zone, .now = NOW};
	(void)state;

	check_typed(&context, cases, LEN(cases));
}

static void test_typed_days_near_today(void **state)
{
	static const struct typed cases[] = {
		{"now", "2024-01-15T07:00:00-05:00"},
		{"today 06:30", "2024-01-15T06:30:00-05:00"},
		{"yesterday 22:10", "2024-01-14T22:10:00-05:00"},
		{"22:10 yesterday", "2024-01-14T22:10:00-05:00"},
		{"tomorrow 9am", "2024-01-16T09:00:00-05:00"},
		{"monday 06:00", "2024-01-15T06:00:00-05:00"},
		{"monday 09:00", "2024-01-08T09:00:00-05:00"},
		{"last monday 06:00", "2024-01-08T06:00:00-05:00"},
		{"tues 09:00", "2024-01-09T09:00:00-05:00"},
		{"Friday at noon", "2024-01-12T12:00:00-05:00"},
		{"next friday 10:00", "2024-01-19T10:00:00-05:00",
			"it could also be Fri 2024-01-26"},
		{"yesterday", "2024-01-14", "a day without a time"},
	};
	struct zone zone = zone_named(NEW_YORK);
	struct when_context context = {.zone = &zone, .now = NOW};
	(void)state;

	check_typed(&context, cases, LEN(cases));
}

static void test_typed_near_another_time(void **state)
{
	static const struct typed cases[] = {
		{"22:05", "2023-11-04T22:05:00-04:00"},
		{"00:05", "2023-11-05T00:05:00-04:00"},
		{"14:05", "2023-11-04T14:05:00-04:00"},
		{"03:05 utc", "2023-11-05T03:05:00+00:00"},
		{"+7m", "2023-11-05T00:00:20-04:00"},
		{"-1h30m", "2023-11-04T22:23:20-04:00"},
		{"+ 7 min", "2023-11-05T00:00:20-04:00"},
		{"7 min later", "2023-11-05T00:00:20-04:00"},
		{"about +7m", "~2023-11-05T00:00:20-04:00"},
		{"+1d", "2023-11-05T23:53:20-05:00"},
		{"+24h", "2023-11-05T22:53:20-05:00"},
		{"+1d1h", "2023-11-06T00:53:20-05:00"},
		{"+1w", "2023-11-11T23:53:20-05:00"},
		{"now", "2024-01-15T07:00:00-05:00"},
		{"now -5m", "2024-01-15T06:55:00-05:00"},
		{"2 h ago", "2024-01-15T05:00:00-05:00"},
		{"1h30m ago", "2024-01-15T05:30:00-05:00"},
		{"5 Nov 08:00", "2023-11-05T08:00:00-05:00", "the year 2023 is assumed"},
		{"+7", NULL, "a span needs units, as in +7m, -1h30m or +2d"},
		{"+", NULL, "\"+\" is not a time; a span needs a number and a unit, as in +7m"},
		{"+7m 14:05", NULL, "a span needs units, as in +7m, -1h30m or +2d"},
		{"+7m monday", NULL, "a span such as +7m must be on its own"},
		{"+99999999999d", NULL, "that span is too long"},
		{"+9999999d", NULL, "the year is outside 0 to 9999"},
	};
	struct zone zone = zone_named(NEW_YORK);
	struct when near = moment("2023-11-04T23:53:20-04:00");
	struct when_context context = {.zone = &zone, .now = NOW, .before = near};
	(void)state;

	check_typed(&context, cases, LEN(cases));
}

static void test_typed_about_stays_about(void **state)
{
	static const struct typed cases[] = {
		{"+7m", "~2023-10-15T08:07:00-04:00"},
		{"08:07", "2023-10-15T08:07:00-04:00"},
	};
	struct zone zone = zone_named(NEW_YORK);
	struct when near = moment("~2023-10-15T08:00:00-04:00");
	struct when_context context = {.zone = &zone, .now = NOW, .before = near};
	(void)state;

	check_typed(&context, cases, LEN(cases));
}

static void test_typed_odd_local_times(void **state)
{
	static const struct typed cases[] = {
		{"2023-11-05 01:30", "2023-11-05T01:30:00-04:00",
			"01:30 occurs twice that day; the first one, EDT, is assumed"},
		{"2023-11-05 01:30 EST", "2023-11-05T01:30:00-05:00"},
		{"2023-11-05 01:30 EDT", "2023-11-05T01:30:00-04:00"},
		{"2024-03-10 02:30", "2024-03-10T03:30:00-04:00",
			"the clocks skip 02:30 that day; read as 03:30 EDT"},
		{"2024-01-15 06:00 EDT", "2024-01-15T06:00:00-04:00",
			"EDT is not in use in America/New_York on 2024-01-15"},
		{"2023-07-15 06:00 PST", "2023-07-15T06:00:00-08:00",
			"PST is not in use in America/Los_Angeles on 2023-07-15; Philippine time is called that, too"},
		{"2023-07-15 06:00 PT", "2023-07-15T06:00:00-07:00"},
		{"2023-07-15 06:00 CEST", "2023-07-15T06:00:00+02:00"},
		{"2023-07-15 06:00 IST", "2023-07-15T06:00:00+05:30",
			"IST is read as India time; Israel time is called that, too"},
		{"2023-07-15 06:00 gmt", "2023-07-15T06:00:00+00:00"},
	};
	struct zone zone = zone_named(NEW_YORK);
	struct when_context context = {.zone = &zone, .now = NOW};
	(void)state;

	check_typed(&context, cases, LEN(cases));
}

static void test_typed_labels_mean_the_documents_zone_first(void **state)
{
	static const struct typed cases[] = {
		{"2023-07-15 06:00 IST", "2023-07-15T06:00:00+01:00"},
		{"2023-01-15 06:00 IST", "2023-01-15T06:00:00+01:00",
			"IST is not in use in Europe/Dublin on 2023-01-15"},
	};
	struct zone zone = zone_named("Europe/Dublin");
	struct when_context context = {.zone = &zone, .now = NOW};
	(void)state;

	check_typed(&context, cases, LEN(cases));
}

static void test_typed_dates(void **state)
{
	static const struct typed cases[] = {
		{"2023-11-01", "2023-11-01"},
		{"1 Nov 2023", "2023-11-01"},
		{"11/15", "2023-11-15", "the year 2023 is assumed"},
		{"today", "2024-01-15"},
		{"now", "2024-01-15"},
		{"tomorrow", "2024-01-16"},
		{"friday", "2024-01-19"},
		{"monday", "2024-01-22", "it could also be Mon 2024-01-15"},
		{"last friday", "2024-01-12"},
		{"+2d", "2024-01-17"},
		{"+2w", "2024-01-29"},
		{"+2h", NULL, "a date is counted in days or weeks, as in +2d"},
		{"2023-11-01 08:00", "2023-11-01", "a date is enough here; the time is left out"},
	};
	struct zone zone = zone_named(NEW_YORK);
	struct when_context context = {.zone = &zone, .now = NOW, .date_only = true};
	(void)state;

	check_typed(&context, cases, LEN(cases));
}

static void test_typed_failures_help(void **state)
{
	static const struct typed cases[] = {
		{"31 February 2023 08:00", NULL, "there is no 31 February"},
		{"2023-02-29 08:00", NULL, "there is no 29 February 2023"},
		{"2023-13-01 08:00", NULL, "there is no month 13"},
		{"25:00", NULL, "there is no hour 25"},
		{"14:75", NULL, "there is no minute 75"},
		{"14:5", NULL, "minutes have two digits, as in 14:05"},
		{"14:05 am", NULL, "there is no 14 am"},
		{"0 pm", NULL, "there is no 0 pm"},
		{"08:00 09:00", NULL, "it has two times of day"},
		{"1 Oct 2 Oct", NULL, "it has two dates"},
		{"October", NULL, "which day of October?"},
		{"08:00 XYZ", NULL,
			"\"XYZ\" is not a known time zone; type UTC-4, say, or America/New_York"},
		{"08:00 -15:00", NULL,
			"\"08:00 -15:00\" is a range; only one time is possible here"},
		{"13:30 => 13:45", NULL,
			"\"13:30 => 13:45\" is a range; only one time is possible here"},
		{"08:00 +15:00", NULL, "no zone has the offset +15:00"},
		{"about", NULL, "about when?"},
		{"at", NULL, "it has neither a day nor a time"},
		{"ongoing", NULL, "only an end can be ongoing; \"unknown\" is possible"},
		{"fish", NULL,
			"\"fish\" is not understood here; a time is typed like 14:05, +7m or 15 Oct "
			"2023 08:00"},
		{", , , , , , , , , , , , , , , , , , , , , , , , , , , , , , , , , , , , , , , , "
		 ", , , , , , , , , , , , , , , , , , 14:05",
			NULL, "that is too long for a time"},
	};
	struct zone zone = zone_named(NEW_YORK);
	struct when_context context = {.zone = &zone, .now = NOW};
	(void)state;

	check_typed(&context, cases, LEN(cases));
}

static void test_only_an_end_is_ongoing(void **state)
{
	static const struct typed cases[] = {{"Ongoing", "ongoing"}};
	struct zone zone = zone_named(NEW_YORK);
	struct when_context context = {.zone = &zone, .now = NOW, .may_be_ongoing = true};
	(void)state;

	check_typed(&context, cases, LEN(cases));
}

static void test_oddities_are_told(void **state)
{
	static const struct {
		const char *text;
		unsigned oddities;
	} cases[] = {
		{"2023-10-15T08:00:00-04:00", 0},
		{"2023-10-15 08:00 EDT", 0},
		{"2023-10-15 08:00", WHEN_ODD_NO_OFFSET},
		{"14:05", WHEN_ODD_NO_DATE | WHEN_ODD_NO_OFFSET},
		{"2023-11-05 01:30", WHEN_ODD_NO_OFFSET | WHEN_ODD_TWICE},
		{"2024-03-10 02:30", WHEN_ODD_NO_OFFSET | WHEN_ODD_NEVER},
		{"2024-01-15 08:00 EDT", WHEN_ODD_LABEL},
		{"15 Oct 2023", WHEN_ODD_NO_TIME},
		{"1/2/2023 08:00 Z", WHEN_ODD_ASSUMED},
		{"+7m", WHEN_ODD_MOVING},
		{"yesterday 08:00 Z", WHEN_ODD_MOVING},
		{"Sun 2023-10-15 08:00 Z", 0},
		{"Mon 2023-10-15 08:00 Z", WHEN_ODD_WEEKDAY},
	};
	struct zone zone = zone_named(NEW_YORK);
	struct when_context context = {.zone = &zone, .now = NOW};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		unsigned oddities = ~0u;
		struct when when;

		assert_true(when_read_loose(&when, cases[i].text, &context, &oddities, NULL, NULL));
		if (oddities != cases[i].oddities)
			fail_msg("%s: %u", cases[i].text, oddities);
	}
}

/* --- shown --- */

static void test_show(void **state)
{
	static const struct {
		const char *stored;
		const char *shown;
		const char *with_weekday;
		const char *us;
		const char *brief; /* without the zone and the year */
	} cases[] = {
		{"", "", "", "", ""},
		{"unknown", "unknown", "unknown", "unknown", "unknown"},
		{"n/a", "n/a", "n/a", "n/a", "n/a"},
		{"ongoing", "ongoing", "ongoing", "ongoing", "ongoing"},
		{"2023-10-15T12:00:00Z", "2023-10-15 08:00 EDT", "Sun 2023-10-15 08:00 EDT",
			"10/15/2023, 8:00 AM", "10-15 08:00"},
		{"~2023-10-15T12:00:05Z", "about 2023-10-15 08:00:05 EDT",
			"about Sun 2023-10-15 08:00:05 EDT", "about 10/15/2023, 8:00:05 AM",
			"~10-15 08:00:05"},
		{"2024-01-15T05:30:00Z", "2024-01-15 00:30 EST", "Mon 2024-01-15 00:30 EST",
			"1/15/2024, 12:30 AM", "01-15 00:30"},
		{"2024-01-15T17:30:00Z", "2024-01-15 12:30 EST", "Mon 2024-01-15 12:30 EST",
			"1/15/2024, 12:30 PM", "01-15 12:30"},
		{"2023-11-01", "2023-11-01", "Wed 2023-11-01", "11/1/2023", "11-01"},
	};
	struct zone zone = zone_named(NEW_YORK);
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct when when = moment(cases[i].stored);
		struct str out = {0};

		when_show(&when, &zone, &out);
		assert_string_equal(str_text(&out), cases[i].shown);
		str_clear(&out);
		when_show_long(&when, &(struct when_style){.zone = &zone}, &out);
		assert_string_equal(str_text(&out), cases[i].with_weekday);
		str_clear(&out);
		when_show_us(&when, &zone, &out);
		assert_string_equal(str_text(&out), cases[i].us);
		str_clear(&out);
		when_show_short(&when, &(struct when_style){.zone = &zone}, false, &out);
		assert_string_equal(str_text(&out), cases[i].brief);
		str_release(&out);
	}
}

/* A separate generator, so that every machine tries the same instants. */
static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *seed >> 16;
}

static const char *const zones[] = {"UTC", NEW_YORK, "Europe/Berlin", "Europe/Moscow",
	"Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo",
	"Pacific/Apia", "Africa/Casablanca", "Europe/Dublin", "America/St_Johns"};

/* Between 1972 and 2100; every third within two hours of a change of clocks in October 2014 or
 * November 2023. */
static struct when random_when(uint64_t *seed)
{
	static const int64_t changes[] = {INT64_C(1414274400), INT64_C(1699164000)};
	struct when when = {.kind = WHEN_INSTANT};

	if (next_random(seed) % 3 == 0)
		when.seconds = changes[next_random(seed) % LEN(changes)] - 7200 +
			       (int64_t)(next_random(seed) % 14400);
	else
		when.seconds =
			INT64_C(63072000) + (int64_t)(next_random(seed) % UINT64_C(4039372800));
	if (next_random(seed) % 4 != 0)
		when.seconds -= when.seconds % 60;
	when.is_about = next_random(seed) % 5 == 0;
	if (next_random(seed) % 8 == 0) {
		when.kind = WHEN_DATE;
		when.seconds -= when.seconds % 86400;
	}
	return when;
}

static void assert_may_show(const struct when_style *style, const struct str *shown)
{
	for (size_t i = 0; i < shown->len; i++)
		if (!when_number_may_show(style, (unsigned char)shown->data[i]))
			fail_msg("'%c' in %s is shown in %s", shown->data[i], style->zone->name,
				str_text(shown));
}

/* A search looks for months where there are some, and for no other word in UTC. */
static void test_letters_of_times(void **state)
{
	struct zone utc = zone_named("Etc/UTC"), berlin = zone_named("Europe/Berlin");
	struct when_style style = {.zone = &utc};

	(void)state;
	assert_true(when_number_may_show(&style, 'C'));
	assert_false(when_number_may_show(&style, 'n'));
	assert_false(when_number_may_show(&style, 0xe9));
	style.dates = DATE_DAY_MONTH;
	assert_true(when_number_may_show(&style, 'n'));
	assert_false(when_number_may_show(&style, 'i'));
	style = (struct when_style){.zone = &berlin};
	assert_true(when_number_may_show(&style, 's'));
}

static void test_what_is_shown_is_read_back(void **state)
{
	uint64_t seed = 20231015;
	(void)state;

	for (int i = 0; i < 20000; i++) {
		struct zone zone = zone_named(zones[i / 200 % (int)LEN(zones)]);
		struct when_context context = {.zone = &zone, .now = NOW};
		struct when when = random_when(&seed);
		struct when read;
		struct str shown = {0};
		struct err err = {0};

		struct when_style style = {.zone = &zone, .dates = (enum date_style)(i / 2 % 3)};

		if (i % 2 == 0) {
			when_show_in(&when, &style, &shown);
			assert_may_show(&style, &shown);
		} else {
			when_show_long(&when, &style, &shown);
		}
		if (!when_parse_loose(&read, str_text(&shown), &context, NULL, &err))
			fail_msg("%s in %s: %s", str_text(&shown), zone.name, err.message);
		if (read.kind != when.kind || read.is_about != when.is_about ||
			read.seconds != when.seconds)
			fail_msg("%s in %s: off by %lld", str_text(&shown), zone.name,
				(long long)(read.seconds - when.seconds));
		str_release(&shown);
	}
}

static void test_what_is_stored_is_read_back(void **state)
{
	uint64_t seed = 42;
	(void)state;

	for (int i = 0; i < 20000; i++) {
		struct when when = random_when(&seed);
		struct when read;
		struct str stored = {0};

		if (when.kind == WHEN_INSTANT)
			when.offset = (int32_t)(next_random(&seed) % 113 - 56) * 900;
		when_format(&when, &stored);
		assert_true(when_parse(&read, str_text(&stored), NULL));
		assert_int_equal(read.kind, when.kind);
		assert_int_equal(read.is_about, when.is_about);
		assert_int_equal(read.seconds, when.seconds);
		assert_int_equal(read.offset, when.offset);
		str_release(&stored);
	}
}

/* Any bytes are read or refused: no crash, no endless loop, and always a reason. */
static void test_any_typing_is_survived(void **state)
{
	static const char *const pieces[] = {"8", "14:05", ":", "-", "/", ".", "2023", "10", "oct",
		" ", "am", "+", "7", "m", "T", "Z", "EDT", "~", "monday", "n/a",
		"99999999999999999999", "\xff", "\xe2\x80\xaf", "h", "last", "ago", "today", "31",
		"feb", "+05:30"};
	struct zone zone = zone_named(NEW_YORK);
	struct when_context context = {.zone = &zone, .now = NOW};
	uint64_t seed = 7;
	(void)state;

	for (int i = 0; i < 50000; i++) {
		struct str text = {0};
		struct err err = {0};
		struct when when;

		for (uint64_t n = next_random(&seed) % 12; n > 0; n--)
			str_append_text(&text, pieces[next_random(&seed) % LEN(pieces)]);
		if (!when_parse_loose(&when, str_text(&text), &context, NULL, &err)) {
			assert_int_equal(err.code, ERR_VALUE);
			assert_int_equal(when.kind, WHEN_NONE);
		}
		str_release(&text);
	}
}

/* Words behind a clock could name a zone, however long they are. */
static void test_long_words_for_a_zone(void **state)
{
	struct zone zone = zone_named(NEW_YORK);
	struct when_context context = {.zone = &zone, .now = NOW};
	struct str text = {0};

	(void)state;
	for (size_t len = 50; len < 80; len++) {
		struct when when;
		struct err err = {0};

		str_clear(&text);
		str_append_text(&text, "2023-10-15 08:30 ");
		str_append_repeat(&text, 'x', len);
		str_append_char(&text, ' ');
		str_append_repeat(&text, 'y', len % 5 + 1);
		str_append_char(&text, ' ');
		str_append_repeat(&text, 'z', 400);
		assert_false(when_parse_loose(&when, str_text(&text), &context, NULL, &err));
		assert_true(err.message[0] != '\0');
	}
	str_release(&text);
}

/* A day that the calendar skips is not an alternative: both are the same moment. */
static void test_day_left_out(void **state)
{
	struct zone zone;
	struct when_context context = {.zone = &zone, .now = INT64_C(1325400000)};
	struct when when;
	struct str note = {0};

	(void)state;
	assert_true(zone_init(&zone, "Pacific/Apia", NULL));
	assert_true(when_parse(&context.before, "2011-12-29T23:55:00-10:00", NULL));
	assert_true(when_parse_loose(&when, "00:10", &context, &note, NULL));
	assert_null(strstr(str_text(&note), "could also be"));
	str_release(&note);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse_takes_the_stored_forms),
		cmocka_unit_test(test_parse_says_what_is_wrong),
		cmocka_unit_test(test_format_is_canonical),
		cmocka_unit_test(test_typed_days_and_clocks),
		cmocka_unit_test(test_typed_days_near_today),
		cmocka_unit_test(test_typed_near_another_time),
		cmocka_unit_test(test_typed_about_stays_about),
		cmocka_unit_test(test_typed_odd_local_times),
		cmocka_unit_test(test_typed_labels_mean_the_documents_zone_first),
		cmocka_unit_test(test_typed_dates),
		cmocka_unit_test(test_typed_failures_help),
		cmocka_unit_test(test_only_an_end_is_ongoing),
		cmocka_unit_test(test_oddities_are_told),
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_letters_of_times),
		cmocka_unit_test(test_what_is_shown_is_read_back),
		cmocka_unit_test(test_what_is_stored_is_read_back),
		cmocka_unit_test(test_any_typing_is_survived),
		cmocka_unit_test(test_long_words_for_a_zone),
		cmocka_unit_test(test_day_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

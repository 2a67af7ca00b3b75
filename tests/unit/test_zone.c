/* Zones: names, wall clocks, and local times that occur never, once or twice. */
#include "base/utf8.h"
#include "model/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define NEW_YORK "America/New_York"
#define BERLIN "Europe/Berlin"

static void test_names(void **state)
{
	static const struct {
		const char *name;
		bool is_zone;
	} cases[] = {
		{"", true},
		{"UTC", true},
		{NEW_YORK, true},
		{"America/Argentina/Buenos_Aires", true},
		{"Etc/GMT+5", true},
		{"Europe/Pariss", false},
		{"europe/berlin", false},
		{"Europe", false},
		{"Europe/", false},
		{"../zoneinfo/Europe/Berlin", false},
		{"/usr/share/zoneinfo/Europe/Berlin", false},
		{"Europe/../../../../etc/passwd", false},
		{"zone.tab", false},
		{"tzdata.zi", false},
		{"right/Europe/Berlin", false},
		{"EST5EDT,M3.2.0,M11.1.0", false},
		{":Europe/Berlin", false},
		{"Europe/Berlin\n", false},
		{"Etc/"
		 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
			false},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct zone zone;
		struct err err = {0};

		if (zone_init(&zone, cases[i].name, &err) != cases[i].is_zone)
			fail_msg("%s", cases[i].name);
		if (cases[i].is_zone)
			assert_string_equal(zone.name, *cases[i].name ? cases[i].name : "UTC");
		else
			assert_int_equal(err.code, ERR_VALUE);
	}
}

/* What people call a zone; there is a note if it is not a name in the database. */
static void test_found_by_what_people_type(void **state)
{
	static const char *const cases[][2] = {
		{"", "UTC"},
		{" ", "UTC"},
		{"UTC", "UTC"},
		{"utc", "UTC"},
		{"Z", "UTC"},
		{"gmt", "UTC"},
		{NEW_YORK, NEW_YORK},
		{"US/Eastern", "US/Eastern"},
		{"us/eastern", "US/Eastern"},
		{"Europe/berlin", BERLIN},
		{"EUROPE/BERLIN", BERLIN},
		{" Europe/Berlin ", BERLIN},
		{"Europe/Berlin\n", BERLIN},
		{":Europe/Berlin", BERLIN},
		{":europe/berlin", BERLIN},
		{"/usr/share/zoneinfo/Europe/Berlin", BERLIN},
		{":/usr/share/zoneinfo/Europe/Berlin", BERLIN},
		{"/usr/share/zoneinfo/posix/Europe/Berlin", BERLIN},
		{"/usr/lib/zoneinfo/europe/berlin", BERLIN},
		{"America/New York", NEW_YORK},
		{"america/new-york", NEW_YORK},
		{"Etc/GMT-3", "Etc/GMT-3"},
		{"etc/gmt-3", "Etc/GMT-3"},
		{"Berlin", BERLIN},
		{"new york", NEW_YORK},
		{"America/Port au Prince", "America/Port-au-Prince"},
		{"EST5EDT", "EST5EDT"},
		{"UTC+2", "Etc/GMT-2"},
		{"UTC+02:00", "Etc/GMT-2"},
		{"utc +2", "Etc/GMT-2"},
		{"GMT+3", "Etc/GMT-3"},
		{"UTC-3", "Etc/GMT+3"},
		{"-03:00", "Etc/GMT+3"},
		{"+0200", "Etc/GMT-2"},
		{"GMT+0", "GMT+0"},
		{"UTC+0", "UTC"},
		{"Etc/GMT+3", "Etc/GMT+3"},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct zone zone;
		struct str note = {0};
		struct err err = {0};

		if (!zone_find(&zone, cases[i][0], &note, &err))
			fail_msg("%s: %s", cases[i][0], err.message);
		if (strcmp(zone.name, cases[i][1]) != 0)
			fail_msg("%s: %s", cases[i][0], zone.name);
		if ((note.len > 0) != (*cases[i][0] != '\0' && strcmp(cases[i][0], zone.name) != 0))
			fail_msg("%s: \"%s\"", cases[i][0], str_text(&note));
		str_release(&note);
	}
}

static void test_refused_with_the_nearest(void **state)
{
	static const char *const cases[][2] = {
		{"Europe/Pariss", "there is no time zone \"Europe/Pariss\"; the nearest name is "
				  "Europe/Paris"},
		{"America/NewYork",
			"there is no time zone \"America/NewYork\"; the nearest name is "
			"America/New_York"},
		{"Berlni", "there is no time zone \"Berlni\"; the nearest name is Europe/Berlin"},
		{"Europe/Munich", "there is no time zone \"Europe/Munich\"; the nearest name is "
				  "Europe/Zurich"},
		{"PST", "there is no time zone \"PST\"; the nearest name is America/Los_Angeles"},
		{"CEST", "there is no time zone \"CEST\"; the nearest name is Europe/Berlin"},
		{"UTC+5:30", "\"UTC+5:30\" is not the name of a time zone; Asia/Kolkata has that "
			     "offset"},
		{"UTC+13:37", "\"UTC+13:37\" is not a time zone: no zone has that offset"},
		{"UTC+99", "\"UTC+99\" is not a time zone: no zone has that offset"},
		{"our office", "there is no time zone \"our office\"; use a name like "
			       "Europe/Berlin"},
		{"../../etc/passwd", "there is no time zone \"../../etc/passwd\"; use a name like "
				     "Europe/Berlin"},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct zone zone;
		struct err err = {0};

		assert_false(zone_find(&zone, cases[i][0], NULL, &err));
		assert_string_equal(err.message, cases[i][1]);
	}
}

/* Long names, and multi-byte characters at the end of what a sentence repeats. */
static void test_any_name_is_refused_in_whole_characters(void **state)
{
	struct str name = {0};
	(void)state;

	for (int i = 0; i < 100; i++) {
		struct zone zone;
		struct err err = {0};

		assert_false(zone_find(&zone, str_text(&name), NULL, &err) && i > 0);
		if (i > 0 && !utf8_check(err.message, strlen(err.message), NULL))
			fail_msg("%s", err.message);
		str_append_text(&name, i % 3 == 0 ? "\xe6\x97\xa5" : "\xc3\xa4");
	}
	str_release(&name);
}

static void test_the_environment_counts_to_the_west(void **state)
{
	static const char *const cases[][2] = {
		{"", "UTC"},
		{"Europe/Berlin", BERLIN},
		{":Europe/Berlin", BERLIN},
		{"Europe/berlin", BERLIN},
		{"/usr/share/zoneinfo/Europe/Berlin", BERLIN},
		{"UTC-3", "Etc/GMT-3"},
		{"UTC3", "Etc/GMT+3"},
		{"UTC+3", "Etc/GMT+3"},
		{"GMT+3", "Etc/GMT+3"},
		{"<+03>-3", "Etc/GMT-3"},
		{"<-03>3", "Etc/GMT+3"},
		{"MSK-3", "Etc/GMT-3"},
		{"UTC0", "UTC"},
		{"UTC+00:00", "UTC"},
		{"EST5EDT", "EST5EDT"},
		{"IST-5:30", NULL},
		{"CET-1CEST,M3.5.0,M10.5.0/3", NULL},
		{"EST5EDT,M3.2.0,M11.1.0", NULL},
		{"Mars/Olympus", NULL},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct zone zone;
		struct err err = {0};
		bool is_found = zone_of_environment(&zone, cases[i][0], NULL, &err);

		if (is_found != (cases[i][1] != NULL))
			fail_msg("%s: %s", cases[i][0], is_found ? zone.name : err.message);
		if (is_found)
			assert_string_equal(zone.name, cases[i][1]);
	}
	struct zone zone;
	struct err err = {0};
	assert_false(zone_of_environment(&zone, "CET-1CEST,M3.5.0,M10.5.0/3", NULL, &err));
	assert_non_null(strstr(err.message, BERLIN));
}

static void test_all_names_are_zones(void **state)
{
	size_t n;
	const char *const *names = zone_names(&n);
	(void)state;

	assert_true(n > 300);
	for (size_t i = 0; i < n; i++) {
		struct zone zone;

		if (!zone_init(&zone, names[i], NULL))
			fail_msg("%s", names[i]);
		assert_true(i == 0 || strcmp(names[i - 1], names[i]) < 0);
	}
}

/* The table of offsets in use, checked against the database for its years. */
static void test_every_offset_is_known(void **state)
{
	size_t n;
	const char *const *names = zone_names(&n);
	(void)state;

	for (size_t i = 0; i < n; i++) {
		struct zone zone;

		assert_true(zone_init(&zone, names[i], NULL));
		for (int64_t at = 946684800; at < 2145916800; at += 90 * INT64_C(86400)) {
			struct civil civil;
			struct str typed = {0};
			struct when when;
			const struct when_context context = {.zone = &zone, .now = at};

			zone_civil(&zone, at, &civil);
			int minutes = abs(civil.offset) / 60;
			str_appendf(&typed, "2020-01-31T14:05%c%02d:%02d",
				civil.offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
			if (!when_parse_loose(&when, str_text(&typed), &context, NULL, NULL))
				fail_msg("%s has %s", names[i], str_text(&typed));
			str_release(&typed);
		}
	}
}

static void test_civil(void **state)
{
	static const struct {
		const char *zone;
		int64_t seconds;
		struct civil expected;
	} cases[] = {
		{"UTC", 0, {1970, 1, 1, 0, 0, 0, 0, "UTC", 4}},
		{"UTC", -1, {1969, 12, 31, 23, 59, 59, 0, "UTC", 3}},
		{"UTC", 951782400, {2000, 2, 29, 0, 0, 0, 0, "UTC", 2}},
		{"UTC", -62135596800, {1, 1, 1, 0, 0, 0, 0, "UTC", 1}},
		{NEW_YORK, 1697371200, {2023, 10, 15, 8, 0, 0, -14400, "EDT", 0}},
		{NEW_YORK, 1705320000, {2024, 1, 15, 7, 0, 0, -18000, "EST", 1}},
		{BERLIN, 1697371200, {2023, 10, 15, 14, 0, 0, 7200, "CEST", 0}},
		{"Asia/Kathmandu", 1697371200, {2023, 10, 15, 17, 45, 0, 20700, "+0545", 0}},
		{NEW_YORK, 4118036400, {2100, 6, 30, 7, 0, 0, -14400, "EDT", 3}},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		const struct civil *expected = &cases[i].expected;
		struct zone zone;
		struct civil civil;

		assert_true(zone_init(&zone, cases[i].zone, NULL));
		zone_civil(&zone, cases[i].seconds, &civil);
		assert_int_equal(civil.year, expected->year);
		assert_int_equal(civil.month, expected->month);
		assert_int_equal(civil.day, expected->day);
		assert_int_equal(civil.hour, expected->hour);
		assert_int_equal(civil.minute, expected->minute);
		assert_int_equal(civil.second, expected->second);
		assert_int_equal(civil.offset, expected->offset);
		assert_string_equal(civil.label, expected->label);
		assert_int_equal(civil.weekday, expected->weekday);
	}
}

static void test_instants(void **state)
{
	static const struct {
		const char *zone;
		struct civil local;
		enum zone_fit fit;
		const char *stored;
	} cases[] = {
		{NEW_YORK, {2023, 10, 15, 8, 0}, ZONE_ONCE, "2023-10-15T12:00:00Z"},
		{NEW_YORK, {2024, 3, 10, 1, 59, 59}, ZONE_ONCE, "2024-03-10T06:59:59Z"},
		{NEW_YORK, {2024, 3, 10, 2, 0}, ZONE_NEVER, "2024-03-10T07:00:00Z"},
		{NEW_YORK, {2024, 3, 10, 2, 30}, ZONE_NEVER, "2024-03-10T07:30:00Z"},
		{NEW_YORK, {2024, 3, 10, 3, 0}, ZONE_ONCE, "2024-03-10T07:00:00Z"},
		{NEW_YORK, {2023, 11, 5, 0, 59, 59}, ZONE_ONCE, "2023-11-05T04:59:59Z"},
		{NEW_YORK, {2023, 11, 5, 1, 0}, ZONE_TWICE, "2023-11-05T05:00:00Z"},
		{NEW_YORK, {2023, 11, 5, 1, 30}, ZONE_TWICE, "2023-11-05T05:30:00Z"},
		{NEW_YORK, {2023, 11, 5, 2, 0}, ZONE_ONCE, "2023-11-05T07:00:00Z"},
		{BERLIN, {2024, 3, 31, 1, 59}, ZONE_ONCE, "2024-03-31T00:59:00Z"},
		{BERLIN, {2024, 3, 31, 2, 30}, ZONE_NEVER, "2024-03-31T01:30:00Z"},
		{BERLIN, {2024, 3, 31, 3, 0}, ZONE_ONCE, "2024-03-31T01:00:00Z"},
		{BERLIN, {2023, 10, 29, 1, 59}, ZONE_ONCE, "2023-10-28T23:59:00Z"},
		{BERLIN, {2023, 10, 29, 2, 30}, ZONE_TWICE, "2023-10-29T00:30:00Z"},
		{BERLIN, {2023, 10, 29, 3, 0}, ZONE_ONCE, "2023-10-29T02:00:00Z"},
		/* Half an hour of summer time. */
		{"Australia/Lord_Howe", {2024, 4, 7, 1, 45}, ZONE_TWICE, "2024-04-06T14:45:00Z"},
		/* A complete day skipped. */
		{"Pacific/Apia", {2011, 12, 30, 12, 0}, ZONE_NEVER, "2011-12-30T22:00:00Z"},
		{"UTC", {2024, 2, 29, 12, 0}, ZONE_ONCE, "2024-02-29T12:00:00Z"},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct zone zone;
		struct when expected;
		int64_t seconds;

		assert_true(zone_init(&zone, cases[i].zone, NULL));
		assert_true(when_parse(&expected, cases[i].stored, NULL));
		if (zone_instant(&zone, &cases[i].local, &seconds) != cases[i].fit)
			fail_msg("%s: another fit", cases[i].stored);
		if (seconds != expected.seconds)
			fail_msg("%s: off by %lld", cases[i].stored,
				(long long)(seconds - expected.seconds));
	}
}

static void test_every_hour_of_two_years_comes_back(void **state)
{
	static const char *const zones[] = {NEW_YORK, BERLIN, "Africa/Casablanca", "Asia/Tehran"};
	(void)state;

	for (size_t i = 0; i < LEN(zones); i++) {
		struct zone zone;

		assert_true(zone_init(&zone, zones[i], NULL));
		for (int64_t t = 1672531200; t < 1672531200 + INT64_C(731) * 86400; t += 1800) {
			struct civil local;
			int64_t back;

			zone_civil(&zone, t, &local);
			enum zone_fit fit = zone_instant(&zone, &local, &back);

			assert_int_not_equal(fit, ZONE_NEVER);
			if (fit == ZONE_ONCE)
				assert_int_equal(back, t);
			else
				assert_true(back == t || back == t - 3600);
		}
	}
}

static void assert_as_library(const struct zone *zone, int64_t seconds)
{
	struct civil civil;
	struct tm local;
	time_t time = (time_t)seconds;
	char expected[64], found[64];

	zone_civil(zone, seconds, &civil);
	localtime_r(&time, &local); /* TZ is still that zone's */
	strftime(expected, sizeof(expected), "%Y-%m-%d %H:%M:%S %w %Z", &local);
	snprintf(found, sizeof(found), "%04d-%02d-%02d %02d:%02d:%02d %d %s", civil.year,
		civil.month, civil.day, civil.hour, civil.minute, civil.second, civil.weekday,
		civil.label);
	assert_string_equal(found, expected);
}

/* What is known of a day is used again: all of it is as the C library says, in every zone. */
static void test_days_are_as_the_library_has_them(void **state)
{
	size_t n;
	const char *const *names = zone_names(&n);
	uint32_t random = 1;
	(void)state;

	for (size_t i = 0; i < n; i++) {
		struct zone zone;

		if (!zone_init(&zone, names[i], NULL) || strcmp(zone.name, "UTC") == 0)
			continue;
		for (int j = 0; j < 300; j++) {
			random = random * 1664525 + 1013904223;
			int64_t seconds = (int64_t)(random >> 1) * 2 - INT64_C(2200000000);

			for (int64_t k = 0; k < 6; k++)
				assert_as_library(&zone, seconds + k * 9000);
		}
	}
	/* each quarter of an hour of years in which clocks change */
	for (size_t i = 0; i < 4; i++) {
		static const char *const zones[] = {
			NEW_YORK, BERLIN, "Africa/Casablanca", "Australia/Lord_Howe"};
		struct zone zone;

		assert_true(zone_init(&zone, zones[i], NULL));
		for (int64_t t = 1672531200; t < 1672531200 + INT64_C(731) * 86400; t += 900)
			assert_as_library(&zone, t);
	}
}

static void test_a_zone_change_elsewhere_does_not_hurt(void **state)
{
	struct zone zone;
	struct civil civil;
	(void)state;

	assert_true(zone_init(&zone, BERLIN, NULL));
	zone_civil(&zone, 1697371200, &civil);
	setenv("TZ", "Asia/Tokyo", 1);
	zone_civil(&zone, 1697371200, &civil);
	assert_int_equal(civil.hour, 14);
	zone_leave();
}

static void test_leave_gives_tz_back(void **state)
{
	static const char *const before[] = {"Asia/Tokyo", NULL};
	struct zone zone;
	struct civil civil;
	(void)state;

	assert_true(zone_init(&zone, BERLIN, NULL));
	for (size_t i = 0; i < LEN(before); i++) {
		zone_leave();
		if (before[i] != NULL)
			setenv("TZ", before[i], 1);
		else
			unsetenv("TZ");
		zone_civil(&zone, 1697371200, &civil);
		assert_int_equal(civil.hour, 14);
		zone_leave();
		const char *after = getenv("TZ");

		assert_int_equal(after == NULL, before[i] == NULL);
		if (after != NULL)
			assert_string_equal(after, before[i]);
	}
}

static void test_utc_leaves_tz_alone(void **state)
{
	struct zone zone;
	struct civil civil;
	(void)state;

	zone_leave();
	setenv("TZ", "Asia/Tokyo", 1);
	assert_true(zone_init(&zone, "UTC", NULL));
	zone_civil(&zone, 1697371200, &civil);
	assert_int_equal(civil.hour, 12);
	assert_string_equal(getenv("TZ"), "Asia/Tokyo");
}

/* The user's own zone is that of TZ as it was, whatever zone the document has. */
static void test_own(void **state)
{
	struct zone zone;
	struct civil civil;
	(void)state;

	zone_leave();
	setenv("TZ", "Asia/Tokyo", 1);
	assert_true(zone_init(&zone, "America/New_York", NULL));
	for (int i = 0; i < 2; i++) {
		zone_civil(&zone, 1697371200, &civil);
		assert_int_equal(civil.hour, 8);
		zone_civil_own(1697371200, &civil);
		assert_int_equal(civil.hour, 21);
		assert_int_equal(civil.offset, 9 * 3600);
		assert_string_equal(civil.label, "JST");
		assert_string_equal(getenv("TZ"), "Asia/Tokyo");
	}
	/* as a rule, which no file of tzdata has */
	zone_leave();
	setenv("TZ", "XYZ3", 1);
	zone_civil_own(1697371200, &civil);
	assert_int_equal(civil.hour, 9);
	assert_string_equal(civil.label, "XYZ");
}

/* TZ as the program found it, by a name of the database if there is one. */
static void test_own_zone(void **state)
{
	static const char *const cases[][2] = {
		{"Europe/Berlin", "Europe/Berlin"},
		{":America/New_York", "America/New_York"},
		{"UTC", "UTC"},
		{"", "UTC"},
		{"UTC-2", "Etc/GMT-2"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", "this machine's zone"},
		{"XYZ-3:30", "this machine's zone"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct zone berlin, own;
		struct civil civil, expected;

		zone_leave();
		setenv("TZ", cases[i][0], 1);
		zone_init(&berlin, "Europe/Berlin", NULL);
		zone_civil(&berlin, 0, &civil); /* changes TZ for now */
		zone_own(&own);
		assert_string_equal(own.name, cases[i][1]);
		zone_civil(&own, 1697371200, &civil);
		zone_civil_own(1697371200, &expected);
		assert_int_equal(civil.offset, expected.offset);
		assert_int_equal(civil.hour, expected.hour);
	}
	zone_leave();
	setenv("TZ", "UTC", 1);
}

static void test_utc_by_any_name(void **state)
{
	static const char *const names[] = {"UTC", "Etc/UTC", "UCT", "Zulu", "Etc/Universal"};
	static const char *const others[] = {"GMT", "Europe/London", "Etc/GMT-2", "Africa/Abidjan"};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct zone zone;
		struct civil civil;

		assert_true(zone_init(&zone, names[i], NULL) && zone_is_utc(&zone));
		zone_civil(&zone, 1697371200, &civil);
		assert_string_equal(civil.label, "UTC");
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		struct zone zone;

		assert_true(zone_init(&zone, others[i], NULL) && !zone_is_utc(&zone));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_found_by_what_people_type),
		cmocka_unit_test(test_refused_with_the_nearest),
		cmocka_unit_test(test_any_name_is_refused_in_whole_characters),
		cmocka_unit_test(test_the_environment_counts_to_the_west),
		cmocka_unit_test(test_all_names_are_zones),
		cmocka_unit_test(test_every_offset_is_known),
		cmocka_unit_test(test_civil),
		cmocka_unit_test(test_instants),
		cmocka_unit_test(test_every_hour_of_two_years_comes_back),
		cmocka_unit_test(test_days_are_as_the_library_has_them),
		cmocka_unit_test(test_a_zone_change_elsewhere_does_not_hurt),
		cmocka_unit_test(test_leave_gives_tz_back),
		cmocka_unit_test(test_utc_leaves_tz_alone),
		cmocka_unit_test(test_own),
		cmocka_unit_test(test_own_zone),
		cmocka_unit_test(test_utc_by_any_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

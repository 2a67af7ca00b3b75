/*
 * Times typed at places of a document: their surroundings decide which day is meant.
 *
 * "10T23:55" means 23:55 on 10 March 2022 in the document's zone, "10" that day.
 */
#include "model/typed.h"
#include "model/walk.h"
#include "model/when_place.h"
#include "sources.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof(*(array)))
#define NOW INT64_C(1705320000) /* Mon 2024-01-15T12:00:00Z */
#define CELL "?"

static const char form_source[] =
	"form: placed\n"
	"version: 1\n"
	"title: Placed\n"
	"pages:\n"
	"  - key: main\n"
	"    title: Main\n"
	"    fields:\n"
	"      - {key: zone, path: zone, kind: line, role: zone}\n"
	"      - {key: start, path: start, kind: datetime, role: start, milestone: started}\n"
	"      - {key: detected, path: detected, kind: datetime, milestone: detected,\n"
	"         after: start}\n"
	"      - {key: mitigated, path: mitigated, kind: datetime, milestone: mitigated,\n"
	"         within: [start, end]}\n"
	"      - {key: end, path: end, kind: datetime, role: end, milestone: resolved}\n"
	"      - {key: taken, path: taken, kind: datetime, role: acknowledged}\n"
	"      - {key: told, path: told, kind: datetime}\n"
	"      - {key: day, path: day, kind: date}\n"
	"      - {key: look_back, path: look_back, kind: datetime, future: true}\n"
	"      - key: events\n"
	"        path: events\n"
	"        kind: rows\n"
	"        role: events\n"
	"        columns:\n"
	"          - {key: at, kind: datetime, role: event-time}\n"
	"          - {key: until, kind: datetime}\n"
	"          - {key: kind, kind: choice, role: event-kind,\n"
	"             choices: [started, detected, mitigated, resolved]}\n"
	"          - {key: what, kind: text, role: event-text}\n"
	"      - key: tasks\n"
	"        path: tasks\n"
	"        kind: rows\n"
	"        role: tasks\n"
	"        columns:\n"
	"          - {key: what, kind: line, role: task-text}\n"
	"          - {key: due, kind: date, role: task-due}\n";

struct typing {
	const char *fields; /* "start=10T23:55 end=11T04:00" */
	const char *rows;   /* times of the events, "-" for none; "?" is the place, "?=10T08:00"
			       with that in it, when field is NULL */
	const char *field;  /* the place, if it is not one of the rows */
	const char *typed;
	const char *stored;
	const char *note; /* NULL: none */
	int64_t now;      /* 0: NOW */
	const char *zone; /* NULL: Europe/Berlin */
};

static void expand(const char *text, size_t len, struct str *out)
{
	if (len > 0 && *text == '~') {
		str_append_char(out, '~');
		text++;
		len--;
	}
	bool is_short = len >= 2 && isdigit((unsigned char)text[0]) &&
			isdigit((unsigned char)text[1]) && (len == 2 || text[2] == 'T');

	str_append_text(out, is_short ? "2022-03-" : "");
	str_append(out, text, len);
	str_append_text(out, is_short && len > 2 ? ":00+01:00" : "");
}

static void add_value(struct str *out, const char *key, const char *text, size_t len)
{
	str_appendf(out, "%s: \"", key);
	expand(text, len, out);
	str_append_text(out, "\"\n");
}

static void write_fields(const struct typing *typing, struct str *out)
{
	const char *at = typing->fields != NULL ? typing->fields : "";

	str_appendf(out, "afterword: 1\nform: placed\nzone: %s\n",
		typing->zone != NULL ? typing->zone : "Europe/Berlin");
	str_append_text(out, "tasks:\n  - what: a task\n");
	while (*at != '\0') {
		size_t len = strcspn(at, " ");
		const char *sign = memchr(at, '=', len);
		char key[16];

		snprintf(key, sizeof key, "%.*s", (int)(sign - at), at);
		add_value(out, key, sign + 1, len - (size_t)(sign + 1 - at));
		at += len + strspn(at + len, " ");
	}
}

/* Rows are "TIME" or "TIME/KIND". Returns the row that is the place. */
static size_t write_rows(const struct typing *typing, struct str *out)
{
	const char *at = typing->rows != NULL ? typing->rows : "";
	size_t place = WHEN_NO_ROW;

	str_append_text(out, *at != '\0' ? "events:\n" : "");
	for (size_t n = 0; *at != '\0'; n++) {
		size_t len = strcspn(at, " ");
		const char *slash = memchr(at, '/', len);
		const char *time = at;

		if (*at == *CELL) {
			place = n;
			time += at[1] == '=' ? 2 : 1;
		}
		size_t end = slash != NULL ? (size_t)(slash - at) : len;

		str_appendf(out, "  - id: r%zu\n    ", n);
		add_value(out, "at", *time == '-' ? "" : time,
			*time == '-' ? 0 : end - (size_t)(time - at));
		if (slash != NULL)
			str_appendf(out, "    kind: %.*s\n", (int)(len - end - 1), slash + 1);
		at += len + strspn(at + len, " ");
	}
	return place;
}

static void check(const struct typing *typing, const struct document *document, size_t row)
{
	struct when_place place = {.document = document, .row = row};
	struct zone zone;
	struct when_context context;
	struct str stored = {0};
	struct str expected = {0};
	struct str note = {0};
	struct err err = {0};

	place.field = form_find(document->form, typing->field != NULL ? typing->field : "events");
	if (place.field == form_find(document->form, "tasks")) {
		place.row = 0;
		place.column = 1;
	}
	document_zone(document, &zone);
	when_place_context(&place, &zone, typing->now != 0 ? typing->now : NOW, &context);
	if (!typed_parse(when_place_field(&place), typing->typed, &context, &stored, &note, &err))
		str_append_text(&stored, err.message);
	expand(typing->stored, strlen(typing->stored), &expected);
	if (strcmp(str_text(&stored), str_text(&expected)) != 0)
		fail_msg("[%s][%s] %s: %s, not %s (%s)",
			typing->fields != NULL ? typing->fields : "",
			typing->rows != NULL ? typing->rows : "", typing->typed, str_text(&stored),
			str_text(&expected), str_text(&note));
	if (strcmp(str_text(&note), typing->note != NULL ? typing->note : "") != 0)
		fail_msg("[%s] %s: %s", typing->rows != NULL ? typing->rows : "", typing->typed,
			str_text(&note));
	str_release(&stored);
	str_release(&expected);
	str_release(&note);
}

static void check_all(const struct typing *cases, size_t n)
{
	struct err err = {0};
	struct form *form = form_parse(form_source, strlen(form_source), "placed", &err);

	if (form == NULL)
		fail_msg("%u: %s", err.line, err.message);
	for (size_t i = 0; i < n; i++) {
		struct str source = {0};
		struct yaml_tree tree;
		struct document document;

		write_fields(&cases[i], &source);
		size_t row = write_rows(&cases[i], &source);
		assert_true(yaml_tree_parse(&tree, source.data, source.len, &err));
		assert_true(document_init(&document, form, &tree, &err));
		check(&cases[i], &document, cases[i].field != NULL ? WHEN_NO_ROW : row);
		document_release(&document);
		str_release(&source);
	}
	form_free(form);
}

#define CHECK(cases) check_all(cases, LEN(cases))

static void test_a_clock_below_a_row(void **state)
{
	static const struct typing cases[] = {
		{.rows = "10T23:55 ?", .typed = "00:10", .stored = "11T00:10"},
		{.rows = "10T23:55 ?", .typed = "12:10 am", .stored = "11T00:10"},
		{.rows = "10T23:55 ?", .typed = "0010", .stored = "11T00:10"},
		{.rows = "10T23:55 ?", .typed = "~00:10", .stored = "~11T00:10"},
		{.rows = "10T23:55 ?", .typed = "midnight", .stored = "11T00:00"},
		{.rows = "10T22:00 ?",
			.typed = "Thursday midnight",
			.stored = "11T00:00",
			.note = "midnight is read as the end of that day"},
		{.rows = "10T22:00 ? 11T02:00",
			.typed = "Thu 12 midnight",
			.stored = "11T00:00",
			.note = "midnight is read as the end of that day"},
		{.rows = "10T11:50 ?", .typed = "noon", .stored = "10T12:00"},
		{.rows = "10T23:55 ?", .typed = "23:10 UTC", .stored = "2022-03-10T23:10:00+00:00"},
		{.rows = "10T23:55 ?",
			.typed = "18:10 EST",
			.stored = "2022-03-10T18:10:00-05:00",
			.note = "EST is read as US Eastern time; Australian Eastern time is called that, too"},
		{.rows = "10T23:55 ?",
			.typed = "04:40 +05:30",
			.stored = "2022-03-11T04:40:00+05:30"},
		{.rows = "10T23:55 ?",
			.typed = "08:10 Asia/Tokyo",
			.stored = "2022-03-11T08:10:00+09:00"},
		/* a slip in the order does not mean the night */
		{.rows = "11T00:10 ?", .typed = "23:55", .stored = "10T23:55"},
		{.rows = "10T08:00 ?", .typed = "07:50", .stored = "10T07:50"},
		{.rows = "10T08:00 ?", .typed = "08:00", .stored = "10T08:00"},
		{.rows = "2022-03-10T08:00:40+01:00 ?", .typed = "08:00", .stored = "10T08:00"},
		/* a long pause */
		{.rows = "10T08:00 ?", .typed = "17:00", .stored = "10T17:00"},
		{.rows = "10T08:00 ?",
			.typed = "23:00",
			.stored = "10T23:00",
			.note = "it could also be Wed 2022-03-09"},
		{.rows = "10T20:00 ?", .typed = "07:00", .stored = "11T07:00"},
		/* rows without a time are skipped; about counts as a time, and so does a day */
		{.rows = "10T23:55 unknown n/a - ?", .typed = "00:10", .stored = "11T00:10"},
		{.rows = "~10T23:55 ?", .typed = "00:10", .stored = "11T00:10"},
		{.rows = "~10T23:55 ?", .typed = "23:50", .stored = "10T23:50"},
		{.rows = "10T23:55 11 ?", .typed = "00:10", .stored = "11T00:10"},
		{.rows = "11 ?", .typed = "23:50", .stored = "11T23:50"},
		{.rows = "11 ?", .typed = "00:00", .stored = "11T00:00"},
	};
	(void)state;

	CHECK(cases);
}

static void test_a_clock_between_rows(void **state)
{
	static const struct typing cases[] = {
		{.rows = "10T23:55 ? 11T00:30", .typed = "00:10", .stored = "11T00:10"},
		{.rows = "10T23:30 ? 11T00:30", .typed = "23:40", .stored = "10T23:40"},
		{.rows = "10T08:00 ? 12T09:00", .typed = "08:10", .stored = "10T08:10"},
		{.rows = "10T08:00 ? 12T09:00", .typed = "08:50", .stored = "12T08:50"},
		{.rows = "10T08:00 ? 12T08:00",
			.typed = "20:00",
			.stored = "10T20:00",
			.note = "it could also be Fri 2022-03-11"},
		/* between them at all costs, but with a note */
		{.rows = "10T10:00 ? 12T09:00",
			.typed = "09:58",
			.stored = "11T09:58",
			.note = "it could also be Thu 2022-03-10"},
		{.rows = "10T10:00 ? 10T11:00", .typed = "11:30", .stored = "10T11:30"},
		{.rows = "10T10:00 ? 10T11:00", .typed = "09:30", .stored = "10T09:30"},
		{.rows = "10T23:00 - ? unknown 11T01:00", .typed = "00:30", .stored = "11T00:30"},
		{.rows = "10T23:55 ? 11", .typed = "00:10", .stored = "11T00:10"},
		{.rows = "10T23:55 ? 11", .typed = "23:58", .stored = "10T23:58"},
		/* rows out of order: the one above */
		{.rows = "12T08:00 ? 10T09:00", .typed = "08:10", .stored = "12T08:10"},
		/* the first row */
		{.rows = "? 11T00:10", .typed = "23:55", .stored = "10T23:55"},
		{.rows = "? 11T08:00", .typed = "08:10", .stored = "11T08:10"},
		{.rows = "? 13T10:00",
			.fields = "start=10T08:00",
			.typed = "07:50",
			.stored = "10T07:50"},
	};
	(void)state;

	CHECK(cases);
}

static void test_a_clock_in_an_empty_table(void **state)
{
	static const struct typing cases[] = {
		{.rows = "?", .fields = "start=10T23:55", .typed = "00:10", .stored = "11T00:10"},
		{.rows = "?", .fields = "start=10T08:00", .typed = "07:50", .stored = "10T07:50"},
		{.rows = "?", .fields = "start=10", .typed = "23:50", .stored = "10T23:50"},
		{.rows = "?",
			.fields = "start=unknown",
			.typed = "07:50",
			.stored = "2024-01-15T07:50:00+01:00"},
		/* only now, and it is not later */
		{.rows = "?", .typed = "13:04", .stored = "2024-01-15T13:04:00+01:00"},
		{.rows = "?",
			.typed = "13:20",
			.stored = "2024-01-14T13:20:00+01:00",
			.note = "it could also be Mon 2024-01-15"},
	};
	(void)state;

	CHECK(cases);
}

static void test_a_row_typed_again(void **state)
{
	static const struct typing cases[] = {
		{.rows = "10T23:40 ?=10T23:55 11T00:30", .typed = "00:10", .stored = "11T00:10"},
		{.rows = "10T23:40 ?=13T23:55", .typed = "00:10", .stored = "14T00:10"},
		{.rows = "10T08:00 ?=13T10:00 16T08:00", .typed = "10:30", .stored = "13T10:30"},
		{.rows = "?=10T10:30", .typed = "23:15", .stored = "10T23:15"},
		{.rows = "?=10T23:00",
			.typed = "05:00",
			.stored = "11T05:00",
			.note = "it could also be Thu 2022-03-10"},
		/* the old value is impossible */
		{.rows = "10T08:00 ?=2026-03-10T08:10:00+01:00 10T09:00",
			.typed = "08:15",
			.stored = "10T08:15"},
		{.rows = "12T10:00 ?=10T09:00", .typed = "09:05", .stored = "10T09:05"},
	};
	(void)state;

	CHECK(cases);
}

static void test_nothing_has_happened_tomorrow(void **state)
{
	/* 2022-03-11 00:05 in Berlin */
	static const int64_t now = 1646953500;
	static const struct typing cases[] = {
		{.rows = "10T23:55 ?", .typed = "00:04", .stored = "11T00:04", .now = now},
		{.rows = "10T23:55 ?", .typed = "00:09", .stored = "11T00:09", .now = now},
		{.rows = "10T23:55 ?",
			.typed = "00:30",
			.stored = "10T00:30",
			.note = "it could also be Fri 2022-03-11",
			.now = now},
		{.rows = "10T14:00 ?", .typed = "13:00", .stored = "10T13:00", .now = now},
		/* the day before, until now */
		{.rows = "10T01:00 ?", .typed = "00:03", .stored = "11T00:03", .now = now},
		/* a clock that is wrong by years does not count */
		{.rows = "10T23:55 ?", .typed = "00:30", .stored = "11T00:30", .now = 1000},
	};
	(void)state;

	CHECK(cases);
}

static void test_steps_follow_each_other(void **state)
{
	static const struct typing cases[] = {
		{.field = "detected",
			.fields = "start=10T23:55",
			.typed = "00:10",
			.stored = "11T00:10"},
		{.field = "end",
			.fields = "start=10T23:00 detected=10T23:30",
			.typed = "3am",
			.stored = "11T03:00"},
		{.field = "end",
			.fields = "start=10T23:00 detected=unknown mitigated=11T23:50",
			.typed = "00:20",
			.stored = "12T00:20"},
		{.field = "end",
			.fields = "start=10T23:00",
			.typed = "23:00",
			.stored = "10T23:00"},
		{.field = "end",
			.fields = "start=~10T23:00",
			.typed = "22:50",
			.stored = "10T22:50"},
		/* never before, within a day, and noted if far away */
		{.field = "detected",
			.fields = "start=10T08:00",
			.typed = "07:58",
			.stored = "11T07:58",
			.note = "it could also be Thu 2022-03-10"},
		{.field = "end",
			.fields = "start=10T08:00",
			.typed = "18:00",
			.stored = "10T18:00"},
		{.field = "end", .fields = "start=10", .typed = "18:00", .stored = "10T18:00"},
		/* a day without a year: rather out of order than in order a year later */
		{.field = "detected",
			.fields = "start=10T08:00",
			.typed = "Feb 21, 13:00",
			.stored = "2022-02-21T13:00:00+01:00",
			.note = "the year 2022 is assumed"},
		{.field = "end",
			.fields = "start=10T08:00",
			.typed = "9 Mar",
			.stored = "09",
			.note = "the year 2022 is assumed; a day without a time"},
		{.field = "end",
			.fields = "start=2022-12-31T23:50:00+01:00",
			.typed = "Jan 1 00:10",
			.stored = "2023-01-01T00:10:00+01:00",
			.note = "the year 2023 is assumed"},
		/* midnight at the end of a day, if only that keeps the order */
		{.field = "end",
			.fields = "start=10T23:50",
			.typed = "10 March, midnight",
			.stored = "11T00:00",
			.note = "the year 2022 is assumed; midnight is read as the end of that day"},
		{.field = "end",
			.fields = "start=10T08:00",
			.typed = "2022-03-12 midnight",
			.stored = "12T00:00",
			.note = "midnight is read as the start of that day"},
		/* 10 March is a Thursday */
		{.field = "end",
			.fields = "start=10T22:00",
			.typed = "Thursday midnight",
			.stored = "11T00:00",
			.note = "midnight is read as the end of that day"},
		{.field = "end",
			.fields = "start=10T22:00",
			.typed = "thursday 24:00",
			.stored = "11T00:00",
			.note = "24:00 is the start of the next day"},
		{.field = "end",
			.fields = "start=2021-12-31T22:00:00+01:00",
			.typed = "31 Dec midnight",
			.stored = "2022-01-01T00:00:00+01:00",
			.note = "the year 2021 is assumed; midnight is read as the end of that day"},
		{.field = "end",
			.fields = "start=10T22:00",
			.typed = "friday midnight",
			.stored = "11T00:00",
			.note = "midnight is read as the start of that day"},
		/* between two; the one before counts more */
		{.field = "detected",
			.fields = "start=10T23:55 end=11T00:40",
			.typed = "00:10",
			.stored = "11T00:10"},
		{.field = "mitigated",
			.fields = "start=10T08:00 end=13T14:00",
			.typed = "08:30",
			.stored = "10T08:30"},
		{.field = "detected",
			.fields = "start=10T10:00 end=10T11:00",
			.typed = "12:00",
			.stored = "10T12:00"},
		/* the start is before what is known */
		{.field = "start",
			.fields = "detected=11T00:10",
			.typed = "23:55",
			.stored = "10T23:55"},
		{.field = "start",
			.fields = "end=11T00:10",
			.typed = "23:55",
			.stored = "10T23:55"},
		/* a value of its own, and what the timeline says */
		{.field = "end",
			.fields = "start=10T08:00 end=13T14:00",
			.typed = "15:00",
			.stored = "13T15:00"},
		{.field = "end",
			.fields = "start=10T08:00",
			.rows = "10T08:10/detected 13T14:00/resolved",
			.typed = "14:00",
			.stored = "13T14:00"},
		{.field = "start",
			.rows = "11T00:10 11T00:20",
			.typed = "23:55",
			.stored = "10T23:55"},
		{.field = "end",
			.rows = "10T22:10 13T00:20",
			.typed = "00:30",
			.stored = "13T00:30"},
		/* not a step: near the start, on either side */
		{.field = "told",
			.fields = "start=11T00:10 end=11T04:00",
			.typed = "23:55",
			.stored = "10T23:55"},
		/* not yet past, but in order */
		{.field = "end",
			.fields = "start=10T23:55",
			.typed = "03:00",
			.stored = "11T03:00",
			.now = 1646953500},
	};
	(void)state;

	CHECK(cases);
}

/* "taken" is behind the end in the form. */
static void test_milestones_have_their_order(void **state)
{
	static const struct typing cases[] = {
		{.field = "taken",
			.fields = "start=10T23:00 end=11T04:00",
			.typed = "00:10",
			.stored = "11T00:10"},
		{.field = "end",
			.fields = "taken=10T23:50",
			.typed = "00:20",
			.stored = "11T00:20"},
		{.field = "start",
			.fields = "taken=11T00:20",
			.typed = "23:50",
			.stored = "10T23:50"},
	};
	(void)state;

	CHECK(cases);
}

static void test_weekdays_are_near(void **state)
{
	static const struct typing cases[] = {
		{.rows = "10T23:55 ?", .typed = "Fri 00:10", .stored = "11T00:10"},
		{.rows = "10T23:55 ?", .typed = "monday 09:00", .stored = "14T09:00"},
		{.rows = "10T23:55 ?", .typed = "wed 09:00", .stored = "09T09:00"},
		{.field = "end",
			.fields = "start=10T23:55",
			.typed = "wed 09:00",
			.stored = "16T09:00"},
		{.field = "start", .typed = "monday 06:00", .stored = "2024-01-15T06:00:00+01:00"},
		{.field = "start", .typed = "monday 16:00", .stored = "2024-01-08T16:00:00+01:00"},
		{.rows = "10T23:55 ?",
			.typed = "yesterday 22:10",
			.stored = "2024-01-14T22:10:00+01:00"},
	};
	(void)state;

	CHECK(cases);
}

static void test_the_year_is_the_nearest(void **state)
{
	static const struct typing cases[] = {
		{.field = "start",
			.typed = "Feb 21, 13:00",
			.stored = "2023-02-21T13:00:00+01:00",
			.note = "the year 2023 is assumed"},
		{.field = "start",
			.typed = "Jan 16, 13:00",
			.stored = "2023-01-16T13:00:00+01:00",
			.note = "the year 2023 is assumed"},
		{.field = "start",
			.typed = "15 Jan 22:00",
			.stored = "2024-01-15T22:00:00+01:00",
			.note = "the year 2024 is assumed"},
		{.field = "start",
			.typed = "29 Feb 13:00",
			.stored = "2020-02-29T13:00:00+01:00",
			.note = "the year 2020 is assumed"},
		{.field = "start", .typed = "30 Feb 13:00", .stored = "there is no 30 February"},
		{.field = "start",
			.typed = "16 Jan",
			.stored = "2023-01-16",
			.note = "the year 2023 is assumed; a day without a time"},
		/* by what is around it */
		{.field = "end",
			.fields = "start=2021-12-31T23:00:00+01:00",
			.typed = "2 Jan 03:00",
			.stored = "2022-01-02T03:00:00+01:00",
			.note = "the year 2022 is assumed"},
		{.field = "start",
			.fields = "end=2022-01-02T03:00:00+01:00",
			.typed = "Dec 31 23:00",
			.stored = "2021-12-31T23:00:00+01:00",
			.note = "the year 2021 is assumed"},
		{.rows = "2021-12-31T23:00:00+01:00 ?",
			.typed = "1 Jan 00:10",
			.stored = "2022-01-01T00:10:00+01:00",
			.note = "the year 2022 is assumed"},
		/* by the weekday */
		{.field = "start",
			.typed = "Fri Feb 21, 13:00",
			.stored = "2020-02-21T13:00:00+01:00",
			.note = "the year 2020 is assumed"},
		{.field = "start",
			.typed = "Sat, 29 Feb 13:00",
			.stored = "2020-02-29T13:00:00+01:00",
			.note = "the year 2020 is assumed"},
		{.field = "start",
			.typed = "Fri, 29 Feb 13:00",
			.stored = "2008-02-29T13:00:00+01:00",
			.note = "the year 2008 is assumed"},
		{.rows = "10T23:55 ?",
			.typed = "Sat 11 March 00:10",
			.stored = "11T00:10",
			.note = "the year 2022 is assumed; that day is a Friday, not a Saturday"},
	};
	(void)state;

	CHECK(cases);
}

static void test_the_pass_that_keeps_the_order(void **state)
{
	static const char zone[] = "America/New_York";
	static const char first[] = "01:30 occurs twice that day; the first one, EDT, is assumed";
	static const char second[] = "01:30 occurs twice that day; the second one, EST, is assumed";
	static const char early[] = "2023-11-05T01:30:00-04:00";
	static const char late[] = "2023-11-05T01:30:00-05:00";
	static const struct typing cases[] = {
		{.rows = "2023-11-05T00:50:00-04:00 ?",
			.typed = "01:30",
			.stored = early,
			.note = first,
			.zone = zone},
		{.rows = "2023-11-05T01:40:00-04:00 ?",
			.typed = "01:30",
			.stored = late,
			.note = second,
			.zone = zone},
		{.rows = "2023-11-05T01:40:00-04:00 ?",
			.typed = "2023-11-05 01:30",
			.stored = late,
			.note = second,
			.zone = zone},
		{.rows = "2023-11-05T01:20:00-05:00 ?",
			.typed = "01:30",
			.stored = late,
			.note = second,
			.zone = zone},
		{.rows = "2023-11-05T00:50:00-04:00 ? 2023-11-05T01:10:00-05:00",
			.typed = "01:30",
			.stored = early,
			.note = first,
			.zone = zone},
		{.rows = "2023-11-05T00:10:00-04:00 ? 2023-11-05T02:05:00-05:00",
			.typed = "01:30",
			.stored = early,
			.note = first,
			.zone = zone},
		{.rows = "? 2023-11-05T01:10:00-05:00",
			.typed = "01:30",
			.stored = early,
			.note = first,
			.zone = zone},
		{.rows = "2023-11-05T00:50:00-04:00 ?=2023-11-05T01:35:00-05:00",
			.typed = "01:30",
			.stored = late,
			.note = second,
			.zone = zone},
		{.field = "end",
			.fields = "start=2023-11-05T01:40:00-04:00",
			.typed = "01:30",
			.stored = late,
			.note = second,
			.zone = zone},
		{.rows = "2023-11-04T23:50:00-04:00 ?",
			.typed = "01:30 EST",
			.stored = late,
			.zone = zone},
		{.rows = "2024-03-09T23:50:00-05:00 ?",
			.typed = "02:30",
			.now = 1710500000,
			.stored = "2024-03-10T03:30:00-04:00",
			.zone = zone,
			.note = "the clocks skip 02:30 that day; read as 03:30 EDT"},
	};
	(void)state;

	CHECK(cases);
}

static void test_what_is_due_is_counted_from_today(void **state)
{
	static const char friday[] = "the week is assumed to end on Friday";
	static const char week[] = "read as one week from today";
	static const char last_day[] = "read as its last day";
	static const struct typing cases[] = {
		/* today is Mon 2024-01-15, and the incident was about then */
		{.field = "tasks",
			.fields = "start=~10T08:00",
			.typed = "+2w",
			.stored = "2024-01-29"},
		{.field = "tasks",
			.fields = "start=~10T08:00",
			.typed = "15 Dec",
			.stored = "2024-12-15",
			.note = "the year 2024 is assumed"},
		{.field = "tasks",
			.typed = "14 Jan",
			.stored = "2025-01-14",
			.note = "the year 2025 is assumed"},
		{.field = "tasks",
			.typed = "15 Jan",
			.stored = "2024-01-15",
			.note = "the year 2024 is assumed"},
		{.field = "tasks",
			.typed = "29 Feb",
			.stored = "2024-02-29",
			.note = "the year 2024 is assumed"},
		{.field = "tasks",
			.typed = "Mon 15 Dec",
			.stored = "2025-12-15",
			.note = "the year 2025 is assumed"},
		{.field = "tasks", .typed = "+10d", .stored = "2024-01-25"},
		{.field = "tasks", .typed = "in 2 weeks", .stored = "2024-01-29"},
		{.field = "tasks", .typed = "In two weeks", .stored = "2024-01-29"},
		{.field = "tasks", .typed = "2 weeks", .stored = "2024-01-29"},
		{.field = "tasks", .typed = "2 weeks from now", .stored = "2024-01-29"},
		{.field = "tasks", .typed = "within a fortnight", .stored = "2024-01-29"},
		{.field = "tasks", .typed = "in 3 days", .stored = "2024-01-18"},
		{.field = "tasks", .typed = "in a month", .stored = "2024-02-15"},
		{.field = "tasks", .typed = "+1 year", .stored = "2025-01-15"},
		{.field = "tasks",
			.typed = "in 2 hours",
			.stored = "a date is counted in days or weeks, as in +2d"},
		{.field = "tasks", .typed = "today", .stored = "2024-01-15"},
		{.field = "tasks", .typed = "tomorrow", .stored = "2024-01-16"},
		{.field = "tasks", .typed = "friday", .stored = "2024-01-19"},
		{.field = "tasks", .typed = "by Friday", .stored = "2024-01-19"},
		{.field = "tasks", .typed = "this friday", .stored = "2024-01-19"},
		{.field = "tasks",
			.typed = "next friday",
			.stored = "2024-01-19",
			.note = "it could also be Fri 2024-01-26"},
		{.field = "tasks", .typed = "friday next week", .stored = "2024-01-26"},
		{.field = "tasks",
			.typed = "monday",
			.stored = "2024-01-22",
			.note = "it could also be Mon 2024-01-15"},
		{.field = "tasks", .typed = "next week", .stored = "2024-01-22", .note = week},
		{.field = "tasks",
			.typed = "next month",
			.stored = "2024-02-15",
			.note = "read as one month from today"},
		{.field = "tasks", .typed = "end of week", .stored = "2024-01-19", .note = friday},
		{.field = "tasks", .typed = "EOW", .stored = "2024-01-19", .note = friday},
		{.field = "tasks",
			.typed = "eow",
			.stored = "2024-01-26",
			.note = friday,
			.now = NOW + 5 * 86400},
		{.field = "tasks",
			.typed = "end of next week",
			.stored = "2024-01-26",
			.note = friday},
		{.field = "tasks", .typed = "end of month", .stored = "2024-01-31"},
		{.field = "tasks", .typed = "by the end of the month", .stored = "2024-01-31"},
		{.field = "tasks", .typed = "end of next month", .stored = "2024-02-29"},
		{.field = "tasks", .typed = "end of February", .stored = "2024-02-29"},
		{.field = "tasks", .typed = "end of Jan 2027", .stored = "2027-01-31"},
		{.field = "tasks", .typed = "end of 2027", .stored = "2027-12-31"},
		{.field = "tasks", .typed = "end of Q3", .stored = "2024-09-30"},
		{.field = "tasks", .typed = "end of Q1 2027", .stored = "2027-03-31"},
		{.field = "tasks", .typed = "start of Q2 2027", .stored = "2027-04-01"},
		{.field = "tasks", .typed = "Q1 2027", .stored = "2027-03-31", .note = last_day},
		{.field = "tasks", .typed = "q1/2027", .stored = "2027-03-31", .note = last_day},
		{.field = "tasks", .typed = "Q1-27", .stored = "2027-03-31", .note = last_day},
		{.field = "tasks", .typed = "Q1 '27", .stored = "2027-03-31", .note = last_day},
		{.field = "tasks", .typed = "2027 Q4", .stored = "2027-12-31", .note = last_day},
		{.field = "tasks", .typed = "2027-Q4", .stored = "2027-12-31", .note = last_day},
		{.field = "tasks", .typed = "4Q 2027", .stored = "2027-12-31", .note = last_day},
		{.field = "tasks", .typed = "by Q2", .stored = "2024-06-30", .note = last_day},
		{.field = "tasks", .typed = "Q2 of 2027", .stored = "2027-06-30", .note = last_day},
		{.field = "tasks", .typed = "H1 2027", .stored = "2027-06-30", .note = last_day},
		{.field = "tasks",
			.typed = "Q1",
			.stored = "2025-03-31",
			.note = last_day,
			.now = 1720000000},
		{.field = "tasks", .typed = "Q5 2027", .stored = "there is no Q5"},
		{.field = "told", .typed = "Q1 2023", .stored = "which day of Q1 2023?"},
		{.field = "tasks",
			.typed = "a week from friday",
			.stored = "2024-01-26",
			.note = "counted from Fri 2024-01-19"},
		{.field = "tasks",
			.typed = "1 week after next Friday",
			.stored = "2024-01-26",
			.note = "counted from Fri 2024-01-19; it could also be Fri 2024-01-26"},
		{.field = "tasks",
			.typed = "two weeks from monday",
			.stored = "2024-02-05",
			.note = "counted from Mon 2024-01-22; it could also be Mon 2024-01-15"},
		{.field = "tasks",
			.typed = "two days before friday",
			.stored = "2024-01-17",
			.note = "counted from Fri 2024-01-19"},
		{.field = "tasks",
			.typed = "a week from tomorrow",
			.stored = "2024-01-23",
			.note = "counted from Tue 2024-01-16"},
		{.field = "tasks",
			.typed = "2 weeks from the 19th of January",
			.stored = "2024-02-02",
			.note = "counted from Fri 2024-01-19; the year 2024 is assumed"},
		{.field = "tasks",
			.typed = "a month before the end of Q1 2027",
			.stored = "2027-02-28",
			.note = "counted from Wed 2027-03-31"},
		{.field = "look_back",
			.typed = "a week from 19 Jan 2024 15:00 UTC",
			.stored = "2024-01-26T16:00:00+01:00",
			.note = "counted from Fri 2024-01-19"},
		{.field = "tasks",
			.typed = "a week from",
			.stored = "the day to count from is missing"},
		{.field = "tasks",
			.typed = "a week from fish",
			.stored = "\"fish\" is not a day; type one like 31 Dec or +2w"},
		{.field = "tasks", .typed = "day after tomorrow", .stored = "2024-01-17"},
		{.field = "tasks", .typed = "the day after tomorrow", .stored = "2024-01-17"},
		{.field = "tasks", .typed = "tonight", .stored = "2024-01-15"},
		{.field = "tasks", .typed = "end of quarter", .stored = "2024-03-31"},
		{.field = "tasks", .typed = "end of the year", .stored = "2024-12-31"},
		{.field = "tasks", .typed = "start of next month", .stored = "2024-02-01"},
		{.field = "tasks",
			.typed = "end of",
			.stored = "\"end\" is not a day; type one like 31 Dec or +2w"},
		{.field = "tasks",
			.typed = "end of month friday",
			.stored = "such a day must be on its own, as in \"end of month\""},
		/* any day is accepted, but not silently */
		{.field = "tasks",
			.fields = "start=10T08:00",
			.typed = "2022-03-01",
			.stored = "01",
			.note = "that is before the incident"},
		{.field = "tasks",
			.fields = "start=10T08:00",
			.typed = "2022-03-10",
			.stored = "10",
			.note = "that is before today"},
		{.field = "tasks",
			.fields = "start=10T08:00",
			.typed = "yesterday",
			.stored = "2024-01-14",
			.note = "that is before today"},
		/* a form says which fields are about future days */
		{.field = "look_back",
			.fields = "start=~10T08:00",
			.typed = "15:30",
			.stored = "2024-01-15T15:30:00+01:00"},
		{.field = "look_back",
			.fields = "start=~10T08:00",
			.typed = "09:00",
			.stored = "2024-01-16T09:00:00+01:00",
			.note = "it could also be Mon 2024-01-15"},
		{.field = "look_back",
			.fields = "start=~10T08:00",
			.typed = "+2w",
			.stored = "2024-01-29T13:00:00+01:00"},
		{.field = "day",
			.fields = "start=~10T08:00",
			.typed = "friday",
			.stored = "2024-01-19"},
		{.field = "day",
			.fields = "start=~10T08:00",
			.typed = "+2w",
			.stored = "2024-01-29"},
	};
	(void)state;

	CHECK(cases);
}

/* --- rows without a time --- */

enum { GAP_ROWS = 900, GAP_ROUNDS = 40, GAP_REACH = 200 };

/* A timeline in which one row of so many has a time; 0: none. */
static void read_sparse(
	struct document *document, const struct form *form, size_t per_time, uint64_t *random)
{
	struct str source = {0};
	struct yaml_tree tree;
	struct err err = {0};

	str_append_text(&source, "afterword: 1\nform: placed\nzone: Europe/Berlin\nevents:\n");
	for (size_t i = 0; i < GAP_ROWS; i++) {
		bool has_time = per_time > 0 && random_below(random, per_time) == 0;

		str_appendf(&source,
			"  - {id: r%zu, at: \"2022-03-%02zuT%02zu:%02zu:00+01:00%s\"}\n", i,
			1 + i / 100, i % 24, i % 60, has_time ? "" : " or so");
	}
	assert_true(yaml_tree_parse(&tree, source.data, source.len, &err));
	assert_true(document_init(document, form, &tree, &err));
	str_release(&source);
}

static void context_at(
	const struct document *document, size_t row, struct when_gap *gap, struct when_context *out)
{
	const struct when_place place = {
		.document = document,
		.field = form_find(document->form, "events"),
		.row = row,
		.gap = gap,
	};
	struct zone zone;

	document_zone(document, &zone);
	when_place_context(&place, &zone, NOW, out);
	out->zone = NULL;
}

static void assert_same_time(const struct when *a, const struct when *b, size_t row)
{
	if (a->kind != b->kind || a->seconds != b->seconds)
		fail_msg("row %zu: another time is near", row);
}

/* Rows are asked for in order, as a check does, or in any order. */
static void check_gap(const struct document *document, bool is_in_order, uint64_t *random)
{
	struct when_gap gap = {0};

	for (size_t i = 0; i < GAP_ROWS; i++) {
		size_t row = is_in_order ? i : random_below(random, GAP_ROWS);
		struct when_context kept;
		struct when_context fresh;

		context_at(document, row, &gap, &kept);
		context_at(document, row, NULL, &fresh);
		assert_int_equal(kept.order, fresh.order);
		assert_same_time(&kept.former, &fresh.former, row);
		assert_same_time(&kept.before, &fresh.before, row);
		assert_same_time(&kept.after, &fresh.after, row);
	}
}

static void test_a_gap_changes_nothing(void **state)
{
	static const size_t per_time[] = {0, 1, 2, 10, 150, 300, 450};
	struct err err = {0};
	struct form *form = form_parse(form_source, strlen(form_source), "placed", &err);
	uint64_t random = 5;
	(void)state;

	for (size_t i = 0; i < GAP_ROUNDS; i++) {
		struct document document;

		read_sparse(&document, form, per_time[i % LEN(per_time)], &random);
		check_gap(&document, i % 2 == 0, &random);
		document_release(&document);
	}
	form_free(form);
}

/* One more row is read for each that is asked for: a time put into the others is not seen. */
static void test_a_gap_is_not_read_again(void **state)
{
	struct err err = {0};
	struct form *form = form_parse(form_source, strlen(form_source), "placed", &err);
	struct document document;
	struct when_gap gap = {0};
	struct when_context context;
	uint64_t random = 5;
	(void)state;

	read_sparse(&document, form, 0, &random);
	for (size_t row = 0; row < GAP_ROWS; row++) {
		size_t known = row + GAP_REACH < GAP_ROWS ? row + GAP_REACH : GAP_ROWS - 1;

		context_at(&document, row, &gap, &context);
		assert_int_equal(context.before.kind, WHEN_NONE);
		assert_int_equal(context.after.kind, WHEN_NONE);
		assert_int_equal(gap.first, 0);
		assert_int_equal(gap.end, known + 1);

		struct rows *rows = &document.tables[form_find(form, "events")];
		struct str *text = &rows->items[known].cells[0].text;

		if (text->cap > 0) /* put there before */
			continue;
		*text = (struct str){0}; /* the bytes were the source's */
		str_append_text(text, "2022-03-10T10:00:00+01:00");
	}
	document_release(&document);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_clock_below_a_row),
		cmocka_unit_test(test_a_clock_between_rows),
		cmocka_unit_test(test_a_clock_in_an_empty_table),
		cmocka_unit_test(test_a_row_typed_again),
		cmocka_unit_test(test_nothing_has_happened_tomorrow),
		cmocka_unit_test(test_steps_follow_each_other),
		cmocka_unit_test(test_milestones_have_their_order),
		cmocka_unit_test(test_weekdays_are_near),
		cmocka_unit_test(test_the_year_is_the_nearest),
		cmocka_unit_test(test_the_pass_that_keeps_the_order),
		cmocka_unit_test(test_what_is_due_is_counted_from_today),
		cmocka_unit_test(test_a_gap_changes_nothing),
		cmocka_unit_test(test_a_gap_is_not_read_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

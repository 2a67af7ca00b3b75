/*
 * Plain text to documents and back. Folders of tests/golden/intake hold a text and
 * the document it becomes; UPDATE_GOLDEN=1 writes those anew.
 */
#include "fixture.h"
#include "sources.h"

#include "base/slice.h"
#include "intake/intake.h"
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FORM "forms/postmortem.yaml"
#define SPANS "tests/golden/intake/spans/form.yaml"
#define SEED "tests/golden/intake/payments/in.txt"
#define NOW 1698796800 /* 2023-11-01 00:00 UTC */

/* One import, and its result. */
struct import {
	struct form *form;
	struct document document;
	struct intake_report report;
	struct str text; /* its text report */
	unsigned ids;
};

static void import_bytes(
	struct import *self, const char *form, const char *zone, const char *input, size_t len)
{
	const struct report_options options = {.now = NOW};

	*self = (struct import){.form = fixture_form(form)};
	const struct id_source ids = counting_ids(&self->ids);
	const struct intake_options how = {.zone = zone, .now = NOW, .ids = &ids};
	document_init_new(&self->document, self->form);
	assert_true(intake_importer_find("text")->run(
		&self->document, input, len, &how, &self->report, NULL));
	assert_true(
		report_exporter_find("text")->run(&self->document, &options, &self->text, NULL));
}

static void import_text(struct import *self, const char *input)
{
	import_bytes(self, FORM, "America/New_York", input, strlen(input));
}

static void import_release(struct import *self)
{
	document_release(&self->document);
	form_free(self->form);
	intake_report_release(&self->report);
	str_release(&self->text);
}

static const char *value(const struct import *self, const char *path)
{
	unsigned field = form_find(self->form, path);

	assert_int_not_equal(field, FORM_NONE);
	return document_text(&self->document, field);
}

static const char *cell(const struct import *self, const char *path, size_t row, const char *key)
{
	unsigned field = form_find(self->form, path);
	const struct rows *rows = &self->document.tables[field];

	assert_true(row < rows->n);
	return str_text(
		&rows->items[row].cells[form_find_column(&self->form->fields[field], key)].text);
}

static size_t count_rows(const struct import *self, const char *path)
{
	return self->document.tables[form_find(self->form, path)].n;
}

/* Is there a note about this line with these words in it? */
static bool has_note(const struct import *self, unsigned line, const char *words)
{
	for (size_t i = 0; i < self->report.n; i++)
		if (self->report.notes[i].line == line && strstr(self->report.notes[i].text, words))
			return true;
	return false;
}

static void read_seed(struct str *out)
{
	assert_true(tree_read(SEED, out));
}

/* ---------------------------------------------------------------- golden */

struct golden_case {
	const char *folder;
	const char *form;
	const char *zone;
};

static const struct golden_case cases[] = {
	{"tests/golden/intake/payments", FORM, "America/New_York"},
	{"tests/golden/intake/shuffled", FORM, "America/New_York"},
	{"tests/golden/intake/other-form", "tests/golden/report/other-form/form.yaml", ""},
	{"tests/golden/intake/loose", FORM, "Europe/Berlin"},
	{"tests/golden/intake/hostile", FORM, "UTC"},
};

static void check_file(const char *folder, const char *name, const struct str *content)
{
	struct str path = {0};
	struct str expected = {0};

	str_appendf(&path, "%s/%s", folder, name);
	if (getenv("UPDATE_GOLDEN"))
		tree_write(str_text(&path), content);
	assert_true(tree_read(str_text(&path), &expected));
	print_message("%s\n", str_text(&path));
	assert_string_equal(str_text(content), str_text(&expected));
	str_release(&path);
	str_release(&expected);
}

static void check_case(const struct golden_case *given)
{
	struct import import;
	struct str path = {0};
	struct str input = {0};
	struct str out = {0};

	str_appendf(&path, "%s/in.txt", given->folder);
	assert_true(tree_read(str_text(&path), &input));
	import_bytes(&import, given->form, given->zone, str_text(&input), input.len);
	assert_true(document_format(&import.document, &out, NULL));
	check_file(given->folder, "out.yaml", &out);
	check_file(given->folder, "out.txt", &import.text);
	str_clear(&out);
	for (size_t i = 0; i < import.report.n; i++)
		str_appendf(
			&out, "%u: %s\n", import.report.notes[i].line, import.report.notes[i].text);
	check_file(given->folder, "notes.txt", &out);
	import_release(&import);
	str_release(&path);
	str_release(&input);
	str_release(&out);
}

static void imports_are_as_before(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		check_case(&cases[i]);
}

/* --------------------------------------------------------------- the seed */

static void the_seed_comes_back(void **state)
{
	struct str seed = {0};
	struct import import;

	(void)state;
	read_seed(&seed);
	import_text(&import, str_text(&seed));
	assert_string_equal(str_text(&import.text), str_text(&seed));
	assert_int_equal(import.report.n, 0);
	assert_string_equal(value(&import, "summary.start"), "2023-10-15T08:00:00-04:00");
	assert_string_equal(value(&import, "summary.end"), "2023-10-16T14:00:00-04:00");
	assert_string_equal(value(&import, "summary.detected"), "2023-10-15T08:30:00-04:00");
	assert_string_equal(value(&import, "impact.affected_percent"), "80");
	assert_string_equal(value(&import, "authors"), "Geda Siraj");
	assert_string_equal(value(&import, "title"), "");
	assert_int_equal(count_rows(&import, "tasks.items"), 3);
	import_release(&import);
	str_release(&seed);
}

static void newlines_of_other_systems_change_nothing(void **state)
{
	struct str seed = {0};
	struct str other = {0};
	struct import import;

	(void)state;
	read_seed(&seed);
	str_append_text(&other, "\xEF\xBB\xBF");
	for (size_t i = 0; i < seed.len; i++) {
		if (seed.data[i] == '\n')
			str_append_char(&other, '\r');
		str_append_char(&other, seed.data[i]);
	}
	import_text(&import, str_text(&other));
	assert_string_equal(str_text(&import.text), str_text(&seed));
	import_release(&import);
	str_release(&seed);
	str_release(&other);
}

/* Sections of the seed, by their first lines, in another order. */
static void shuffled_sections_come_back_in_order(void **state)
{
	static const char *const starts[] = {
		"Corrective", "Root Cause\n", "Summary", "Timeline", "Root Cause and", "Impact"};
	static const char *const ends[] = {
		"**by", "Timeline", "Impact", "Root Cause and", "Corrective", "Root Cause\n"};
	struct str seed = {0};
	struct str shuffled = {0};
	struct import import;

	(void)state;
	read_seed(&seed);
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		const char *from = strstr(seed.data, starts[i]);
		const char *to = strstr(from, ends[i]);

		str_append(&shuffled, from, (size_t)(to - from));
		str_append_char(&shuffled, '\n');
	}
	str_append_text(&shuffled, strstr(seed.data, "**by"));
	import_text(&import, str_text(&shuffled));
	assert_string_equal(str_text(&import.text), str_text(&seed));
	assert_int_equal(import.report.n, 0);
	import_release(&import);
	str_release(&seed);
	str_release(&shuffled);
}

/* Remove any line: all others come back, and every question is there. */
static void each_line_may_be_missing(void **state)
{
	struct str seed = {0};
	struct slice rest;
	struct slice line;

	(void)state;
	read_seed(&seed);
	rest = slice_of(&seed);
	while (slice_next_line(&rest, &line)) {
		struct str cut = {0};
		struct import import;
		struct slice lines;
		struct slice kept;

		str_append(&cut, seed.data, seed.len);
		str_splice(&cut, (size_t)(line.data - seed.data), line.len + 1, "", 0);
		import_text(&import, str_text(&cut));
		lines = slice_of(&cut);
		while (slice_next_line(&lines, &kept)) {
			struct str wanted = {0};

			str_append(&wanted, kept.data, kept.len);
			if (!strstr(str_text(&import.text), str_text(&wanted)))
				fail_msg("without \"%.*s\" this line is lost: %s", (int)line.len,
					line.data, str_text(&wanted));
			str_release(&wanted);
		}
		import_release(&import);
		str_release(&cut);
	}
	str_release(&seed);
}

/* ------------------------------------------------------------------ lines */

struct match_case {
	const char *line;
	const char *path; /* of the field that gets the answer below it */
};

static const struct match_case questions[] = {
	{"What service was down/slow?", "impact.service"},
	{"WHAT SERVICE WAS DOWN/SLOW", "impact.service"},
	{"  what   service was\tdown/slow ?:  ", "impact.service"},
	{"## What service was down/slow?", "impact.service"},
	{"**What service was down/slow?**", "impact.service"},
	{"Actions taken:", "timeline.actions"},
	{"Root Cause", "root_cause.cause"},
	{"Summary", "summary.overview"},
};

static void questions_are_known_in_any_dress(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
		struct str input = {0};
		struct import import;

		str_appendf(&input, "%s\nThe answer.\n", questions[i].line);
		import_text(&import, str_text(&input));
		assert_string_equal(value(&import, questions[i].path), "The answer.");
		assert_int_equal(import.report.n, 0);
		import_release(&import);
		str_release(&input);
	}
}

/* Labels are common words, so they count only at the head of a report. */
static void labels_below_the_head_are_prose(void **state)
{
	struct import import;

	(void)state;
	import_text(&import, "A title\n"
			     "Severity: sev2\n"
			     "Actions Taken\n"
			     "Our status page:\n"
			     "Status: degraded\n"
			     "Severity\n");
	assert_string_equal(value(&import, "severity"), "sev2");
	assert_string_equal(value(&import, "status"), "");
	assert_string_equal(
		value(&import, "timeline.actions"), "Our status page:\nStatus: degraded\nSeverity");
	import_release(&import);
}

struct author_case {
	const char *input;
	const char *authors;
};

static const struct author_case author_lines[] = {
	{"Impact\n**by Geda Siraj**\n", "Geda Siraj"},
	{"Impact\n**By Geda Siraj**\n\n\n", "Geda Siraj"},
	{"Impact\nby Geda Siraj\n", "Geda Siraj"},
	{"**by Geda Siraj**\nImpact\n", "Geda Siraj"},
	{"Impact\n**by Geda Siraj, Ida Nyman**", "Geda Siraj\nIda Nyman"},
	{"Impact\nby Geda Siraj, Ida Nyman and Bo Ek", "Geda Siraj\nIda Nyman\nBo Ek"},
	{"How was the issue fixed?\nby rolling back\n", ""},
	{"How was the issue fixed?\nBy rolling back.\n", ""},
	{"How was the issue fixed?\nby Ida Nyman\nin haste\n", ""},
};

static void author_lines_are_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof author_lines / sizeof author_lines[0]; i++) {
		struct import import;

		import_text(&import, author_lines[i].input);
		assert_string_equal(value(&import, "authors"), author_lines[i].authors);
		import_release(&import);
	}
}

/* ------------------------------------------------------------------ times */

struct time_case {
	const char *typed;
	const char *stored;
};

static const struct time_case starts[] = {
	{"10/15/2023, 8:00 AM", "2023-10-15T08:00:00-04:00"},
	{"10/15/2023 20:00", "2023-10-15T20:00:00-04:00"},
	{"2023-10-15 08:00", "2023-10-15T08:00:00-04:00"},
	{"2023-10-15T08:00:00Z", "2023-10-15T08:00:00+00:00"},
	{"2023-10-15T08:00:00+02:00", "2023-10-15T08:00:00+02:00"},
	{"~10/15/2023, 8:00 AM", "~2023-10-15T08:00:00-04:00"},
	{"unknown", "unknown"},
	{"some time in the morning", "some time in the morning"},
};

static void times_are_stored_or_kept_as_typed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		struct str input = {0};
		struct import import;
		bool is_kept =
			strcmp(starts[i].typed, starts[i].stored) == 0 && starts[i].typed[0] == 's';

		str_appendf(&input, "Duration of the outage:\nStart: %s\n", starts[i].typed);
		import_text(&import, str_text(&input));
		assert_string_equal(value(&import, "summary.start"), starts[i].stored);
		assert_int_equal(has_note(&import, 2, "kept as typed"), is_kept);
		import_release(&import);
		str_release(&input);
	}
}

/* The same moment, spelled as the report spells it. */
static void a_moment_comes_back_as_the_same_moment(void **state)
{
	struct import first;
	struct import second;

	(void)state;
	import_text(&first, "Start: 2023-10-15T12:00:00Z\nEnd: 2023-10-16 14:00\n");
	assert_non_null(strstr(str_text(&first.text), "\nStart: 2023-10-15 08:00 EDT\n"));
	import_text(&second, str_text(&first.text));
	assert_string_equal(value(&second, "summary.start"), "2023-10-15T08:00:00-04:00");
	assert_string_equal(str_text(&second.text), str_text(&first.text));
	import_release(&first);
	import_release(&second);
}

static void an_hour_that_exists_twice_keeps_its_label(void **state)
{
	struct import first;
	struct import second;

	(void)state;
	import_text(&first, "Start: 2023-11-05T01:30:00-05:00\n");
	import_text(&second, str_text(&first.text));
	assert_string_equal(value(&second, "summary.start"), "2023-11-05T01:30:00-05:00");
	import_release(&first);
	import_release(&second);
}

static void a_zone_that_is_missing_is_told(void **state)
{
	const char input[] = "Start: 10/15/2023, 8:00 AM\n";
	struct import import;

	(void)state;
	import_bytes(&import, FORM, "", input, sizeof input - 1);
	assert_string_equal(value(&import, "summary.start"), "2023-10-15T08:00:00+00:00");
	assert_string_equal(value(&import, "timezone"), "UTC");
	assert_true(has_note(&import, 0, "read as UTC"));
	import_release(&import);
}

/* --------------------------------------------------------- what is derived */

struct derived_case {
	const char *prose;
	const char *stored;
};

static const struct derived_case times_in_prose[] = {
	{"The issue was first detected on 10/15/2023 at 8:30 AM.", "2023-10-15T08:30:00-04:00"},
	{"On 2023-10-15 at 08:30, by an alert.", "2023-10-15T08:30:00-04:00"},
	{"2023-10-15 08:30 UTC", "2023-10-15T08:30:00+00:00"},
	{"An alert (15 Oct 2023 08:30) fired.", "2023-10-15T08:30:00-04:00"},
	{"At 10/15/2023 8:30 p. m. by an alert.", "2023-10-15T20:30:00-04:00"},
	{"At 8:30 AM Pacific time on 10/15/2023.", "2023-10-15T08:30:00-07:00"},
	{"On 10/15/2023 at 8:30 AM Pacific when it rang.", "2023-10-15T08:30:00-07:00"},
	{"On 10/15/2023 at 8:30 AM Central European Time.", "2023-10-15T08:30:00+02:00"},
	/* no zones */
	{"On 10/15/2023 at 8:30 AM central monitoring rang.", "2023-10-15T08:30:00-04:00"},
	{"On 10/15/2023 at 8:30 AM Central Monitoring rang.", "2023-10-15T08:30:00-04:00"},
	{"At 8:30 AM.", ""},
	{"On 10/15/2023.", ""},
	{"Between 10/15/2023 8:30 AM and 10/15/2023 8:40 AM.", ""},
	{"On 10/15/2023 at 8:30 AM, and looked at at 8:45.", ""},
	{"Some 30 minutes after the start.", ""},
	{"", ""},
};

static void clear_times_are_read_out_of_prose(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof times_in_prose / sizeof times_in_prose[0]; i++) {
		struct str input = {0};
		struct import import;

		str_appendf(&input, "Start: 2023-10-15 08:00\nWhen was the issue detected?\n%s\n",
			times_in_prose[i].prose);
		import_text(&import, str_text(&input));
		print_message("%s\n", times_in_prose[i].prose);
		assert_string_equal(value(&import, "summary.detected"), times_in_prose[i].stored);
		assert_string_equal(value(&import, "timeline.detected"), times_in_prose[i].prose);
		import_release(&import);
		str_release(&input);
	}
}

/* What a report prints below a question in place of prose is a value, not prose. */
static void lone_values_do_not_become_prose(void **state)
{
	struct import import;

	(void)state;
	import_text(&import, "How many % of the users were affected?\n12.5%\n"
			     "When was the issue detected?\n10/15/2023, 8:30 AM\n");
	assert_string_equal(value(&import, "impact.affected"), "");
	assert_string_equal(value(&import, "impact.affected_percent"), "12.5");
	assert_string_equal(value(&import, "timeline.detected"), "");
	assert_string_equal(value(&import, "summary.detected"), "2023-10-15T08:30:00-04:00");
	assert_non_null(strstr(str_text(&import.text), "\n12.5%\n"));
	assert_non_null(strstr(str_text(&import.text), "\n10/15/2023, 8:30 AM\n"));
	import_release(&import);
}

/* A time that exists twice is printed with its label: that is a lone value, too. */
static void lone_times_may_have_a_label(void **state)
{
	struct import import;

	(void)state;
	import_text(&import, "Start: 2023-11-05 00:10\nWhen was the issue detected?\n"
			     "2023-11-05 01:30 EST\n");
	assert_string_equal(value(&import, "timeline.detected"), "");
	assert_string_equal(value(&import, "summary.detected"), "2023-11-05T01:30:00-05:00");
	assert_non_null(strstr(str_text(&import.text), "\n2023-11-05 01:30 EST\n"));
	import_release(&import);
}

static const struct derived_case percents_in_prose[] = {
	{"Approximately 80% of users.", "80"},
	{"12.5 % of them.", "12.5"},
	{"About 3 percent.", "3"},
	{"80 per cent of 1,300 users.", "80"},
	{"Some 99,5 %, or 1,300 of 2023.", "99.5"},
	{"80 percentage points.", ""},
	{"It was 80. Percent of what?", ""},
	{"Between 10% and 20%.", ""},
	{"80 users.", ""},
	{"All of them.", ""},
};

static void clear_percents_are_read_out_of_prose(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof percents_in_prose / sizeof percents_in_prose[0]; i++) {
		struct str input = {0};
		struct import import;

		str_appendf(&input, "How many %% of the users were affected?\n%s\n",
			percents_in_prose[i].prose);
		import_text(&import, str_text(&input));
		assert_string_equal(
			value(&import, "impact.affected_percent"), percents_in_prose[i].stored);
		import_release(&import);
		str_release(&input);
	}
}

/* ------------------------------------------------------------------- rows */

static void rows_come_back(void **state)
{
	struct str yaml = {0};
	struct str again = {0};
	const struct report_options options = {.now = NOW};
	struct form *form = fixture_form(FORM);
	struct document document;
	struct str text = {0};
	struct import import;

	(void)state;
	assert_true(tree_read("tests/golden/report/full/in.yaml", &yaml));
	fixture_document(&document, form, str_text(&yaml), yaml.len);
	assert_true(report_exporter_find("text")->run(&document, &options, &text, NULL));
	import_text(&import, str_text(&text));
	assert_string_equal(str_text(&import.text), str_text(&text));
	for (unsigned i = 0; i < form->n_fields; i++) {
		const struct rows *rows = &document.tables[i];

		assert_string_equal(
			document_text(&import.document, i), document_text(&document, i));
		assert_int_equal(import.document.tables[i].n, rows->n);
		for (size_t r = 0; r < rows->n; r++)
			for (size_t c = 0; c < form->fields[i].n_columns; c++)
				assert_string_equal(
					str_text(&import.document.tables[i].items[r].cells[c].text),
					str_text(&rows->items[r].cells[c].text));
	}
	import_release(&import);
	document_release(&document);
	form_free(form);
	str_release(&yaml);
	str_release(&again);
	str_release(&text);
}

static void rows_are_read_as_people_write_them(void **state)
{
	struct import import;

	(void)state;
	import_text(&import, "Start: 2023-10-15 08:00\n"
			     "Timeline\n"
			     "- 8:30 AM - Alarm fired\n"
			     "- 8:41 AM detected: On call looked at it\n"
			     "and called the database team.\n"
			     "  They came at once.\n"
			     "- [9:02] Rollback\n");
	assert_int_equal(count_rows(&import, "timeline.events"), 3);
	assert_string_equal(cell(&import, "timeline.events", 0, "at"), "2023-10-15T08:30:00-04:00");
	assert_string_equal(cell(&import, "timeline.events", 0, "what"), "Alarm fired");
	assert_string_equal(cell(&import, "timeline.events", 1, "kind"), "detected");
	assert_string_equal(cell(&import, "timeline.events", 1, "what"),
		"On call looked at it\nand called the database team.\nThey came at once.");
	assert_string_equal(cell(&import, "timeline.events", 2, "at"), "2023-10-15T09:02:00-04:00");
	assert_true(has_note(&import, 3, "list marks"));
	import_release(&import);
}

/* The first end of a range is the row's time; words after a time are the text's. */
static void times_end_where_the_text_begins(void **state)
{
	static const struct {
		const char *row;
		const char *at;
		const char *what;
	} rows[] = {
		{"13:30–13:45 Down", "2023-10-15T13:30:00-04:00", "(until 13:45) Down"},
		{"13:30 - 13:45 Down", "2023-10-15T13:30:00-04:00", "(until 13:45) Down"},
		{"13:30 -13:45", "2023-10-15T13:30:00-04:00", "(until 13:45)"},
		{"13:30 to 13:45 - Down", "2023-10-15T13:30:00-04:00", "(until 13:45) Down"},
		{"2023-10-15 13:30 - 2023-10-15 13:45 UTC Down", "2023-10-15T13:30:00+00:00",
			"(until 2023-10-15 13:45 UTC) Down"},
		{"13:30-04:00 Down", "2023-10-15T13:30:00-04:00", "Down"},
		{"13:30, 13:45 restarted", "2023-10-15T13:30:00-04:00", "(until 13:45) restarted"},
		{"13:30, 1345 restarted", "2023-10-15T13:30:00-04:00", "1345 restarted"},
		{"13:30 - 1500 requests", "2023-10-15T13:30:00-04:00", "1500 requests"},
		{"13:30 at the office", "2023-10-15T13:30:00-04:00", "at the office"},
		{"13:30 We restarted", "2023-10-15T13:30:00-04:00", "We restarted"},
		{"13:30 about 30 failed", "2023-10-15T13:30:00-04:00", "about 30 failed"},
		{"13:30 met the vendor", "2023-10-15T13:30:00-04:00", "met the vendor"},
		{"13:30 EDT Down", "2023-10-15T13:30:00-04:00", "Down"},
		{"1:30 PM Down", "2023-10-15T13:30:00-04:00", "Down"},
		{"2X:XX Down", "2X:XX", "Down"},
		{"12:?? Down", "12:??", "Down"},
	};
	(void)state;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct import import;
		struct str text = {0};

		str_appendf(&text, "Start: 2023-10-15 13:00\nTimeline\n%s\n", rows[i].row);
		import_text(&import, str_text(&text));
		assert_int_equal(count_rows(&import, "timeline.events"), 1);
		assert_string_equal(cell(&import, "timeline.events", 0, "at"), rows[i].at);
		assert_string_equal(cell(&import, "timeline.events", 0, "what"), rows[i].what);
		assert_true(has_note(&import, 3, "is a range") ==
			    (strncmp(rows[i].what, "(until", 6) == 0));
		import_release(&import);
		str_release(&text);
	}
}

/* "until" belongs to the "from" next to it, not to the row above. */
static void a_clock_is_read_by_the_cell_to_its_left(void **state)
{
	static const struct {
		const char *row;
		const char *from;
		const char *until;
	} rows[] = {
		{"23:50  00:20  Down", "2023-10-15T23:50:00+00:00", "2023-10-16T00:20:00+00:00"},
		{"2023-10-18 23:50  00:20  Down", "2023-10-18T23:50:00+00:00",
			"2023-10-19T00:20:00+00:00"},
		{"2023-10-18 08:00  07:30  Down", "2023-10-18T08:00:00+00:00",
			"2023-10-19T07:30:00+00:00"},
		{"2023-10-18 08:00  +30m  Down", "2023-10-18T08:00:00+00:00",
			"2023-10-18T08:30:00+00:00"},
		{"-  00:20  Down", "", "2023-10-16T00:20:00+00:00"},
		{"2023-10-18 23:50  -  Down [Told: 00:20]", "2023-10-18T23:50:00+00:00", ""},
	};
	(void)state;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct import import;
		struct str text = {0};

		str_appendf(&text, "Rows\n2023-10-15 08:00  2023-10-15 09:00  Above\n%s\n",
			rows[i].row);
		import_bytes(&import, SPANS, "UTC", text.data, text.len);
		assert_int_equal(count_rows(&import, "main.rows"), 2);
		assert_string_equal(cell(&import, "main.rows", 1, "from"), rows[i].from);
		assert_string_equal(cell(&import, "main.rows", 1, "until"), rows[i].until);
		assert_string_equal(cell(&import, "main.rows", 1, "what"), "Down");
		if (i == 5)
			assert_string_equal(
				cell(&import, "main.rows", 1, "told"), "2023-10-19T00:20:00+00:00");
		import_release(&import);
		str_release(&text);
	}
}

struct row_case {
	const char *row;
	const char *at;
	const char *kind;
	const char *what;
};

/* On 15 October 2023, in New York. */
static const struct row_case rows_of_words[] = {
	{"08:30 Started rollback of the release", "08:30", "", "Started rollback of the release"},
	{"08:30 Message from a customer", "08:30", "", "Message from a customer"},
	{"08:30 - Resolved to call the vendor", "08:30", "", "Resolved to call the vendor"},
	{"08:30  Resolved to call the vendor", "08:30", "", "Resolved to call the vendor"},
	{"08:30 Resolved: they called back", "08:30", "", "Resolved: they called back"},
	{"08:30 Action", "08:30", "", "Action"},
	{"08:30 action", "08:30", "", "action"},
	{"- 08:30 Detected late, by a customer", "08:30", "", "Detected late, by a customer"},
	{"8:30 p. m. la alarma", "20:30", "", "la alarma"},
	{"17 h 14 min la alarma", "17:14", "", "la alarma"},
	{"08:30 Central database is down", "08:30", "", "Central database is down"},
	{"08:30 or so it began", "08:30", "", "or so it began"},
	{"[08:30] Escalated at once", "08:30", "", "Escalated at once"},
	{"08:30 (sev1) Message", "08:30", "", "(sev1) Message"},
	{"-  Mitigated in part", "", "", "Mitigated in part"},
	{"-  -  Mitigated in part", "", "", "Mitigated in part"},
	{"-  -  resolved", "", "", "resolved"},
	{"08:30  -  Action  taken", "08:30", "", "Action  taken"},
	{"08:30  -  - a mark", "08:30", "", "- a mark"},
	{"08:30  -  | a pipe", "08:30", "", "| a pipe"},
	{"08:30  -  : a colon", "08:30", "", ": a colon"},
	{"08:30  action  - a mark", "08:30", "action", "- a mark"},
	{"08:30  action  > quoted", "08:30", "action", "> quoted"},
	{"08:30  Detected  An alarm", "08:30", "detected", "An alarm"},
	{"08:30\tDetected\tAn alarm", "08:30", "detected", "An alarm"},
	{"08:30\t\tAn alarm", "08:30", "", "An alarm"},
	{"08:30 | Detected | An alarm", "08:30", "detected", "An alarm"},
	{"08:30 | Detected by an alarm", "08:30", "", "Detected by an alarm"},
	{"08:30 [Detected] An alarm", "08:30", "detected", "An alarm"},
	{"08:30 (detected) An alarm", "08:30", "detected", "An alarm"},
	{"08:30 detected: An alarm", "08:30", "detected", "An alarm"},
	{"08:30 detected - An alarm", "08:30", "detected", "An alarm"},
	{"08:30  resolved", "08:30", "resolved", ""},
	{"08:30 Text [Who: Ops; Kind: action]", "08:30", "action", "Text"},
	{"08:30 Text [Owner: nobody yet]", "08:30", "", "Text [Owner: nobody yet]"},
	{"08:30 Text [Who: Ops\\]", "08:30", "", "Text [Who: Ops]"},
	{"08:30 Text [Who: CORP\\ops]", "08:30", "", "Text"},
	{"08:30 Text (sev1)", "08:30", "", "Text (sev1)"},
	{"2023-10-15  08:30  detected  An alarm", "08:30", "detected", "An alarm"},
	{"2023-10-15\t08:30\tAn alarm", "08:30", "", "An alarm"},
	{"2023-10-15 08:30 EDT  -  10 PM was too late", "08:30", "", "10 PM was too late"},
};

static void words_are_choices_where_the_layout_says_so(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows_of_words / sizeof rows_of_words[0]; i++) {
		const struct row_case *given = &rows_of_words[i];
		struct str input = {0};
		struct str at = {0};
		struct import import;

		print_message("%s\n", given->row);
		str_appendf(&input, "Start: 2023-10-15 08:00\nTimeline\nSequence of events\n%s\n",
			given->row);
		if (given->at[0])
			str_appendf(&at, "2023-10-15T%s:00-04:00", given->at);
		import_text(&import, str_text(&input));
		assert_int_equal(count_rows(&import, "timeline.events"), 1);
		assert_string_equal(cell(&import, "timeline.events", 0, "at"), str_text(&at));
		assert_string_equal(cell(&import, "timeline.events", 0, "kind"), given->kind);
		assert_string_equal(cell(&import, "timeline.events", 0, "what"), given->what);
		import_release(&import);
		str_release(&input);
		str_release(&at);
	}
}

/* "[Owner: CORP\nils]" is somebody in a domain. */
static void backslashes_of_others_stay(void **state)
{
	struct import import;

	(void)state;
	import_text(&import, "C:\\new\n"
			     "Impact\n"
			     "What service was down/slow?\n"
			     "\\begin{x} C:\\new\\\n"
			     "\\\\server\\share\n"
			     "List of Tasks to Address the Issue:\n"
			     "Fix \\d+ [Owner: CORP\\nils; State: open]\n"
			     "\\- not a list\n");
	assert_string_equal(value(&import, "title"), "C:\\new");
	assert_string_equal(
		value(&import, "impact.service"), "\\begin{x} C:\\new\\\n\\\\server\\share");
	assert_string_equal(cell(&import, "tasks.items", 0, "what"), "Fix \\d+");
	assert_string_equal(cell(&import, "tasks.items", 0, "owner"), "CORP\\nils");
	assert_string_equal(cell(&import, "tasks.items", 1, "what"), "- not a list");
	import_release(&import);
}

static void indented_lists_have_their_items(void **state)
{
	struct import import;

	(void)state;
	import_text(&import, "What went well?\n"
			     "  - one\n"
			     "    goes on\n"
			     "\n"
			     "    further down\n"
			     "  - two\n"
			     "  * three\n");
	assert_string_equal(value(&import, "lessons.went_well"),
		"one\n  goes on\n  \n  further down\ntwo\nthree");
	import_release(&import);
}

static void brackets_of_others_stay_text(void **state)
{
	struct import import;

	(void)state;
	import_text(&import, "List of Tasks to Address the Issue:\n"
			     "Read the paper [1]\n"
			     "Ask [them: all]\n"
			     "Index[Owner: Bo]\n"
			     "Fix it [owner: Bo\\; Ek; Due: 2023-11-01]\n");
	assert_string_equal(cell(&import, "tasks.items", 0, "what"), "Read the paper [1]");
	assert_string_equal(cell(&import, "tasks.items", 1, "what"), "Ask [them: all]");
	assert_string_equal(cell(&import, "tasks.items", 2, "what"), "Index[Owner: Bo]");
	assert_string_equal(cell(&import, "tasks.items", 3, "what"), "Fix it");
	assert_string_equal(cell(&import, "tasks.items", 3, "owner"), "Bo; Ek");
	assert_string_equal(cell(&import, "tasks.items", 3, "due"), "2023-11-01");
	import_release(&import);
}

/* -------------------------------------------------------------- leftovers */

static void what_has_no_place_is_kept_and_told(void **state)
{
	struct import import;

	(void)state;
	import_text(&import, "A title\n"
			     "A second line\n"
			     "\n"
			     "Duration of the outage:\n"
			     "Some thirty hours.\n"
			     "Start: 10/15/2023, 8:00 AM\n"
			     "Impact\n"
			     "Bad.\n");
	assert_string_equal(value(&import, "title"), "A title");
	assert_string_equal(value(&import, "notes"), "A second line\nSome thirty hours.\nBad.");
	assert_true(has_note(&import, 1, "title"));
	assert_true(has_note(&import, 2, "Notes"));
	assert_true(has_note(&import, 5, "Notes"));
	assert_true(has_note(&import, 8, "Notes"));
	assert_non_null(strstr(str_text(&import.text), "\nNotes\nA second line\n"));
	import_release(&import);
}

static void bytes_that_are_no_text_are_told(void **state)
{
	struct form *form = fixture_form(FORM);
	struct intake_report report = {0};
	struct document document;
	struct import import;
	struct err err = {0};
	unsigned counter = 0;
	const struct id_source ids = counting_ids(&counter);
	const struct intake_options options = {.zone = "UTC", .now = NOW, .ids = &ids};

	(void)state;
	import_text(&import, "Root Cause\nA \xFF byte and \x1b[31m\n");
	assert_string_equal(value(&import, "root_cause.cause"), "A \xEF\xBF\xBD byte and \x1b[31m");
	assert_true(has_note(&import, 2, "UTF-8"));
	import_release(&import);

	document_init_new(&document, form);
	assert_false(
		intake_importer_find("text")->run(&document, "a\0b", 3, &options, &report, &err));
	assert_int_equal(err.code, ERR_ENCODING);
	document_release(&document);
	intake_report_release(&report);
	form_free(form);
}

/* Whatever is read, a second round changes nothing, and no word is lost. */
static void random_text_settles(void **state)
{
	static const char *const lines[] = {"Summary", "Impact", "Root Cause", "Timeline",
		"Sequence of events", "What went well?", "What service was down/slow?",
		"Start: 10/15/2023, 8:00 AM", "Start: soon", "End:", "Status: draft", "word", "",
		"  indented", "- bullet", "10:05 AM event", "[Owner: x]", "text [Due: 2023-11-01]",
		"List of Tasks to Address the Issue:", "**by A, B**", "by C", "-  -  x",
		"2023-10-15 08:30 EDT  detected  alarm", "\\; [] ;", "Notes", "80%"};
	uint64_t seed = 7;

	(void)state;
	for (size_t round = 0; round < 300; round++) {
		struct str input = {0};
		struct import first;
		struct import second;
		struct import third;

		for (size_t n = 1 + random_below(&seed, 14); n > 0; n--)
			str_appendf(&input, "%s\n",
				lines[random_below(&seed, sizeof lines / sizeof lines[0])]);
		import_text(&first, str_text(&input));
		import_text(&second, str_text(&first.text));
		import_text(&third, str_text(&second.text));
		if (strcmp(str_text(&second.text), str_text(&third.text)) != 0)
			fail_msg("of:\n%s\nfirst:\n%s\nsecond:\n%s\nthird:\n%s", str_text(&input),
				str_text(&first.text), str_text(&second.text),
				str_text(&third.text));
		import_release(&first);
		import_release(&second);
		import_release(&third);
		str_release(&input);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(imports_are_as_before),
		cmocka_unit_test(the_seed_comes_back),
		cmocka_unit_test(newlines_of_other_systems_change_nothing),
		cmocka_unit_test(shuffled_sections_come_back_in_order),
		cmocka_unit_test(each_line_may_be_missing),
		cmocka_unit_test(questions_are_known_in_any_dress),
		cmocka_unit_test(labels_below_the_head_are_prose),
		cmocka_unit_test(author_lines_are_known),
		cmocka_unit_test(times_are_stored_or_kept_as_typed),
		cmocka_unit_test(a_moment_comes_back_as_the_same_moment),
		cmocka_unit_test(an_hour_that_exists_twice_keeps_its_label),
		cmocka_unit_test(a_zone_that_is_missing_is_told),
		cmocka_unit_test(clear_times_are_read_out_of_prose),
		cmocka_unit_test(lone_values_do_not_become_prose),
		cmocka_unit_test(lone_times_may_have_a_label),
		cmocka_unit_test(clear_percents_are_read_out_of_prose),
		cmocka_unit_test(rows_come_back),
		cmocka_unit_test(rows_are_read_as_people_write_them),
		cmocka_unit_test(times_end_where_the_text_begins),
		cmocka_unit_test(a_clock_is_read_by_the_cell_to_its_left),
		cmocka_unit_test(words_are_choices_where_the_layout_says_so),
		cmocka_unit_test(backslashes_of_others_stay),
		cmocka_unit_test(indented_lists_have_their_items),
		cmocka_unit_test(brackets_of_others_stay_text),
		cmocka_unit_test(what_has_no_place_is_kept_and_told),
		cmocka_unit_test(bytes_that_are_no_text_are_told),
		cmocka_unit_test(random_text_settles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

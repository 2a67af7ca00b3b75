/*
 * What stands in a document stands in it again after text export and import: random
 * documents whose texts look like everything the layout knows, in two forms.
 */
#include "fixture.h"
#include "sources.h"

#include "intake/intake.h"
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define NOW 1698796800 /* 2023-11-01 00:00 UTC */
#define ROUNDS 300

/* Lines that mean something to the layout somewhere, or lose a sign where nobody looks. */
static const char *const lines[] = {
	"A plain line.",
	"two words",
	"- a mark",
	"- - two marks",
	"-",
	"-  -",
	"- ",
	"* star",
	"*",
	"+ plus",
	"+ ",
	"1)",
	"\xE2\x80\xA2",
	"\xE2\x80\xA2 bullet",
	"\xE2\x80\x94 dash",
	"\xE2\x80\x93 short dash",
	"| pipe | pipe |",
	"|",
	": colon",
	":",
	"> quote",
	"1. one",
	"12) twelve",
	"1986. A year",
	"# one",
	"#hash",
	"## two",
	"### What went well?",
	"---",
	"***",
	"===",
	"```",
	"~",
	"~10",
	"**bold**",
	"**by Ida Nyman**",
	"by Ida Nyman",
	"By Ida",
	"**by **",
	"Summary",
	"Impact",
	"IMPACT:",
	"**Timeline**",
	"Head",
	"Tables",
	"All the tables",
	"Sequence of events",
	"What went well?",
	"what  went\twell",
	"Start: 10/15/2023, 8:00 AM",
	"Start: soon",
	"End:",
	"Begin: 2023-10-15",
	"Place: here",
	"Status: final",
	"Status",
	"Severity: sev1",
	"Duration: 3 h",
	"Title: other",
	"Owner: somebody",
	"Authors",
	"Authors: A, B",
	"Notes",
	"Notes: x",
	"Started rollback of the release",
	"Message from a customer",
	"message: refused",
	"Resolved to call the vendor",
	"resolved - no",
	"resolved",
	"started  twice",
	"[action] taken",
	"(detected) late",
	"10:05 is a time",
	"2023-10-15 08:30 it began",
	"2023-10-15",
	"10/15/2023, 8:30 AM",
	"about 10/15/2023",
	"80%",
	"80",
	"unknown",
	"n/a",
	"yes",
	"x [Owner: nobody yet]",
	"x [Who: me; Owner: you]",
	"[Who: me]",
	"x [At: noon]",
	"x \\[Who: me]",
	"x \\\\[Owner: me]",
	"x [1]",
	"x (sev1)",
	"[",
	"]",
	"a]b;c\\d: e",
	"\\",
	"\\\\",
	"\\Impact",
	"\\\\Impact",
	"\\- a",
	"C:\\new\\path",
	"tab\there",
	"\ttab",
	"tab\t",
	"  two blanks",
	"    four blanks",
	"blank ",
	"blanks  ",
	"a  b",
	"-  x",
	"a, b",
	"a and b",
	"a & b",
	"a,",
	"\xE6\x97\xA5\xE6\x9C\xAC",
	"",
};

static const char *const times[] = {
	"2023-10-15T08:00:00-04:00",
	"~2023-10-15T08:00:00-04:00",
	"2023-10-15T08:00:07-04:00",
	"2023-10-15",
	"unknown",
	"n/a",
	"--:--",
};

static const char *const days[] = {"2023-10-15", "~2023-10-15", "unknown", "2X.10."};

struct round {
	const char *form;
	struct form *loaded;
	struct document before;
	struct document after;
	struct intake_report report;
	struct str text;
	unsigned ids;
	uint64_t seed;
};

static const char *any_line(struct round *self)
{
	return lines[random_below(&self->seed, sizeof lines / sizeof lines[0])];
}

static bool is_blank_line(const char *line)
{
	return strspn(line, " \t") == strlen(line);
}

/* Lines with text in the first and the last: blank lines around an answer are no part of it. */
static void random_prose(struct round *self, size_t most, struct str *out)
{
	size_t n = 1 + random_below(&self->seed, most);

	for (size_t i = 0; i < n; i++) {
		const char *line = any_line(self);

		while ((i == 0 || i + 1 == n) && is_blank_line(line))
			line = any_line(self);
		str_appendf(out, "%s%s", i > 0 ? "\n" : "", line);
	}
}

static void random_list(struct round *self, struct str *out)
{
	for (size_t n = 1 + random_below(&self->seed, 3); n > 0; n--) {
		struct str item = {0};

		random_prose(self, 2, &item);
		list_append(out, item.data, item.len);
		str_release(&item);
	}
}

static void random_time(struct round *self, enum kind kind, struct str *out)
{
	str_append_text(
		out, kind == KIND_DATE
			     ? days[random_below(&self->seed, sizeof days / sizeof days[0])]
			     : times[random_below(&self->seed, sizeof times / sizeof times[0])]);
}

static void random_figure(struct round *self, struct str *out)
{
	str_appendf(out, "%u", (unsigned)random_below(&self->seed, 100));
}

static void random_choice(struct round *self, const struct form_field *field, struct str *out)
{
	static const char *const odd[] = {
		"odd", "- a", "-", "two words", "a  b", "Impact", "[x]", "x:", "Start: 10/15/2023"};

	if (random_below(&self->seed, 4) == 0)
		str_append_text(out, odd[random_below(&self->seed, sizeof odd / sizeof odd[0])]);
	else
		str_append_text(out, field->choices[random_below(&self->seed, field->n_choices)]);
}

static void random_value(struct round *self, const struct form_field *field, struct str *out)
{
	str_clear(out);
	if (random_below(&self->seed, 3) == 0)
		return;
	if (field->kind == KIND_TEXT)
		random_prose(self, 4, out);
	else if (field->kind == KIND_LIST)
		random_list(self, out);
	else if (kind_info(field->kind)->is_time)
		random_time(self, field->kind, out);
	else if (field->kind == KIND_NUMBER || field->kind == KIND_PERCENT)
		random_figure(self, out);
	else if (field->kind == KIND_FLAG)
		str_append_text(out, random_below(&self->seed, 2) ? "true" : "false");
	else if (field->kind == KIND_CHOICE)
		random_choice(self, field, out);
	else
		random_prose(self, 1, out);
}

static void apply(struct document *document, struct op *op)
{
	assert_true(document_apply(document, op, NULL));
	op_release(op);
}

static void set(struct document *document, unsigned field, const char *text)
{
	const struct place place = {.field = field};
	struct op op = {0};

	document_op_set(document, &place, text, strlen(text), &op);
	apply(document, &op);
}

/* Which may hold more than one all the same, as files are edited by hand. */
static bool is_line_of_text(const struct form_field *column)
{
	const struct kind_info *kind = kind_info(column->kind);

	return kind->takes_text && kind->is_one_line && !kind->is_parsed;
}

static void add_rows(struct round *self, unsigned field)
{
	const struct form_field *rows = &self->loaded->fields[field];

	for (size_t n = random_below(&self->seed, 4); n > 0; n--) {
		char id[ROW_ID_SIZE] = {0};
		struct op op = {0};
		bool is_blank = true;

		snprintf(id, sizeof id, "row%zu", n);
		document_op_insert(&self->before, field, 0, id, &op);
		for (size_t c = 0; c < rows->n_columns; c++) {
			random_value(self, &rows->columns[c], &op.cells[c]);
			if (is_line_of_text(&rows->columns[c]) && op.cells[c].len > 0 &&
				random_below(&self->seed, 3) == 0) {
				str_clear(&op.cells[c]);
				random_prose(self, 3, &op.cells[c]);
			}
			is_blank = is_blank && op.cells[c].len == 0;
		}
		if (is_blank)
			str_append_text(&op.cells[form_main_column(rows)], "x");
		apply(&self->before, &op);
	}
}

/* Figures and times that prose answers, too, are filled in: left empty they would be read from it.
 */
static bool is_derived(const struct form_field *field)
{
	return field->answers[0];
}

static void fill(struct round *self)
{
	unsigned zone = form_find_role(self->loaded, ROLE_ZONE);
	unsigned status = form_find_role(self->loaded, ROLE_STATUS);
	struct str value = {0};

	for (unsigned i = 0; i < self->loaded->n_answers; i++) {
		const struct form_field *field = &self->loaded->fields[i];

		if (field->kind == KIND_ROWS) {
			add_rows(self, i);
			continue;
		}
		if (field->kind == KIND_COMPUTED || i == zone || i == status)
			continue;
		do
			random_value(self, field, &value);
		while (is_derived(field) && value.len == 0);
		set(&self->before, i, str_text(&value));
	}
	if (zone != FORM_NONE)
		set(&self->before, zone, "America/New_York");
	unsigned title = form_find_role(self->loaded, ROLE_TITLE);
	if (str_text(&self->before.values[title].text)[0] == '\0')
		set(&self->before, title, "A title");
	str_release(&value);
}

static void import(struct round *self)
{
	const struct id_source ids = counting_ids(&self->ids);
	const struct intake_options how = {
		.zone = "America/New_York",
		.now = NOW,
		.ids = &ids,
	};

	document_init_new(&self->after, self->loaded);
	assert_true(intake_importer_find("text")->run(
		&self->after, str_text(&self->text), self->text.len, &how, &self->report, NULL));
}

static void check_text(
	struct round *self, const char *path, const struct str *before, const struct str *after)
{
	if (!str_equal(before, str_text(after), after->len))
		fail_msg("%s was:\n%s|\nand is:\n%s|\nin the text:\n%s", path, str_text(before),
			str_text(after), str_text(&self->text));
}

static void check_rows(struct round *self, unsigned field)
{
	const struct form_field *info = &self->loaded->fields[field];
	const struct rows *before = &self->before.tables[field];
	const struct rows *after = &self->after.tables[field];

	for (size_t r = 0; r < before->n && r < after->n; r++)
		for (size_t c = 0; c < info->n_columns; c++)
			check_text(self, info->columns[c].path, &before->items[r].cells[c].text,
				&after->items[r].cells[c].text);
	if (before->n != after->n)
		fail_msg("%s has %zu rows, not %zu, in the text:\n%s", info->path, after->n,
			before->n, str_text(&self->text));
}

static void check(struct round *self)
{
	for (unsigned i = 0; i < self->loaded->n_answers; i++) {
		check_text(self, self->loaded->fields[i].path, &self->before.values[i].text,
			&self->after.values[i].text);
		if (self->loaded->fields[i].kind == KIND_ROWS)
			check_rows(self, i);
	}
}

static void go_round(const char *form, uint64_t seed)
{
	const struct report_options options = {.now = NOW};
	struct round round = {.form = form, .loaded = fixture_form(form), .seed = seed};

	document_init_new(&round.before, round.loaded);
	fill(&round);
	assert_true(report_exporter_find("text")->run(&round.before, &options, &round.text, NULL));
	import(&round);
	check(&round);
	document_release(&round.before);
	document_release(&round.after);
	intake_report_release(&round.report);
	str_release(&round.text);
	form_free(round.loaded);
}

static void texts_come_back(void **state)
{
	static const char *const forms[] = {
		"forms/postmortem.yaml", "tests/golden/intake/round/form.yaml"};

	(void)state;
	for (uint64_t seed = 1; seed <= ROUNDS; seed++)
		for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
			go_round(forms[i], seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

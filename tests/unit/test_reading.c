/*
 * A typeset document: every word of the answers is there, each run knows its bytes, going down and
 * going up pass the same lines, and every byte is found again, at all widths.
 */
#include "fixture.h"

#include "check/check.h"
#include "model/walk.h"
#include "reading/plain.h"
#include "reading/unread.h"
#include "text/grapheme.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define NOW 1701000000 /* 2023-11-26 12:00 UTC */

static const unsigned widths[] = {20, 36, 56, 80, 160};

/* Documents with their forms. */
static const struct {
	const char *path;
	const char *form;
} files[] = {
	{"tests/screen/docs/payments.yaml", "forms/postmortem.yaml"},
	{"tests/screen/docs/empty.yaml", "forms/postmortem.yaml"},
	{"tests/screen/docs/hostile.yaml", "forms/postmortem.yaml"},
	{"tests/screen/docs/spaet.yaml", "tests/screen/docs/vorfall.yaml"},
	{"tests/screen/docs/german.yaml", "tests/screen/docs/vorfall.yaml"},
	{"docs/examples/checkout-latency.yaml", "forms/postmortem.yaml"},
};

static const char conflict[] = "afterword: 1\nform: postmortem\nroot_cause:\n  cause: |\n"
			       "    Before\n    <<<<<<< ours\n    our *text*\n    =======\n"
			       "    their text\n    >>>>>>> theirs\n    after\n";

static const char markdown[] =
	"afterword: 1\nform: postmortem\ntitle: T\nsummary:\n  overview: |\n"
	"    # Head\n\n"
	"    Some **bold** and `code x` and ~~old~~ with [a link](https://example.com/x) and\n"
	"    <https://example.com>.\n\n"
	"    > quoted\n    > - in it\n\n"
	"    1. one\n    2. two\n       - a\n       - b\n    10. ten\n\n"
	"    - [ ] open\n    - [x] done\n    -\n\n"
	"    | a | b |\n    |---|--:|\n    | 1 | 22 |\n    | 333 | **b** |\n\n"
	"    ```sh\n    rm  -rf\n      indented\n    ```\n"
	"root_cause:\n  factors:\n    - one **two**\n    - |\n      three\n      four\n";

/* --- one document at a time --- */

struct setting {
	struct form *form;
	struct document document;
	struct zone zone;
	struct reading *reading;
};

static void begin(
	struct setting *self, const char *form, const char *yaml, size_t len, unsigned columns)
{
	*self = (struct setting){.form = fixture_form(form)};
	fixture_document(&self->document, self->form, yaml, len);
	document_zone(&self->document, &self->zone);
	self->reading = reading_new(&self->document,
		&(struct reading_options){columns, columns, {.zone = &self->zone}, NOW});
}

static void end(struct setting *self)
{
	reading_free(self->reading);
	document_release(&self->document);
	form_free(self->form);
}

static void begin_file(struct setting *self, size_t nth, unsigned columns)
{
	struct str yaml = {0};

	assert_true(tree_read(files[nth].path, &yaml));
	begin(self, files[nth].form, str_text(&yaml), yaml.len, columns);
	str_release(&yaml);
}

static void plain(struct setting *self, unsigned columns, struct str *out)
{
	reading_write_plain(self->reading, &(struct reading_notes){0}, columns, out);
}

/* Is a piece of text there as a line of its own, indented or not? */
static bool has_line(const struct str *text, const char *wanted)
{
	struct slice rest = slice_of(text);
	struct slice line;

	while (slice_next_line(&rest, &line))
		if (slice_equal(line, wanted))
			return true;
	return false;
}

static void assert_lines(const struct str *text, const char *const lines[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!has_line(text, lines[i]))
			fail_msg("no line \"%s\" in:\n%s", lines[i], str_text(text));
}

/* --- what is shown --- */

static void test_markdown(void **state)
{
	static const char *const lines[] = {
		"T",
		"Head",
		"Some bold and `code x` and ~~old~~ with a link <https://example.com/x> and",
		"https://example.com.",
		"> quoted",
		"> - in it",
		"1. one",
		"2. two",
		"   - a",
		"   - b",
		"3. ten",
		"- [ ] open",
		"- [x] done",
		"-",
		"a     b",
		"1    22",
		"333   b",
		"    rm  -rf",
		"      indented",
		"- one two",
		"- three",
		"  four",
	};
	struct setting setting;
	struct str text = {0};

	(void)state;
	begin(&setting, "forms/postmortem.yaml", markdown, strlen(markdown), 80);
	plain(&setting, 80, &text);
	assert_lines(&text, lines, LEN(lines));
	str_release(&text);
	end(&setting);
}

/* What is before a line depends on all that is around it, and on what of that has begun. */
static void test_nested(void **state)
{
	static const char yaml[] = "afterword: 1\nform: postmortem\n"
				   "root_cause:\n"
				   "  cause: |\n"
				   "    - a\n"
				   "      - b\n"
				   "\n"
				   "        more of b\n"
				   "    - c\n"
				   "      > quote\n"
				   "      > - d\n"
				   "\n"
				   "    3. e\n"
				   "    4. f\n"
				   "       - g\n"
				   "       -\n"
				   "    5. h\n"
				   "    - >\n"
				   "      after an empty quote\n";
	static const char *const lines[] = {
		"- a",
		"  - b",
		"    more of b",
		"- c",
		"  > quote",
		"  > - d",
		"3. e",
		"4. f",
		"   - g",
		"   -",
		"5. h",
		"- after an empty quote",
	};
	struct setting setting;
	struct str text = {0};

	(void)state;
	begin(&setting, "forms/postmortem.yaml", yaml, strlen(yaml), 80);
	plain(&setting, 80, &text);
	assert_lines(&text, lines, LEN(lines));
	str_release(&text);
	end(&setting);
}

/* Each takes a time that does not depend on how many there are: the test would take minutes. */
static void test_many_lines(void **state)
{
	enum { MANY = 200000 };
	struct setting setting;
	struct str yaml = {0};
	struct str text = {0};

	(void)state;
	str_append_text(&yaml, "afterword: 1\nform: postmortem\nroot_cause:\n  cause: |\n");
	for (size_t i = 0; i < MANY; i++)
		str_append_text(&yaml, "    - a\n");
	begin(&setting, "forms/postmortem.yaml", str_text(&yaml), yaml.len, 80);
	plain(&setting, 80, &text);
	assert_true(text.len > MANY * strlen("- a\n"));
	str_release(&yaml);
	str_release(&text);
	end(&setting);
}

static void test_narrow_table(void **state)
{
	static const char yaml[] = "afterword: 1\nform: postmortem\nsummary:\n  overview: |\n"
				   "    | name | what it does |\n    |---|---|\n"
				   "    | alpha | goes on for a while |\n    | beta | short |\n";
	static const char *const lines[] = {"- name: alpha", "  what it does:", "    goes on for a",
		"    while", "- name: beta", "    short"};
	struct setting setting;
	struct str text = {0};

	(void)state;
	begin(&setting, "forms/postmortem.yaml", yaml, strlen(yaml), 21);
	plain(&setting, 21, &text);
	assert_lines(&text, lines, LEN(lines));
	str_release(&text);
	end(&setting);
}

static void test_conflict(void **state)
{
	static const char *const lines[] = {"Before", "<<<<<<< ours", "our *text*",
		"=======", "their text", ">>>>>>> theirs", "after"};
	struct setting setting;
	struct str text = {0};

	(void)state;
	begin(&setting, "forms/postmortem.yaml", conflict, strlen(conflict), 80);
	plain(&setting, 80, &text);
	assert_lines(&text, lines, LEN(lines));
	str_release(&text);
	end(&setting);
}

/* Every question of an empty document is there, and those that are wanted are counted. */
static void test_empty(void **state)
{
	struct setting setting;
	struct str text = {0};
	size_t n = 0;

	(void)state;
	begin(&setting, "forms/postmortem.yaml", "afterword: 1\nform: postmortem\n",
		strlen("afterword: 1\nform: postmortem\n"), 200);
	plain(&setting, 200, &text);
	for (unsigned i = 0; i < setting.form->n_answers; i++) {
		const struct form_field *field = &setting.form->fields[i];
		struct slice name = form_field_name(field);
		struct str line = {0};

		if (field->kind == KIND_COMPUTED || field_has_role(field, ROLE_TITLE) ||
			field->page >= setting.form->n_pages)
			continue;
		str_append(&line, name.data, name.len);
		str_append_text(&line, name.data[name.len - 1] == '?' ? " --" : ": --");
		if (field->required != STATUS_NEVER)
			str_append_text(&line, " not answered");
		if (!has_line(&text, str_text(&line)))
			fail_msg("no line \"%s\" in:\n%s", str_text(&line), str_text(&text));
		str_release(&line);
		n += field->required != STATUS_NEVER;
	}
	assert_int_equal(reading_count_open(setting.reading), n + 1); /* and the title */
	str_release(&text);
	end(&setting);
}

static void test_form_without_english(void **state)
{
	struct setting setting;
	struct str text = {0};

	(void)state;
	begin_file(&setting, 3, 80);
	plain(&setting, 80, &text);
	assert_null(strstr(str_text(&text), "Timeline"));
	assert_non_null(strstr(str_text(&text), setting.form->pages[0].title));
	assert_true(reading_count_rows(setting.reading) > 0);
	str_release(&text);
	end(&setting);
}

/* --- bytes --- */

static void check_run(
	const struct setting *self, const struct reading_line *line, const struct reading_run *run)
{
	const struct value *value;
	struct slice text = reading_run_text(self->reading, run);

	if (run->begin == run->end)
		return;
	assert_true(line->has_place);
	assert_true(line->begin <= run->begin && run->end <= line->end);
	value = document_value(&self->document, &line->place);
	assert_non_null(value);
	assert_true(run->end <= value->text.len);
	if (run->end - run->begin != text.len || slice_equal(text, " "))
		return;
	assert_memory_equal(text.data, str_text(&value->text) + run->begin, text.len);
}

/* The byte is found on that line, or on an earlier one that shows it, too. */
static void check_found(
	struct setting *self, const struct reading_at *at, struct place place, size_t begin)
{
	struct reading_at found;
	const struct reading_run *runs;

	assert_true(reading_find(self->reading, &place, begin, &found));
	if (reading_compare(&found, at) == 0)
		return;
	const struct reading_line *line = reading_line(self->reading, &found, &runs);

	if (line->begin > begin || line->end <= begin)
		fail_msg("byte %zu of field %u is not where it was found", begin, place.field);
}

static void check_document_bytes(struct setting *self)
{
	struct reading_at at = {0};

	do {
		const struct reading_run *runs;
		const struct reading_line *line = reading_line(self->reading, &at, &runs);
		struct place place = line->place;
		size_t begin = line->begin;
		bool has_bytes = line->begin < line->end;

		for (size_t i = 0; i < line->n_runs; i++)
			check_run(self, line, &runs[i]);
		if (has_bytes)
			check_found(self, &at, place, begin);
	} while (reading_move(self->reading, &at, 1) > 0);
}

static void test_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(files) + 2; i++)
		for (size_t k = 0; k < LEN(widths); k++) {
			const char *yaml = i == LEN(files) ? markdown : conflict;
			struct setting setting;

			if (i < LEN(files))
				begin_file(&setting, i, widths[k]);
			else
				begin(&setting, "forms/postmortem.yaml", yaml, strlen(yaml),
					widths[k]);
			check_document_bytes(&setting);
			end(&setting);
		}
}

/* --- moving --- */

static void check_moving(struct setting *self)
{
	struct reading_at at = {0};
	struct reading_at last;
	struct reading_at top = {0};
	long n = 0;

	while (reading_move(self->reading, &at, 1) > 0)
		n++;
	reading_last(self->reading, &last);
	assert_int_equal(reading_compare(&at, &last), 0);
	for (long i = 0; i < n; i++) {
		struct reading_at before = at;

		assert_int_equal(reading_move(self->reading, &at, -1), -1);
		assert_true(reading_compare(&at, &before) < 0);
	}
	assert_int_equal(reading_compare(&at, &top), 0);
	assert_int_equal(reading_move(self->reading, &at, -1), 0);
	assert_int_equal(reading_move(self->reading, &at, n + 100), n);
	assert_int_equal(reading_move(self->reading, &at, -n - 100), -n);
}

static void test_moving(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(files); i++)
		for (size_t k = 0; k < LEN(widths); k++) {
			struct setting setting;

			begin_file(&setting, i, widths[k]);
			check_moving(&setting);
			end(&setting);
		}
}

static size_t count_steps(struct setting *self, struct reading_at at, int direction,
	bool (*next)(struct reading *, int, struct reading_at *))
{
	size_t n = 0;

	while (next(self->reading, direction, &at))
		n++;
	return n;
}

static void test_marks(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(files); i++) {
		struct setting setting;
		struct reading_at last;

		begin_file(&setting, i, 80);
		reading_last(setting.reading, &last);
		assert_int_equal(count_steps(&setting, (struct reading_at){0}, 1, reading_next_row),
			reading_count_rows(setting.reading));
		assert_int_equal(count_steps(&setting, last, -1, reading_next_row),
			reading_count_rows(setting.reading));
		assert_int_equal(count_steps(&setting, last, -1, reading_next_open),
			reading_count_open(setting.reading));
		end(&setting);
	}
}

/* --- notes --- */

/* Each finding is told once, in plain text and by position. */
static void test_notes(void **state)
{
	struct setting setting;
	struct findings findings = {0};
	struct reading_notes notes = {0};
	struct reading_at before = {0};
	struct str text = {0};

	(void)state;
	begin_file(&setting, 2, 80);
	check_document(&setting.document, STATUS_NEVER, NOW, &findings);
	assert_true(findings.n > 3);
	reading_notes_add_findings(&notes, &findings);
	reading_notes_sort(&notes, setting.reading);
	for (size_t i = 0; i < notes.n; i++) {
		struct reading_at at;

		if (!reading_note_at(setting.reading, &notes.items[i], &at))
			continue;
		assert_true(reading_compare(&before, &at) <= 0);
		assert_true(reading_notes_from(&notes, setting.reading, &at) <= i);
		before = at;
	}
	reading_write_plain(setting.reading, &notes, 80, &text);
	size_t n = 0;

	for (const char *at = str_text(&text); (at = strstr(at, "\n    ")) != NULL; at++)
		n += ascii_is_one_of(at[5], "!?-") && at[6] == ' ';
	assert_true(n >= notes.n);
	str_release(&text);
	reading_notes_release(&notes);
	findings_release(&findings);
	end(&setting);
}

/* Where a text is; it is there. */
static size_t offset_of(const struct str *text, const char *wanted)
{
	const char *at = strstr(str_text(text), wanted);

	assert_non_null(at);
	return (size_t)(at - str_text(text));
}

/* One about all of a row is not between two of its lines; one about its words is. */
static void test_notes_of_row(void **state)
{
	static const char yaml[] =
		"afterword: 1\nform: postmortem\ntasks:\n  items:\n"
		"    - id: r1aaaaaa\n      what: Rehearse each migration on a copy of the data\n"
		"      owner: Ops\n"
		"    - id: r2aaaaaa\n      what: Another\n      owner: Ops\n";
	struct setting setting;
	struct reading_notes notes = {0};
	struct str text = {0};
	struct place place = {.column = FORM_NONE};

	(void)state;
	begin(&setting, "forms/postmortem.yaml", yaml, sizeof(yaml) - 1, 30);
	place.field = form_find_role(setting.form, ROLE_TASKS);
	strcpy(place.row, setting.document.tables[place.field].items[0].id);
	for (size_t i = 0; i < 2; i++) {
		struct reading_note *note = reading_notes_add(&notes);

		*note = (struct reading_note){
			.kind = NOTE_THREAD, .place = place, .has_place = true, .sign = "\""};
		str_append_text(&note->text, i == 0 ? "The row" : "The word");
		note->end = i;
		note->place.column =
			i == 0 ? FORM_NONE : form_main_column(&setting.form->fields[place.field]);
	}
	reading_notes_sort(&notes, setting.reading);
	reading_write_plain(setting.reading, &notes, 30, &text);
	assert_true(offset_of(&text, "\" The word") < offset_of(&text, "the data"));
	assert_true(offset_of(&text, "\" The row") > offset_of(&text, "no date"));
	assert_true(offset_of(&text, "\" The row") < offset_of(&text, "Another"));
	assert_null(strstr(str_text(&text) + offset_of(&text, "The row") + 1, "The row"));
	str_release(&text);
	reading_notes_release(&notes);
	end(&setting);
}

/* --- changes --- */

static void test_update(void **state)
{
	struct setting setting;
	struct reading_options options;
	struct place place = {0};
	struct op op;
	struct str text = {0};

	(void)state;
	begin_file(&setting, 0, 80);
	options = (struct reading_options){80, 80, {.zone = &setting.zone}, NOW};
	assert_false(reading_update(setting.reading, &options));
	place.field = form_find(setting.form, "root_cause.cause");
	document_op_set(&setting.document, &place, "Another cause", 13, &op);
	assert_true(document_apply(&setting.document, &op, NULL));
	op_release(&op);
	assert_true(reading_update(setting.reading, &options));
	plain(&setting, 80, &text);
	assert_true(has_line(&text, "Another cause"));
	options.columns = 20;
	assert_true(reading_update(setting.reading, &options));
	str_release(&text);
	end(&setting);
}

/* Presented: only what is answered, and behind it the texts of the timeline. */
static void test_presented(void **state)
{
	struct setting setting;
	struct reading_options options;
	struct reading_at at = {0};
	struct place place = {0};
	const struct reading_run *runs;

	(void)state;
	begin_file(&setting, 0, 60);
	options = (struct reading_options){
		60, 60, {.zone = &setting.zone}, NOW, .is_presented = true};
	assert_true(reading_update(setting.reading, &options));
	assert_int_equal(reading_count_open(setting.reading), 0);
	place.field = form_find_role(setting.form, ROLE_EVENTS);
	const struct rows *rows = &setting.document.tables[place.field];

	memcpy(place.row, rows->items[1].id, sizeof(place.row));
	assert_true(reading_find(setting.reading, &place, SIZE_MAX, &at));
	assert_int_equal(reading_page(setting.reading, &at), FORM_NONE);
	const struct reading_line *line = reading_line(setting.reading, &at, &runs);

	assert_true(line->n_runs > 0);
	assert_int_equal(runs[0].begin, 0);
	assert_true(
		reading_find_page(setting.reading, setting.form->fields[place.field].page, &at));
	do
		assert_false(reading_line(setting.reading, &at, &runs)->is_row);
	while (reading_move(setting.reading, &at, 1) > 0 &&
		reading_page(setting.reading, &at) == setting.form->fields[place.field].page);
	end(&setting);
}

static void check_unread(const char *bytes, const struct err *trouble, enum reading_unread as,
	const char *const lines[], size_t n)
{
	struct reading_marked marked;
	struct str text = {0};

	assert_int_equal(
		reading_write_unread(slice_of_text(bytes), trouble, 40, &text, &marked), as);
	if (n > 0)
		assert_lines(&text, lines, n);
	if (as == READING_LINES && trouble->line > 0)
		assert_int_equal(str_text(&text)[marked.begin], '>');
	else
		assert_int_equal(marked.end, 0);
	str_release(&text);
}

static void test_keys_and_values(void **state)
{
	static const char yaml[] = "afterword: 1\nform: other\na:\n  b: |\n    x\n    y\n  c:\n"
				   "    - one\n    - d: 2\n";
	static const char *const lines[] = {
		"form: other", "a:", "  b:", "    x", "    y", "  c:", "    - one", "      d: 2"};

	(void)state;
	check_unread(yaml, &(struct err){.message = "no form"}, READING_KEYS, lines, LEN(lines));
}

/* A long line is wrapped beside its number; the reason is below the line that it is about. */
static void test_lines_as_they_stand(void **state)
{
	static const char yaml[] = "a: 1\r\n\nb: \"a text that is never closed and goes on\n";
	static const char *const lines[] = {"  1  a: 1",
		"> 3  b: \"a text that is never closed and", "     goes on",
		"     ! this quote is never closed"};
	struct err trouble = {.line = 3, .message = "this quote is never closed"};

	(void)state;
	check_unread(yaml, &trouble, READING_LINES, lines, LEN(lines));
	trouble.line = 0;
	check_unread(yaml, &trouble, READING_LINES, lines, 1);
}

static void test_nothing_to_show(void **state)
{
	static const char binary[] = "a\0b";
	struct reading_marked marked;
	struct str text = {0};

	(void)state;
	check_unread("", &(struct err){0}, READING_NOTHING, NULL, 0);
	assert_int_equal(reading_write_unread(
				 (struct slice){binary, 3}, &(struct err){0}, 40, &text, &marked),
		READING_NOTHING);
	assert_int_equal(text.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_nested),
		cmocka_unit_test(test_many_lines),
		cmocka_unit_test(test_narrow_table),
		cmocka_unit_test(test_conflict),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_form_without_english),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_moving),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_notes_of_row),
		cmocka_unit_test(test_update),
		cmocka_unit_test(test_presented),
		cmocka_unit_test(test_keys_and_values),
		cmocka_unit_test(test_lines_as_they_stand),
		cmocka_unit_test(test_nothing_to_show),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

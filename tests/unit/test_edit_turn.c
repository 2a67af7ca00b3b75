/* Page up and down: through each page and past its end, from any position. */
#include "scripted.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct scripted e;

/* Lines of prose in the text before a table of many rows. */
enum { LINES = 50, ROWS = 30 };

static int open_long(void **state)
{
	struct str text = {0};

	(void)state;
	str_append_text(&text, "afterword: 1\nform: probe\nmain:\n  body: |\n");
	for (int i = 0; i < LINES; i++)
		str_appendf(&text, "    Line %d.\n", i);
	str_append_text(&text, "  start: \"2023-10-15T08:00:00-04:00\"\ntimeline:\n  events:\n");
	for (int i = 0; i < ROWS; i++)
		str_appendf(&text, "    - id: aaaaaa%02d\n      what: Row %d\n", i, i);
	scripted_init(&e, str_text(&text));
	str_release(&text);
	return 0;
}

/* The current position as a number that grows down the document. */
static size_t standing(void)
{
	const struct focus *focus = editor_focus(e.editor);
	struct place place;
	size_t line = focus->row;

	editor_place(e.editor, &place);
	if (focus->is_editing)
		line = wrap_line_of(editor_wrap(e.editor, &place), focus->cursor);
	return ((size_t)focus->page * 100 + focus->field) * 1000 + line;
}

static bool says(const char *part)
{
	return strstr(str_text(&editor_message(e.editor)->text), part) != NULL;
}

/* All the way in one direction; returns how many screens. */
static unsigned turn_all(const char *key, int direction, const char *end)
{
	unsigned n = 0;

	for (;; n++) {
		size_t before = standing();

		assert_in_range(n, 0, 100);
		scripted_keys(&e, key);
		if (says(end)) {
			assert_int_equal(standing(), before);
			return n;
		}
		assert_true(direction > 0 ? standing() > before : standing() < before);
		/* a text that can be edited is ready for typing */
		assert_true(editor_focus(e.editor)->is_editing ||
			    editor_key_context(e.editor) != KEYS_FIELD ||
			    editor_focus(e.editor)->field == FIELD_LEVEL ||
			    editor_focus(e.editor)->field == FIELD_DONE);
	}
}

static void test_through_the_document(void **state)
{
	unsigned n;

	(void)state;
	/* 9 lines at a time: 50 of prose, 30 rows and their surroundings */
	n = turn_all("<PgDn>", 1, "end of the document");
	assert_in_range(n, 11, 16);
	assert_int_equal(editor_focus(e.editor)->field, FIELD_FIXED);
	n = turn_all("<PgUp>", -1, "start of the document");
	assert_in_range(n, 11, 16);
	assert_int_equal(editor_focus(e.editor)->field, FIELD_TITLE);
	assert_int_equal(editor_focus(e.editor)->page, 0);
}

/* The first key already moves, and no line of the prose is skipped. */
static void test_every_line_is_passed(void **state)
{
	size_t last = 0;

	(void)state;
	assert_int_equal(editor_focus(e.editor)->field, FIELD_TITLE);
	scripted_keys(&e, "<PgDn>");
	assert_int_equal(editor_focus(e.editor)->field, FIELD_BODY);
	while (editor_focus(e.editor)->field == FIELD_BODY) {
		struct place place = {.field = FIELD_BODY};
		size_t line =
			wrap_line_of(editor_wrap(e.editor, &place), editor_focus(e.editor)->cursor);

		assert_in_range(line, last, last + 9);
		last = line;
		scripted_keys(&e, "<PgDn>");
	}
	assert_in_range(last, LINES - 10, LINES);
}

/* On a field as a whole, after Esc, its text is not skipped either. */
static void test_from_a_field(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_BODY);
	scripted_keys(&e, "<Esc><PgDn>");
	assert_int_equal(editor_focus(e.editor)->field, FIELD_BODY);
	assert_int_equal(standing() % 1000, 9);
	scripted_keys(&e, "<Esc><PgUp>");
	assert_int_equal(editor_focus(e.editor)->field, FIELD_TITLE);
}

/* A selection in progress stays in its text. */
static void test_marking(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_BODY);
	scripted_keys(&e, "<Ctrl+Home><Alt+A><PgDn><PgDn>");
	assert_int_equal(standing() % 1000, 18);
	assert_true(editor_focus(e.editor)->has_selection);
	for (int i = 0; i < 10; i++)
		scripted_keys(&e, "<PgDn>");
	assert_int_equal(editor_focus(e.editor)->field, FIELD_BODY);
}

/* --- heights --- */

#define TWENTY "Twenty letters here?"
#define HUNDRED TWENTY TWENTY TWENTY TWENTY TWENTY

/* Presses a key on the fields a, b and c, of which b has this question; returns the key of the
 * field then. */
static void assert_turn(const char *ask, unsigned columns, unsigned lines, unsigned from,
	const char *key, const char *expected)
{
	struct scripted at;
	struct str form = {0};

	str_appendf(&form,
		"form: probe\nversion: 1\ntitle: P\npages:\n  - key: p\n    title: P\n"
		"    fields:\n      - {key: a, ask: A, kind: line}\n"
		"      - {key: b, ask: \"%s\", label: B, kind: line}\n"
		"      - {key: c, ask: C, kind: line}\n",
		ask);
	scripted_init_form(&at, str_text(&form), editing_empty);
	editor_set_view(at.editor, columns, lines);
	scripted_go(&at, from);
	scripted_keys(&at, key);
	assert_string_equal(editor_field(at.editor)->key, expected);
	scripted_release(&at);
	str_release(&form);
}

/* A question has its own lines unless it is short enough to be next to its value. */
static void test_questions(void **state)
{
	(void)state;
	assert_turn("Short?", 60, 4, 0, "<PgDn>", "c");
	assert_turn(TWENTY, 61, 4, 0, "<PgDn>", "c");
	assert_turn(TWENTY, 60, 4, 0, "<PgDn>", "b");
	assert_turn(TWENTY, 60, 5, 0, "<PgDn>", "c");
	assert_turn(TWENTY, 20, 5, 0, "<PgDn>", "b");
	assert_turn(TWENTY, 60, 4, 2, "<PgUp>", "b");
}

/* One that fills more than the screen is not skipped. */
static void test_question_over_a_screen(void **state)
{
	(void)state;
	assert_turn(HUNDRED, 20, 4, 0, "<PgDn>", "b");
	assert_turn(HUNDRED, 20, 4, 1, "<PgDn>", "c");
	assert_turn(HUNDRED, 20, 4, 2, "<PgUp>", "b");
	assert_turn(HUNDRED, 20, 4, 1, "<PgUp>", "a");
}

/* In an open row the row is the page. */
static void test_rows(void **state)
{
	(void)state;
	scripted_go_cell(&e, FIELD_EVENTS, 3, 0);
	scripted_keys(&e, "<PgDn>");
	assert_int_equal(editor_focus(e.editor)->column, 2);
	assert_int_equal(editor_focus(e.editor)->row, 3);
	scripted_keys(&e, "<PgDn>");
	assert_true(editor_focus(e.editor)->in_row);
	assert_int_equal(editor_focus(e.editor)->row, 4);
	assert_int_equal(editor_focus(e.editor)->column, 0);
	scripted_keys(&e, "<PgUp>");
	assert_int_equal(editor_focus(e.editor)->row, 3);
	assert_int_equal(editor_focus(e.editor)->column, 2);
	scripted_go_cell(&e, FIELD_EVENTS, ROWS - 1, 2);
	scripted_keys(&e, "<PgDn>");
	assert_int_equal(editor_focus(e.editor)->row, ROWS - 1);
	assert_int_equal(editor_focus(e.editor)->column, 2);
	scripted_says(&e, "last row");
	scripted_go_cell(&e, FIELD_EVENTS, 0, 0);
	scripted_keys(&e, "<PgUp>");
	assert_int_equal(editor_focus(e.editor)->row, 0);
	scripted_says(&e, "first row");
}

/* Where the rows have days, a screen is exactly so many lines, of which each day takes one. */
static void test_a_screen_of_days(void **state)
{
	static const char form[] =
		"form: probe\nversion: 1\ntitle: P\npages:\n"
		"  - key: timeline\n    title: T\n    fields:\n"
		"      - key: events\n        kind: rows\n        ask: E\n        role: events\n"
		"        sorted: true\n        columns:\n"
		"          - {key: at, ask: At, kind: datetime, role: event-time}\n"
		"          - {key: what, ask: What, kind: text, role: event-text}\n";
	struct scripted days;
	struct str text = {0};

	(void)state;
	str_append_text(&text, "afterword: 1\nform: probe\ntimeline:\n  events:\n");
	for (int i = 0; i < ROWS; i++)
		str_appendf(&text,
			"    - id: aaaaaa%02d\n      at: \"2023-10-%dT08:%02d:00-04:00\"\n", i,
			i < 12 ? 15 : 16, i);
	scripted_init_form(&days, form, str_text(&text));
	scripted_go(&days, 0);
	scripted_keys(&days, "<PgDn>");
	assert_int_equal(editor_focus(days.editor)->row, 9);
	scripted_keys(&days, "<PgDn>");
	assert_int_equal(editor_focus(days.editor)->row, 17);
	scripted_keys(&days, "<PgUp>");
	assert_int_equal(editor_focus(days.editor)->row, 9);
	scripted_release(&days);
	str_release(&text);
}

#define TEST(function)                                                                             \
	cmocka_unit_test_prestate_setup_teardown(function, open_long, scripted_tear_down, &e)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_through_the_document),
		TEST(test_every_line_is_passed),
		TEST(test_from_a_field),
		TEST(test_marking),
		TEST(test_rows),
		cmocka_unit_test(test_a_screen_of_days),
		cmocka_unit_test(test_questions),
		cmocka_unit_test(test_question_over_a_screen),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

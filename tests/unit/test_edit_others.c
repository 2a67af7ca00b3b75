/* What others did to the document: the user is not disturbed. */
#include "scripted.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define AT 0
#define WHAT 2

static struct scripted e;

static void they_insert(const struct place *place, size_t offset, const char *text)
{
	struct ops theirs = {0};

	document_op_edit(
		editor_document(e.editor), place, offset, 0, text, strlen(text), ops_add(&theirs));
	scripted_adopt(&e, &theirs);
}

static void they_move(size_t from, size_t to)
{
	struct ops theirs = {0};

	document_op_move(editor_document(e.editor), FIELD_EVENTS, from, to, ops_add(&theirs));
	scripted_adopt(&e, &theirs);
}

static void test_cursor(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_BODY);
	scripted_keys(&e, "<Ctrl+Home><Ctrl+Right>");
	they_insert(&(struct place){.field = FIELD_BODY}, 0, "Zero ");
	scripted_shows(&e, "Zero One| two three.\nFour five.");
	they_insert(&(struct place){.field = FIELD_BODY}, 13, "and ");
	scripted_shows(&e, "Zero One| two and three.\nFour five.");
	assert_int_equal(e.told.n, 0);
}

/* Remembered cursors in other texts, too. */
static void test_cursor_left_behind(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_BODY);
	scripted_keys(&e, "<Ctrl+Home><Ctrl+Right><Tab>");
	they_insert(&(struct place){.field = FIELD_BODY}, 0, "Zero ");
	they_insert(&(struct place){.field = FIELD_TITLE}, 0, "Zero ");
	scripted_keys(&e, "<Shift+Tab>");
	scripted_shows(&e, "Zero One| two three.\nFour five.");
	/* at the end stays at the end */
	scripted_keys(&e, "<Ctrl+End><Tab>");
	they_insert(&(struct place){.field = FIELD_BODY}, strlen(scripted_text(&e, FIELD_BODY)),
		" Six.");
	scripted_keys(&e, "<Shift+Tab>");
	scripted_shows(&e, "Zero One two three.\nFour five. Six.|");
}

/* The last row in a table that the user has left. */
static void test_row_left_behind(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_EVENTS);
	scripted_keys(&e, "<Tab>");
	they_move(0, 1);
	scripted_keys(&e, "<Shift+Tab>");
	assert_int_equal(editor_focus(e.editor)->row, 1);
}

/* What is half typed into a row stays one's own to undo when the row moves. */
static void test_row_moves_while_typing(void **state)
{
	(void)state;
	scripted_go_cell(&e, FIELD_EVENTS, 0, AT);
	scripted_keys(&e, "<:select-all>11:0");
	they_move(0, 1);
	scripted_shows(&e, "11:0|");
	assert_int_equal(editor_focus(e.editor)->row, 1);
	scripted_keys(&e, "5<Esc>");
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 1, AT), "2023-10-15T11:05:00-04:00");
	scripted_keys(&e, "<Alt+U>");
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 1, AT), "2023-10-15T08:30:00-04:00");
}

/* What they changed under what is half typed is not taken back with it. */
static void test_value_changes_while_typing(void **state)
{
	struct place place = {.field = FIELD_SHARE};
	struct ops theirs = {0};

	(void)state;
	scripted_go(&e, FIELD_SHARE);
	scripted_keys(&e, "<:select-all>7");
	/* their change is of the value, not of what is typed */
	struct document base;
	document_copy(&base, editor_document(e.editor));
	document_op_set(&base, &place, "80", 2, ops_add(&theirs));
	assert_true(ops_apply(&theirs, &base, NULL));
	ops_release(&theirs);
	editor_put_aside(e.editor, &base, &base);
	document_op_set(&base, &place, "60", 2, ops_add(&theirs));
	assert_true(editor_adopt(e.editor, &theirs, NULL, NULL, NULL));
	editor_put_back(e.editor, &base, &base);
	ops_release(&theirs);
	document_release(&base);
	assert_true(editor_is_superseded(e.editor));
	scripted_keys(&e, "0<Esc>");
	assert_non_null(strstr(scripted_text(&e, FIELD_SHARE), "<<<<<<< mine\n70\n"));
	scripted_keys(&e, "<Alt+U>");
	assert_string_equal(scripted_text(&e, FIELD_SHARE), "60");
}

/* Undo takes one's own words out of a text that others changed around them. */
static void test_undo_among_others(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_BODY);
	scripted_keys(&e, "<Ctrl+Home><Ctrl+Right>!");
	they_insert(&(struct place){.field = FIELD_BODY}, 0, "Theirs ");
	scripted_shows(&e, "Theirs One!| two three.\nFour five.");
	scripted_keys(&e, "<Alt+U>");
	scripted_shows(&e, "Theirs One| two three.\nFour five.");
	scripted_keys(&e, "<Alt+E>");
	scripted_shows(&e, "Theirs One!| two three.\nFour five.");
}

/* While a cell of the last row is typed in, rows come and go above it. */
static void test_typed_below_their_rows(void **state)
{
	struct ops theirs = {0};
	struct place place;

	(void)state;
	scripted_go_cell(
		&e, FIELD_EVENTS, editor_document(e.editor)->tables[FIELD_EVENTS].n - 1, 0);
	scripted_keys(&e, "<:select-all>10:00");
	document_op_insert(editor_document(e.editor), FIELD_EVENTS, 0, "new1", ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	assert_true(editor_typed_place(e.editor, &place));
	document_op_remove(editor_document(e.editor), FIELD_EVENTS,
		editor_document(e.editor)->tables[FIELD_EVENTS].n - 2, ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	assert_true(editor_typed_place(e.editor, &place));
}

int main(void)
{
	setlocale(LC_ALL, "");
#define TEST(name) SCRIPTED_TEST(name, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_cursor),
		TEST(test_typed_below_their_rows),
		TEST(test_cursor_left_behind),
		TEST(test_row_left_behind),
		TEST(test_row_moves_while_typing),
		TEST(test_value_changes_while_typing),
		TEST(test_undo_among_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

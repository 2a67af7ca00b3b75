/* Tables: rows, their cells as fields, the filter. */
#include "same_words.h"
#include "scripted.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define AT 0
#define KIND 1
#define WHAT 2

static struct scripted e;

static int open_table(void **state)
{
	(void)state;
	scripted_init(&e, editing_document);
	scripted_go(&e, FIELD_EVENTS);
	return 0;
}

static const struct rows *rows(void)
{
	return &editor_document(e.editor)->tables[FIELD_EVENTS];
}

/* The rows' ids by their first letters: "ab". */
static void assert_rows(const char *expected)
{
	char ids[64] = "";

	for (size_t i = 0; i < rows()->n && i < sizeof(ids) - 1; i++)
		ids[i] = rows()->items[i].id[0];
	assert_string_equal(ids, expected);
}

static void assert_row(size_t row, bool in_row, unsigned column)
{
	assert_int_equal(editor_focus(e.editor)->field, FIELD_EVENTS);
	assert_int_equal(editor_focus(e.editor)->row, row);
	assert_int_equal(editor_focus(e.editor)->in_row, in_row);
	if (in_row)
		assert_int_equal(editor_focus(e.editor)->column, column);
}

static void test_row_cursor(void **state)
{
	(void)state;
	assert_int_equal(editor_key_context(e.editor), KEYS_TABLE);
	assert_row(0, false, 0);
	scripted_keys(&e, "<Down>");
	assert_row(1, false, 0);
	scripted_keys(&e, "k<Up>");
	/* nothing above on this page */
	assert_row(0, false, 0);
	scripted_keys(&e, "jj");
	assert_row(2, false, 0);
	assert_true(editor_on_entry(e.editor));
	scripted_keys(&e, "jk");
	assert_int_equal(editor_focus(e.editor)->field, FIELD_NOTES);
	scripted_keys(&e, "<Up>");
	assert_row(2, false, 0);
	scripted_keys(&e, "<Up>");
	assert_row(1, false, 0);
	scripted_keys(&e, "<End>");
	assert_row(2, false, 0);
	scripted_keys(&e, "<Home>");
	assert_row(0, false, 0);
	scripted_keys(&e, "<Ctrl+End>");
	assert_row(1, false, 0);
	scripted_keys(&e, "<Ctrl+Home>x");
	scripted_says(&e, "You cannot type here: Enter opens the row, Ins adds");
}

/* The last row, not the line below it, where letters would begin another one. */
static void test_last_row(void **state)
{
	(void)state;
	scripted_keys(&e, "<Ctrl+End>J");
	scripted_says(&e, "The row is already the last one");
	scripted_keys(&e, "K<Ctrl+End>K");
	assert_rows("ab");
	scripted_keys(&e, "<Ctrl+End>d");
	assert_rows("a");
	scripted_says(&e, "deleted");
	scripted_keys(&e, "<Ctrl+End>d<Ctrl+End>");
	assert_rows("");
	assert_true(editor_on_entry(e.editor));
	editor_do(e.editor, ACTION_UNDO);
	editor_do(e.editor, ACTION_UNDO);
	assert_rows("ab");
}

static void test_open_row(void **state)
{
	(void)state;
	scripted_keys(&e, "j<Enter>");
	assert_row(1, true, AT);
	scripted_shows(&e, "2023-10-15 09:00 EDT|");
	assert_int_equal(editor_key_context(e.editor), KEYS_TEXT);
	scripted_keys(&e, "<Tab>");
	assert_row(1, true, KIND);
	assert_int_equal(editor_key_context(e.editor), KEYS_FIELD);
	scripted_keys(&e, "<Tab>!");
	assert_row(1, true, WHAT);
	scripted_shows(&e, "Rolled back.!|");
	/* past the last column: back to the table */
	scripted_keys(&e, "<Tab>");
	assert_row(1, false, 0);
	scripted_keys(&e, "<Enter><Shift+Tab>");
	assert_row(1, false, 0);
	scripted_keys(&e, "<Enter><Down>");
	assert_row(1, true, KIND);
	scripted_keys(&e, "<Down><Down>");
	assert_row(1, true, WHAT);
	scripted_keys(&e, "<Esc>");
	assert_row(1, true, WHAT);
	assert_false(editor_focus(e.editor)->is_editing);
	scripted_keys(&e, "<Esc>");
	assert_row(1, false, 0);
	scripted_keys(&e, "<Esc>");
	assert_row(1, false, 0);
	/* out of a row to another page */
	scripted_keys(&e, "<Enter><Alt+1><Alt+2>");
	assert_row(1, false, 0);
}

static void test_add(void **state)
{
	(void)state;
	scripted_keys(&e, "a");
	assert_int_equal(rows()->n, 3);
	assert_row(1, true, AT);
	scripted_shows(&e, "|");
	/* read relative to the row above: 08:30 */
	scripted_keys(&e, "+7m<Tab><Right><Right><Tab>Looked at it");
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 1, AT), "2023-10-15T08:37:00-04:00");
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 1, KIND), "done");
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 1, WHAT), "Looked at it");
	/* the next one, out of the open row */
	scripted_keys(&e, "<Ins>");
	assert_row(2, true, AT);
	assert_int_equal(rows()->n, 4);
	scripted_keys(&e, "<Alt+U>");
	assert_row(1, false, 0);
	assert_int_equal(rows()->n, 3);
	scripted_keys(&e, "<Alt+E>");
	assert_int_equal(rows()->n, 4);
	assert_row(2, false, 0);
}

static void test_add_to_nothing(void **state)
{
	(void)state;
	scripted_restart(&e, editing_empty);
	scripted_go(&e, FIELD_EVENTS);
	/* where there is no row to open, one begins */
	scripted_keys(&e, "<Enter>");
	assert_row(0, true, AT);
	scripted_keys(&e, "<Esc><:row-delete>");
	scripted_says(&e, "no row");
	scripted_keys(&e, "<:row-up>");
	assert_int_equal(rows()->n, 0);
	scripted_keys(&e, "<Down>");
	assert_int_equal(editor_focus(e.editor)->field, FIELD_NOTES);
	scripted_keys(&e, "<Up>1");
	assert_row(0, true, AT);
	scripted_keys(&e, "<Backspace>");
	/* no start to go by: today, in UTC */
	scripted_keys(&e, "11:05<Esc>");
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 0, AT), "2023-10-16T11:05:00+00:00");
	assert_int_equal(rows()->n, 1);
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, "<:row-add>");
	scripted_says(&e, "tables");
}

static void test_delete(void **state)
{
	(void)state;
	scripted_keys(&e, "d");
	assert_rows("b");
	assert_row(0, false, 0);
	scripted_says(&e, "Row deleted; Alt+U brings it back");
	scripted_keys(&e, "<Del>");
	scripted_says(&e, "2 rows deleted; Alt+U brings the last one back");
	assert_rows("");
	scripted_keys(&e, "<:row-delete>");
	scripted_says(&e, "2 rows deleted; Alt+U brings the last one back. There is no row");
	assert_row(0, false, 0);
	scripted_keys(&e, "<Alt+U>");
	assert_rows("b");
	scripted_keys(&e, "<Alt+U>");
	assert_rows("ab");
	assert_row(0, false, 0);
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 0, WHAT), "Alarm fired.");
	scripted_keys(&e, "jd");
	scripted_says(&e, "Row deleted; Alt+U brings it back");
	assert_rows("a");
	assert_row(0, false, 0);
}

static void test_move(void **state)
{
	(void)state;
	scripted_keys(&e, "<Alt+Down>");
	assert_rows("ba");
	assert_row(1, false, 0);
	scripted_keys(&e, "<Alt+Down>");
	scripted_says(&e, "last one");
	scripted_keys(&e, "K");
	assert_rows("ab");
	assert_row(0, false, 0);
	scripted_keys(&e, "<Alt+Up>");
	scripted_says(&e, "first one");
	scripted_keys(&e, "<Alt+U>");
	assert_rows("ba");
	assert_row(1, false, 0);
	scripted_keys(&e, "<Alt+U>");
	assert_rows("ab");
	assert_row(0, false, 0);
}

static void fill(void)
{
	scripted_keys(&e, "<Ctrl+End>a<Tab><Tab>Alarm again<Enter><Tab><Tab>Quiet<Esc><Ctrl+Home>");
	assert_int_equal(rows()->n, 4);
}

static void test_filter(void **state)
{
	(void)state;
	fill();
	editor_set_filter(e.editor, "ALARM");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 2);
	assert_int_equal(editor_row_at(e.editor, FIELD_EVENTS, 0), 0);
	assert_int_equal(editor_row_at(e.editor, FIELD_EVENTS, 1), 2);
	scripted_keys(&e, "j");
	assert_row(2, false, 0);
	scripted_keys(&e, "j");
	assert_true(editor_on_entry(e.editor));
	scripted_keys(&e, "j");
	assert_int_equal(editor_focus(e.editor)->field, FIELD_NOTES);
	/* another field: the filter has ended, with a message */
	assert_int_equal(editor_filter(e.editor)->len, 0);
	scripted_says(&e, "The filter has ended");
	scripted_keys(&e, "<Up><Up>");
	editor_set_filter(e.editor, "alarm");
	/* the cursor comes from a hidden row */
	assert_row(2, false, 0);
	/* moved among the shown ones, past the hidden */
	scripted_keys(&e, "<Alt+Up>");
	assert_row(0, false, 0);
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 0, WHAT), "Alarm again");
	/* edited so that it no longer contains the word: it stays while it is open */
	scripted_keys(&e, "<Enter><Tab><Tab><:select-all>Gone");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 2);
	scripted_keys(&e, "<Tab>");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 1);
	scripted_keys(&e, "d");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 0);
	scripted_keys(&e, "<Enter>");
	assert_false(editor_focus(e.editor)->in_row);
	scripted_keys(&e, "<Esc>");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 3);
}

static void test_filter_times(void **state)
{
	(void)state;
	editor_set_filter(e.editor, "08:30 EDT");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 1);
	scripted_keys(&e, "<Alt+Z>");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 0);
	editor_set_filter(e.editor, "zebra");
	scripted_says(&e, "No row contains");
	/* a new row must be visible */
	scripted_keys(&e, "a");
	assert_int_equal(editor_filter(e.editor)->len, 0);
	scripted_says(&e, "The filter has ended");
	assert_true(editor_focus(e.editor)->in_row);
	scripted_go(&e, FIELD_TITLE);
	editor_set_filter(e.editor, "x");
	scripted_says(&e, "in tables only");
}

/* No message when found rows are visible. */
static void test_filter_says_nothing(void **state)
{
	(void)state;
	editor_set_filter(e.editor, "Alarm");
	scripted_says(&e, "");
	editor_set_filter(e.editor, "");
	scripted_says(&e, "");
}

/* The list stays the same while a row is open, except for added and removed rows. */
static void test_filter_of_an_open_row(void **state)
{
	struct ops theirs = {0};

	(void)state;
	fill();
	editor_set_filter(e.editor, "alarm");
	scripted_keys(&e, "<Down><Enter><Tab><Tab>");
	assert_row(2, true, WHAT);
	editor_set(e.editor,
		&(struct place){.field = FIELD_EVENTS, .row = "aaaaaaaa", .column = WHAT}, "Gone",
		4);
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 2);
	document_op_insert(
		editor_document(e.editor), FIELD_EVENTS, 0, "theirrow", ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	assert_row(3, true, WHAT);
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 1);
	assert_int_equal(editor_row_at(e.editor, FIELD_EVENTS, 0), 3);
}

static void test_go_to_hidden(void **state)
{
	(void)state;
	editor_set_filter(e.editor, "Rolled");
	assert_true(editor_find(e.editor, "Alarm", false));
	assert_row(0, true, WHAT);
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 2);
}

/* The cursor stays on its row, also when a filter hides others. */
static void test_sort(void **state)
{
	struct place place = {.field = FIELD_EVENTS, .row = "bbbbbbbb", .column = AT};
	struct ops ops = {0};

	(void)state;
	scripted_keys(&e, "<:sort>");
	scripted_says(&e, "in order already");
	document_op_set(
		editor_document(e.editor), &place, "2023-10-15T08:00:00-04:00", 25, ops_add(&ops));
	assert_true(editor_apply(e.editor, &ops));
	ops_release(&ops);
	editor_set_filter(e.editor, "Rolled");
	assert_row(1, false, 0);
	scripted_keys(&e, "<:sort>");
	scripted_says(&e, "1 row moved; Alt+U");
	assert_rows("ba");
	assert_row(0, false, 0);
	scripted_keys(&e, "<Alt+U>");
	assert_rows("ab");
}

#define COPIED_HEAD "at\tkind\twhat\n"
#define COPIED_A "2023-10-15T08:30:00-04:00\tseen\tAlarm fired.\n"
#define COPIED_B "2023-10-15T09:00:00-04:00\tdone\tRolled back.\n"

/* As they are stored. */
static void test_copy_rows(void **state)
{
	static const struct {
		const char *keys, *filter, *copied;
	} cases[] = {
		{"<Alt+C>", "", COPIED_HEAD COPIED_A},
		{"<Shift+Down><Alt+C>", "", COPIED_HEAD COPIED_A COPIED_B},
		/* not to where a row begins */
		{"<Shift+Down><Shift+Down><Alt+C>", "", COPIED_HEAD COPIED_A COPIED_B},
		{"<Shift+Down><Shift+Up><Alt+C>", "", COPIED_HEAD COPIED_A},
		{"<Down><Shift+Up><Alt+C>", "", COPIED_HEAD COPIED_A COPIED_B},
		{"<Alt+S><Alt+C>", "", COPIED_HEAD COPIED_A COPIED_B},
		{"<Alt+A><Down><Alt+C>", "", COPIED_HEAD COPIED_A COPIED_B},
		/* what else is done ends it */
		{"<Shift+Down><Up><Alt+C>", "", COPIED_HEAD COPIED_A},
		{"<Shift+Down><Esc><Alt+C>", "", COPIED_HEAD COPIED_B},
		{"<Alt+S><Alt+C>", "Rolled", COPIED_HEAD COPIED_B},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		editor_set_filter(e.editor, cases[i].filter);
		scripted_keys(&e, "<:text-start>");
		scripted_keys(&e, cases[i].keys);
		assert_string_equal(str_text(editor_clip(e.editor)), cases[i].copied);
		assert_int_equal(editor_count_selected_rows(e.editor), 0);
		editor_set_filter(e.editor, "");
	}
}

static void test_selected_rows(void **state)
{
	struct ops theirs = {0};

	(void)state;
	scripted_keys(&e, "<Shift+Down>");
	assert_int_equal(editor_count_selected_rows(e.editor), 2);
	assert_true(editor_row_is_selected(e.editor, 0));
	/* somebody else removes the row where it began */
	document_op_remove(editor_document(e.editor), FIELD_EVENTS, 0, ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	assert_int_equal(editor_count_selected_rows(e.editor), 0);
}

/* The layout of a cell is not that of a deleted row's. */
static void test_layout_of_rows(void **state)
{
	struct place place = {.field = FIELD_EVENTS, .row = "aaaaaaaa", .column = WHAT};

	(void)state;
	scripted_go_cell(&e, FIELD_EVENTS, 0, WHAT);
	scripted_keys(&e, "<Enter>b<Enter>c");
	assert_int_equal(editor_wrap(e.editor, &place)->n_lines, 3);
	scripted_keys(&e, "<Esc><Esc>d<Alt+U>");
	assert_int_equal(editor_wrap(e.editor, &place)->n_lines, 3);
	while (strcmp(scripted_cell(&e, FIELD_EVENTS, 0, WHAT), "Alarm fired.") != 0)
		scripted_keys(&e, "<Alt+U>");
	assert_int_equal(editor_wrap(e.editor, &place)->n_lines, 1);
}

/* A row that comes back has new cells, which start counting their changes again. */
static void test_layout_of_a_row_that_came_back(void **state)
{
	struct place place = {.field = FIELD_EVENTS, .row = "aaaaaaaa", .column = WHAT};

	(void)state;
	for (size_t n = 1; n <= 3; n++) {
		scripted_restart(&e, editing_document);
		scripted_go_cell(&e, FIELD_EVENTS, 0, WHAT);
		scripted_keys(&e, "bc");
		assert_int_equal(editor_wrap(e.editor, &place)->n_lines, 1);
		scripted_keys(&e, "<Esc><Esc>d<Alt+U>");
		scripted_go_cell(&e, FIELD_EVENTS, 0, WHAT);
		for (size_t i = 0; i < n; i++)
			scripted_keys(&e, "<Enter>");
		assert_int_equal(editor_wrap(e.editor, &place)->n_lines, 1 + n);
	}
}

/* --- one row --- */

/* Rows added one after another: each is one step of undo. */
static void test_quick_entry(void **state)
{
	(void)state;
	scripted_keys(&e, "<Ctrl+Home>a");
	assert_true(editor_is_quick(e.editor));
	assert_row(1, true, AT);
	scripted_keys(&e, "<Tab>");
	assert_row(1, true, KIND);
	scripted_keys(&e, "<Tab><Shift+Tab>");
	assert_row(1, true, KIND);
	scripted_keys(&e, "<Shift+Tab>08:00<Tab><Tab>Before all");
	scripted_keys(&e, " others.<Enter>");
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 1, WHAT), "Before all others.");
	assert_row(2, true, AT);
	assert_true(editor_is_quick(e.editor));
	/* a letter that begins no time is what happened */
	scripted_keys(&e, "Then");
	assert_row(2, true, WHAT);
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 2, WHAT), "Then");
	assert_true(strlen(scripted_cell(&e, FIELD_EVENTS, 2, AT)) > 0);
	scripted_keys(&e, "<Esc>");
	assert_row(2, false, 0);
	assert_false(editor_is_quick(e.editor));
	assert_int_equal(rows()->n, 4);
	scripted_keys(&e, "<Alt+U>");
	assert_int_equal(rows()->n, 3);
	scripted_keys(&e, "<Alt+U>");
	assert_rows("ab");
	scripted_keys(&e, "<Alt+E><Alt+E>");
	assert_int_equal(rows()->n, 4);
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 2, WHAT), "Then");
	/* what is no time is kept as it is, where it was begun */
	scripted_keys(&e, "<Ctrl+End>a1x:30<Enter><Enter>");
	assert_int_equal(rows()->n, 5);
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 4, AT), "1x:30");
	assert_row(4, false, 0);
	/* undone within, the row goes, too */
	scripted_keys(&e, "a14:00<Alt+U><Alt+U>");
	assert_int_equal(rows()->n, 5);
	assert_false(editor_is_quick(e.editor));
}

/* A new empty row is removed, whichever way the user leaves it, and undo does not know it. */
static void test_unused_row(void **state)
{
	static const char *const ways[] = {"<Esc><Esc>", "<Tab><Tab><Esc>", "<Shift+Tab><Enter>",
		"<Enter>", "<Alt+1>", "<Ctrl+PgDn>", "<Alt+.>", "<Ins><Esc><Esc>",
		"1<Backspace><Esc><Esc>", " <Esc><Esc>", "<:row-delete>", "<:row-down>",
		"<:row-up>", "<Alt+,><Esc><Esc>"};

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		scripted_go(&e, FIELD_EVENTS);
		scripted_keys(&e, "<Ctrl+Home><Ins>");
		assert_int_equal(rows()->n, 3);
		scripted_keys(&e, ways[i]);
		assert_rows("ab");
		assert_false(editor_focus(e.editor)->in_row && editor_focus(e.editor)->row > 1);
		scripted_restart(&e, editing_document);
	}
	scripted_go(&e, FIELD_EVENTS);
	scripted_keys(&e, "<Ins><Esc><Esc>");
	assert_row(0, false, 0);
	scripted_keys(&e, "<Alt+U>");
	scripted_says(&e, "Nothing to undo");
	scripted_keys(&e, "<Alt+E>");
	assert_rows("ab");
	assert_true(editor_find(e.editor, "Rolled", false));
	scripted_keys(&e, "<Ins>");
	assert_true(editor_find(e.editor, "Alarm", false));
	assert_rows("ab");
	assert_row(0, true, WHAT);
}

/* One with content stays, and so does an old one that was emptied. */
static void test_used_row(void **state)
{
	(void)state;
	scripted_keys(&e, "<Ins><Tab><Right><Esc>");
	assert_int_equal(rows()->n, 3);
	scripted_keys(&e, "<Enter><Tab><Del><Esc>");
	/* it is empty again, but not new any more */
	assert_int_equal(rows()->n, 3);
	scripted_keys(&e, "<Alt+U><Alt+U><Alt+U>");
	assert_rows("ab");
}

/* What is left of it is not written. */
static void test_unused_row_at_the_end(void **state)
{
	(void)state;
	scripted_keys(&e, "<Ins>");
	editor_leave(e.editor);
	assert_rows("ab");
	scripted_written(&e, editing_document);
}

static void test_from_row_to_row(void **state)
{
	(void)state;
	scripted_keys(&e, "<Enter><Tab><Alt+.>");
	assert_row(1, true, KIND);
	scripted_keys(&e, "<Alt+.>");
	assert_row(1, true, KIND);
	scripted_says(&e, "This is the last row; Ins adds one");
	scripted_keys(&e, "<F7>");
	assert_row(0, true, KIND);
	scripted_keys(&e, "<Alt+,>");
	assert_row(0, true, KIND);
	assert_string_equal(str_text(&editor_message(e.editor)->text), "This is the first row");
	/* a half-typed time is read on the way */
	scripted_keys(&e, "<Shift+Tab><Home><:delete-word-right><F8>");
	assert_row(1, true, AT);
	assert_true(editor_focus(e.editor)->is_editing);
	scripted_keys(&e, "<Esc><F7>");
	assert_false(editor_focus(e.editor)->is_editing);
	/* pages have their own keys, and these work outside a row */
	scripted_keys(&e, "<Ctrl+PgDn>");
	assert_int_equal(editor_focus(e.editor)->page, 0);
	scripted_keys(&e, "<Ctrl+PgUp><Enter><Alt+1>");
	assert_int_equal(editor_focus(e.editor)->page, 0);
	scripted_keys(&e, "<Alt+.>");
	assert_int_equal(editor_focus(e.editor)->page, 1);
}

static void test_from_row_to_row_filtered(void **state)
{
	(void)state;
	fill();
	editor_set_filter(e.editor, "ALARM");
	scripted_keys(&e, "<Enter><Alt+.>");
	assert_row(2, true, AT);
	scripted_keys(&e, "<Alt+.>");
	assert_row(2, true, AT);
	scripted_says(&e, "last row that is shown");
	scripted_keys(&e, "<Alt+,>");
	assert_row(0, true, AT);
	scripted_keys(&e, "<Alt+,>");
	scripted_says(&e, "This is the first row that is shown");
}

/* The row is not the first one, but a filter hides those above. */
static void test_move_filtered(void **state)
{
	(void)state;
	fill();
	editor_set_filter(e.editor, "again");
	assert_row(2, false, 0);
	scripted_keys(&e, "K");
	scripted_says(&e, "shows no row above this one; ^C shows all rows");
	scripted_keys(&e, "J");
	scripted_says(&e, "shows no row below this one");
	scripted_keys(&e, "<^C>K");
	assert_row(1, false, 0);
	editor_set_filter(e.editor, "nowhere");
	scripted_keys(&e, "K");
	scripted_says(&e, "There is no row to move: ^C shows all rows again");
	scripted_keys(&e, "d");
	scripted_says(&e, "There is no row to delete");
	assert_int_equal(rows()->n, 4);
}

/* Keys without an action say what is possible. */
static void test_unbound(void **state)
{
	static const struct {
		unsigned field;
		const char *keys, *says;
	} cases[] = {
		{FIELD_EVENTS, "x", "You cannot type here: Enter opens the row"},
		{FIELD_EVENTS, "<Backspace>", "There is no text here: Enter opens the row"},
		{FIELD_EVENTS, "<:delete-word-left>", "There is no text here: Enter opens the row"},
		{FIELD_EVENTS, " ", "You cannot type here: Enter opens"},
		{FIELD_LEVEL, "x", "You cannot type here: Enter opens the list"},
		{FIELD_DONE, "x", "You cannot type here: Enter switches it"},
		{FIELD_TITLE, "<Esc>x",
			"You cannot type here: Enter edits this field, Tab goes on"},
		{FIELD_TITLE, "<Esc><Home>", "There is nothing to move to here: Enter edits"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		scripted_go(&e, cases[i].field);
		scripted_keys(&e, cases[i].keys);
		scripted_says(&e, cases[i].says);
	}
	scripted_go(&e, FIELD_TITLE);
	editor_say_unbound(e.editor, &(struct key){KEY_FUNCTION + 10, 0});
	scripted_says(&e, "F11 does nothing here: F1 shows all keys");
	editor_paste(e.editor, "ddd", 3);
	scripted_go(&e, FIELD_EVENTS);
	editor_paste(e.editor, "14:05 down\rd\r", 13);
	scripted_says(&e, "There is no text here: Enter opens the row, Ins adds");
	assert_rows("ab");
}

/* What is typed below a row is what set, log and an import make of it. */
static void test_same_words(void **state)
{
	static const char night[] =
		"afterword: 1\n"
		"form: probe\n"
		"timezone: Europe/Berlin\n"
		"timeline:\n"
		"  events:\n"
		"    - {id: aaaaaaaa, at: \"2022-03-10T23:55:00+01:00\", what: alarm}\n"
		"    - {id: bbbbbbbb, what: next}\n";

	(void)state;
	for (size_t i = 0; i < sizeof same_words / sizeof *same_words; i++) {
		scripted_init(&e, night);
		scripted_go_cell(&e, FIELD_EVENTS, 1, AT);
		editor_type(e.editor, same_words[i].typed, strlen(same_words[i].typed));
		scripted_keys(&e, "<Tab>");
		if (strcmp(scripted_cell(&e, FIELD_EVENTS, 1, AT), same_words[i].stored) != 0)
			fail_msg("%s: %s", same_words[i].typed,
				scripted_cell(&e, FIELD_EVENTS, 1, AT));
		scripted_says(&e, "At: ");
		scripted_release(&e);
	}
}

/* The replaced value counts. */
static void test_a_time_typed_again(void **state)
{
	(void)state;
	scripted_init(&e, editing_document);
	scripted_go(&e, FIELD_END);
	scripted_keys(&e, "<:select-all><:cut>15:30<Tab>");
	assert_string_equal(scripted_text(&e, FIELD_END), "2023-10-16T15:30:00-04:00");
	scripted_says(&e, "Mon 2023-10-16 15:30 EDT");
	scripted_release(&e);
}

int main(void)
{
	setlocale(LC_ALL, "");
#define TEST(name)                                                                                 \
	cmocka_unit_test_prestate_setup_teardown(name, open_table, scripted_tear_down, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_row_cursor),
		TEST(test_last_row),
		TEST(test_open_row),
		TEST(test_add),
		TEST(test_add_to_nothing),
		TEST(test_delete),
		TEST(test_move),
		TEST(test_filter),
		TEST(test_filter_times),
		TEST(test_filter_says_nothing),
		TEST(test_filter_of_an_open_row),
		TEST(test_go_to_hidden),
		TEST(test_sort),
		TEST(test_copy_rows),
		TEST(test_selected_rows),
		TEST(test_quick_entry),
		TEST(test_unused_row),
		TEST(test_used_row),
		TEST(test_unused_row_at_the_end),
		TEST(test_from_row_to_row),
		TEST(test_from_row_to_row_filtered),
		TEST(test_move_filtered),
		TEST(test_unbound),
		TEST(test_layout_of_rows),
		TEST(test_layout_of_a_row_that_came_back),
		cmocka_unit_test(test_same_words),
		cmocka_unit_test(test_a_time_typed_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

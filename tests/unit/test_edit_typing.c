/* Typed text arrives completely or is refused completely, wherever the user came from. */
#include "scripted.h"

#include "model/document.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct scripted e;

/* Begins with unbound characters, and continues with mostly bound ones. */
#define TYPED "XXX mine, adds Kicked Just a bad?/d "

/* Where the user may be before: every field and column, in its text or on the field. */
static bool start_at(unsigned nth)
{
	const struct form *form = editor_form(e.editor);
	unsigned at = nth / 2;

	if (at < form->n_fields) {
		if (form->fields[at].kind == KIND_COMPUTED)
			return true;
		scripted_go(&e, at);
	} else {
		at -= (unsigned)form->n_fields;
		if (at >= form->fields[FIELD_EVENTS].n_columns)
			return false;
		scripted_go_cell(&e, FIELD_EVENTS, 1, at);
	}
	if (nth % 2 != 0)
		scripted_keys(&e, "<Esc>");
	return true;
}

static const char *const ways[] = {"", "<Tab>", "<Shift+Tab>", "<Alt+.>", "<Alt+,>", "<F8>", "<F7>",
	"<Ctrl+PgDn>", "<Ctrl+PgUp>", "<Alt+1>", "<Alt+2>", "<Alt+9>", "<Alt+N>", "<Alt+P>",
	"<Alt+J>", "<PgDn>", "<PgUp>", "<PgDn><PgDn><PgDn>", "<Up>", "<Down>", "<Enter>", "<Esc>",
	"<Esc><Esc>", "<Ctrl+Home>", "<Ctrl+End>", "<Ins>", "<Esc><Tab>", "<Esc><Alt+2><Tab>",
	"<Alt+U>", "<Alt+C>", "<:find-next>", "<Home><Left>", "<Alt+A>", "<Alt+2><Esc><Alt+1>"};

/* Does the focused value contain the typed text, at the cursor? */
static bool has_arrived(void)
{
	const struct focus *focus = editor_focus(e.editor);
	struct str shown = {0};
	struct place place;
	size_t len = strlen(TYPED);
	bool is_there;

	if (!focus->is_editing || focus->cursor < len)
		return false;
	editor_place(e.editor, &place);
	editor_show(e.editor, &place, &shown);
	is_there = memcmp(shown.data + focus->cursor - len, TYPED, len) == 0;
	str_release(&shown);
	return is_there;
}

static void assert_whole(unsigned start, const char *way)
{
	unsigned before;

	e.clock += 10000;
	scripted_keys(&e, way);
	before = editor_document(e.editor)->revision;
	scripted_keys(&e, TYPED);
	if (has_arrived())
		return;
	if (editor_document(e.editor)->revision != before)
		fail_msg("from %u by %s: it arrived in part", start, way);
	if (editor_message(e.editor)->text.len == 0 ||
		!strpbrk(str_text(&editor_message(e.editor)->text), "EIAT"))
		fail_msg("from %u by %s: refused without a key: \"%s\"", start, way,
			str_text(&editor_message(e.editor)->text));
}

static void test_every_way(void **state)
{
	size_t n_arrived = 0;

	(void)state;
	for (size_t way = 0; way < sizeof(ways) / sizeof(*ways); way++) {
		for (unsigned start = 0; start_at(start); start++) {
			assert_whole(start, ways[way]);
			n_arrived += has_arrived();
			while (strstr(str_text(&editor_message(e.editor)->text),
				       "Nothing to undo") == NULL)
				scripted_keys(&e, "<Alt+U>");
		}
	}
	assert_true(n_arrived > 300);
}

/* Keys that lead to a page or field arrive in its text, also after Esc. */
static void test_arrives_in_text(void **state)
{
	(void)state;
	scripted_go_cell(&e, FIELD_EVENTS, 0, 2);
	scripted_keys(&e, "<Esc><Alt+1>XXX mine ");
	scripted_shows(&e, "Cards failedXXX mine |");
	scripted_keys(&e, "<Esc><Tab>and yours ");
	scripted_shows(&e, "One two three.\nFour five.and yours |");
	scripted_go(&e, FIELD_NOTES);
	scripted_keys(&e, "<Alt+1><Alt+2><Esc><Alt+.>jk a");
	scripted_shows(&e, "One two three.\nFour five.and yours jk a|");
}

/* Characters that arrive together are refused together; after a pause each counts again. */
static void test_refused_together(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_EVENTS);
	scripted_keys(&e, "Xa");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 2);
	scripted_says(&e, "You cannot type here: Enter opens the row, Ins adds");
	e.clock += 400;
	scripted_keys(&e, "a");
	e.clock += 400;
	scripted_keys(&e, "a");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 2);
	e.clock += 600;
	scripted_keys(&e, "a");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 3);
	/* another key, and letters count again at once */
	scripted_keys(&e, "11:05<Esc><Esc>X<Down>a");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 4);
}

/* The rest of a word whose first letter did something does not replace its message. */
static void test_deed_stays_told(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_EVENTS);
	scripted_keys(&e, "done");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 1);
	scripted_says(&e, "Row deleted; Alt+U brings it back. You cannot type here");
	e.clock += 5000;
	scripted_keys(&e, "x");
	scripted_says(&e, "Row deleted; Alt+U brings it back. You cannot type here");
	scripted_keys(&e, "<Alt+U>x");
	scripted_says(&e, "You cannot type here: Enter opens the row");
	scripted_keys(&e, "<Del><Ctrl+Home>y");
	scripted_says(&e, "You cannot type here: Enter opens the row");
}

static void test_blank_is_refused_too(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, "<Esc> mine");
	scripted_shows(&e, "Cards failed");
	scripted_says(&e, "Enter edits this field, Tab goes on");
}

/* On a choice the letters after an invalid one pick nothing either. */
static void test_choice_refuses_whole(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_LEVEL);
	scripted_keys(&e, "Xlost");
	scripted_shows(&e, "mid");
	scripted_says(&e, "You cannot type here: Enter opens the list");
}

/* Somebody removes the row being typed in: the rest of the word does nothing to other rows. */
static void test_row_goes_while_typing(void **state)
{
	struct ops theirs = {0};

	(void)state;
	scripted_go_cell(&e, FIELD_EVENTS, 1, 0);
	document_op_remove(editor_document(e.editor), FIELD_EVENTS, 1, ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	assert_false(editor_focus(e.editor)->in_row);
	scripted_keys(&e, "dad");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 1);
	scripted_says(&e, "Enter opens the row");
	scripted_keys(&e, "<Up>a");
	assert_int_equal(editor_rows_shown(e.editor, FIELD_EVENTS), 2);
}

#define TEST(function) SCRIPTED_TEST(function, &e)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_way),
		TEST(test_arrives_in_text),
		TEST(test_refused_together),
		TEST(test_deed_stays_told),
		TEST(test_blank_is_refused_too),
		TEST(test_choice_refuses_whole),
		TEST(test_row_goes_while_typing),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

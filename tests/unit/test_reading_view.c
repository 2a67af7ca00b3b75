/*
 * The reading view: no key of it changes an answer, the same keys lead through all of a document,
 * Enter leads to the words, and what others write moves nothing that is being read.
 */
#include "viewed.h"

#include "edit/editor.h"
#include "fixture.h"
#include "merge/diff.h"
#include "session/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEN(array) (sizeof(array) / sizeof *(array))

enum { COLUMNS = 80, LINES = 24, TOP = 2 /* the first line of the text */ };

static void start(struct viewed *viewed, const char *path, unsigned columns, unsigned lines)
{
	struct str document = {0};

	assert_true(tree_read(path, &document));
	viewed_start(viewed, &document, columns, lines);
	str_release(&document);
	viewed_key(viewed, "Alt+0");
}

static bool is_reading(const struct viewed *viewed)
{
	return viewed->views.n > 1;
}

static void type(struct viewed *viewed, const char *text)
{
	for (; *text; text++) {
		const char name[] = {*text, '\0'};

		viewed_key(viewed, *text == ' ' ? "Space" : name);
	}
}

static void dump(const struct viewed *viewed, struct str *out)
{
	str_clear(out);
	document_dump(editor_document(session_editor(viewed->session)), out);
}

/* --- nothing changes --- */

/* All keys that there are: characters, named keys, each with all modifiers; not what leaves the
 * program or the view. */
static void press(struct viewed *viewed, const struct key *key)
{
	enum action action = keymap_find(&viewed->keymap, key, KEYS_READING);
	struct str name = {0};

	if (action == ACTION_QUIT || action == ACTION_SUSPEND)
		return;
	key_format(key, &name);
	viewed_key(viewed, str_text(&name));
	str_release(&name);
}

static void test_every_key(void **state)
{
	static const unsigned modifiers[] = {0, KEY_ALT, KEY_CONTROL, KEY_SHIFT,
		KEY_ALT | KEY_SHIFT, KEY_CONTROL | KEY_SHIFT, KEY_ALT | KEY_CONTROL};
	static const uint32_t ends[][2] = {
		{' ' + 1, 0x7f}, {0xe4, 0xe5}, {KEY_NAMED, KEY_NAMED_END}};
	struct viewed viewed;
	struct str before = {0};
	struct str after = {0};

	(void)state;
	start(&viewed, "tests/screen/docs/payments.yaml", COLUMNS, LINES);
	dump(&viewed, &before);
	viewed_key(&viewed, "Space");
	for (size_t m = 0; m < LEN(modifiers); m++)
		for (size_t i = 0; i < LEN(ends); i++)
			for (uint32_t code = ends[i][0]; code < ends[i][1]; code++) {
				struct key key = {code, modifiers[m]};

				if (code < KEY_NAMED &&
					(modifiers[m] & (KEY_SHIFT | KEY_CONTROL)) &&
					!(code >= 'a' && code <= 'z' &&
						modifiers[m] == KEY_CONTROL))
					continue;
				press(&viewed, &key);
				/* Whatever it has opened is left again, without a choice. */
				for (int n = 0; n < 3 && viewed.views.n > 2; n++)
					viewed_key(&viewed, "Esc");
				dump(&viewed, &after);
				if (!str_equal(&after, str_text(&before), before.len)) {
					struct str name = {0};

					key_format(&key, &name);
					fail_msg("%s changed the document", str_text(&name));
				}
				if (!is_reading(&viewed))
					viewed_key(&viewed, "Alt+0");
				assert_true(is_reading(&viewed));
			}
	str_release(&before);
	str_release(&after);
	viewed_stop(&viewed);
}

/* Nor by way of what is opened from there: find and replace, all commands, findings. */
static void test_commands(void **state)
{
	static const char *const scripts[][12] = {
		{"/", "a", "Alt+R", "b", "Enter", "Enter", "Alt+%", "Enter", "y", "Esc"},
		{"^F", "t", "Enter", "Alt+R", "Alt+R", "y", "Enter", "Esc"},
		{"^P", "r", "o", "w", "-", "a", "Enter", "x", "Esc"},
		{"^P", "p", "a", "s", "t", "e", "Enter"},
		{"^P", "n", "o", "w", "Enter", "Esc"},
		{"^P", "d", "e", "l", "e", "t", "e", "Enter", "Esc"},
		{"^P", "u", "n", "d", "o", "Enter", "Esc"},
		{"F5", "Enter", "Esc"},
		{"Alt+Y", "Enter", "Esc"},
		{"Alt+R", "Enter", "Esc"},
	};
	struct viewed viewed;
	struct str before = {0};
	struct str after = {0};

	(void)state;
	start(&viewed, "tests/screen/docs/payments.yaml", COLUMNS, LINES);
	dump(&viewed, &before);
	for (size_t i = 0; i < LEN(scripts); i++) {
		for (size_t k = 0; scripts[i][k]; k++)
			viewed_key(&viewed, scripts[i][k]);
		for (int n = 0; n < 3 && viewed.views.n > 2; n++)
			viewed_key(&viewed, "Esc");
		dump(&viewed, &after);
		if (!str_equal(&after, str_text(&before), before.len))
			fail_msg("script %zu changed the document", i);
		if (!is_reading(&viewed))
			viewed_key(&viewed, "Alt+0");
	}
	viewed.view->stack->items[1]->type->paste(viewed.view->stack->items[1], "pasted", 6, 0);
	dump(&viewed, &after);
	assert_true(str_equal(&after, str_text(&before), before.len));
	str_release(&before);
	str_release(&after);
	viewed_stop(&viewed);
}

/* --- through all of it --- */

static void check_way(const char *path, const char *key, unsigned columns, unsigned lines)
{
	struct viewed viewed;
	struct str before = {0};
	struct str after = {0};
	struct str last = {0};
	size_t n = 0;

	start(&viewed, path, columns, lines);
	viewed_key(&viewed, "End");
	viewed_text(&viewed, &last);
	viewed_key(&viewed, "Home");
	viewed_text(&viewed, &after);
	do { /* each key shows something else, down to the last line */
		str_set(&before, str_text(&after), after.len);
		viewed_key(&viewed, key);
		viewed_text(&viewed, &after);
	} while (!str_equal(&after, str_text(&before), before.len) && n++ < 5000);
	assert_true(n < 5000);
	assert_string_equal(str_text(&after), str_text(&last));
	str_release(&before);
	str_release(&after);
	str_release(&last);
	viewed_stop(&viewed);
}

static void test_way(void **state)
{
	static const char *const keys[] = {"Space", "PgDn", "j", "Down"};
	static const char *const paths[] = {
		"tests/screen/docs/payments.yaml", "tests/screen/docs/empty.yaml"};
	static const unsigned sizes[][2] = {{40, 12}, {80, 24}, {120, 30}, {200, 60}};

	(void)state;
	for (size_t i = 0; i < LEN(paths); i++)
		for (size_t k = 0; k < LEN(keys); k++)
			for (size_t s = 0; s < LEN(sizes); s++)
				check_way(paths[i], keys[k], sizes[s][0], sizes[s][1]);
}

/* --- to the words --- */

static void test_enter(void **state)
{
	struct viewed viewed;
	const struct editor *editor;
	const struct focus *focus;
	const char *text;

	(void)state;
	start(&viewed, "tests/screen/docs/payments.yaml", COLUMNS, LINES);
	editor = session_editor(viewed.session);
	focus = editor_focus(editor);
	viewed_key(&viewed, "/");
	type(&viewed, "snapshot taken before");
	viewed_key(&viewed, "Enter");
	assert_true(viewed_shows(&viewed, "snapshot taken"));
	viewed_key(&viewed, "Esc");
	assert_true(is_reading(&viewed));
	viewed_key(&viewed, "Enter");
	assert_false(is_reading(&viewed));
	assert_true(focus->is_editing);
	text = str_text(&document_value(
		editor_document(editor), &(struct place){focus->field, .column = focus->column})
				 ->text);
	if (!focus->in_row)
		assert_non_null(
			strstr(text + (focus->cursor > 80 ? focus->cursor - 80 : 0), "snapshot"));
	viewed_key(&viewed, "Alt+0");
	assert_true(is_reading(&viewed));
	assert_true(viewed_shows(&viewed, "snapshot"));
	viewed_key(&viewed, "q");
	assert_false(is_reading(&viewed));
	viewed_stop(&viewed);
}

/* --- what is said --- */

/* In the middle of a long answer: the note is seen there, and answered from any of its lines. */
static void check_comment(unsigned columns, unsigned lines)
{
	struct viewed viewed;

	start(&viewed, "tests/screen/docs/payments.yaml", columns, lines);
	viewed_key(&viewed, "Alt+3");
	viewed_key(&viewed, "Space");
	viewed_key(&viewed, "j");
	viewed_key(&viewed, "c");
	type(&viewed, "Zounds");
	viewed_key(&viewed, "Ctrl+S");
	assert_true(viewed_shows(&viewed, "nobody, question"));
	assert_true(viewed_shows(&viewed, "r Reply  x Resolve"));
	assert_true(viewed_shows(&viewed, " 3 Root Cause "));
	viewed_key(&viewed, "j");
	assert_true(viewed_shows(&viewed, "Zounds"));
	viewed_key(&viewed, "c");
	assert_true(viewed_shows(&viewed, "your reply"));
	viewed_key(&viewed, "Esc");
	viewed_key(&viewed, "A");
	assert_false(viewed_shows(&viewed, "There is no comment"));
	viewed_key(&viewed, "Esc");
	viewed_key(&viewed, "x");
	assert_true(viewed_shows(&viewed, "Resolved"));
	viewed_key(&viewed, "x");
	assert_true(viewed_shows(&viewed, "There is no comment"));
	viewed_stop(&viewed);
}

static void test_comment(void **state)
{
	(void)state;
	check_comment(COLUMNS, LINES);
	check_comment(40, 12);
}

/* On a row of a table, not on its heading. */
static void test_row(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed, "tests/screen/docs/payments.yaml", COLUMNS, LINES);
	viewed_key(&viewed, "q");
	viewed_key(&viewed, "Alt+4");
	for (int i = 0; i < 3; i++)
		viewed_key(&viewed, "Down");
	viewed_key(&viewed, "Alt+0");
	viewed_key(&viewed, "c");
	assert_true(viewed_shows(&viewed, "Comment: Timeline, event"));
	viewed_stop(&viewed);
}

/* However long the question is. */
static void test_line(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed, "tests/screen/docs/payments.yaml", 40, 12);
	viewed_key(&viewed, "S");
	type(&viewed, "It is wrong, all of");
	assert_true(viewed_shows(&viewed, " What do\xe2\x80\xa6object to: "));
	assert_true(viewed_shows(&viewed, "is wrong, all of"));
	viewed_stop(&viewed);
}

/* --- while others write --- */

/* Somebody else's change of a field, as a merge brings it. */
static void change(struct viewed *viewed, const char *path, size_t at, const char *inserted)
{
	struct editor *editor = session_editor(viewed->session);
	const struct document *document = editor_document(editor);
	struct ops ops = {0};
	struct op op;
	struct place place = {.field = form_find(document->form, path)};
	struct err err = {0};

	document_op_edit(document, &place, at, 0, inserted, strlen(inserted), &op);
	*ops_add(&ops) = op;
	assert_true(editor_adopt(editor, &ops, NULL, NULL, &err));
	ops_release(&ops);
	viewed_wait(viewed, 10);
}

static void line_text(const struct viewed *viewed, unsigned line, struct str *out)
{
	str_clear(out);
	for (unsigned k = 1; k < 50; k++) { /* without the cursor and the margin */
		const struct cell *cell = &viewed->canvas.cells[line * viewed->canvas.columns + k];

		str_append(out, cell->text, cell->len);
	}
}

static bool shows_at(const struct viewed *viewed, unsigned line, const char *words)
{
	struct str text = {0};

	line_text(viewed, line, &text);
	bool is_there = strstr(str_text(&text), words) != NULL;
	str_release(&text);
	return is_there;
}

static void test_others(void **state)
{
	static const struct {
		const char *path;
		size_t at;
		const char *inserted;
	} changes[] = {
		{"summary.overview", 0,
			"An earlier answer became much longer, by several lines. "
			"An earlier answer became much longer, by several lines.\n\n"},
		{"root_cause.cause", 0, "In the same answer, above what is read. "},
		{"root_cause.cause", 0, "And one more paragraph above it.\n\n"},
		{"impact.affected", 0, "x"},
	};
	struct viewed viewed;
	struct str before = {0};
	struct str after = {0};

	(void)state;
	start(&viewed, "tests/screen/docs/payments.yaml", COLUMNS, LINES);
	/* The second paragraph of the cause is at the top. */
	viewed_key(&viewed, "Alt+3");
	for (int i = 0; i < 60 && !shows_at(&viewed, TOP, "Nothing between the"); i++)
		viewed_key(&viewed, "j");
	for (int i = 0; i < 9; i++) /* with the cursor in the middle */
		viewed_key(&viewed, "k");
	assert_true(shows_at(&viewed, TOP, "Nothing between the"));
	line_text(&viewed, TOP, &before);
	for (size_t i = 0; i < LEN(changes); i++) {
		change(&viewed, changes[i].path, changes[i].at, changes[i].inserted);
		line_text(&viewed, TOP, &after);
		assert_string_equal(str_text(&after), str_text(&before));
	}
	str_release(&before);
	str_release(&after);
	viewed_stop(&viewed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_key),
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_way),
		cmocka_unit_test(test_enter),
		cmocka_unit_test(test_comment),
		cmocka_unit_test(test_row),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_others),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

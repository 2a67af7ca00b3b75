/*
 * Presenting a document: no key of it changes an answer, the same keys lead through all of it and
 * back, a row in view is left when it goes, and what a meeting adds is one step of undo each.
 */
#include "viewed.h"

#include "edit/editor.h"
#include "fixture.h"
#include "merge/diff.h"
#include "review/threads.h"
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
#define PAYMENTS "tests/screen/docs/payments.yaml"

enum { COLUMNS = 80, LINES = 24, MOST = 400 /* steps */ };

static void start(struct viewed *viewed, const char *path, unsigned columns, unsigned lines)
{
	struct str document = {0};

	assert_true(tree_read(path, &document));
	viewed_start(viewed, &document, columns, lines);
	str_release(&document);
	viewed_key(viewed, "Alt+0");
	viewed_key(viewed, "p");
}

static struct editor *editor_of(const struct viewed *viewed)
{
	return session_editor(viewed->session);
}

static const struct document *document_of(const struct viewed *viewed)
{
	return editor_document(editor_of(viewed));
}

static void dump(const struct viewed *viewed, struct str *out)
{
	str_clear(out);
	document_dump(document_of(viewed), out);
}

/* --- nothing changes --- */

static void press(struct viewed *viewed, const struct key *key)
{
	enum action action = keymap_find(&viewed->keymap, key, KEYS_PRESENTING);
	struct str name = {0};

	if (action == ACTION_QUIT || action == ACTION_SUSPEND)
		return;
	key_format(key, &name);
	viewed_key(viewed, str_text(&name));
	str_release(&name);
}

static void test_every_key(void **state)
{
	static const unsigned modifiers[] = {0, KEY_ALT, KEY_CONTROL, KEY_SHIFT};
	static const uint32_t ends[][2] = {{' ', 0x7f}, {0xe4, 0xe5}, {KEY_NAMED, KEY_NAMED_END}};
	struct viewed viewed;
	struct str before = {0};
	struct str after = {0};

	(void)state;
	start(&viewed, PAYMENTS, COLUMNS, LINES);
	dump(&viewed, &before);
	viewed_key(&viewed, "Alt+4");
	for (size_t m = 0; m < LEN(modifiers); m++)
		for (size_t i = 0; i < LEN(ends); i++)
			for (uint32_t code = ends[i][0]; code < ends[i][1]; code++) {
				struct key key = {code, modifiers[m]};

				if (code < KEY_NAMED && modifiers[m] == KEY_SHIFT)
					continue;
				if (modifiers[m] == KEY_CONTROL && code < KEY_NAMED &&
					!(code >= 'a' && code <= 'z'))
					continue;
				press(&viewed, &key);
				for (int n = 0; n < 3 && viewed.views.n > 3; n++)
					viewed_key(&viewed, "Esc");
				dump(&viewed, &after);
				assert_true(str_equal(&after, str_text(&before), before.len));
				if (viewed.views.n < 3)
					viewed_key(&viewed, "p");
				assert_int_equal(viewed.views.n, 3);
			}
	str_release(&before);
	str_release(&after);
	viewed_stop(&viewed);
}

/* --- through all of it --- */

/* Returns how many screens there were, all of which the same way back passes again. */
static size_t there_and_back(struct viewed *viewed)
{
	struct str *screens = calloc(MOST, sizeof(*screens));
	struct str text = {0};
	size_t n = 0;

	for (; n < MOST; n++) {
		viewed_text(viewed, &screens[n]);
		viewed_key(viewed, "Space");
		if (viewed_shows(viewed, "That was all"))
			break;
	}
	assert_true(n < MOST);
	viewed_key(viewed, "?");
	viewed_key(viewed, "Esc");
	for (size_t i = n; i > 0; i--) {
		viewed_key(viewed, "b");
		viewed_text(viewed, &text);
		assert_string_equal(str_text(&text), str_text(&screens[i - 1]));
	}
	viewed_key(viewed, "b");
	assert_true(viewed_shows(viewed, "This is where it begins"));
	for (size_t i = 0; i < MOST; i++)
		str_release(&screens[i]);
	str_release(&text);
	free(screens);
	return n + 1;
}

/* The line with these words; lines of the screen: there is none. */
static unsigned find_line(const struct viewed *viewed, const char *words)
{
	struct str text = {0};
	unsigned line = 0;
	const char *at;

	viewed_text(viewed, &text);
	at = strstr(str_text(&text), words);
	for (const char *c = str_text(&text); at && c < at; c++)
		line += *c == '\n';
	str_release(&text);
	return at ? line : viewed->canvas.lines;
}

/* What goes on fills the screen, but for two lines of something that is complete on the next. */
static void assert_full(const struct viewed *viewed, bool is_big)
{
	unsigned lines = viewed->canvas.lines;
	unsigned foot = lines - (lines < LINES ? 2 : 4);
	unsigned line = find_line(viewed, "(goes on)");

	if (line == lines || viewed_shows(viewed, "from the start"))
		return;
	assert_in_range(line, foot - (is_big ? 8 : 5), foot);
}

static void test_screens_are_full(void **state)
{
	static const unsigned sizes[][2] = {{80, 24}, {40, 12}, {120, 30}};

	(void)state;
	for (size_t i = 0; i < 2 * LEN(sizes); i++) {
		bool is_big = i % 2 == 1;
		struct viewed viewed;

		start(&viewed, PAYMENTS, sizes[i / 2][0], sizes[i / 2][1]);
		if (is_big)
			viewed_key(&viewed, "z");
		for (size_t n = 0; n < MOST && !viewed_shows(&viewed, "That was all"); n++) {
			assert_full(&viewed, is_big);
			viewed_key(&viewed, "Space");
		}
		viewed_stop(&viewed);
	}
}

static void test_there_and_back(void **state)
{
	static const char *const documents[] = {PAYMENTS, "tests/screen/docs/empty.yaml",
		"tests/screen/docs/hostile.yaml", "docs/examples/checkout-latency.yaml"};
	static const unsigned sizes[][2] = {{40, 12}, {59, 17}, {80, 24}, {120, 30}, {200, 60}};

	(void)state;
	for (size_t d = 0; d < LEN(documents); d++)
		for (size_t i = 0; i < LEN(sizes); i++) {
			struct viewed viewed;

			start(&viewed, documents[d], sizes[i][0], sizes[i][1]);
			size_t n = there_and_back(&viewed);

			assert_true(n >= document_of(&viewed)->form->n_pages + 1);
			viewed_key(&viewed, "z");
			assert_true(there_and_back(&viewed) >= n);
			viewed_stop(&viewed);
		}
}

/* Each row is there with its words, in the order of the table. */
static void test_rows(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed, PAYMENTS, 120, 30);
	const struct document *document = document_of(&viewed);
	unsigned field = form_find_role(document->form, ROLE_EVENTS);
	unsigned column = form_main_column(&document->form->fields[field]);

	viewed_key(&viewed, "Alt+4");
	for (size_t i = 0; i < document->tables[field].n; i++) {
		char words[24] = "";

		memcpy(words, str_text(&document->tables[field].items[i].cells[column].text),
			sizeof(words) - 1);
		assert_true(viewed_shows(&viewed, words));
		viewed_key(&viewed, "Space");
	}
	viewed_stop(&viewed);
}

/* A screen that is too small shows nothing, and its keys do nothing until it grows. */
static void test_too_small(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed, PAYMENTS, COLUMNS, LINES);
	canvas_resize(&viewed.canvas, 20, 5);
	viewed_wait(&viewed, 1);
	viewed_key(&viewed, "Space");
	viewed_key(&viewed, "z");
	viewed_key(&viewed, "End");
	canvas_resize(&viewed.canvas, COLUMNS, LINES);
	viewed_wait(&viewed, 1);
	assert_true(viewed_shows(&viewed, "1 of 17"));
	viewed_stop(&viewed);
}

/* --- rows that go --- */

static void remove_row(struct viewed *viewed, size_t row)
{
	unsigned field = form_find_role(document_of(viewed)->form, ROLE_EVENTS);
	struct ops ops = {0};

	document_op_remove(document_of(viewed), field, row, ops_add(&ops));
	assert_true(editor_apply(editor_of(viewed), &ops));
	ops_release(&ops);
}

static void test_row_goes(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed, PAYMENTS, COLUMNS, LINES);
	size_t n = document_of(&viewed)
			   ->tables[form_find_role(document_of(&viewed)->form, ROLE_EVENTS)]
			   .n;

	viewed_key(&viewed, "Alt+4");
	viewed_key(&viewed, "Space");
	assert_true(viewed_shows(&viewed, "DETECTED"));
	remove_row(&viewed, 0); /* above it */
	viewed_wait(&viewed, 1);
	assert_true(viewed_shows(&viewed, "DETECTED"));
	remove_row(&viewed, 0); /* itself: then the next one */
	viewed_key(&viewed, "Up");
	viewed_key(&viewed, "Down");
	assert_true(viewed_shows(&viewed, "ACKNOWLEDGED"));
	for (size_t i = 2; i < n; i++)
		remove_row(&viewed, 0);
	viewed_wait(&viewed, 1);
	assert_true(viewed_shows(&viewed, "Timeline"));
	assert_false(viewed_shows(&viewed, "Ask:"));
	viewed_key(&viewed, "End");
	viewed_stop(&viewed);
}

/* --- time --- */

static void test_minutes(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed, PAYMENTS, COLUMNS, LINES);
	assert_int_equal(views_timeout(&viewed.views) > 0, true);
	viewed_wait(&viewed, 59 * 1000);
	assert_true(viewed_shows(&viewed, "0 min"));
	viewed_wait(&viewed, 2 * 1000);
	assert_true(viewed_shows(&viewed, "1 min"));
	assert_true(viewed_shows(&viewed, "1 of 60 min"));
	viewed_key(&viewed, "Alt+4");
	viewed_wait(&viewed, (41 * 60 + 59) * 1000 + 500);
	assert_true(viewed_shows(&viewed, "Timeline 41 of 40 min"));
	viewed_key(&viewed, "Alt+5");
	assert_true(viewed_shows(&viewed, "Resolution 0 of 4 min"));
	viewed_key(&viewed, "Alt+4");
	assert_true(viewed_shows(&viewed, "Timeline 41 of 40 min"));
	viewed_stop(&viewed);
}

/* Left by mistake, it goes on where it was; a good while later it begins anew. */
static void test_going_on(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed, PAYMENTS, COLUMNS, LINES);
	viewed_key(&viewed, "Alt+4");
	viewed_wait(&viewed, 5 * 60000 + 1000);
	viewed_key(&viewed, "q");
	viewed_wait(&viewed, 2 * 60000);
	viewed_key(&viewed, "p");
	assert_true(viewed_shows(&viewed, "It goes on where you left it"));
	viewed_key(&viewed, "z");
	assert_true(viewed_shows(&viewed, "STARTED"));
	assert_true(viewed_shows(&viewed, "7 min"));
	assert_true(viewed_shows(&viewed, "Timeline 5 of 40 min"));
	viewed_key(&viewed, "q");
	viewed_wait(&viewed, 16 * 60000);
	viewed_key(&viewed, "p");
	assert_true(viewed_shows(&viewed, "1 of 17 │ 0 min"));
	viewed_stop(&viewed);
}

/* --- tasks and ideas --- */

static const struct row *last_task(const struct viewed *viewed)
{
	const struct document *document = document_of(viewed);
	const struct rows *rows = &document->tables[form_find_role(document->form, ROLE_TASKS)];

	return &rows->items[rows->n - 1];
}

static const char *task_cell(const struct viewed *viewed, enum role role)
{
	const struct form *form = document_of(viewed)->form;
	const struct form_field *tasks = &form->fields[form_find_role(form, ROLE_TASKS)];

	return str_text(&last_task(viewed)->cells[form_find_column_role(tasks, role)].text);
}

static enum thread_state state_of(
	const struct viewed *viewed, const char *id, const char *last_text)
{
	struct threads threads;
	enum thread_state state;

	threads_init(&threads, document_of(viewed), session_seconds(viewed->session));
	const struct thread *thread = threads_find(&threads, id);

	assert_non_null(thread);
	if (last_text)
		assert_string_equal(thread_last(&threads, thread)->text, last_text);
	state = thread->state;
	threads_release(&threads);
	return state;
}

static void test_task_of_idea(void **state)
{
	struct viewed viewed;
	struct str before = {0};
	struct str after = {0};
	const struct new_comment idea = {.kind = THREAD_IDEA, .text = "Ring twice"};
	char id[ROW_ID_SIZE];

	(void)state;
	start(&viewed, PAYMENTS, COLUMNS, LINES);
	assert_true(session_comment(viewed.session, &idea));
	memcpy(id, review_rows(document_of(&viewed), REVIEW_COMMENTS)->items[0].id, sizeof(id));
	dump(&viewed, &before);
	assert_true(session_add_task(
		viewed.session, &(struct new_task){"Ring twice", "Operations", "1 Dec 2026", id}));
	assert_string_equal(task_cell(&viewed, ROLE_TASK_TEXT), "Ring twice");
	assert_string_equal(task_cell(&viewed, ROLE_TASK_OWNER), "Operations");
	assert_string_equal(task_cell(&viewed, ROLE_TASK_DUE), "2026-12-01");
	assert_true(last_task(&viewed)->id[0] != '\0');
	assert_int_equal(state_of(&viewed, id, "Now a task: Ring twice"), THREAD_RESOLVED);
	editor_do(editor_of(&viewed), ACTION_UNDO);
	dump(&viewed, &after);
	assert_string_equal(str_text(&after), str_text(&before));
	assert_int_equal(state_of(&viewed, id, NULL), THREAD_OPEN);
	/* What cannot be read adds nothing. */
	assert_false(session_add_task(
		viewed.session, &(struct new_task){"Ring twice", "", "31 Feb", id}));
	dump(&viewed, &after);
	assert_string_equal(str_text(&after), str_text(&before));
	str_release(&before);
	str_release(&after);
	viewed_stop(&viewed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_key),
		cmocka_unit_test(test_screens_are_full),
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_too_small),
		cmocka_unit_test(test_row_goes),
		cmocka_unit_test(test_minutes),
		cmocka_unit_test(test_going_on),
		cmocka_unit_test(test_task_of_idea),
	};

	setlocale(LC_CTYPE, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * A chat of 200 messages pasted into the timeline becomes the 14 rows that matter by a few keys;
 * one key takes them back, and one brings them again. The file then has them in order.
 */
#include "fixture.h"
#include "running.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { COLUMNS = 80, LINES = 24, MESSAGES = 200, EACH = 14 /* messages, of which one matters */ };

static void begin(struct running *editor)
{
	struct str document = {0};

	assert_true(tree_read("tests/screen/docs/payments.yaml", &document));
	folder_put(&editor->program.folder, "a.yaml", document.data, document.len);
	str_release(&document);
	running_start(editor, "a.yaml", COLUMNS, LINES);
	terminal_wait(editor->terminal, "1 Summary");
	terminal_type(editor->terminal, KEY_ALT("4"));
	terminal_wait(editor->terminal, "Events: 10");
}

/* As Slack copies them: the time of the clock, without a day. */
static void append_chat(struct str *out)
{
	for (unsigned i = 0; i < MESSAGES; i++) {
		unsigned minute = 9 * 60 + i;

		str_appendf(out, "%s  %u:%02u %s\n", i % 3 ? "Lena Brooks" : "Ivo Lund",
			minute / 60 > 12 ? minute / 60 - 12 : minute / 60, minute % 60,
			minute / 60 < 12 ? "AM" : "PM");
		str_appendf(out, i % EACH == 4 ? "decided: step %u\n" : "looking at graph %u\n", i);
	}
}

static void paste(struct running *editor, const struct str *text)
{
	terminal_type(editor->terminal, "\x1b[200~");
	terminal_type_bytes(editor->terminal, text->data, text->len);
	terminal_type(editor->terminal, "\x1b[201~");
}

static void answer(struct running *editor, const char *keys, const char *words)
{
	terminal_type(editor->terminal, keys);
	terminal_wait(editor->terminal, words);
}

static size_t count(struct running *editor, const char *words)
{
	struct str bytes = {0};
	size_t n = 0;

	assert_true(folder_get(&editor->program.folder, "a.yaml", &bytes));
	for (const char *at = str_text(&bytes); (at = strstr(at, words)); at++)
		n++;
	str_release(&bytes);
	return n;
}

static void test_pasted_chat(void **state)
{
	struct running *editor = *state;
	struct str chat = {0};

	begin(editor);
	append_chat(&chat);
	paste(editor, &chat);
	terminal_wait(editor->terminal, "200 of 200 ticked");
	answer(editor, "/", "Only rows with");
	running_type(editor, "decided");
	answer(editor, KEY_ENTER, "186 hidden");
	answer(editor, "a", "14 of 200 ticked");
	answer(editor, KEY_ENTER, "14 rows added");
	terminal_wait(editor->terminal, "Events: 24");
	answer(editor, KEY_ALT("u"), "Events: 10");
	answer(editor, KEY_ALT("e"), "Events: 24");
	running_quit(editor);
	assert_int_equal(count(editor, "decided: step"), 14);
	assert_int_equal(count(editor, "looking at graph"), 0);
	assert_int_equal(count(editor, "who: Ivo Lund"), 5);
	str_release(&chat);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_pasted_chat, running_set_up, running_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

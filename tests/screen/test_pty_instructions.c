/*
 * What the program costs, in instructions, which neither the speed of the machine nor other work on
 * it changes: a start, a key, a check. A limit is what it was when it was last set and a tenth
 * more. Who makes it cheaper lowers the limit; valgrind counts, and without it the test is skipped.
 */
#include "running.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { PARAGRAPHS = 30, ROWS = 60, FEW = 40, MANY = 140, TRIES = 3 };

/* Thousands of instructions. */
enum { START = 13700, KEY_AT_END = 205, KEY_IN_MIDDLE = 400, CHECK = 4300 };

/* 40 kB, two thirds of it prose. */
static void write_document(struct running *editor)
{
	static const char *const words[] = {"the", "payment", "service", "lost", "its", "primary",
		"database", "after", "a", "migration", "had", "stopped", "halfway"};
	struct str text = {0};

	str_append_text(&text,
		"afterword: 1\nform: postmortem\ntitle: Card payments failed\nstatus: draft\n"
		"severity: sev1\ntimezone: UTC\nauthors:\n  - Geda Siraj\nsummary:\n"
		"  start: \"2023-10-15T08:00:00Z\"\n  end: \"2023-10-16T14:00:00Z\"\n"
		"impact:\n  service: |\n");
	for (int i = 0; i < PARAGRAPHS; i++) {
		str_append_text(&text, "    ");
		for (int word = 0; word < 150; word++)
			str_appendf(&text, "%s ", words[(word * 5 + word / 3 + i) % 13]);
		str_append_text(&text, "\n");
	}
	str_append_text(&text, "timeline:\n  events:\n");
	for (int i = 0; i < ROWS; i++)
		str_appendf(&text,
			"    - id: row%05d\n      at: \"2023-10-15T%02d:%02d:00Z\"\n"
			"      kind: action\n      who: Geda Siraj\n"
			"      what: The database was restarted for the %dth time.\n",
			i, 8 + i / 10, i % 10 * 6, i);
	folder_put_text(&editor->program.folder, "a.yaml", str_text(&text));
	str_release(&text);
}

/* In thousands, by the log of the last run. */
static long read_count(struct running *editor)
{
	static const char before[] = "Collected : ";
	struct str log = {0};

	assert_true(folder_get(&editor->program.folder, "log", &log));

	const char *line = strstr(str_text(&log), before);
	long count = line ? (long)(strtoll(line + strlen(before), NULL, 10) / 1000) : 0;

	str_release(&log);
	assert_true(count > 0);
	return count;
}

/* Starts a command on the document, counted. */
static void start(struct running *editor, const char *command)
{
	char log[256], document[256];
	const char *words[] = {VALGRIND, "--tool=callgrind", "--callgrind-out-file=/dev/null", log,
		program_path(), command, document, NULL};

	snprintf(log, sizeof(log), "--log-file=%s", folder_path(&editor->program.folder, "log"));
	snprintf(document, sizeof(document), "%s", folder_path(&editor->program.folder, "a.yaml"));
	running_start_words(editor, words, 80, 24);
}

/* Opens it, goes to the text and there by some keys, types so many letters, and leaves. */
static long count_session(struct running *editor, const char *there, int letters)
{
	write_document(editor);
	start(editor, "edit");
	terminal_wait(editor->terminal, "Card payments failed");
	running_press(editor, KEY_ALT("2"));
	if (there)
		running_press(editor, there);
	for (int i = 0; i < letters; i++)
		running_press(editor, i % 7 == 6 ? " x" : "x"); /* a blank may not show */
	terminal_type(editor->terminal, KEY_CTRL_X);
	assert_int_equal(running_wait_end(editor), 0);
	return read_count(editor);
}

static long count_start(struct running *editor)
{
	return count_session(editor, NULL, 0);
}

static long count_key(struct running *editor, const char *there)
{
	long few = count_session(editor, there, FEW);

	return (count_session(editor, there, MANY) - few) / (MANY - FEW);
}

static long count_key_at_end(struct running *editor)
{
	return count_key(editor, NULL);
}

static long count_key_in_middle(struct running *editor)
{
	return count_key(editor, KEY_TEXT_START KEY_DOWN KEY_DOWN);
}

static long count_check(struct running *editor)
{
	write_document(editor);
	start(editor, "check");
	(void)running_wait_end(editor);
	return read_count(editor);
}

/* On a busy machine a pause between keys may become so long that the document is checked. */
static void assert_at_most(
	struct running *editor, long count(struct running *editor), const char *what, long limit)
{
	long least = LONG_MAX;

	for (int i = 0; i < TRIES && least > limit; i++) {
		long thousands = count(editor);

		least = thousands < least ? thousands : least;
	}
	print_message("%s: %ld thousand instructions, at most %ld\n", what, least, limit);
	assert_true(least <= limit);
}

static void test_start(void **state)
{
	assert_at_most(*state, count_start, "a start, another page and the end", START);
}

static void test_key_at_end(void **state)
{
	assert_at_most(*state, count_key_at_end, "a key at the end of a text", KEY_AT_END);
}

static void test_key_in_middle(void **state)
{
	assert_at_most(*state, count_key_in_middle, "a key in the middle of a text", KEY_IN_MIDDLE);
}

static void test_check(void **state)
{
	assert_at_most(*state, count_check, "a check", CHECK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_start, running_set_up, running_tear_down),
		cmocka_unit_test_setup_teardown(test_key_at_end, running_set_up, running_tear_down),
		cmocka_unit_test_setup_teardown(
			test_key_in_middle, running_set_up, running_tear_down),
		cmocka_unit_test_setup_teardown(test_check, running_set_up, running_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

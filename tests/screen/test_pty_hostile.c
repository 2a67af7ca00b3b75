/*
 * Content is only content: pasted bytes are not keys, nothing in a file or its name
 * reaches the terminal raw, and another writer's file is never overwritten.
 */
#include "output.h"
#include "running.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PASTE(text) "\033[200~" text "\033[201~"

static void assert_file(struct running *editor, const char *name, const char *text)
{
	struct str bytes = {0};

	assert_true(folder_get(&editor->program.folder, name, &bytes));
	assert_string_equal(str_text(&bytes), text);
	str_release(&bytes);
}

/* Keys in a paste do nothing: only the one field changes, and the rest of the file stays. */
static void test_paste(void **state)
{
	struct running *editor = *state;

	running_start(editor, "a.yaml", 80, 24);
	running_go(editor, "Title");
	terminal_type(editor->terminal, PASTE("q\rd\r\030\003\032\tend"));
	terminal_wait(editor->terminal, "end");
	terminal_settle(editor->terminal, 100);
	running_type(editor, " typed");
	assert_true(running_is_on(editor, "Title"));
	running_quit(editor);
	assert_file(editor, "a.yaml",
		"afterword: 1\nform: postmortem\ntitle: \"q d \\tend typed\"\n"
		"status: draft  # draft, review, final\ntimezone: UTC\n");
}

/* Not even one that pretends to end and continue as keys, or is split into single bytes. */
static void test_paste_in_pieces(void **state)
{
	struct running *editor = *state;
	static const char paste[] = PASTE("one\rtwo");

	running_start(editor, "a.yaml", 80, 24);
	running_go(editor, "Title");
	for (size_t i = 0; i + 1 < sizeof(paste); i++) {
		terminal_type_bytes(editor->terminal, &paste[i], 1);
		terminal_read(editor->terminal, 1);
	}
	terminal_wait(editor->terminal, "one two");
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "title", "one two");
}

/* One paste is one step of undo. */
static void test_paste_undo(void **state)
{
	struct running *editor = *state;

	running_start(editor, "a.yaml", 80, 24);
	running_press(editor, KEY_ALT("2"));
	running_go(editor, "What service");
	running_type(editor, "before");
	terminal_type(editor->terminal, PASTE("\rline one\rline two\r"));
	terminal_wait(editor->terminal, "line two");
	terminal_type(editor->terminal, KEY_ALT("u"));
	terminal_wait_gone(editor->terminal, "line one");
	assert_true(terminal_shows(editor->terminal, "before"));
	terminal_type(editor->terminal, KEY_ALT("e"));
	terminal_wait(editor->terminal, "line one");
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "impact.service", "before\nline one\nline two");
}

/* Bytes that are not our keys change nothing and end nothing. */
static void test_strange_keys(void **state)
{
	struct running *editor = *state;
	static const char *const keys[] = {"\033[999;999R", "\033[?1;2c", "\033]11;rgb:0/0/0\033\\",
		"\033P1$r0m\033\\", "\033[99~", "\033[1;99Z", "\033[<0;500;500M", "\033O?", "\xff",
		"\xc3", "\033[I", "\033[O"};

	running_start(editor, "a.yaml", 80, 24);
	running_go(editor, "Title");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		terminal_type(editor->terminal, keys[i]);
		terminal_settle(editor->terminal, 60);
	}
	terminal_type(editor->terminal, KEY_ALT("1"));
	terminal_settle(editor->terminal, 60);
	running_go(editor, "Title");
	running_type(editor, "still here");
	output_assert_known(terminal_output(editor->terminal));
	running_quit(editor);
}

/* What a terminal would act on: escapes, C1, bidi, a window title, the clipboard, a bell. */
#define EVIL                                                                                       \
	"a\\e[41;5mb\\x9b35md\\u202ee\\e]0;owned\\a\\e]52;c;AAAA\\a\\eP+q\\e\\\\\\x07\\x85\\u2066\\u200bz"

static const char evil[] =
	"afterword: 1\nform: postmortem\ntitle: \"" EVIL "\"\nstatus: \"" EVIL
	"\"\nseverity: \"" EVIL "\"\ntimezone: \"" EVIL "\"\nauthors:\n  - \"" EVIL
	"\"\nservices: \"" EVIL "\"\nsummary:\n"
	"  overview: \"" EVIL "\"\n  start: \"" EVIL "\"\n  detected: [\"" EVIL "\"]\n"
	"impact:\n  service: \"" EVIL "\\n" EVIL "\"\n  affected_percent: \"" EVIL "\"\n"
	"\"" EVIL "\": \"" EVIL "\"\ntimeline:\n  events:\n    - id: \"" EVIL
	"\"\n      at: \"" EVIL "\"\n      kind: \"" EVIL "\"\n      what: \"" EVIL
	"\"\n      who: \"" EVIL "\"\n"
	"tasks:\n  items:\n    - what: \"" EVIL "\"\n      owner: \"" EVIL "\"\n      due: \"" EVIL
	"\"\n";

static void test_hostile_file(void **state)
{
	static const char *const steps[] = {KEY_ALT("2"), KEY_TAB, KEY_TAB, KEY_TAB, KEY_ALT("4"),
		KEY_ENTER, KEY_TAB, KEY_TAB, KEY_ESC, KEY_ESC, KEY_ALT("6"), KEY_ALT("n"),
		KEY_ALT("n"), KEY_ALT("n"), KEY_ALT("1"), KEY_TAB, KEY_TAB, KEY_TAB, KEY_TAB,
		"\006"
		"owned" KEY_ENTER,
		KEY_ALT("z"), "\033OP", KEY_ESC, "\020", KEY_ESC};
	struct running *editor = *state;
	static const char name[] = "\033]0;owned\007\xc2\x9b"
				   "31m\xe2\x80\xae.yaml";

	folder_put_text(&editor->program.folder, name, evil);
	running_start(editor, name, 80, 24);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		terminal_type(editor->terminal, steps[i]);
		terminal_settle(editor->terminal, 70);
	}
	terminal_type(editor->terminal, KEY_CTRL_S); /* the message has the name */
	terminal_settle(editor->terminal, 100);

	const struct str *out = terminal_output(editor->terminal);

	output_assert_known(out);
	assert_null(strstr(str_text(out), "\033[41;5m"));
	assert_non_null(strstr(str_text(out), "owned")); /* it was shown, and as text */
	running_quit(editor);
	assert_file(editor, name, evil);
}

/* The checker works: each of these would have been found. */
static void test_the_judge(void **state)
{
	static const char *const bad[] = {"\033]0;owned\007", "\033]52;c;AAAA\007", "\033P+q\033\\",
		"\033[21t", "\033[6n", "\033[c", "\033[?1003h", "\033[5i", "\033c", "\007", "\t",
		("\xc2\x9b"
		 "31m"),
		"\xe2\x80\xae", "\xff", "\177", "\033[", "\033"};
	static const char good[] =
		"text\r\n\b\033[1;31mred\033[m\033[?1049h\033(0q\033(B\xe6\x97\xa5";
	struct str text = {0};
	size_t at;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		str_set(&text, "fine ", 5);
		str_append_text(&text, bad[i]);
		assert_non_null(output_find_unknown(&text, &at));
		assert_int_equal(at, 5);
	}
	str_set(&text, good, strlen(good));
	assert_null(output_find_unknown(&text, &at));
	str_release(&text);
}

/* Rows without an id: no merge can tell whether they are the same. */
static const char ours[] = "afterword: 1\nform: postmortem\nstatus: draft\n"
			   "timeline:\n  events:\n    - what: Before\n";
static const char theirs[] = "afterword: 1\nform: postmortem\ntitle: Theirs\nstatus: draft\n"
			     "timeline:\n  events:\n    - what: Something\n";

/* Bytes that cannot be merged are there when the autosave runs: it says so and writes nothing. */
static void change_behind(struct running *editor)
{
	folder_put_text(&editor->program.folder, "a.yaml", ours);
	running_start(editor, "a.yaml", 80, 24);
	running_go(editor, "Title");
	running_type(editor, "Mine");
	folder_replace(&editor->program.folder, "a.yaml", theirs);
	terminal_type(editor->terminal, KEY_CTRL_S);
	terminal_wait(editor->terminal, "changed on disk");
	assert_file(editor, "a.yaml", theirs);
}

static void choose(struct running *editor, const char *keys)
{
	terminal_type(editor->terminal, KEY_ALT("r"));
	terminal_wait(editor->terminal, "Keep both");
	terminal_type(editor->terminal, keys);
	terminal_wait_gone(editor->terminal, "Keep both");
}

static void test_conflict_reload(void **state)
{
	struct running *editor = *state;

	change_behind(editor);
	choose(editor, KEY_ENTER);
	terminal_wait(editor->terminal, "Theirs");
	/* Our version is one undo away, and then that is saved. */
	terminal_type(editor->terminal, KEY_ALT("u"));
	terminal_wait(editor->terminal, "Mine");
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "title", "Mine");
}

static void assert_both_kept(struct running *editor, const char *edited, const char *other)
{
	running_type(editor, "!");
	running_quit(editor);
	program_shell(&editor->program, "grep -l '", edited, "!' *.yaml | wc -l");
	assert_string_equal(str_text(&editor->program.out), "1\n");
	program_shell(&editor->program, "grep -lx 'title: ", other, "' *.yaml | wc -l");
	assert_string_equal(str_text(&editor->program.out), "1\n");
}

static void test_conflict_save_beside(void **state)
{
	struct running *editor = *state;

	change_behind(editor);
	choose(editor, KEY_DOWN KEY_ENTER);
	assert_both_kept(editor, "Mine", "Theirs");
	assert_file(editor, "a.yaml", theirs);
}

static void test_conflict_keep_both(void **state)
{
	struct running *editor = *state;

	change_behind(editor);
	choose(editor, KEY_DOWN KEY_DOWN KEY_ENTER);
	terminal_wait(editor->terminal, "Theirs");
	running_go(editor, "Title");
	terminal_type(editor->terminal, KEY_END);
	assert_both_kept(editor, "Theirs", "Mine");
}

/* If postponed, it stays a conflict; if killed then, nothing of either side is lost. */
static void test_conflict_put_off(void **state)
{
	struct running *editor = *state;

	change_behind(editor);
	choose(editor, KEY_ESC);
	assert_true(terminal_shows(editor->terminal, "changed on disk"));
	running_type(editor, " and more");
	running_kill(editor);
	assert_file(editor, "a.yaml", theirs);
	running_start(editor, "a.yaml", 80, 24);
	terminal_wait(editor->terminal, "Recovered");
	running_press(editor, KEY_ESC);
	running_quit(editor);
	/* both versions are in the file, between markers */
	program_shell(&editor->program, "grep -c 'Mine and more\\|Theirs' a.yaml", "", "");
	assert_string_equal(str_text(&editor->program.out), "2\n");
}

/* The connection drops while the question is open: the journal keeps our text, the file theirs. */
static void test_conflict_hangup(void **state)
{
	struct running *editor = *state;

	change_behind(editor);
	terminal_signal(editor->terminal, SIGHUP);
	running_wait_end(editor);
	assert_file(editor, "a.yaml", theirs);
	program_shell(&editor->program, "grep -l Mine *.yaml state/afterword/* | wc -l", "", "");
	assert_string_equal(str_text(&editor->program.out), "1\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, running_set_up, running_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_paste),
		TEST(test_paste_in_pieces),
		TEST(test_paste_undo),
		TEST(test_strange_keys),
		TEST(test_hostile_file),
		cmocka_unit_test(test_the_judge),
		TEST(test_conflict_reload),
		TEST(test_conflict_save_beside),
		TEST(test_conflict_keep_both),
		TEST(test_conflict_put_off),
		TEST(test_conflict_hangup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * How a session ends on a real terminal: by a signal, by a dropped connection, by
 * suspending, and how it does not end. Whatever happens, the file has what was typed.
 */
#include "running.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* Seconds that ending may take; the program gives itself one, the rest is for a busy machine. */
enum { PATIENCE = 5 };

/* Types into the title and does not wait for a save. */
static void begin(struct running *editor)
{
	running_start(editor, "a.yaml", 80, 24);
	running_go(editor, "Title");
	running_type(editor, "Unsaved words");
}

static time_t seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* It ends soon, with everything in the file and without a journal. */
static void assert_ends_saved(struct running *editor)
{
	time_t since = seconds();
	int status = running_wait_end(editor);

	if (status != 0)
		fail_msg("ended with %d", status);
	assert_true(seconds() - since <= PATIENCE);
	running_assert_value(editor, "a.yaml", "title", "Unsaved words");
	program_shell(&editor->program, "ls state/afterword", "", "");
	assert_string_equal(str_text(&editor->program.out), "");
}

static void test_hangup_signal(void **state)
{
	begin(*state);
	terminal_signal(((struct running *)*state)->terminal, SIGHUP);
	assert_ends_saved(*state);
}

static void test_terminate_signal(void **state)
{
	begin(*state);
	terminal_signal(((struct running *)*state)->terminal, SIGTERM);
	assert_ends_saved(*state);
}

static void test_dropped_line(void **state)
{
	begin(*state);
	terminal_hang_up(((struct running *)*state)->terminal);
	assert_ends_saved(*state);
}

/* Started with SIGHUP ignored, as under nohup, only the end of the terminal itself counts. */
static void test_dropped_line_without_signal(void **state)
{
	struct running *editor = *state;
	char command[1200];

	snprintf(command, sizeof(command), "trap '' HUP; exec '%s' '%s'", program_path(),
		folder_path(&editor->program.folder, "a.yaml"));
	running_start_words(editor, (const char *const[]){"/bin/sh", "-c", command, NULL}, 80, 24);
	terminal_wait(editor->terminal, "Summary");
	running_go(editor, "Title");
	running_type(editor, "Unsaved words");
	terminal_hang_up(editor->terminal);
	assert_ends_saved(editor);
}

/* The terminal is as the editor found it, however it ended. */
static void test_terminal_is_put_back(void **state)
{
	struct running *editor = *state;
	const char *out;

	begin(editor);
	terminal_signal(editor->terminal, SIGTERM);
	assert_ends_saved(editor);
	out = str_text(terminal_output(editor->terminal));
	assert_non_null(strstr(out, "\033[?1049h"));
	assert_true(strstr(strstr(out, "\033[?1049h"), "\033[?1049l") != NULL);
	assert_non_null(strstr(out, "\033[?2004h"));
	assert_non_null(strstr(out, "\033[?2004l"));
}

static void test_interrupt_does_not_quit(void **state)
{
	struct running *editor = *state;

	begin(editor);
	terminal_type(editor->terminal, KEY_CTRL_C KEY_CTRL_C);
	running_type(editor, ", more words");
	terminal_signal(editor->terminal, SIGQUIT);
	running_type(editor, ", and more");
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "title", "Unsaved words, more words, and more");
}

/* Saves what was typed, and destroys the file before anything checks it. */
static void begin_destroyed(struct running *editor)
{
	begin(editor);
	terminal_type(editor->terminal, KEY_CTRL_S);
	terminal_wait(editor->terminal, "Saved ");
	program_shell(&editor->program, ": >a.yaml", "", "");
}

/* The complete text is in the journal, and the next start says how to get it back. */
static void assert_had_back(struct running *editor)
{
	program_shell(&editor->program, "\"$AFTERWORD\" recover -o b.yaml a.yaml", "", "");
	assert_int_equal(editor->program.status, 0);
	running_assert_value(editor, "b.yaml", "title", "Unsaved words");
	running_start_words(editor,
		(const char *const[]){
			program_path(), folder_path(&editor->program.folder, "a.yaml"), NULL},
		80, 24);
	assert_int_equal(running_wait_end(editor), 2);
	assert_non_null(strstr(str_text(terminal_output(editor->terminal)),
		"to get it back: afterword recover -o"));
}

static void test_destroyed_and_left(void **state)
{
	struct running *editor = *state;

	begin_destroyed(editor);
	terminal_type(editor->terminal, KEY_CTRL_X);
	terminal_wait(editor->terminal, "Write again");
	running_press(editor, KEY_ESC);
	terminal_type(editor->terminal, KEY_CTRL_X);
	terminal_wait(editor->terminal, "Leave");
	running_press(editor, KEY_DOWN);
	running_press(editor, KEY_DOWN);
	terminal_type(editor->terminal, KEY_ENTER);
	assert_int_equal(running_wait_end(editor), 2);
	assert_had_back(editor);
}

static void test_destroyed_and_terminated(void **state)
{
	struct running *editor = *state;

	begin_destroyed(editor);
	terminal_signal(editor->terminal, SIGTERM);
	assert_int_equal(running_wait_end(editor), 2);
	assert_had_back(editor);
}

static void test_destroyed_and_hung_up(void **state)
{
	struct running *editor = *state;

	begin_destroyed(editor);
	terminal_hang_up(editor->terminal);
	assert_int_equal(running_wait_end(editor), 2);
	assert_had_back(editor);
}

/* ^Z under a shell with job control: the file is saved by then, and fg continues. */
static void test_suspend(void **state)
{
	struct running *editor = *state;
	char command[1600];

	snprintf(command, sizeof(command),
		"set -m; '%s' '%s'; '%s' get '%s' title; echo stopped-here; fg >/dev/null; "
		"echo ended-here",
		program_path(), folder_path(&editor->program.folder, "a.yaml"), program_path(),
		folder_path(&editor->program.folder, "a.yaml"));
	running_start_words(editor, (const char *const[]){"/bin/sh", "-c", command, NULL}, 80, 24);
	terminal_wait(editor->terminal, "Summary");
	running_go(editor, "Title");
	running_type(editor, "Saved by stopping");
	terminal_type(editor->terminal, KEY_CTRL_Z);
	/* It may be on the screen too briefly to be seen. */
	while (!strstr(
		str_text(terminal_output(editor->terminal)), "Saved by stopping\r\nstopped-here"))
		terminal_wait_output(editor->terminal);
	terminal_wait(editor->terminal, "Summary");
	running_type(editor, " and going on");
	terminal_type(editor->terminal, KEY_CTRL_X);
	terminal_wait(editor->terminal, "ended-here");
	assert_int_equal(running_wait_end(editor), 0);
	running_assert_value(editor, "a.yaml", "title", "Saved by stopping and going on");
}

/* What somebody else wrote while it was stopped is noticed when it continues: merged, or
 * reported. */
static void test_change_while_suspended(void **state)
{
	struct running *editor = *state;
	char command[1600];
	const char *path;

	path = folder_path(&editor->program.folder, "a.yaml");
	snprintf(command, sizeof(command),
		"set -m; '%s' '%s'; '%s' set '%s' severity sev4; echo stopped-here; fg >/dev/null",
		program_path(), path, program_path(), path);
	running_start_words(editor, (const char *const[]){"/bin/sh", "-c", command, NULL}, 80, 24);
	terminal_wait(editor->terminal, "Summary");
	running_go(editor, "Title");
	running_type(editor, "Saved by stopping");
	terminal_type(editor->terminal, KEY_CTRL_Z);
	while (!strstr(str_text(terminal_output(editor->terminal)), "stopped-here"))
		terminal_wait_output(editor->terminal);
	while (!terminal_shows(editor->terminal, "sev4") &&
		!terminal_shows(editor->terminal, "changed on disk"))
		terminal_wait_output(editor->terminal);
	running_assert_value(editor, "a.yaml", "severity", "sev4");
	running_kill(editor);
}

/* The file has become one that cannot be merged: leaving asks first, and nothing is overwritten. */
static void test_leave_after_a_change_on_disk(void **state)
{
	struct running *editor = *state;

	begin(editor);
	folder_replace(&editor->program.folder, "a.yaml", "afterword: 1\nform: none\n");
	terminal_type(editor->terminal, KEY_CTRL_X);
	terminal_wait(editor->terminal, "changed on disk");
	assert_true(folder_holds(&editor->program.folder, "a.yaml", "afterword: 1\nform: none\n"));
	running_kill(editor);
}

/* Nothing can be written, not even the journal: leaving says that the words would be lost. */
static void test_leave_with_nothing_kept(void **state)
{
	struct running *editor = *state;
	char command[1200];

	snprintf(command, sizeof(command), "trap '' XFSZ; ulimit -f 0; exec '%s' '%s'",
		program_path(), folder_path(&editor->program.folder, "a.yaml"));
	running_start_words(editor, (const char *const[]){"/bin/sh", "-c", command, NULL}, 80, 24);
	terminal_wait(editor->terminal, "No journal");
	running_go(editor, "Title");
	running_type(editor, "Unsaved words");
	terminal_type(editor->terminal, KEY_CTRL_X);
	terminal_wait(editor->terminal, "Leave  what is not saved is lost");
	assert_false(terminal_shows(editor->terminal, "journal keeps"));
	assert_false(terminal_shows(editor->terminal, "Not saved: Not saved"));
	terminal_type(editor->terminal, KEY_DOWN "\r");
	assert_int_equal(running_wait_end(editor), 2);
	assert_non_null(
		strstr(str_text(terminal_output(editor->terminal)), "not saved, and no journal"));
}

/* A click read together with earlier keys applies to the page they led to. */
static void test_click_after_keys(void **state)
{
	struct running *editor = *state;

	running_start(editor, "a.yaml", 80, 24);
	terminal_type(editor->terminal, KEY_ALT("2") "\033[<0;30;6M\033[<0;30;6m");
	running_press(editor, "Clicked");
	assert_true(terminal_shows(editor->terminal, ">2 Impact"));
	running_quit(editor);
}

static void assert_refused(struct running *editor, const char *const *words, const char *says)
{
	running_start_words(editor, words, 80, 24);
	assert_int_equal(running_wait_end(editor), 2);
	if (!strstr(str_text(terminal_output(editor->terminal)), says))
		fail_msg("%s", str_text(terminal_output(editor->terminal)));
	/* Not one byte of the screen was touched. */
	assert_null(strchr(str_text(terminal_output(editor->terminal)), '\033'));
}

static void test_no_such_terminal(void **state)
{
	struct running *editor = *state;
	char path[512];

	snprintf(path, sizeof(path), "%s", folder_path(&editor->program.folder, "a.yaml"));

	const char *const edit[] = {"edit", path, NULL};

	running_set(editor, "TERM", "dumb");
	assert_refused(editor, edit, "TERM is 'dumb'");
	running_set(editor, "TERM", NULL);
	assert_refused(editor, edit, "TERM is ''");
	running_set(editor, "TERM", "no-such-terminal");
	/* curses keeps a block of its own if it does not know the terminal. */
	running_set(editor, "ASAN_OPTIONS", "detect_leaks=0");
	assert_refused(editor, edit, "no-such-terminal");
}

static void test_no_such_file(void **state)
{
	struct running *editor = *state;
	char link[512];

	assert_refused(editor, (const char *const[]){"nowhere", NULL},
		"there is neither a command nor a file 'nowhere'");
	assert_refused(editor, (const char *const[]){"nowhere/a.yaml", NULL},
		"nowhere/a.yaml cannot be created: the folder nowhere: No such file");
	snprintf(link, sizeof(link), "%s", folder_path(&editor->program.folder, "link.yaml"));
	assert_int_equal(symlink("gone.yaml", link), 0);
	assert_refused(editor, (const char *const[]){"edit", link, NULL},
		"is a link to a file that does not exist");
	assert_refused(editor, (const char *const[]){"edit", "/tmp", NULL}, "this is a folder");
}

/* A name without a file: a new document, and nothing is written before the first change. */
static void test_new_file(void **state)
{
	struct running *editor = *state;
	size_t n = folder_count(&editor->program.folder);

	running_start(editor, "new.yaml", 80, 24);
	assert_true(terminal_shows(editor->terminal, "New document"));
	running_press(editor, KEY_ALT("2"));
	running_quit(editor);
	assert_int_equal(folder_count(&editor->program.folder), n);

	running_start(editor, "new.yaml", 80, 24);
	running_kill(editor);
	assert_int_equal(folder_count(&editor->program.folder), n);
	running_start(editor, "new.yaml", 80, 24);
	running_type(editor, "Cards failed");
	running_quit(editor);
	running_assert_value(editor, "new.yaml", "title", "Cards failed");
	running_assert_value(editor, "new.yaml", "status", "draft");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, running_set_up, running_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_hangup_signal),
		TEST(test_terminate_signal),
		TEST(test_dropped_line),
		TEST(test_dropped_line_without_signal),
		TEST(test_terminal_is_put_back),
		TEST(test_interrupt_does_not_quit),
		TEST(test_destroyed_and_left),
		TEST(test_destroyed_and_terminated),
		TEST(test_destroyed_and_hung_up),
		TEST(test_suspend),
		TEST(test_change_while_suspended),
		TEST(test_leave_after_a_change_on_disk),
		TEST(test_leave_with_nothing_kept),
		TEST(test_click_after_keys),
		TEST(test_no_such_terminal),
		TEST(test_no_such_file),
		TEST(test_new_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

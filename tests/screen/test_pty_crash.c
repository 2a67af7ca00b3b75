/*
 * The program crashes: the terminal is restored, a sentence says where the text is, the system
 * learns of the fault, and no painted key is lost.
 */
#define _GNU_SOURCE /* tgkill */
#include "running.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void assert_terminal_is_back(struct running *editor)
{
	struct str changes = {0};

	terminal_changes(editor->terminal, &changes);
	assert_string_equal(str_text(&changes), "");
	str_release(&changes);
}

/* Faults are the program's own, not a sanitizer's. */
static void init(struct running *editor)
{
	running_init(editor);
	running_set(editor, "ASAN_OPTIONS",
		"detect_leaks=0:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:"
		"handle_abort=0");
}

/* The program's thread other than the first: the saver's. */
static pid_t other_thread(pid_t process)
{
	char path[64];
	DIR *threads;
	const struct dirent *entry;
	pid_t found = 0;

	snprintf(path, sizeof(path), "/proc/%ld/task", (long)process);
	threads = opendir(path);
	assert_non_null(threads);
	while ((entry = readdir(threads)) != NULL) {
		long number = strtol(entry->d_name, NULL, 10);

		if (number > 0 && number != process)
			found = (pid_t)number;
	}
	closedir(threads);
	assert_true(found > 0);
	return found;
}

/* Types, sends a signal to a thread of the program as if it had a fault, and checks the result. */
static void crash(struct running *editor, int signal, bool is_savers)
{
	char number[32];
	struct str says = {0};
	pid_t process, thread;

	snprintf(number, sizeof(number), "words before %d", signal);
	RUN(&editor->program, 0, "new", "a.yaml");
	running_start(editor, "a.yaml", 80, 24);
	running_go(editor, "Title");
	running_type(editor, number);
	process = terminal_pid(editor->terminal);
	thread = is_savers ? other_thread(process) : process;
	assert_int_equal(tgkill(process, thread, signal), 0);
	assert_int_equal(running_wait_end(editor), 128 + signal);
	assert_terminal_is_back(editor);
	str_appendf(&says, "ended because of a bug; what you typed is kept in %s/afterword",
		folder_path(&editor->program.folder, "state"));
	assert_non_null(strstr(str_text(terminal_output(editor->terminal)), str_text(&says)));
	str_release(&says);

	running_start(editor, "a.yaml", 80, 24);
	terminal_wait(editor->terminal, number);
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "title", number);
}

static void crash_by_each(bool is_savers)
{
	static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSYS, SIGTRAP};

	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct running editor;

		init(&editor);
		crash(&editor, signals[i], is_savers);
		running_release(&editor);
	}
}

static void test_faults(void **state)
{
	(void)state;
	crash_by_each(false);
}

static void test_faults_of_the_saver(void **state)
{
	(void)state;
	crash_by_each(true);
}

/* The mouse is on, and is switched off with the rest. */
static void test_with_mouse(void **state)
{
	struct running editor;

	(void)state;
	init(&editor);
	RUN(&editor.program, 0, "new", "a.yaml");
	running_start(&editor, "a.yaml", 80, 24);
	terminal_type(editor.terminal, "\033[20~");
	terminal_settle(editor.terminal, 100);
	terminal_signal(editor.terminal, SIGSEGV);
	assert_int_equal(running_wait_end(&editor), 128 + SIGSEGV);
	assert_terminal_is_back(&editor);
	running_release(&editor);
}

/* The sentence names a folder, and the terminal must not act on its name. */
static void test_hostile_folder(void **state)
{
	struct running editor;

	(void)state;
	init(&editor);
	running_set(&editor, "XDG_STATE_HOME", folder_path(&editor.program.folder, "s\033c"));
	RUN(&editor.program, 0, "new", "a.yaml");
	running_start(&editor, "a.yaml", 80, 24);
	terminal_signal(editor.terminal, SIGSEGV);
	assert_int_equal(running_wait_end(&editor), 128 + SIGSEGV);
	assert_non_null(strstr(str_text(terminal_output(editor.terminal)), "/s^[c/afterword and"));
	assert_null(strstr(str_text(terminal_output(editor.terminal)), "s\033c"));
	running_release(&editor);
}

/* While another program has the terminal, a crash leaves it alone. */
static void test_beside_other_editor(void **state)
{
	struct running editor;
	size_t len;

	(void)state;
	init(&editor);
	running_set(&editor, "TMPDIR", editor.program.folder.path);
	running_set(&editor, "VISUAL", "sh -c 'echo the other one; exec sleep 5' -");
	RUN(&editor.program, 0, "new", "a.yaml");
	running_start(&editor, "a.yaml", 80, 24);
	running_go(&editor, "Title");
	terminal_type(editor.terminal, KEY_ALT("v"));
	terminal_wait(editor.terminal, "the other one");
	len = terminal_output(editor.terminal)->len;
	terminal_signal(editor.terminal, SIGSEGV);
	assert_int_equal(running_wait_end(&editor), 128 + SIGSEGV);
	assert_int_equal(terminal_output(editor.terminal)->len, len);
	running_release(&editor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_faults_of_the_saver),
		cmocka_unit_test(test_with_mouse),
		cmocka_unit_test(test_hostile_folder),
		cmocka_unit_test(test_beside_other_editor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

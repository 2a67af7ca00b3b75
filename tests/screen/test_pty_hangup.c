/*
 * The connection drops, or somebody asks the program to end: whatever it is doing, it ends within a
 * second, without spinning, and every word is in the file or in the journal.
 */
#include "running.h"
#include "sanitized.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <time.h>

#include <cmocka.h>

#include "part.h"

enum {
	SLOWER = IS_SANITIZED ? 10 : 1,
	ENDS_WITHIN = 1000 * SLOWER, /* milliseconds, as promised */
	CPU_MAX = 50 * SLOWER,       /* milliseconds that ending may work */
};

/* The kinds of hangup. */
static const struct hangup {
	const char *name;
	int signal;
	bool drops; /* our side of the terminal is closed */
	bool nohup; /* SIGHUP was ignored before the program started */
} hangups[] = {
	{"SIGHUP", .signal = SIGHUP},
	{"SIGTERM", .signal = SIGTERM},
	{"SIGINT", .signal = SIGINT},
	{"a dropped line", .drops = true},
	{"a dropped line under nohup", .drops = true, .nohup = true},
};

#define N_HANGUPS (sizeof(hangups) / sizeof(*hangups))

static int64_t milliseconds(clockid_t clock)
{
	struct timespec now = {0};

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t cpu_of_children(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return (int64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
	       (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static void open_editor(struct running *editor, const struct hangup *hangup)
{
	char command[1200];

	RUN(&editor->program, 0, "new", "a.yaml");
	/* Created and synced by the first session on a machine, which waits for that. */
	program_shell(&editor->program, "mkdir -p -m 700 state/afterword", "", "");
	snprintf(command, sizeof(command), "%s exec '%s' '%s'", hangup->nohup ? "trap '' HUP;" : "",
		program_path(), folder_path(&editor->program.folder, "a.yaml"));
	running_start_words(editor, (const char *const[]){"/bin/sh", "-c", command, NULL}, 80, 24);
	terminal_wait(editor->terminal, "Summary");
	running_go(editor, "Title");
	running_type(editor, "Unsaved words");
}

static void end(struct running *editor, const struct hangup *hangup)
{
	int64_t before = cpu_of_children();
	clockid_t clock;
	int64_t since, took, cpu;

	clock_getcpuclockid(terminal_pid(editor->terminal), &clock);
	before += milliseconds(clock);
	since = milliseconds(CLOCK_MONOTONIC);
	if (hangup->drops)
		terminal_hang_up(editor->terminal);
	else
		terminal_signal(editor->terminal, hangup->signal);
	running_wait_end(editor);
	took = milliseconds(CLOCK_MONOTONIC) - since;
	cpu = cpu_of_children() - before;
	print_message("    %-28s ended after %4d ms, %3d ms of work\n", hangup->name, (int)took,
		(int)cpu);
	assert_true(took < ENDS_WITHIN);
	assert_true(cpu < CPU_MAX);
}

/* The same for each way, in an editor that do_something has brought somewhere. */
static void each_way(void (*do_something)(struct running *editor), const char *preload)
{
	for (size_t i = 0; i < N_HANGUPS; i++) {
		struct running editor;

		running_init(&editor);
		running_set(&editor, "TMPDIR", editor.program.folder.path);
		running_set(&editor, "VISUAL", "sh -c 'echo the other one; exec sleep 5' -");
		running_set(&editor, "LD_PRELOAD", preload);
		if (preload) /* the sanitizer wants to be first otherwise */
			running_set(&editor, "ASAN_OPTIONS", "verify_asan_link_order=0");
		running_set(&editor, "SYNC_MILLISECONDS", "5000");
		open_editor(&editor, &hangups[i]);
		do_something(&editor);
		end(&editor, &hangups[i]);
		running_set(&editor, "LD_PRELOAD", NULL);
		/* What is not in the file comes back. */
		running_start(&editor, "a.yaml", 80, 24);
		terminal_wait(editor.terminal, "Unsaved words");
		running_quit(&editor);
		running_assert_value(&editor, "a.yaml", "title", "Unsaved words");
		running_release(&editor);
	}
}

static void do_nothing(struct running *editor)
{
	(void)editor;
}

static void open_popup(struct running *editor)
{
	terminal_type(editor->terminal, KEY_CTRL_P);
	terminal_wait(editor->terminal, "Esc Close");
}

static void open_other(struct running *editor)
{
	terminal_type(editor->terminal, KEY_ALT("v"));
	terminal_wait(editor->terminal, "the other one");
}

/* Long enough that a save is inside its sync. */
static void save(struct running *editor)
{
	terminal_type(editor->terminal, KEY_CTRL_S);
	terminal_wait(editor->terminal, "saving");
}

static void leave(struct running *editor)
{
	save(editor);
	terminal_type(editor->terminal, KEY_CTRL_X);
	terminal_settle(editor->terminal, 50);
}

static void stop(struct running *editor)
{
	save(editor);
	terminal_type(editor->terminal, KEY_CTRL_Z);
	terminal_settle(editor->terminal, 50);
}

/* Nobody reads, so its writes to the terminal do not return. */
static void block_terminal(struct running *editor)
{
	terminal_leave_unread(editor->terminal);
	for (int i = 0; i < 100; i++) {
		terminal_type(editor->terminal, KEY_CTRL_L);
		nanosleep(&(struct timespec){.tv_nsec = 3000000}, NULL);
	}
}

static void test_typing(void **state)
{
	(void)state;
	each_way(do_nothing, NULL);
}

static void test_popup(void **state)
{
	(void)state;
	each_way(open_popup, NULL);
}

static void test_other_editor(void **state)
{
	(void)state;
	each_way(open_other, NULL);
}

static void test_slow_save(void **state)
{
	(void)state;
	each_way(save, getenv("PRELOAD_DISK"));
}

static void test_slow_leave(void **state)
{
	(void)state;
	each_way(leave, getenv("PRELOAD_DISK"));
}

static void test_slow_suspend(void **state)
{
	(void)state;
	each_way(stop, getenv("PRELOAD_DISK"));
}

static void test_blocked_terminal(void **state)
{
	(void)state;
	each_way(block_terminal, NULL);
}

/* --- while it is stopped, as a job of a shell --- */

/* Starts it as a job, stops it by ^Z, and returns its process after the shell did more. */
static long stop_job(struct running *editor, const char *more, const char *says)
{
	char command[1600];
	const char *job;

	RUN(&editor->program, 0, "new", "a.yaml");
	snprintf(command, sizeof(command), "set -m; '%s' '%s'; echo job; jobs -p; %s",
		program_path(), folder_path(&editor->program.folder, "a.yaml"), more);
	running_start_words(editor, (const char *const[]){"/bin/sh", "-c", command, NULL}, 80, 24);
	terminal_wait(editor->terminal, "Summary");
	running_go(editor, "Title");
	running_type(editor, "Unsaved words");
	terminal_type(editor->terminal, KEY_CTRL_Z);
	terminal_wait(editor->terminal, says);
	job = strstr(str_text(terminal_output(editor->terminal)), "job\r\n");
	assert_non_null(job);
	return strtol(job + strlen("job\r\n"), NULL, 10);
}

/* From proc(5): an orphan may stay as a zombie if nobody collects it. */
static bool is_running(long process)
{
	char path[64], line[512] = "";
	FILE *file;
	const char *state;

	snprintf(path, sizeof(path), "/proc/%ld/stat", process);
	file = fopen(path, "r");
	if (!file)
		return false;
	if (!fgets(line, sizeof(line), file))
		line[0] = '\0';
	fclose(file);
	state = strrchr(line, ')');
	return state && state[2] != 'Z';
}

/* A program asked to end while another editor runs does not leave that behind, even if a shell
 * keeps the terminal and the system notifies nobody. */
static void test_other_editor_ends(void **state)
{
	struct running editor;
	struct str number = {0};
	char command[1600];
	int64_t since;
	long other;

	(void)state;
	running_init(&editor);
	running_set(&editor, "TMPDIR", editor.program.folder.path);
	running_set(&editor, "VISUAL",
		"exec sh -c 'echo $$ >\"$HOME/number\"; kill -TERM $PPID; exec sleep 100' -");
	RUN(&editor.program, 0, "new", "a.yaml");
	snprintf(command, sizeof(command), "'%s' '%s'; echo over; sleep 100", program_path(),
		folder_path(&editor.program.folder, "a.yaml"));
	running_start_words(&editor, (const char *const[]){"/bin/sh", "-c", command, NULL}, 80, 24);
	terminal_wait(editor.terminal, "Summary");
	running_go(&editor, "Title");
	terminal_type(editor.terminal, KEY_ALT("v"));
	terminal_wait(editor.terminal, "over");
	since = milliseconds(CLOCK_MONOTONIC);
	assert_true(folder_get(&editor.program.folder, "number", &number));
	other = strtol(str_text(&number), NULL, 10);
	assert_true(other > 0);
	while (is_running(other) && milliseconds(CLOCK_MONOTONIC) - since < ENDS_WITHIN)
		nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	assert_false(is_running(other));
	str_release(&number);
	running_release(&editor);
}

static void test_signal_while_stopped(void **state)
{
	static const char *const signals[] = {"HUP", "TERM", "INT"};

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct running editor;
		char more[200];
		long job;

		running_init(&editor);
		snprintf(more, sizeof(more),
			"kill -%s %%1; kill -CONT %%1; while kill -0 %%1; do sleep 0.02; done "
			"2>/dev/null; echo over",
			signals[i]);
		job = stop_job(&editor, more, "over");
		assert_false(is_running(job));
		running_assert_value(&editor, "a.yaml", "title", "Unsaved words");
		running_release(&editor);
	}
}

/* The shell goes first, and the system wakes what it had stopped. */
static void test_dropped_line_while_stopped(void **state)
{
	struct running editor;
	int64_t since;
	long job;

	(void)state;
	running_init(&editor);
	job = stop_job(&editor, "echo stopped; sleep 100", "stopped");
	assert_true(is_running(job));
	since = milliseconds(CLOCK_MONOTONIC);
	terminal_hang_up(editor.terminal);
	while (is_running(job) && milliseconds(CLOCK_MONOTONIC) - since < ENDS_WITHIN)
		nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	assert_false(is_running(job));
	running_assert_value(&editor, "a.yaml", "title", "Unsaved words");
	running_release(&editor);
}

/* ^Z in the other editor stops the complete group: we must stop with it, or the shell would not
 * know. */
static void test_stop_in_other_editor(void **state)
{
	struct running editor;
	char command[1600];

	(void)state;
	running_init(&editor);
	running_set(&editor, "TMPDIR", editor.program.folder.path);
	running_set(
		&editor, "VISUAL", "sh -c 'echo Other words >\"$1\"; kill -TSTP 0; echo back' -");
	RUN(&editor.program, 0, "new", "a.yaml");
	snprintf(command, sizeof(command), "set -m; '%s' '%s'; echo stopped; fg >/dev/null",
		program_path(), folder_path(&editor.program.folder, "a.yaml"));
	running_start_words(&editor, (const char *const[]){"/bin/sh", "-c", command, NULL}, 80, 24);
	terminal_wait(editor.terminal, "Summary");
	running_go(&editor, "Title");
	terminal_type(editor.terminal, KEY_ALT("v"));
	while (!strstr(str_text(terminal_output(editor.terminal)), "stopped"))
		terminal_wait_output(editor.terminal);
	terminal_wait(editor.terminal, "Other words");
	running_quit(&editor);
	running_assert_value(&editor, "a.yaml", "title", "Other words");
	running_release(&editor);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typing),
		cmocka_unit_test(test_popup),
		cmocka_unit_test(test_other_editor),
		cmocka_unit_test(test_slow_save),
		cmocka_unit_test(test_slow_leave),
		cmocka_unit_test(test_slow_suspend),
		cmocka_unit_test(test_blocked_terminal),
		cmocka_unit_test(test_other_editor_ends),
		cmocka_unit_test(test_signal_while_stopped),
		cmocka_unit_test(test_dropped_line_while_stopped),
		cmocka_unit_test(test_stop_in_other_editor),
	};

	choose_part(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

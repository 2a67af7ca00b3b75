/*
 * The real program under strace, which kills it at each system call of a save in turn, or makes the
 * call fail. For the commands that change a file, and for the editor on a pty, with keys typed into
 * it. In the end the file always has the old or the new text, and what was on the screen is in the
 * file or the journal.
 *
 * AFTERWORD_STRACE=all tries every call of every kind; else some of each. Skipped, with the reason,
 * if strace is missing or not allowed to trace.
 */
#include "painted.h"

#include "base/mem.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "part.h"

/* The calls of a save and a journal. */
static const char *const calls[] = {"openat", "close", "read", "write", "pwrite64", "ftruncate",
	"fallocate", "fsync", "fdatasync", "newfstatat", "fchmod", "flistxattr", "fremovexattr",
	"linkat", "unlinkat", "renameat", "renameat2", "mkdirat", "readlinkat", "fcntl"};
static const char *const errors[] = {"ENOSPC", "EIO", "EROFS", "EINTR", "EDQUOT"};

enum { N_CALLS = sizeof(calls) / sizeof(*calls), N_ERRORS = sizeof(errors) / sizeof(*errors) };

/* Not in the document's folder: the editor looks up whenever something is written there, and each
 * of its looks would be a line more. */
#define LOG_FOLDER "traced"
#define LOG LOG_FOLDER "/calls"

enum { MOST = 200 /* times of one kind that a program may call */ };

static bool is_all(void)
{
	const char *wanted = getenv("AFTERWORD_STRACE");

	return wanted && strcmp(wanted, "all") == 0;
}

/* What strace does at the nth call of a kind: kill, or make it fail. */
struct injection {
	char text[128];
	const char *words[8];
};

static void injection_init(struct injection *self, const char *call, size_t nth, const char *error)
{
	if (error)
		snprintf(self->text, sizeof(self->text), "inject=%s:error=%s:when=%zu", call, error,
			nth);
	else
		snprintf(self->text, sizeof(self->text), "inject=%s:signal=SIGKILL:when=%zu", call,
			nth);
	memcpy(self->words,
		(const char *[8]){
			"/usr/bin/env", "strace", "-f", "-qq", "-o", "/dev/null", "-e", self->text},
		sizeof(self->words));
}

/* How often a program makes each call, as counted by strace. */
static void count_calls(struct painted *self, size_t counts[N_CALLS])
{
	struct str log = {0};

	assert_true(folder_get(&self->editor.program.folder, LOG, &log));
	for (size_t i = 0; i < N_CALLS; i++) {
		char call[32];

		counts[i] = 0;
		snprintf(call, sizeof(call), " %s(", calls[i]);
		for (const char *at = str_text(&log); (at = strstr(at, call)); at++)
			counts[i]++;
		if (counts[i] > MOST)
			counts[i] = MOST;
	}
	str_release(&log);
}

/* The step through the calls of a kind: all, or some from first to last. */
static size_t step_of(size_t count, size_t wanted)
{
	return is_all() || count <= wanted ? 1 : (count + wanted - 1) / wanted;
}

/* --- commands --- */

struct command {
	const char *name;
	const char *words; /* after the program's path */
	bool has_second_name;
};

static const struct command commands[] = {
	{"set", "set a.yaml main.body 'New words that are longer than the old ones were.'"},
	{"set in place", "set a.yaml main.body 'New words that are longer than before.'",
		.has_second_name = true},
	{"set in place, shorter", "set a.yaml main.body N", .has_second_name = true},
};

static bool is_text(struct painted *self, const struct str *text)
{
	struct str there = {0};
	bool is_same = folder_get(&self->editor.program.folder, "a.yaml", &there) &&
		       str_equal(&there, str_text(text), text->len);

	str_release(&there);
	return is_same;
}

static void run_command(struct painted *self, const struct command *command, const char *strace)
{
	program_shell(&self->editor.program, strace, " \"$AFTERWORD\" ", command->words);
}

/* The file before and after the command. */
struct texts {
	struct str before;
	struct str after;
};

static void learn(const struct command *command, struct texts *texts, size_t counts[N_CALLS])
{
	struct painted self;

	painted_init(&self, false, command->has_second_name);
	program_shell(&self.editor.program, "mkdir " LOG_FOLDER, "", "");
	assert_true(folder_get(&self.editor.program.folder, "a.yaml", &texts->before));
	run_command(&self, command, "ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o " LOG);
	assert_int_equal(self.editor.program.status, 0);
	assert_true(folder_get(&self.editor.program.folder, "a.yaml", &texts->after));
	count_calls(&self, counts);
	painted_release(&self);
}

static void check_command(struct painted *self, const struct command *command,
	const struct texts *texts, const char *label)
{
	bool is_new = is_text(self, &texts->after);

	if (!is_new && !is_text(self, &texts->before)) {
		/* Interrupted in place: opening it completes it. */
		if (!command->has_second_name)
			fail_msg("%s: the file is neither old nor new", label);
		painted_recover(self, label);
		is_new = is_text(self, &texts->after);
		if (!is_new)
			fail_msg("%s: the file was not mended", label);
	}
	if (self->editor.program.status == 0 && !is_new)
		fail_msg("%s: ended well, and the file is old", label);
}

/* Did the program notice? */
static bool try_command(const struct command *command, const struct texts *texts, const char *call,
	size_t nth, const char *error)
{
	struct injection injection;
	struct painted self;
	char strace[256], label[256];
	bool is_hit;

	injection_init(&injection, call, nth, error);
	snprintf(strace, sizeof(strace),
		"ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o /dev/null -e %s", injection.text);
	snprintf(label, sizeof(label), "%s, %s", command->name, injection.text);
	painted_init(&self, false, command->has_second_name);
	run_command(&self, command, strace);
	check_command(&self, command, texts, label);
	is_hit = self.editor.program.status != 0;
	painted_release(&self);
	return is_hit;
}

static void test_commands(void **state)
{
	size_t n = 0, n_hit = 0;
	time_t since = time(NULL);

	(void)state;
	if (!painted_can_trace())
		skip();
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		struct texts texts = {{0}, {0}};
		size_t counts[N_CALLS];

		learn(&commands[i], &texts, counts);
		for (size_t j = 0; j < N_CALLS; j++)
			for (size_t nth = 1; nth <= counts[j];
				nth += step_of(counts[j], 4), n += 2) {
				n_hit += try_command(&commands[i], &texts, calls[j], nth, NULL);
				n_hit += try_command(&commands[i], &texts, calls[j], nth,
					errors[(nth + j) % N_ERRORS]);
			}
		str_release(&texts.before);
		str_release(&texts.after);
	}
	print_message("%zu commands killed or failed at a system call, %zu of them did not end "
		      "well, %ld s\n",
		n, n_hit, (long)(time(NULL) - since));
	assert_true(n_hit > n / 3);
}

/* --- the editor --- */

/* Types, saves, continues typing, and leaves; what the program makes of it depends on the
 * injection. */
static void drive(struct painted *self)
{
	for (int i = 0; i < 6; i++)
		painted_type(self);
	terminal_settle(self->editor.terminal, 30);
	terminal_type(self->editor.terminal, KEY_CTRL_S);
	terminal_settle(self->editor.terminal, 30);
	for (int i = 0; i < 4; i++)
		painted_type(self);
	terminal_settle(self->editor.terminal, 30);
	painted_look(self);
	terminal_type(self->editor.terminal, KEY_CTRL_X);
	terminal_settle(self->editor.terminal, 150);
	/* It may ask something; then the connection drops. */
	terminal_hang_up(self->editor.terminal);
	running_wait_end(&self->editor);
}

static void try_editor(bool in_place, const char *call, size_t nth, const char *error)
{
	struct injection injection;
	struct painted self;
	char label[256];
	const char *words[9] = {NULL};

	/* The screen is also written by write, and a frame that is not painted would never end a
	 * wait. */
	if (strcmp(call, "write") == 0)
		error = NULL;
	injection_init(&injection, call, nth, error);
	memcpy(words, injection.words, sizeof(injection.words));
	snprintf(label, sizeof(label), "editor%s, %s", in_place ? " in place" : "", injection.text);
	painted_init(&self, false, in_place);
	self.label = label;
	if (painted_start(&self, words))
		drive(&self);
	else
		running_wait_end(&self.editor);
	painted_recover(&self, label);
	painted_release(&self);
}

static void count_editor(bool in_place, size_t counts[N_CALLS])
{
	struct painted self;
	char log[512];

	painted_init(&self, false, in_place);
	program_shell(&self.editor.program, "mkdir " LOG_FOLDER, "", "");
	snprintf(log, sizeof(log), "%s", folder_path(&self.editor.program.folder, LOG));
	assert_true(painted_start(&self,
		(const char *const[]){"/usr/bin/env", "strace", "-f", "-qq", "-o", log, NULL}));
	drive(&self);
	count_calls(&self, counts);
	painted_recover(&self, "editor");
	painted_release(&self);
}

static void test_editor(void **state)
{
	size_t n = 0;
	time_t since = time(NULL);

	(void)state;
	if (!painted_can_trace())
		skip();
	for (int in_place = 0; in_place < 2; in_place++) {
		size_t counts[N_CALLS];

		count_editor(in_place, counts);
		for (size_t j = 0; j < N_CALLS; j++) {
			/* The calls that set up descriptors are all different. */
			bool is_setup = strcmp(calls[j], "fcntl") == 0;
			size_t step = step_of(counts[j], is_setup ? MOST : 3);

			for (size_t nth = counts[j]; nth >= 1; nth -= nth > step ? step : nth) {
				const char *error = errors[(nth + j) % N_ERRORS];

				try_editor(in_place, calls[j], nth, n++ % 2 == 0 ? NULL : error);
				if (is_all() || is_setup)
					try_editor(in_place, calls[j], nth,
						n++ % 2 == 0 ? NULL : error);
			}
		}
	}
	print_message("%zu editors killed or failed at a system call, %ld s\n", n,
		(long)(time(NULL) - since));
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_editor),
	};

	choose_part(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

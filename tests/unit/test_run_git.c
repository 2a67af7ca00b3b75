/*
 * Running git: what it says comes whole and at once, or not at all, whatever there is in its place;
 * and nobody waits longer than they have said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "repository.h"
#include "store/git.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LONG = 60000 };

struct answer {
	struct str out;
	struct err err;
	bool done;
	int status;
};

static void release(struct answer *self)
{
	str_release(&self->out);
	*self = (struct answer){0};
}

static void ask(struct answer *self, struct repository *git, unsigned milliseconds)
{
	const struct git_question question = {
		git->folder.path, (const char *const[]){"log", "-1", NULL}, milliseconds};

	release(self);
	self->done = git_ask(&question, &self->out, &self->err);
	assert_true(self->done == (self->err.code == ERR_NONE));
}

static void run(struct answer *self)
{
	release(self);
	self->status = -1;
	self->done = git_run((const char *const[]){"log", "-1", NULL}, true, &self->out,
		&self->status, &self->err);
	assert_true(self->done == (self->err.code == ERR_NONE));
}

/* No process of ours is left, not even a dead one. */
static void assert_no_child(void)
{
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void test_what_it_says_is_appended(void **state)
{
	struct repository *git = *state;
	const struct git_question question = {
		git->folder.path, (const char *const[]){"log", NULL}, LONG};
	struct str out = {0};

	repository_script(git, "printf 'one\\ntwo'; echo no >&2; cat");
	str_append_text(&out, "before ");
	assert_true(git_ask(&question, &out, NULL));
	assert_string_equal(str_text(&out), "before one\ntwo");
	str_release(&out);
}

/* No pager, no lock, no network, no program that a setting names. */
static void test_a_question_changes_nothing(void **state)
{
	struct repository *git = *state;
	struct answer answer = {0};
	struct str wanted = {0};

	repository_script(git, "printf '%s ' \"$@\"");
	ask(&answer, git, LONG);
	str_appendf(&wanted,
		"--no-pager --no-optional-locks -c core.fsmonitor=false -c protocol.allow=never "
		"-C %s log -1 ",
		git->folder.path);
	assert_string_equal(str_text(&answer.out), str_text(&wanted));
	str_release(&wanted);
	release(&answer);
}

static void test_status(void **state)
{
	struct repository *git = *state;
	struct answer answer = {0};

	repository_script(git, "printf part; exit 3");
	run(&answer);
	assert_true(answer.done);
	assert_int_equal(answer.status, 3);
	assert_string_equal(str_text(&answer.out), "part");
	ask(&answer, git, LONG);
	assert_int_equal(answer.err.code, ERR_MISSING);
	repository_script(git, "kill -TERM $$");
	run(&answer);
	assert_int_equal(answer.status, 128 + SIGTERM);
	ask(&answer, git, LONG);
	assert_false(answer.done);
	release(&answer);
}

/* It is not to ignore them because this program does. */
static void test_signals_are_as_usual_there(void **state)
{
	struct repository *git = *state;
	struct answer answer = {0};

	signal(SIGPIPE, SIG_IGN);
	repository_script(git, "kill -PIPE $$");
	run(&answer);
	signal(SIGPIPE, SIG_DFL);
	assert_int_equal(answer.status, 128 + SIGPIPE);
	release(&answer);
}

static void test_none_is_installed(void **state)
{
	struct repository *git = *state;
	struct answer answer = {0};
	struct str setting = {0};

	repository_script(git, NULL);
	ask(&answer, git, LONG);
	assert_int_equal(answer.err.code, ERR_MISSING);
	assert_string_equal(answer.err.message, "git is not installed");
	run(&answer);
	assert_string_equal(answer.err.message, "git is not installed");
	git_setting("user.name", &setting);
	assert_int_equal(setting.len, 0);
	release(&answer);
}

static void test_one_that_cannot_be_run(void **state)
{
	struct repository *git = *state;
	struct answer answer = {0};

	repository_script(git, "");
	assert_int_equal(chmod(folder_path(&git->folder, "bin/git"), 0644), 0);
	setenv("PATH", folder_path(&git->folder, "bin"), 1);
	ask(&answer, git, LONG);
	assert_string_equal(answer.err.message, "git cannot be run: Permission denied");
	release(&answer);
}

static void test_one_that_is_slow_is_ended(void **state)
{
	struct repository *git = *state;
	struct answer answer = {0};

	repository_script(git, "printf part; exec sleep 600");
	ask(&answer, git, 50);
	assert_int_equal(answer.err.code, ERR_LIMIT);
	assert_string_equal(answer.err.message, "git takes too long");
	ask(&answer, git, 0);
	assert_int_equal(answer.err.code, ERR_LIMIT);
	assert_no_child();
	release(&answer);
}

static void test_one_that_says_too_much_is_ended(void **state)
{
	struct repository *git = *state;
	struct answer answer = {0};

	repository_script(git, "exec cat /dev/zero");
	ask(&answer, git, LONG);
	assert_int_equal(answer.err.code, ERR_LIMIT);
	assert_string_equal(answer.err.message, "git says too much");
	assert_no_child();
	release(&answer);
}

static void count_signal(int signal)
{
	(void)signal;
}

/* A terminal whose size changes meanwhile, before it says something and before it ends. */
static void test_a_signal_ends_no_question(void **state)
{
	struct repository *git = *state;
	struct answer answer = {0};
	const struct sigaction action = {.sa_handler = count_signal};

	sigaction(SIGWINCH, &action, NULL);
	repository_script(git, "signals() { for i in 1 2 3 4 5 6 7 8 9; do kill -WINCH $PPID; "
			       "kill -0 $PPID; done; }\n"
			       "signals; printf one; signals; printf two; exec >&-; signals");
	for (int i = 0; i < 5; i++) {
		ask(&answer, git, LONG);
		assert_string_equal(str_text(&answer.out), "onetwo");
	}
	signal(SIGWINCH, SIG_DFL);
	release(&answer);
}

/* Whoever started this program may have said that nobody waits for children. */
static void test_a_status_that_nobody_kept_is_a_failure(void **state)
{
	struct repository *git = *state;
	struct answer answer = {0};

	repository_script(git, "echo yes");
	signal(SIGCHLD, SIG_IGN);
	ask(&answer, git, LONG);
	signal(SIGCHLD, SIG_DFL);
	assert_int_equal(answer.err.code, ERR_MISSING);
	release(&answer);
}

static void test_no_descriptor_is_left(void **state)
{
	struct repository *git = *state;
	struct rlimit old;
	struct answer answer = {0};
	int next = dup(STDIN_FILENO);

	close(next);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
	setrlimit(RLIMIT_NOFILE, &(struct rlimit){(rlim_t)next, old.rlim_max});
	ask(&answer, git, LONG);
	assert_string_equal(answer.err.message, "cannot create a pipe: Too many open files");
	run(&answer);
	assert_string_equal(answer.err.message, "cannot create a pipe: Too many open files");
	setrlimit(RLIMIT_NOFILE, &old);
	release(&answer);
}

static void test_settings(void **state)
{
	static const char *const cases[][2] = {
		{"echo diff3", "diff3"}, {"printf diff3", "diff3"}, {"exit 1", ""}};
	struct repository *git = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str value = {0};

		repository_script(git, cases[i][0]);
		git_setting("merge.conflictStyle", &value);
		assert_string_equal(str_text(&value), cases[i][1]);
		str_release(&value);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, repository_set_up, repository_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_it_says_is_appended),
		TEST(test_a_question_changes_nothing),
		TEST(test_status),
		TEST(test_signals_are_as_usual_there),
		TEST(test_none_is_installed),
		TEST(test_one_that_cannot_be_run),
		TEST(test_one_that_is_slow_is_ended),
		TEST(test_one_that_says_too_much_is_ended),
		TEST(test_a_signal_ends_no_question),
		TEST(test_a_status_that_nobody_kept_is_a_failure),
		TEST(test_no_descriptor_is_left),
		TEST(test_settings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

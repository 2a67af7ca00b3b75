/* Runs git with posix_spawn, and queries it. */
#include "store/git.h"

#include "base/fileio.h"
#include "base/source.h"
#include "model/when.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* git must not ignore the signals that this program ignores. */
static void set_signals(posix_spawnattr_t *attributes)
{
	sigset_t defaults;

	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	sigaddset(&defaults, SIGXFSZ);
	posix_spawnattr_setsigdefault(attributes, &defaults);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF);
}

static bool spawn(
	pid_t *child, const char *const *words, bool is_quiet, const int *ends, struct err *err)
{
	char *arguments[GIT_WORDS + 2] = {(char[]){"git"}};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int number;

	for (size_t i = 0; words[i]; i++)
		memcpy(&arguments[i + 1], &words[i], sizeof(words[i]));
	zone_leave();
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	set_signals(&attributes);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	if (is_quiet)
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	number = posix_spawnp(child, arguments[0], &actions, &attributes, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	if (number == ENOENT)
		return err_set(err, ERR_MISSING, "git is not installed");
	return number == 0 || err_system(err, number, "git cannot be run");
}

static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return 255;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static bool open_pipe(int *ends, struct err *err)
{
	if (pipe(ends) != 0)
		return err_system(err, errno, "cannot create a pipe");
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

bool git_run(const char *const *words, bool is_quiet, struct str *out, int *status, struct err *err)
{
	int ends[2];
	pid_t child;
	bool done;

	if (!open_pipe(ends, err))
		return false;
	done = spawn(&child, words, is_quiet, ends, err);
	close(ends[1]);
	if (done) {
		done = io_read_all(io_system(), ends[0], SIZE_MAX / 4, out, err);
		*status = wait_for(child);
	}
	close(ends[0]);
	return done;
}

/* --- questions --- */

static int64_t now(void)
{
	const struct time_source clock = time_source_system();

	return time_source_steady(&clock);
}

/* Takes what it says, if it has ended by that moment. */
static bool take_output(int fd, int64_t limit, struct str *out, struct err *err)
{
	enum { MOST = 64 * 1024 * 1024 };
	char bytes[16384];

	for (;;) {
		struct pollfd words = {.fd = fd, .events = POLLIN};
		int64_t left = limit - now();
		int ready = left > 0 ? poll(&words, 1, (int)left) : 0;
		ssize_t n;

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return err_set(err, ERR_LIMIT, "git takes too long");
		if (out->len > MOST)
			return err_set(err, ERR_LIMIT, "git says too much");
		n = read(fd, bytes, sizeof(bytes)); /* does not wait */
		if (n <= 0)
			return n == 0 || err_system(err, errno, "git cannot be heard");
		str_append(out, bytes, (size_t)n);
	}
}

/* What settings and attributes may have git run, and what may wait for a network or a lock, is out
 * of the question. */
static void prepare(const struct git_question *self, const char *words[GIT_WORDS + 1])
{
	const char *const before[] = {"--no-pager", "--no-optional-locks", "-c",
		"core.fsmonitor=false", "-c", "protocol.allow=never", "-C", self->folder};
	size_t n = 0;

	for (; n < sizeof(before) / sizeof(before[0]); n++)
		words[n] = before[n];
	for (size_t i = 0; self->words[i]; i++) {
		assert(n < GIT_WORDS);
		words[n++] = self->words[i];
	}
	words[n] = NULL;
}

bool git_ask(const struct git_question *self, struct str *out, struct err *err)
{
	const char *words[GIT_WORDS + 1];
	int64_t limit = now() + self->milliseconds;
	int ends[2];
	pid_t child;
	bool done;

	prepare(self, words);
	if (!open_pipe(ends, err))
		return false;
	done = spawn(&child, words, true, ends, err);
	close(ends[1]);
	if (done) {
		done = take_output(ends[0], limit, out, err);
		if (!done)
			kill(child, SIGKILL);
		if (wait_for(child) != 0)
			done = err_set(err, ERR_MISSING, "git does not know");
	}
	close(ends[0]);
	return done;
}

/* --- settings --- */

void git_setting(const char *name, struct str *out)
{
	int status;

	git_run((const char *const[]){"config", "--get", name, NULL}, true, out, &status, NULL);
	if (out->len > 0 && out->data[out->len - 1] == '\n')
		str_splice(out, out->len - 1, 1, "", 0);
}

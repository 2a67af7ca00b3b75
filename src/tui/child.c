/* posix_spawn and waitpid. */
#include "child.h"

#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The new program resets handlers anyway, but signals we ignore must be restored. */
static void set_signals(posix_spawnattr_t *attributes)
{
	sigset_t defaults, none;

	sigemptyset(&none);
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	sigaddset(&defaults, SIGQUIT);
	sigaddset(&defaults, SIGXFSZ);
	posix_spawnattr_setsigdefault(attributes, &defaults);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

static bool spawn(pid_t *child, char *const arguments[], const int *ends, struct err *err)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int number;

	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	set_signals(&attributes);
	if (ends) {
		posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
		posix_spawn_file_actions_addclose(&actions, ends[0]);
		posix_spawn_file_actions_addclose(&actions, ends[1]);
		posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	}
	number = posix_spawnp(child, arguments[0], &actions, &attributes, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	if (number != 0)
		return err_system(err, number, "cannot run %s", arguments[0]);
	return true;
}

static void feed(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t written = write(fd, bytes, len);

		if (written < 0 && errno == EINTR && !signals_hung_up())
			continue;
		if (written <= 0)
			return;
		bytes += written;
		len -= (size_t)written;
	}
}

/*
 * SIGCHLD wakes us, and so does the end of the terminal even without a signal. A child
 * that is left behind gets a SIGHUP.
 */
static bool wait_for(pid_t child, const char *name, struct err *err)
{
	int status;
	pid_t ended;

	while ((ended = waitpid(child, &status, WNOHANG)) == 0) {
		if (!signals_wait(-1)) {
			kill(child, SIGHUP);
			return err_set(err, ERR_SYSTEM, "the terminal went away");
		}
		signals_follow_group();
	}
	if (ended < 0)
		return err_system(err, errno, "cannot wait for %s", name);
	if (WIFSIGNALED(status))
		return err_set(
			err, ERR_SYSTEM, "%s was killed by signal %d", name, WTERMSIG(status));
	if (WEXITSTATUS(status) == 127)
		return err_set(err, ERR_SYSTEM, "%s could not be run", name);
	if (WEXITSTATUS(status) != 0)
		return err_set(
			err, ERR_SYSTEM, "%s exited with status %d", name, WEXITSTATUS(status));
	return true;
}

bool child_run(
	char *const arguments[], const char *name, const char *input, size_t len, struct err *err)
{
	int ends[2];
	pid_t child;
	bool is_running;

	if (!input)
		return spawn(&child, arguments, NULL, err) && wait_for(child, name, err);
	if (pipe(ends) != 0)
		return err_system(err, errno, "cannot create a pipe");
	is_running = spawn(&child, arguments, ends, err);
	close(ends[0]);
	if (is_running)
		feed(ends[1], input, len);
	close(ends[1]);
	return is_running && wait_for(child, name, err);
}

/* A program on a pty, timed. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE /* TIOCSCTTY, struct winsize */

#include "pty.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int64_t now_microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void die(const char *what)
{
	perror(what);
	exit(2);
}

static void run_child(
	const char *slave, const char *const *argv, const char *home, const char *slow_disk)
{
	char state[512], environment_home[512], preload[512];
	const char *environment[] = {environment_home, state, "TERM=xterm-256color",
		"LC_ALL=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin", "LOGNAME=bench",
		slow_disk ? preload : NULL, "SYNC_MILLISECONDS=5000", NULL};

	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", slow_disk ? slow_disk : "");

	snprintf(environment_home, sizeof(environment_home), "HOME=%s", home);
	snprintf(state, sizeof(state), "XDG_STATE_HOME=%s/state", home);
	setsid();

	int fd = open(slave, O_RDWR);

	if (fd < 0)
		_exit(127);
	ioctl(fd, TIOCSCTTY, 0);
	dup2(fd, 0);
	dup2(fd, 1);
	dup2(fd, 2);
	close(fd);
	execve(argv[0], (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)environment);
	_exit(127);
}

void pty_start(struct pty *self, const char *const *argv, const char *home, const char *slow_disk,
	int columns, int rows)
{
	struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};

	self->fd = posix_openpt(O_RDWR | O_NOCTTY);
	if (self->fd < 0 || grantpt(self->fd) || unlockpt(self->fd))
		die("pty");
	fcntl(self->fd, F_SETFD, FD_CLOEXEC);
	ioctl(self->fd, TIOCSWINSZ, &size);

	char slave[128];

	snprintf(slave, sizeof(slave), "%s", ptsname(self->fd));
	self->started = now_microseconds();
	self->pid = fork();
	if (self->pid < 0)
		die("fork");
	if (self->pid == 0)
		run_child(slave, argv, home, slow_disk);
}

struct answer pty_settle(struct pty *self, int64_t since, int quiet)
{
	struct answer answer = {0};
	char bytes[65536];

	for (;;) {
		struct pollfd wait = {.fd = self->fd, .events = POLLIN};

		if (poll(&wait, 1, quiet) <= 0)
			return answer;

		ssize_t len = read(self->fd, bytes, sizeof(bytes));

		if (len <= 0)
			return answer;
		answer.bytes += (size_t)len;
		answer.microseconds = now_microseconds() - since;
	}
}

struct answer pty_key(struct pty *self, const char *bytes, int quiet)
{
	enum { FIRST = 1000 /* milliseconds; a busy machine may take longer than quiet */ };
	struct pollfd answer = {.fd = self->fd, .events = POLLIN};
	size_t len = strlen(bytes);
	int64_t since = now_microseconds();

	if (write(self->fd, bytes, len) != (ssize_t)len)
		die("write");
	poll(&answer, 1, FIRST);
	return pty_settle(self, since, quiet);
}

long pty_memory(const struct pty *self)
{
	char path[64], line[256];
	long pss = 0;

	snprintf(path, sizeof(path), "/proc/%ld/smaps_rollup", (long)self->pid);

	FILE *file = fopen(path, "r");

	while (file && fgets(line, sizeof(line), file)) {
		if (strncmp(line, "Pss:", 4) == 0)
			pss = strtol(line + 4, NULL, 10);
	}
	if (file)
		fclose(file);
	return pss;
}

void pty_kill(struct pty *self)
{
	kill(self->pid, SIGKILL);
	waitpid(self->pid, NULL, 0);
	close(self->fd);
}

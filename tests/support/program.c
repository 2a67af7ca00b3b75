/* Starts the program with pipes for its output, and waits for its end. */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

const char *program_path(void)
{
	const char *path = getenv("AFTERWORD");

	assert_non_null(path);
	return path;
}

static bool is_named(const char *string, const char *name)
{
	size_t len = strlen(name);

	return strncmp(string, name, len) == 0 && string[len] == '=';
}

void program_environment_set(struct program_environment *self, const char *name, const char *value)
{
	size_t n = 0;

	while (self->list[n] && !is_named(self->list[n], name))
		n++;
	if (value) {
		assert_true(n < sizeof(self->strings) / sizeof(self->strings[0]));
		snprintf(self->strings[n], sizeof(self->strings[0]), "%s=%s", name, value);
		self->list[n] = self->strings[n];
		return;
	}
	for (; self->list[n]; n++) {
		if (self->list[n + 1])
			strcpy(self->strings[n], self->list[n + 1]);
		else
			self->list[n] = NULL;
	}
}

void program_environment(struct program_environment *self, const char *home, const char *term)
{
	static const char *const passed[] = {"AFTERWORD", "ASAN_OPTIONS", "UBSAN_OPTIONS"};
	char config[256], state[256];

	*self = (struct program_environment){0};
	snprintf(config, sizeof(config), "%s/config", home);
	snprintf(state, sizeof(state), "%s/state", home);
	program_environment_set(self, "HOME", home);
	program_environment_set(self, "XDG_CONFIG_HOME", config);
	program_environment_set(self, "XDG_STATE_HOME", state);
	program_environment_set(self, "LC_ALL", "C.UTF-8");
	program_environment_set(self, "TZ", "UTC");
	program_environment_set(self, "TERM", term);
	for (size_t i = 0; i < sizeof(passed) / sizeof(passed[0]); i++)
		program_environment_set(self, passed[i], getenv(passed[i]));
}

void program_init(struct program *self)
{
	*self = (struct program){0};
	folder_init(&self->folder);
	/* A program that does not read all of its input must not end the test. */
	signal(SIGPIPE, SIG_IGN);
}

void program_release(struct program *self)
{
	folder_release(&self->folder);
	str_release(&self->out);
	str_release(&self->err);
}

int program_set_up(void **state)
{
	static struct program program;

	program_init(&program);
	*state = &program;
	return 0;
}

int program_tear_down(void **state)
{
	program_release(*state);
	return 0;
}

bool has(const struct str *text, const char *part)
{
	return strstr(str_text(text), part) != NULL;
}

/* Replaces this child by a program; only returns on failure. */
static void become(const struct program *self, const char *path, const char *const *words)
{
	const char *argv[PROGRAM_ARGUMENTS + 2] = {path};
	struct program_environment environment;

	for (size_t i = 0; words[i]; i++) {
		if (i == PROGRAM_ARGUMENTS)
			return;
		argv[i + 1] = words[i];
	}
	program_environment(&environment, self->folder.path, NULL);
	signal(SIGPIPE, SIG_DFL);
	if (chdir(self->folder.path) == 0)
		execve(argv[0], (char *const *)(uintptr_t)argv, environment.list);
}

/* One of the three streams, seen from our side. */
struct stream {
	int fd;
	struct str *bytes;
};

static void stream_read(struct stream *self)
{
	char chunk[16384];
	ssize_t got = read(self->fd, chunk, sizeof(chunk));

	if (got > 0) {
		str_append(self->bytes, chunk, (size_t)got);
	} else if (got == 0 || errno != EINTR) {
		close(self->fd);
		self->fd = -1;
	}
}

/* A program that does not read its input is not a test failure. */
static void feed(int *fd, const char *input, size_t len, size_t *done)
{
	ssize_t put = *done < len ? write(*fd, input + *done, len - *done) : -1;

	if (put > 0)
		*done += (size_t)put;
	if (put <= 0 || *done == len) {
		close(*fd);
		*fd = -1;
	}
}

static void exchange(struct stream streams[2], int in, const char *input, size_t len)
{
	size_t done = 0;

	if (len == 0) {
		close(in);
		in = -1;
	}
	while (streams[0].fd >= 0 || streams[1].fd >= 0 || in >= 0) {
		struct pollfd polls[3] = {
			{.fd = streams[0].fd, .events = POLLIN},
			{.fd = streams[1].fd, .events = POLLIN},
			{.fd = in, .events = POLLOUT},
		};

		if (poll(polls, 3, -1) < 0)
			continue;
		for (size_t i = 0; i < 2; i++) {
			if (polls[i].revents)
				stream_read(&streams[i]);
		}
		if (polls[2].revents)
			feed(&in, input, len, &done);
	}
}

static int wait_status(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		assert_int_equal(errno, EINTR);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void open_pipe(int ends[2])
{
	assert_int_equal(pipe(ends), 0);
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
}

static void run(struct program *self, const char *path, const char *const *words, const char *input,
	size_t len)
{
	int in[2], out[2], err[2];

	open_pipe(in);
	open_pipe(out);
	open_pipe(err);
	str_clear(&self->out);
	str_clear(&self->err);

	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		dup2(err[1], STDERR_FILENO);
		become(self, path, words);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	close(err[1]);

	struct stream streams[2] = {{out[0], &self->out}, {err[0], &self->err}};

	exchange(streams, in[1], input, len);
	self->status = wait_status(pid);
}

void program_run_input(
	struct program *self, const char *const *words, const char *input, size_t len)
{
	run(self, program_path(), words, input, len);
}

void program_shell(struct program *self, const char *a, const char *b, const char *c)
{
	struct str command = {0};

	str_appendf(&command, "%s%s%s", a, b, c);
	run(self, "/bin/sh", (const char *const[]){"-c", str_text(&command), NULL}, "", 0);
	str_release(&command);
}

void program_run(struct program *self, const char *const *words)
{
	program_run_input(self, words, "", 0);
}

pid_t program_start(struct program *self, const char *const *words)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		become(self, program_path(), words);
		_exit(127);
	}
	return pid;
}

void program_expect(struct program *self, int status, const char *const *words)
{
	program_run(self, words);
	if (self->status == status)
		return;
	for (size_t i = 0; words[i]; i++)
		print_message("%s ", words[i]);
	fail_msg("ended with %d, not %d\nstdout: %s\nstderr: %s", self->status, status,
		str_text(&self->out), str_text(&self->err));
}

/* The input of --follow: a pipe or a file, and Ctrl+C. */
#include "log_follow.h"

#include <errno.h>
#include <signal.h>
#include <sys/select.h>
#include <unistd.h>

enum { READ_AT_ONCE = 65536 };

struct input {
	struct io io;
	int fd;
	sigset_t waiting; /* the signals that are blocked while it waits: not those that end it */
};

/* It only ends the waiting. */
static void on_end(int number)
{
	(void)number;
}

/* Those that end it are held back but for the time of waiting, so that each save is done. */
static void hold_signals(struct input *self, sigset_t *before)
{
	const struct sigaction action = {.sa_handler = on_end};
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, before);
	self->waiting = *before;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

static enum follow_event read_some(struct input *self, struct str *out, struct err *err)
{
	char bytes[READ_AT_ONCE];
	ssize_t n = self->io.ops->read(self->io.context, self->fd, bytes, sizeof bytes);

	if (n < 0) {
		err_system(err, errno, "it cannot be read");
		return FOLLOW_FAILED;
	}
	str_append(out, bytes, (size_t)n);
	return n > 0 ? FOLLOW_CAME : FOLLOW_ENDED;
}

static enum follow_event wait_for_input(
	void *context, int64_t milliseconds, struct str *out, struct err *err)
{
	struct input *self = context;
	const struct timespec time = {
		.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
	fd_set set;
	int n;

	FD_ZERO(&set);
	FD_SET(self->fd, &set);
	n = pselect(
		self->fd + 1, &set, NULL, NULL, milliseconds < 0 ? NULL : &time, &self->waiting);
	if (n > 0)
		return read_some(self, out, err);
	if (n == 0)
		return FOLLOW_TIME_UP;
	if (errno == EINTR)
		return FOLLOW_STOPPED;
	err_system(err, errno, "it cannot be waited for");
	return FOLLOW_FAILED;
}

int log_follow(const struct invocation *call, const struct log_options *options)
{
	struct input input = {.io = call->io};
	const struct follow_source source = {.wait = wait_for_input, .context = &input};
	struct err err = {0};
	sigset_t before;
	int status;

	if (!input_open(call->io, options->input, &input.fd, &err))
		return complain_err(&err);
	hold_signals(&input, &before);
	status = log_follow_source(call, options, &source);
	sigprocmask(SIG_SETMASK, &before, NULL);
	input_close(call->io, input.fd);
	return status;
}

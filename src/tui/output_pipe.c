/* A pipe and dup2, because curses offers no other access to its bytes. */
#include "output_pipe.h"

#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool output_pipe_init(struct output_pipe *self)
{
	int fd;

	*self = (struct output_pipe){.ends = {-1, -1}};
	fd = dup(STDOUT_FILENO);
	if (fd < 0)
		return false;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	self->for_curses = fdopen(fd, "w");
	if (!self->for_curses) {
		close(fd);
		return false;
	}
	if (pipe(self->ends) != 0)
		return false;
	for (int i = 0; i < 2; i++)
		fcntl(self->ends[i], F_SETFD, FD_CLOEXEC);
	/* If this failed unnoticed, the first read of curses' output would block forever. */
	return fcntl(self->ends[0], F_SETFL, O_NONBLOCK) == 0;
}

void output_pipe_release(struct output_pipe *self)
{
	if (self->for_curses)
		fclose(self->for_curses);
	close(self->ends[0]);
	close(self->ends[1]);
	str_release(&self->bytes);
	*self = (struct output_pipe){0};
}

static void lead_to(struct output_pipe *self, int fd)
{
	int own = fileno(self->for_curses);

	while (dup2(fd, own) < 0 && errno == EINTR)
		continue;
	fcntl(own, F_SETFD, FD_CLOEXEC);
}

void output_pipe_collect(struct output_pipe *self)
{
	lead_to(self, self->ends[1]);
}

void output_pipe_lead_out(struct output_pipe *self)
{
	output_pipe_drain(self);
	output_pipe_send(self);
	lead_to(self, STDOUT_FILENO);
}

void output_pipe_drain(struct output_pipe *self)
{
	char bytes[OUTPUT_PIPE_MAX];
	ssize_t size;

	do {
		size = read(self->ends[0], bytes, sizeof(bytes));
		if (size > 0)
			str_append(&self->bytes, bytes, (size_t)size);
	} while (size == (ssize_t)sizeof(bytes));
}

void output_pipe_send(struct output_pipe *self)
{
	size_t at = 0;

	while (at < self->bytes.len) {
		ssize_t size = write(STDOUT_FILENO, self->bytes.data + at, self->bytes.len - at);

		if (size < 0 && errno == EINTR && !signals_hung_up())
			continue;
		if (size <= 0)
			break; /* the loop will see it as a hangup */
		at += (size_t)size;
	}
	str_clear(&self->bytes);
}

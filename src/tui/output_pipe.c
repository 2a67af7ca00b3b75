/* A pipe and dup2: curses offers no other way to get at its bytes. */
#include "output_pipe.h"

#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool outlet_init(struct outlet *self)
{
	int fd;

	*self = (struct outlet){.ends = {-1, -1}};
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
	/* If this were passed over, the first look for what curses wrote would never end. */
	return fcntl(self->ends[0], F_SETFL, O_NONBLOCK) == 0;
}

void outlet_release(struct outlet *self)
{
	if (self->for_curses)
		fclose(self->for_curses);
	close(self->ends[0]);
	close(self->ends[1]);
	str_release(&self->bytes);
	*self = (struct outlet){0};
}

static void lead_to(struct outlet *self, int fd)
{
	int own = fileno(self->for_curses);

	while (dup2(fd, own) < 0 && errno == EINTR)
		continue;
	fcntl(own, F_SETFD, FD_CLOEXEC);
}

void outlet_collect(struct outlet *self)
{
	lead_to(self, self->ends[1]);
}

void outlet_lead_out(struct outlet *self)
{
	outlet_drain(self);
	outlet_send(self);
	lead_to(self, STDOUT_FILENO);
}

void outlet_drain(struct outlet *self)
{
	char bytes[OUTLET_PIPE_MAX];
	ssize_t size;

	do {
		size = read(self->ends[0], bytes, sizeof(bytes));
		if (size > 0)
			str_append(&self->bytes, bytes, (size_t)size);
	} while (size == (ssize_t)sizeof(bytes));
}

void outlet_send(struct outlet *self)
{
	size_t at = 0;

	while (at < self->bytes.len) {
		ssize_t size = write(STDOUT_FILENO, self->bytes.data + at, self->bytes.len - at);

		if (size < 0 && errno == EINTR && !signals_hung_up())
			continue;
		if (size <= 0)
			break; /* the loop learns of it as a hangup */
		at += (size_t)size;
	}
	str_clear(&self->bytes);
}

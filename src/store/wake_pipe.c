#include "wake_pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

bool wake_pipe_open(struct wake_pipe *self)
{
	self->ends[0] = self->ends[1] = -1;
	if (pipe(self->ends) != 0)
		return false;
	/* A pipe that could block would hold up a key. */
	for (int i = 0; i < 2; i++)
		if (fcntl(self->ends[i], F_SETFD, FD_CLOEXEC) != 0 ||
			fcntl(self->ends[i], F_SETFL, O_NONBLOCK) != 0)
			return false;
	return true;
}

void wake_pipe_close(struct wake_pipe *self)
{
	for (int i = 0; i < 2; i++)
		if (self->ends[i] >= 0)
			close(self->ends[i]);
}

/* A full pipe is not a failure. */
void wake_pipe_ring(const struct wake_pipe *self)
{
	ssize_t put;

	do {
		put = write(self->ends[1], "", 1);
	} while (put < 0 && errno == EINTR);
}

void wake_pipe_empty(const struct wake_pipe *self)
{
	char bytes[64];

	while (read(self->ends[0], bytes, sizeof(bytes)) == sizeof(bytes))
		continue;
}

/* A pipe by which one thread wakes another that waits in poll. */
#ifndef AFTERWORD_STORE_WAKE_PIPE_H
#define AFTERWORD_STORE_WAKE_PIPE_H

#include <stdbool.h>

struct wake_pipe {
	int ends[2]; /* the first one is polled */
};

/* False with errno; close it also then. */
bool wake_pipe_open(struct wake_pipe *self);
void wake_pipe_close(struct wake_pipe *self);
void wake_pipe_ring(const struct wake_pipe *self);
/* Who is woken looks for everything, so one byte is as good as many. */
void wake_pipe_empty(const struct wake_pipe *self);

#endif

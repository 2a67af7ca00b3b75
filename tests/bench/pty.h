/*
 * A program on a pty, timed: what it writes and when its last byte arrived. Nothing is
 * drawn; only bytes and times are measured.
 */
#ifndef AFTERWORD_BENCH_PTY_H
#define AFTERWORD_BENCH_PTY_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct pty {
	pid_t pid;
	int fd;
	int64_t started; /* microseconds, monotonic */
};

struct answer {
	size_t bytes;
	int64_t microseconds; /* from the write, or the start, to the last byte */
};

int64_t now_microseconds(void);

/*
 * Starts argv in a home folder of its own; exits on failure. slow_disk (NULL: none) is a preloaded
 * library that makes every sync take five seconds.
 */
void pty_start(struct pty *self, const char *const *argv, const char *home, const char *slow_disk,
	int columns, int rows);

/* Reads until the program has been quiet for so many milliseconds. */
struct answer pty_settle(struct pty *self, int64_t since, int quiet);

/* Types a key and reads the answer. */
struct answer pty_key(struct pty *self, const char *bytes, int quiet);

/* Proportional set size in kB, from /proc (proc(5)); 0 if it is not available. */
long pty_memory(const struct pty *self);

void pty_kill(struct pty *self);

#endif

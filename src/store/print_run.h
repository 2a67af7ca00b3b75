/* Running a program in a folder, for a limited time. */
#ifndef AFTERWORD_STORE_PRINT_RUN_H
#define AFTERWORD_STORE_PRINT_RUN_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

#include <stdint.h>
#include <sys/types.h>

enum print_ending { PRINT_NOT_ENDED, PRINT_DONE, PRINT_FAILED, PRINT_TOO_LONG };

/* A program that runs. */
struct print_run {
	pid_t child;
	int fd;        /* its standard error */
	int64_t limit; /* milliseconds of the steady clock */
	struct str said;
};

/* Appends the path of a program in PATH. */
bool print_find(const char *program, struct str *path);

/* Starts it in the folder. */
bool print_run_start(struct print_run *self, const char *path, const char *const *words, int folder,
	unsigned seconds, struct err *err);

/* Takes what it says for at most so many milliseconds, sooner if it has ended. One that has taken
 * longer than its time is ended. */
enum print_ending print_run_wait(struct print_run *self, int milliseconds);

/* Ends it if it runs, with those that it started. */
void print_run_stop(struct print_run *self);

/* Removes all that is in the folder, and closes it. Does nothing for -1. */
void print_clear(int folder);

#endif

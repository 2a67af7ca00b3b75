/* Running a program in a folder, for a limited time. */
#ifndef AFTERWORD_STORE_PRINT_RUN_H
#define AFTERWORD_STORE_PRINT_RUN_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum print_ending { PRINT_DONE, PRINT_FAILED, PRINT_TOO_LONG, PRINT_NOT_RUN };

/* Appends the path of a program in PATH. */
bool print_find(const char *program, struct str *path);

/*
 * Runs it in the folder and waits; what it writes to its standard error is appended to *said. Those
 * that it started are ended with it. PRINT_NOT_RUN sets *err.
 */
enum print_ending print_run(const char *path, const char *const *words, int folder,
	unsigned seconds, struct str *said, struct err *err);

/* Removes all that is in the folder, and closes it. Does nothing for -1. */
void print_clear(int folder);

#endif

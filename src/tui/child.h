/* Other programs: run in the foreground, with the signals and the terminal as they expect them. */
#ifndef AFTERWORD_TUI_CHILD_H
#define AFTERWORD_TUI_CHILD_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Runs a program, found along PATH, and waits for it. input (NULL: the terminal) is what
 * it reads, and then what it writes is dropped: the screen is not its own. name is what
 * messages call it.
 *
 * Fails when it cannot be run, ends by a signal or with another status than 0, or when
 * the terminal hangs up meanwhile. Waits by signals.h, which must be started.
 */
bool child_run(
	char *const arguments[], const char *name, const char *input, size_t len, struct err *err);

#endif

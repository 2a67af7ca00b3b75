/* Runs other programs in the foreground, with the signals and the terminal that they expect. */
#ifndef AFTERWORD_TUI_CHILD_H
#define AFTERWORD_TUI_CHILD_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Runs a program, found along PATH, and waits for it. With input (NULL: the terminal) as
 * its standard input, its output is discarded, because the screen is not its own. name is
 * what messages call it.
 *
 * Fails if it cannot be run, is killed by a signal, exits with a status other than 0, or
 * if the terminal hangs up meanwhile. Waits using signals.h, which must be started.
 */
bool child_run(
	char *const arguments[], const char *name, const char *input, size_t len, struct err *err);

#endif

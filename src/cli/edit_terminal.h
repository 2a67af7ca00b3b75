/* The editor on a terminal, for other commands than `edit`. */
#ifndef AFTERWORD_CLI_EDIT_TERMINAL_H
#define AFTERWORD_CLI_EDIT_TERMINAL_H

#include "internal.h"

/* Is there one that the editor can draw on? */
bool check_terminal(struct err *err);

enum opened { OPENED_TO_EDIT, OPENED_TO_READ, OPENED_TO_PRESENT };

/* Opens an existing document; returns the exit status. plan: the minutes that presenting it may
 * take, instead of the user's setting; NULL: those. */
int open_on_terminal(
	const struct invocation *call, const char *path, enum opened opened, const char *plan);

#endif

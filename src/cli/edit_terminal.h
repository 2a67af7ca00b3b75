/* The editor on a terminal, for other commands than `edit`. */
#ifndef AFTERWORD_CLI_EDIT_TERMINAL_H
#define AFTERWORD_CLI_EDIT_TERMINAL_H

#include "internal.h"

/* Is there one that the editor can draw on? */
bool check_terminal(struct err *err);

/* Opens an existing document to be read; returns the exit status. */
int read_on_terminal(const struct invocation *call, const char *path);

#endif

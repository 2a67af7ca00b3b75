/* How times can be written, for the help; tests/unit/test_help.c checks that all are understood. */
#ifndef AFTERWORD_TUI_HELP_TIMES_H
#define AFTERWORD_TUI_HELP_TIMES_H

#include <stdbool.h>
#include <stddef.h>

struct help_time {
	const char *written; /* one or several, two spaces between them */
	const char *means;
	bool is_due; /* as a due date only */
	bool is_end; /* as an end only */
};

const struct help_time *help_times(size_t *n);

#endif

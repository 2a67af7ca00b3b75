/* How far something long has come, in one line of a terminal. */
#ifndef AFTERWORD_CLI_PROGRESS_LINE_H
#define AFTERWORD_CLI_PROGRESS_LINE_H

#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>

struct progress_line {
	struct time_source clock;
	const char *what; /* "reports" */
	size_t all;
	size_t width;     /* of the line that is shown */
	int64_t shown_at; /* milliseconds of the clock */
	bool is_wanted;   /* standard error is a terminal */
	bool is_shown;
};

void progress_line_init(struct progress_line *self, const char *what, size_t all);
/* So many are done. */
void progress_line_show(struct progress_line *self, size_t done);
/* Removes the line, before a message and at the end. */
void progress_line_clear(struct progress_line *self);

#endif

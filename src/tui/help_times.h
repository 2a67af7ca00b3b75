/* How times can be written, for the help; tests/unit/test_help.c checks that all are understood. */
#ifndef AFTERWORD_TUI_HELP_TIMES_H
#define AFTERWORD_TUI_HELP_TIMES_H

#include "model/when.h"

#include <stdbool.h>
#include <stddef.h>

struct help_time {
	const char *written;     /* one or several, two spaces between them */
	const char *month_first; /* the same for who reads days so; NULL: the same */
	const char *means;
	const char *words; /* what else one may search for; NULL: nothing */
	bool is_due;       /* as a due date only */
	bool is_end;       /* as an end only */
	bool is_clock;     /* a time of day */
	bool is_about;
};

const struct help_time *help_times(size_t *n);
/* As who is used to a style writes it. */
const char *help_time_written(const struct help_time *self, enum date_style dates);
/* Is it what somebody searches for who types a time, in any spelling, or "circa"? */
bool help_time_is_meant(
	const struct help_time *self, const char *input, const struct zone *zone, int64_t now);

#endif

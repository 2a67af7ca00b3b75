/* A log that grows, followed until it ends: its rows are added as they come. */
#ifndef AFTERWORD_CLI_LOG_FOLLOW_H
#define AFTERWORD_CLI_LOG_FOLLOW_H

#include "log_rows.h"

enum follow_event {
	FOLLOW_CAME,    /* some bytes were appended */
	FOLLOW_TIME_UP, /* none came in that time */
	FOLLOW_STOPPED, /* the user wants to end it */
	FOLLOW_ENDED,   /* no more will come */
	FOLLOW_FAILED,
};

/* Where the log comes from. */
struct follow_source {
	/* Waits at most so many milliseconds; -1: until something happens. */
	enum follow_event (*wait)(
		void *context, int64_t milliseconds, struct str *out, struct err *err);
	void *context;
};

/* Follows the input of the options. Returns the exit status. */
int log_follow(const struct invocation *call, const struct log_options *options);

/* The same from any source. */
int log_follow_source(const struct invocation *call, const struct log_options *options,
	const struct follow_source *source);

#endif

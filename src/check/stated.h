/*
 * Durations as people write them: "28 hours", "01:22 hours", "1½ h", "1h22m", "an hour
 * and a half", "2-3 days", "90 minutes and 30 seconds".
 */
#ifndef AFTERWORD_CHECK_STATED_H
#define AFTERWORD_CHECK_STATED_H

#include <stdbool.h>
#include <stddef.h>

enum bound { BOUND_EXACT, BOUND_ABOUT, BOUND_LEAST, BOUND_MOST };

struct stated {
	size_t start; /* in the text, as the caller counts */
	size_t end;
	double seconds;
	double most;  /* of "2-3 hours"; seconds otherwise */
	double grain; /* the smallest step its way of writing can tell, in seconds */
	enum bound bound;
	bool is_clock;   /* "01:22 hours": a time of day, where it stands behind "at" */
	bool is_article; /* "an hour": one hour, or per hour */
};

/* Reads a duration that begins a text; returns its length, 0 when none does. */
size_t stated_read(const char *text, struct stated *out);

/* Could one begin with this character? Spares most of a text a closer look. */
bool stated_may_begin(const char *text);

#endif

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
	size_t start; /* in the text, counted by the caller */
	size_t end;
	double seconds;
	double most;  /* of "2-3 hours"; seconds otherwise */
	double grain; /* the smallest step that its notation can express, in seconds */
	enum bound bound;
	bool is_clock;   /* "01:22 hours": a time of day after "at" */
	bool is_article; /* "an hour": one hour, or per hour */
};

/* Reads a duration at the start of a text; returns its length, 0 if there is none. */
size_t stated_read(const char *text, struct stated *out);

/* Could a duration begin with this character? Saves looking closely at most of a text. */
bool stated_may_begin(const char *text);

/* What may follow a letter, a to z, that durations begin with; ends in NULL. */
const char *const *stated_after(char letter);

#endif

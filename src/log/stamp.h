/*
 * Where a time that a program wrote begins and ends. What it means is up to model/when; here only
 * its shape counts, so that a text that happens to begin with a number is not cut in two.
 */
#ifndef AFTERWORD_LOG_STAMP_H
#define AFTERWORD_LOG_STAMP_H

#include "scan.h"

/* What a stamp has, or-ed. */
enum stamp_part {
	STAMP_CLOCK = 1,
	STAMP_DATE = 2,
	STAMP_YEAR = 4,
	STAMP_ZONE = 8,
	STAMP_MOVING = 16, /* "Today at", "Monday at": relative to when it was copied */
	STAMP_SECONDS = 32,
	STAMP_FRACTION = 64, /* of a second, and not zero */
};

/* Reads the longest stamp: 0 for none, else its parts. */
unsigned scan_stamp(struct scan *self);
/* The same for a text that is a stamp from its first byte to its last. */
unsigned stamp_parts(struct slice text);
/* A clock time only, "9:41 AM"; *seconds (may be NULL) counts from midnight. */
unsigned scan_clock(struct scan *self, int64_t *seconds);
/* The end of a span behind its begin, "-9:50", "– 9:50"; false: none is there. */
bool scan_until_clock(struct scan *self, struct slice *until);
/* A day only, "Friday, May 3rd". */
unsigned scan_day(struct scan *self);

#endif

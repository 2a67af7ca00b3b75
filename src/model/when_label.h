/* Zone labels such as "EDT": what offset one means, and whether it fits the date. */
#ifndef AFTERWORD_MODEL_WHEN_LABEL_H
#define AFTERWORD_MODEL_WHEN_LABEL_H

#include "model/when.h"

#define LABEL_SIZE 64

enum label_fit {
	LABEL_UNKNOWN, /* nothing is called that */
	LABEL_RIGHT,
	LABEL_WRONG, /* used there, but not at that date */
};

struct label_reading {
	enum label_fit fit;
	int64_t seconds;
	int32_t offset;    /* of a wrong label, too: what it stands for */
	const char *zone;  /* where it is in use */
	const char *place; /* of one that several regions use: which one was taken; else NULL */
	const char *other; /* and another one */
};

/* Reads a local time with a label, first in the zone's own sense of it. */
void label_read(struct label_reading *self, const struct zone *zone, const struct civil *local,
	const char *label);

/* The zone that a label is taken for where nothing else tells; NULL: nothing is called that. */
const char *label_zone(const char *label);

/* Is something called that, by an abbreviation or in words? */
bool label_is_known(const char *label);

/* Is it UTC by any of its names? */
bool label_is_utc(const char *label);

#endif

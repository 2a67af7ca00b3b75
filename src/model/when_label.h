/* Zone labels such as "EDT": what offset one means, and whether it fits the date. */
#ifndef AFTERWORD_MODEL_WHEN_LABEL_H
#define AFTERWORD_MODEL_WHEN_LABEL_H

#include "model/when.h"

#define LABEL_SIZE 64

enum label_fit {
	LABEL_UNKNOWN, /* not a label */
	LABEL_RIGHT,
	LABEL_WRONG, /* used there, but not on that date */
};

struct label_reading {
	enum label_fit fit;
	int64_t seconds;
	int32_t offset;    /* also of a wrong label: what it means */
	const char *zone;  /* where it is in use */
	const char *place; /* if several regions use it: which one was taken; else NULL */
	const char *other; /* and another one */
};

/* Reads a local time with a label, first in the zone's own sense of it. */
void label_read(struct label_reading *self, const struct zone *zone, const struct civil *local,
	const char *label);

/* The default zone of a label; NULL if it is unknown. */
const char *label_zone(const char *label);

/* Is it a known abbreviation or name in words? */
bool label_is_known(const char *label);

/* Is it UTC by any of its names? */
bool label_is_utc(const char *label);

#endif

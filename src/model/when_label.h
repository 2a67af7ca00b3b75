/* Zone labels such as "EDT": what offset one means, and whether it fits the date. */
#ifndef AFTERWORD_MODEL_WHEN_LABEL_H
#define AFTERWORD_MODEL_WHEN_LABEL_H

#include "model/when.h"

#define LABEL_SIZE 64

enum label_fit {
	LABEL_UNKNOWN, /* nothing is called that */
	LABEL_RIGHT,
	LABEL_WRONG,   /* used there, but not at that date */
	LABEL_ASSUMED, /* several places use it; one was taken */
};

/*
 * Reads a local time with a label, first in the zone's own sense of it.
 *
 * A wrong label keeps the offset it stands for. *place is where it is in use, for a
 * sentence about it.
 */
enum label_fit label_instant(const struct zone *zone, const struct civil *local, const char *label,
	int64_t *seconds, int32_t *offset, const char **place);

#endif

/*
 * How well a moment fits among the times around a place, which decides the day that a
 * typed time means.
 */
#ifndef AFTERWORD_MODEL_WHEN_FIT_H
#define AFTERWORD_MODEL_WHEN_FIT_H

#include "when_reading.h"

/* The moment of a time or, for a day, all of that day. */
struct extent {
	bool is_known;
	int64_t from;
	int64_t middle;
	int64_t to;
};

/* What a day is judged by. */
struct around {
	struct extent before;
	struct extent after;
	struct extent former;
	struct extent now; /* known even if there is no neighbour */
	int64_t latest;
};

struct fit {
	int rank; /* how badly it fits */
	int64_t distance;
};

struct extent extent_of(const struct zone *zone, const struct when *when);

/* Without neighbours only the moment of reading is used. */
void around_init(struct around *self, struct reading *reading);
bool around_has_neighbour(const struct around *self);

/* Is it before the one before, or after the one after? */
bool around_is_disordered(const struct around *self, const struct extent *it);
/* Can the value that it replaces serve as a guide? Not if the order says it was wrong. */
bool around_trusts_former(const struct around *self, const struct when_context *context);

void fit_judge(struct fit *self, const struct when_context *context, const struct around *around,
	const struct extent *it);
bool fit_is_better(const struct fit *self, const struct fit *other);

#endif

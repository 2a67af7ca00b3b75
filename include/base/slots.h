/*
 * How many items stand in each of n slots, for positions that change with each item that moves: a
 * Fenwick tree (Fenwick 1994, "A new data structure for cumulative frequency tables").
 *
 * For rows that move one after the other, each has a slot, in the order of the beginning, behind a
 * slot in front of all. A row that moves leaves its slot and joins the one of the last row before
 * it that stays, behind those that have joined it already.
 */
#ifndef AFTERWORD_BASE_SLOTS_H
#define AFTERWORD_BASE_SLOTS_H

#include <stddef.h>

struct slots {
	size_t *sums;
	size_t n;
};

/* All empty. */
void slots_init(struct slots *self, size_t n);
void slots_release(struct slots *self);

/* Puts items into a slot, or takes out as many as are in it at most. */
void slots_put(struct slots *self, size_t slot, size_t items);
void slots_take(struct slots *self, size_t slot, size_t items);

/* The items in all slots before this one. */
size_t slots_before(const struct slots *self, size_t slot);

/* The slot of the item at a position below the number of all, which becomes the position in it. */
size_t slots_find(const struct slots *self, size_t *position);

#endif

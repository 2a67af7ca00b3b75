/*
 * The columns of a table: how wide each is, and which are in sight. Those with the times,
 * with what a row is about and with the state of a task stand always; the others follow
 * in order, as many as there is room for, from the one on that was moved to.
 */
#ifndef AFTERWORD_TUI_COLUMNS_H
#define AFTERWORD_TUI_COLUMNS_H

#include <stdbool.h>
#include <stdint.h>

enum { TABLE_COLUMNS_MAX = 32, COLUMN_GAP = 2 };

enum column_place {
	COLUMN_FREE,
	COLUMN_STAYS,
	COLUMN_MAIN, /* takes the room that is left */
};

struct column {
	unsigned width; /* that it would need */
	enum column_place place;
};

struct table {
	uint16_t widths[TABLE_COLUMNS_MAX]; /* 0: not in sight */
	unsigned n_left;                    /* out of sight at the left, */
	unsigned n_right;                   /* and at the right */
	unsigned steps;                     /* to the right that were taken */
	bool is_short;                      /* times without the year */
};

/* Fits them into some room, after steps to the right: as many as bring something into sight. */
void columns_fit(struct table *table, const struct column *columns, unsigned n, unsigned room,
	unsigned steps);

#endif

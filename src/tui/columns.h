/*
 * The columns of a table in the order in which they are drawn: how wide each is, and which are
 * visible. Those with times, the main text and the state of a task are always visible; the others
 * follow in order, as many as fit, starting from the one scrolled to.
 */
#ifndef AFTERWORD_TUI_COLUMNS_H
#define AFTERWORD_TUI_COLUMNS_H

#include <stdbool.h>
#include <stdint.h>

enum { TABLE_COLUMNS_MAX = 32, COLUMN_GAP = 2 };

enum column_place {
	COLUMN_FREE,
	COLUMN_STAYS,
	COLUMN_MAIN, /* takes the remaining room */
};

struct column {
	unsigned width; /* preferred */
	enum column_place place;
	bool is_extra; /* free, and only visible when scrolled to */
	uint8_t nth;   /* of the form's columns, or GAP_BEFORE */
};

/* In place of a number: the time since the row before. */
enum { GAP_BEFORE = 255 };

struct table {
	uint16_t widths[TABLE_COLUMNS_MAX]; /* 0: hidden */
	uint8_t nth[TABLE_COLUMNS_MAX];     /* of the form's columns, or GAP_BEFORE */
	unsigned n;
	unsigned n_left;  /* hidden at the left, */
	unsigned n_right; /* and at the right */
	unsigned steps;   /* how far it is scrolled to the right */
	bool has_days;    /* days are lines of their own, so times are clock times */
	bool is_short;    /* times without the year */
	bool is_narrow;   /* kinds and states are only signs */
};

/* Fits them into some room, scrolled right by steps, as far as that brings something into view. */
void columns_fit(struct table *table, const struct column *columns, unsigned n, unsigned room,
	unsigned steps);

#endif

/*
 * Finds rows of the screen that are the old row shifted right or left by a few cells:
 * typing in the middle of a wrapped paragraph does this to each line below. A terminal
 * that can insert characters then needs a few bytes instead of a complete line.
 */
#ifndef AFTERWORD_TUI_SCROLL_SIDEWAYS_H
#define AFTERWORD_TUI_SCROLL_SIDEWAYS_H

#include "canvas_rows.h"

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum { SHIFT_MAX = 30 };

struct shift {
	unsigned line;
	unsigned column;          /* where cells come in or go out */
	int count;                /* above 0: this many come in; below: go out */
	char text[SHIFT_MAX + 1]; /* written to the cells that come in; "" leaves them blank */
};

struct shifts {
	struct shift *items;
	size_t n;
	size_t cap;
};

void shifts_release(struct shifts *self);

/* About how many bytes it takes to turn one row into another, shifted or not. */
unsigned shift_cost(const struct cell *before, const struct cell *after, unsigned columns);

/*
 * Finds the shifts that are worth their bytes and applies them to before, which is what
 * the terminal shows. Both canvases must have the same size. Rows with wide characters
 * are not shifted.
 *
 * Appends the bytes (ECMA-48, and DEC's save and restore of the cursor) that do the same
 * on the terminal; the cursor ends where it is in before.
 */
void shifts_apply(struct shifts *self, struct canvas *before, const struct canvas *after,
	const struct changed *changed, struct str *bytes);

#endif

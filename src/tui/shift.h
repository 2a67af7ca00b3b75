/*
 * Finds rows of the screen that are the old row pushed to the right, or pulled to the
 * left, by a few cells: what typing in the middle of a wrapped paragraph does to each
 * line below. A terminal that can insert characters then needs a few bytes for what
 * would else be a line written anew.
 */
#ifndef AFTERWORD_TUI_SHIFT_H
#define AFTERWORD_TUI_SHIFT_H

#include "tui/canvas.h"

#include <stdbool.h>

enum { SHIFT_MAX = 30 };

struct shift {
	unsigned column; /* where cells come in or go out */
	int count;       /* above 0: so many come in; below: so many go out */
};

/*
 * The shift that makes one row of cells most like another, if there is one that is worth
 * its bytes. Rows with wide characters have none.
 */
bool shift_find(
	struct shift *self, const struct cell *before, const struct cell *after, unsigned columns);

#endif

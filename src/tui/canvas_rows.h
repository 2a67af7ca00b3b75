/* Rows of canvases, as painting compares them. */
#ifndef AFTERWORD_TUI_CANVAS_ROWS_H
#define AFTERWORD_TUI_CANVAS_ROWS_H

#include "tui/canvas.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* What painting takes, in bytes: to go to a place, and to change attributes. */
enum { COST_MOVE = 7, COST_STYLE = 5 };

/* The lines from the first that has changed to the last. */
struct changed {
	unsigned first;
	unsigned end;
};

static inline struct cell *row_of(const struct canvas *canvas, unsigned line)
{
	return canvas->cells + (size_t)line * canvas->columns;
}

/* Is a row the same as one of a canvas that is equally wide? */
static inline bool is_same_row(
	const struct canvas *a, unsigned line, const struct canvas *b, unsigned other)
{
	return memcmp(row_of(a, line), row_of(b, other), a->columns * sizeof(struct cell)) == 0;
}

#endif

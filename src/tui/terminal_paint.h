/* Paints a canvas through curses: only what has changed since the last time. */
#ifndef AFTERWORD_TUI_TERMINAL_PAINT_H
#define AFTERWORD_TUI_TERMINAL_PAINT_H

#include "output_pipe.h"
#include "scroll_lines.h"
#include "scroll_sideways.h"
#include "theme.h"

#include "tui/canvas.h"

#include <curses.h>
#include <stdbool.h>

struct painter {
	struct output_pipe *out; /* borrowed */
	int n_colours;           /* 0: none, or not used yet */
	enum theme theme;
	bool can_move;       /* lines, and what is in them; */
	bool shortens;       /* what curses writes, see sgr.h, */
	bool is_normal;      /* and after that the terminal has no attributes */
	struct canvas shown; /* what the terminal shows; of size 0: unknown */
	struct scrolls scrolls;
	struct shifts shifts;
	cchar_t *row;      /* scratch of one row's length */
	chtype *plain_row; /* the same for ASCII */
	unsigned room;     /* columns these have room for */
};

void painter_release(struct painter *self);

/* Call after curses has started; repaints everything. */
void painter_set_theme(struct painter *self, enum theme theme);
/* Call when the terminal has the size that curses knows. */
void painter_make_room(struct painter *self);
/* What the terminal shows is unknown. */
void painter_forget(struct painter *self);

/* Paints in one write. The canvas must have the terminal's size. */
void painter_draw(struct painter *self, const struct canvas *canvas);

#endif

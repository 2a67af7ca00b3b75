/*
 * The terminal: starts and restores it, paints a canvas on it. The only part that
 * knows curses. There is one terminal per process.
 */
#ifndef AFTERWORD_TUI_TERMINAL_H
#define AFTERWORD_TUI_TERMINAL_H

#include "terminal_input.h"
#include "theme.h"

#include "base/err.h"
#include "keys/settings.h"
#include "tui/canvas.h"

#include <stdbool.h>
#include <stddef.h>

struct term;

/*
 * Takes over the terminal on standard input and output, and passes its keys to input.
 * From now on the terminal is always restored: by term_stop, by exit, on a crash.
 *
 * Fails if TERM does not name a terminal that can move its cursor.
 */
struct term *term_start(struct input *input, struct err *err);
void term_stop(struct term *self);

/* Gives the terminal to the shell or an editor, and takes it back. */
void term_suspend(struct term *self);
void term_resume(struct term *self);

/* Updates the terminal's size, after SIGWINCH; term_size returns it. */
void term_resize(struct term *self);
void term_size(const struct term *self, unsigned *columns, unsigned *lines);

/*
 * Paints what has changed since the last time, in one write.
 *
 * The canvas must have the terminal's size.
 */
void term_draw(struct term *self, const struct canvas *canvas);

/* Makes the next term_draw paint every cell. */
void term_forget(struct term *self);

void term_set_mouse(struct term *self, bool is_on);

/* Where the terminal is known to have one of its own to go back to. */
void term_set_cursor(struct term *self, enum cursor_choice cursor);
/* It answers through the input, or never. */
void term_ask_background(struct term *self);
void term_ring(struct term *self);

/* The number of colours; 0: none. */
int term_colours(const struct term *self);
/* Repaints everything in this theme. */
void term_set_theme(struct term *self, enum theme theme);

/* Sends an invisible sequence at once. */
void term_send(struct term *self, const char *bytes, size_t len);

#endif

/*
 * A view: something that fills the screen, or covers part of it, and gets its keys. The program's
 * loop (tui/app.h) runs a stack of them and knows nothing else: the document page is one, a popup
 * over it is another; a list of documents or a page to read would be one more.
 *
 * A view draws on a canvas and knows no terminal. It returns a request for what only the terminal
 * or the program can do; the loop lets the view serve those it does not know, and helps
 * (tui/app.h).
 */
#ifndef AFTERWORD_TUI_VIEW_H
#define AFTERWORD_TUI_VIEW_H

#include "keys/action.h"
#include "keys/keymap.h"
#include "tui/canvas.h"

#include <stdbool.h>
#include <stddef.h>

struct app;
struct view;

/* What to do after a key. */
enum request {
	REQUEST_NOTHING,
	/* The loop does these for any view. */
	REQUEST_SUSPEND, /* stop, as ^Z does; the views pause first */
	REQUEST_REDRAW,  /* paint every cell */
	/* A view serves these. */
	REQUEST_QUIT,   /* save and close; if that fails, ask */
	REQUEST_LEAVE,  /* close without saving everything: the journal keeps it */
	REQUEST_EDITOR, /* the focused field in the user's editor */
	REQUEST_MOUSE,  /* mouse reports on or off */
	REQUEST_COPY,   /* send what was copied to the terminal's clipboard */
	REQUEST_OPEN,   /* the report that was written, in the user's editor */
	N_REQUESTS,
};

/* All but draw may be NULL if the view does not need them. */
struct view_type {
	/* It is on top of the view below, which is drawn first. */
	bool is_over;

	/* The canvas has the terminal's size. A view that fills the screen clears it. */
	void (*draw)(struct view *self, struct canvas *canvas);

	/* --- for the view at the top --- */

	/* after_escape: typed right after a lone Escape, as people without an Alt key do. */
	enum request (*key)(struct view *self, const struct key *key, bool after_escape);
	/* Pasted bytes as they came, never looked up in a key map. missing: how many were dropped;
	 * SIZE_MAX: unknown. */
	void (*paste)(struct view *self, const char *bytes, size_t len, size_t missing);
	void (*click)(struct view *self, unsigned line, unsigned column);
	/* The mouse wheel; negative: up. */
	void (*wheel)(struct view *self, int lines);
	/* What ^C does, whatever it is bound to. */
	enum request (*cancel)(struct view *self);

	/* --- for all open views --- */

	/* Does what is due, once per turn, after the input and before drawing. */
	void (*tick)(struct view *self);
	/* Milliseconds until the next tick is due; -1: never. */
	int (*timeout)(const struct view *self);
	/* A turn begins when it can be read; -1: none. */
	int (*fd)(const struct view *self);

	/* Does an action on behalf of a view on top: the palette uses it. */
	enum request (*act)(struct view *self, enum action action);
	/* Does what is wanted; false if it cannot, then a view below may. */
	bool (*serve)(struct view *self, enum request request, struct app *app);
	/* The program is about to be suspended: saves. */
	void (*pause)(struct view *self, struct app *app);
	/* The terminal is gone: saves what can be saved in less than a second. */
	void (*hang_up)(struct view *self, struct app *app);
	/* It is no longer on a stack, and may free itself. */
	void (*closed)(struct view *self);
};

struct views;

struct view {
	const struct view_type *type;
	void *state;         /* private to the type */
	struct views *stack; /* NULL: it is not open */
};

enum { VIEWS_MAX = 16 };

/* The open views; the last one is on top. */
struct views {
	struct view *items[VIEWS_MAX];
	size_t n;
};

/* Puts a view on top. It is borrowed until it closes. */
void views_open(struct views *self, struct view *view);
/* Closes a view and those on top of it; does nothing if it is not open. The program ends with the
 * last one. */
void view_close(struct view *self);

/* Draws all visible views, from the bottom up. */
void views_draw(struct views *self, struct canvas *canvas);

/* To the view on top. */
enum request views_key(struct views *self, const struct key *key, bool after_escape);
void views_paste(struct views *self, const char *bytes, size_t len, size_t missing);
void views_click(struct views *self, unsigned line, unsigned column);
void views_wheel(struct views *self, int lines);
enum request views_cancel(struct views *self);

/* To one of them, even if it is covered. */
enum request view_act(struct view *self, enum action action);

/* To all of them. */
void views_tick(struct views *self);
/* The earliest. */
int views_timeout(const struct views *self);

#endif

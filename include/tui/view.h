/*
 * A view: something that fills the screen, or lies over what does, and takes its keys. The
 * program's loop (tui/app.h) runs a stack of them and knows nothing else: the document page is
 * one, a popup over it is another, a list of documents or a page to read would be one more.
 *
 * A view draws on a canvas and knows no terminal. What only the terminal or the program as a
 * whole can do comes back from it as a want; the loop has the view serve those it knows
 * nothing about, and lends a hand (tui/app.h).
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

/* What is to be done after a key. */
enum want {
	WANT_NOTHING,
	/* The loop does these for any view. */
	WANT_SUSPEND, /* stop, as ^Z does; the views pause first */
	WANT_REDRAW,  /* paint every cell */
	/* These a view serves. */
	WANT_QUIT,   /* save and close; when that fails, ask */
	WANT_LEAVE,  /* close although not all is saved: the journal keeps it */
	WANT_EDITOR, /* the focused field in the user's editor */
	WANT_MOUSE,  /* mouse reports on or off */
	WANT_COPY,   /* what was copied to the terminal's clipboard */
	N_WANTS,
};

/* All but draw may be NULL: then the view has no use for it. */
struct view_type {
	/* It lies over the view below, which is drawn first. */
	bool is_over;

	/* The canvas has the terminal's size. A view that lies over none clears it. */
	void (*draw)(struct view *self, struct canvas *canvas);

	/* --- for the view at the top --- */

	/* after_escape: typed right after a lone Escape, as people do whose keyboard has no Alt. */
	enum want (*key)(struct view *self, const struct key *key, bool after_escape);
	/* Pasted bytes as they came, never looked up in a key map. missing: how many did not come
	 * with them; SIZE_MAX: nobody knows. */
	void (*paste)(struct view *self, const char *bytes, size_t len, size_t missing);
	void (*click)(struct view *self, unsigned line, unsigned column);
	/* The mouse wheel; negative: up. */
	void (*wheel)(struct view *self, int lines);
	/* What ^C does, whatever key has it. */
	enum want (*cancel)(struct view *self);

	/* --- for all that are open --- */

	/* Does what is due, once a turn, after the input and before the drawing. */
	void (*tick)(struct view *self);
	/* Milliseconds until the next tick must come; -1: nothing waits. */
	int (*timeout)(const struct view *self);
	/* When it can be read, a turn begins; -1: none. */
	int (*fd)(const struct view *self);

	/* An action by its name, for what lies over this view: the palette does them there. */
	enum want (*act)(struct view *self, enum action action);
	/* Does what is wanted; false when it cannot, then a view below may. */
	bool (*serve)(struct view *self, enum want want, struct app *app);
	/* The program stops for a while: saves. */
	void (*pause)(struct view *self, struct app *app);
	/* Nobody is there any more: saves what can be saved in less than a second. */
	void (*hang_up)(struct view *self, struct app *app);
	/* It is on no stack any more, and may free itself. */
	void (*closed)(struct view *self);
};

struct views;

struct view {
	const struct view_type *type;
	void *state;         /* the type's own */
	struct views *stack; /* NULL: it is not open */
};

enum { VIEWS_MAX = 16 };

/* Those that are open; the last one is at the top. */
struct views {
	struct view *items[VIEWS_MAX];
	size_t n;
};

/* Puts one at the top. It is borrowed until it closes. */
void views_open(struct views *self, struct view *view);
/* Closes a view and those over it; nothing when it is not open. The program ends with the last one.
 */
void view_close(struct view *self);

/* All that is seen, from the lowest view up. */
void views_draw(struct views *self, struct canvas *canvas);

/* To the view at the top. */
enum want views_key(struct views *self, const struct key *key, bool after_escape);
void views_paste(struct views *self, const char *bytes, size_t len, size_t missing);
void views_click(struct views *self, unsigned line, unsigned column);
void views_wheel(struct views *self, int lines);
enum want views_cancel(struct views *self);

/* To one of them, whatever lies over it. */
enum want view_act(struct view *self, enum action action);

/* To all of them. */
void views_tick(struct views *self);
/* The earliest. */
int views_timeout(const struct views *self);

#endif

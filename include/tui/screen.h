/*
 * The screen of one session: draws it on a canvas and turns keys into actions on it.
 * It knows no terminal; what only a terminal or the program as a whole can do comes
 * back as a want.
 */
#ifndef AFTERWORD_TUI_SCREEN_H
#define AFTERWORD_TUI_SCREEN_H

#include "keys/keymap.h"
#include "session/session.h"
#include "tui/canvas.h"

#include <stdbool.h>
#include <stddef.h>

enum { SCREEN_LEAST_COLUMNS = 40, SCREEN_LEAST_LINES = 12 };

/* What the caller shall do after a key. */
enum want {
	WANT_NOTHING,
	WANT_QUIT,    /* finish the session; on failure tell screen_quit_failed, else leave */
	WANT_LEAVE,   /* leave although not all is saved: the journal keeps it */
	WANT_SUSPEND, /* flush and stop, as ^Z does */
	WANT_REDRAW,  /* paint every cell */
	WANT_EDITOR,  /* the focused field in the user's editor */
	WANT_MOUSE,   /* mouse reports on or off, as screen_mouse says */
	WANT_COPY,    /* session->clip to the terminal's clipboard */
};

struct screen;

/* Session and key map are borrowed. */
struct screen *screen_new(struct session *session, const struct keymap *keymap);
void screen_free(struct screen *self);

enum want screen_key(struct screen *self, const struct key *key);
/* A key typed right after a lone Escape, as people do whose keyboard has no Alt: outside of text it
 * is Alt and that key, unless it means something by itself there. */
enum want screen_key_after_escape(struct screen *self, const struct key *key);
/* Pasted bytes go to the text or prompt with the cursor, never to the key map. missing: how many
 * did not come with them; SIZE_MAX: nobody knows. */
void screen_paste(struct screen *self, const char *bytes, size_t len, size_t missing);
void screen_click(struct screen *self, unsigned line, unsigned column);
/* Scrolls the page; the next key brings the cursor back into view. */
void screen_wheel(struct screen *self, int lines);

/* What ^C does, whatever key has it: ends a popup, a selection; never the program. */
enum want screen_cancel(struct screen *self);

/* Asks what to do when the last save failed. */
void screen_quit_failed(struct screen *self, const struct err *err);

/* Are mouse reports wanted? */
bool screen_mouse(const struct screen *self);

/* Draws everything; the canvas has the terminal's size. */
void screen_draw(struct screen *self, struct canvas *canvas);

#endif

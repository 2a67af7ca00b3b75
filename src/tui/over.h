/*
 * What may be open over the page: the document as a reader sees it, or as it is presented. The
 * other files of the screen ask here what is, and what its keys do.
 */
#ifndef AFTERWORD_TUI_OVER_H
#define AFTERWORD_TUI_OVER_H

#include "model/place.h"
#include "reading/reading.h"
#include "tui/document_view.h"

#include <stdbool.h>
#include <stddef.h>

struct pen;
struct screen;
struct view;

struct reader;
struct presenter;

/* What may be open over the page; NULL: not opened yet. */
struct over {
	struct reader *reader;
	struct presenter *presenter;
	size_t n_steps; /* of undo when the first of them was opened */
};

/* --- undo_over.c --- */

/* Before one of them is opened: what is done from now on can be taken back there. */
void over_begin(struct screen *screen);
/* Undoes or redoes what was done there, or says why not. Has an answer changed? */
bool over_undo(struct screen *screen, enum action action);

/* --- present_state.c --- */

/* Where keys are pressed: as the editor says, unless the document is read or presented. */
enum key_context screen_context(const struct screen *screen);
/* The page, or what is open over it: what popups ask for what they do not do. */
struct view *screen_page(struct screen *screen);

bool presenter_is_open(const struct screen *screen);
/* Does the action do something there? */
bool presenter_does(enum action action);
void presenter_free(struct presenter *self);

/* --- present_view.c --- */

/* Over the page or the reading view, from the title on. */
void presenter_open(struct screen *screen);

/* --- present_steps.c --- */

/* While presenting, goes to what a comment is about: to the line with a byte of the value;
 * SIZE_MAX: to the first one. */
void presenter_show(struct screen *screen, const struct place *place, size_t offset);

/* --- reading_view.c, reading_state.c --- */

/* Over the page, at what the focus is on. */
void reader_view_open(struct screen *screen);
/* Instead of the page, from the start. */
void reader_view_open_first(struct screen *screen);
bool reader_is_open(const struct screen *screen);
/* The page of the form that is read; FORM_NONE above the first one. */
unsigned reader_page(const struct screen *screen);
/* The word for what a key does where the reader is, such as "Finding" for the next one; NULL: there
 * is nothing that it is about. */
const char *reader_hint(const struct screen *screen, enum action action, const char *word);
/* Does the action do something there? */
bool reader_does(enum action action);
/* Leaves it for the page, wherever it was opened from; nothing if it is not open. */
void reader_view_close(struct screen *screen);
/* The view, or if it is not open the page below it. */
struct view *reader_or_page(struct screen *screen);
void reader_free(struct reader *self);

/* --- reading_draw.c --- */

/* Draws a line of a typeset document, with what is searched for marked. */
void reading_line_draw(const struct screen *screen, struct reading *reading,
	const struct reading_at *at, struct pen *pen);

#endif

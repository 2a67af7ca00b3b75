/*
 * Comments on the screen: the one that is being written, those that were begun, and where the words
 * of the open ones are.
 */
#ifndef AFTERWORD_TUI_COMMENTS_H
#define AFTERWORD_TUI_COMMENTS_H

#include "base/str.h"
#include "model/place.h"

#include <stdbool.h>
#include <stddef.h>

struct screen;

/* --- comment_popup.c --- */

/* What was typed and not posted yet, for a thread or, without one, for what it is about. */
struct comment_draft {
	struct place on;
	size_t start;
	size_t end;
	char to[ROW_ID_SIZE];
	struct str text;
};

/* A comment being written. */
struct commenting {
	struct place on; /* column FORM_NONE: a row */
	size_t start;    /* of the words in the text there; both 0: no words */
	size_t end;
	char to[ROW_ID_SIZE]; /* the thread; "": a new one */
	unsigned kind;        /* enum thread_kind, of a new one */
	struct comment_draft *drafts;
	size_t n_drafts;
	size_t cap_drafts;
};

void commenting_release(struct commenting *self);

/* --- comment_marks.c --- */

struct comment_mark;

/* The words that open comments are on. */
struct comment_marks {
	bool is_made;
	unsigned revision; /* of the findings */
	size_t n_rows;     /* of the table of comments, which only grows or is undone */
	struct comment_mark *items;
	size_t n;
	size_t cap;
};

void comment_marks_release(struct comment_marks *self);
/* Before drawing. */
void comment_marks_update(struct screen *screen);
/* The first commented words of a text that end after an offset; false if there are none. */
bool comment_marks_next(const struct screen *screen, const struct place *place, size_t from,
	size_t *start, size_t *end);

#endif

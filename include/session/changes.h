/*
 * The differences between two documents, place by place, with the text before and after:
 * what a recovery brought back, or what changed since the document was opened.
 */
#ifndef AFTERWORD_SESSION_CHANGES_H
#define AFTERWORD_SESSION_CHANGES_H

#include "model/document.h"
#include "model/when.h"

struct change {
	enum op_kind kind;  /* for a text always OP_SET */
	struct place place; /* for a row: without column */
	struct str what;    /* "Impact: What service was down/slow? changed" */
	struct str before;  /* as people read it: a row's cells */
	struct str after;   /* one per line; "" if there was or is nothing */
	struct str author;  /* who made it and when, as far as that was asked for and is known */
};

struct changes {
	struct change *items;
	size_t n;
	size_t cap;
};

/* Appends them in the form's order, with times in a style. Both documents must have the same form.
 * Not yet safe for a terminal. */
void changes_find(struct changes *self, const struct document *before, const struct document *after,
	const struct when_style *style);

void change_release(struct change *self);
void changes_release(struct changes *self);

#endif

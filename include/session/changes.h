/*
 * The differences between two documents, place by place, with the text before and after:
 * what a recovery brought back, or what changed since the document was opened.
 */
#ifndef AFTERWORD_SESSION_CHANGES_H
#define AFTERWORD_SESSION_CHANGES_H

#include "merge/text_difference.h"
#include "model/document.h"
#include "model/when.h"

/* One of the parts of a text that have changed. */
struct change_part {
	size_t nth; /* from 1; 0: it is no part, before and after are all that there is */
	size_t of;  /* so many in the answer */
	struct text_difference at; /* in the texts; before and after have what is around it, too */
	bool is_onward;            /* its line begins further in front, */
	bool goes_on;              /* and ends further behind */
};

struct change {
	enum op_kind kind;  /* for a text always OP_SET */
	struct place place; /* for a row: without column */
	struct str what;    /* "Impact: What service was down/slow? changed" */
	struct str before;  /* as people read it: a row's cells */
	struct str after;   /* one per line; "" if there was or is nothing */
	struct change_part part;
	struct str author; /* who made it and when, as far as that was asked for and is known */
};

struct changes {
	struct change *items;
	size_t n;
	size_t cap;
};

/* Appends them in the form's order, with times in a style: of prose each part that has changed, of
 * the review what people did. Both documents must have the same form. Not yet safe for a terminal.
 */
void changes_find(struct changes *self, const struct document *before, const struct document *after,
	const struct when_style *style);

/* How many answers, cells and rows have changed, in however many parts. */
size_t changes_count(const struct changes *self);

/* Finds the change again in newer ones; NULL: it has become another, or is gone. */
const struct change *changes_find_same(const struct changes *self, const struct change *change);
/* The op that takes a part back, in the later text; the caller releases it. */
void change_undo_part(const struct change *self, struct op *undo);

void change_release(struct change *self);
void changes_release(struct changes *self);

#endif

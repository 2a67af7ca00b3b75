/*
 * The ops that turn one document into another: the basis of merging, of reloading a file
 * that changed on disk, and of describing what a recovery brought back.
 */
#ifndef AFTERWORD_MERGE_DIFF_H
#define AFTERWORD_MERGE_DIFF_H

#include "model/document.h"
#include "model/when.h"

struct ops {
	struct op *items;
	size_t n;
	size_t cap;
};

void ops_release(struct ops *self);
/* Adds an empty op to be filled; borrowed until the next add. */
struct op *ops_add(struct ops *self);
/* Applies them in order; stops and fails at the first that does not fit. */
bool ops_apply(const struct ops *self, struct document *document, struct err *err);

/*
 * Appends the ops that, applied in order to from, give it the values of to: fields in the
 * form's order, prose as edits by word, rows by id. An edit's offset refers to the text
 * after the edits before it. Both must have the same form.
 */
void diff_documents(const struct document *from, const struct document *to, struct ops *ops);
/* Does an op edit the same text as the one before it? Both are one change of an answer then. */
bool ops_edit_same(const struct ops *self, size_t nth);

/* Does this document contain everything that another one does? Both must have the same form. */
bool document_holds_all(const struct document *self, const struct document *other);

/* Appends the change of an OP_SET to the text, as edits by word. */
void diff_set(const struct op *op, struct ops *ops);

/*
 * Appends one line that describes an op: "Impact: What service was down/slow? changed",
 * "Timeline: row 2023-10-15 08:30 added". Not yet safe for a terminal.
 */
void diff_describe(const struct op *op, const struct document *before, struct str *out);
/* The same, with times in a style; its zone may be NULL. */
void diff_describe_in(const struct op *op, const struct document *before,
	const struct when_style *style, struct str *out);

#endif

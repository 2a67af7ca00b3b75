/*
 * What turns one document into another, as ops: the ground of merging, of
 * reloading a file that changed on disk, and of saying what a recovery brought back.
 */
#ifndef AFTERWORD_MERGE_DIFF_H
#define AFTERWORD_MERGE_DIFF_H

#include "model/document.h"

struct ops {
	struct op *items;
	size_t n;
	size_t cap;
};

void ops_release(struct ops *self);
/* Adds an empty op to be filled; borrowed until the next add. */
struct op *ops_add(struct ops *self);
/* Applies them in order; at the first that does not fit it stops and fails. */
bool ops_apply(const struct ops *self, struct document *document, struct err *err);

/*
 * Appends the ops that, applied to from in order, give it the values of to: fields
 * in the form's order, prose as edits by word, rows by id. An edit's offset counts in
 * the text after the ones before it. Both are of the same form.
 */
void diff_documents(const struct document *from, const struct document *to, struct ops *ops);

/* Is everything of another document in this one, which may have more? Both are of the same form. */
bool document_holds_all(const struct document *self, const struct document *other);

/* Appends what an OP_SET changes in the text, as edits by word. */
void diff_set(const struct op *op, struct ops *ops);

/*
 * Appends one line about an op in words, for people: "Impact: What service was
 * down/slow? changed", "Timeline: row 2023-10-15 08:30 added". Not made visible-safe.
 */
void diff_describe(const struct op *op, const struct document *before, struct str *out);

#endif

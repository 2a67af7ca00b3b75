/*
 * Ops that were applied in between: rewrites an op so that it does after another one what
 * it did before. Used for undo of the user's own changes, and for cursors.
 */
#ifndef AFTERWORD_MERGE_TRANSFORM_H
#define AFTERWORD_MERGE_TRANSFORM_H

#include "model/op.h"

/*
 * Rewrites op, made for a document, for the same document with over applied: offsets and
 * row indexes are shifted. False, with op unchanged, if over removed or changed what op
 * works on.
 */
bool op_transform(struct op *op, const struct op *over);

/*
 * The two differ if both ops insert at the same position: op_transform makes room for what over
 * inserted, this one does not. So two ops made for one document, one transformed each way, give the
 * same document in either order.
 */
bool op_transform_ahead(struct op *op, const struct op *over);

/* Where a byte offset in the text of op's place is after op; an offset in removed text moves to its
 * start. */
size_t op_follow_offset(const struct op *op, size_t offset);

#endif

/*
 * Ops that others did in between: what an op has to look like to do, after another
 * one, what it did before. Undo of one's own changes rests on it, and cursors.
 */
#ifndef AFTERWORD_MERGE_TRANSFORM_H
#define AFTERWORD_MERGE_TRANSFORM_H

#include "model/op.h"

/*
 * Rewrites op, made for a document, for the same document with over applied: offsets
 * and row indexes move along. False, with op unchanged, when over took away or changed
 * what op works on.
 */
bool op_transform(struct op *op, const struct op *over);

/*
 * The same, where both put something into one spot: op_transform makes room for what over put
 * there, this does not. So, of two ops made for one document, one transformed each way gives
 * the same document in either order.
 */
bool op_transform_ahead(struct op *op, const struct op *over);

/* Where a byte offset in the text of op's place comes to stand after op; what stood in removed text
 * goes to its start. */
size_t op_follow_offset(const struct op *op, size_t offset);

#endif

/*
 * Transforms ops over each other. An op in a text is shifted by what was inserted or
 * removed before it; an op on rows by the rows before it.
 */
#include "merge/transform.h"

#include "internal.h"

#include <string.h>

/* For two ops that insert at the same position. */
enum rank { RANK_BEHIND, RANK_AHEAD };

/* --- texts --- */

/* What an op changes in a text: for a text set as a whole, the actual difference. */
struct change {
	size_t start;
	size_t removed;
	size_t inserted;
};

static struct change change_of(const struct op *op)
{
	struct slice from = slice_of(&op->removed);
	struct slice to = slice_of(&op->inserted);
	size_t start = 0;

	if (op->kind == OP_EDIT)
		return (struct change){op->offset, from.len, to.len};
	start = common_start(from, to);
	size_t end = common_end(slice_from(from, start), slice_from(to, start));

	return (struct change){start, from.len - start - end, to.len - start - end};
}

size_t op_follow_offset(const struct op *op, size_t offset)
{
	struct change change = change_of(op);

	if (offset >= change.start + change.removed && offset > change.start)
		return offset - change.removed + change.inserted;
	return offset > change.start ? change.start : offset;
}

static bool follow_text(struct op *op, const struct op *over, enum rank rank)
{
	struct change change = change_of(over);

	if (op->kind == OP_SET)
		return change.removed == 0 && change.inserted == 0;
	if (rank == RANK_AHEAD && op->removed.len == 0 && change.removed == 0 &&
		op->offset == change.start)
		return true;
	if (op->offset >= change.start + change.removed)
		op->offset = op->offset - change.removed + change.inserted;
	else if (op->offset + op->removed.len > change.start)
		return false;
	return true;
}

/* --- rows --- */

/* Where the gap that a row is inserted into is after over. */
static size_t follow_gap(size_t gap, const struct op *over, enum rank rank)
{
	if (over->kind != OP_ROW_INSERT && over->from < gap)
		gap--;
	if (over->kind != OP_ROW_REMOVE && over->to <= gap &&
		!(rank == RANK_AHEAD && over->to == gap))
		gap++;
	return gap;
}

/* Where the row at index is after over, which concerns another one. */
static size_t follow_row(size_t index, const struct op *over)
{
	return follow_gap(index, over, RANK_BEHIND);
}

/* An index in the list without the row at gap. */
static size_t without(size_t index, size_t gap)
{
	return index > gap ? index - 1 : index;
}

/* A move counts its target without the row it moves, so over's indexes must, too. */
static void follow_move(struct op *op, const struct op *over, enum rank rank)
{
	struct op seen = {.kind = over->kind, .from = over->from, .to = over->to};
	size_t from = op->from;

	if (over->kind != OP_ROW_INSERT) {
		seen.from = without(over->from, op->from);
		from = over->from < op->from ? op->from - 1 : op->from;
	}
	if (over->kind != OP_ROW_REMOVE)
		seen.to = without(over->to, from);
	op->to = follow_gap(op->to, &seen, rank);
	op->from = follow_row(op->from, over);
}

/* Over concerns the same row as op: after a move it can still be changed or removed. */
static bool follow_same_row(struct op *op, const struct op *over)
{
	if (over->kind != OP_ROW_MOVE)
		return false;
	if (op->kind == OP_ROW_REMOVE)
		op->from = over->to;
	return !op_is_on_rows(op) || op->kind == OP_ROW_REMOVE;
}

static bool follow_rows(struct op *op, const struct op *over, enum rank rank)
{
	if (strcmp(op->place.row, over->place.row) == 0)
		return follow_same_row(op, over);
	if (op->kind == OP_ROW_MOVE)
		follow_move(op, over, rank);
	else if (op->kind == OP_ROW_INSERT)
		op->to = follow_gap(op->to, over, rank);
	else if (op->kind == OP_ROW_REMOVE)
		op->from = follow_row(op->from, over);
	return true;
}

static bool transform(struct op *op, const struct op *over, enum rank rank)
{
	if (op->place.field != over->place.field)
		return true;
	if (op_is_on_rows(over))
		return follow_rows(op, over, rank);
	if (strcmp(op->place.row, over->place.row) != 0)
		return true;
	if (op_is_on_rows(op)) /* a changed row is not removed, but a moved one may be changed */
		return op->kind == OP_ROW_MOVE;
	return op->place.column != over->place.column || follow_text(op, over, rank);
}

bool op_transform(struct op *op, const struct op *over)
{
	return transform(op, over, RANK_BEHIND);
}

bool op_transform_ahead(struct op *op, const struct op *over)
{
	return transform(op, over, RANK_AHEAD);
}

/*
 * A span in a text that is being edited. It is exact, as if a character marked each of its edges:
 * the one before it moves with what is after it, the one behind it with what is before it.
 */
#include "anchor_internal.h"

#include <string.h>

static const struct anchor_place lost = {.match = ANCHOR_LOST};

static struct anchor_place found(enum anchor_match match, size_t start, size_t end)
{
	return (struct anchor_place){.match = match, .start = start, .end = end};
}

static struct anchor_place shift(struct anchor_place place, size_t by)
{
	if (place.match == ANCHOR_LOST)
		return place;
	return found(place.match, place.start + by, place.end + by);
}

/* Replaced are bytes from at to past. */
static struct anchor_place follow_edit(const struct op *op, size_t start, size_t end)
{
	size_t at = op->offset;
	size_t past = at + op->removed.len;
	size_t more = op->inserted.len;

	if (at >= end)
		return found(ANCHOR_EXACT, start, end);
	if (past <= start)
		return found(
			ANCHOR_EXACT, start - op->removed.len + more, end - op->removed.len + more);
	if (at <= start && past >= end)
		return more > 0 && past - at == end - start
			       ? found(ANCHOR_NEAR, start, start + more)
			       : lost;
	if (at >= start && past <= end)
		return found(ANCHOR_NEAR, start, end - op->removed.len + more);
	if (at < start)
		return found(ANCHOR_NEAR, at + more, end - op->removed.len + more);
	return found(ANCHOR_NEAR, start, at);
}

static bool covers(const struct op *op, size_t start, size_t end)
{
	size_t past = op->offset + op->removed.len;

	return op->inserted.len > 0 && op->offset <= start && past >= end &&
	       op->removed.len > end - start;
}

static bool edits(const struct op *op, const struct place *place)
{
	return (op->kind == OP_SET || op->kind == OP_EDIT) && place_is_equal(&op->place, place);
}

bool anchor_is_replaced(const struct op *op, const struct place *place, size_t start, size_t end)
{
	return edits(op, place) && (op->kind == OP_SET || covers(op, start, end));
}

static size_t replaced_at(const struct op *op)
{
	return op->kind == OP_EDIT ? op->offset : 0;
}

/* Where much is replaced at once, often only some words of it are different. */
void anchor_follow_replaced(const struct op *op, struct anchor_place *spans, size_t n)
{
	size_t at = replaced_at(op);

	for (size_t i = 0; i < n; i++)
		spans[i] = found(spans[i].match, spans[i].start - at, spans[i].end - at);
	anchor_carry_all(slice_of(&op->removed), slice_of(&op->inserted), spans, n);
	for (size_t i = 0; i < n; i++)
		spans[i] = shift(spans[i], at);
}

struct anchor_place anchor_follow(
	const struct op *op, const struct place *place, size_t start, size_t end)
{
	size_t at = replaced_at(op);

	if (op->kind == OP_ROW_REMOVE && op->place.field == place->field &&
		strcmp(op->place.row, place->row) == 0)
		return lost;
	if (!edits(op, place))
		return found(ANCHOR_EXACT, start, end);
	if (!anchor_is_replaced(op, place, start, end))
		return follow_edit(op, start, end);
	return shift(
		anchor_carry(slice_of(&op->removed), slice_of(&op->inserted), start - at, end - at),
		at);
}

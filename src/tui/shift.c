/*
 * Costs are bytes to the terminal, roughly: a changed cell costs itself, a jump to the
 * next run of changed cells a cursor motion, a blank rest of the line one clear.
 */
#include "shift.h"

#include <limits.h>
#include <string.h>

enum { COST_MOVE = 7, COST_CLEAR = 3, COST_SHIFT = 5 };

static const struct cell blank = {.text = " ", .len = 1, .width = 1, .style = STYLE_NORMAL};

static bool is_same(const struct cell *a, const struct cell *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

/* The cell of the old row that stands at a column once the row is shifted. */
static const struct cell *shifted(
	const struct cell *before, unsigned columns, const struct shift *shift, unsigned column)
{
	unsigned count;

	if (column < shift->column)
		return &before[column];
	if (shift->count >= 0) {
		count = (unsigned)shift->count;
		return column < shift->column + count ? &blank : &before[column - count];
	}
	count = (unsigned)-shift->count;
	return column + count < columns ? &before[column + count] : &blank;
}

/* One past the last cell that is not blank. */
static unsigned end_of(const struct cell *cells, unsigned columns)
{
	while (columns > 0 && is_same(&cells[columns - 1], &blank))
		columns--;
	return columns;
}

/* Bytes to get from the shifted old row to the new one; gives up above most. */
static int cost_of(const struct cell *before, const struct cell *after, unsigned columns,
	const struct shift *shift, unsigned end, int most)
{
	int cost = 0;
	unsigned written = shift->column; /* where the cursor is */
	unsigned column;

	for (column = shift->column; column < end && cost <= most; column++) {
		unsigned skipped = column - written;

		if (is_same(shifted(before, columns, shift, column), &after[column]))
			continue;
		cost += (skipped < COST_MOVE ? (int)skipped : COST_MOVE) + after[column].len;
		written = column + 1;
	}
	for (; column < columns && cost <= most; column++)
		if (!is_same(shifted(before, columns, shift, column), &blank))
			return cost + COST_CLEAR + (written < end ? COST_MOVE : 0);
	return cost;
}

static bool has_wide(const struct cell *cells, unsigned start, unsigned columns)
{
	for (unsigned i = start; i < columns; i++)
		if (cells[i].width != 1)
			return true;
	return false;
}

/* Does the old row stand in the new one as a shift would have it, at its first cells? */
static bool is_likely(const struct cell *before, const struct cell *after, unsigned columns,
	const struct shift *shift)
{
	enum { LOOKED_AT = 3 };
	unsigned start = shift->column + (shift->count > 0 ? (unsigned)shift->count : 0);

	for (unsigned i = 0; i < LOOKED_AT && start + i < columns; i++)
		if (!is_same(shifted(before, columns, shift, start + i), &after[start + i]))
			return false;
	return true;
}

bool shift_find(
	struct shift *self, const struct cell *before, const struct cell *after, unsigned columns)
{
	struct shift best = {0};
	unsigned end = end_of(after, columns);
	int least;

	while (best.column < columns && is_same(&before[best.column], &after[best.column]))
		best.column++;
	if (best.column == columns || has_wide(before, best.column, columns) ||
		has_wide(after, best.column, columns))
		return false;
	least = cost_of(before, after, columns, &best, end, INT_MAX) - COST_SHIFT - 1;
	for (int count = -SHIFT_MAX; count <= SHIFT_MAX; count++) {
		struct shift shift = {best.column, count};
		int cost;

		if (count == 0 || !is_likely(before, after, columns, &shift))
			continue;
		cost = cost_of(before, after, columns, &shift, end, least);
		if (cost <= least) {
			least = cost - 1;
			best = shift;
		}
	}
	*self = best;
	return best.count != 0;
}

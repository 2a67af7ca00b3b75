/*
 * Costs are roughly bytes to the terminal: a changed cell costs itself, a jump to the
 * next run of changed cells a cursor motion, another style a change of attributes, a blank rest of
 * the line one clear.
 */
#include "scroll_sideways.h"

#include "base/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { COST_CLEAR = 3, COST_SHIFT = 5 };

static const struct cell blank = {.text = " ", .len = 1, .width = 1, .style = STYLE_NORMAL};

/* Mostly the first byte tells. */
static inline bool is_same(const struct cell *a, const struct cell *b)
{
	return a->text[0] == b->text[0] && memcmp(a, b, sizeof(*a)) == 0;
}

/* --- finding --- */

/* The cell of the old row that is at a column after shifting the row. */
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

/* Bytes needed to turn the shifted old row into the new one; gives up above most. */
static int cost_of(const struct cell *before, const struct cell *after, unsigned columns,
	const struct shift *shift, unsigned end, int most)
{
	int cost = 0;
	unsigned written = shift->column; /* where the cursor is */
	unsigned style = STYLE_NORMAL;
	unsigned column;

	for (column = shift->column; column < end && cost <= most; column++) {
		unsigned skipped = column - written;

		if (is_same(shifted(before, columns, shift, column), &after[column]))
			continue;
		cost += (skipped < COST_MOVE ? (int)skipped : COST_MOVE) + after[column].len;
		if (after[column].text[0] != ' ' && after[column].style != style) {
			cost += COST_STYLE;
			style = after[column].style;
		}
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

/* Do the first cells of the new row match the old row shifted? */
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

/* Takes the count that costs least, if one is worth its bytes. */
static void choose_count(
	struct shift *self, const struct cell *before, const struct cell *after, unsigned columns)
{
	unsigned end = end_of(after, columns);
	int room = (int)(columns - self->column);
	int first = room < SHIFT_MAX ? -room : -SHIFT_MAX;
	/*
	 * At most half of the cells to the right, because tmux 3.3 clears only what it moved, so
	 * that a longer gap keeps old cells (grid_move_cells in its grid.c).
	 */
	int most = room / 2 < SHIFT_MAX ? room / 2 : SHIFT_MAX;
	int least = INT_MAX; /* what it may cost; not known yet */

	for (int count = first; count <= most && least >= 0; count++) {
		struct shift shift = {.column = self->column, .count = count};
		int cost;

		if (count == 0 || !is_likely(before, after, columns, &shift))
			continue;
		if (least == INT_MAX)
			least = cost_of(before, after, columns, self, end, INT_MAX) - COST_SHIFT -
				1;
		cost = cost_of(before, after, columns, &shift, end, least);
		if (cost <= least) {
			least = cost - 1;
			*self = shift;
		}
	}
}

/* The shift that makes one row most like another, if one is worth its bytes. */
static bool find(
	struct shift *self, const struct cell *before, const struct cell *after, unsigned columns)
{
	*self = (struct shift){0};
	while (self->column < columns && is_same(&before[self->column], &after[self->column]))
		self->column++;
	if (self->column == columns || has_wide(before, self->column, columns) ||
		has_wide(after, self->column, columns))
		return false;
	choose_count(self, before, after, columns);
	return self->count != 0;
}

unsigned shift_cost(const struct cell *before, const struct cell *after, unsigned columns)
{
	struct shift shift;
	int cost = find(&shift, before, after, columns) ? COST_SHIFT : 0;

	cost += cost_of(before, after, columns, &shift, end_of(after, columns), INT_MAX);
	return cost > 0 ? (unsigned)cost + COST_MOVE : 0;
}

/* --- applying --- */

/* The cells that come in, if they are plain enough to be written at once. */
static void take_text(struct shift *self, const struct cell *after)
{
	for (int i = 0; i < self->count; i++) {
		const struct cell *cell = &after[self->column + (unsigned)i];

		if (cell->len != 1 || cell->style != STYLE_NORMAL) {
			self->text[0] = '\0';
			return;
		}
		self->text[i] = cell->text[0];
	}
}

static void apply(const struct shift *self, struct cell *cells, unsigned columns)
{
	unsigned count = (unsigned)abs(self->count);
	unsigned left = columns - self->column - count;
	struct cell *at = cells + self->column;
	struct cell *fresh = at;

	if (self->count > 0) {
		memmove(at + count, at, left * sizeof(*at));
	} else {
		memmove(at, at + count, left * sizeof(*at));
		fresh = at + left;
	}
	for (unsigned i = 0; i < count; i++) {
		fresh[i] = blank;
		if (self->count > 0 && self->text[0])
			fresh[i].text[0] = self->text[i];
	}
}

/* --- bytes --- */

static void append_count(struct str *bytes, int count, char final)
{
	if (count == 1)
		str_appendf(bytes, "\033[%c", final);
	else
		str_appendf(bytes, "\033[%d%c", count, final);
}

/* Moves between two positions. Straight down is cheap, so rows are processed from the top. */
static void append_move(
	struct str *bytes, unsigned from_line, unsigned from_column, unsigned line, unsigned column)
{
	if (line == from_line + 1 && column <= from_column && from_column - column < 100) {
		str_append_char(bytes, '\n');
		if (from_column - column <= 3)
			str_append_repeat(bytes, '\b', from_column - column);
		else
			append_count(bytes, (int)(from_column - column), 'D');
		return;
	}
	str_appendf(bytes, "\033[%u;%uH", line + 1, column + 1);
}

static void append_shift(struct str *bytes, const struct shift *shift)
{
	append_count(bytes, abs(shift->count), shift->count > 0 ? '@' : 'P');
	str_append_text(bytes, shift->text);
}

static void append_bytes(const struct shifts *self, const struct canvas *before, struct str *bytes)
{
	unsigned line = UINT_MAX - 1;
	unsigned column = 0;
	const struct shift *here = NULL;

	for (size_t i = 0; i < self->n; i++) {
		const struct shift *shift = &self->items[i];

		if (shift->line == before->cursor_line && shift->column == before->cursor_column) {
			here = shift;
			continue;
		}
		if (line == UINT_MAX - 1)
			str_append_text(bytes, "\0337");
		append_move(bytes, line, column, shift->line, shift->column);
		append_shift(bytes, shift);
		line = shift->line;
		column = shift->column + (unsigned)strlen(shift->text);
	}
	if (line != UINT_MAX - 1)
		str_append_text(bytes, "\0338");
	if (here) /* the cursor is already here */
		append_shift(bytes, here);
}

void shifts_release(struct shifts *self)
{
	free(self->items);
	*self = (struct shifts){0};
}

void shifts_apply(struct shifts *self, struct canvas *before, const struct canvas *after,
	const struct changed *changed, struct str *bytes)
{
	unsigned columns = before->columns;

	self->n = 0;
	for (unsigned line = changed->first; line < changed->end && before->has_cursor; line++) {
		struct cell *old = row_of(before, line);
		const struct cell *new = row_of(after, line);
		bool is_at_cursor;
		struct shift shift;

		if (is_same_row(before, line, after, line) || !find(&shift, old, new, columns))
			continue;
		shift.line = line;
		is_at_cursor = line == before->cursor_line && shift.column == before->cursor_column;
		if (!is_at_cursor) /* the cursor must stay there, so the text comes later */
			take_text(&shift, new);
		apply(&shift, old, columns);
		self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(shift));
		self->items[self->n++] = shift;
	}
	append_bytes(self, before, bytes);
}

/*
 * Lines that moved are now what others were. Where words repeat, some lines are so by chance:
 * the bytes decide whether scrolling is better.
 */
#include "scroll_lines.h"

#include "scroll_sideways.h"

#include <stdlib.h>

/* --- finding --- */

/* Above 0 if it is better for a line to come from another. */
static int score_of(
	const struct canvas *before, unsigned from, const struct canvas *after, unsigned line)
{
	if (!is_same_row(before, from, after, line))
		return -1;
	return !is_same_row(before, line, after, line);
}

/* The block of lines with the best score of those that could come from so many lines below. */
static int find_block(struct scroll *self, const struct canvas *before, const struct canvas *after,
	const struct changed *changed, int by)
{
	unsigned first = by < 0 ? changed->first + (unsigned)-by : changed->first;
	unsigned end = by > 0 ? changed->end - (unsigned)by : changed->end;
	unsigned since = first;
	int score = 0, best = 0;

	for (unsigned line = first; line < end; line++) {
		score += score_of(before, line + (unsigned)by, after, line);
		if (score <= 0) {
			score = 0;
			since = line + 1;
		} else if (score > best) {
			best = score;
			*self = (struct scroll){.first = since, .end = line + 1, .by = by};
		}
	}
	/* The lines that they leave. */
	if (by > 0)
		self->end += (unsigned)by;
	else
		self->first -= (unsigned)-by;
	return best;
}

static unsigned cost_from(
	const struct canvas *before, unsigned from, const struct canvas *after, unsigned line)
{
	return shift_cost(row_of(before, from), row_of(after, line), after->columns);
}

/* Of painting a line where nothing is. */
static unsigned cost_of_text(const struct canvas *after, unsigned line)
{
	const struct cell *cells = row_of(after, line);
	unsigned end = after->columns;
	unsigned cost = COST_MOVE;

	while (end > 0 && cells[end - 1].text[0] == ' ')
		end--;
	for (unsigned i = 0; i < end; i++)
		cost += cells[i].len +
			(i > 0 && cells[i].style != cells[i - 1].style ? COST_STYLE : 0u);
	return cost;
}

/* Is it better if the block takes in one more line next to it? */
static bool is_better_with(const struct scroll *self, unsigned line, const struct canvas *before,
	const struct canvas *after, const struct changed *changed)
{
	unsigned from = line + (unsigned)self->by;
	unsigned to = line - (unsigned)self->by;
	unsigned here;

	if (line < changed->first || line >= changed->end)
		return false;
	here = cost_from(before, line, after, line);
	if (from >= self->first && from < self->end)
		return cost_from(before, from, after, line) < here;
	return cost_from(before, line, after, to) + cost_of_text(after, line) <
	       cost_of_text(after, to) + here;
}

/* Next to lines that moved some have moved and changed a little. */
static void grow(struct scroll *self, const struct canvas *before, const struct canvas *after,
	const struct changed *changed)
{
	while (is_better_with(self, self->first - 1, before, after, changed))
		self->first--;
	while (is_better_with(self, self->end, before, after, changed))
		self->end++;
}

/* Of scrolling, and of what must be painted then. */
static unsigned cost_of(
	const struct scroll *self, const struct canvas *before, const struct canvas *after)
{
	enum { COST_SCROLL = 24 };
	unsigned cost = COST_SCROLL;

	for (unsigned line = self->first; line < self->end; line++) {
		unsigned from = line + (unsigned)self->by;

		cost += from >= self->first && from < self->end
				? cost_from(before, from, after, line)
				: cost_of_text(after, line);
	}
	return cost;
}

static bool is_worth(
	const struct scroll *self, const struct canvas *before, const struct canvas *after)
{
	unsigned most = cost_of(self, before, after);
	unsigned cost = 0;

	for (unsigned line = self->first; line < self->end && cost <= most; line++)
		cost += cost_from(before, line, after, line);
	return cost > most;
}

static bool find(struct scroll *self, const struct canvas *before, const struct canvas *after,
	const struct changed *changed)
{
	int n = (int)(changed->end - changed->first);
	int best = 0;

	for (int i = 2; i < 2 * n; i++) {
		int by = i % 2 ? -(i / 2) : i / 2; /* the nearest first */
		struct scroll scroll = {0};
		int score = find_block(&scroll, before, after, changed, by);

		if (score > best) {
			best = score;
			*self = scroll;
		}
	}
	if (best == 0)
		return false;
	grow(self, before, after, changed);
	return is_worth(self, before, after);
}

/* --- applying --- */

static void apply(const struct scroll *self, struct canvas *canvas)
{
	unsigned count = (unsigned)abs(self->by);
	unsigned last = self->end - count;
	size_t size = (last - self->first) * canvas->columns * sizeof(struct cell);
	struct area left = {.line = self->first, .lines = count, .columns = canvas->columns};

	if (self->by > 0) {
		memmove(row_of(canvas, self->first), row_of(canvas, self->first + count), size);
		left.line = last;
	} else {
		memmove(row_of(canvas, self->first + count), row_of(canvas, self->first), size);
	}
	canvas_clear_area(canvas, &left);
}

/* Inserting and deleting lines, since scrolling could fill the terminal's history. */
static void append_scroll(const struct scroll *self, struct str *bytes)
{
	char final = self->by > 0 ? 'M' : 'L';

	str_appendf(bytes, "\033[%u;%ur", self->first + 1, self->end);
	if (self->first > 0)
		str_appendf(bytes, "\033[%uH", self->first + 1);
	if (abs(self->by) == 1)
		str_appendf(bytes, "\033[%c", final);
	else
		str_appendf(bytes, "\033[%d%c", abs(self->by), final);
}

void scrolls_apply(struct scrolls *self, struct canvas *before, const struct canvas *after,
	const struct changed *changed, struct str *bytes)
{
	struct scroll *scroll = self->items;

	self->n = 0;
	while (self->n < SCROLLS_MAX && find(scroll, before, after, changed)) {
		if (self->n++ == 0)
			str_append_text(bytes, "\0337");
		apply(scroll, before);
		append_scroll(scroll++, bytes);
	}
	if (self->n > 0)
		str_append_text(bytes, "\033[r\0338");
}

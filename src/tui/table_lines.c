/* Which line of a table has what, and the line of a row. Nothing here looks at rows, so that it
 * costs the same for ten and for a hundred thousand. */
#include "internal.h"

/* How many days begin at or before a row. */
static size_t days_until(const struct day_index *days, size_t row)
{
	size_t low = 0;
	size_t high = days ? days->n : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (days->firsts[middle] <= row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* How many days have their line at or before one. */
static size_t days_above(const struct day_index *days, size_t line)
{
	size_t low = 0;
	size_t high = days ? days->n : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (days->firsts[middle] + middle <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t table_line_of(const struct table_lines *self, size_t row)
{
	size_t line = row + days_until(self->days, row);

	if (row >= self->n_rows)
		line = self->n_rows + (self->days ? self->days->n : 0);
	if (self->unfolded < row)
		line += self->n_more;
	return line;
}

size_t table_lines_count(const struct table_lines *self)
{
	return table_line_of(self, self->n_rows) + (self->has_entry ? 1 : 0);
}

void table_line_find(const struct table_lines *self, size_t line, struct table_line *out)
{
	size_t days;

	*out = (struct table_line){.kind = TABLE_LINE_ROW};
	if (self->unfolded < self->n_rows) {
		size_t at = table_line_of(self, self->unfolded);

		if (line > at && line <= at + self->n_more) {
			*out = (struct table_line){TABLE_LINE_MORE, self->unfolded, line - at};
			return;
		}
		if (line > at)
			line -= self->n_more;
	}
	days = days_above(self->days, line);
	if (days > 0 && self->days->firsts[days - 1] + days - 1 == line)
		*out = (struct table_line){TABLE_LINE_DAY, self->days->firsts[days - 1], 0};
	else
		out->row = line - days;
	if (out->row >= self->n_rows)
		out->kind = TABLE_LINE_ENTRY;
}

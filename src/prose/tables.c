/*
 * Tables right below a sentence: to GitHub they are tables, but md4c reads them as text unless an
 * empty line is between. So the answer is read again with such lines.
 */
#include "reader.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Spaces and the marks of quotes that a line begins with. */
static size_t margin_of(struct slice line)
{
	size_t len = 0;

	while (len < line.len && ascii_is_one_of(line.data[len], " \t>"))
		len++;
	return len;
}

static struct slice without_margin(struct slice line)
{
	return slice_trim(slice_from(line, margin_of(line)));
}

/* Without the bars at both ends. */
static size_t count_cells(struct slice row)
{
	size_t n = 1;
	bool is_escaped = false;

	for (size_t i = 0; i < row.len; i++) {
		bool is_bar = row.data[i] == '|' && !is_escaped;

		n += is_bar && i > 0 && i + 1 < row.len;
		is_escaped = row.data[i] == '\\' && !is_escaped;
	}
	return n;
}

/* Is it the line below a table's head, as in "|---|--:|"? */
static bool is_delimiter(struct slice row)
{
	bool has_bar = false;
	bool has_dash = false;

	for (size_t i = 0; i < row.len; i++) {
		if (!ascii_is_one_of(row.data[i], "|-: \t"))
			return false;
		has_bar = has_bar || row.data[i] == '|';
		has_dash = has_dash || row.data[i] == '-';
	}
	return has_bar && has_dash;
}

/* Is an offset in a paragraph? *leaf is the first block that may hold it; offsets grow. */
static bool is_in_paragraph(const struct prose *prose, size_t at, size_t *leaf)
{
	const struct prose_block *blocks = prose->blocks;

	while (*leaf < prose->n_blocks &&
		(prose_is_container(blocks[*leaf].kind) || blocks[*leaf].source.end <= at))
		++*leaf;
	return *leaf < prose->n_blocks && blocks[*leaf].kind == PROSE_PARAGRAPH &&
	       blocks[*leaf].source.begin <= at;
}

static void add_line(struct prose_spaced *self, struct slice text, size_t head)
{
	size_t margin = margin_of(prose_line_at(text, head));
	size_t copied = self->n > 0 ? self->lines[self->n - 1].source : 0;

	str_append(&self->text, text.data + copied, head - copied);
	self->lines = mem_grow(self->lines, &self->cap, self->n + 1, sizeof *self->lines);
	str_append(&self->text, text.data + head, margin);
	str_append_char(&self->text, '\n');
	self->lines[self->n++] = (struct prose_spaced_line){.end = self->text.len, .source = head};
}

bool prose_space_tables(struct prose_spaced *self, const struct prose *prose, struct slice text)
{
	size_t leaf = 0;
	size_t head = 0;
	bool is_below_table = false; /* what follows is of it, up to an empty line */

	*self = (struct prose_spaced){0};
	if (text.len == 0 || !memchr(text.data, '|', text.len))
		return false;
	for (size_t at = prose_next_line(text, 0); at < text.len; at = prose_next_line(text, at)) {
		struct slice line = prose_line_at(text, at);
		struct slice row = without_margin(line);

		is_below_table = is_below_table && row.len > 0;
		if (!is_below_table && head > 0 && is_delimiter(row) &&
			count_cells(row) ==
				count_cells(without_margin(prose_line_at(text, head))) &&
			is_in_paragraph(prose, (size_t)(row.data - text.data), &leaf)) {
			add_line(self, text, head);
			is_below_table = true;
		}
		head = at;
	}
	if (self->n == 0)
		return false;
	size_t copied = self->lines[self->n - 1].source;

	str_append(&self->text, text.data + copied, text.len - copied);
	return true;
}

size_t prose_spaced_source(const struct prose_spaced *self, size_t at)
{
	size_t low = 0;
	size_t high = self->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (self->lines[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? at : self->lines[low - 1].source + (at - self->lines[low - 1].end);
}

void prose_spaced_release(struct prose_spaced *self)
{
	free(self->lines);
	str_release(&self->text);
	*self = (struct prose_spaced){0};
}

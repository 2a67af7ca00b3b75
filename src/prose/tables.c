/*
 * What md4c reads as something else than it is. Tables right below a sentence, or with fewer than
 * three dashes, are tables to GitHub; the last line of a conflict is no quote. So the answer is
 * read again with an empty line, more dashes or a backslash there.
 */
#include "reader.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { DASHES_LEAST = 3 };

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

/* "---", ":-:" or "-:" */
static bool is_delimiter_cell(struct slice cell)
{
	cell = slice_trim(cell);
	if (cell.len > 0 && cell.data[0] == ':')
		cell = slice_from(cell, 1);
	if (cell.len > 1 && cell.data[cell.len - 1] == ':')
		cell.len--;
	for (size_t i = 0; i < cell.len; i++)
		if (cell.data[i] != '-')
			return false;
	return cell.len > 0;
}

/* Is it the line below a table's head, as in "|---|--:|"? Not "- | -", an item of a list. */
static bool is_delimiter(struct slice row)
{
	struct slice cell;

	if (!memchr(row.data, '|', row.len) ||
		(row.len > 1 && row.data[0] == '-' && row.data[1] == ' '))
		return false;
	if (row.data[0] == '|')
		row = slice_from(row, 1);
	if (row.len > 0 && row.data[row.len - 1] == '|')
		row.len--;
	if (row.len == 0)
		return false;
	while (slice_next_part(&row, '|', &cell))
		if (!is_delimiter_cell(cell))
			return false;
	return true;
}

/* The leaf that may hold an offset; *leaf is the first that did, and offsets grow. */
static const struct prose_block *leaf_at(const struct prose *prose, size_t at, size_t *leaf)
{
	const struct prose_block *blocks = prose->blocks;

	while (*leaf < prose->n_blocks &&
		(prose_is_container(blocks[*leaf].kind) || blocks[*leaf].source.end <= at))
		++*leaf;
	return *leaf < prose->n_blocks && blocks[*leaf].source.begin <= at ? &blocks[*leaf] : NULL;
}

/* Copies the answer up to an offset, and adds what is not in it. */
static void insert(struct prose_spaced *self, struct slice text, size_t at, struct slice added)
{
	size_t copied = self->n > 0 ? self->inserts[self->n - 1].source : 0;

	str_append(&self->text, text.data + copied, at - copied);
	size_t begin = self->text.len;

	str_append(&self->text, added.data, added.len);
	self->inserts = mem_grow(self->inserts, &self->cap, self->n + 1, sizeof *self->inserts);
	self->inserts[self->n++] =
		(struct prose_insert){.begin = begin, .end = self->text.len, .source = at};
}

/* An empty line, in the quote that the next one is in. */
static void add_line(struct prose_spaced *self, struct slice text, size_t head)
{
	struct str line = {0};

	str_append(&line, text.data + head, margin_of(prose_line_at(text, head)));
	str_append_char(&line, '\n');
	self->has_lines = true;
	insert(self, text, head, slice_of(&line));
	str_release(&line);
}

/* "|-|--:|" as "|---|----:|" */
static void widen(struct prose_spaced *self, struct slice text, struct slice row)
{
	for (size_t i = 0, n = 0; i < row.len; i++) {
		n = row.data[i] == '-' ? n + 1 : 0;
		if (n == 1 && (i + DASHES_LEAST > row.len || row.data[i + 1] != '-' ||
				      row.data[i + 2] != '-'))
			insert(self, text, (size_t)(row.data + i - text.data), slice_of_text("--"));
	}
}

/* The last line of a conflict, ">>>>>>> theirs": no quotes in quotes. */
static bool is_conflict_end(struct slice line)
{
	static const char mark[] = ">>>>>>>";
	size_t len = sizeof mark - 1;

	return line.len >= len && memcmp(line.data, mark, len) == 0 &&
	       (line.len == len || line.data[len] == ' ');
}

/* Where in an answer what was read begins. */
struct place {
	const struct prose *prose;
	struct slice text;
	size_t head; /* the line before */
	size_t leaf;
	bool is_below_table; /* what follows is of it, up to an empty line */
};

/* What a row has more cells than its table, nobody sees: such lines stay as they were typed. */
static bool do_rows_fit(struct slice text, size_t at, size_t n_cells)
{
	while (at < text.len) {
		struct slice row = without_margin(prose_line_at(text, at));

		if (row.len == 0)
			return true;
		if (count_cells(row) > n_cells)
			return false;
		at = prose_next_line(text, at);
	}
	return true;
}

/* Is the line the second one of what looks like a table, and that md4c reads as text? */
static bool begins_table(struct place *place, size_t at)
{
	struct slice row = without_margin(prose_line_at(place->text, at));

	if (!is_delimiter(row) || count_cells(row) != count_cells(without_margin(prose_line_at(
							      place->text, place->head))))
		return false;
	const struct prose_block *leaf =
		leaf_at(place->prose, (size_t)(row.data - place->text.data), &place->leaf);

	return leaf && leaf->kind == PROSE_PARAGRAPH;
}

static void look_for_table(struct prose_spaced *self, struct place *place, size_t at)
{
	struct slice row = without_margin(prose_line_at(place->text, at));

	place->is_below_table = place->is_below_table && row.len > 0;
	if (place->is_below_table || !begins_table(place, at))
		return;
	place->is_below_table = true;
	if (!do_rows_fit(place->text, prose_next_line(place->text, at), count_cells(row)))
		return;
	if (place->head > 0)
		add_line(self, place->text, place->head);
	widen(self, place->text, row);
}

static void look_for_conflict(struct prose_spaced *self, struct place *place, size_t at)
{
	if (!is_conflict_end(prose_line_at(place->text, at)))
		return;
	const struct prose_block *leaf = leaf_at(place->prose, at, &place->leaf);

	if (!leaf || leaf->kind != PROSE_CODE)
		insert(self, place->text, at, slice_of_text("\\"));
}

bool prose_space(struct prose_spaced *self, const struct prose *prose, struct slice text)
{
	struct place place = {.prose = prose, .text = text};

	*self = (struct prose_spaced){0};
	if (text.len == 0 ||
		(!memchr(text.data, '|', text.len) && !memchr(text.data, '>', text.len)))
		return false;
	for (size_t at = 0; at < text.len; at = prose_next_line(text, at)) {
		look_for_conflict(self, &place, at);
		if (at > 0)
			look_for_table(self, &place, at);
		place.head = at;
	}
	if (self->n == 0)
		return false;
	size_t copied = self->inserts[self->n - 1].source;

	str_append(&self->text, text.data + copied, text.len - copied);
	return true;
}

/* The first of those that end behind an offset. */
static size_t find_insert(const struct prose_spaced *self, size_t at)
{
	size_t low = 0;
	size_t high = self->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (self->inserts[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t prose_spaced_source(const struct prose_spaced *self, size_t at)
{
	size_t i = find_insert(self, at);

	return i == 0 ? at : self->inserts[i - 1].source + (at - self->inserts[i - 1].end);
}

bool prose_spaced_added(
	const struct prose_spaced *self, size_t at, size_t end, size_t *added, size_t *added_end)
{
	size_t i = find_insert(self, at);

	if (i == self->n || self->inserts[i].begin >= end)
		return false;
	*added = self->inserts[i].begin > at ? self->inserts[i].begin : at;
	*added_end = self->inserts[i].end < end ? self->inserts[i].end : end;
	return true;
}

void prose_spaced_release(struct prose_spaced *self)
{
	free(self->inserts);
	str_release(&self->text);
	*self = (struct prose_spaced){0};
}

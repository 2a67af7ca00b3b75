/* Tables of text. */
#include "text_table.h"

#include "internal.h"

#include "base/mem.h"
#include "model/table_text.h"

#include <stdlib.h>
#include <string.h>

void table_row_init(struct table_row *self)
{
	*self = (struct table_row){.cells = mem_zalloc(TABLE_COLUMNS, sizeof(struct str))};
}

void table_row_release(struct table_row *self)
{
	for (size_t i = 0; i < TABLE_COLUMNS; i++)
		str_release(&self->cells[i]);
	free(self->cells);
}

static bool is_line_end(struct slice text, size_t at)
{
	return text.data[at] == '\n' ||
	       (text.data[at] == '\r' && at + 1 < text.len && text.data[at + 1] == '\n');
}

static size_t read_plain(struct slice text, size_t at, char sign, struct str *cell)
{
	for (; at < text.len && text.data[at] != sign && !is_line_end(text, at); at++) {
		if (sign == '|' && text.data[at] == '\\' && at + 1 < text.len &&
			text.data[at + 1] == '|')
			at++;
		str_append_char(cell, text.data[at]);
	}
	return at;
}

/* Reads a cell from `at`; the offset of what ends it. */
static size_t read_cell(struct slice text, size_t at, char sign, struct str *cell)
{
	size_t quoted = sign == '|' ? 0 : table_quoted_read(slice_from(text, at), sign, cell);

	if (quoted > 0)
		return at + quoted;
	str_clear(cell);
	return read_plain(text, at, sign, cell);
}

/* "| a | b |": the outer pipes are no cells. */
static size_t skip_outer(struct slice text, char sign)
{
	size_t at = 0;

	if (sign != '|')
		return 0;
	while (at < text.len && ascii_is_one_of(text.data[at], " \t"))
		at++;
	return at < text.len && text.data[at] == '|' ? at + 1 : 0;
}

static bool is_outer_end(struct slice text, size_t at)
{
	do {
		at++;
	} while (at < text.len && ascii_is_one_of(text.data[at], " \t\r"));
	return at == text.len || text.data[at] == '\n';
}

/* Cells that are two blanks or a tab apart. */
static size_t read_gaps(struct table_row *self, struct slice text)
{
	size_t used;
	struct slice line = slice_trim(first_line(text, &used));
	size_t from = 0;

	for (size_t i = 0; i <= line.len; i++) {
		bool is_gap = i == line.len || line.data[i] == '\t' ||
			      (line.data[i] == ' ' && i + 1 < line.len && line.data[i + 1] == ' ');

		if (!is_gap || i < from)
			continue;
		if (self->n < TABLE_COLUMNS)
			str_set(&self->cells[self->n++], line.data + from, i - from);
		else if (self->too_wide == 0)
			self->too_wide = (size_t)(line.data + from - text.data);
		while (i < line.len && ascii_is_space(line.data[i]))
			i++;
		from = i;
		if (i < line.len)
			i--;
	}
	return used;
}

size_t table_row_read(struct table_row *self, struct slice text, char sign)
{
	size_t at = skip_outer(text, sign);
	struct str spare = {0};

	self->n = 0;
	self->too_wide = 0;
	if (sign == '\0')
		return read_gaps(self, text);
	while (text.len > 0) {
		struct str *cell = self->n < TABLE_COLUMNS ? &self->cells[self->n] : &spare;

		if (self->n < TABLE_COLUMNS)
			self->n++;
		else if (self->too_wide == 0)
			self->too_wide = at;
		at = read_cell(text, at, sign, cell);
		if (at == text.len || text.data[at] != sign ||
			(sign == '|' && is_outer_end(text, at)))
			break;
		at++;
	}
	str_release(&spare);
	while (at < text.len && text.data[at] != '\n')
		at++;
	return at < text.len ? at + 1 : at;
}

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

void table_stops_find(struct table_stops *self, struct slice head)
{
	size_t place = 0;
	size_t blanks = 2;

	self->n = 0;
	for (size_t i = 0; i < head.len && self->n < TABLE_COLUMNS; i++) {
		if (head.data[i] == '\t') {
			self->n = 0;
			return;
		}
		if (head.data[i] != ' ' && blanks >= 2)
			self->at[self->n++] = place;
		blanks = head.data[i] == ' ' ? blanks + 1 : 0;
		place += !is_continuation(head.data[i]);
	}
}

/* Where in a line the columns begin; false: a cell goes across such a place. */
static bool find_offsets(struct slice line, const struct table_stops *stops, size_t *offsets)
{
	size_t place = 0;
	size_t n = 0;

	for (size_t i = 0; i < line.len && n < stops->n; i++) {
		if (is_continuation(line.data[i]))
			continue;
		if (place == stops->at[n]) {
			if (n > 0 && line.data[i - 1] != ' ')
				return false;
			offsets[n++] = i;
		}
		place++;
	}
	while (n < stops->n)
		offsets[n++] = line.len;
	return true;
}

size_t table_row_read_stops(
	struct table_row *self, struct slice text, const struct table_stops *stops)
{
	size_t used;
	struct slice line = slice_trim_end(first_line(text, &used));
	size_t offsets[TABLE_COLUMNS + 1];

	self->n = 0;
	self->too_wide = 0;
	if (memchr(line.data, '\t', line.len) || !find_offsets(line, stops, offsets))
		return read_gaps(self, text);
	offsets[stops->n] = line.len;
	for (size_t i = 0; i < stops->n; i++) {
		size_t from = i == 0 ? 0 : offsets[i];

		str_set(&self->cells[self->n++], line.data + from, offsets[i + 1] - from);
	}
	return used;
}

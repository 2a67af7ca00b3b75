/* The rows of a table as lines of a text report; see text_rows.h. */
#include "text_rows.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

#define GAP 2          /* blanks between columns */
#define LONE_INDENT 4  /* of further lines, when no column stands before the text */
#define MAX_ALIGNED 40 /* a longer cell does not push all others to the right */

struct table {
	const struct outline *outline;
	const struct form_field *rows;
	struct row_layout layout;
	size_t n_leading; /* columns before the text */
	size_t *widths;   /* of those, in characters */
};

static const struct form_field *column(const struct table *self, size_t i)
{
	return &self->rows->columns[self->layout.columns[i]];
}

static const struct str *cell(const struct table *self, const struct row *row, size_t i)
{
	return &row->cells[self->layout.columns[i]].text;
}

static void show_leading(const struct table *self, const struct row *row, size_t i, struct str *out)
{
	size_t before = out->len;

	outline_show(self->outline, column(self, i), cell(self, row, i), TIME_ISO, out);
	if (out->len == before)
		str_append_char(out, '-');
}

static void measure(struct table *self, const struct rows *rows)
{
	struct str text = {0};

	self->n_leading = self->layout.main == SIZE_MAX ? 0 : self->layout.main;
	self->widths = mem_zalloc(self->n_leading + 1, sizeof *self->widths);
	for (size_t r = 0; r < rows->n; r++) {
		for (size_t i = 0; i < self->n_leading; i++) {
			str_clear(&text);
			show_leading(self, &rows->items[r], i, &text);
			size_t width = utf8_count(text.data, text.len);
			if (width > self->widths[i] && width <= MAX_ALIGNED)
				self->widths[i] = width;
		}
	}
	str_release(&text);
}

/* Returns how many columns the leading cells take. */
static size_t write_leading(const struct table *self, const struct row *row, struct str *out)
{
	size_t column = 0;

	for (size_t i = 0; i < self->n_leading; i++) {
		size_t before = out->len;

		show_leading(self, row, i, out);
		size_t width = utf8_count(out->data + before, out->len - before);
		size_t fill = width < self->widths[i] ? self->widths[i] - width : 0;
		str_append_repeat(out, ' ', fill + GAP);
		column += width + fill + GAP;
	}
	return column;
}

static void write_main(
	const struct table *self, const struct row *row, size_t indent, struct str *out)
{
	if (self->layout.main == SIZE_MAX)
		return;

	struct slice rest = slice_trim_lines(slice_of(cell(self, row, self->layout.main)));
	struct slice line;

	for (bool first = true; slice_next_line(&rest, &line); first = false) {
		if (!first)
			str_append_char(out, '\n');
		if (!first && line.len > 0)
			str_append_repeat(out, ' ', indent);
		str_append(out, line.data, line.len);
	}
}

/* A value inside the brackets; what would end it there goes behind a backslash. */
static void write_escaped(const struct str *value, struct str *out)
{
	for (size_t i = 0; i < value->len; i++) {
		if (ascii_is_one_of(value->data[i], "\\;[]"))
			str_append_char(out, '\\');
		str_append_char(out, value->data[i]);
	}
}

static void write_trailing(const struct table *self, const struct row *row, struct str *out)
{
	size_t first = self->layout.main == SIZE_MAX ? 0 : self->layout.main + 1;
	struct str value = {0};
	bool is_open = false;

	for (size_t i = first; i < self->layout.n; i++) {
		str_clear(&value);
		outline_show(self->outline, column(self, i), cell(self, row, i), TIME_ISO, &value);
		if (value.len == 0)
			continue;
		if (is_open)
			str_append_text(out, "; ");
		else
			str_append_text(out, out->len > 0 && out->data[out->len - 1] != '\n' &&
							     out->data[out->len - 1] != ' '
						     ? " ["
						     : "[");
		is_open = true;
		str_appendf(out, "%s: ", column(self, i)->label);
		write_escaped(&value, out);
	}
	if (is_open)
		str_append_char(out, ']');
	str_release(&value);
}

static void write_row(const struct table *self, const struct row *row, struct str *out)
{
	if (row_is_blank(row, &self->layout))
		return;

	size_t indent = write_leading(self, row, out);
	write_main(self, row, indent > 0 ? indent : LONE_INDENT, out);
	write_trailing(self, row, out);
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	str_append_char(out, '\n');
}

void text_rows_write(const struct outline *outline, unsigned field, struct str *out)
{
	const struct rows *rows = &outline->document->tables[field];
	struct table table = {.outline = outline, .rows = outline_field(outline, field)};

	row_layout_init(&table.layout, table.rows, outline->options);
	measure(&table, rows);
	for (size_t r = 0; r < rows->n; r++)
		write_row(&table, &rows->items[r], out);
	row_layout_release(&table.layout);
	free(table.widths);
}

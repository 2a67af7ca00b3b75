/*
 * Rows from lines, as the text report writes them and as people do: what stands
 * before the text ("08:30  detected"), the text, further lines indented below it,
 * and the rest in brackets at its end ("[Owner: Dana; Due: 2023-11-01]").
 */
#include "row_reader.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

#define LONE_INDENT 4 /* of further lines, when no column stands before the text */

static void convert_cells(struct row_reader *self, struct op *op)
{
	for (unsigned i = 0; i < self->rows->n_columns; i++) {
		struct slice typed = slice_trim_lines(slice_of(&self->cells[i]));
		const struct when_place place = {
			.document = self->intake->document,
			.field = self->field,
			.row = self->intake->document->tables[self->field].n,
			.column = i,
		};

		str_clear(&op->cells[i]);
		if (typed.len > 0)
			intake_convert(self->intake, &place, typed, self->line, &op->cells[i]);
	}
}

static bool is_row_blank(const struct row_reader *self)
{
	for (unsigned i = 0; i < self->rows->n_columns; i++)
		if (slice_trim(slice_of(&self->cells[i])).len > 0)
			return false;
	return true;
}

static bool add_row(struct row_reader *self)
{
	char id[ID_SIZE];
	struct op op = {0};

	if (is_row_blank(self))
		return true;

	id_source_next(self->intake->options->ids, id);
	document_op_insert(self->intake->document, self->field,
		self->intake->document->tables[self->field].n, id, &op);
	convert_cells(self, &op);
	bool done = document_apply(self->intake->document, &op, self->err);
	op_release(&op);
	return done;
}

static bool finish_row(struct row_reader *self)
{
	if (!self->is_open)
		return true;
	self->is_open = false;
	self->pending = 0;
	row_take_trailing(self);
	bool done = add_row(self);
	for (unsigned i = 0; i < self->rows->n_columns; i++)
		str_clear(&self->cells[i]);
	return done;
}

static struct slice strip_bullet(struct row_reader *self, struct slice line, unsigned number)
{
	struct slice text = row_is_placeholder(line) ? line : intake_after_bullet(line);

	if (text.len != line.len && !self->told_of_bullets) {
		self->told_of_bullets = true;
		intake_note(self->intake, number, "%s: the list marks before rows are left out",
			self->rows->label);
	}
	return text;
}

static size_t indentation(struct slice line)
{
	size_t n = 0;

	while (n < line.len && ascii_is_space(line.data[n]))
		n++;
	return n;
}

/* Adds a line to the text of the open row, without the indentation that says so. */
static void continue_row(struct row_reader *self, struct slice line)
{
	struct str *text = &self->cells[self->main];
	size_t indent = indentation(line);
	size_t strip = self->base + self->text_column;

	str_append_repeat(text, '\n', self->pending + 1);
	self->pending = 0;
	line = slice_from(line, indent < strip ? indent : strip);
	str_append(text, line.data, line.len);
}

static bool begin_row(struct row_reader *self, struct slice line, unsigned number)
{
	struct slice text = strip_bullet(self, slice_trim(line), number);
	size_t leading;

	if (!finish_row(self))
		return false;
	self->is_open = true;
	self->line = number;
	leading = row_take_leading(self, text);
	self->text_column = leading > 0 ? utf8_count(text.data, leading) : LONE_INDENT;
	text = slice_from(text, leading);
	str_set(&self->cells[self->main], text.data, text.len);
	return true;
}

/* A line of a table of times that begins with none goes on with the row above. */
static bool lacks_time(const struct row_reader *self, struct slice line)
{
	const struct form_field *first = &self->rows->columns[0];
	struct slice text = slice_trim(line);

	if (self->main == 0 || !kind_info(first->kind)->is_time || row_is_placeholder(text))
		return false;
	return self->pending == 0 &&
	       row_leading_length(self, first, intake_after_bullet(text)) == 0;
}

static bool read_line(struct row_reader *self, struct slice line, unsigned number)
{
	if (slice_trim(line).len == 0) {
		self->pending++;
		return true;
	}
	if (self->n++ == 0)
		self->base = indentation(line);
	if (self->is_open && (indentation(line) >= self->base + 2 || lacks_time(self, line))) {
		continue_row(self, line);
		return true;
	}
	return begin_row(self, line, number);
}

bool intake_rows(
	struct intake *self, unsigned field, struct slice text, unsigned line, struct err *err)
{
	const struct form_field *rows = &self->document->form->fields[field];
	struct row_reader reader = {
		.intake = self,
		.field = field,
		.rows = rows,
		.main = form_main_column(rows),
		.cells = mem_zalloc(rows->n_columns, sizeof(struct str)),
		.err = err,
	};
	struct slice next;
	bool good = true;

	for (unsigned number = line; good && slice_next_line(&text, &next); number++)
		good = read_line(&reader, next, number);
	good = good && finish_row(&reader);
	for (unsigned i = 0; i < rows->n_columns; i++)
		str_release(&reader.cells[i]);
	free(reader.cells);
	return good;
}

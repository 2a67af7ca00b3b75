/*
 * Rows from lines, as the text report and people write them: what precedes the text
 * ("08:30  detected"), the text, its further lines indented below, and the rest in
 * brackets at the end ("[Owner: Dana; Due: 2023-11-01]").
 */
#include "row_reader.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

#define LONE_INDENT 4 /* of further lines, if no column precedes the text */

/* Where the text of the current row is, which decides how it is escaped. */
static enum answer_place place_of(const struct row_reader *self, unsigned column)
{
	if (column != self->main)
		return ANSWER_CELLS;
	if (self->main == 0)
		return ANSWER_ROW;
	return self->is_after_day ? ANSWER_DAY : ANSWER_CELLS;
}

/* The time of a row is a single moment; the end of a range goes before its text. */
static void keep_end(struct str *text, const struct str *end)
{
	struct str prefix = {0};

	if (end->len == 0)
		return;
	str_appendf(&prefix, "(until %s)%s", str_text(end), text->len > 0 ? " " : "");
	str_splice(text, 0, 0, prefix.data, prefix.len);
	str_release(&prefix);
}

static void convert_cells(struct row_reader *self, struct op *op)
{
	struct str end = {0};

	for (unsigned i = 0; i < self->rows->n_columns; i++) {
		const struct when_place place = {
			.document = self->intake->document,
			.field = self->field,
			.row = self->intake->document->tables[self->field].n,
			.column = i,
			.cells = op->cells,
		};

		str_clear(&op->cells[i]);
		intake_convert(self->intake, &place, place_of(self, i), slice_of(&self->cells[i]),
			self->line, &op->cells[i], i < self->main ? &end : NULL);
	}
	keep_end(&op->cells[self->main], &end);
	str_release(&end);
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

static void unescape_brackets(struct row_reader *self)
{
	struct str *text = &self->cells[self->main];
	struct str plain = {0};

	answer_unescape_bracket(self->rows, slice_of(text), &plain);
	str_set(text, str_text(&plain), plain.len);
	str_release(&plain);
}

static bool finish_row(struct row_reader *self)
{
	if (!self->is_open)
		return true;
	self->is_open = false;
	str_clear(&self->pending);
	if (!row_take_trailing(self))
		unescape_brackets(self);
	bool done = add_row(self);
	for (unsigned i = 0; i < self->rows->n_columns; i++)
		str_clear(&self->cells[i]);
	return done;
}

static size_t indentation(struct slice line)
{
	size_t n = 0;

	while (n < line.len && ascii_is_space(line.data[n]))
		n++;
	return n;
}

static struct slice strip_bullet(struct row_reader *self, struct slice line, unsigned number)
{
	struct slice text = answer_is_placeholder(line) ? line : answer_after_bullet(line);

	if (text.len != line.len && !self->has_noted_bullets) {
		self->has_noted_bullets = true;
		intake_note(self->intake, number, "%s: the list marks before rows are left out",
			self->rows->label);
	}
	return text.len != line.len ? slice_from(text, indentation(text)) : text;
}

/* A further line of the open row, without its indentation. */
static struct slice further_line(const struct row_reader *self, struct slice line)
{
	size_t indent = indentation(line);
	size_t strip = self->base + self->text_column;

	return slice_from(line, indent < strip ? indent : strip);
}

static void append_blank_line(struct row_reader *self, struct slice line)
{
	line = further_line(self, line);
	str_append_char(&self->pending, '\n');
	str_append(&self->pending, line.data, line.len);
}

static void continue_row(struct row_reader *self, struct slice line)
{
	struct str *text = &self->cells[self->main];

	str_append(text, str_text(&self->pending), self->pending.len);
	str_clear(&self->pending);
	str_append_char(text, '\n');
	line = further_line(self, line);
	str_append(text, line.data, line.len);
}

static bool begin_row(struct row_reader *self, struct slice line, unsigned number)
{
	struct slice text = strip_bullet(self, slice_from(line, indentation(line)), number);
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

/* A line without a time, in a table where rows begin with one, continues the row above. */
static bool lacks_time(const struct row_reader *self, struct slice line)
{
	const struct form_field *first = &self->rows->columns[0];
	struct slice text = slice_trim(line);

	if (self->main == 0 || !kind_info(first->kind)->is_time || answer_is_placeholder(text))
		return false;
	return self->pending.len == 0 &&
	       !row_begins_with_time(self, slice_trim(answer_after_bullet(text)));
}

static bool read_line(struct row_reader *self, struct slice line, unsigned number)
{
	if (slice_trim(line).len == 0) {
		append_blank_line(self, line);
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
	str_release(&reader.pending);
	return good;
}

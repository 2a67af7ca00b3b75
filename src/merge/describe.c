/* Describes an op: where it is, in the form's terms, and what it does. */
#include "merge/diff.h"

#include "model/walk.h"

enum { NAME_ROOM = 48 /* bytes of the row's text in its name */ };

static void append_name(struct str *out, const struct form_field *field)
{
	struct slice name = form_field_name(field);

	str_append(out, name.data, name.len);
}

/* The text of a cell of an op's row: from the op, or from the document before it. */
static const struct str *cell_of(const struct op *op, const struct row *row, size_t column)
{
	static const struct str none = {0};

	if (column < op->n_cells)
		return &op->cells[column];
	return row ? &row->cells[column].text : &none;
}

static bool append_time(struct str *out, const struct document *before,
	const struct when_style *style, const struct str *text)
{
	struct when_style shown = *style;
	struct when when = {0};
	struct zone zone;

	if (!when_parse(&when, str_text(text), NULL) ||
		(when.kind != WHEN_INSTANT && when.kind != WHEN_DATE))
		return false;
	document_zone(before, &zone);
	if (!shown.zone)
		shown.zone = &zone;
	when_show_in(&when, &shown, out);
	return true;
}

/* Appends a row's text in quotes; false if it has none. */
static bool append_quoted(struct str *out, const struct str *text)
{
	if (text->len == 0)
		return false;
	str_append_char(out, '"');
	str_append_first_line(out, str_text(text), NAME_ROOM);
	str_append_char(out, '"');
	return true;
}

/* Names a row by its time, else its main text, else the first text it has, else its number. */
static void append_row(struct str *out, const struct op *op, const struct document *before,
	const struct when_style *style)
{
	const struct form_field *field = &before->form->fields[op->place.field];
	size_t index = document_row_index(before, op->place.field, op->place.row);
	const struct row *row =
		index == SIZE_MAX ? NULL : &before->tables[op->place.field].items[index];

	field_append_row(field, false, out);
	str_append_char(out, ' ');
	for (size_t i = 0; i < field->n_columns; i++)
		if (kind_info(field->columns[i].kind)->is_moment &&
			append_time(out, before, style, cell_of(op, row, i)))
			return;
	if (append_quoted(out, cell_of(op, row, form_main_column(field))))
		return;
	for (size_t i = 0; i < field->n_columns; i++)
		if (append_quoted(out, cell_of(op, row, i)))
			return;
	str_appendf(out, "%zu", (row ? index : op->to) + 1);
}

/* What an op does to a text, given the old one. */
static const char *verb_of(const struct op *op, const struct value *value)
{
	if (!value || value->text.len == 0)
		return "filled in";
	if (op->inserted.len == 0 && op->removed.len == value->text.len)
		return "emptied";
	return "changed";
}

void diff_describe(const struct op *op, const struct document *before, struct str *out)
{
	diff_describe_in(op, before, &(struct when_style){0}, out);
}

void diff_describe_in(const struct op *op, const struct document *before,
	const struct when_style *style, struct str *out)
{
	static const char *const verbs[N_OP_KINDS] = {
		[OP_ROW_INSERT] = "added",
		[OP_ROW_REMOVE] = "removed",
		[OP_ROW_MOVE] = "moved",
	};
	const struct form *form = before->form;
	const struct form_field *field = &form->fields[op->place.field];
	const char *verb = verbs[op->kind];

	str_appendf(out, "%s: ", form->pages[field->page].title);
	if (op->place.row[0]) {
		append_row(out, op, before, style);
		if (!verb) {
			str_append_text(out, ": ");
			append_name(out, &field->columns[op->place.column]);
		}
	} else {
		append_name(out, field);
	}
	if (!verb)
		verb = verb_of(op, document_value(before, &op->place));
	str_appendf(out, " %s", verb);
}

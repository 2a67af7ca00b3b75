/*
 * A document's values as bytes, to be compared: lengths and texts, so that nothing
 * in a text can look like another value. What a file cannot tell apart is made
 * equal: blank lines in a list, the names of rows that have none in the file.
 */
#include "document_internal.h"

#include <string.h>

static void dump_bytes(struct str *out, const char *bytes, size_t len)
{
	char head[24];
	size_t at = sizeof head;
	size_t rest = len;

	/* By hand: a large table has half a million values, and each save dumps them all. */
	head[--at] = ':';
	do
		head[--at] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	str_append(out, head + at, sizeof head - at);
	str_append(out, bytes, len);
}

static void dump_list(struct str *out, const struct str *text)
{
	struct str item = {0};

	for (size_t at = 0; list_next(text, &at, &item);)
		dump_bytes(out, item.data, item.len);
	str_append_char(out, ']');
	str_release(&item);
}

static void dump_value(struct str *out, const struct value *value, enum kind kind)
{
	str_append_char(out, value->is_foreign ? 'f' : 'v');
	if (kind == KIND_LIST && !value->is_foreign)
		dump_list(out, &value->text);
	else
		dump_bytes(out, str_text(&value->text), value->text.len);
}

/* The id that a reader of the file sees in a row; NULL for none. */
static const char *id_to_be_read(const struct document *document, const struct row *row)
{
	if (row->id[0] != '~')
		return row->id;
	return row->node == YAML_NONE ? NULL : row_written_id(&document->source, row->node);
}

/* Does a nameless row have an id in the file after all, being the second with it? */
static bool has_second_of_an_id(const struct document *document, const struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->items[i].id[0] == '~' && id_to_be_read(document, &rows->items[i]))
			return true;
	return false;
}

/* Of several rows with an id a reader gives it to the first, which may be another one by now. */
static bool is_first(struct rows *seen, const char *id)
{
	struct row row = {.node = YAML_NONE};

	if (rows_find(seen, id) != SIZE_MAX)
		return false;
	strcpy(row.id, id);
	rows_insert(seen, seen->n, &row);
	return true;
}

static void dump_rows(struct str *out, const struct document *document, size_t number)
{
	const struct form_field *field = &document->form->fields[number];
	const struct rows *rows = &document->tables[number];
	bool has_seconds = has_second_of_an_id(document, rows);
	struct rows seen = {0};

	for (size_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];
		const char *id = id_to_be_read(document, row);

		str_append_text(out, id && (!has_seconds || is_first(&seen, id)) ? id : "~");
		str_append_char(out, '(');
		for (size_t k = 0; k < field->n_columns; k++)
			dump_value(out, &row->cells[k], field->columns[k].kind);
		str_append_char(out, '\n');
	}
	rows_release(&seen, 0);
}

void document_dump(const struct document *self, struct str *out)
{
	for (size_t i = 0; i < self->form->n_fields; i++) {
		const struct form_field *field = &self->form->fields[i];

		if (!kind_info(field->kind)->is_stored)
			continue;
		str_appendf(out, "%s=", field->path);
		dump_value(out, &self->values[i], field->kind);
		dump_rows(out, self, i);
		str_append_char(out, '\n');
	}
}

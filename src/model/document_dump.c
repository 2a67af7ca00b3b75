/*
 * A document's values as bytes for comparison: lengths and texts, so that nothing in a
 * text can look like another value. What a file cannot distinguish is made equal: blank
 * lines in a list, the names of rows that have none in the file.
 */
#include "document_internal.h"

static void dump_bytes(struct str *out, const char *bytes, size_t len)
{
	char head[24];
	size_t at = sizeof head;
	size_t rest = len;

	/* Formatted by hand, because a large table has half a million values and each save dumps
	 * them all. */
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

/* The id that the file gives or will give, even if a second row has it too. */
static const char *written_id(const struct document *document, const struct row *row)
{
	const char *id = row->id;

	if (id[0] == '~')
		id = row->node == YAML_NONE ? NULL : row_written_id(&document->source, row->node);
	return id ? id : "~";
}

static void dump_rows(struct str *out, const struct document *document, size_t number)
{
	const struct form_field *field = &document->form->fields[number];
	const struct rows *rows = &document->tables[number];

	for (size_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];

		str_append_text(out, written_id(document, row));
		str_append_char(out, '(');
		for (size_t k = 0; k < field->n_columns; k++)
			dump_value(out, &row->cells[k], field->columns[k].kind);
		str_append_char(out, '\n');
	}
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

bool document_holds_same(const struct document *self, const struct document *other)
{
	struct str dumps[2] = {{0}};

	document_dump(self, &dumps[0]);
	document_dump(other, &dumps[1]);
	bool is_same = str_equal(&dumps[0], str_text(&dumps[1]), dumps[1].len);

	str_release(&dumps[0]);
	str_release(&dumps[1]);
	return is_same;
}

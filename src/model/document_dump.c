/*
 * A document's values as bytes for comparison: lengths and texts, so that nothing in a
 * text can look like another value. What a file cannot distinguish is made equal: blank
 * lines in a list, the names of rows that have none in the file.
 */
#include "document_internal.h"

/* Its kind, its length, and it. Formatted by hand, because a large table has half a million values
 * and each save dumps them all. */
static void dump_bytes(struct str *out, char kind, const char *bytes, size_t len)
{
	char head[24];
	size_t at = sizeof head;
	size_t rest = len;

	head[--at] = ':';
	do
		head[--at] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	head[--at] = kind;
	str_append(out, head + at, sizeof head - at);
	str_append(out, bytes, len);
}

static void dump_list(struct str *out, const struct str *text)
{
	struct str item = {0};

	for (size_t at = 0; list_next(text, &at, &item);)
		dump_bytes(out, 'i', item.data, item.len);
	str_append_char(out, ']');
	str_release(&item);
}

static void dump_value(struct str *out, const struct value *value, enum kind kind)
{
	if (kind == KIND_LIST && !value->is_foreign)
		dump_list(out, &value->text);
	else
		dump_bytes(out, value->is_foreign ? 'f' : 'v', str_text(&value->text),
			value->text.len);
}

/* The id that the file gives or will give, even if a second row has it too. */
static const char *written_id(const struct document *document, const struct row *row)
{
	const char *id = row->id;

	if (id[0] == '~')
		id = row->node == YAML_NONE ? NULL : row_written_id(&document->source, row->node);
	return id ? id : "~";
}

static void dump_row(struct str *out, const struct document *document, size_t number, size_t index)
{
	const struct form_field *field = &document->form->fields[number];
	const struct row *row = &document->tables[number].items[index];

	str_append_text(out, written_id(document, row));
	str_append_char(out, '(');
	for (size_t k = 0; k < field->n_columns; k++)
		dump_value(out, &row->cells[k], field->columns[k].kind);
	str_append_char(out, '\n');
}

static void dump_field(struct str *out, const struct document *document, size_t number)
{
	const struct form_field *field = &document->form->fields[number];

	str_appendf(out, "%s=", field->path);
	dump_value(out, &document->values[number], field->kind);
}

static bool is_stored(const struct document *document, size_t number)
{
	return kind_info(document->form->fields[number].kind)->is_stored;
}

void document_dump(const struct document *self, struct str *out)
{
	str_reserve(out, out->len + self->source.source.len); /* about as long, or shorter */
	for (size_t i = 0; i < self->form->n_fields; i++) {
		if (!is_stored(self, i))
			continue;
		dump_field(out, self, i);
		for (size_t row = 0; row < self->tables[i].n; row++)
			dump_row(out, self, i, row);
		str_append_char(out, '\n');
	}
}

/* Are the parts the same? Empties them. */
static bool compare_parts(struct str parts[2])
{
	bool is_same = str_equal(&parts[0], str_text(&parts[1]), parts[1].len);

	str_clear(&parts[0]);
	str_clear(&parts[1]);
	return is_same;
}

static bool holds_same_field(const struct document *self, const struct document *other,
	size_t number, struct str parts[2])
{
	if (self->tables[number].n != other->tables[number].n)
		return false;
	dump_field(&parts[0], self, number);
	dump_field(&parts[1], other, number);
	if (!compare_parts(parts))
		return false;
	for (size_t row = 0; row < self->tables[number].n; row++) {
		dump_row(&parts[0], self, number, row);
		dump_row(&parts[1], other, number, row);
		if (!compare_parts(parts))
			return false;
	}
	return true;
}

/* Part by part, because a large document has no room for a second one beside it. */
bool document_holds_same(const struct document *self, const struct document *other)
{
	size_t n = self->form->n_fields;
	struct str parts[2] = {{0}};
	bool is_same = other->form->n_fields == n;

	for (size_t i = 0; i < n && is_same; i++)
		is_same = !is_stored(self, i) || holds_same_field(self, other, i, parts);
	str_release(&parts[0]);
	str_release(&parts[1]);
	return is_same;
}

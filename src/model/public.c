/* What of a document is for everybody; see public.h. */
#include "model/public.h"

#include "document_internal.h"

#include <string.h>

bool field_is_public(const struct form_field *field, bool with_authors)
{
	static const uint64_t people = ROLE_BIT(ROLE_EVENT_WHO) | ROLE_BIT(ROLE_TASK_OWNER) |
				       ROLE_BIT(ROLE_TASK_TICKET) | ROLE_BIT(ROLE_ROW_PRIVATE);

	return !field->is_private && !(field->roles & people) &&
	       (with_authors || !field_has_role(field, ROLE_AUTHORS));
}

bool value_is_public(
	const struct document *document, const struct form_field *field, const struct value *value)
{
	if (!value->is_foreign)
		return true;
	if (field->kind == KIND_ROWS || field->kind == KIND_LIST)
		return false;
	/* Of a text with an anchor or a tag only the text is shown. */
	return value->node == YAML_NONE ||
	       yaml_node(&document->source, value->node)->kind == YAML_SCALAR;
}

/* Is it no mapping, or one that may have more than its keys say? */
static bool is_foreign_row(const struct form_field *table, const struct row *row)
{
	for (size_t i = 0; i < table->n_columns; i++)
		if (!row->cells[i].is_foreign)
			return false;
	return true;
}

bool row_is_public(const struct form_field *table, const struct row *row)
{
	unsigned column = form_find_column_role(table, ROLE_ROW_PRIVATE);
	struct slice flag;

	if (column == FORM_NONE)
		return !is_foreign_row(table, row);
	flag = slice_trim(slice_of(&row->cells[column].text));
	return !row->cells[column].is_foreign &&
	       (flag.len == 0 ? !row->is_merged : slice_equal(flag, "false"));
}

static void copy_value(struct value *self, const struct value *other)
{
	self->is_foreign = other->is_foreign;
	str_append(&self->text, str_text(&other->text), other->text.len);
}

static void copy_rows(
	struct document *self, const struct document *document, unsigned field, bool with_authors)
{
	const struct form_field *table = &document->form->fields[field];
	const struct rows *other = &document->tables[field];

	for (size_t i = 0; i < other->n; i++) {
		struct row row = {.node = YAML_NONE};

		if (!row_is_public(table, &other->items[i]))
			continue;
		memcpy(row.id, other->items[i].id, sizeof row.id);
		row_read_cells(&row, NULL, table);
		for (size_t c = 0; c < table->n_columns; c++)
			if (field_is_public(&table->columns[c], with_authors) &&
				value_is_public(
					document, &table->columns[c], &other->items[i].cells[c]))
				copy_value(&row.cells[c], &other->items[i].cells[c]);
		rows_insert(&self->tables[field], self->tables[field].n, &row);
	}
}

void document_copy_public(struct document *self, const struct document *other, bool with_authors)
{
	document_init_new(self, other->form);
	self->dates = document_has_us_dates(other) ? DATES_US : DATES_ISO;
	self->is_read_only = true;
	for (unsigned i = 0; i < other->form->n_fields; i++) {
		const struct form_field *field = &other->form->fields[i];

		if (!field_is_public(field, with_authors))
			continue;
		if (value_is_public(other, field, &other->values[i]))
			copy_value(&self->values[i], &other->values[i]);
		copy_rows(self, other, i, with_authors);
	}
}

/* Where the focus is: its place, field and row. */
#include "internal.h"

#include <assert.h>
#include <string.h>

const struct form_field *editor_field(const struct editor *self)
{
	const struct form_field *field;

	if (self->focus.field == FORM_NONE)
		return NULL;
	field = &self->form->fields[self->focus.field];
	return self->focus.in_row ? &field->columns[self->focus.column] : field;
}

bool focus_is_table(const struct editor *self)
{
	const struct form_field *field = editor_field(self);

	return field != NULL && field->kind == KIND_ROWS;
}

struct rows *table_rows(const struct editor *self)
{
	return &self->document.tables[self->focus.field];
}

bool editor_on_entry(const struct editor *self)
{
	return focus_is_table(self) && self->focus.row >= table_rows(self)->n;
}

void editor_place(const struct editor *self, struct place *place)
{
	const struct focus *focus = &self->focus;

	*place = (struct place){.field = focus->field};
	if (!focus->in_row)
		return;
	const struct rows *rows = &self->document.tables[focus->field];

	assert(focus->row < rows->n);
	memcpy(place->row, rows->items[focus->row].id, ROW_ID_SIZE);
	place->column = focus->column;
}

void focus_set_row(struct editor *self, size_t row)
{
	self->focus.row = row;
	self->memories.rows[self->focus.field] = row;
}

const struct form_field *table_field(const struct editor *self)
{
	return &self->form->fields[self->focus.field];
}

const char *table_row_id(const struct editor *self)
{
	return table_rows(self)->items[self->focus.row].id;
}

bool editor_is_quick(const struct editor *self)
{
	return self->focus.in_row && self->quick.row[0] != '\0' &&
	       strcmp(self->quick.row, table_row_id(self)) == 0;
}

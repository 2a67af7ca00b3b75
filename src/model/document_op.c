/* Builds the editor's ops: what is removed is copied from the document as it is. */
#include "document_internal.h"

#include "base/ensure.h"
#include "base/mem.h"

#include <stdint.h>
#include <string.h>

void document_new_row_id(
	const struct document *self, unsigned field, const struct id_source *ids, char id[ID_SIZE])
{
	do
		id_source_next(ids, id);
	while (document_row_index(self, field, id) != SIZE_MAX);
}

void document_op_set(const struct document *self, const struct place *place, const char *text,
	size_t len, struct op *op)
{
	const struct value *value = document_value(self, place);

	ENSURE(value);
	document_op_edit(self, place, 0, value->text.len, text, len, op);
	op->kind = OP_SET;
}

void document_op_edit(const struct document *self, const struct place *place, size_t offset,
	size_t removed, const char *inserted, size_t len, struct op *op)
{
	const struct value *value = document_value(self, place);

	ENSURE(value && offset <= value->text.len && removed <= value->text.len - offset);
	*op = (struct op){.kind = OP_EDIT, .place = *place, .offset = offset};
	str_append(&op->removed, str_text(&value->text) + offset, removed);
	str_append(&op->inserted, inserted, len);
}

static void start_row_op(const struct document *self, unsigned field, const char *id,
	enum op_kind kind, struct op *op)
{
	ENSURE(field < self->form->n_fields && strlen(id) < ROW_ID_SIZE);
	*op = (struct op){.kind = kind, .place.field = field};
	strcpy(op->place.row, id);
	if (kind == OP_ROW_MOVE)
		return;
	op->n_cells = self->form->fields[field].n_columns;
	op->cells = mem_zalloc(op->n_cells, sizeof *op->cells);
}

void document_op_insert(
	const struct document *self, unsigned field, size_t index, const char *id, struct op *op)
{
	start_row_op(self, field, id, OP_ROW_INSERT, op);
	op->to = index;
}

void document_op_remove(const struct document *self, unsigned field, size_t index, struct op *op)
{
	const struct rows *rows = &self->tables[field];

	ENSURE(index < rows->n);
	start_row_op(self, field, rows->items[index].id, OP_ROW_REMOVE, op);
	op->from = index;
	for (size_t i = 0; i < op->n_cells; i++) {
		const struct str *text = &rows->items[index].cells[i].text;
		str_append(&op->cells[i], str_text(text), text->len);
	}
}

void document_op_move(
	const struct document *self, unsigned field, size_t from, size_t to, struct op *op)
{
	ENSURE(from < self->tables[field].n);
	start_row_op(self, field, self->tables[field].items[from].id, OP_ROW_MOVE, op);
	op->from = from;
	op->to = to;
}

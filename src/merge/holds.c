/* Does a document contain everything that another one does? Then losing that one does no harm. */
#include "merge/diff.h"

static bool takes_away(const struct op *op)
{
	return op->removed.len > 0 || op->kind == OP_ROW_REMOVE;
}

/* A diff does not compare values that became another kind. */
static bool is_replaced(const struct value *value, const struct value *other)
{
	return other->is_foreign && !value->is_foreign && value->text.len > 0;
}

static bool is_row_replaced(
	const struct document *self, unsigned field, const struct row *row, size_t n_columns)
{
	size_t at = document_row_index(self, field, row->id);

	for (size_t i = 0; at != SIZE_MAX && i < n_columns; i++)
		if (is_replaced(&row->cells[i], &self->tables[field].items[at].cells[i]))
			return true;
	return false;
}

static bool is_any_replaced(const struct document *self, const struct document *other)
{
	for (unsigned i = 0; i < self->form->n_fields; i++) {
		const struct rows *rows = &other->tables[i];

		if (is_replaced(&other->values[i], &self->values[i]) ||
			(self->values[i].is_foreign && rows->n > 0))
			return true;
		for (size_t k = 0; k < rows->n; k++)
			if (is_row_replaced(
				    self, i, &rows->items[k], self->form->fields[i].n_columns))
				return true;
	}
	return false;
}

bool document_holds_all(const struct document *self, const struct document *other)
{
	struct ops ops = {0};
	bool holds = !is_any_replaced(self, other);

	diff_documents(other, self, &ops);
	for (size_t i = 0; i < ops.n && holds; i++)
		holds = !takes_away(&ops.items[i]);
	ops_release(&ops);
	return holds;
}

/* Removes a row that was just added when the user leaves it empty. */
#include "internal.h"

#include <string.h>

static bool is_empty(const struct editor *self, size_t row)
{
	const struct value *cells = table_rows(self)->items[row].cells;

	for (size_t i = 0; i < table_field(self)->n_columns; i++)
		if (cells[i].text.len > 0 || cells[i].is_foreign)
			return false;
	return true;
}

/* Is the open row one that was just added and is still empty? */
static bool is_unused(const struct editor *self)
{
	return self->focus.in_row && strcmp(self->memories.added, table_row_id(self)) == 0 &&
	       is_empty(self, self->focus.row);
}

/* Undoes its insertion. If something was typed and removed again, the removal is a step, too. */
static bool take_out(struct editor *self)
{
	struct op op = {0};

	if (undo_take_row(self, self->focus.field, table_row_id(self)))
		return true;
	undo_begin(self, STEP_WHOLE);
	document_op_remove(&self->document, self->focus.field, self->focus.row, &op);
	return change_apply(self, &op);
}

void row_leave(struct editor *self)
{
	size_t at = self->focus.row;
	bool is_gone = is_unused(self) && take_out(self);

	if (self->focus.in_row)
		self->memories.added[0] = '\0';
	if (!is_gone)
		return;
	self->focus.in_row = self->focus.is_editing = false;
	focus_set_row(self, at > 0 ? at - 1 : 0);
	undo_end(self);
	editor_say(self, MESSAGE_INFO, "The new row was empty, so it was removed");
}

/* On leaving an open row: it goes if it was just added and is empty; one that was added in its
 * table gets its place there. */
#include "internal.h"

#include <string.h>

bool row_is_empty(const struct editor *self)
{
	const struct value *cells = table_rows(self)->items[self->focus.row].cells;

	for (size_t i = 0; i < table_field(self)->n_columns; i++)
		if (cells[i].text.len > 0 || cells[i].is_foreign)
			return false;
	return true;
}

/* Is the open row one that was just added and is still empty? */
static bool is_unused(const struct editor *self)
{
	return self->focus.in_row && strcmp(self->memories.added, table_row_id(self)) == 0 &&
	       row_is_empty(self);
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
	bool is_quick = editor_is_quick(self);
	bool is_gone = is_unused(self) && take_out(self);

	if (self->focus.in_row)
		self->memories.added[0] = '\0';
	if (!is_gone) {
		quick_settle(self);
		return;
	}
	self->focus.in_row = self->focus.is_editing = false;
	focus_set_row(self, at > 0 ? at - 1 : 0);
	undo_end(self);
	if (!is_quick) /* there nobody expects an empty line to stay */
		editor_say(self, MESSAGE_INFO, "The new row was empty, so it was removed");
}

/* Keeps the focus on its row and characters while others change the document. */
#include "internal.h"

#include "merge/transform.h"

static bool changes_text(const struct op *op, const struct place *place)
{
	return (op->kind == OP_SET || op->kind == OP_EDIT) && place_is_equal(&op->place, place);
}

static void follow_edit(struct focus *focus, const struct op *op)
{
	focus->cursor = op_follow_offset(op, focus->cursor);
	focus->anchor = op_follow_offset(op, focus->anchor);
}

/* In a text set as a whole often only some words differ; then the focus follows as in an edit. */
static void follow_text(struct focus *focus, const struct op *op)
{
	struct ops edits = {0};

	if (op->kind == OP_EDIT) {
		follow_edit(focus, op);
		return;
	}
	diff_set(op, &edits);
	for (size_t i = 0; i < edits.n; i++)
		follow_edit(focus, &edits.items[i]);
	ops_release(&edits);
}

static void close_row(struct focus *focus)
{
	focus->in_row = focus->is_editing = focus->has_selection = false;
}

static void follow_rows(struct focus *focus, const struct op *op)
{
	size_t *row = &focus->row;

	if (op->kind == OP_ROW_INSERT) {
		*row += op->to <= *row ? 1 : 0;
	} else if (op->kind == OP_ROW_REMOVE) {
		if (op->from == *row)
			close_row(focus);
		*row -= op->from < *row ? 1 : 0;
	} else if (op->from == *row) {
		*row = op->to;
	} else {
		*row -= op->from < *row ? 1 : 0;
		*row += op->to <= *row ? 1 : 0;
	}
}

/* In a table of n rows: a row stays one, even if it was the last, and the place of new ones stays
 * below them. */
static void follow_table(struct focus *focus, const struct op *op, size_t n)
{
	bool was_row = focus->row < n;

	follow_rows(focus, op);
	if (was_row && op->kind == OP_ROW_REMOVE && focus->row + 1 >= n && focus->row > 0)
		focus->row--;
}

void focus_rebase(struct focus *focus, const struct place *place, const struct op *op)
{
	if (focus->field != op->place.field)
		return;
	if (op_is_on_rows(op))
		follow_rows(focus, op);
	else if (focus->is_editing && focus->in_row == (place->row[0] != '\0') &&
		 changes_text(op, place))
		follow_text(focus, op);
}

/* The row of a table that is returned to. */
static void follow_memory(struct editor *self, const struct op *op, size_t n)
{
	size_t *row = &self->memories.rows[op->place.field];
	struct focus was = {.field = op->place.field, .row = *row};

	if (n == 0)
		return;
	follow_table(&was, op, n);
	*row = was.row;
}

/* Cursors in other texts. */
static void follow_cursors(struct editor *self, const struct op *op)
{
	struct memories *memories = &self->memories;

	for (size_t i = 0; i < memories->n; i++) {
		struct memory *memory = &memories->items[i];
		struct focus was = {.cursor = memory->cursor};
		if (memory->cursor == SIZE_MAX || !changes_text(op, &memory->place))
			continue;
		follow_text(&was, op);
		memory->cursor = was.cursor;
	}
}

void focus_rebase_rows(struct editor *self, const struct op *ops, size_t n)
{
	size_t n_rows = self->document.tables[ops->place.field].n;
	bool was_in_text = self->focus.is_editing;

	for (size_t i = 0; i < n; i++) {
		follow_memory(self, &ops[i], n_rows);
		if (self->focus.field == ops[i].place.field)
			follow_table(&self->focus, &ops[i], n_rows);
		n_rows += ops[i].kind == OP_ROW_INSERT ? 1 : 0;
		n_rows -= ops[i].kind == OP_ROW_REMOVE ? 1 : 0;
	}
	if (was_in_text && !self->focus.is_editing)
		typing_interrupt(self);
}

void focus_rebase_live(struct editor *self, const struct op *op)
{
	struct focus *focus = &self->focus;
	struct place place;

	if (op_is_on_rows(op)) {
		focus_rebase_rows(self, op, 1);
		return;
	}
	follow_cursors(self, op);
	if (focus->field != op->place.field)
		return;
	editor_place(self, &place);
	if (focus->is_editing && changes_text(op, &place) && display_is_plain(self, &place))
		follow_text(focus, op);
}

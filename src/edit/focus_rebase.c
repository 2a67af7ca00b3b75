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

/* A row stays one, even if it was the last, and the place of new ones stays below them. */
static void follow_table(const struct editor *self, struct focus *focus, const struct op *op)
{
	size_t n = self->document.tables[op->place.field].n;
	bool was_row = focus->row < n;

	follow_rows(focus, op);
	if (was_row && op->kind == OP_ROW_REMOVE && focus->row + 1 >= n && focus->row > 0)
		focus->row--;
}

static bool moves_rows(const struct op *op)
{
	return op->kind == OP_ROW_INSERT || op->kind == OP_ROW_REMOVE || op->kind == OP_ROW_MOVE;
}

void focus_rebase(struct focus *focus, const struct place *place, const struct op *op)
{
	if (focus->field != op->place.field)
		return;
	if (moves_rows(op))
		follow_rows(focus, op);
	else if (focus->is_editing && focus->in_row == (place->row[0] != '\0') &&
		 changes_text(op, place))
		follow_text(focus, op);
}

/* Remembered cursors in other texts, and rows in other tables. */
static void follow_memories(struct editor *self, const struct op *op)
{
	struct memories *memories = &self->memories;

	if (moves_rows(op) && self->document.tables[op->place.field].n > 0) {
		struct focus was = {
			.field = op->place.field, .row = memories->rows[op->place.field]};
		follow_table(self, &was, op);
		memories->rows[op->place.field] = was.row;
	}
	for (size_t i = 0; i < memories->n; i++) {
		struct memory *memory = &memories->items[i];
		struct focus was = {.cursor = memory->cursor};
		if (memory->cursor == SIZE_MAX || !changes_text(op, &memory->place))
			continue;
		follow_text(&was, op);
		memory->cursor = was.cursor;
	}
}

void focus_rebase_live(struct editor *self, const struct op *op)
{
	struct focus *focus = &self->focus;
	struct place place;

	follow_memories(self, op);
	if (focus->field != op->place.field)
		return;
	if (moves_rows(op)) {
		bool was_in_text = focus->is_editing;
		follow_table(self, focus, op);
		if (was_in_text && !focus->is_editing)
			typing_interrupt(self);
		return;
	}
	editor_place(self, &place);
	if (focus->is_editing && changes_text(op, &place) && display_is_plain(self, &place))
		follow_text(focus, op);
}

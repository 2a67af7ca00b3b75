/* What is done to all selected rows at once, as one undo step. */
#include "internal.h"

/* The cursor on what is there now, or on the last row. */
static void stay_on_row(struct editor *self)
{
	if (editor_on_entry(self) && self->focus.row > 0)
		focus_set_row(self, self->focus.row - 1);
	table_settle(self);
}

size_t block_remove(struct editor *self)
{
	struct chosen_rows chosen;
	struct ops ops = {0};

	if (!table_prepare_row(self, "There is no row to delete"))
		return 0;
	rows_choose(self, &chosen);
	/* from the last one on, so that the others stay where they are */
	for (size_t i = chosen.n; i-- > 0;)
		document_op_remove(
			&self->document, self->focus.field, chosen.rows[i], ops_add(&ops));
	focus_end_selection(self);
	if (chosen.n > 0)
		focus_set_row(self, chosen.rows[0]);
	if (!editor_apply(self, &ops))
		chosen.n = 0;
	stay_on_row(self);
	if (chosen.n > 0)
		editor_note_cursor(self);
	ops_release(&ops);
	chosen_rows_release(&chosen);
	return chosen.n;
}

bool block_delete(struct editor *self)
{
	struct str key = {0};
	size_t n;

	if (editor_count_selected_rows(self) < 2) {
		focus_end_selection(self);
		return table_delete(self);
	}
	n = block_remove(self);
	if (n > 0) {
		editor_append_key(self, ACTION_UNDO, &key);
		editor_say(self, MESSAGE_INFO, "%zu rows deleted; %s brings them back", n,
			str_text(&key));
		hint_keep_said(self);
		str_release(&key);
	}
	return true;
}

/* The row that those chosen move past; SIZE_MAX: there is none. */
static size_t find_passed(
	const struct editor *self, const struct chosen_rows *chosen, int direction)
{
	unsigned field = self->focus.field;
	size_t after = chosen->nth + chosen->n;

	if (direction < 0)
		return chosen->nth > 0 ? editor_row_at(self, field, chosen->nth - 1) : SIZE_MAX;
	return after < editor_rows_shown(self, field) ? editor_row_at(self, field, after)
						      : SIZE_MAX;
}

/* That row moves to their other side, so that only one does. */
static void move_past(struct editor *self, const struct chosen_rows *chosen, int direction)
{
	size_t from = find_passed(self, chosen, direction);
	size_t to = chosen->rows[direction < 0 ? chosen->n - 1 : 0];
	size_t row = self->focus.row;
	struct op op = {0};

	if (from == SIZE_MAX) {
		table_say_edge(self, direction, chosen->n);
		return;
	}
	undo_begin(self, STEP_WHOLE);
	document_op_move(&self->document, self->focus.field, from, to, &op);
	if (change_apply(self, &op)) {
		focus_set_row(self, direction < 0 ? row - 1 : row + 1);
		undo_end(self);
	}
}

bool block_move(struct editor *self, int direction)
{
	struct chosen_rows chosen;

	if (editor_count_selected_rows(self) < 2)
		return table_move(self, direction);
	if (!table_prepare_row(self, "There is no row to move"))
		return true;
	rows_choose(self, &chosen);
	move_past(self, &chosen, direction);
	chosen_rows_release(&chosen);
	return true;
}

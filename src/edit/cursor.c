/*
 * Moves the cursor. In a text, up and down follow the wrapped lines and keep to a column;
 * beyond the first and last line they continue in the neighbouring field. Outside a text
 * they go from row to row and from field to field.
 */
#include "internal.h"

#include "text/motion.h"

/* Moves within the focused text, extending or ending the selection. */
static void move_to(struct editor *self, size_t to, bool selects)
{
	struct focus *focus = &self->focus;
	bool grows = selects || self->gesture.is_marking;

	if (grows && !focus->has_selection)
		focus->anchor = focus->cursor;
	focus->cursor = to;
	focus->has_selection = grows && focus->anchor != to;
	if (!focus->has_selection)
		focus->anchor = to;
	undo_close(self);
}

static const struct wrap *focused_wrap(struct editor *self)
{
	struct place place;

	editor_place(self, &place);
	return editor_wrap(self, &place);
}

/* Outside a text: to the choice before or after. Columns of a table are the caller's. */
static bool move_outside(struct editor *self, int direction, bool selects)
{
	if (direction != 0 && choice_is_focused(self))
		return choice_cycle(self, direction);
	if (direction != 0 && !selects && focus_is_table(self))
		return false;
	hint_say(self, "There is nothing to move to here");
	return true;
}

bool move_along(struct editor *self, motion *how, int direction, bool selects)
{
	const struct focus *focus = &self->focus;
	size_t len, from, to;

	self->gesture.has_goal = false;
	if (!focus->is_editing)
		return move_outside(self, direction, selects);
	const char *text = display_focused(self, &len);
	bool collapses = focus->has_selection && !selects && !self->gesture.is_marking;
	if (collapses && direction != 0) {
		editor_selection(self, &from, &to);
		move_to(self, direction > 0 ? to : from, false);
	} else {
		move_to(self, how(text, len, focus->cursor), selects);
	}
	return true;
}

/* To the end of the wrapped line, from there to that of the hard line; in a table to its end. */
bool move_line_edge(struct editor *self, int direction, bool selects)
{
	size_t len;

	self->gesture.has_goal = false;
	if (focus_is_table(self) && !selects)
		return table_go_edge(self, direction);
	if (!self->focus.is_editing)
		return move_outside(self, 0, selects);
	const char *text = display_focused(self, &len);
	if (editor_is_quick(self) && self->focus.column != form_main_column(table_field(self))) {
		move_to(self, direction > 0 ? len : 0, selects); /* its cell has one line */
		return true;
	}
	const struct wrap *wrap = focused_wrap(self);
	size_t at = self->focus.cursor;
	const struct wrap_line *line = &wrap->lines[wrap_line_of(wrap, at)];
	size_t to = direction > 0 ? line->end : line->start;
	/* Without a space at the break, the end belongs to the next line. */
	if (direction > 0 && !line->is_hard && to == line->next)
		to = motion_left(text, len, to);
	if (to == at)
		to = direction > 0 ? motion_line_end(text, len, at)
				   : motion_line_start(text, len, at);
	move_to(self, to, selects);
	return true;
}

bool move_edge(struct editor *self, int direction)
{
	size_t len;

	self->gesture.has_goal = false;
	if (self->focus.is_editing) {
		display_focused(self, &len);
		move_to(self, direction > 0 ? len : 0, false);
	} else if (focus_is_table(self)) {
		table_go_edge_row(self, direction);
	} else {
		focus_go_edge(self, -direction);
	}
	return true;
}

void move_to_line(struct editor *self, size_t line, unsigned goal)
{
	size_t len;
	const char *text = display_focused(self, &len);
	const struct wrap *wrap = focused_wrap(self);

	if (line >= wrap->n_lines)
		line = wrap->n_lines - 1;
	move_to(self, wrap_offset_at(wrap, text, line, goal), false);
	self->gesture.goal = goal;
	self->gesture.has_goal = true;
}

/* To the field above or below, at the same column of its nearest line. */
static void move_out(struct editor *self, int direction)
{
	unsigned goal = self->gesture.goal;
	bool was_editing = self->focus.is_editing;

	if (editor_is_quick(self)) {
		quick_step_line(self, direction);
		return;
	}
	if (!focus_step(self, direction, false))
		return;
	if (focus_is_table(self))
		table_go_edge(self, -direction);
	else if (was_editing && self->focus.is_editing)
		move_to_line(self, direction > 0 ? 0 : SIZE_MAX, goal);
}

bool move_lines(struct editor *self, int direction, size_t count, bool selects, bool leaves)
{
	size_t len;
	const char *text = display_focused(self, &len);
	const struct wrap *wrap = focused_wrap(self);
	size_t line = wrap_line_of(wrap, self->focus.cursor);
	size_t room = direction > 0 ? wrap->n_lines - 1 - line : line;

	if (!self->gesture.has_goal)
		self->gesture.goal = wrap_column_of(wrap, text, self->focus.cursor);
	if (room == 0 && leaves && !selects && !self->gesture.is_marking) {
		move_out(self, direction);
		return true;
	}
	if (count > room)
		count = room;
	if (count == 0)
		move_to(self, direction > 0 ? len : 0, selects);
	else
		move_to(self,
			wrap_offset_at(wrap, text, direction > 0 ? line + count : line - count,
				self->gesture.goal),
			selects);
	self->gesture.has_goal = true;
	return true;
}

bool move_vertically(struct editor *self, int direction, bool selects)
{
	if (self->focus.is_editing)
		return move_lines(self, direction, 1, selects, true);
	if (focus_is_table(self) && selects) {
		rows_select_step(self, direction);
		return true;
	}
	if (focus_is_table(self) && table_step(self, direction, 1))
		return true;
	move_out(self, direction);
	return true;
}

bool move_select_all(struct editor *self)
{
	size_t len;

	if (focus_is_table(self)) {
		rows_select_all(self);
		return true;
	}
	focus_open_text(self);
	if (!self->focus.is_editing)
		return true;
	display_focused(self, &len);
	focus_end_selection(self);
	self->focus.cursor = 0;
	move_to(self, len, true);
	return true;
}

bool move_mark(struct editor *self)
{
	bool ends = self->gesture.is_marking;
	bool is_of_rows = focus_is_table(self);

	if (!is_of_rows)
		focus_open_text(self);
	if (is_of_rows ? !editor_on_row(self) : !self->focus.is_editing)
		return true;
	focus_end_selection(self);
	self->gesture.is_marking = !ends;
	if (is_of_rows && !ends)
		rows_begin_selection(self);
	editor_say(self, MESSAGE_INFO, ends ? "Selection ended" : "Selecting: move to its end");
	return true;
}

/* Deletes the selection, or what is between the cursor and the target of a motion. */
bool move_delete(struct editor *self, motion *how)
{
	size_t len, from, to;

	if (choice_is_focused(self))
		return choice_clear(self);
	if (!edit_prepare(self))
		return true;
	const char *text = display_focused(self, &len);
	editor_selection(self, &from, &to);
	if (from != to) {
		undo_close(self);
		bool takes_lines = edit_takes_lines(self, from, to);
		if (edit_delete(self, from, to, STEP_WHOLE) && takes_lines)
			hint_say_undo(self, "The selection was deleted");
		return true;
	}
	to = how(text, len, from);
	edit_delete(self, from < to ? from : to, from < to ? to : from, STEP_DELETE);
	return true;
}

/* Tables: the row cursor, deleting and moving rows. */
#include "internal.h"

#include "merge/sort_rows.h"

#include <string.h>

/* --- the row cursor --- */

/* To the nth line of the table. */
static void go_to_line(struct editor *self, size_t nth)
{
	bool is_row = nth < editor_rows_shown(self, self->focus.field);

	focus_set_row(
		self, is_row ? editor_row_at(self, self->focus.field, nth) : table_rows(self)->n);
}

bool table_step(struct editor *self, int direction, size_t count)
{
	size_t n = table_lines(self, self->focus.field);
	size_t nth = table_nth(self);
	size_t room;

	if (n == 0 || nth >= n)
		return false;
	room = direction > 0 ? n - 1 - nth : nth;
	if (room == 0)
		return false;
	if (count > room)
		count = room;
	go_to_line(self, direction > 0 ? nth + count : nth - count);
	return true;
}

size_t table_neighbour(const struct editor *self, int direction)
{
	unsigned field = self->focus.field;
	size_t n = editor_rows_shown(self, field);
	size_t nth = table_nth(self);
	bool is_shown = nth < n && editor_row_at(self, field, nth) == self->focus.row;

	if (direction < 0)
		return nth > 0 ? editor_row_at(self, field, nth - 1) : SIZE_MAX;
	nth += is_shown;
	return nth < n ? editor_row_at(self, field, nth) : SIZE_MAX;
}

bool table_go_edge(struct editor *self, int direction)
{
	size_t n = table_lines(self, self->focus.field);

	if (n > 0)
		go_to_line(self, direction > 0 ? n - 1 : 0);
	return true;
}

bool table_go_edge_row(struct editor *self, int direction)
{
	size_t n = editor_rows_shown(self, self->focus.field);

	if (n == 0)
		return table_go_edge(self, direction);
	go_to_line(self, direction > 0 ? n - 1 : 0);
	return true;
}

static unsigned first_column(const struct form_field *field)
{
	for (unsigned i = 0; i < field->n_columns; i++)
		if (field->columns[i].kind != KIND_COMPUTED)
			return i;
	return 0;
}

/* Opens the row under the cursor. */
static void open_row(struct editor *self)
{
	focus_leave(self);
	self->focus.in_row = true;
	self->focus.column = first_column(&self->form->fields[self->focus.field]);
	self->gesture.is_browsing = false;
	focus_enter(self);
}

bool table_open_row(struct editor *self)
{
	struct place place;

	editor_place(self, &place);
	if (self->document.values[place.field].is_foreign)
		change_is_allowed(self, &place);
	else if (editor_rows_shown(self, place.field) == 0 || editor_on_entry(self))
		hint_say(self, "There is no row to open");
	else if (self->form->fields[place.field].n_columns > 0 && table_settle(self))
		open_row(self);
	return true;
}

/* --- changing the table --- */

bool table_prepare(struct editor *self)
{
	struct place place = {.field = self->focus.field};

	if (place.field == FORM_NONE || self->form->fields[place.field].kind != KIND_ROWS) {
		editor_say(self, MESSAGE_INFO, "Rows belong to tables; there is no table here");
		return false;
	}
	if (!change_is_allowed(self, &place))
		return false;
	focus_close(self);
	return true;
}

bool table_prepare_row(struct editor *self, const char *what)
{
	size_t n = self->focus.in_row ? table_rows(self)->n : 0;

	if (!table_prepare(self) || table_rows(self)->n < n)
		return false;
	if (!editor_on_entry(self) && table_settle(self))
		return true;
	hint_say(self, what);
	return false;
}

/* Counts rows deleted one after another; each is an undo step of its own. */
static void say_deleted(struct editor *self)
{
	struct str key = {0};

	if (++self->last_action.n_deleted == 1) {
		struct str what = {0};

		field_append_row(table_field(self), true, &what);
		str_append_text(&what, " deleted");
		hint_say_undo(self, str_text(&what));
		str_release(&what);
		return;
	}
	editor_append_key(self, ACTION_UNDO, &key);
	editor_say(self, MESSAGE_INFO, "%zu rows deleted; %s brings the last one back",
		self->last_action.n_deleted, str_text(&key));
	hint_keep_said(self);
	str_release(&key);
}

bool table_delete(struct editor *self)
{
	struct op op = {0};

	if (!table_prepare_row(self, "There is no row to delete"))
		return true;
	undo_begin(self, STEP_WHOLE);
	document_op_remove(&self->document, self->focus.field, self->focus.row, &op);
	if (change_apply(self, &op)) {
		if (editor_on_entry(self) && self->focus.row > 0)
			focus_set_row(self, self->focus.row - 1);
		focus_fix(self);
		table_settle(self);
		undo_end(self);
		say_deleted(self);
	}
	return true;
}

void table_say_edge(struct editor *self, int direction, size_t n)
{
	struct str key = {0};

	editor_append_key(self, ACTION_CANCEL, &key);
	if (self->filter.len > 0)
		editor_say(self, MESSAGE_INFO, "The filter shows no row %s %s; %s shows all rows",
			direction > 0 ? "below" : "above", n == 1 ? "this one" : "these",
			str_text(&key));
	else
		editor_say(self, MESSAGE_INFO,
			n == 1 ? "The row is already the %s one"
			       : "The rows are already the %s ones",
			direction > 0 ? "last" : "first");
	str_release(&key);
}

bool table_move(struct editor *self, int direction)
{
	struct op op = {0};
	size_t to;

	if (!table_prepare_row(self, "There is no row to move"))
		return true;
	to = table_neighbour(self, direction);
	if (to == SIZE_MAX) {
		table_say_edge(self, direction, 1);
		return true;
	}
	undo_begin(self, STEP_WHOLE);
	document_op_move(&self->document, self->focus.field, self->focus.row, to, &op);
	if (change_apply(self, &op)) {
		focus_set_row(self, to);
		undo_end(self);
	}
	return true;
}

static void say_sorted(struct editor *self, size_t n)
{
	struct str key = {0};

	editor_append_key(self, ACTION_UNDO, &key);
	editor_say(self, MESSAGE_INFO, "%zu row%s moved; %s takes %s back", n, n == 1 ? "" : "s",
		str_text(&key), n == 1 ? "it" : "them");
	str_release(&key);
}

bool table_sort(struct editor *self)
{
	struct ops ops = {0};
	const char *kept = NULL;
	char id[ROW_ID_SIZE];
	size_t n;

	if (!table_prepare(self))
		return true;
	if (sort_column(table_field(self)) == FORM_NONE) {
		editor_say(self, MESSAGE_INFO, "Rows are sorted by time, and these have none");
		return true;
	}
	if (editor_on_row(self))
		kept = memcpy(id, table_row_id(self), sizeof id);
	sort_rows(&self->document, self->focus.field, &ops);
	n = ops.n;
	if (n == 0)
		editor_say(self, MESSAGE_INFO, "The rows are in order already");
	else if (editor_apply(self, &ops)) {
		if (kept)
			focus_set_row(
				self, document_row_index(&self->document, self->focus.field, kept));
		editor_note_cursor(self);
		say_sorted(self, n);
	}
	ops_release(&ops);
	return true;
}

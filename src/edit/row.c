/*
 * One row: adding it, moving to the next from inside, and advancing a task's state from
 * the table.
 */
#include "internal.h"

#include "model/task.h"
#include "text/grapheme.h"

#include <string.h>

/* --- adding --- */

void row_new_id(const struct editor *self, char id[ROW_ID_SIZE])
{
	document_new_row_id(&self->document, self->focus.field, &self->surroundings.ids, id);
}

bool row_add(struct editor *self)
{
	char id[ROW_ID_SIZE] = {0};
	struct op op = {0};
	size_t at;

	if (!table_prepare(self))
		return true;
	table_end_filter(self); /* it would hide the new row */
	at = self->focus.row + (editor_on_entry(self) ? 0 : 1);
	row_new_id(self, id);
	undo_begin(self, STEP_WHOLE);
	document_op_insert(&self->document, self->focus.field, at, id, &op);
	if (change_apply(self, &op)) {
		focus_set_row(self, at);
		undo_end(self);
		memcpy(self->memories.added, id, sizeof(id));
		table_open_row(self);
	}
	return true;
}

/* --- moving between rows --- */

bool row_step(struct editor *self, int direction)
{
	struct place place;
	size_t to = table_neighbour(self, direction);

	if (to == SIZE_MAX) {
		struct str key = {0};
		editor_append_key(self, ACTION_ROW_ADD, &key);
		if (direction < 0)
			editor_say(self, MESSAGE_INFO, "This is the first row%s",
				self->filter.len > 0 ? " that is shown" : "");
		else
			editor_say(self, MESSAGE_INFO, "This is the last row%s; %s adds one",
				self->filter.len > 0 ? " that is shown" : "", str_text(&key));
		str_release(&key);
		return true;
	}
	editor_place(self, &place);
	memcpy(place.row, table_rows(self)->items[to].id, sizeof(place.row));
	focus_leave(self);
	row_leave(self);
	focus_set_row(self, document_row_index(&self->document, place.field, place.row));
	self->focus.in_row = true;
	self->focus.column = place.column;
	focus_enter(self);
	return true;
}

/* --- the state of a task --- */

bool editor_state_place(const struct editor *self, struct place *place)
{
	unsigned column;

	if (!editor_on_row(self))
		return false;
	column = form_find_column_role(table_field(self), ROLE_TASK_STATE);
	if (column == FORM_NONE || table_field(self)->columns[column].n_choices == 0)
		return false;
	*place = (struct place){.field = self->focus.field, .column = column};
	memcpy(place->row, table_row_id(self), sizeof(place->row));
	return true;
}

/* The beginning of the row's main text. */
static void append_title(const struct editor *self, struct str *out)
{
	enum { MOST = 30 };
	unsigned main = form_main_column(table_field(self));
	const struct str *text = &table_rows(self)->items[self->focus.row].cells[main].text;
	size_t len = strcspn(str_text(text), "\n");
	size_t kept = len < MOST ? len : grapheme_snap(str_text(text), text->len, MOST);

	str_append(out, str_text(text), kept);
	if (kept < len)
		str_append_text(out, "...");
}

bool row_step_state(struct editor *self)
{
	struct place place;
	struct str title = {0};
	struct str key = {0};
	const char *state;

	if (!editor_state_place(self, &place)) {
		typing_refuse(self);
		return true;
	}
	if (!change_is_allowed(self, &place))
		return true;
	state = task_state_after(&table_field(self)->columns[place.column],
		str_text(&document_value(&self->document, &place)->text));
	append_title(self, &title);
	editor_append_key(self, ACTION_UNDO, &key);
	undo_begin(self, STEP_WHOLE);
	if (change_set(self, &place, state, strlen(state))) {
		editor_say(self, MESSAGE_INFO, "%s: \"%s\"; %s undoes it", state, str_text(&title),
			str_text(&key));
		hint_keep_said(self);
	}
	undo_end(self);
	table_settle(self); /* the filter may hide it now */
	str_release(&title);
	str_release(&key);
	return true;
}

/*
 * Tables: the row cursor, adding, deleting and moving rows, and the filter that
 * hides rows without touching them.
 */
#include "editing.h"

#include "base/mem.h"

#include <string.h>

struct rows *table_rows(const struct session *self)
{
	return &self->document.tables[self->focus.field];
}

/* --- the filter --- */

static bool row_holds(const struct session *self, unsigned field, size_t row)
{
	const struct rows *rows = &self->document.tables[field];
	struct place place = {.field = field};
	struct str shown = {0};
	bool holds = false;

	memcpy(place.row, rows->items[row].id, ROW_ID_SIZE);
	for (unsigned i = 0; i < self->form->fields[field].n_columns && !holds; i++) {
		place.column = i;
		str_clear(&shown);
		session_shown(self, &place, &shown);
		holds = find_text(str_text(&shown), shown.len, str_text(&self->filter),
				self->filter.len, 0, false) != SIZE_MAX;
	}
	str_release(&shown);
	return holds;
}

/* Is the filter at work on this field? */
static bool is_filtered(const struct session *self, unsigned field)
{
	return self->filter.len > 0 && field == self->focus.field;
}

/* While a row is open the list stays: what is typed must not make it vanish. */
static bool is_current(const struct session *self, unsigned field)
{
	const struct filtered *kept = &self->inside->filtered;

	return kept->is_valid && kept->field == field &&
	       (self->focus.in_row || (kept->revision == self->document.revision &&
					      kept->shows_utc == self->shows_utc));
}

static const struct filtered *filter_rows(const struct session *self, unsigned field)
{
	struct filtered *kept = &self->inside->filtered;
	size_t n_rows = self->document.tables[field].n;

	if (is_current(self, field))
		return kept;
	kept->rows = mem_grow(kept->rows, &kept->cap, n_rows + 1, sizeof(*kept->rows));
	kept->n = 0;
	for (size_t i = 0; i < n_rows; i++)
		if (row_holds(self, field, i))
			kept->rows[kept->n++] = i;
	kept->is_valid = true;
	kept->field = field;
	kept->revision = self->document.revision;
	kept->shows_utc = self->shows_utc;
	return kept;
}

size_t session_rows_shown(const struct session *self, unsigned field)
{
	if (is_filtered(self, field))
		return filter_rows(self, field)->n;
	return self->document.tables[field].n;
}

size_t session_row_at(const struct session *self, unsigned field, size_t nth)
{
	return is_filtered(self, field) ? filter_rows(self, field)->rows[nth] : nth;
}

/* The first shown row at or after one; the number of shown rows when there is none. */
static size_t shown_from(const struct session *self, size_t row)
{
	unsigned field = self->focus.field;
	size_t low = 0;
	size_t high = session_rows_shown(self, field);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (session_row_at(self, field, middle) < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t table_nth(const struct session *self)
{
	return shown_from(self, self->focus.row);
}

bool table_settle(struct session *self)
{
	size_t n = session_rows_shown(self, self->focus.field);
	size_t nth;

	if (n == 0)
		return false;
	nth = shown_from(self, self->focus.row);
	focus_set_row(self, session_row_at(self, self->focus.field, nth < n ? nth : n - 1));
	return true;
}

void session_set_filter(struct session *self, const char *filter)
{
	session_begin(self);
	if (!focus_is_table(self) && filter[0] != '\0') {
		session_say(self, MESSAGE_INFO, "The filter is for tables");
		return;
	}
	str_set(&self->filter, filter, strlen(filter));
	self->inside->filtered.is_valid = false;
	if (!focus_is_table(self))
		return;
	if (!table_settle(self) && self->filter.len > 0)
		session_say(self, MESSAGE_INFO, "No row holds \"%s\"", filter);
}

/* --- the row cursor --- */

bool table_step(struct session *self, int direction, size_t count)
{
	size_t n = session_rows_shown(self, self->focus.field);
	size_t nth = shown_from(self, self->focus.row);
	size_t room;

	if (n == 0 || nth >= n)
		return false;
	room = direction > 0 ? n - 1 - nth : nth;
	if (room == 0)
		return false;
	if (count > room)
		count = room;
	nth = direction > 0 ? nth + count : nth - count;
	focus_set_row(self, session_row_at(self, self->focus.field, nth));
	return true;
}

bool table_go_edge(struct session *self, int direction)
{
	size_t n = session_rows_shown(self, self->focus.field);

	if (n > 0)
		focus_set_row(
			self, session_row_at(self, self->focus.field, direction > 0 ? n - 1 : 0));
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
static bool open_row(struct session *self)
{
	focus_leave(self);
	self->focus.in_row = true;
	self->focus.column = first_column(&self->form->fields[self->focus.field]);
	self->inside->is_browsing = false;
	focus_enter(self);
	return true;
}

bool table_open_row(struct session *self)
{
	struct place place;

	session_place(self, &place);
	if (self->document.values[place.field].is_foreign)
		change_is_allowed(self, &place);
	else if (session_rows_shown(self, place.field) == 0)
		session_say(self, MESSAGE_INFO, "There is no row to open; add one");
	else if (self->form->fields[place.field].n_columns > 0 && table_settle(self))
		open_row(self);
	return true;
}

/* --- changing the table --- */

/* On a table, or in an open row of one, that may change? */
static bool prepare(struct session *self)
{
	struct place place = {.field = self->focus.field};

	if (place.field == FORM_NONE || self->form->fields[place.field].kind != KIND_ROWS) {
		session_say(self, MESSAGE_INFO, "Rows belong to tables; there is none here");
		return false;
	}
	if (!change_is_allowed(self, &place))
		return false;
	focus_close(self);
	return true;
}

static void new_id(const struct session *self, char id[ROW_ID_SIZE])
{
	do
		id_source_next(&self->inside->ids, id);
	while (document_row_index(&self->document, self->focus.field, id) != SIZE_MAX);
}

bool table_add(struct session *self)
{
	char id[ROW_ID_SIZE] = {0};
	struct op op = {0};
	size_t at;

	if (!prepare(self))
		return true;
	if (self->filter.len > 0)
		session_set_filter(self, "");
	at = table_rows(self)->n > 0 ? self->focus.row + 1 : 0;
	new_id(self, id);
	undo_begin(self, STEP_WHOLE);
	document_op_insert(&self->document, self->focus.field, at, id, &op);
	if (change_apply(self, &op)) {
		focus_set_row(self, at);
		undo_end(self);
		open_row(self);
	}
	return true;
}

bool table_delete(struct session *self)
{
	struct op op = {0};

	if (!prepare(self))
		return true;
	if (session_rows_shown(self, self->focus.field) == 0) {
		session_say(self, MESSAGE_INFO, "There is no row to delete");
		return true;
	}
	table_settle(self);
	undo_begin(self, STEP_WHOLE);
	document_op_remove(&self->document, self->focus.field, self->focus.row, &op);
	if (change_apply(self, &op)) {
		focus_fix(self);
		table_settle(self);
		undo_end(self);
		session_say(self, MESSAGE_INFO, "Row deleted; undo brings it back");
	}
	return true;
}

bool table_move(struct session *self, int direction)
{
	struct op op = {0};
	size_t n, nth, to;

	if (!prepare(self))
		return true;
	n = session_rows_shown(self, self->focus.field);
	nth = shown_from(self, self->focus.row);
	if (nth >= n || (direction > 0 ? nth + 1 >= n : nth == 0)) {
		session_say(self, MESSAGE_INFO, "The row is the %s one already",
			direction > 0 ? "last" : "first");
		return true;
	}
	to = session_row_at(self, self->focus.field, direction > 0 ? nth + 1 : nth - 1);
	undo_begin(self, STEP_WHOLE);
	document_op_move(&self->document, self->focus.field, self->focus.row, to, &op);
	if (change_apply(self, &op)) {
		focus_set_row(self, to);
		undo_end(self);
	}
	return true;
}

void table_copy(const struct session *self, struct str *out)
{
	const struct rows *rows = table_rows(self);
	struct place place = {.field = self->focus.field};

	if (self->focus.row >= rows->n)
		return;
	memcpy(place.row, rows->items[self->focus.row].id, ROW_ID_SIZE);
	for (unsigned i = 0; i < self->form->fields[place.field].n_columns; i++) {
		place.column = i;
		if (i > 0)
			str_append_char(out, '\t');
		session_shown(self, &place, out);
	}
}

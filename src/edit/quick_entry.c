/*
 * Adding events and tasks one after another, without leaving the table. What is typed is a row of
 * the document from its first letter on, so that it is journaled, merged and undone like any other;
 * only Tab, Enter and Esc differ from an open row: they go through the cells that matter most, keep
 * the row and begin the next, and end.
 */
#include "internal.h"

#include "model/walk.h"

#include <string.h>

enum { CELLS = 3, DAY_SECONDS = 24 * 60 * 60 };

/* The columns to fill in, in order; returns how many. */
static size_t find_cells(const struct form_field *table, unsigned cells[CELLS])
{
	static const enum role events[CELLS] = {ROLE_EVENT_TIME, ROLE_EVENT_KIND, ROLE_EVENT_TEXT};
	static const enum role tasks[CELLS] = {ROLE_TASK_TEXT, ROLE_TASK_OWNER, ROLE_TASK_DUE};
	const enum role *roles = field_has_role(table, ROLE_EVENTS) ? events : tasks;
	size_t n = 0;

	if (!field_has_role(table, ROLE_EVENTS) && !field_has_role(table, ROLE_TASKS))
		return 0;
	for (size_t i = 0; i < CELLS; i++) {
		unsigned column = form_find_column_role(table, roles[i]);
		if (column != FORM_NONE)
			cells[n++] = column;
	}
	return n;
}

bool editor_is_quick(const struct editor *self)
{
	return self->focus.in_row && self->quick.row[0] != '\0' &&
	       strcmp(self->quick.row, table_row_id(self)) == 0;
}

bool quick_add(struct editor *self)
{
	unsigned cells[CELLS] = {0};

	row_add(self);
	if (!self->focus.in_row || strcmp(self->memories.added, table_row_id(self)) != 0)
		return true;
	if (find_cells(table_field(self), cells) == 0)
		return true;
	memcpy(self->quick.row, self->memories.added, sizeof(self->quick.row));
	self->quick.step = self->undo.done - 1;
	focus_set_column(self, cells[0]);
	return true;
}

bool quick_step(struct editor *self, int direction)
{
	unsigned cells[CELLS] = {0};
	size_t n = find_cells(table_field(self), cells);
	size_t at = 0;

	while (at < n && cells[at] != self->focus.column)
		at++;
	at = at < n ? (at + (direction > 0 ? 1 : n - 1)) % n : 0;
	self->gesture.is_browsing = false;
	focus_set_column(self, cells[at]);
	return true;
}

/* --- its place --- */

static bool read_moment(const struct editor *self, size_t row, unsigned column, struct when *when)
{
	const struct value *value = &table_rows(self)->items[row].cells[column];

	return when_parse(when, str_text(&value->text), NULL) && when->kind == WHEN_INSTANT;
}

/* Where the row belongs by its time: after the last one that is not later. */
static size_t find_place(const struct editor *self)
{
	unsigned column = form_find_column_role(table_field(self), ROLE_EVENT_TIME);
	size_t row = self->focus.row;
	size_t later = SIZE_MAX;
	size_t place = SIZE_MAX;
	struct when own, other;

	if (!table_field(self)->sorted || column == FORM_NONE ||
		!read_moment(self, row, column, &own))
		return row;
	for (size_t i = 0; i < table_rows(self)->n; i++) {
		if (i == row || !read_moment(self, i, column, &other))
			continue;
		if (other.seconds <= own.seconds)
			place = i < row ? i + 1 : i;
		else if (later == SIZE_MAX)
			later = i < row ? i : i - 1;
	}
	if (place == SIZE_MAX)
		place = later;
	return place == SIZE_MAX ? row : place;
}

/* Is it between rows that are not in its way? Then it stays where it was begun. */
static bool is_in_place(const struct editor *self)
{
	unsigned column = form_find_column_role(table_field(self), ROLE_EVENT_TIME);
	size_t row = self->focus.row;
	struct when own, other;

	if (column == FORM_NONE || !read_moment(self, row, column, &own))
		return true;
	if (row > 0 && read_moment(self, row - 1, column, &other) && other.seconds > own.seconds)
		return false;
	return row + 1 >= table_rows(self)->n || !read_moment(self, row + 1, column, &other) ||
	       other.seconds >= own.seconds;
}

/* Leaves the row for its place in the table. */
static void settle(struct editor *self)
{
	struct str key = {0};
	struct op op = {0};
	size_t to = is_in_place(self) ? self->focus.row : find_place(self);

	if (to != self->focus.row) {
		undo_begin(self, STEP_WHOLE);
		document_op_move(&self->document, self->focus.field, self->focus.row, to, &op);
		if (change_apply(self, &op)) {
			focus_set_row(self, to);
			undo_end(self);
			editor_append_key(self, ACTION_UNDO, &key);
			editor_say(self, MESSAGE_INFO,
				"Moved to its place by time: row %zu; %s undoes it", to + 1,
				str_text(&key));
		}
		str_release(&key);
	}
	focus_close(self);
	undo_join(self, self->quick.step);
}

static bool is_empty(const struct editor *self)
{
	const struct value *cells = table_rows(self)->items[self->focus.row].cells;

	for (size_t i = 0; i < table_field(self)->n_columns; i++)
		if (cells[i].text.len > 0 || cells[i].is_foreign)
			return false;
	return true;
}

bool quick_leave(struct editor *self)
{
	focus_leave(self);
	if (is_empty(self)) {
		focus_close(self);
		editor_begin(self); /* that it is gone goes without saying */
	} else {
		settle(self);
	}
	self->quick.row[0] = '\0';
	self->gesture.is_browsing = true;
	return true;
}

bool quick_keep(struct editor *self)
{
	focus_leave(self);
	if (is_empty(self))
		return quick_leave(self);
	settle(self);
	return quick_add(self);
}

/* --- typing --- */

/* What a row without a time gets: now while the incident is fresh, else that of the row before. */
static void append_time(const struct editor *self, unsigned column, struct str *out)
{
	unsigned start = form_find_role(self->form, ROLE_START);
	size_t row = self->focus.row;
	int64_t now = editor_seconds(self);
	struct when before = {0};

	if (row == 0 || !read_moment(self, row - 1, column, &before)) {
		before = (struct when){0};
		if (start != FORM_NONE)
			document_when(&self->document, start, &before);
	}
	if (before.kind != WHEN_INSTANT || now - before.seconds < DAY_SECONDS)
		entry_parse(self, "now", out, NULL);
	else
		when_format(&before, out);
}

/* Can a time begin with it? Words for times are for the open row: here they are what happened. */
static bool begins_time(char first)
{
	return strchr("0123456789+-~ ", first) != NULL;
}

void quick_type(struct editor *self, const char *text)
{
	unsigned cells[CELLS] = {0};
	size_t n = find_cells(table_field(self), cells);
	const struct form_field *field = editor_field(self);
	struct str time = {0};
	struct place place;
	size_t len;

	display_focused(self, &len);
	if (n < 2 || !self->focus.is_editing || !field_has_role(field, ROLE_EVENT_TIME) ||
		len > 0 || begins_time(text[0]))
		return;
	editor_place(self, &place);
	append_time(self, place.column, &time);
	undo_begin(self, STEP_WHOLE);
	change_set(self, &place, str_text(&time), time.len);
	undo_end(self);
	str_release(&time);
	focus_set_column(self, cells[n - 1]);
}

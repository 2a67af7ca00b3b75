/*
 * Adding events and tasks one after another, without leaving the table. What is typed is a row of
 * the document from its first letter on, so that it is journaled, merged and undone like any other;
 * only Tab, Enter and Esc differ from an open row: they go through the cells that matter most, keep
 * the row and begin the next, and end.
 */
#include "internal.h"

#include "model/walk.h"

#include <string.h>

enum { DAY_SECONDS = 24 * 60 * 60, WORD_PAUSE = 600 /* milliseconds between its letters */ };

size_t quick_find_cells(const struct editor *self, unsigned cells[QUICK_CELLS])
{
	static const enum role events[QUICK_CELLS] = {
		ROLE_EVENT_TIME, ROLE_EVENT_KIND, ROLE_EVENT_TEXT};
	static const enum role tasks[QUICK_CELLS] = {
		ROLE_TASK_TEXT, ROLE_TASK_OWNER, ROLE_TASK_DUE};
	const struct form_field *table = table_field(self);
	const enum role *roles = field_has_role(table, ROLE_EVENTS) ? events : tasks;
	size_t n = 0;

	if (!field_has_role(table, ROLE_EVENTS) && !field_has_role(table, ROLE_TASKS))
		return 0;
	for (size_t i = 0; i < QUICK_CELLS; i++) {
		unsigned column = form_find_column_role(table, roles[i]);
		if (column != FORM_NONE)
			cells[n++] = column;
	}
	return n;
}

bool quick_add(struct editor *self)
{
	unsigned cells[QUICK_CELLS] = {0};

	self->checking.is_held = true;
	row_add(self);
	self->checking.is_held = false;
	if (!self->focus.in_row || strcmp(self->memories.added, table_row_id(self)) != 0)
		return true;
	if (quick_find_cells(self, cells) == 0)
		return true;
	memcpy(self->quick.row, self->memories.added, sizeof(self->quick.row));
	self->quick.step = self->undo.done - 1;
	self->quick.held = '\0';
	self->quick.has_own_time = false;
	editor_check_later(self);
	focus_set_column(self, cells[0]);
	return true;
}

/* --- a time in words --- */

/* "about 14:20": a moment and nothing else, in words with a number. */
static bool read_words(struct editor *self, unsigned time, const char *text, struct str *stored)
{
	unsigned column = self->focus.column;
	struct when when;
	bool is_read;

	if (strpbrk(text, "0123456789") == NULL)
		return false;
	self->focus.column = time; /* whose context they have */
	is_read = entry_parse(self, text, stored, NULL);
	self->focus.column = column;
	return is_read && when_parse(&when, str_text(stored), NULL) && when.kind == WHEN_INSTANT;
}

/* What began with a letter went to the text; if all of it is a time, that is where it belongs. */
static bool take_time(struct editor *self)
{
	unsigned cells[QUICK_CELLS] = {0};
	size_t n = quick_find_cells(self, cells);
	struct str stored = {0};
	struct place place;
	size_t len;
	bool is_time;

	if (!self->quick.has_own_time || self->focus.column != cells[n - 1])
		return false;
	is_time = read_words(self, cells[0], display_focused(self, &len), &stored);
	if (is_time) {
		editor_place(self, &place);
		undo_begin(self, STEP_WHOLE);
		change_set(self, &place, "", 0);
		place.column = cells[0];
		change_set(self, &place, str_text(&stored), stored.len);
		undo_end(self);
		self->focus.cursor = self->focus.anchor = 0;
		self->quick.has_own_time = false;
	}
	str_release(&stored);
	return is_time;
}

static bool step_from_time(struct editor *self)
{
	if (!take_time(self))
		return false;
	editor_say(self, MESSAGE_INFO, "That is the time; now what happened");
	return true;
}

/* --- ending --- */

bool quick_leave(struct editor *self)
{
	editor_finish_typed(self);
	take_time(self);
	if (row_is_empty(self))
		editor_begin(self); /* what was said about the row is over */
	focus_close(self);
	self->gesture.is_browsing = true;
	return true;
}

void editor_settle(struct editor *self)
{
	editor_finish_typed(self);
	if (editor_is_quick(self))
		quick_leave(self);
	checking_try(self);
}

bool editor_settle_findings(struct editor *self)
{
	editor_settle(self);
	return checking_ask(self);
}

bool quick_keep(struct editor *self)
{
	editor_finish_typed(self);
	if (step_from_time(self))
		return true;
	if (row_is_empty(self))
		return quick_leave(self);
	focus_close(self);
	return quick_add(self);
}

void quick_step_line(struct editor *self, int direction)
{
	size_t row = self->focus.row;
	size_t n = table_rows(self)->n;

	quick_leave(self);
	if (table_rows(self)->n == n)
		table_step(self, direction, 1);
	else if (direction > 0) /* it was empty: the one below has its place now */
		focus_set_row(self, row);
	focus_fix(self);
}

/* --- from cell to cell --- */

/* Past the last cell, or from the time if it was one. Nothing to keep: on to the next field. */
static bool step_out(struct editor *self, unsigned after_time)
{
	editor_finish_typed(self);
	if (take_time(self)) {
		focus_set_column(self, after_time);
		return true;
	}
	if (!row_is_empty(self))
		return quick_keep(self);
	quick_leave(self);
	return focus_step(self, 1, true);
}

bool quick_step(struct editor *self, int direction)
{
	unsigned cells[QUICK_CELLS] = {0};
	size_t n = quick_find_cells(self, cells);
	size_t at = 0;

	while (at < n && cells[at] != self->focus.column)
		at++;
	if (direction > 0 && at + 1 >= n)
		return step_out(self, cells[1]);
	if (direction < 0 && at == 0)
		return quick_leave(self);
	self->gesture.is_browsing = false;
	focus_set_column(self, cells[direction > 0 ? at + 1 : at - 1]);
	return true;
}

/* --- typing --- */

void quick_append_time(const struct editor *self, unsigned column, struct str *out)
{
	unsigned start = form_find_role(self->form, ROLE_START);
	size_t row = self->focus.row;
	int64_t now = editor_seconds(self);
	struct when before = {0};

	if (row > 0)
		when_parse(&before, str_text(&table_rows(self)->items[row - 1].cells[column].text),
			NULL);
	if (before.kind != WHEN_INSTANT) {
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

/* From the empty cell for the time to the one for the text. */
static void skip_time(struct editor *self)
{
	unsigned cells[QUICK_CELLS] = {0};
	size_t n = quick_find_cells(self, cells);
	struct str time = {0};
	struct place place;

	editor_place(self, &place);
	quick_append_time(self, place.column, &time);
	undo_begin(self, STEP_WHOLE);
	change_set(self, &place, str_text(&time), time.len);
	undo_end(self);
	str_release(&time);
	focus_set_column(self, cells[n - 1]);
	self->quick.has_own_time = true;
}

/* Is it the key that adds a row, where it is not on a row? */
static bool is_key_to_add(const struct editor *self, const char *text, size_t len)
{
	const struct key key = {.code = (unsigned char)text[0]};

	return len == 1 && self->surroundings.keymap != NULL &&
	       keymap_find(self->surroundings.keymap, &key, KEYS_TABLE) == ACTION_ROW_ADD;
}

/* "a" begins a row, as anywhere in the table; but what goes on like a word began with it, too. */
static void type_held(struct editor *self)
{
	const char held = self->quick.held;

	if (field_has_role(editor_field(self), ROLE_EVENT_TIME))
		skip_time(self);
	edit_insert(self, &held, 1, STEP_TYPE);
}

bool quick_type(struct editor *self, const char *text, size_t len)
{
	bool begins = editor_on_entry(self);
	size_t shown;

	if (begins)
		quick_add(self);
	if (editor_on_entry(self)) /* it said why not */
		return true;
	display_focused(self, &shown);
	if (!editor_is_quick(self) || !self->focus.is_editing || shown > 0)
		return false;
	if (begins && is_key_to_add(self, text, len)) {
		self->quick.held = text[0];
		self->quick.held_at = editor_now(self);
		return true;
	}
	if (editor_now(self) - self->quick.held_at > WORD_PAUSE) /* it was no word */
		self->quick.held = '\0';
	if (self->quick.held != '\0' && ((text[0] >= 'a' && text[0] <= 'z') || text[0] == ' '))
		type_held(self);
	else if (field_has_role(editor_field(self), ROLE_EVENT_TIME) && !begins_time(text[0]))
		skip_time(self);
	self->quick.held = '\0';
	return false;
}

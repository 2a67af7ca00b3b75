/*
 * Where the user is: fields, pages, open rows. Leaving a place is never refused; entering
 * one puts the cursor where it last was.
 */
#include "internal.h"

#include <assert.h>
#include <string.h>

/* --- leaving and entering --- */

void focus_leave(struct editor *self)
{
	if (self->focus.field == FORM_NONE)
		return;
	editor_finish_typed(self);
	focus_remember(self);
	undo_close(self);
	focus_end_selection(self);
	self->gesture.has_goal = false;
	self->focus.is_editing = false;
	checking_hurry(self);
	self->surroundings.hooks.left(self->surroundings.hooks.context);
}

void focus_enter(struct editor *self)
{
	struct focus *focus = &self->focus;

	focus->is_editing = false;
	focus->has_selection = false;
	focus->cursor = 0;
	focus->anchor = 0;
	if (focus->field == FORM_NONE)
		return;
	if (focus_is_table(self))
		table_settle(self);
	if (!self->gesture.is_browsing)
		focus_open_text(self);
}

/* --- fields --- */

void focus_set_field(struct editor *self, unsigned field)
{
	focus_leave(self);
	row_leave(self);
	if (field != self->focus.field)
		table_end_filter(self);
	self->focus.field = field;
	self->focus.page = self->form->fields[field].page;
	self->focus.in_row = false;
	self->focus.on_start = false;
	self->focus.column = 0;
	self->focus.row = self->memories.rows[field];
	focus_fix(self);
	focus_enter(self);
}

static bool is_stop(const struct editor *self, unsigned field)
{
	return self->form->fields[field].kind != KIND_COMPUTED;
}

/* The next field to stop at, wrapping around; the field itself if there is no other. */
static unsigned next_stop(const struct editor *self, unsigned field, int direction)
{
	unsigned n = (unsigned)self->form->n_answers;
	unsigned at = field;

	do
		at = direction > 0 ? (at + 1) % n : (at + n - 1) % n;
	while (at != field && !is_stop(self, at));
	return at;
}

/* --- Start --- */

static void set_start_field(struct editor *self, unsigned field)
{
	focus_set_field(self, field);
	self->focus.on_start = true;
}

/* Start ends where its fields do; the last one is read as on leaving it. */
static bool step_start(struct editor *self, int direction, bool crosses)
{
	const struct start *start = &self->start;
	size_t at = start_find(self, self->focus.field);
	bool is_last = direction > 0 ? at + 1 >= start->n : at == 0;

	if (is_last && !crosses)
		return false;
	if (!is_last) {
		set_start_field(self, start->fields[direction > 0 ? at + 1 : at - 1]);
		return true;
	}
	focus_leave(self);
	focus_enter(self);
	if (direction > 0)
		start_say_end(self);
	return true;
}

void editor_go_start(struct editor *self)
{
	if (self->start.n == 0) {
		editor_say(self, MESSAGE_INFO, "This form has no answers to start with");
		return;
	}
	self->gesture.is_browsing = false;
	set_start_field(self, start_find_empty(self));
}

void focus_leave_start(struct editor *self)
{
	focus_leave(self);
	self->gesture.is_browsing = true;
	self->focus.on_start = false;
	focus_enter(self);
}

/* --- columns --- */

void focus_set_column(struct editor *self, unsigned column)
{
	focus_leave(self);
	self->focus.column = column;
	focus_enter(self);
}

static bool step_column(struct editor *self, int direction, bool crosses)
{
	struct focus *focus = &self->focus;
	size_t n = self->form->fields[focus->field].n_columns;
	unsigned column = focus->column;
	bool is_last;

	do {
		is_last = direction > 0 ? column + 1 >= n : column == 0;
		column += direction > 0 ? 1u : -1u;
	} while (
		!is_last && self->form->fields[focus->field].columns[column].kind == KIND_COMPUTED);
	if (is_last)
		return crosses && focus_close(self);
	focus_set_column(self, column);
	return true;
}

bool focus_step(struct editor *self, int direction, bool crosses)
{
	struct focus *focus = &self->focus;
	unsigned next;

	if (crosses)
		self->gesture.is_browsing = false;
	if (focus->field == FORM_NONE)
		return crosses && focus_step_page(self, direction);
	if (focus->in_row)
		return step_column(self, direction, crosses);
	if (focus->on_start)
		return step_start(self, direction, crosses);
	next = next_stop(self, focus->field, direction);
	if (!crosses && (self->form->fields[next].page != focus->page ||
				(direction > 0 ? next <= focus->field : next >= focus->field)))
		return false;
	focus_set_field(self, next);
	return true;
}

/* The first (or last) field of a page to stop at; FORM_NONE if it has none. */
static unsigned edge_stop(const struct editor *self, unsigned page, int direction)
{
	const struct form_page *at = &self->form->pages[page];

	for (unsigned i = 0; i < at->n_fields; i++) {
		unsigned field = at->first + (direction > 0 ? i : at->n_fields - 1 - i);
		if (is_stop(self, field))
			return field;
	}
	return FORM_NONE;
}

void focus_go_edge(struct editor *self, int direction)
{
	const struct start *start = &self->start;
	unsigned field = edge_stop(self, self->focus.page, direction);

	if (self->focus.on_start)
		set_start_field(self, start->fields[direction > 0 ? 0 : start->n - 1]);
	else if (field != FORM_NONE && !self->focus.in_row)
		focus_set_field(self, field);
}

/* Leaves an open row for its table, with the cursor on that row. */
bool focus_close(struct editor *self)
{
	if (!self->focus.in_row)
		return false;
	focus_leave(self);
	row_leave(self);
	self->focus.in_row = false;
	self->focus.column = 0;
	focus_enter(self);
	return true;
}

/* --- pages --- */

void editor_go_page(struct editor *self, unsigned page)
{
	unsigned field;

	if (page >= self->form->n_pages)
		return;
	self->gesture.is_browsing = false;
	focus_leave(self);
	row_leave(self);
	field = self->memories.fields[page];
	if (field == FORM_NONE)
		field = edge_stop(self, page, 1);
	if (field != FORM_NONE) {
		focus_set_field(self, field);
		return;
	}
	self->focus = (struct focus){.page = page, .field = FORM_NONE};
}

bool focus_step_page(struct editor *self, int direction)
{
	unsigned n = (unsigned)self->form->n_pages;
	unsigned page = self->focus.page;

	if (self->focus.on_start) /* before the first page */
		editor_go_page(self, direction > 0 ? 0 : n - 1);
	else if (n > 0)
		editor_go_page(self, direction > 0 ? (page + 1) % n : (page + n - 1) % n);
	return true;
}

/* --- places --- */

/* Is it in the open row? Moving around in it does not leave it. */
static bool is_open(const struct editor *self, const struct place *place)
{
	struct place here;

	if (!self->focus.in_row || self->focus.field != place->field)
		return false;
	editor_place(self, &here);
	return strcmp(here.row, place->row) == 0;
}

void editor_go(struct editor *self, const struct place *place)
{
	bool is_shown = self->focus.on_start && start_find(self, place->field) < self->start.n;
	size_t row;

	if (place->field >= self->form->n_answers)
		return;
	self->gesture.is_browsing = false;
	focus_leave(self);
	if (editor_is_quick(self))
		focus_close(self);
	if (is_open(self, place) && place->column != FORM_NONE)
		self->focus.in_row = false;
	typing_resume(self);
	focus_set_field(self, place->field);
	self->focus.on_start = is_shown;
	row = place->row[0] != '\0' ? document_row_index(&self->document, place->field, place->row)
				    : SIZE_MAX;
	if (row == SIZE_MAX)
		return;
	table_end_filter(self); /* it may hide the row */
	focus_set_row(self, row);
	if (place->column == FORM_NONE)
		return;
	assert(place->column < self->form->fields[place->field].n_columns);
	self->focus.in_row = true;
	self->focus.column = place->column;
	focus_enter(self);
}

void editor_leave(struct editor *self)
{
	editor_begin(self);
	focus_leave(self);
	row_leave(self);
}

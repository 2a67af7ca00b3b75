/*
 * The place of a row that is being added to a table in order of time. It is found by halving, so
 * that saying it for each typed letter costs the same in a long table; what is halved always has a
 * row that is not later at one end and a later one at the other, so that the row gets between such
 * two even where the table is not in order.
 */
#include "internal.h"

#include <string.h>

/* --- finding it --- */

static unsigned time_column(const struct editor *self)
{
	const struct form_field *table = table_field(self);

	return table->sorted && field_has_role(table, ROLE_EVENTS)
		       ? form_find_column_role(table, ROLE_EVENT_TIME)
		       : FORM_NONE;
}

/* Places are counted without the row itself; this is the index of another one with it. */
static size_t with_own(const struct editor *self, size_t nth)
{
	return nth >= self->focus.row ? nth + 1 : nth;
}

bool quick_read_moment(const struct editor *self, size_t row, int64_t *seconds)
{
	unsigned column = time_column(self);
	const struct value *value;
	struct when when;

	if (column == FORM_NONE || row >= table_rows(self)->n)
		return false;
	value = &table_rows(self)->items[row].cells[column];
	if (!when_parse(&when, str_text(&value->text), NULL) ||
		(when.kind != WHEN_INSTANT && when.kind != WHEN_DATE))
		return false;
	*seconds = when_begin(&when, &self->display.zone);
	return true;
}

/* The nearest row to the middle with a time, between two; SIZE_MAX: none has one. */
static size_t find_probe(const struct editor *self, size_t low, size_t high, int64_t *seconds)
{
	size_t middle = low + (high - low) / 2;

	for (size_t at = middle; at < high; at++)
		if (quick_read_moment(self, with_own(self, at), seconds))
			return at;
	for (size_t at = middle; at-- > low;)
		if (quick_read_moment(self, with_own(self, at), seconds))
			return at;
	return SIZE_MAX;
}

/* Is it between rows that are not in its way? Then it stays where it was begun. */
static bool is_in_place(const struct editor *self, int64_t own)
{
	size_t row = self->focus.row;
	int64_t other;

	if (row > 0 && quick_read_moment(self, row - 1, &other) && other > own)
		return false;
	return !quick_read_moment(self, row + 1, &other) || other >= own;
}

size_t quick_find_place(const struct editor *self, int64_t own)
{
	size_t low = 0, high = table_rows(self)->n - 1;
	size_t earliest = SIZE_MAX; /* of those that are later */
	bool has_earlier = false;
	int64_t other;

	if (is_in_place(self, own))
		return self->focus.row;
	while (low < high) {
		size_t at = find_probe(self, low, high, &other);

		if (at == SIZE_MAX)
			break;
		if (other <= own) {
			low = at + 1;
			has_earlier = true;
		} else {
			high = earliest = at;
		}
	}
	if (!has_earlier && earliest != SIZE_MAX)
		return earliest;
	return low;
}

/* --- moving there --- */

static void move_to_place(struct editor *self)
{
	struct str key = {0};
	struct op op = {0};
	int64_t own;
	size_t to = self->focus.row;

	if (quick_read_moment(self, self->focus.row, &own))
		to = quick_find_place(self, own);
	if (to == self->focus.row)
		return;
	undo_begin(self, STEP_WHOLE);
	document_op_move(&self->document, self->focus.field, self->focus.row, to, &op);
	if (change_apply(self, &op)) {
		focus_set_row(self, to);
		undo_end(self);
		editor_append_key(self, ACTION_UNDO, &key);
		editor_say(self, MESSAGE_INFO, "Moved to its place by time: %s %zu; %s undoes it",
			field_row_name(table_field(self)), to + 1, str_text(&key));
	}
	str_release(&key);
}

void quick_settle(struct editor *self)
{
	struct focus focus;

	if (!editor_is_quick(self))
		return;
	move_to_place(self);
	self->quick.row[0] = '\0';
	focus = self->focus; /* doing it again ends beside the row, not in it */
	self->focus.in_row = self->focus.is_editing = false;
	self->focus.column = 0;
	undo_join(self, self->quick.step);
	self->focus = focus;
	editor_check_later(self);
	checking_hurry(self);
}

/* --- saying it --- */

/* "Sun 15 Oct 13:20", with the year if it is another one than what was said before; may_omit says
 * whether the day is left out if it is the same. */
static void append_moment(const struct editor *self, int64_t seconds, const struct civil *known,
	bool may_omit, struct str *out)
{
	struct civil civil;

	zone_civil(editor_shown_zone(self), seconds, &civil);
	if (!may_omit || civil.year != known->year || civil.month != known->month ||
		civil.day != known->day) {
		civil_show_day(&civil, self->display.dates, civil.year != known->year, out);
		str_append_char(out, ' ');
	}
	str_appendf(out, "%02d:%02d", civil.hour, civil.minute);
}

void quick_append_place(const struct editor *self, const struct str *stored, struct str *out)
{
	struct when when;
	int64_t own, before, after;
	size_t place;
	bool has_before, has_after;
	struct civil civil;

	if (time_column(self) != self->focus.column || table_rows(self)->n < 2 ||
		!when_parse(&when, str_text(stored), NULL) ||
		(when.kind != WHEN_INSTANT && when.kind != WHEN_DATE))
		return;
	own = when_begin(&when, &self->display.zone);
	place = quick_find_place(self, own);
	has_before = place > 0 && quick_read_moment(self, with_own(self, place - 1), &before);
	has_after = quick_read_moment(self, with_own(self, place), &after);
	zone_civil(editor_shown_zone(self), own, &civil);
	if (has_before && has_after)
		str_appendf(out, ", between rows %zu and %zu, ", place, place + 1);
	else if (has_before)
		str_appendf(out, ", after row %zu, ", place);
	else if (has_after)
		str_appendf(out, ", before row %zu, ", place + 1);
	if (has_before)
		append_moment(self, before, &civil, false, out);
	if (has_before && has_after) {
		str_append_text(out, " and ");
		zone_civil(editor_shown_zone(self), before, &civil);
	}
	if (has_after)
		append_moment(self, after, &civil, has_before, out);
}

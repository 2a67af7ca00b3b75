/*
 * Page up and down: through a page or an open row by a screenful, and past its end. A
 * page is measured in lines as drawn, or slightly more, so that nothing is skipped
 * unseen.
 */
#include "internal.h"

#include <string.h>

/* A position on the page: an item (a field or a column) and a line of its value. */
struct turn_position {
	unsigned item;
	size_t line;
};

/* The items of the page. */
struct field_range {
	const struct form_field *fields;
	unsigned first; /* of them in the form; the columns of a row count from 0 */
	unsigned n;
};

static void field_range_find(const struct editor *self, struct field_range *range)
{
	const struct focus *focus = &self->focus;
	const struct form_page *page = &self->form->pages[focus->page];

	if (focus->in_row) {
		const struct form_field *rows = &self->form->fields[focus->field];
		*range = (struct field_range){rows->columns, 0, (unsigned)rows->n_columns};
	} else {
		*range = (struct field_range){
			self->form->fields + page->first, page->first, page->n_fields};
	}
}

static void place_of(const struct editor *self, unsigned item, struct place *place)
{
	editor_place(self, place);
	if (self->focus.in_row)
		place->column = item;
	else
		*place = (struct place){.field = self->form->pages[self->focus.page].first + item};
}

/* --- heights --- */

enum { HEADING = 2, CHART = 4 /* with the heads of the columns */ };

static const char *ask_of(const struct form_field *field)
{
	return field->ask[0] != '\0' ? field->ask : field->label;
}

static bool is_one_line(const struct form_field *field)
{
	return field->kind == KIND_COMPUTED || kind_info(field->kind)->is_one_line;
}

/* Do days have lines of their own, as in a timeline that is kept in order? */
static bool has_days(const struct form_field *field)
{
	return field_has_role(field, ROLE_EVENTS) && field->sorted &&
	       form_find_column_role(field, ROLE_EVENT_TIME) != FORM_NONE;
}

/* The day of a row; INT64_MIN if it has none. */
static int64_t day_of(const struct editor *self, size_t nth)
{
	unsigned field = self->focus.field;
	unsigned column = form_find_column_role(&self->form->fields[field], ROLE_EVENT_TIME);
	size_t row = editor_row_at(self, field, nth);
	struct when when;

	if (!when_parse(&when, str_text(&table_rows(self)->items[row].cells[column].text), NULL) ||
		(when.kind != WHEN_INSTANT && when.kind != WHEN_DATE))
		return INT64_MIN;
	return when_day(&when, editor_shown_zone(self));
}

/* Moves among the rows of the focused timeline, by as many as so many lines have; returns how many
 * lines are left. */
static size_t walk_days(
	struct editor *self, int direction, size_t left, struct turn_position *position)
{
	size_t n = editor_rows_shown(self, self->focus.field);
	size_t from = position->line;
	int64_t day = position->line < n ? day_of(self, position->line) : INT64_MIN;

	while (direction > 0 ? position->line + 1 < n : position->line > 0) {
		size_t next = direction > 0 ? position->line + 1 : position->line - 1;
		int64_t other = day_of(self, next);
		size_t lines = other != day && other != INT64_MIN ? 2 : 1;

		if (lines > left && position->line != from)
			return 0;
		left -= lines < left ? lines : left;
		position->line = next;
		day = other != INT64_MIN ? other : day;
	}
	return left;
}

/* Lines from the end of the value above to the start of this one. */
static size_t lines_above(const struct editor *self, const struct form_field *field)
{
	unsigned columns = self->caches->wraps.columns;
	size_t heading = field->heading[0] != '\0' ? HEADING : 0;
	size_t len = strlen(ask_of(field));

	if (is_one_line(field) && len * 3 < columns)
		return heading + 1;
	if (field->kind == KIND_ROWS)
		heading += CHART;
	return heading + len / columns + 3;
}

static size_t lines_of(struct editor *self, const struct field_range *range, unsigned item)
{
	const struct form_field *field = &range->fields[item];
	struct place place;

	if (field->kind == KIND_ROWS) {
		size_t n = table_lines(self, range->first + item);
		return n > 0 ? n : 1;
	}
	if (is_one_line(field))
		return 1;
	place_of(self, item, &place);
	return editor_wrap(self, &place)->n_lines;
}

/* --- the current position, and moving --- */

static void turn_position_find(
	struct editor *self, const struct field_range *range, struct turn_position *position)
{
	const struct focus *focus = &self->focus;
	struct place place;

	*position = (struct turn_position){
		.item = focus->in_row ? focus->column : focus->field - range->first};
	if (focus_is_table(self)) {
		position->line = table_nth(self);
	} else if (focus->is_editing && !is_one_line(&range->fields[position->item])) {
		editor_place(self, &place);
		position->line = wrap_line_of(editor_wrap(self, &place), focus->cursor);
	}
}

static unsigned goal_of(struct editor *self)
{
	struct place place;
	size_t len;

	if (self->gesture.has_goal)
		return self->gesture.goal;
	if (!self->focus.is_editing)
		return 0;
	editor_place(self, &place);
	const char *text = display_focused(self, &len);
	return wrap_column_of(editor_wrap(self, &place), text, self->focus.cursor);
}

static void go_to(
	struct editor *self, const struct field_range *range, const struct turn_position *to)
{
	unsigned goal = goal_of(self);
	unsigned at = self->focus.in_row ? self->focus.column : self->focus.field - range->first;

	if (to->item != at && self->focus.in_row)
		focus_set_column(self, to->item);
	else if (to->item != at)
		focus_set_field(self, range->first + to->item);
	if (focus_is_table(self)) {
		table_go_edge(self, -1);
		table_step(self, 1, to->line);
	} else if (self->focus.is_editing) {
		move_to_line(self, to->line, goal);
	}
}

/* The position so many lines on, or the last one on the page. Computed values are skipped. Moves by
 * at least one item, because a question may fill more than the screen. */
static void walk(struct editor *self, const struct field_range *range, int direction, size_t left,
	bool has_moved, struct turn_position *position)
{
	struct turn_position at = *position;
	unsigned first = at.item;

	for (;;) {
		size_t lines = lines_of(self, range, at.item);
		size_t room = direction > 0 ? lines - 1 - at.line : at.line;
		/* There may be a day between any two rows of a timeline that is entered. */
		size_t height = at.item != first && has_days(&range->fields[at.item]) ? 2 : 1;
		size_t step = left / height < room ? left / height : room;
		unsigned above = at.item;

		at.line = direction > 0 ? at.line + step : at.line - step;
		left -= step * height;
		if (range->fields[at.item].kind != KIND_COMPUTED) {
			has_moved = has_moved || at.item != position->item || step > 0;
			*position = at;
		}
		if (direction > 0 ? ++above >= range->n : at.item == 0)
			return;
		size_t distance = lines_above(self, &range->fields[above]);
		if (left < distance && has_moved)
			return;
		left -= left < distance ? left : distance;
		at.item = direction > 0 ? above : at.item - 1;
		at.line = direction > 0 ? 0 : lines_of(self, range, at.item) - 1;
	}
}

/* --- past the end --- */

static void turn_row(struct editor *self, int direction)
{
	unsigned column = self->focus.column;

	focus_close(self);
	bool is_another = table_neighbour(self, direction) != SIZE_MAX;
	if (is_another)
		table_step(self, direction, 1);
	table_open_row(self);
	if (!is_another)
		focus_set_column(self, column);
	if (is_another && direction < 0)
		focus_set_column(
			self, (unsigned)self->form->fields[self->focus.field].n_columns - 1);
	if (!is_another)
		editor_say(
			self, MESSAGE_INFO, "This is the %s row", direction > 0 ? "last" : "first");
}

static void turn_page(struct editor *self, int direction)
{
	unsigned page = self->focus.page;

	if (direction > 0 ? page + 1 >= self->form->n_pages : page == 0) {
		editor_say(self, MESSAGE_INFO, "This is the %s of the document",
			direction > 0 ? "end" : "start");
		return;
	}
	editor_go_page(self, direction > 0 ? page + 1 : page - 1);
	focus_go_edge(self, direction);
	if (focus_is_table(self))
		table_go_edge(self, -direction);
	else if (self->focus.is_editing)
		move_to_line(self, direction > 0 ? 0 : SIZE_MAX, 0);
}

/* Start has few fields: to its last or first one. */
static bool turn_start(struct editor *self, int direction)
{
	const struct start *start = &self->start;
	unsigned edge = start->fields[direction > 0 ? start->n - 1 : 0];

	if (self->focus.field == edge)
		return focus_step(self, direction, true);
	focus_go_edge(self, -direction);
	return true;
}

/* A field as a whole counts as its first line. */
static void enter_text(struct editor *self)
{
	self->gesture.is_browsing = false;
	if (self->focus.is_editing)
		return;
	focus_open_text(self);
	if (self->focus.is_editing)
		move_to_line(self, 0, 0);
}

bool turn_screen(struct editor *self, int direction)
{
	size_t count = self->caches->wraps.lines > 1 ? self->caches->wraps.lines - 1 : 1;
	struct field_range range;
	struct turn_position from, to;

	if (self->focus.is_editing && self->gesture.is_marking)
		return move_lines(self, direction, count, false, false);
	if (self->focus.on_start && !self->focus.in_row)
		return turn_start(self, direction);
	if (self->focus.field == FORM_NONE) {
		turn_page(self, direction);
		return true;
	}
	if (editor_is_quick(self))
		focus_close(self);
	enter_text(self);
	field_range_find(self, &range);
	turn_position_find(self, &range, &from);
	to = from;
	if (focus_is_table(self) && has_days(&range.fields[from.item]))
		count = walk_days(self, direction, count, &to);
	if (count > 0)
		walk(self, &range, direction, count, to.line != from.line, &to);
	if (to.item != from.item || to.line != from.line)
		go_to(self, &range, &to);
	else if (self->focus.in_row)
		turn_row(self, direction);
	else
		turn_page(self, direction);
	return true;
}

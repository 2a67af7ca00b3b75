/*
 * Which columns a table has on this screen, in which order and how wide. Widths come from the
 * contents, so that they are the same for every row and do not change while scrolling; columns.c
 * decides which of them are visible. A timeline begins with the time, tasks with their state.
 */
#include "internal.h"

#include "table_widths.h"

#include <string.h>

enum {
	SHORT_TIMES = 70,  /* narrower tables omit the year, if it is the same in all */
	NARROW_TABLE = 60, /* narrower ones show only signs of kinds and states */
	GAP_TABLE = 80,    /* wider ones show the time since the row before, */
	EXTRA_TABLE = 120, /* and all of their columns */
	GAP_WIDTH = 11,    /* "23 h 59 min" */
};

/* --- which columns --- */

/* What columns_fit is asked about. */
struct plan {
	const struct form_field *field;
	struct table *table;
	struct cells *cells;
	unsigned room;
	struct column columns[TABLE_COLUMNS_MAX];
	unsigned n;
	bool is_taken[TABLE_COLUMNS_MAX]; /* of the form's columns */
};

static void plan_add(struct plan *self, unsigned nth, enum column_place place, unsigned width)
{
	if (nth >= self->field->n_columns || nth >= TABLE_COLUMNS_MAX || self->is_taken[nth])
		return;
	self->is_taken[nth] = true;
	self->columns[self->n++] =
		(struct column){.width = width, .place = place, .nth = (uint8_t)nth};
}

static unsigned plan_width(const struct plan *self, unsigned nth)
{
	return cells_width(self->cells, &self->field->columns[nth], nth, self->table, self->room);
}

static void plan_add_role(struct plan *self, enum role role, enum column_place place)
{
	unsigned nth = form_find_column_role(self->field, role);

	if (nth < TABLE_COLUMNS_MAX)
		plan_add(self, nth, place, plan_width(self, nth));
}

static void plan_add_signed(struct plan *self, enum role role, enum column_place place)
{
	unsigned nth = form_find_column_role(self->field, role);

	if (nth < TABLE_COLUMNS_MAX)
		plan_add(self, nth, place,
			signed_cells_width(
				&self->field->columns[nth], self->table->is_narrow, self->room));
}

static void plan_events(struct plan *self)
{
	plan_add_role(self, ROLE_EVENT_TIME, COLUMN_STAYS);
	if (self->table->has_days && self->room >= GAP_TABLE)
		self->columns[self->n++] = (struct column){
			.width = GAP_WIDTH, .place = COLUMN_STAYS, .nth = GAP_BEFORE};
	plan_add_signed(self, ROLE_EVENT_KIND, self->table->is_narrow ? COLUMN_STAYS : COLUMN_FREE);
}

static void plan_tasks(struct plan *self)
{
	plan_add_signed(self, ROLE_TASK_STATE, COLUMN_STAYS);
	if (self->table->is_narrow)
		return;
	plan_add_role(self, ROLE_TASK_DUE, COLUMN_FREE);
	plan_add_role(self, ROLE_TASK_OWNER, COLUMN_FREE);
}

/* In other tables the first time of a row represents it. */
static enum column_place place_of(const struct plan *self, unsigned nth)
{
	if (!kind_info(self->field->columns[nth].kind)->is_moment)
		return COLUMN_FREE;
	for (unsigned i = 0; i < nth; i++)
		if (kind_info(self->field->columns[i].kind)->is_moment)
			return COLUMN_FREE;
	return COLUMN_STAYS;
}

/* Columns without a role that puts them first, in the form's order; around the main text, unless
 * that comes before them. */
static void plan_rest(struct plan *self, unsigned main, bool is_known)
{
	if (is_known)
		plan_add(self, main, COLUMN_MAIN, 0);
	for (unsigned i = 0; i < self->field->n_columns && i < TABLE_COLUMNS_MAX; i++) {
		bool is_extra = is_known && self->room < EXTRA_TABLE;

		if (self->is_taken[i])
			continue;
		if (i == main)
			plan_add(self, i, COLUMN_MAIN, 0);
		else
			plan_add(self, i, is_known ? COLUMN_FREE : place_of(self, i),
				plan_width(self, i));
		self->columns[self->n - 1].is_extra = is_extra;
	}
}

static void plan_make(struct plan *self, bool is_events, bool is_tasks)
{
	unsigned main = form_main_column(self->field);

	if (main >= TABLE_COLUMNS_MAX) /* more columns than anybody can read */
		main = 0;
	if (is_events)
		plan_events(self);
	else if (is_tasks)
		plan_tasks(self);
	plan_rest(self, main, is_events || is_tasks);
}

static void wishes_make(
	struct table_wishes *self, struct table *table, struct screen *screen, unsigned number)
{
	const struct form_field *field = &editor_form(screen->editor)->fields[number];
	struct cells cells = {.screen = screen,
		.field = field,
		.rows = &editor_document(screen->editor)->tables[number],
		.place = {.field = number}};
	struct plan plan = {.field = field, .table = table, .cells = &cells, .room = self->room};

	table->has_days = table_has_days(field);
	table->is_short = plan.room < SHORT_TIMES && cells_have_one_year(&cells, field);
	table->is_narrow = plan.room < NARROW_TABLE;
	plan_make(&plan, field_has_role(field, ROLE_EVENTS), field_has_role(field, ROLE_TASKS));
	str_release(&cells.scratch);
	self->table = *table;
	memcpy(self->columns, plan.columns, sizeof(self->columns));
	self->n = plan.n;
}

/* Many rows are looked at for the widths, so not with each key; and while a row is open or typed in
 * its table, the columns stay where they are. */
static bool wishes_hold(
	const struct table_wishes *self, const struct screen *screen, unsigned field, unsigned room)
{
	const struct editor *editor = screen->editor;
	unsigned revision = editor_document(editor)->values[field].revision;

	return self->is_made && self->room == room && self->until == screen->tables.today.until &&
	       (self->revision == revision || editor_focus(editor)->in_row) &&
	       self->dates == editor_when_style(editor).dates &&
	       strcmp(self->zone, editor_shown_zone(editor)->name) == 0;
}

/* --- a row that is added --- */

static bool is_widened(const struct form_field *field, const struct column *column)
{
	return column->nth != GAP_BEFORE && column->place != COLUMN_MAIN &&
	       !field_has_role(&field->columns[column->nth], ROLE_EVENT_KIND) &&
	       !field_has_role(&field->columns[column->nth], ROLE_TASK_STATE);
}

/* Gives a row's cells the room that they need. */
static void widen_for(
	struct table_wishes *self, struct screen *screen, unsigned number, const char *id)
{
	const struct document *document = editor_document(screen->editor);
	const struct form_field *field = &editor_form(screen->editor)->fields[number];
	size_t row = document_row_index(document, number, id);
	struct rows one = {.n = 1};
	struct cells cells = {
		.screen = screen, .field = field, .rows = &one, .place = {.field = number}};

	if (row == SIZE_MAX)
		return;
	one.items = &document->tables[number].items[row];
	for (unsigned i = 0; i < self->n; i++)
		if (is_widened(field, &self->columns[i])) {
			unsigned nth = self->columns[i].nth;
			unsigned width = cells_width(
				&cells, &field->columns[nth], nth, &self->table, self->room);

			if (width > self->columns[i].width)
				self->columns[i].width = width;
		}
	str_release(&cells.scratch);
}

/* Not while a cell is typed, but with the next one: for it, and for the row kept before it. */
static void widen(struct table_wishes *self, struct screen *screen, unsigned number)
{
	const struct editor *editor = screen->editor;
	struct place place;

	if (!editor_is_quick(editor) || editor_focus(editor)->field != number)
		return;
	editor_place(editor, &place);
	if (place_is_equal(&self->typed, &place))
		return;
	if (self->typed.row[0] != '\0' && strcmp(self->typed.row, place.row) != 0)
		widen_for(self, screen, number, self->typed.row);
	widen_for(self, screen, number, place.row);
	self->typed = place;
}

void table_find_columns(struct table *table, struct screen *screen, unsigned number)
{
	const struct editor *editor = screen->editor;
	const char *zone = editor_shown_zone(editor)->name;
	struct table_wishes *wishes = &kept_table(screen, number)->wishes;
	unsigned room = screen->layout.page.columns - MARK_COLUMNS;

	if (!wishes_hold(wishes, screen, number, room)) {
		*wishes = (struct table_wishes){.is_made = true,
			.room = room,
			.until = screen->tables.today.until,
			.dates = editor_when_style(editor).dates,
			.revision = editor_document(editor)->values[number].revision};
		memcpy(wishes->zone, zone, strlen(zone) + 1);
		wishes_make(wishes, table, screen, number);
	}
	widen(wishes, screen, number);
	*table = wishes->table;
	columns_fit(table, wishes->columns, wishes->n, room,
		screen->tables.sideways.field == number ? screen->tables.sideways.steps : 0);
	if (editor_focus(editor)->field == number)
		screen->tables.sideways =
			(struct sideways){number, table->steps, table->n_right > 0};
}

/*
 * Which columns a table has on this screen, in which order and how wide. Widths come from the
 * contents, so that they are the same for every row and do not change while scrolling; columns.c
 * decides which of them are visible. A timeline begins with the time, tasks with their state.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

enum {
	COLUMN_LEAST = 12, /* minimum for columns of free text; at most a share of the room: */
	COLUMN_SHARE = 5,
	SAMPLE_ROWS = 100, /* examined for widths; */
	TIME_ROWS = 5000,  /* for times, which are never cut */
	SHORT_TIMES = 70,  /* narrower tables omit the year, if it is the same in all */
	NARROW_TABLE = 60, /* narrower ones show only signs of kinds and states */
	GAP_TABLE = 80,    /* wider ones show the time since the row before, */
	EXTRA_TABLE = 120, /* and all of their columns */
	NARROW_KIND = 4,
	SIGN = 2, /* the letter of a kind, with a space */
	BOX = 3,  /* of a state */
	GAP_WIDTH = 11,      /* "23 h 59 min" */
	CLOCK = 5,           /* "14:05" */
	WORDS_FOR_TIME = 10, /* a remark where clock times are; a date fits */
};

/* --- widths --- */

static unsigned text_width(const char *text)
{
	return grapheme_width(text, strlen(text));
}

static unsigned larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static unsigned sampled_width(const struct rows *rows, unsigned column)
{
	unsigned widest = 0;

	for (size_t i = 0; i < rows->n && i < SAMPLE_ROWS; i++) {
		const struct str *text = &rows->items[i].cells[column].text;

		widest = larger(widest, grapheme_width(str_text(text), text->len));
	}
	return widest;
}

/* Is it stored in the usual form, "2023-10-15T08:30:00-04:00", perhaps after "~"? */
static bool is_plain_time(const struct str *text)
{
	static const char shape[] = "0000-00-00T00:00:00";
	const char *at = str_text(text);

	at += *at == '~';
	if (text->len < sizeof(shape) - 1 || strncmp(at + 16, ":00", 3) != 0)
		return false;
	for (size_t i = 0; i < sizeof(shape) - 1; i++)
		if (shape[i] == '0' ? at[i] < '0' || at[i] > '9' : at[i] != shape[i])
			return false;
	return true;
}

/* Its year as shown, which a zone can shift on the year's first and last day. */
static void append_year(
	const struct screen *screen, const struct place *place, const char *stored, struct str *out)
{
	static const struct table in_full;
	enum { YEAR = 4 };

	stored += *stored == '~';
	if (strncmp(stored + YEAR, "-12-31", 6) != 0 && strncmp(stored + YEAR, "-01-01", 6) != 0) {
		str_append(out, stored, strnlen(stored, YEAR));
		return;
	}
	table_append_time(screen, &in_full, place, out);
	str_splice(out, 0, *str_text(out) == '~', "", 0);
	str_splice(out, YEAR, out->len > YEAR ? out->len - YEAR : 0, "", 0);
}

/* Scans the cells with times in a table: which is the widest, and do all have the same year? */
struct times {
	const struct screen *screen;
	const struct form_field *field;
	const struct rows *rows;
	struct place place;
	struct str scratch;
};

static const struct str *time_at(struct times *self, size_t row, unsigned column)
{
	memcpy(self->place.row, self->rows->items[row].id, ROW_ID_SIZE);
	self->place.column = column;
	str_clear(&self->scratch);
	return &self->rows->items[row].cells[column].text;
}

static bool has_number(const struct str *text)
{
	struct when when;

	return when_parse(&when, str_text(text), NULL) &&
	       (when.kind == WHEN_INSTANT || when.kind == WHEN_DATE);
}

/* Of all times; other texts count only so many cells, so that a remark does not take all the
 * room. */
static unsigned times_width(
	struct times *self, unsigned column, const struct table *table, unsigned most)
{
	const unsigned plain = table_is_clock(table, self->field, column) ? 5
			       : table->is_short                          ? 11
									  : 16;
	const bool is_due = field_has_role(&self->field->columns[column], ROLE_TASK_DUE) &&
			    field_has_role(self->field, ROLE_TASKS);
	unsigned widest = 0;

	for (size_t i = 0; i < self->rows->n && i < TIME_ROWS; i++) {
		const struct str *text = time_at(self, i, column);
		unsigned width = plain + (str_text(text)[0] == '~');

		if (is_due) {
			(void)table_append_due(self->screen, table, &self->place, &self->scratch);
			width = grapheme_width(str_text(&self->scratch), self->scratch.len);
			if (width > most && text->len > 0 && !has_number(text))
				width = most;
		} else if (!is_plain_time(text)) {
			table_append_time(self->screen, table, &self->place, &self->scratch);
			width = grapheme_width(str_text(&self->scratch), self->scratch.len);
			if (width > most && !has_number(text))
				width = most;
		}
		widest = larger(widest, width);
	}
	return widest;
}

static bool has_one_year(struct times *self, const struct form_field *field)
{
	struct str year = {0};
	bool is_one = self->rows->n <= TIME_ROWS;

	for (size_t i = 0; i < self->rows->n && is_one; i++) {
		for (unsigned j = 0; j < field->n_columns && is_one; j++) {
			const struct str *text;

			if (!kind_info(field->columns[j].kind)->is_time)
				continue;
			text = time_at(self, i, j);
			if (!is_plain_time(text) && !has_number(text))
				continue;
			append_year(self->screen, &self->place, str_text(text), &self->scratch);
			if (year.len == 0)
				str_append(&year, str_text(&self->scratch), self->scratch.len);
			is_one = str_equal(&year, str_text(&self->scratch), self->scratch.len);
		}
	}
	str_release(&year);
	return is_one;
}

/* The width that a column would like, leaving room for others. */
static unsigned natural_width(struct times *times, const struct form_field *column, unsigned nth,
	const struct table *table, unsigned room)
{
	unsigned width = text_width(column->label);
	unsigned most = larger(COLUMN_LEAST, room / COLUMN_SHARE);

	if (kind_info(column->kind)->is_time) {
		if (table_is_clock(table, times->field, nth)) {
			width = CLOCK;
			most = WORDS_FOR_TIME;
		}
		width = larger(width, times_width(times, nth, table, most));
		return width < room / 2 ? width : room / 2;
	}
	for (size_t i = 0; i < column->n_choices; i++)
		width = larger(width, text_width(column->choices[i]));
	if (column->n_choices == 0)
		width = larger(width, sampled_width(times->rows, nth));
	return width < most ? width : most;
}

/* A word after a sign. The longest one uses a space of the gap to the next column. */
static unsigned signed_width(
	const struct form_field *column, unsigned sign, bool is_narrow, unsigned room)
{
	unsigned width = 0;

	if (is_narrow)
		return column->n_choices > 0 && sign == SIGN ? NARROW_KIND : BOX;
	for (size_t i = 0; i < column->n_choices; i++)
		width = larger(width, text_width(column->choices[i]));
	width = larger(width, 2) + sign - 1;
	return width < room / 4 ? width : room / 4;
}

/* --- which columns --- */

/* What columns_fit is asked about. */
struct plan {
	const struct form_field *field;
	struct table *table;
	struct times *times;
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
	return natural_width(self->times, &self->field->columns[nth], nth, self->table, self->room);
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
			signed_width(&self->field->columns[nth],
				role == ROLE_EVENT_KIND ? SIGN : BOX + 1, self->table->is_narrow,
				self->room));
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
	struct times times = {.screen = screen,
		.field = field,
		.rows = &editor_document(screen->editor)->tables[number],
		.place = {.field = number}};
	struct plan plan = {.field = field, .table = table, .times = &times, .room = self->room};

	table->has_days = table_has_days(field);
	table->is_short = plan.room < SHORT_TIMES && has_one_year(&times, field);
	table->is_narrow = plan.room < NARROW_TABLE;
	plan_make(&plan, field_has_role(field, ROLE_EVENTS), field_has_role(field, ROLE_TASKS));
	str_release(&times.scratch);
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
	       strcmp(self->zone, editor_shown_zone(editor)->name) == 0;
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
			.revision = editor_document(editor)->values[number].revision};
		memcpy(wishes->zone, zone, strlen(zone) + 1);
		wishes_make(wishes, table, screen, number);
	}
	*table = wishes->table;
	columns_fit(table, wishes->columns, wishes->n, room,
		screen->tables.sideways.field == number ? screen->tables.sideways.steps : 0);
	if (editor_focus(editor)->field == number)
		screen->tables.sideways =
			(struct sideways){number, table->steps, table->n_right > 0};
}

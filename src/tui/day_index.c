/*
 * Where the days of a timeline begin. The index is made once for each change of the rows, because
 * the height of a table depends on it and must not cost a look at every row with each key.
 */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_SECONDS = 24 * 60 * 60 };

/* A day in a zone: its first second and the first after it. The C library's zones are slow, and
 * most rows are on the day of the row before. */
struct day {
	int64_t from;
	int64_t to;
};

static void day_find(struct day *self, const struct zone *zone, int64_t seconds)
{
	struct civil civil;
	struct civil first;
	struct civil last;

	zone_civil(zone, seconds, &civil);
	self->from = seconds - (civil.hour * 3600 + civil.minute * 60 + civil.second);
	self->to = self->from + DAY_SECONDS;
	zone_civil(zone, self->from, &first);
	zone_civil(zone, self->to - 1, &last);
	if (first.offset == civil.offset && last.offset == civil.offset)
		return;
	/* A day with a change of the clock: what is certain is this second alone. */
	self->from = seconds;
	self->to = seconds + 1;
}

static void add_first(struct day_index *self, size_t row)
{
	self->firsts = mem_grow(self->firsts, &self->cap, self->n + 1, sizeof(*self->firsts));
	self->firsts[self->n++] = row;
}

static bool is_same_day(const struct when *a, const struct when *b, const struct zone *zone)
{
	return when_day(a, zone) == when_day(b, zone);
}

/* A table's rows as its index sees them. */
struct dated {
	const struct editor *editor;
	const struct zone *zone;
	const struct row *rows;
	unsigned field;
	unsigned column;
};

static struct dated dated_of(const struct editor *editor, unsigned field)
{
	return (struct dated){
		.editor = editor,
		.zone = editor_shown_zone(editor),
		.rows = editor_document(editor)->tables[field].items,
		.field = field,
		.column =
			form_find_column_role(&editor_form(editor)->fields[field], ROLE_EVENT_TIME),
	};
}

/* The time of a shown row; false if it has none. */
static bool read_time(const struct dated *self, size_t nth, struct when *when)
{
	size_t row = editor_row_at(self->editor, self->field, nth);
	const struct value *value = &self->rows[row].cells[self->column];

	return value->text.len > 0 && when_parse(when, str_text(&value->text), NULL) &&
	       (when->kind == WHEN_INSTANT || when->kind == WHEN_DATE);
}

static void make(struct day_index *self, const struct dated *rows)
{
	struct when before = {0};
	struct day day = {0, 0};

	self->n = 0;
	for (size_t i = 0; i < self->n_rows; i++) {
		struct when when;

		if (!read_time(rows, i, &when))
			continue;
		if (when.kind == WHEN_INSTANT && when.seconds >= day.from && when.seconds < day.to)
			continue;
		if (before.kind == WHEN_NONE || !is_same_day(&before, &when, rows->zone))
			add_first(self, i);
		before = when;
		day = (struct day){0, 0};
		if (when.kind == WHEN_INSTANT)
			day_find(&day, rows->zone, when.seconds);
	}
}

/* --- a row that is added --- */

/* The first entry at or after a row. */
static size_t entry_from(const struct day_index *self, size_t row)
{
	size_t low = 0;
	size_t high = self->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (self->firsts[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void set_first(struct day_index *self, size_t row, bool is_first)
{
	size_t at = entry_from(self, row);
	bool was_first = at < self->n && self->firsts[at] == row;

	if (was_first == is_first)
		return;
	if (is_first)
		add_first(self, row);
	memmove(&self->firsts[at + is_first], &self->firsts[at + was_first],
		(self->n - at - 1) * sizeof(*self->firsts));
	if (is_first)
		self->firsts[at] = row;
	else
		self->n--;
}

/* A row has got a time: does it begin a day, and does the one after it still? */
static void look_again(struct day_index *self, const struct dated *rows, size_t row)
{
	struct when before = {0};
	struct when when = {0};
	size_t at = row;

	while (at > 0 && !read_time(rows, at - 1, &before))
		at--;
	if (at == 0)
		before = (struct when){0};
	for (at = row; at < self->n_rows; at++) {
		bool has_time = read_time(rows, at, &when);

		set_first(self, at,
			has_time && (before.kind == WHEN_NONE ||
					    !is_same_day(&before, &when, rows->zone)));
		if (has_time && at > row)
			return;
		if (has_time)
			before = when;
	}
}

/* In quick entry a row without a time comes after the one typed last, which may have got one. */
static void insert(struct day_index *self, const struct dated *rows, size_t row)
{
	for (size_t i = entry_from(self, row); i < self->n; i++)
		self->firsts[i]++;
	self->n_rows++;
	self->all_rows++;
	if (self->typed != SIZE_MAX)
		look_again(self, rows, self->typed);
	self->typed = row;
}

/* Is the index right for all rows but one that was just added, and the one typed before it? */
static bool is_one_short(const struct day_index *self, const struct editor *editor, unsigned field)
{
	const struct document *document = editor_document(editor);
	size_t row = editor_focus(editor)->row;

	return editor_is_quick(editor) && editor_filter(editor)->len == 0 &&
	       document->tables[field].n == self->all_rows + 1 && self->n_rows == self->all_rows &&
	       (self->typed != SIZE_MAX ? self->typed + 1 == row
					: self->revision + 1 == document->values[field].revision);
}

void day_index_update(struct day_index *self, const struct screen *screen, unsigned field)
{
	const struct editor *editor = screen->editor;
	const struct document *document = editor_document(editor);
	const struct str *filter = editor_filter(editor);
	const char *zone = editor_shown_zone(editor)->name;
	const struct dated rows = dated_of(editor, field);
	bool is_quick = editor_is_quick(editor);
	bool is_same = self->is_made && self->field == field && strcmp(self->zone, zone) == 0 &&
		       str_equal(&self->filter, str_text(filter), filter->len) &&
		       (is_quick || self->revision == document->values[field].revision);

	/* While a row is typed in the table it keeps its day: no key looks at all rows. */
	if (is_same && self->n_rows == editor_rows_shown(editor, field) &&
		self->all_rows == document->tables[field].n)
		return;
	if (is_same && is_one_short(self, editor, field)) {
		insert(self, &rows, editor_focus(editor)->row);
		return;
	}
	self->is_made = true;
	self->field = field;
	self->revision = document->values[field].revision;
	self->n_rows = editor_rows_shown(editor, field);
	self->all_rows = document->tables[field].n;
	self->typed = is_quick ? editor_focus(editor)->row : SIZE_MAX;
	memcpy(self->zone, zone, strlen(zone) + 1);
	str_set(&self->filter, str_text(filter), filter->len);
	make(self, &rows);
}

void day_index_release(struct day_index *self)
{
	free(self->firsts);
	str_release(&self->filter);
	*self = (struct day_index){0};
}

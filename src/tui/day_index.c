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

static void make(struct day_index *self, const struct screen *screen, unsigned field)
{
	const struct editor *editor = screen->editor;
	const struct zone *zone = editor_shown_zone(editor);
	const struct row *rows = editor_document(editor)->tables[field].items;
	unsigned column =
		form_find_column_role(&editor_form(editor)->fields[field], ROLE_EVENT_TIME);
	struct when before = {0};
	struct day day = {0, 0};

	self->n = 0;
	for (size_t i = 0; i < self->n_rows; i++) {
		const struct value *value = &rows[editor_row_at(editor, field, i)].cells[column];
		struct when when;

		if (value->text.len == 0 || !when_parse(&when, str_text(&value->text), NULL) ||
			(when.kind != WHEN_INSTANT && when.kind != WHEN_DATE))
			continue;
		if (when.kind == WHEN_INSTANT && when.seconds >= day.from && when.seconds < day.to)
			continue;
		if (before.kind == WHEN_NONE || !is_same_day(&before, &when, zone))
			add_first(self, i);
		before = when;
		day = (struct day){0, 0};
		if (when.kind == WHEN_INSTANT)
			day_find(&day, zone, when.seconds);
	}
}

void day_index_update(struct day_index *self, const struct screen *screen, unsigned field)
{
	const struct editor *editor = screen->editor;
	const struct document *document = editor_document(editor);
	const struct str *filter = editor_filter(editor);
	const char *zone = editor_shown_zone(editor)->name;
	unsigned revision = document->values[field].revision;
	size_t n_rows = editor_rows_shown(editor, field);

	bool is_same = self->revision == revision || editor_is_quick(editor);

	/* While a row is typed in the table it keeps its day: no key looks at all rows. */
	if (self->is_made && self->field == field && is_same && self->n_rows == n_rows &&
		self->all_rows == document->tables[field].n && strcmp(self->zone, zone) == 0 &&
		str_equal(&self->filter, str_text(filter), filter->len))
		return;
	self->is_made = true;
	self->field = field;
	self->revision = revision;
	self->n_rows = n_rows;
	self->all_rows = document->tables[field].n;
	memcpy(self->zone, zone, strlen(zone) + 1);
	str_set(&self->filter, str_text(filter), filter->len);
	make(self, screen, field);
}

void day_index_release(struct day_index *self)
{
	free(self->firsts);
	str_release(&self->filter);
	*self = (struct day_index){0};
}

/*
 * The timeline as Markdown: a table for each day, so that the times are short enough never to be
 * broken. A change of the zone's offset begins a new one as a new day does.
 */
#include "markdown_parts.h"

#include "date_words.h"

#include <string.h>

struct timeline {
	const struct incident *incident;
	const struct form_field *field;
	struct row_layout columns; /* with the time's first */
	struct civil day;
	bool has_day;
	bool is_open;
	struct str *out;
};

static bool has_day(const struct when *when)
{
	return when->kind == WHEN_INSTANT || when->kind == WHEN_DATE;
}

static struct civil civil_of(const struct incident *incident, const struct when *when)
{
	struct civil civil = {0};

	if (when->kind == WHEN_DATE)
		zone_civil(&(struct zone){""}, when->seconds, &civil);
	else if (when->kind == WHEN_INSTANT)
		zone_civil(&incident->plan->zone, when->seconds, &civil);
	return civil;
}

static void put_time_first(struct row_layout *columns, unsigned time)
{
	for (size_t i = 0; i < columns->n; i++)
		if (columns->columns[i] == time) {
			memmove(columns->columns + 1, columns->columns,
				i * sizeof *columns->columns);
			columns->columns[0] = time;
			return;
		}
}

/* A day alone has no offset, and a row without a day belongs to the one before it. */
static bool begins_day(const struct timeline *self, const struct when *when)
{
	struct civil civil = civil_of(self->incident, when);

	if (!self->is_open)
		return true;
	if (!has_day(when))
		return false;
	return !self->has_day || civil.year != self->day.year || civil.month != self->day.month ||
	       civil.day != self->day.day ||
	       (when->kind == WHEN_INSTANT && civil.offset != self->day.offset);
}

/* "**Sunday, 2023-10-15** (EDT, UTC−04:00)" */
static void open_day(struct timeline *self, const struct when *when)
{
	static const char *const weekdays[] = {
		"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

	if (self->is_open)
		str_append_char(self->out, '\n');
	self->day = civil_of(self->incident, when);
	self->has_day = has_day(when);
	self->is_open = true;
	if (!self->has_day) {
		str_append_text(self->out, "**Time not known**");
	} else {
		str_appendf(self->out, "**%s, %04d-%02d-%02d**", weekdays[self->day.weekday],
			self->day.year, self->day.month, self->day.day);
		if (when->kind == WHEN_INSTANT) {
			str_append_text(self->out, " (");
			offset_write(&self->day, self->out);
			str_append_char(self->out, ')');
		}
	}
	str_append_text(self->out, "\n\n");
	markdown_write_table_head(self->field, &self->columns, self->out);
}

/* What cannot be read as a time is shown as it is. */
static void write_time(
	const struct timeline *self, const struct incident_entry *entry, const struct str *text)
{
	struct slice words = slice_trim(slice_of(text));
	struct civil civil = civil_of(self->incident, &entry->when);
	struct str shown = {0};

	switch (entry->when.kind) {
	case WHEN_INSTANT:
		str_append_text(&shown, entry->when.is_about ? "\xE2\x89\x88" : "");
		clock_write(&civil, &shown);
		break;
	case WHEN_DATE:
		str_append_text(&shown, entry->when.is_about ? "\xE2\x89\x88 day" : "day");
		break;
	default:
		str_append(&shown, words.data, words.len);
	}
	str_append_char(self->out, ' ');
	markdown_cell(str_text(&shown), shown.len, self->out);
	str_append_text(self->out, " |");
	str_release(&shown);
}

static void write_kind(const struct timeline *self, const struct str *text)
{
	struct slice words = slice_trim(slice_of(text));

	str_append_text(self->out, " **");
	markdown_cell(words.data, words.len, self->out);
	str_append_text(self->out, "** |");
}

static void write_entry(const struct timeline *self, size_t index)
{
	const struct incident *incident = self->incident;
	const struct incident_entry *entry = &incident->entries[index];

	str_append_char(self->out, '|');
	for (size_t i = 0; i < self->columns.n; i++) {
		unsigned column = self->columns.columns[i];
		const struct str *text = incident_cell(incident, index, column);

		if (column == incident->time_column)
			write_time(self, entry, text);
		else if (column == incident->kind_column && entry->milestone != MILESTONE_NONE)
			write_kind(self, text);
		else
			markdown_write_cell(
				incident->plan, &self->field->columns[column], text, self->out);
	}
	str_append_char(self->out, '\n');
}

void markdown_write_timeline(const struct incident *incident, struct str *out)
{
	struct timeline self = {
		.incident = incident,
		.field = report_plan_field(incident->plan, incident->events),
		.out = out,
	};
	const struct rows *rows = &incident->plan->document->tables[incident->events];

	markdown_columns_init(&self.columns, incident->plan, incident->events);
	put_time_first(&self.columns, incident->time_column);
	for (size_t i = 0; i < incident->n_entries; i++) {
		const struct incident_entry *entry = &incident->entries[i];

		if (row_is_blank(&rows->items[entry->row], &self.columns))
			continue;
		if (begins_day(&self, &entry->when))
			open_day(&self, &entry->when);
		write_entry(&self, i);
	}
	row_layout_release(&self.columns);
}

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
	struct incident_day day;
	struct str *out;
};

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

/* "**Sunday, 2023-10-15** (EDT, UTCâ04:00)" */
static void open_day(struct timeline *self)
{
	const struct civil *civil = &self->day.civil;

	if (self->day.is_known)
		str_appendf(self->out, "**%s, %04d-%02d-%02d**", date_weekday(civil), civil->year,
			civil->month, civil->day);
	else
		str_append_text(self->out, "**Time not known**");
	if (self->day.has_offset) {
		str_append_text(self->out, " (");
		offset_write(civil, self->out);
		str_append_char(self->out, ')');
	}
	str_append_text(self->out, "\n\n");
	markdown_write_table_head(self->field, &self->columns, self->out);
}

static void write_time(const struct timeline *self, size_t index)
{
	struct str shown = {0};

	incident_write_time(self->incident, index, &shown);
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
			write_time(self, index);
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

	markdown_columns_init(&self.columns, incident->plan, incident->events);
	put_time_first(&self.columns, incident->time_column);
	for (size_t i = 0; i < incident->n_entries; i++) {
		bool was_open = self.day.is_open;

		if (incident_day_begins(&self.day, incident, i)) {
			str_append_text(out, was_open ? "\n" : "");
			open_day(&self);
		}
		write_entry(&self, i);
	}
	row_layout_release(&self.columns);
}

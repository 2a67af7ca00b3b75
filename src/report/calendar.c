/*
 * The days on which open tasks are due, for calendars: all-day events as in RFC 5545. Events, not
 * its to-dos, because most calendars do not show those.
 */
#include "data_rows.h"
#include "internal.h"

#include "base/crc32c.h"
#include "base/mem.h"
#include "base/source.h"
#include "base/utf8.h"
#include "model/task.h"
#include "prose/prose.h"

#include <stdlib.h>
#include <string.h>

#define LINE_MOST 75 /* octets, without the line end */
#define DAY_SECONDS INT64_C(86400)

struct calendar {
	struct data_rows tasks;
	struct report_plan plan;
	unsigned due, text, ticket; /* columns; FORM_NONE if there are none to show */
	uint32_t *sums;             /* of the tasks so far that have no id of their own */
	size_t n_sums;
	size_t n_events;
	struct str line;
	struct str *out;
};

/* ------------------------------------------------------------------------- lines */

/* Ends the line, folded between two characters. */
static void end_line(struct calendar *self)
{
	struct slice rest = slice_of(&self->line);
	size_t room = LINE_MOST;

	while (rest.len > room) {
		size_t n = utf8_prefix(rest.data, rest.len, room);

		str_append(self->out, rest.data, n);
		str_append_text(self->out, "\r\n ");
		rest = slice_from(rest, n);
		room = LINE_MOST - 1;
	}
	str_append(self->out, rest.data, rest.len);
	str_append_text(self->out, "\r\n");
	str_clear(&self->line);
}

static void write_line(struct calendar *self, const char *line)
{
	str_append_text(&self->line, line);
	end_line(self);
}

/* What a program may take for the end of a line, in any of its spellings. */
static bool is_line_end(uint32_t code)
{
	return code == '\n' || code == 0x0B || code == 0x0C || code == 0x85 || code == 0x2028 ||
	       code == 0x2029;
}

/* As a value of type TEXT; other control characters have no place in it. */
static void append_text(struct slice text, struct str *out)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;

		at += utf8_decode(text.data + at, text.len - at, &code);
		if (code == '\r' && at < text.len && text.data[at] == '\n')
			continue;
		if (code == '\r' || is_line_end(code))
			str_append_text(out, "\\n");
		else if (code == '\\' || code == ';' || code == ',')
			str_appendf(out, "\\%c", (char)code);
		else if (code == '\t' || code == UTF8_INVALID ||
			 (code >= ' ' && (code < 0x7F || code > 0x9F)))
			data_append_code(code, out);
	}
}

/* ----------------------------------------------------------------------- one day */

/* "20231015" */
static void append_day(int64_t day, struct str *out)
{
	struct civil civil;

	zone_civil(&(struct zone){""}, day * DAY_SECONDS, &civil);
	str_appendf(out, "%04d%02d%02d", civil.year, civil.month, civil.day);
}

/* A date has four digits for its year there. */
static bool has_day(int64_t day)
{
	struct civil first;
	struct civil after;

	zone_civil(&(struct zone){""}, day * DAY_SECONDS, &first);
	zone_civil(&(struct zone){""}, (day + 1) * DAY_SECONDS, &after);
	return first.year >= 1 && after.year <= 9999;
}

static void write_days(struct calendar *self, int64_t day)
{
	str_append_text(&self->line, "DTSTART;VALUE=DATE:");
	append_day(day, &self->line);
	end_line(self);
	str_append_text(&self->line, "DTEND;VALUE=DATE:");
	append_day(day + 1, &self->line);
	end_line(self);
}

static void write_stamp(struct calendar *self)
{
	struct civil civil;

	zone_civil(&(struct zone){""}, self->plan.options->now, &civil);
	str_appendf(&self->line, "DTSTAMP:%04d%02d%02dT%02d%02d%02dZ", civil.year, civil.month,
		civil.day, civil.hour, civil.minute, civil.second);
	end_line(self);
}

/* The number in its file of a row without an id changes with those before it: its text is used
 * instead, counted where several have the same. */
static void append_text_id(struct calendar *self, const struct row *row, struct str *out)
{
	static const struct str none = {0};
	const struct str *text = self->text == FORM_NONE ? &none : &row->cells[self->text].text;
	uint32_t sum = crc32c(0, str_text(text), text->len);
	size_t n = 1;

	for (size_t i = 0; i < self->n_sums; i++)
		n += self->sums[i] == sum;
	self->sums[self->n_sums++] = sum;
	str_appendf(out, "text.%08x.%zu", (unsigned)sum, n);
}

static void append_row_id(struct calendar *self, const struct row *row, struct str *out)
{
	if (!row_id_is_usable(row->id))
		append_text_id(self, row, out);
	else if (self->plan.options->is_public) /* as stable, but it tells nothing */
		str_appendf(out, "id.%08x", (unsigned)crc32c(0, row->id, strlen(row->id)));
	else
		str_append_text(out, row->id);
}

/*
 * It must stay the same whatever is edited, so that importing again updates the event. An id that
 * the program made is the only one of its kind; any other may be in another document, too. What
 * tells documents apart, and is not edited, is the name of the file.
 */
static void write_uid(struct calendar *self, const struct row *row)
{
	const char *name = self->plan.options->name;

	str_append_text(&self->line, "UID:");
	append_row_id(self, row, &self->line);
	if (name && !id_is_made(row->id))
		str_appendf(&self->line, ".%08x", (unsigned)crc32c(0, name, strlen(name)));
	str_appendf(&self->line, ".%s@afterword", self->tasks.document->form->name);
	end_line(self);
}

static void write_summary(struct calendar *self, const struct row *row)
{
	struct str shown = {0};

	if (self->text != FORM_NONE)
		report_plan_show(&self->plan, &self->tasks.field->columns[self->text],
			&row->cells[self->text].text, TIME_ISO, &shown);
	if (shown.len == 0)
		field_append_row(self->tasks.field, true, &shown);
	str_append_text(&self->line, "SUMMARY:");
	append_text(slice_of(&shown), &self->line);
	end_line(self);
	str_release(&shown);
}

/* Title, then a line for each other column; that of the date only if it is an approximate one. */
static void write_description(struct calendar *self, const struct row *row, bool is_about)
{
	struct str text = {0};

	report_plan_write_title(&self->plan, &text);
	for (size_t i = 0; i < self->tasks.layout.n; i++) {
		unsigned column = self->tasks.layout.columns[i];
		struct str shown = {0};

		if (column == self->text || (column == self->due && !is_about))
			continue;
		report_plan_show(&self->plan, &self->tasks.field->columns[column],
			&row->cells[column].text, TIME_ISO, &shown);
		if (shown.len > 0)
			str_appendf(&text, "\n%s: %s", self->tasks.field->columns[column].label,
				str_text(&shown));
		str_release(&shown);
	}
	str_append_text(&self->line, "DESCRIPTION:");
	append_text(slice_of(&text), &self->line);
	end_line(self);
	str_release(&text);
}

/* Only characters that a URI may have. */
static bool is_uri(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] <= ' ' || text.data[i] > '~' ||
			ascii_is_one_of(text.data[i], "\"<>\\^`{|}"))
			return false;
	return prose_is_web_address(text.data, text.len);
}

static void write_url(struct calendar *self, const struct row *row)
{
	struct slice ticket;

	if (self->ticket == FORM_NONE)
		return;
	ticket = slice_trim(slice_of(&row->cells[self->ticket].text));
	if (!is_uri(ticket))
		return;
	str_append_text(&self->line, "URL:");
	str_append(&self->line, ticket.data, ticket.len);
	end_line(self);
}

static void write_event(struct calendar *self, const struct row *row, const struct when *due)
{
	write_line(self, "BEGIN:VEVENT");
	write_uid(self, row);
	write_stamp(self);
	write_days(self, when_day(due, &self->tasks.zone));
	write_summary(self, row);
	write_description(self, row, due->is_about);
	write_url(self, row);
	write_line(self, "TRANSP:TRANSPARENT");
	write_line(self, "END:VEVENT");
	self->n_events++;
}

/* ---------------------------------------------------------------------- calendar */

static void write_head(struct calendar *self)
{
	struct str title = {0};

	write_line(self, "BEGIN:VCALENDAR");
	write_line(self, "VERSION:2.0");
	write_line(self, "PRODID:-//Afterword//Afterword//EN");
	write_line(self, "CALSCALE:GREGORIAN");
	write_line(self, "METHOD:PUBLISH");
	report_plan_write_title(&self->plan, &title);
	str_append_text(&self->line, "X-WR-CALNAME:");
	append_text(slice_of(&title), &self->line);
	end_line(self);
	str_release(&title);
}

/* A calendar must have some component; this one says nothing. */
static void write_nothing(struct calendar *self)
{
	static const char *const lines[] = {"BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD",
		"DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD",
		"END:VTIMEZONE"};

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		write_line(self, lines[i]);
}

static void write_calendar(struct calendar *self)
{
	const struct data_rows *tasks = &self->tasks;

	write_head(self);
	for (size_t i = 0; i < tasks->rows->n; i++) {
		const struct row *row = &tasks->rows->items[i];
		struct when due;

		if (!task_is_closed(tasks->field, row) &&
			when_parse(&due, str_text(&row->cells[self->due].text), NULL) &&
			(due.kind == WHEN_DATE || due.kind == WHEN_INSTANT) &&
			has_day(when_day(&due, &tasks->zone)))
			write_event(self, row, &due);
	}
	if (self->n_events == 0)
		write_nothing(self);
	write_line(self, "END:VCALENDAR");
}

bool calendar_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	struct calendar self = {.out = out};

	if (!data_rows_init(&self.tasks, document, options, ROLE_TASKS, err))
		return false;
	self.due = data_rows_column(&self.tasks, ROLE_TASK_DUE);
	self.text = data_rows_column(&self.tasks, ROLE_TASK_TEXT);
	self.ticket = data_rows_column(&self.tasks, ROLE_TASK_TICKET);
	if (self.due == FORM_NONE) {
		data_rows_release(&self.tasks);
		return err_set(err, ERR_MISSING, "\"%s\" has no column for a due date to show",
			self.tasks.field->label);
	}
	report_plan_init(&self.plan, document, options, false);
	self.sums = mem_zalloc(self.tasks.rows->n, sizeof *self.sums);
	write_calendar(&self);
	free(self.sums);
	str_release(&self.line);
	report_plan_release(&self.plan);
	data_rows_release(&self.tasks);
	return true;
}

/*
 * The timeline as a table for each day, so that the day is at the head of each printed page. A
 * line in the colour of the phase runs down the kinds, with a mark for each entry.
 */
#include "html_parts.h"

#include <string.h>

/* What has a cell of its own. */
static const uint64_t own_roles = ROLE_BIT(ROLE_EVENT_TIME) | ROLE_BIT(ROLE_EVENT_KIND) |
				  ROLE_BIT(ROLE_EVENT_TEXT) | ROLE_BIT(ROLE_EVENT_WHO);

static void write_columns(bool has_who, struct str *out)
{
	str_append_text(out, "<table class=\"timeline\">\n<colgroup><col style=\"width:4.75rem\">"
			     "<col style=\"width:10.25rem\"><col>");
	if (has_who)
		str_append_text(out, "<col style=\"width:8.5rem\">");
	str_append_text(out, "</colgroup>\n");
}

static void open_day(
	const struct incident *incident, const struct incident_day *day, struct str *out)
{
	bool has_who = incident->who_column != FORM_NONE;

	write_columns(has_who, out);
	str_appendf(out, "<thead><tr><th scope=\"colgroup\" colspan=\"%d\">", has_who ? 4 : 3);
	if (day->is_known)
		date_write(&day->civil, DATE_WEEKDAY, out);
	else
		str_append_text(out, "Time not known");
	if (day->has_offset) {
		str_append_text(out, "<span class=\"zone\">");
		offset_write(&day->civil, out);
		str_append_text(out, "</span>");
	}
	str_append_text(out, "</th></tr></thead>\n<tbody>\n");
}

static void write_time(const struct incident *incident, size_t index, struct str *out)
{
	enum when_kind kind = incident->entries[index].when.kind;
	bool is_word = kind != WHEN_INSTANT && kind != WHEN_DATE;
	struct str time = {0};

	incident_write_time(incident, index, &time);
	if (time.len > 0) {
		str_appendf(out, "<th scope=\"row\" class=\"time%s\">", is_word ? " word" : "");
		html_escape(slice_of(&time), out);
		str_append_text(out, "</th>\n");
	} else {
		str_append_text(out, "<td class=\"time\"></td>\n"); /* no head without a word */
	}
	str_release(&time);
}

/* The line below an entry has the colour of the phase that it is in. */
static void open_row(const struct incident *incident, size_t index,
	const struct incident_entry *entry, struct str *out)
{
	enum incident_phase phase = entry->when.kind == WHEN_INSTANT
					    ? incident_phase_at(incident, entry->when.seconds)
					    : PHASE_NONE;

	str_appendf(out, "<tr id=\"e%zu\" class=\"in%d%s\">", index + 1, (int)phase,
		entry->milestone != MILESTONE_NONE ? " moment" : "");
}

static void write_plain_cell(const char *class, const struct str *text, struct str *out)
{
	str_appendf(out, "<td class=\"%s\"", class);
	html_write_direction(slice_of(text), out);
	str_append_char(out, '>');
	html_escape(slice_trim(slice_of(text)), out);
	str_append_text(out, "</td>\n");
}

static void write_entry(const struct incident *incident, size_t index, struct str *out)
{
	const struct incident_entry *entry = &incident->entries[index];
	const struct str *what = incident_cell(incident, index, incident->text_column);

	open_row(incident, index, entry, out);
	write_time(incident, index, out);
	write_plain_cell("kind", incident_cell(incident, index, incident->kind_column), out);
	str_append_text(out, "<td class=\"what\"");
	html_write_direction(slice_of(what), out);
	str_append_char(out, '>');
	html_prose_inline(slice_of(what), 2, incident->plan->options->images, out);
	html_write_rest_of_row(incident->plan, report_plan_field(incident->plan, incident->events),
		&incident->plan->document->tables[incident->events].items[entry->row], own_roles,
		out);
	str_append_text(out, "</td>\n");
	if (incident->who_column != FORM_NONE)
		write_plain_cell("who", incident_cell(incident, index, incident->who_column), out);
	str_append_text(out, "</tr>\n");
}

void html_write_timeline(const struct incident *incident, struct str *out)
{
	struct incident_day day = {0};

	str_append_text(out, "<div class=\"table\">\n");
	for (size_t i = 0; i < incident->n_entries; i++) {
		bool was_open = day.is_open;

		if (incident_day_begins(&day, incident, i)) {
			str_append_text(out, was_open ? "</tbody>\n</table>\n" : "");
			open_day(incident, &day, out);
		}
		write_entry(incident, i, out);
	}
	str_append_text(out, day.is_open ? "</tbody>\n</table>\n" : "");
	str_append_text(out, "</div>\n");
}

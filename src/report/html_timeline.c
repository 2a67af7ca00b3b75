/*
 * The timeline as a table for each day, so that the day is at the head of each printed page. A
 * line in the colour of the phase runs down the kinds, with a mark for each entry.
 */
#include "html_parts.h"

#include <string.h>

/* What has a cell of its own. */
static const uint64_t own_roles = ROLE_BIT(ROLE_EVENT_TIME) | ROLE_BIT(ROLE_EVENT_KIND) |
				  ROLE_BIT(ROLE_EVENT_TEXT) | ROLE_BIT(ROLE_EVENT_WHO);

struct day {
	bool is_known;
	int year, month, day;
};

static struct civil civil_of(const struct incident *incident, const struct when *when)
{
	struct civil civil;

	if (when->kind == WHEN_DATE)
		zone_civil(&(struct zone){""}, when->seconds, &civil);
	else
		zone_civil(&incident->plan->zone, when->seconds, &civil);
	return civil;
}

static bool has_day(const struct when *when)
{
	return when->kind == WHEN_INSTANT || when->kind == WHEN_DATE;
}

static void write_columns(bool has_who, struct str *out)
{
	str_append_text(out, "<table class=\"timeline\">\n<colgroup><col style=\"width:4.75rem\">"
			     "<col style=\"width:10.25rem\"><col>");
	if (has_who)
		str_append_text(out, "<col style=\"width:8.5rem\">");
	str_append_text(out, "</colgroup>\n");
}

static void open_day(const struct incident *incident, const struct civil *civil, struct str *out)
{
	bool has_who = incident->who_column != FORM_NONE;

	write_columns(has_who, out);
	str_appendf(out, "<thead><tr><th scope=\"colgroup\" colspan=\"%d\">", has_who ? 4 : 3);
	if (civil) {
		date_write(civil, DATE_WEEKDAY, out);
		str_append_text(out, "<span class=\"zone\">");
		offset_write(civil, out);
		str_append_text(out, "</span>");
	} else {
		str_append_text(out, "Time not known");
	}
	str_append_text(out, "</th></tr></thead>\n<tbody>\n");
}

static void write_time(const struct incident *incident, const struct when *when, struct str *out)
{
	struct civil civil;

	switch (when->kind) {
	case WHEN_INSTANT:
		civil = civil_of(incident, when);
		str_append_text(out, when->is_about ? "\xE2\x89\x88" : "");
		clock_write(&civil, out);
		break;
	case WHEN_DATE:
		str_append_text(out, when->is_about ? "\xE2\x89\x88 day" : "day");
		break;
	default:
		when_show(when, &incident->plan->zone, out);
	}
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
	str_appendf(out, "<td class=\"%s\" dir=\"auto\">", class);
	html_escape(slice_trim(slice_of(text)), out);
	str_append_text(out, "</td>\n");
}

static void write_entry(const struct incident *incident, size_t index, struct str *out)
{
	const struct incident_entry *entry = &incident->entries[index];
	const struct str *what = incident_cell(incident, index, incident->text_column);

	open_row(incident, index, entry, out);
	str_append_text(out, has_day(&entry->when) ? "<th scope=\"row\" class=\"time\">"
						   : "<th scope=\"row\" class=\"time word\">");
	if (entry->when.kind != WHEN_NONE)
		write_time(incident, &entry->when, out);
	else /* as it was typed, if it is no time */
		html_escape(
			slice_trim(slice_of(incident_cell(incident, index, incident->time_column))),
			out);
	str_append_text(out, "</th>\n");
	write_plain_cell("kind", incident_cell(incident, index, incident->kind_column), out);
	str_append_text(out, "<td class=\"what\" dir=\"auto\">");
	html_prose_inline(slice_of(what), 2, out);
	html_write_rest_of_row(incident->plan, report_plan_field(incident->plan, incident->events),
		&incident->plan->document->tables[incident->events].items[entry->row], own_roles,
		out);
	str_append_text(out, "</td>\n");
	if (incident->who_column != FORM_NONE)
		write_plain_cell("who", incident_cell(incident, index, incident->who_column), out);
	str_append_text(out, "</tr>\n");
}

/* A row without a day belongs to the one before it. */
static bool is_new_day(const struct day *day, const struct when *when, const struct civil *civil)
{
	return has_day(when) && !(day->is_known && day->year == civil->year &&
					day->month == civil->month && day->day == civil->day);
}

void html_write_timeline(const struct incident *incident, struct str *out)
{
	struct day day = {0};
	bool is_open = false;

	str_append_text(out, "<div class=\"table\">\n");
	for (size_t i = 0; i < incident->n_entries; i++) {
		const struct when *when = &incident->entries[i].when;
		struct civil civil = {0};

		if (has_day(when))
			civil = civil_of(incident, when);
		if (!is_open || is_new_day(&day, when, &civil)) {
			if (is_open)
				str_append_text(out, "</tbody>\n</table>\n");
			open_day(incident, has_day(when) ? &civil : NULL, out);
			day = (struct day){has_day(when), civil.year, civil.month, civil.day};
			is_open = true;
		}
		write_entry(incident, i, out);
	}
	if (is_open)
		str_append_text(out, "</tbody>\n</table>\n");
	str_append_text(out, "</div>\n");
}

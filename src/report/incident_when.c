/* When an incident was, in words; see incident.h. */
#include "date_words.h"
#include "incident.h"

#include <string.h>

#define DASH " \xE2\x80\x93 "

static bool is_same_day(const struct civil *a, const struct civil *b)
{
	return a->year == b->year && a->month == b->month && a->day == b->day;
}

/* before is the other end, if it was written. */
static bool write_moment(const struct report_plan *plan, const struct when *when,
	const struct civil *before, struct civil *civil, struct str *out)
{
	if (!when_civil(when, &plan->zone, civil))
		return false;
	bool has_time = when->kind != WHEN_DATE;
	bool is_same = has_time && before && is_same_day(before, civil);

	if (!has_time && when->is_about)
		str_append_text(out, before ? "about " : "About ");
	if (!is_same && before && before->year == civil->year && !is_same_day(before, civil))
		date_write(civil, DATE_NO_YEAR, out);
	else if (!is_same)
		date_write(civil, DATE_LONG, out);
	if (!has_time)
		return true;
	str_appendf(out, "%s%s", is_same ? "" : ", ", when->is_about ? "about " : "");
	clock_write(civil, out);
	return true;
}

/* A day at which it began and ended is said once. */
static bool is_one_day(const struct when *start, const struct when *end, const struct civil *first,
	const struct civil *last)
{
	return start->kind == WHEN_DATE && end->kind == WHEN_DATE &&
	       start->is_about == end->is_about && is_same_day(first, last);
}

/* " CEST"; where only an offset tells it apart from the other end, " UTC+02:00". */
static void write_label(const struct civil *civil, bool is_needed, struct str *out)
{
	if (ascii_is_letter(civil->label[0])) {
		str_appendf(out, " %s", civil->label);
	} else if (is_needed) {
		str_append_char(out, ' ');
		offset_write(civil, out);
	}
}

/* One label is enough for both ends, unless clocks changed in between. */
static bool is_same_clock(const struct civil *a, const struct civil *b)
{
	return a->offset == b->offset && strcmp(a->label, b->label) == 0;
}

void incident_write_when(const struct incident *self, struct str *out)
{
	const struct report_plan *plan = self->plan;
	const struct when *start = &self->moments[MILESTONE_START];
	const struct when *end = &self->moments[MILESTONE_END];
	struct civil first;
	struct civil last;
	size_t from = out->len;
	bool has_start = write_moment(plan, start, NULL, &first, out);
	bool has_end = when_civil(end, &plan->zone, &last);
	bool is_changed = start->kind == WHEN_INSTANT && end->kind == WHEN_INSTANT &&
			  !is_same_clock(&first, &last);

	if (start->kind == WHEN_INSTANT && (is_changed || end->kind != WHEN_INSTANT))
		write_label(&first, is_changed, out);
	bool is_said = has_start && has_end && is_one_day(start, end, &first, &last);

	if (has_start && has_end && !is_said)
		str_append_text(out, DASH);
	if (has_end && !is_said)
		(void)write_moment(plan, end, has_start ? &first : NULL, &last, out);
	if (end->kind == WHEN_INSTANT)
		write_label(&last, is_changed, out);
	if ((has_start || has_end) && plan->zone.name[0] && strcmp(plan->zone.name, "UTC") != 0)
		str_appendf(out, " (%s)", plan->zone.name);
	if (self->is_ongoing)
		str_append_text(out, out->len > from ? ", ongoing" : "Ongoing");
}

void incident_write_time(const struct incident *self, size_t entry, struct str *out)
{
	const struct when *when = &self->entries[entry].when;
	struct slice typed = slice_trim(slice_of(incident_cell(self, entry, self->time_column)));
	struct civil civil;

	if (!when_civil(when, &self->plan->zone, &civil)) {
		str_append(out, typed.data, typed.len);
		return;
	}
	str_append_text(out, when->is_about ? "\xE2\x89\x88" : "");
	if (when->kind == WHEN_INSTANT)
		clock_write(&civil, out);
	else
		str_append_text(out, when->is_about ? " day" : "day");
}

bool incident_day_begins(struct incident_day *self, const struct incident *incident, size_t entry)
{
	const struct when *when = &incident->entries[entry].when;
	struct civil civil = {0};
	bool is_known = when_civil(when, &incident->plan->zone, &civil);
	bool has_offset = when->kind == WHEN_INSTANT;
	bool begins = !self->is_open ||
		      (is_known && (!self->is_known || !is_same_day(&civil, &self->civil) ||
					   (has_offset && civil.offset != self->civil.offset)));

	if (begins)
		*self = (struct incident_day){
			.civil = civil,
			.is_open = true,
			.is_known = is_known,
			.has_offset = has_offset,
		};
	return begins;
}

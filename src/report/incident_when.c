/* When an incident was, in words; see incident.h. */
#include "date_words.h"
#include "incident.h"

#include <string.h>

#define DASH " \xE2\x80\x93 "

static bool write_moment(const struct report_plan *plan, const struct when *when,
	const struct civil *before, struct civil *civil, struct str *out)
{
	if (when->kind != WHEN_INSTANT && when->kind != WHEN_DATE)
		return false;
	if (when->kind == WHEN_DATE)
		zone_civil(&(struct zone){""}, when->seconds, civil);
	else
		zone_civil(&plan->zone, when->seconds, civil);
	bool is_same_day = before && before->day == civil->day && before->month == civil->month &&
			   before->year == civil->year;

	if (!is_same_day && before && before->year == civil->year)
		date_write(civil, DATE_NO_YEAR, out);
	else if (!is_same_day)
		date_write(civil, DATE_LONG, out);
	if (when->kind == WHEN_DATE)
		return true;
	str_appendf(out, "%s%s", is_same_day ? "" : ", ", when->is_about ? "about " : "");
	clock_write(civil, out);
	return true;
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

	if (has_start && (end->kind == WHEN_INSTANT || end->kind == WHEN_DATE))
		str_append_text(out, DASH);
	bool has_end = write_moment(plan, end, has_start ? &first : NULL, &last, out);

	if (has_start && start->kind == WHEN_INSTANT && ascii_is_letter(first.label[0]))
		str_appendf(out, " %s", has_end ? last.label : first.label);
	if ((has_start || has_end) && plan->zone.name[0] && strcmp(plan->zone.name, "UTC") != 0)
		str_appendf(out, " (%s)", plan->zone.name);
	if (self->is_ongoing)
		str_append_text(out, out->len > from ? ", ongoing" : "Ongoing");
}

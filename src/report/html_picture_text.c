/* What the picture of an incident says, in words, for people who hear the report. */
#include "html_parts.h"

#include <string.h>

static void write_when(const struct incident *incident, const struct when *when, struct str *out)
{
	when_show(when, &incident->plan->zone, out);
}

static bool is_drawn(const struct when *when, bool is_by_day)
{
	return when->kind == WHEN_INSTANT || (is_by_day && when->kind == WHEN_DATE);
}

static size_t count_drawn(const struct incident *incident, bool is_by_day)
{
	size_t n = 0;

	for (size_t i = 0; i < incident->n_entries; i++)
		n += incident->entries[i].milestone == MILESTONE_NONE &&
		     is_drawn(&incident->entries[i].when, is_by_day);
	return n;
}

void html_write_picture_text(const struct incident *incident, bool is_by_day, struct str *out)
{
	struct str text = {0};
	size_t n = count_drawn(incident, is_by_day);

	str_append_text(&text,
		is_by_day ? "The incident by days, without times: " : "The incident over time: ");
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++) {
		struct slice label = incident_label(incident, (enum milestone)i);

		if (!is_drawn(&incident->moments[i], is_by_day) ||
			incident_is_named_before(incident, (enum milestone)i))
			continue;
		str_append(&text, label.data, label.len);
		str_append_char(&text, ' ');
		write_when(incident, &incident->moments[i], &text);
		str_append_text(&text, ", ");
	}
	if (incident->is_ongoing)
		str_append_text(&text, "ongoing, ");
	str_appendf(&text, "%zu other %s, listed below in the timeline.", n,
		n == 1 ? "entry" : "entries");
	html_escape(slice_of(&text), out);
	str_release(&text);
}

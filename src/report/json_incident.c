/* The moments of an incident and the lengths between them as JSON; see json_parts.h. */
#include "json_parts.h"
#include "json_text.h"

static const struct {
	enum milestone milestone;
	enum role role; /* whose name it has */
} moments[] = {
	{MILESTONE_START, ROLE_START},
	{MILESTONE_DETECTED, ROLE_DETECTED},
	{MILESTONE_ACKNOWLEDGED, ROLE_ACKNOWLEDGED},
	{MILESTONE_MITIGATED, ROLE_MITIGATED},
	{MILESTONE_END, ROLE_END},
};

json_t *json_milestones(const struct incident *incident)
{
	json_t *times = json_object();

	for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
		const struct when *when = &incident->moments[moments[i].milestone];
		json_t *time = when->kind == WHEN_NONE ? json_null()
						       : json_when(when, &incident->plan->zone);
		struct str text = {0};

		if (json_is_object(time)) {
			when_format(when, &text);
			json_object_set_new(time, "text", json_text(str_text(&text), text.len));
		}
		json_object_set_new(times, role_name(moments[i].role), time);
		str_release(&text);
	}
	return times;
}

static const struct {
	const char *key;
	enum milestone from, to;
} lengths[] = {
	{"duration", MILESTONE_START, MILESTONE_END},
	{"to_detect", MILESTONE_START, MILESTONE_DETECTED},
	{"to_acknowledge", MILESTONE_DETECTED, MILESTONE_ACKNOWLEDGED},
	{"to_mitigate", MILESTONE_DETECTED, MILESTONE_MITIGATED},
};

json_t *json_durations(const struct incident *incident)
{
	json_t *durations = json_object();

	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		struct span span;
		struct str text = {0};
		json_t *facts;

		span_between(&span, &incident->moments[lengths[i].from],
			&incident->moments[lengths[i].to], &incident->plan->zone,
			incident->plan->options->now);
		facts = json_span(&span);
		if (json_is_object(facts)) {
			span_format(&span, &text);
			json_object_set_new(facts, "text", json_text(str_text(&text), text.len));
		}
		json_object_set_new(durations, lengths[i].key, facts);
		str_release(&text);
	}
	return durations;
}

/*
 * Where a start or an end has no time, there is no moment to draw it at. Such an incident is drawn
 * by days: all that happened is at the noon of its day. Days are of one length, whatever clocks do.
 */
#include "picture_days.h"

#include "picture.h"

#include "base/mem.h"

#include <stdlib.h>

static bool has_day(const struct when *when)
{
	return when->kind == WHEN_DATE || when->kind == WHEN_INSTANT;
}

static int64_t noon_of(const struct when *when, const struct zone *zone)
{
	return when_day(when, zone) * PICTURE_DAY + PICTURE_DAY / 2;
}

static void move_to_noon(struct when *when, const struct zone *zone)
{
	if (!has_day(when))
		return;
	when->seconds = noon_of(when, zone);
	when->offset = 0;
	when->kind = WHEN_INSTANT;
}

/* Dates matter where the bar begins or ends, or where there are hardly any times. */
static bool is_wanted(const struct incident *incident)
{
	size_t n_times = 0;
	size_t n_dates = 0;

	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++) {
		n_times += incident->moments[i].kind == WHEN_INSTANT;
		n_dates += incident->moments[i].kind == WHEN_DATE;
	}
	return incident->moments[MILESTONE_START].kind == WHEN_DATE ||
	       incident->moments[MILESTONE_END].kind == WHEN_DATE || (n_dates > 0 && n_times < 2);
}

static bool has_two_days(const struct picture_days *self)
{
	int64_t now = self->options.now;
	bool is_any = self->incident.is_ongoing;
	int64_t first = now;
	int64_t last = now;

	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++) {
		const struct when *when = &self->incident.moments[i];

		if (when->kind != WHEN_INSTANT)
			continue;
		first = is_any && first < when->seconds ? first : when->seconds;
		last = is_any && last > when->seconds ? last : when->seconds;
		is_any = true;
	}
	return is_any && last - first >= PICTURE_DAY;
}

bool picture_days_init(struct picture_days *self, const struct incident *incident)
{
	const struct zone *zone = &incident->plan->zone;
	const struct when now = {.kind = WHEN_INSTANT, .seconds = incident->plan->options->now};

	if (!is_wanted(incident))
		return false;
	*self = (struct picture_days){.incident = *incident,
		.plan = *incident->plan,
		.options = *incident->plan->options};
	self->options.now = noon_of(&now, zone);
	self->plan.options = &self->options;
	self->plan.zone = (struct zone){""};
	self->incident.plan = &self->plan;
	self->incident.is_by_day = true;
	self->incident.entries =
		mem_zalloc(incident->n_entries + 1, sizeof *self->incident.entries);
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
		move_to_noon(&self->incident.moments[i], zone);
	for (size_t i = 0; i < incident->n_entries; i++) {
		self->incident.entries[i] = incident->entries[i];
		move_to_noon(&self->incident.entries[i].when, zone);
	}
	if (has_two_days(self))
		return true;
	picture_days_release(self);
	return false;
}

void picture_days_release(struct picture_days *self)
{
	free(self->incident.entries);
	self->incident.entries = NULL;
}

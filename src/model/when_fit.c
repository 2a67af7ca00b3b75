/*
 * The neighbours of a place, and how well a moment fits between them: whether it keeps
 * the order, whether it can have happened yet, and how far away they are.
 */
#include "when_fit.h"

#include <stdlib.h>
#include <string.h>

#define ROUGH INT64_C(1800) /* an approximate time may be off by this much */

struct extent extent_of(const struct zone *zone, const struct when *when)
{
	struct extent self = {.is_known = when->kind == WHEN_INSTANT || when->kind == WHEN_DATE};
	int64_t slack = when->is_about ? ROUGH : 0;
	struct civil midnight;

	if (when->kind != WHEN_DATE) {
		self.from = when->seconds - (when->seconds % 60 + 60) % 60 - slack;
		self.middle = when->seconds;
		self.to = when->seconds + slack;
		return self;
	}
	civil_at(&midnight, when->seconds, 0);
	(void)zone_instant(zone, &midnight, &self.from);
	self.middle = self.from + DAY_SECONDS / 2;
	self.to = self.from + DAY_SECONDS - 1;
	return self;
}

/* What has happened was not later than this, unless its neighbours are later too. */
static int64_t find_latest(const struct when_context *context, const struct around *around)
{
	int64_t latest = context->now + WHEN_CLOCK_SKEW;
	bool is_around_later =
		(around->before.is_known && around->before.from > latest) ||
		(around->former.is_known && around->former.from > latest) ||
		(!around->before.is_known && around->after.is_known && around->after.from > latest);

	return context->tense != WHEN_PAST || is_around_later ? INT64_MAX : latest;
}

bool around_has_neighbour(const struct around *self)
{
	return self->before.is_known || self->after.is_known || self->former.is_known;
}

void around_init(struct around *self, struct reading *reading)
{
	const struct when_context *context = reading->context;

	memset(self, 0, sizeof *self);
	if (context->tense != WHEN_TO_COME) {
		self->before = extent_of(context->zone, &context->before);
		self->after = extent_of(context->zone, &context->after);
		self->former = extent_of(context->zone, &context->former);
	}
	self->latest = find_latest(context, self);
	if (!around_has_neighbour(self)) {
		const struct when now = {.kind = WHEN_INSTANT, .seconds = reading_now(reading)};

		self->now = extent_of(context->zone, &now);
	}
}

static bool is_before(const struct extent *self, const struct extent *other)
{
	return other->is_known && self->to < other->from;
}

static bool is_after(const struct extent *self, const struct extent *other)
{
	return other->is_known && self->from > other->to;
}

bool around_is_disordered(const struct around *self, const struct extent *it)
{
	return is_before(it, &self->before) || is_after(it, &self->after);
}

/* Are both neighbours in order, so that something can be between them? */
static bool has_room(const struct around *self)
{
	return self->before.is_known && self->after.is_known && self->before.from <= self->after.to;
}

static int rank_of(
	const struct when_context *context, const struct around *around, const struct extent *it)
{
	bool is_late = it->from > around->latest ||
		       (context->tense == WHEN_TO_COME && is_before(it, &around->now));

	if (context->order == WHEN_IN_STEPS)
		return 4 * is_before(it, &around->before) + 2 * is_after(it, &around->after) +
		       is_late;
	return 2 * is_late + (context->order == WHEN_IN_ROWS && has_room(around) &&
				     around_is_disordered(around, it));
}

static int64_t apart(const struct extent *a, const struct extent *b)
{
	return llabs(a->middle - b->middle);
}

static bool is_same_day(const struct zone *zone, const struct extent *a, const struct extent *b)
{
	struct civil first;
	struct civil second;

	zone_civil(zone, a->middle, &first);
	zone_civil(zone, b->middle, &second);
	return first.day == second.day && first.month == second.month && first.year == second.year;
}

bool around_trusts_former(const struct around *self, const struct when_context *context)
{
	if (!self->former.is_known)
		return false;
	if (context->order == WHEN_IN_STEPS)
		return !around_is_disordered(self, &self->former);
	return context->order != WHEN_IN_ROWS || !has_room(self) ||
	       !around_is_disordered(self, &self->former);
}

/* How far it is after the one before it; 0 if that is a day and it is on it. */
static int64_t after_of(const struct extent *it, const struct extent *before, int backwards)
{
	if (it->middle >= before->from && it->middle <= before->to)
		return 0;
	return apart(it, before) * (is_before(it, before) ? backwards : 1);
}

/* The distance to the nearer neighbour. Among rows, one on the wrong side counts as twice as far:
 * 23:00 below 08:00 is the evening, not the night before. */
static int64_t distance_of(
	const struct when_context *context, const struct around *around, const struct extent *it)
{
	int backwards = context->order == WHEN_LOOSE ? 1 : 2;
	int64_t to_before = INT64_MAX;
	int64_t to_after = INT64_MAX;

	if (around_trusts_former(around, context))
		return apart(it, &around->former) *
		       (is_same_day(context->zone, it, &around->former) ? 1 : 2);
	if (around->before.is_known)
		to_before = after_of(it, &around->before, backwards);
	if (around->after.is_known)
		to_after =
			apart(it, &around->after) * (is_after(it, &around->after) ? backwards : 1);
	if (around->now.is_known)
		return apart(it, &around->now);
	if (context->order == WHEN_IN_STEPS && around->before.is_known)
		return to_before;
	return to_before < to_after ? to_before : to_after;
}

void fit_judge(struct fit *self, const struct when_context *context, const struct around *around,
	const struct extent *it)
{
	self->rank = rank_of(context, around, it);
	self->distance = distance_of(context, around, it);
}

bool fit_is_better(const struct fit *self, const struct fit *other)
{
	return self->rank < other->rank ||
	       (self->rank == other->rank && self->distance < other->distance);
}

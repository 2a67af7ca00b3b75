/*
 * Spans of time between two moments, and how they are written. If a moment is approximate
 * or unknown, so is the result; a day does not mean its midnight.
 */
#include "when_civil.h"

#define MINUTE 60
#define HOUR 3600
#define ABOUT "\xe2\x89\x88 "
#define DAYS_FROM (48 * HOUR) /* shorter ones are easier to read in hours: "30 h" */

int64_t when_begin(const struct when *self, const struct zone *zone)
{
	struct civil local = {0};
	int64_t seconds = self->seconds;

	if (self->kind != WHEN_DATE)
		return seconds;
	civil_at(&local, self->seconds, 0);
	(void)zone_instant(zone, &local, &seconds);
	return seconds;
}

int64_t when_day(const struct when *self, const struct zone *zone)
{
	struct civil local = {0};

	if (self->kind != WHEN_DATE)
		zone_civil(zone, self->seconds, &local);
	else
		civil_at(&local, self->seconds, 0);
	return civil_days(local.year, local.month, local.day);
}

static bool either_is(const struct when *from, const struct when *to, enum when_kind kind)
{
	return from->kind == kind || to->kind == kind;
}

/* Spans that have no length in numbers. */
static bool is_without_length(struct span *self, const struct when *from, const struct when *to)
{
	if (either_is(from, to, WHEN_NOT_APPLICABLE))
		self->kind = SPAN_NOT_APPLICABLE;
	else if (either_is(from, to, WHEN_NONE) || from->kind == WHEN_ONGOING)
		self->kind = SPAN_NONE;
	else if (either_is(from, to, WHEN_UNKNOWN))
		self->kind = SPAN_UNKNOWN;
	else
		return false;
	return true;
}

void span_between(struct span *self, const struct when *from, const struct when *to,
	const struct zone *zone, int64_t now)
{
	const struct when present = {.kind = WHEN_INSTANT, .seconds = now};
	bool is_ongoing = to->kind == WHEN_ONGOING;

	*self = (struct span){0};
	if (is_without_length(self, from, to))
		return;
	if (is_ongoing)
		to = &present;
	self->is_in_days = either_is(from, to, WHEN_DATE);
	self->is_about = self->is_in_days || from->is_about || to->is_about;
	self->seconds = self->is_in_days ? (when_day(to, zone) - when_day(from, zone)) * DAY_SECONDS
					 : to->seconds - from->seconds;
	if (self->seconds < 0)
		self->kind = SPAN_NEGATIVE;
	else if (is_ongoing)
		self->kind = SPAN_ONGOING;
	else if (self->is_in_days && self->seconds == 0)
		self->kind = SPAN_UNKNOWN;
	else
		self->kind = self->is_about ? SPAN_ABOUT : SPAN_EXACT;
}

static void append_unit(int64_t count, const char *unit, bool *is_first, struct str *out)
{
	if (count == 0)
		return;
	str_appendf(out, "%s%lld %s", *is_first ? "" : " ", (long long)count, unit);
	*is_first = false;
}

static void append_length(const struct span *self, struct str *out)
{
	int64_t seconds = self->seconds < 0 ? -self->seconds : self->seconds;
	bool is_first = true;
	int64_t days = seconds >= DAYS_FROM || self->is_in_days ? seconds / DAY_SECONDS : 0;
	int64_t rest = seconds - days * DAY_SECONDS;

	append_unit(days, "d", &is_first, out);
	append_unit(rest / HOUR, "h", &is_first, out);
	append_unit(rest % HOUR / MINUTE, "min", &is_first, out);
	if (seconds < HOUR)
		append_unit(rest % MINUTE, "s", &is_first, out);
	if (is_first)
		str_append_text(out, "0 min");
}

static void append_ongoing(const struct span *self, struct str *out)
{
	str_append_text(out, "ongoing");
	if (self->is_about && self->seconds == 0) /* since some time today */
		return;
	str_append_text(out, self->is_about ? ", " ABOUT : ", ");
	append_length(self, out);
	str_append_text(out, " so far");
}

void span_format(const struct span *self, struct str *out)
{
	switch (self->kind) {
	case SPAN_NONE:
		return;
	case SPAN_NOT_APPLICABLE:
		str_append_text(out, "n/a");
		return;
	case SPAN_UNKNOWN:
		str_append_text(out, "unknown");
		return;
	case SPAN_ONGOING:
		append_ongoing(self, out);
		return;
	case SPAN_ABOUT:
		str_append_text(out, ABOUT);
		append_length(self, out);
		return;
	case SPAN_NEGATIVE:
		str_append_char(out, '-');
		append_length(self, out);
		return;
	case SPAN_EXACT:
		append_length(self, out);
	}
}

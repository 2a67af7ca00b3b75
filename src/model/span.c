/*
 * Spans of time between two moments, and how they are written. What is only about
 * known, or not known at all, stays so in the result.
 */
#include "when_civil.h"

#define MINUTE 60
#define HOUR 3600
#define DAYS_FROM (48 * HOUR) /* shorter ones read better in hours: "30 h" */

static bool either_is(const struct when *from, const struct when *to, enum when_kind kind)
{
	return from->kind == kind || to->kind == kind;
}

static bool is_vague(const struct when *self)
{
	return self->is_about || self->kind == WHEN_DATE;
}

void span_between(struct span *self, const struct when *from, const struct when *to, int64_t now)
{
	bool is_ongoing = to->kind == WHEN_ONGOING;

	self->seconds = 0;
	if (either_is(from, to, WHEN_NOT_APPLICABLE)) {
		self->kind = SPAN_NOT_APPLICABLE;
		return;
	}
	if (either_is(from, to, WHEN_NONE) || from->kind == WHEN_ONGOING) {
		self->kind = SPAN_NONE;
		return;
	}
	if (either_is(from, to, WHEN_UNKNOWN)) {
		self->kind = SPAN_UNKNOWN;
		return;
	}
	self->seconds = (is_ongoing ? now : to->seconds) - from->seconds;
	if (self->seconds < 0)
		self->kind = SPAN_NEGATIVE;
	else if (is_ongoing)
		self->kind = SPAN_ONGOING;
	else
		self->kind = is_vague(from) || is_vague(to) ? SPAN_ABOUT : SPAN_EXACT;
}

static void append_unit(int64_t count, const char *unit, bool *is_first, struct str *out)
{
	if (count == 0)
		return;
	str_appendf(out, "%s%lld %s", *is_first ? "" : " ", (long long)count, unit);
	*is_first = false;
}

static void append_length(int64_t seconds, struct str *out)
{
	bool is_first = true;
	int64_t days = seconds >= DAYS_FROM ? seconds / DAY_SECONDS : 0;
	int64_t rest = seconds - days * DAY_SECONDS;

	append_unit(days, "d", &is_first, out);
	append_unit(rest / HOUR, "h", &is_first, out);
	append_unit(rest % HOUR / MINUTE, "min", &is_first, out);
	if (seconds < HOUR)
		append_unit(rest % MINUTE, "s", &is_first, out);
	if (is_first)
		str_append_text(out, "0 min");
}

void span_format(const struct span *self, struct str *out)
{
	static const char *const before[] = {
		[SPAN_EXACT] = "",
		[SPAN_ABOUT] = "\xe2\x89\x88 ",
		[SPAN_ONGOING] = "ongoing, ",
		[SPAN_NEGATIVE] = "-",
	};

	switch (self->kind) {
	case SPAN_NONE:
		return;
	case SPAN_NOT_APPLICABLE:
		str_append_text(out, "n/a");
		return;
	case SPAN_UNKNOWN:
		str_append_text(out, "unknown");
		return;
	default:
		str_append_text(out, before[self->kind]);
		append_length(self->seconds < 0 ? -self->seconds : self->seconds, out);
		if (self->kind == SPAN_ONGOING)
			str_append_text(out, " so far");
	}
}

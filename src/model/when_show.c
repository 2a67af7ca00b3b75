/*
 * Times as people see them: in a zone, with its label, or in words if a time has no
 * number. when_parse_loose reads back what is shown here.
 */
#include "when_civil.h"

#include "base/slice.h"

#include <string.h>

static const char *const words[] = {
	[WHEN_NONE] = "",
	[WHEN_UNKNOWN] = "unknown",
	[WHEN_NOT_APPLICABLE] = "n/a",
	[WHEN_ONGOING] = "ongoing",
};

/* Does the offset change nearby while the label stays the same, as in Moscow in October 2014? */
static bool is_label_ambiguous(const struct zone *zone, const struct civil *local, int64_t seconds)
{
	static const int64_t steps[] = {-DAY_SECONDS, DAY_SECONDS};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct civil other;

		zone_civil(zone, seconds + steps[i], &other);
		if (other.offset != local->offset && strcmp(other.label, local->label) == 0)
			return true;
	}
	return false;
}

static void append_offset(int32_t offset, struct str *out)
{
	int32_t minutes = (offset < 0 ? -offset : offset) / 60;

	str_appendf(out, " UTC%c%02d:%02d", offset < 0 ? '-' : '+', (int)(minutes / 60),
		(int)(minutes % 60));
}

static void append_clock(const struct civil *local, struct str *out)
{
	str_appendf(out, " %02d:%02d", local->hour, local->minute);
	if (local->second != 0)
		str_appendf(out, ":%02d", local->second);
}

static void append_date(const struct civil *local, struct str *out)
{
	str_appendf(out, "%04d-%02d-%02d", local->year, local->month, local->day);
}

bool when_civil(const struct when *self, const struct zone *zone, struct civil *out)
{
	if (self->kind == WHEN_DATE)
		civil_at(out, self->seconds, 0);
	else if (self->kind == WHEN_INSTANT)
		zone_civil(zone, self->seconds, out);
	return self->kind == WHEN_DATE || self->kind == WHEN_INSTANT;
}

/* The same, with "about" or the words for what has no number. */
static bool begin(
	const struct when *self, const struct zone *zone, struct civil *local, struct str *out)
{
	if (!when_civil(self, zone, local)) {
		str_append_text(out, words[self->kind]);
		return false;
	}
	if (self->is_about)
		str_append_text(out, "about ");
	return true;
}

static void append_rest(const struct when *self, const struct zone *zone, const struct civil *local,
	struct str *out)
{
	append_date(local, out);
	if (self->kind == WHEN_DATE)
		return;
	append_clock(local, out);
	if (!ascii_is_letter(*local->label) || is_label_ambiguous(zone, local, self->seconds))
		append_offset(local->offset, out);
	else
		str_appendf(out, " %s", local->label);
}

void when_show(const struct when *self, const struct zone *zone, struct str *out)
{
	struct civil local;

	if (begin(self, zone, &local, out))
		append_rest(self, zone, &local, out);
}

void when_show_short(
	const struct when *self, const struct zone *zone, bool has_year, struct str *out)
{
	struct civil local;
	size_t start = out->len;

	if (!begin(self, zone, &local, out))
		return;
	if (self->is_about)
		str_splice(out, start, out->len - start, "~", 1);
	if (has_year)
		append_date(&local, out);
	else
		str_appendf(out, "%02d-%02d", local.month, local.day);
	if (self->kind == WHEN_INSTANT)
		append_clock(&local, out);
}

void when_show_long(const struct when *self, const struct zone *zone, struct str *out)
{
	struct civil local;

	if (!begin(self, zone, &local, out))
		return;
	str_appendf(out, "%.3s ", civil_weekday_name(local.weekday));
	append_rest(self, zone, &local, out);
}

void civil_show_day(const struct civil *self, bool has_year, struct str *out)
{
	str_appendf(out, "%.3s %d %.3s", civil_weekday_name(self->weekday), self->day,
		civil_month_name(self->month));
	if (has_year)
		str_appendf(out, " %04d", self->year);
}

void when_show_us(const struct when *self, const struct zone *zone, struct str *out)
{
	struct civil local;

	if (!begin(self, zone, &local, out))
		return;
	str_appendf(out, "%d/%d/%04d", local.month, local.day, local.year);
	if (self->kind == WHEN_DATE)
		return;
	str_appendf(out, ", %d:%02d", (local.hour + 11) % 12 + 1, local.minute);
	if (local.second != 0)
		str_appendf(out, ":%02d", local.second);
	str_append_text(out, local.hour < 12 ? " AM" : " PM");
}

/*
 * The scale below the chart. Its unit is the smallest whose labels have air between them, from
 * seconds to years; where days are not the unit, each midnight is marked with its day.
 */
#include "chart_parts.h"

#include <stdio.h>
#include <string.h>

enum unit { UNIT_SECOND, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_MONTH, UNIT_YEAR };

enum { AIR = 7 /* columns between two labels, at least */, MINUTE = 60, HOUR = 3600, DAY = 86400 };

struct step {
	enum unit unit;
	int count;
	int64_t seconds; /* about */
	unsigned width;  /* of a label */
};

static const struct step steps[] = {
	{UNIT_SECOND, 1, 1, 3},
	{UNIT_SECOND, 2, 2, 3},
	{UNIT_SECOND, 5, 5, 3},
	{UNIT_SECOND, 10, 10, 3},
	{UNIT_SECOND, 30, 30, 3},
	{UNIT_MINUTE, 1, MINUTE, 5},
	{UNIT_MINUTE, 2, 2 * MINUTE, 5},
	{UNIT_MINUTE, 5, 5 * MINUTE, 5},
	{UNIT_MINUTE, 10, 10 * MINUTE, 5},
	{UNIT_MINUTE, 15, 15 * MINUTE, 5},
	{UNIT_MINUTE, 30, 30 * MINUTE, 5},
	{UNIT_HOUR, 1, HOUR, 2},
	{UNIT_HOUR, 2, 2 * HOUR, 2},
	{UNIT_HOUR, 3, 3 * HOUR, 2},
	{UNIT_HOUR, 4, 4 * HOUR, 2},
	{UNIT_HOUR, 6, 6 * HOUR, 2},
	{UNIT_HOUR, 8, 8 * HOUR, 2},
	{UNIT_HOUR, 12, 12 * HOUR, 2},
	{UNIT_DAY, 1, DAY, 6},
	{UNIT_DAY, 2, 2 * DAY, 6},
	{UNIT_DAY, 7, 7 * DAY, 6},
	{UNIT_DAY, 14, 14 * DAY, 6},
	{UNIT_MONTH, 1, 30 * DAY, 4},
	{UNIT_MONTH, 3, 91 * DAY, 4},
	{UNIT_MONTH, 6, 182 * DAY, 4},
	{UNIT_YEAR, 1, 365 * DAY, 4},
	{UNIT_YEAR, 5, INT64_C(5) * 365 * DAY, 4},
	{UNIT_YEAR, 20, INT64_C(20) * 365 * DAY, 4},
	{UNIT_YEAR, 100, INT64_C(100) * 365 * DAY, 4},
	{UNIT_YEAR, 1000, INT64_C(1000) * 365 * DAY, 4},
};

unsigned chart_column(const struct chart_span *self, int64_t seconds)
{
	double share = (double)(seconds - self->first) / (double)(self->last - self->first);

	return (unsigned)(share * (self->columns - 1) + 0.5);
}

static const struct step *find_step(const struct chart_span *span)
{
	size_t n = sizeof(steps) / sizeof(*steps);
	double length = (double)(span->last - span->first);

	for (size_t i = 0; i + 1 < n; i++)
		if ((double)steps[i].seconds / length * (span->columns - 1) >= steps[i].width + AIR)
			return &steps[i];
	return &steps[n - 1];
}

/* --- labels --- */

/* "15 Oct", or as its reader wants it. */
static void format_day(const struct civil *at, enum date_style dates, char text[CHART_LABEL])
{
	struct str day = {0};

	civil_append_date(at, dates == DATE_ISO ? DATE_DAY_MONTH : dates, false, &day);
	snprintf(text, CHART_LABEL, "%s", str_text(&day));
	str_release(&day);
}

/* One of the two ends, in full. */
static void format_end(const struct step *step, const struct civil *at, enum date_style dates,
	char text[CHART_LABEL])
{
	if (step->unit == UNIT_SECOND)
		snprintf(text, CHART_LABEL, "%02d:%02d:%02d", at->hour, at->minute, at->second);
	else if (step->unit < UNIT_DAY)
		snprintf(text, CHART_LABEL, "%02d:%02d", at->hour, at->minute);
	else if (step->unit == UNIT_DAY)
		format_day(at, dates, text);
	else
		snprintf(text, CHART_LABEL, "%.3s %d", civil_month_name(at->month), at->year);
}

static void format_label(const struct step *step, const struct civil *at, enum date_style dates,
	char text[CHART_LABEL])
{
	if (step->unit < UNIT_DAY && at->hour == 0 && at->minute == 0 && at->second == 0)
		snprintf(text, CHART_LABEL, "%.3s %d", civil_weekday_name(at->weekday), at->day);
	else if (step->unit == UNIT_SECOND)
		snprintf(text, CHART_LABEL, ":%02d", at->second);
	else if (step->unit == UNIT_MINUTE)
		snprintf(text, CHART_LABEL, "%02d:%02d", at->hour, at->minute);
	else if (step->unit == UNIT_HOUR)
		snprintf(text, CHART_LABEL, "%02d", at->hour);
	else if (step->unit == UNIT_DAY)
		format_day(at, dates, text);
	else if (step->unit == UNIT_MONTH && at->month > 1)
		snprintf(text, CHART_LABEL, "%.3s", civil_month_name(at->month));
	else
		snprintf(text, CHART_LABEL, "%d", at->year);
}

/* --- placing them --- */

static unsigned label_width(const struct chart_label *label)
{
	return (unsigned)strlen(label->text) + (label->is_day ? 1 : 0);
}

/* Adds one if there is a column free at either side of it. */
static void place(
	struct chart_scale *self, const struct chart_span *span, const struct chart_label *label)
{
	unsigned end = label->column + label_width(label);

	if (self->n == CHART_LABELS || end > span->columns)
		return;
	for (size_t i = 0; i < self->n; i++) {
		const struct chart_label *other = &self->items[i];

		if (label->column <= other->column + label_width(other) && other->column <= end)
			return;
	}
	self->items[self->n++] = *label;
}

static void place_ends(struct chart_scale *self, const struct chart_span *span,
	const struct step *step, const struct when_style *style)
{
	struct chart_label label = {0};
	struct civil civil;

	zone_civil(style->zone, span->first, &civil);
	format_end(step, &civil, style->dates, label.text);
	place(self, span, &label);
	zone_civil(style->zone, span->last, &civil);
	format_end(step, &civil, style->dates, label.text);
	if (label_width(&label) > span->columns)
		return;
	label.column = span->columns - label_width(&label);
	place(self, span, &label);
}

/*
 * Round moments as the clock on the wall has them. local counts seconds as if the zone had no
 * changes, so that the steps are even; a time that a change skips gets no label.
 */
struct round {
	const struct step *step;
	int64_t local;
	struct civil civil;
};

static void round_set(struct round *self, int64_t local)
{
	self->local = local;
	zone_civil(&(struct zone){"UTC"}, local, &self->civil);
}

/* The last one at or before the first moment. */
static void round_start(
	struct round *self, const struct step *step, int64_t first, const struct zone *zone)
{
	struct civil *civil = &self->civil;
	int64_t rest;

	self->step = step;
	zone_civil(zone, first, civil);
	if (step->unit < UNIT_MONTH) {
		rest = (first + civil->offset) % step->seconds;
		round_set(self, first + civil->offset - rest - (rest < 0 ? step->seconds : 0));
		return;
	}
	civil->day = 1;
	civil->hour = civil->minute = civil->second = 0;
	if (step->unit == UNIT_MONTH)
		civil->month -= (civil->month - 1) % step->count;
	else
		civil->month = 1;
	if (step->unit == UNIT_YEAR)
		civil->year -= civil->year % step->count;
}

static void round_next(struct round *self)
{
	struct civil *civil = &self->civil;

	if (self->step->unit < UNIT_MONTH) {
		round_set(self, self->local + self->step->seconds);
		return;
	}
	civil->month += self->step->unit == UNIT_MONTH ? self->step->count : 0;
	civil->year += self->step->unit == UNIT_YEAR ? self->step->count : (civil->month - 1) / 12;
	civil->month = (civil->month - 1) % 12 + 1;
}

static void place_round(struct chart_scale *self, const struct chart_span *span,
	const struct step *step, const struct when_style *style, bool is_day)
{
	enum { MOST = 400 };
	struct round round;

	round_start(&round, step, span->first, style->zone);
	for (int i = 0; i < MOST; i++, round_next(&round)) {
		const struct civil *civil = &round.civil;
		struct chart_label label = {.is_day = step->unit < UNIT_DAY && civil->hour == 0 &&
						      civil->minute == 0 && civil->second == 0};
		int64_t seconds;
		enum zone_fit fit = zone_instant(style->zone, civil, &seconds);

		if (seconds > span->last)
			return;
		if (fit == ZONE_NEVER || seconds < span->first || label.is_day != is_day)
			continue;
		label.column = chart_column(span, seconds);
		format_label(step, civil, style->dates, label.text);
		place(self, span, &label);
	}
}

void chart_scale_make(
	struct chart_scale *self, const struct chart_span *span, const struct when_style *style)
{
	const struct step *step = find_step(span);

	self->n = 0;
	place_ends(self, span, step, style);
	place_round(self, span, step, style, true);
	place_round(self, span, step, style, false);
}

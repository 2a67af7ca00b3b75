/* Ticks at round local times, at most eight, four where it is narrow. */
#include "picture_ticks.h"

#include "date_words.h"

#include <string.h>

enum { RANKS = 3, MINUTE = 60, HOUR = 3600, DAY = 86400, MOST = 8, MOST_NARROW = 4, TEXT_NEAR = 7 };

/* Months are not of one length: where ticks are on their first days, seconds is about that long. */
struct step {
	int64_t seconds;
	int months;
};

#define MONTHS(n)                                                                                  \
	{                                                                                          \
		INT64_C(2629746) * (n), n                                                          \
	}

static const struct step steps[] = {{1, 0}, {2, 0}, {5, 0}, {10, 0}, {15, 0}, {30, 0}, {MINUTE, 0},
	{2 * MINUTE, 0}, {5 * MINUTE, 0}, {15 * MINUTE, 0}, {30 * MINUTE, 0}, {HOUR, 0},
	{2 * HOUR, 0}, {6 * HOUR, 0}, {12 * HOUR, 0}, {DAY, 0}, {2 * DAY, 0}, {7 * DAY, 0},
	{14 * DAY, 0}, MONTHS(1), MONTHS(2), MONTHS(3), MONTHS(6), MONTHS(12), MONTHS(24),
	MONTHS(60), MONTHS(120), MONTHS(600), MONTHS(6000)};

enum { N_STEPS = sizeof steps / sizeof steps[0] };

/* The time that is drawn; what is cut out of the picture needs no ticks. */
static int64_t drawn(const struct picture *self)
{
	return self->last - self->first - (self->gap_to - self->gap_from);
}

static struct step choose_step(const struct picture *self)
{
	int64_t most = self->is_narrow ? MOST_NARROW : MOST;
	size_t i = 0;

	while (self->is_by_day && steps[i].seconds < DAY)
		i++;
	while (i + 1 < N_STEPS && drawn(self) / steps[i].seconds > most)
		i++;
	return steps[i];
}

static int64_t second_of_day(const struct civil *civil)
{
	return (int64_t)civil->hour * HOUR + (int64_t)civil->minute * MINUTE + civil->second;
}

/* The first day of a month, that many months later. */
static int64_t month_begin(const struct zone *zone, const struct civil *civil, int months)
{
	int number = civil->year * 12 + civil->month - 1 + months;
	struct civil first = {.year = number / 12, .month = number % 12 + 1, .day = 1};
	int64_t seconds;

	(void)zone_instant(zone, &first, &seconds);
	return seconds;
}

/* The last round local time at or before a moment; of a day, its midnight. */
static int64_t round_down(const struct zone *zone, int64_t seconds, struct step step)
{
	struct civil civil;
	int64_t unit = step.seconds < DAY ? step.seconds : DAY;

	zone_civil(zone, seconds, &civil);
	if (step.months > 0)
		return month_begin(
			zone, &civil, -((civil.year * 12 + civil.month - 1) % step.months));
	if (unit <= HOUR)
		return seconds - second_of_day(&civil) % unit;
	civil.hour -= (int)(civil.hour % (unit / HOUR));
	civil.minute = civil.second = 0;
	(void)zone_instant(zone, &civil, &seconds);
	return seconds;
}

/* Where clocks change, the next one is as many hours away as the clock says. */
static int64_t next_tick(const struct zone *zone, int64_t seconds, struct step step)
{
	int64_t half = (step.seconds < DAY ? step.seconds : DAY) / 2;
	struct civil civil;

	if (step.months > 0) {
		zone_civil(zone, seconds, &civil);
		return month_begin(zone, &civil, step.months);
	}
	int64_t next =
		round_down(zone, seconds + step.seconds + (step.seconds > HOUR ? half : 0), step);

	return next > seconds ? next : seconds + step.seconds; /* a day came twice */
}

static void write_date(const struct picture *self, const struct civil *civil, struct step step,
	bool has_year, struct str *out)
{
	if (!self->is_narrow && step.seconds < 7 * DAY)
		str_appendf(out, "%.3s ", date_weekday(civil));
	date_write(civil, step.months > 0 && has_year ? DATE_SHORT : DATE_SHORTEST, out);
}

static void add_tick(
	struct picture *self, const struct zone *zone, int64_t seconds, struct step step)
{
	struct picture_tick *tick = &self->ticks[self->n_ticks++];
	struct civil civil;

	zone_civil(zone, seconds, &civil);
	*tick = (struct picture_tick){
		.x = picture_x(self, seconds),
		.is_midnight = second_of_day(&civil) == 0 || step.seconds >= DAY,
		.is_line = true,
	};
	tick->rank = tick->is_midnight ? 2 : 0;
	if (tick->is_midnight)
		write_date(self, &civil, step, civil.month == 1, &tick->text);
	else
		str_appendf(&tick->text, step.seconds < MINUTE ? "%02d:%02d:%02d" : "%02d:%02d",
			civil.hour, civil.minute, civil.second);
}

/*
 * The date at the left end, or behind what is cut out. The day that a midnight near to it begins
 * tells the one before, too, but not the other way round; among days it is the one with a year.
 */
static void add_date(
	struct picture *self, const struct zone *zone, int64_t seconds, struct step step)
{
	struct picture_tick *tick = &self->ticks[self->n_ticks++];
	struct civil civil;

	zone_civil(zone, seconds, &civil);
	*tick = (struct picture_tick){.x = picture_x(self, seconds),
		.is_midnight = true,
		.rank = step.seconds < DAY ? 1 : 2};
	write_date(self, &civil, step, true, &tick->text);
}

static bool is_in_gap(const struct picture *self, int64_t seconds)
{
	return seconds > self->gap_from && seconds < self->gap_to;
}

/* Kept inside the drawing. */
static void clamp(const struct picture *self, struct picture_tick *tick)
{
	double half =
		picture_text_width(str_text(&tick->text), tick->text.len, tick->is_midnight) / 2;
	double middle = tick->is_line ? tick->x : tick->x + half;

	tick->text_x = middle;
	tick->anchor = 0;
	if (middle <= half) {
		tick->text_x = 0;
		tick->anchor = -1;
	} else if (middle > self->width - half) {
		tick->text_x = self->width;
		tick->anchor = 1;
	}
}

static void extent(const struct picture_tick *tick, double *from, double *to)
{
	double width = picture_text_width(str_text(&tick->text), tick->text.len, tick->is_midnight);

	*from = tick->text_x - width * (tick->anchor + 1) / 2;
	*to = *from + width;
}

static bool is_near(const struct picture_tick *a, const struct picture_tick *b)
{
	double from[2];
	double to[2];

	extent(a, &from[0], &to[0]);
	extent(b, &from[1], &to[1]);
	return from[0] < to[1] + TEXT_NEAR && from[1] < to[0] + TEXT_NEAR;
}

static bool gives_way(const struct picture *self, size_t i, size_t other)
{
	const struct picture_tick *a = &self->ticks[i];
	const struct picture_tick *b = &self->ticks[other];

	return b->text.len > 0 && (b->rank > a->rank || (b->rank == a->rank && other < i)) &&
	       is_near(a, b);
}

/* Of two texts that are too near, a date stays, else the earlier one. */
static void drop_near_texts(struct picture *self)
{
	for (int pass = RANKS - 1; pass >= 0; pass--)
		for (size_t i = 0; i < self->n_ticks; i++)
			for (size_t j = 0; self->ticks[i].rank == pass && j < self->n_ticks; j++)
				if (j != i && gives_way(self, i, j))
					str_clear(&self->ticks[i].text);
}

void picture_ticks_place(struct picture *self, const struct zone *zone)
{
	struct step step = choose_step(self);
	int64_t at = round_down(zone, self->first, step);

	add_date(self, zone, self->first, step);
	if (self->gap_to > self->gap_from)
		add_date(self, zone, self->gap_to, step);
	for (; at <= self->last && self->n_ticks < PICTURE_TICKS_MOST;
		at = next_tick(zone, at, step))
		if (at >= self->first && !is_in_gap(self, at) &&
			!(self->is_by_day && at == self->last)) /* it begins the day after */
			add_tick(self, zone, at, step);
	for (size_t i = 0; i < self->n_ticks; i++)
		clamp(self, &self->ticks[i]);
	drop_near_texts(self);
}

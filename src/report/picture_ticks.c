/* Ticks at round local times, at most eight, four where it is narrow. */
#include "picture_ticks.h"

#include "date_words.h"

#include <string.h>

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, MOST = 8, MOST_NARROW = 4, TEXT_NEAR = 7 };

static const int64_t steps[] = {1, 2, 5, 10, 15, 30, 1 * MINUTE, 2 * MINUTE, 5 * MINUTE,
	15 * MINUTE, 30 * MINUTE, 1 * HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, 1 * DAY, 2 * DAY,
	7 * DAY, 14 * DAY, 28 * DAY, 56 * DAY, 112 * DAY, 224 * DAY, 448 * DAY};

enum { N_STEPS = sizeof steps / sizeof steps[0] };

/* The time that is drawn; what is cut out of the picture needs no ticks. */
static int64_t drawn(const struct picture *self)
{
	return self->last - self->first - (self->gap_to - self->gap_from);
}

static int64_t choose_step(const struct picture *self)
{
	int64_t most = self->is_narrow ? MOST_NARROW : MOST;
	size_t i = 0;

	while (i + 1 < N_STEPS && drawn(self) / steps[i] > most)
		i++;
	return steps[i];
}

static int64_t second_of_day(const struct civil *civil)
{
	return (int64_t)civil->hour * HOUR + (int64_t)civil->minute * MINUTE + civil->second;
}

/* The last round local time at or before a moment; of a day, its midnight. */
static int64_t round_down(const struct zone *zone, int64_t seconds, int64_t step)
{
	struct civil civil;
	int64_t unit = step < DAY ? step : DAY;

	zone_civil(zone, seconds, &civil);
	return seconds - second_of_day(&civil) % unit;
}

/* Where clocks change, the next one is as many hours away as the clock says. */
static int64_t next_tick(const struct zone *zone, int64_t seconds, int64_t step)
{
	int64_t half = (step < DAY ? step : DAY) / 2;

	return round_down(zone, seconds + step + (step > HOUR ? half : 0), step);
}

static void write_date(
	const struct picture *self, const struct civil *civil, int64_t step, struct str *out)
{
	if (!self->is_narrow && step < 7 * DAY)
		str_appendf(out, "%.3s ", date_weekday(civil));
	date_write(civil, step >= 28 * DAY ? DATE_SHORT : DATE_SHORTEST, out);
}

static void add_tick(struct picture *self, const struct zone *zone, int64_t seconds, int64_t step)
{
	struct picture_tick *tick = &self->ticks[self->n_ticks++];
	struct civil civil;

	zone_civil(zone, seconds, &civil);
	*tick = (struct picture_tick){
		.x = picture_x(self, seconds),
		.is_midnight = second_of_day(&civil) == 0,
		.is_line = true,
	};
	if (tick->is_midnight)
		write_date(self, &civil, step, &tick->text);
	else
		str_appendf(&tick->text, step < MINUTE ? "%02d:%02d:%02d" : "%02d:%02d", civil.hour,
			civil.minute, civil.second);
}

/* The date of the first moment is at the left end, unless a midnight is there anyway. */
static void add_first_date(struct picture *self, const struct zone *zone, int64_t step)
{
	struct picture_tick *tick = &self->ticks[self->n_ticks++];
	struct civil civil;

	zone_civil(zone, self->first, &civil);
	*tick = (struct picture_tick){.is_midnight = true};
	write_date(self, &civil, step, &tick->text);
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

	tick->text_x = tick->x;
	tick->anchor = 0;
	if (tick->x < half) {
		tick->text_x = 0;
		tick->anchor = -1;
	} else if (tick->x > self->width - half) {
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

/* Of two texts that are too near, a date stays, else the earlier one. */
static void drop_near_texts(struct picture *self)
{
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < self->n_ticks; i++) {
			struct picture_tick *tick = &self->ticks[i];

			if (tick->is_midnight != (pass == 0) || tick->text.len == 0)
				continue;
			for (size_t j = 0; j < self->n_ticks; j++)
				if (j != i && self->ticks[j].text.len > 0 &&
					(self->ticks[j].is_midnight || j < i) &&
					!(tick->is_midnight && j > i) &&
					is_near(tick, &self->ticks[j]))
					str_clear(&tick->text);
		}
}

void picture_ticks_place(struct picture *self, const struct zone *zone)
{
	int64_t step = choose_step(self);
	int64_t at = round_down(zone, self->first, step);

	add_first_date(self, zone, step);
	for (; at <= self->last && self->n_ticks < PICTURE_TICKS_MOST;
		at = next_tick(zone, at, step))
		if (at >= self->first && !is_in_gap(self, at))
			add_tick(self, zone, at, step);
	for (size_t i = 0; i < self->n_ticks; i++)
		clamp(self, &self->ticks[i]);
	drop_near_texts(self);
}

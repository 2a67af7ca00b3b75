/*
 * Chooses the day where the words leave it open: "00:10", "friday 22:00", "2 Jan". Each possible
 * day is judged by its neighbours and by now; the best is taken, and if another was about as
 * likely, the note says so.
 */
#include "when_fit.h"

#define HOUR INT64_C(3600)
#define FAR (12 * HOUR)
#define NEAR_DAYS                                                                                  \
	45 /* this close to its neighbours the weekday or the order is more likely wrong than the  \
	      year */
#define FAR_DAYS 180
#define WEEK_DAYS 7
#define DAYS_MAX 256
#define NO_FIT INT32_MAX /* a rank: not a time at all */

/* The possible days. */
struct days {
	int64_t items[DAYS_MAX];
	size_t n;
};

static int64_t day_number(int64_t seconds)
{
	return seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);
}

/* Was the closest alternative about as likely? */
static bool is_doubtful(const struct fit *best, const struct fit *other, int64_t far)
{
	if (best->rank != other->rank)
		return other->distance <= HOUR || other->distance < best->distance / 2;
	return best->distance >= far || other->distance <= best->distance + best->distance / 2;
}

static void add_day(struct days *self, int64_t day)
{
	for (size_t i = 0; i < self->n; i++)
		if (self->items[i] == day)
			return;
	if (self->n < DAYS_MAX)
		self->items[self->n++] = day;
}

static bool has_day(const struct reading *self)
{
	return self->has_date || self->has_weekday || self->has_day_shift;
}

/* What the words mean on a day; false if nothing. */
static bool extent_on(const struct reading *self, int64_t day, struct extent *out)
{
	struct reading probe = *self;
	struct when when = {0};

	day += self->is_day_end && has_day(self);

	probe.note = NULL;
	probe.err = NULL;
	reading_move_to(&probe, day);
	if (!probe.has_clock || probe.context->date_only)
		reading_set_day(&probe.local, &when);
	else if (!reading_set_moment(&probe, &when))
		return false;
	*out = extent_of(self->context->zone, &when);
	return true;
}

/* The midnight of a day is the one at its end if only that is in order. */
static void prefer_day_end(
	const struct reading *self, const struct around *around, int64_t day, struct extent *it)
{
	struct extent end;

	if (around_is_disordered(around, it) && extent_on(self, day + 1, &end) &&
		!around_is_disordered(around, &end))
		*it = end;
}

/* Moves to the best of the days; false if the words mean nothing on any of them. */
static bool take_best(struct reading *self, const struct around *around, const struct days *days,
	int64_t far, struct fit *best)
{
	struct fit fits[DAYS_MAX];
	struct extent extents[DAYS_MAX];
	size_t chosen = days->n;
	size_t other = days->n;

	for (size_t i = 0; i < days->n; i++) {
		fits[i] = (struct fit){.rank = NO_FIT};
		extents[i] = (struct extent){0};
		if (!extent_on(self, days->items[i], &extents[i]))
			continue;
		if (self->is_midnight && has_day(self))
			prefer_day_end(self, around, days->items[i], &extents[i]);
		fit_judge(&fits[i], self->context, around, &extents[i]);
		if (chosen == days->n || fit_is_better(&fits[i], &fits[chosen]))
			chosen = i;
	}
	if (chosen == days->n)
		return false;
	for (size_t i = 0; i < days->n; i++)
		if (fits[i].rank != NO_FIT && extents[i].from != extents[chosen].from &&
			(other == days->n || fits[i].distance < fits[other].distance))
			other = i;
	*best = fits[chosen];
	reading_move_to(self, days->items[chosen]);
	if (other < days->n && is_doubtful(best, &fits[other], far))
		reading_note_other(self, days->items[other]);
	return true;
}

/* The days around each neighbour; only those of one weekday, unless that is negative. */
static void add_days_around(
	struct days *self, const struct around *around, int64_t reach, int weekday)
{
	const struct extent *const anchors[] = {
		&around->before, &around->after, &around->former, &around->now};

	for (size_t i = 0; i < sizeof anchors / sizeof *anchors; i++) {
		int64_t middle = day_number(anchors[i]->middle);

		for (int64_t day = middle - reach; anchors[i]->is_known && day <= middle + reach;
			day++) {
			struct civil civil;

			civil_from_days(day, &civil);
			if (weekday < 0 || civil.weekday == weekday)
				add_day(self, day);
		}
	}
}

bool reading_choose_day(struct reading *self)
{
	struct around around;
	struct days days = {.n = 0};
	struct fit fit;
	int64_t far = FAR;

	around_init(&around, self);
	if (self->has_weekday || around_trusts_former(&around, self->context))
		far = INT64_MAX;
	if (self->has_weekday)
		add_days_around(&days, &around, WEEK_DAYS + 2, self->weekday);
	else
		add_days_around(&days, &around, 2, -1);
	return take_best(self, &around, &days, far, &fit);
}

/* That day and month in the years around each neighbour. */
static void add_years_around(struct days *self, const struct reading *reading,
	const struct around *around, int reach, int weekday)
{
	const struct extent *const anchors[] = {
		&around->before, &around->after, &around->former, &around->now};

	for (size_t i = 0; i < sizeof anchors / sizeof *anchors; i++) {
		struct civil civil;

		civil_at(&civil, anchors[i]->middle, 0);
		int middle = civil.year;

		for (int year = middle - reach; anchors[i]->is_known && year <= middle + reach;
			year++) {
			int64_t day = civil_days(year, reading->local.month, reading->local.day);

			if (reading->local.day > civil_month_days(year, reading->local.month))
				continue;
			civil_from_days(day, &civil);
			if (weekday < 0 || civil.weekday == weekday)
				add_day(self, day);
		}
	}
}

/* Today does not count as a future day, however late the hour: the clock is more likely off than
 * the year. */
static void allow_today(const struct reading *self, struct around *around)
{
	struct civil today;

	if (around->latest == INT64_MAX)
		return;
	zone_civil(self->context->zone, around->latest, &today);
	around->latest +=
		DAY_SECONDS - today.hour * HOUR - today.minute * INT64_C(60) - today.second - 1;
}

/* Prefers being a few days out of order, which the checks find, to a date a year later. */
static void prefer_near(
	struct reading *self, const struct around *around, const struct days *days, struct fit *fit)
{
	const struct when_context *own = self->context;
	struct when_context loose = *own;
	struct reading near = *self;
	struct fit other;

	if (!around_has_neighbour(around) || fit->distance < FAR_DAYS * DAY_SECONDS)
		return;
	loose.order = WHEN_LOOSE;
	near.context = &loose;
	if (!take_best(&near, around, days, INT64_MAX, &other) ||
		other.distance > NEAR_DAYS * DAY_SECONDS)
		return;
	self->local = near.local;
	*fit = other;
}

bool reading_choose_year(struct reading *self)
{
	bool is_leap_day = self->local.month == 2 && self->local.day == 29;
	struct around around;
	struct days days = {.n = 0};
	struct reading first = *self;
	struct fit fit;

	around_init(&around, self);
	allow_today(self, &around);
	first.note = NULL;
	add_years_around(&days, self, &around, is_leap_day ? 8 : 1, -1);
	if (!take_best(&first, &around, &days, INT64_MAX, &fit))
		return false;
	prefer_near(&first, &around, &days, &fit);
	self->local = first.local;
	if (!self->has_weekday || reading_is_weekday(self) ||
		(around_has_neighbour(&around) && fit.distance <= NEAR_DAYS * DAY_SECONDS))
		return true;
	days.n = 0;
	add_years_around(&days, self, &around, is_leap_day ? 40 : 12, self->weekday);
	if (take_best(&first, &around, &days, INT64_MAX, &fit))
		self->local = first.local;
	return true;
}

bool reading_fits_day_later(struct reading *self)
{
	int64_t day = civil_days(self->local.year, self->local.month, self->local.day);
	struct around around;
	struct extent it;
	struct extent later;

	if (!reading_has_neighbour(self) || !extent_on(self, day, &it) ||
		!extent_on(self, day + 1, &later))
		return false;
	around_init(&around, self);
	return around_is_disordered(&around, &it) && !around_is_disordered(&around, &later);
}

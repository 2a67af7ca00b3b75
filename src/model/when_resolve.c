/*
 * What the parts of a typed time mean together: missing ones are taken from the context,
 * odd ones noted.
 */
#include "when_reading.h"

#define WEEK_DAYS 7

/* Without a year: the likeliest one. */
static void choose_year(struct reading *self)
{
	struct civil base;

	(void)reading_base(self, &base);
	self->local.year = base.year;
	if (reading_choose_year(self))
		reading_note(self, WHEN_ODD_ASSUMED, "the year %d is assumed", self->local.year);
}

/* "monday" relative to now: the latest past one, or the next if future dates are wanted. */
static int64_t choose_weekday(struct reading *self)
{
	struct civil now;
	zone_civil(self->context->zone, reading_now(self), &now);
	int64_t today = civil_days(now.year, now.month, now.day);
	int back = (now.weekday - self->weekday + WEEK_DAYS) % WEEK_DAYS;
	bool is_due = self->context->tense == WHEN_TO_COME ||
		      (self->context->tense == WHEN_EITHER && self->context->date_only);
	bool is_to_come = self->has_week && self->week != 0 ? self->week > 0 : is_due;
	int clock = self->is_day_end ? 24 * 60 : self->local.hour * 60 + self->local.minute;

	if (is_to_come && back == 0 && !self->has_week)
		reading_note_other(self, today);
	if (is_to_come && back == 0 && self->has_week && self->week == 0)
		return today;
	if (is_to_come && self->has_week && self->week > 0 && back != 0)
		reading_note_other(self, today + 2 * WEEK_DAYS - back);
	if (is_to_come)
		return today + (WEEK_DAYS - back);
	if (back == 0 && self->has_week && self->week < 0)
		return today - WEEK_DAYS;
	if (back == 0 && self->has_clock && clock > now.hour * 60 + now.minute)
		return today - WEEK_DAYS;
	return today - back;
}

/* The day at a moment when the typed offset or label applies. */
static void move_near(struct reading *self)
{
	struct civil base;
	int64_t seconds = reading_base(self, &base);
	int32_t offset = base.offset;

	if (self->has_offset) {
		offset = self->offset;
	} else if (self->label != NULL) {
		char label[LABEL_SIZE];
		struct label_reading read;

		reading_copy_label(self, label);
		label_read(&read, self->context->zone, &base, label);
		if (read.fit != LABEL_UNKNOWN)
			offset = read.offset;
	}
	civil_at(&base, seconds, offset);
	reading_move_to(self, civil_days(base.year, base.month, base.day));
}

/* A clock alone without neighbours is one of today, unless it must be past or in the future. */
static bool is_of_today(const struct reading *self)
{
	return self->context->tense == WHEN_EITHER && !reading_has_neighbour(self);
}

/* Fills in the day if only a clock, a weekday or "yesterday" was given. */
static void choose_day(struct reading *self)
{
	struct civil base;

	if (self->has_weekday || self->has_day_shift)
		self->odd |= WHEN_ODD_MOVING;
	if (self->has_weekday) {
		if (self->has_week || !reading_has_neighbour(self) || !reading_choose_day(self))
			reading_move_to(self, choose_weekday(self));
		return;
	}
	if (self->has_day_shift) {
		zone_civil(self->context->zone, reading_now(self), &base);
		reading_move_to(
			self, civil_days(base.year, base.month, base.day) + self->day_shift);
		return;
	}
	self->odd |= WHEN_ODD_NO_DATE;
	if (is_of_today(self) || !reading_choose_day(self))
		move_near(self);
}

static void note_weekday(struct reading *self)
{
	if (!reading_is_weekday(self))
		reading_note(self, WHEN_ODD_WEEKDAY, "that day is a %s, not a %s",
			civil_weekday_name(reading_weekday(self)),
			civil_weekday_name(self->weekday));
}

/* Does such a time of day exist, whatever the day will be? */
static bool check_clock(const struct reading *self)
{
	struct civil some_day = self->local;

	some_day.year = 2000;
	some_day.month = 1;
	some_day.day = 1;
	return civil_check(&some_day, self->err);
}

/* "10 March, midnight" is the start of the day, unless only its end keeps the order. */
static void choose_midnight(struct reading *self)
{
	bool is_end = civil_check(&self->local, NULL) && reading_fits_day_later(self);

	if (is_end)
		reading_move_to(
			self, civil_days(self->local.year, self->local.month, self->local.day) + 1);
	reading_note(self, 0, "midnight is read as the %s of that day", is_end ? "end" : "start");
}

/* Checks what was given, and finds the day. */
static bool complete(struct reading *self)
{
	bool has_day = self->has_date || self->has_day_shift || self->has_weekday;

	if (!has_day && !self->has_clock)
		return err_set(self->err, ERR_VALUE,
			self->context->date_only ? "it has no day"
						 : "it has neither a day nor a time");
	if (!check_clock(self))
		return false;
	if (self->has_date && self->local.month >= 1 && self->local.month <= 12 && !self->has_year)
		choose_year(self);
	if (!self->has_date)
		choose_day(self);
	if (has_day && self->is_midnight)
		choose_midnight(self);
	if (has_day && self->is_day_end && civil_check(&self->local, NULL)) {
		reading_move_to(
			self, civil_days(self->local.year, self->local.month, self->local.day) + 1);
		reading_note(self, 0, "24:00 is the start of the next day");
	}
	if (!civil_check(&self->local, self->err))
		return false;
	if (self->has_date && self->has_weekday)
		note_weekday(self);
	return true;
}

bool reading_resolve(struct reading *self, struct when *out)
{
	if (!complete(self))
		return false;
	if (self->context->date_only || !self->has_clock) {
		if (self->has_clock)
			reading_note(self, 0, "a date is enough here; the time is left out");
		if (!self->context->date_only)
			reading_note(self, WHEN_ODD_NO_TIME, "a day without a time");
		reading_set_day(&self->local, out);
		return true;
	}
	return reading_set_moment(self, out);
}

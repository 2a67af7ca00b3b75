/*
 * What the parts of a typed time mean together: the missing ones are taken from
 * the context, the odd ones noted.
 */
#include "when_reading.h"

#include <stdlib.h>
#include <string.h>

#define WEEK_DAYS 7

void reading_note(struct reading *self, unsigned oddity, const char *format, ...)
{
	va_list arguments;

	self->odd |= oddity;
	if (self->note == NULL)
		return;
	if (self->note->len > 0)
		str_append_text(self->note, "; ");
	va_start(arguments, format);
	str_appendv(self->note, format, arguments);
	va_end(arguments);
}

int64_t reading_now(struct reading *self)
{
	self->has_asked_now = true;
	return self->context->now - (self->context->now % 60 + 60) % 60;
}

int64_t reading_base(struct reading *self, struct civil *local)
{
	const struct when *before = &self->context->before;

	bool is_from_now = self->context->tense == WHEN_TO_COME || before->kind == WHEN_NONE;

	if (!is_from_now && before->kind == WHEN_DATE) {
		civil_at(local, before->seconds, 0);
		return before->seconds;
	}
	int64_t seconds = is_from_now ? reading_now(self) : before->seconds;

	zone_civil(self->context->zone, seconds, local);
	return seconds;
}

int64_t reading_around(const struct reading *self, struct civil *local)
{
	struct reading copy = *self;

	return reading_base(&copy, local);
}

void reading_set_instant(const struct reading *self, int64_t seconds, struct when *out)
{
	struct civil local;

	zone_civil(self->context->zone, seconds, &local);
	out->kind = WHEN_INSTANT;
	out->seconds = seconds;
	out->offset = local.offset;
}

void reading_set_day(const struct civil *day, struct when *out)
{
	out->kind = WHEN_DATE;
	out->seconds = civil_days(day->year, day->month, day->day) * DAY_SECONDS;
	out->offset = 0;
}

/* The later of the two moments at which clocks show the same, when they are set back. */
static int64_t second_pass(const struct zone *zone, int64_t first)
{
	struct civil before;
	struct civil after;

	zone_civil(zone, first, &before);
	zone_civil(zone, first + DAY_SECONDS, &after);
	return first + before.offset - after.offset;
}

void reading_set_local(struct reading *self, struct when *out)
{
	const struct civil *local = &self->local;
	const struct zone *zone = self->context->zone;
	int64_t seconds;
	struct civil read;
	enum zone_fit fit = zone_instant(zone, local, &seconds);
	int64_t first = seconds;

	if (fit == ZONE_TWICE)
		seconds = reading_choose_pass(self, first, second_pass(zone, first));
	zone_civil(zone, seconds, &read);
	reading_set_instant(self, seconds, out);
	if (fit == ZONE_TWICE)
		reading_note(self, WHEN_ODD_TWICE,
			"%02d:%02d exists twice that day; the %s one, %s, is taken", local->hour,
			local->minute, seconds == first ? "first" : "second", read.label);
	if (fit == ZONE_NEVER)
		reading_note(self, WHEN_ODD_NEVER,
			"the clocks skip %02d:%02d that day; read as %02d:%02d %s", local->hour,
			local->minute, read.hour, read.minute, read.label);
}

/* Without a year: the likeliest one. */
static void choose_year(struct reading *self)
{
	struct civil base;

	(void)reading_base(self, &base);
	self->local.year = base.year;
	if (reading_choose_year(self))
		reading_note(self, WHEN_ODD_ASSUMED, "the year %d is assumed", self->local.year);
}

void reading_move_to(struct reading *self, int64_t days)
{
	struct civil day;

	civil_from_days(days, &day);
	self->local.year = day.year;
	self->local.month = day.month;
	self->local.day = day.day;
}

/* "monday" counted from now: the latest past one; where dates to come are asked for, the next. */
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

/* The day it is at a moment where the typed offset or label holds. */
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

/* A clock alone where nothing stands around it is one of today, unless it must be past or to come.
 */
static bool is_of_today(const struct reading *self)
{
	return self->context->tense == WHEN_EITHER && !reading_has_neighbour(self);
}

/* Fills in the day when only a clock, a weekday or "yesterday" was given. */
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

static int weekday_of(const struct civil *local)
{
	struct civil day;

	civil_from_days(civil_days(local->year, local->month, local->day), &day);
	return day.weekday;
}

bool reading_is_weekday(const struct reading *self)
{
	return weekday_of(&self->local) == self->weekday;
}

static void note_weekday(struct reading *self)
{
	if (!reading_is_weekday(self))
		reading_note(self, WHEN_ODD_WEEKDAY, "that day is a %s, not a %s",
			civil_weekday_name(weekday_of(&self->local)),
			civil_weekday_name(self->weekday));
}

/* A name of tzdata after the time: "08:00 Europe/Berlin". */
static bool set_in_zone(struct reading *self, const char *name, struct when *out)
{
	struct zone zone;
	struct when_context context = *self->context;

	bool is_place =
		strchr(name, '/') != NULL || token_is_text(&self->label[self->label_words], "time");

	if (!is_place || !zone_find(&zone, name, NULL, NULL))
		return err_set(self->err, ERR_VALUE,
			"\"%s\" is no time zone known here; type UTC-4, say, or America/New_York",
			name);
	const struct when_context *own = self->context;

	context.zone = &zone;
	self->context = &context;
	reading_set_local(self, out);
	self->context = own;
	return true;
}

static void note_label(struct reading *self, const struct label_reading *read, const char *label)
{
	if (read->fit == LABEL_WRONG)
		reading_note(self, WHEN_ODD_LABEL, "%s is not in use in %s on %04d-%02d-%02d",
			label, read->zone, self->local.year, self->local.month, self->local.day);
	else if (read->place != NULL)
		reading_note(self, WHEN_ODD_ASSUMED, "%s is read as %s time", label, read->place);
	if (read->place != NULL)
		reading_note(self, WHEN_ODD_ASSUMED, "%s time is called that, too", read->other);
}

static bool set_labelled(struct reading *self, struct when *out)
{
	char label[LABEL_SIZE];
	struct label_reading read;

	reading_copy_label(self, label);
	label_read(&read, self->context->zone, &self->local, label);
	if (read.fit == LABEL_UNKNOWN)
		return set_in_zone(self, label, out);
	out->kind = WHEN_INSTANT;
	out->seconds = read.seconds;
	out->offset = read.offset;
	note_label(self, &read, label);
	return true;
}

/* The offset that a word beside the time means: a label or the name of a zone. */
static bool find_offset(struct reading *self, const char *label, int32_t *offset)
{
	struct label_reading read;
	struct when when = {0};

	label_read(&read, self->context->zone, &self->local, label);
	*offset = read.offset;
	if (read.fit != LABEL_UNKNOWN)
		return true;
	if (!set_in_zone(self, label, &when))
		return false;
	*offset = when.offset;
	return true;
}

/* "-0400 EDT", "UTC+2", "+02:00[Europe/Berlin]": the figures count. */
static bool check_label(struct reading *self)
{
	char label[LABEL_SIZE];
	int32_t offset;

	if (self->label == NULL)
		return true;
	reading_copy_label(self, label);
	if (label_is_utc(label))
		return true;
	if (!find_offset(self, label, &offset))
		return false;
	if (offset != self->offset)
		reading_note(self, WHEN_ODD_LABEL,
			"%s is another offset, the one in figures counts", label);
	return true;
}

bool reading_set_moment(struct reading *self, struct when *out)
{
	if (self->has_offset) {
		out->kind = WHEN_INSTANT;
		out->offset = self->offset;
		out->seconds = civil_seconds(&self->local) - self->offset;
		return check_label(self);
	}
	if (self->label != NULL)
		return set_labelled(self, out);
	reading_set_local(self, out);
	self->odd |= WHEN_ODD_NO_OFFSET;
	return true;
}

/* Is there such a time of day, whatever the day will be? */
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
		return err_set(self->err, ERR_VALUE, "there is neither a day nor a time in it");
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
			reading_note(self, 0, "a date is enough here, the time is left out");
		if (!self->context->date_only)
			reading_note(self, WHEN_ODD_NO_TIME, "a day without a time");
		reading_set_day(&self->local, out);
		return true;
	}
	return reading_set_moment(self, out);
}

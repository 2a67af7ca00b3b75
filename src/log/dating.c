/*
 * When the entries of a log happened. Most stamps say all of it; the others are read one after the
 * other: a day stands above the lines, a clock goes on from the one before and past midnight, a
 * year is the nearest one to the incident.
 */
#include "halves.h"
#include "internal.h"

#include "stamp.h"

#include <stdlib.h>
#include <string.h>

#define DAY_SECONDS INT64_C(86400)
#define BACK_MOST INT64_C(3600) /* lines of a log may be this much out of order */

struct dater {
	struct log *log;
	const struct log_dating *dating;
	struct zone zone;
	struct when before; /* the time before it in the log; WHEN_NONE: none yet */
	size_t day;         /* the day above, an index; SIZE_MAX: none yet */
	int64_t day_number; /* that day, in days since 1970; valid if has_day */
	int64_t next_day;   /* the first clock is of a day before this one; INT64_MAX: of any */
	bool has_day;
	bool has_halves;   /* some of its clocks leave out AM and PM */
	bool is_day_first; /* 13/5 is in it: the day stands before the month */
};

/* --- reading --- */

static void context_init(const struct dater *self, struct when_context *context)
{
	*context = (struct when_context){
		.zone = &self->zone,
		.now = self->dating->captured,
		.before = self->before.kind != WHEN_NONE ? self->before : self->dating->start,
		.tense = WHEN_EITHER,
		.order = WHEN_LOOSE,
	};
}

/* "Today at 9:41 AM", "5m12s ago" */
static bool is_moving(const char *stamp)
{
	struct scan scan = scan_of(slice_of_text(stamp));
	size_t len = strlen(stamp);

	return (len > 4 && strcmp(stamp + len - 4, " ago") == 0) ||
	       (scan_stamp(&scan) & STAMP_MOVING);
}

/* "5/3/2024 2:10 PM" and "5/3 2:10 PM": two numbers, either of which may be the month. */
static bool split_numbers(const char *stamp, int64_t *first, int64_t *second, struct slice *rest)
{
	struct scan scan = scan_of(slice_of_text(stamp));

	if (!scan_digits(&scan, 1, 2, first) || !scan_char(&scan, '/') ||
		!scan_digits(&scan, 1, 2, second))
		return false;
	*rest = scan_rest(&scan);
	return true;
}

static int64_t distance(const struct when *a, const struct when *b)
{
	return llabs(a->seconds - b->seconds);
}

/* Such a date as the reading that is nearer to what is around it. */
static bool read_numbers(
	const struct dater *self, const char *stamp, struct when_context *context, struct when *out)
{
	int64_t first, second;
	struct slice rest;
	struct when other;
	struct str swapped = {0};

	if (!split_numbers(stamp, &first, &second, &rest) || first > 12 || second > 12 ||
		first == second)
		return false;

	bool is_read = when_parse_loose(out, stamp, context, NULL, NULL);

	str_appendf(&swapped, "%d/%d%.*s", (int)second, (int)first, (int)rest.len, rest.data);
	if (when_parse_loose(&other, str_text(&swapped), context, NULL, NULL) &&
		(self->is_day_first || !is_read ||
			(context->before.kind == WHEN_INSTANT &&
				distance(&other, &context->before) <
					distance(out, &context->before))))
		*out = other;
	str_release(&swapped);
	return is_read;
}

/* "0503 09:41:02.123", "20240503 09:41:02": month and day in four digits, as klog writes them. */
static bool read_four(const char *stamp, struct when_context *context, struct when *out)
{
	struct scan scan = scan_of(slice_of_text(stamp));
	struct str text = {0};
	int64_t day;
	bool is_read;

	if (scan_digits(&scan, 8, 8, &day))
		str_appendf(&text, "%d-%02d-%02d", (int)(day / 10000), (int)(day / 100 % 100),
			(int)(day % 100));
	else if (scan_digits(&scan, 4, 4, &day))
		str_appendf(&text, "%d/%d", (int)(day / 100), (int)(day % 100));
	str_appendf(&text, "%s", scan.at);
	is_read = scan.at != stamp && scan_blank(&scan) &&
		  when_parse_loose(out, str_text(&text), context, NULL, NULL);
	str_release(&text);
	return is_read;
}

/* "around 10": an hour that must be about one, else it could be any number */
static bool read_hour(const char *stamp, struct when_context *context, struct when *out)
{
	size_t at = strcspn(stamp, "0123456789");
	struct str text = {0};
	bool is_read;

	if (at == 0 || stamp[at] == '\0' || strlen(stamp + at) > 2)
		return false;
	str_appendf(&text, "%s:00", stamp);
	is_read = when_parse_loose(out, str_text(&text), context, NULL, NULL);
	str_release(&text);
	return is_read;
}

static bool read_full(const struct dater *self, const char *stamp, struct when *out)
{
	struct when_context context;

	if (when_parse(out, stamp, NULL) && out->kind == WHEN_INSTANT)
		return true;
	context_init(self, &context);
	if (is_moving(stamp)) {
		context.before = (struct when){0};
		context.tense = WHEN_PAST;
	}
	if (read_numbers(self, stamp, &context, out) || read_four(stamp, &context, out))
		return true;
	return read_hour(stamp, &context, out) ||
	       when_parse_loose(out, stamp, &context, NULL, NULL);
}

/* --- clocks --- */

static int64_t day_of(const struct dater *self, int64_t seconds)
{
	struct when when = {.kind = WHEN_INSTANT, .seconds = seconds};

	return when_day(&when, &self->zone);
}

static int64_t seconds_of_day(const struct dater *self, int64_t seconds)
{
	struct civil local;

	zone_civil(&self->zone, seconds, &local);
	return (local.hour * INT64_C(60) + local.minute) * 60 + local.second;
}

/* The moment of a clock on a day; of two such moments the one after the time before it. */
static void moment_of(const struct dater *self, int64_t day, int64_t clock, struct when *out)
{
	struct when date = {.kind = WHEN_DATE, .seconds = day * DAY_SECONDS};
	struct civil local;
	int64_t seconds;

	(void)when_civil(&date, &self->zone, &local);
	local.hour = (int)(clock / 3600);
	local.minute = (int)(clock / 60 % 60);
	local.second = (int)(clock % 60);
	if (zone_instant(&self->zone, &local, &seconds) == ZONE_TWICE &&
		self->before.kind == WHEN_INSTANT && seconds < self->before.seconds) {
		struct civil later;

		zone_civil(&self->zone, seconds + 3600, &later);
		seconds += later.hour == local.hour ? 3600 : 0;
	}
	zone_civil(&self->zone, seconds, &local);
	*out = (struct when){.kind = WHEN_INSTANT, .seconds = seconds, .offset = local.offset};
}

/* How far a moment is from the incident. Most of a log is written after the start, so a time
 * before it is twice as far. */
static int64_t distance_from(const struct log_dating *incident, int64_t seconds)
{
	int64_t after = seconds - incident->start.seconds;

	if (incident->end.kind == WHEN_INSTANT && after >= 0 && seconds <= incident->end.seconds)
		return 0;
	return after >= 0 ? after : -2 * after;
}

/* A clock on the day that is nearest to the incident, and above the days that the log names. */
static void moment_near(const struct dater *self, int64_t clock, struct when *out)
{
	int64_t day = day_of(self, self->dating->start.seconds);
	struct when other;

	day = day < self->next_day ? day : self->next_day - 1;
	moment_of(self, day, clock, out);
	for (int step = -1; step <= 1 && day + step < self->next_day; step += 2) {
		moment_of(self, day + step, clock, &other);
		if (distance_from(self->dating, other.seconds) <
			distance_from(self->dating, out->seconds))
			*out = other;
	}
}

/* The first clock of a log: of the given day, else in the incident, else before the copy. */
static void first_moment(const struct dater *self, int64_t clock, struct when *out)
{
	const struct when *start = &self->dating->start;
	struct when day = self->dating->day;

	if (day.kind != WHEN_NONE) {
		moment_of(self, when_day(&day, &self->zone), clock, out);
		return;
	}
	if (start->kind == WHEN_DATE) {
		moment_of(self, start->seconds / DAY_SECONDS, clock, out);
	} else if (start->kind == WHEN_INSTANT) {
		moment_near(self, clock, out);
	} else {
		moment_of(self, day_of(self, self->dating->captured), clock, out);
		if (out->seconds > self->dating->captured + WHEN_CLOCK_SKEW)
			moment_of(self, day_of(self, self->dating->captured) - 1, clock, out);
	}
}

static void read_moment(struct dater *self, int64_t clock, struct when *out)
{
	if (self->has_day) {
		moment_of(self, self->day_number, clock, out);
		return;
	}
	if (self->before.kind != WHEN_INSTANT) {
		first_moment(self, clock, out);
		return;
	}

	int64_t day = day_of(self, self->before.seconds);

	moment_of(self, day, clock, out);
	if (out->seconds < self->before.seconds - BACK_MOST)
		moment_of(self, day + 1, clock, out);
}

/* --- the log --- */

/* The day that stands between the lines, the nth. */
static bool read_day(const struct dater *self, size_t index, int64_t *number)
{
	struct when day;

	if (index >= self->log->n_days || !read_full(self, self->log->days[index], &day) ||
		(day.kind != WHEN_INSTANT && day.kind != WHEN_DATE))
		return false;
	*number = when_day(&day, &self->zone);
	return true;
}

/* A day that stands between the lines applies until a line says another, or midnight passes. */
static void enter_day(struct dater *self, size_t index)
{
	if (index == self->day)
		return;
	self->day = index;
	self->has_day = read_day(self, index, &self->day_number);
}

static bool has_fraction(const char *stamp)
{
	struct scan scan = scan_of(slice_of_text(stamp));

	return scan_stamp(&scan) & STAMP_FRACTION;
}

static void date_entry(struct dater *self, struct log_entry *entry)
{
	int64_t clock;
	bool is_read = true;

	enter_day(self, entry->day);
	entry->when = (struct when){0};
	if (entry->stamp[0] == '\0')
		return;
	if (read_clock(entry->stamp, &clock)) {
		if (self->has_halves && !has_half(entry->stamp) &&
			self->before.kind == WHEN_INSTANT)
			clock = clock_after(clock, seconds_of_day(self, self->before.seconds));
		read_moment(self, clock, &entry->when);
		if (self->has_day && self->before.kind == WHEN_INSTANT &&
			entry->when.seconds < self->before.seconds - BACK_MOST &&
			day_of(self, self->before.seconds) == self->day_number)
			moment_of(self, ++self->day_number, clock, &entry->when);
	} else {
		is_read = read_full(self, entry->stamp, &entry->when);
	}
	if (!is_read || (entry->when.kind != WHEN_INSTANT && entry->when.kind != WHEN_DATE)) {
		entry->when = (struct when){0};
		return;
	}
	self->log->n_fractions += has_fraction(entry->stamp);
	self->before = entry->when;
	entry->when.seconds += self->dating->shift;
}

/* Do the clocks of a log that says no days go backwards? Some lists have the newest first. */
static bool is_newest_first(const struct log *log)
{
	size_t down = 0, up = 0;
	int64_t last = -1;
	int64_t clock;

	if (log->n_days > 0)
		return false;
	for (size_t i = 0; i < log->n; i++) {
		if (!read_clock(log->entries[i].stamp, &clock))
			continue;
		down += last >= 0 && clock < last;
		up += last >= 0 && clock > last;
		last = clock;
	}
	return down > up + 1;
}

/* Is there a date like 13/5, which shows what the numbers mean? */
static bool has_day_first(const struct log *log)
{
	int64_t first, second;
	struct slice rest;

	for (size_t i = 0; i < log->n; i++)
		if (split_numbers(log->entries[i].stamp, &first, &second, &rest) && first > 12)
			return true;
	return false;
}

void log_date(struct log *self, const struct log_dating *dating)
{
	struct dater dater = {
		.log = self,
		.dating = dating,
		.zone = *dating->zone,
		.before = dating->before,
		.day = SIZE_MAX,
		.has_halves = leaves_out_halves(self),
		.is_day_first = has_day_first(self),
	};
	bool is_reversed = dating->before.kind == WHEN_NONE && is_newest_first(self);

	self->n_fractions = 0;
	if (self->zone && !dating->is_zone_given)
		(void)zone_find(&dater.zone, self->zone, NULL, NULL);
	if (!read_day(&dater, 0, &dater.next_day))
		dater.next_day = INT64_MAX;
	for (size_t i = 0; i < self->n; i++)
		date_entry(&dater, &self->entries[is_reversed ? self->n - 1 - i : i]);
}

bool log_needs_captured(const struct log *self)
{
	for (size_t i = 0; i < self->n; i++)
		if (is_moving(self->entries[i].stamp))
			return true;
	for (size_t i = 0; i < self->n_days; i++)
		if (is_moving(self->days[i]))
			return true;
	return false;
}

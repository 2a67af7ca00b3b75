/*
 * Slipped dates: the wrong year in January, the wrong month, month and day swapped. Most
 * of an incident's times are close together. One that is far away, but would be among
 * them with another year or month, was meant to be there.
 */
#include "internal.h"

#include "base/mem.h"
#include "model/milestone.h"

#include <stdlib.h>

#define CLOSE (14 * DAY_SECONDS)
#define MARGIN (2 * DAY_SECONDS)

struct slip {
	int years;
	int months;
	bool is_exchanged;
	const char *place;
};

/* The first that explains it is reported. */
static const struct slip slips[] = {
	{0, 0, true, NULL},
	{1, 0, false, "a year before"},
	{-1, 0, false, "a year after"},
	{0, 1, false, "a month before"},
	{0, -1, false, "a month after"},
	{0, 2, false, "two months before"},
	{0, -2, false, "two months after"},
};

/* The span that contains most times. */
struct core {
	int64_t first;
	int64_t last;
	size_t n;
};

static bool is_of_incident(const struct form_field *field)
{
	return milestone_of_field(field) != MILESTONE_NONE ||
	       field_has_role(field, ROLE_EVENT_TIME) || field->milestone[0] != '\0' ||
	       field->n_after + field->n_before + field->n_within > 0;
}

/* The next time that belongs to the incident. */
static bool next_time(const struct check *check, struct rule_cursor *cursor, struct when *when)
{
	while (rule_cursor_next(check, cursor, kind_is_moment))
		if (is_of_incident(cursor->field) && time_read(check, cursor, when) &&
			time_has_number(when))
			return true;
	return false;
}

static int compare_seconds(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left;
	int64_t b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

static int64_t *collect(const struct check *check, size_t *n)
{
	int64_t *times = NULL;
	size_t cap = 0;
	struct when when;

	*n = 0;
	for (struct rule_cursor cursor = {0}; next_time(check, &cursor, &when);) {
		times = mem_grow(times, &cap, *n + 1, sizeof *times);
		times[(*n)++] = time_moment(check, &when);
	}
	if (times)
		qsort(times, *n, sizeof *times, compare_seconds);
	return times;
}

static struct core find_core(const int64_t *times, size_t n)
{
	int64_t middle = times[(n - 1) / 2];
	struct core core = {.first = middle, .last = middle};

	for (size_t i = 0; i < n; i++) {
		if (llabs(times[i] - middle) > CLOSE)
			continue;
		core.first = times[i] < core.first ? times[i] : core.first;
		core.last = times[i] > core.last ? times[i] : core.last;
		core.n++;
	}
	return core;
}

static bool is_near(const struct core *core, int64_t seconds)
{
	return seconds >= core->first - MARGIN && seconds <= core->last + MARGIN;
}

/* Where the time would be without the slip; false if that is not a date. */
static bool undo(const struct check *check, const struct slip *slip, int64_t seconds, int64_t *out)
{
	struct civil local;

	zone_civil(&check->zone, seconds, &local);
	if (slip->is_exchanged) {
		int month = local.month;

		if (local.day > 12 || local.day == local.month)
			return false;
		local.month = local.day;
		local.day = month;
	} else {
		int months = local.year * 12 + (local.month - 1) + slip->years * 12 + slip->months;

		local.year = months / 12;
		local.month = months % 12 + 1;
	}
	(void)zone_instant(&check->zone, &local, out);
	return true;
}

static void report(struct check *check, const struct rule *rule, const struct rule_cursor *cursor,
	const struct when *when, const struct slip *slip, const struct core *core)
{
	const struct when moment = {.kind = WHEN_INSTANT, .seconds = core->first};
	const struct when first = {
		.kind = WHEN_DATE,
		.seconds = when_day(&moment, &check->zone) * DAY_SECONDS,
	};
	const char *time = check_time(check, 0, when);
	const char *others = check_time(check, 1, &first);

	if (slip->is_exchanged)
		check_report(check, rule, rule->level, cursor,
			"with month and day swapped, %s would be close to the other times, from %s on",
			time, others);
	else
		check_report(check, rule, rule->level, cursor,
			"%s is %s the other times, from %s on", time, slip->place, others);
}

static void check_slip(struct check *check, const struct rule *rule,
	const struct rule_cursor *cursor, const struct when *when, const struct core *core)
{
	for (size_t i = 0; i < LENGTH(slips); i++) {
		int64_t meant;

		if (!undo(check, &slips[i], time_moment(check, when), &meant) ||
			!is_near(core, meant))
			continue;
		report(check, rule, cursor, when, &slips[i], core);
		return;
	}
}

void run_slipped_date(struct check *check, const struct rule *rule)
{
	size_t n;
	int64_t *times = collect(check, &n);
	struct core core = {0};
	struct when when;

	if (n > 0)
		core = find_core(times, n);
	free(times);
	/* If more than a few are far away, it is not a slip but a long incident. */
	if (core.n == n || (n - core.n > 1 && (n - core.n) * 4 > n))
		return;
	for (struct rule_cursor cursor = {0}; next_time(check, &cursor, &when);) {
		int64_t seconds = time_moment(check, &when);

		if (seconds < core.first - CLOSE || seconds > core.last + CLOSE)
			check_slip(check, rule, &cursor, &when, &core);
	}
}

/* Rules about times against the calendar, now and each other. */
#include "internal.h"

#include <string.h>

#define FUTURE_GRACE 300
#define YEAR_DAYS 365

/* Clocks differ a little; today is not in the future. */
static bool is_future(const struct check *check, const struct when *when, const struct when *now)
{
	return time_difference(check, when, now) > (when->kind == WHEN_INSTANT ? FUTURE_GRACE : 0);
}

void run_future_time(struct check *check, const struct rule *rule)
{
	const struct when now = {.kind = WHEN_INSTANT, .seconds = check->now};

	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, kind_is_moment);) {
		struct when when;

		if (time_read(check, &cursor, &when) && time_has_number(&when) &&
			is_future(check, &when, &now))
			check_report(check, rule, rule->level, &cursor,
				"%s is in the future; it is %s now", check_time(check, 0, &when),
				check_time(check, 1, &now));
	}
}

static void append_offset(int32_t offset, struct str *out)
{
	int minutes = (offset < 0 ? -offset : offset) / 60;

	str_appendf(out, "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* Does the zone use the offset at another time of the year? */
static bool uses_offset(const struct zone *zone, int64_t seconds, int32_t offset)
{
	for (int quarter = -2; quarter <= 2; quarter++) {
		struct civil local;

		zone_civil(zone, seconds + quarter * DAY_SECONDS * YEAR_DAYS / 4, &local);
		if (local.offset == offset)
			return true;
	}
	return false;
}

/*
 * Another zone's offset is somebody's choice, especially UTC. One that the zone has at
 * another time of the year is a mistake.
 */
void run_wrong_offset(struct check *check, const struct rule *rule)
{
	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, kind_is_moment);) {
		struct when when;
		struct civil local;
		struct str offsets[2] = {{0}, {0}};
		struct str day = {0};

		if (!time_read_stored(check, &cursor, &when) || when.kind != WHEN_INSTANT ||
			when.offset == 0)
			continue;
		zone_civil(&check->zone, when.seconds, &local);
		if (local.offset == when.offset ||
			!uses_offset(&check->zone, when.seconds, when.offset))
			continue;
		append_offset(when.offset, &offsets[0]);
		append_offset(local.offset, &offsets[1]);
		civil_append_date(&local, check->style.dates, true, &day);
		check_report(check, rule, rule->level, &cursor,
			"the offset %s is not in use in %s on %s; %s is %s", str_text(&offsets[0]),
			check->zone.name, str_text(&day), local.label, str_text(&offsets[1]));
		str_release(&day);
		str_release(&offsets[0]);
		str_release(&offsets[1]);
	}
}

/* Does a come before b, as far as both are known? */
static bool is_before(const struct check *check, const struct when *a, const struct when *b)
{
	return time_has_number(a) && time_has_number(b) && time_difference(check, a, b) < 0;
}

static enum level order_level(const struct when *a, const struct when *b)
{
	return a->is_about || b->is_about ? LEVEL_WARNING : LEVEL_ERROR;
}

/* The name inside a sentence: "start" for Start. */
static const char *lower_name(struct check *check, unsigned slot, const struct form_field *field)
{
	const char *name = check_name(check, slot, field);
	char *first = check->named[slot].data;

	if (name[0] >= 'A' && name[0] <= 'Z' && name[1] >= 'a' && name[1] <= 'z')
		*first = (char)(*first + ('a' - 'A'));
	return name;
}

static void report_order(struct check *check, const struct rule *rule,
	const struct rule_cursor *cursor, const struct when *when, const char *word, unsigned other,
	const struct when *than)
{
	check_report(check, rule, order_level(when, than), cursor, "%s %s is %s %s %s",
		lower_name(check, 0, cursor->field), check_time(check, 0, when), word,
		lower_name(check, 1, &check->document->form->fields[other]),
		check_time(check, 1, than));
}

void run_end_before_start(struct check *check, const struct rule *rule)
{
	const struct form *form = check->document->form;
	struct when start;
	struct when end;

	if (!time_of_role(check, ROLE_START, &start) || !time_of_role(check, ROLE_END, &end) ||
		!is_before(check, &end, &start))
		return;
	struct rule_cursor cursor = rule_cursor_field(check, form_find_role(form, ROLE_END));

	report_order(
		check, rule, &cursor, &end, "before", form_find_role(form, ROLE_START), &start);
}

/* The one pair with a rule of its own. */
static bool is_start_and_end(const struct form_field *a, const struct form_field *b)
{
	return (field_has_role(a, ROLE_END) && field_has_role(b, ROLE_START)) ||
	       (field_has_role(a, ROLE_START) && field_has_role(b, ROLE_END));
}

struct bound {
	const struct rule_cursor *cursor;
	const struct when *when;
	const char *path;
	bool is_lower;
};

static void check_bound(struct check *check, const struct rule *rule, const struct bound *bound)
{
	const struct form *form = check->document->form;
	unsigned number = form_find(form, bound->path);
	struct when limit;

	if (number == FORM_NONE || is_start_and_end(bound->cursor->field, &form->fields[number]) ||
		!time_read_field(check, number, &limit))
		return;
	if (bound->is_lower ? is_before(check, bound->when, &limit)
			    : is_before(check, &limit, bound->when))
		report_order(check, rule, bound->cursor, bound->when,
			bound->is_lower ? "before" : "after", number, &limit);
}

/* Does the other field constrain this one too, and report it? */
static bool is_mutual(const struct check *check, const char *path, const struct form_field *field)
{
	unsigned number = form_find(check->document->form, path);

	if (number == FORM_NONE || field->is_column)
		return false;
	const struct form_field *other = &check->document->form->fields[number];

	for (size_t i = 0; i < other->n_after; i++)
		if (strcmp(other->after[i], field->path) == 0)
			return true;
	return false;
}

static void check_upper(
	struct check *check, const struct rule *rule, struct bound *bound, const char *path)
{
	bound->is_lower = false;
	bound->path = path;
	if (!is_mutual(check, path, bound->cursor->field))
		check_bound(check, rule, bound);
}

static void check_bounds(struct check *check, const struct rule *rule,
	const struct rule_cursor *cursor, const struct when *when)
{
	const struct form_field *field = cursor->field;
	struct bound bound = {.cursor = cursor, .when = when, .is_lower = true};

	for (size_t i = 0; i < field->n_after; i++) {
		bound.path = field->after[i];
		check_bound(check, rule, &bound);
	}
	if (field->n_within == 2) {
		bound.path = field->within[0];
		check_bound(check, rule, &bound);
		check_upper(check, rule, &bound, field->within[1]);
	}
	for (size_t i = 0; i < field->n_before; i++)
		check_upper(check, rule, &bound, field->before[i]);
}

/* The timeline's own times and due dates have more specific rules. */
static bool has_own_rule(const struct form_field *field)
{
	return field_has_role(field, ROLE_EVENT_TIME) || field_has_role(field, ROLE_TASK_DUE);
}

void run_time_order(struct check *check, const struct rule *rule)
{
	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, kind_is_time);) {
		const struct form_field *field = cursor.field;
		struct when when;

		if (field->n_after + field->n_before + field->n_within == 0 || has_own_rule(field))
			continue;
		if (time_read(check, &cursor, &when) && time_has_number(&when))
			check_bounds(check, rule, &cursor, &when);
	}
}

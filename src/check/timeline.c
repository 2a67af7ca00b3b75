/* Rules about the timeline: its order, and the header's milestones against its rows. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

#define SAME 60            /* seconds: a header has minutes, a row may have seconds */
#define SAME_IF_ABOUT 3600 /* the same for approximate times */
#define CLOSE DAY_SECONDS  /* a deploy before it, a notice after it: part of the story */

/* The first time column of a table; FORM_NONE if it has none. */
static unsigned time_column(const struct form_field *rows)
{
	for (size_t i = 0; i < rows->n_columns; i++)
		if (kind_info(rows->columns[i].kind)->is_time)
			return (unsigned)i;
	return FORM_NONE;
}

static bool read_cell(
	const struct check *check, const struct rule_cursor *cursor, struct when *when)
{
	return !cursor->value->is_foreign && time_read(check, cursor, when) &&
	       time_has_number(when);
}

static void check_order(struct check *check, const struct rule *rule, unsigned field)
{
	const struct form_field *table = &check->document->form->fields[field];
	unsigned column = time_column(table);
	struct when latest = {0};

	for (size_t row = 0; column != FORM_NONE && row < check->document->tables[field].n; row++) {
		struct rule_cursor cursor = rule_cursor_cell(check, field, row, column);
		struct when when;

		if (!read_cell(check, &cursor, &when))
			continue;
		int64_t later =
			time_has_number(&latest) ? time_difference(check, &when, &latest) : 1;

		if (later < 0)
			check_report(check, rule, rule->level, &cursor, "%s is below %s",
				check_time(check, 0, &when), check_time(check, 1, &latest));
		else if (later > 0 || when.kind == WHEN_INSTANT)
			latest = when; /* a day says less than a moment on it */
	}
}

void run_timeline_order(struct check *check, const struct rule *rule)
{
	const struct form *form = check->document->form;

	for (unsigned i = 0; i < form->n_fields; i++)
		if (form->fields[i].kind == KIND_ROWS && form->fields[i].sorted)
			check_order(check, rule, i);
}

static void check_outside(struct check *check, const struct rule *rule,
	const struct rule_cursor *cursor, const struct when *start, const struct when *end)
{
	struct when when;

	if (!read_cell(check, cursor, &when))
		return;
	bool is_early = time_has_number(start) && time_difference(check, &when, start) < 0;
	bool is_late = time_has_number(end) && time_difference(check, &when, end) > 0;
	const struct when *bound = is_early ? start : end;

	if (!is_early && !is_late)
		return;
	bool is_close = llabs(time_difference(check, &when, bound)) <= CLOSE;

	check_report(check, rule, is_close ? LEVEL_NOTE : LEVEL_WARNING, cursor,
		"%s is %s of the incident, %s", check_time(check, 0, &when),
		is_early ? "before the start" : "after the end", check_time(check, 1, bound));
}

void run_timeline_outside(struct check *check, const struct rule *rule)
{
	unsigned field;
	const struct rows *rows = check_table(check, ROLE_EVENTS, &field);
	unsigned column = rows ? check_column(check, field, ROLE_EVENT_TIME) : FORM_NONE;
	struct when start;
	struct when end;

	if (column == FORM_NONE)
		return;
	(void)time_of_role(check, ROLE_START, &start);
	(void)time_of_role(check, ROLE_END, &end);
	for (size_t row = 0; row < rows->n; row++) {
		struct rule_cursor cursor = rule_cursor_cell(check, field, row, column);

		check_outside(check, rule, &cursor, &start, &end);
	}
}

/* The first row of this kind; NO_ROW if there is none. */
static size_t find_event(const struct rows *rows, unsigned column, const char *kind)
{
	for (size_t row = 0; row < rows->n; row++)
		if (strcmp(str_text(&rows->items[row].cells[column].text), kind) == 0)
			return row;
	return NO_ROW;
}

static bool is_same_moment(
	const struct check *check, const struct when *header, const struct when *event)
{
	int64_t difference = llabs(time_difference(check, header, event));

	return difference < (header->is_about || event->is_about ? SAME_IF_ABOUT : SAME);
}

static void check_milestone(struct check *check, const struct rule *rule, unsigned header,
	unsigned events, const struct rows *rows)
{
	unsigned kind = check_column(check, events, ROLE_EVENT_KIND);
	unsigned at = check_column(check, events, ROLE_EVENT_TIME);
	const struct form_field *field = &check->document->form->fields[header];
	struct when stated;
	struct when listed;

	if (kind == FORM_NONE || at == FORM_NONE || !time_read_field(check, header, &stated) ||
		!time_has_number(&stated))
		return;
	size_t row = find_event(rows, kind, field->milestone);

	if (row == NO_ROW)
		return;
	struct rule_cursor event = rule_cursor_cell(check, events, row, at);
	struct rule_cursor cursor = rule_cursor_field(check, header);

	if (read_cell(check, &event, &listed) && !is_same_moment(check, &stated, &listed))
		check_report(check, rule, rule->level, &cursor,
			"%s here, but the timeline's row \"%s\" is %s %s",
			check_time(check, 0, &stated), field->milestone, time_preposition(&listed),
			check_time(check, 1, &listed));
}

void run_milestone_disagrees(struct check *check, const struct rule *rule)
{
	const struct form *form = check->document->form;
	unsigned events;
	const struct rows *rows = check_table(check, ROLE_EVENTS, &events);

	for (unsigned i = 0; rows != NULL && i < form->n_fields; i++)
		if (form->fields[i].milestone[0] != '\0')
			check_milestone(check, rule, i, events, rows);
}

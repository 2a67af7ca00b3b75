/* Rules about the task table: that it has tasks, and who does what by when. */
#include "internal.h"

#include "model/task.h"

#include <string.h>

struct tasks {
	const struct rows *rows;
	unsigned field;
	unsigned column; /* the one a rule looks at */
	unsigned state;
};

static bool find_tasks(const struct check *check, enum role column, struct tasks *out)
{
	out->rows = check_table(check, ROLE_TASKS, &out->field);
	if (out->rows == NULL)
		return false;
	out->column = check_column(check, out->field, column);
	out->state = check_column(check, out->field, ROLE_TASK_STATE);
	return out->column != FORM_NONE;
}

/* For a draft's empty table; one that the form requires is reported as missing. */
void run_no_task(struct check *check, const struct rule *rule)
{
	unsigned field;
	const struct rows *rows = check_table(check, ROLE_TASKS, &field);

	if (rows == NULL || rows->n > 0)
		return;
	struct rule_cursor cursor = rule_cursor_field(check, field);
	bool is_required =
		cursor.field->required != STATUS_NEVER && check->status >= cursor.field->required;

	if (!cursor.value->is_foreign && !is_required)
		check_report(check, rule,
			check->status == STATUS_DRAFT ? LEVEL_NOTE : LEVEL_WARNING, &cursor,
			"this incident has no tasks");
}

static bool is_closed(const struct check *check, const struct tasks *tasks, size_t row)
{
	if (tasks->state == FORM_NONE)
		return false;
	struct rule_cursor state = rule_cursor_cell(check, tasks->field, row, tasks->state);

	return task_state_is_closed(state.field, state.text);
}

/* Reports each row whose cell in this column is empty; completely empty rows are not tasks yet. */
static void check_column_filled(
	struct check *check, const struct rule *rule, enum role role, const char *sentence)
{
	struct tasks tasks;
	unsigned text;

	if (!find_tasks(check, role, &tasks))
		return;
	text = check_column(check, tasks.field, ROLE_TASK_TEXT);
	for (size_t row = 0; row < tasks.rows->n; row++) {
		struct rule_cursor cursor = rule_cursor_cell(check, tasks.field, row, tasks.column);

		if (cursor.value->is_foreign || !is_blank(cursor.text) ||
			is_closed(check, &tasks, row))
			continue;
		struct rule_cursor what = rule_cursor_cell(
			check, tasks.field, row, text != FORM_NONE ? text : tasks.column);

		check_report(check, rule, check_level(check), &cursor, "%s %s",
			is_blank(what.text) ? "the task" : check_quote(check, what.text, what.len),
			sentence);
	}
}

void run_task_without_owner(struct check *check, const struct rule *rule)
{
	check_column_filled(check, rule, ROLE_TASK_OWNER, "has no owner");
}

void run_task_without_due(struct check *check, const struct rule *rule)
{
	check_column_filled(check, rule, ROLE_TASK_DUE, "has no due date");
}

static bool read_due(const struct check *check, const struct tasks *tasks, size_t row,
	struct rule_cursor *cursor, struct when *due)
{
	*cursor = rule_cursor_cell(check, tasks->field, row, tasks->column);
	return !cursor->value->is_foreign && time_read(check, cursor, due) && time_has_number(due);
}

void run_due_before_incident(struct check *check, const struct rule *rule)
{
	struct tasks tasks;
	struct when start;

	if (!find_tasks(check, ROLE_TASK_DUE, &tasks) || !time_of_role(check, ROLE_START, &start))
		return;
	for (size_t row = 0; row < tasks.rows->n; row++) {
		struct rule_cursor cursor;
		struct when due;

		if (read_due(check, &tasks, row, &cursor, &due) &&
			time_difference(check, &due, &start) < 0)
			check_report(check, rule, rule->level, &cursor,
				"due %s, before the incident began %s %s",
				check_time(check, 0, &due), time_preposition(&start),
				check_time(check, 1, &start));
	}
}

void run_task_overdue(struct check *check, const struct rule *rule)
{
	const struct when now = {.kind = WHEN_INSTANT, .seconds = check->now};
	struct tasks tasks;

	if (!find_tasks(check, ROLE_TASK_DUE, &tasks))
		return;
	for (size_t row = 0; row < tasks.rows->n; row++) {
		struct rule_cursor cursor;
		struct when due;

		if (is_closed(check, &tasks, row))
			continue;
		if (read_due(check, &tasks, row, &cursor, &due) &&
			time_difference(check, &due, &now) < 0)
			check_report(check, rule, rule->level, &cursor,
				"was due %s and is still open", check_time(check, 0, &due));
	}
}

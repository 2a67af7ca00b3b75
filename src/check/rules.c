/*
 * The table of rules. A rule's id is stable: it occurs in messages, in other tools'
 * settings and in docs/rules.md, which has a paragraph for each.
 */
#include "internal.h"

static const struct rule rules[] = {
	/* structure */
	{
		.id = "ambiguous-file",
		.level = LEVEL_ERROR,
		.title = "The file can be read in two ways",
		.hint = "Remove the second key or document; until then the file is read-only",
		.run = run_ambiguous_file,
	},
	{
		.id = "undefined-alias",
		.level = LEVEL_ERROR,
		.title = "An alias without an anchor above it",
		.hint = "Put the anchor (&name) on a value above, or write the value instead of *name",
		.run = run_undefined_alias,
	},
	{
		.id = "newer-file",
		.level = LEVEL_ERROR,
		.title = "The file was written by a newer Afterword",
		.hint = "Use that version; with this one the file is read-only",
		.run = run_newer_file,
	},
	{
		.id = "unknown-key",
		.level = LEVEL_WARNING,
		.title = "A key that the form does not know",
		.hint = "Correct the key, or remove it; it is kept but not shown",
		.run = run_unknown_key,
	},
	{
		.id = "missing",
		.level = LEVEL_ERROR,
		.title = "A required field is empty",
		.hint = "Fill it in; a time may also be \"unknown\" or \"n/a\"",
		.run = run_missing,
	},
	{
		.id = "duplicate-row-id",
		.level = LEVEL_ERROR,
		.title = "Two rows have the same id",
		.hint = "Give the copied row another id, or none",
		.run = run_duplicate_row_id,
	},
	{
		.id = "row-without-id",
		.level = LEVEL_NOTE,
		.title = "Rows without an id",
		.hint = "Nothing to do; rows added in the editor have ids, which help merging",
		.run = run_row_without_id,
	},
	{
		.id = "open-conflict",
		.level = LEVEL_ERROR,
		.title = "Two versions of a text are waiting for a decision",
		.hint = "Keep one of the versions and remove the marker lines",
		.run = run_open_conflict,
	},
	/* values */
	{
		.id = "wrong-type",
		.level = LEVEL_ERROR,
		.title = "A value of a different kind than its field",
		.hint = "Write the kind of value the field asks for",
		.run = run_wrong_type,
	},
	{
		.id = "out-of-range",
		.level = LEVEL_ERROR,
		.title = "A number outside its limits",
		.hint = "Correct the number",
		.run = run_out_of_range,
	},
	{
		.id = "unknown-choice",
		.level = LEVEL_ERROR,
		.title = "A value that is not in the list",
		.hint = "Choose one from the list",
		.run = run_unknown_choice,
	},
	{
		.id = "unknown-zone",
		.level = LEVEL_ERROR,
		.title = "A time zone that does not exist",
		.hint = "Use a name such as America/New_York; until then times are shown in UTC",
		.run = run_unknown_zone,
	},
	/* how times are written */
	{
		.id = "not-a-time",
		.level = LEVEL_ERROR,
		.title = "A time or date that cannot be read",
		.hint = "Write it like 2023-10-15T08:00:00-04:00, or \"unknown\", or \"n/a\"",
		.run = run_time_form,
		.which = TIME_UNREAD,
	},
	{
		.id = "time-without-date",
		.level = LEVEL_ERROR,
		.title = "A time of day without its date",
		.hint = "Add the date",
		.run = run_time_form,
		.which = TIME_NO_DATE,
	},
	{
		.id = "time-without-offset",
		.level = LEVEL_WARNING,
		.title = "A local time without an offset",
		.hint = "Add the offset, such as -04:00, so that it means the same everywhere",
		.run = run_time_form,
		.which = TIME_NO_OFFSET,
	},
	{
		.id = "time-exists-twice",
		.level = LEVEL_WARNING,
		.title = "A local time that occurred twice",
		.hint = "Add the offset of the one that is meant",
		.run = run_time_form,
		.which = TIME_TWICE,
	},
	{
		.id = "time-does-not-exist",
		.level = LEVEL_ERROR,
		.title = "A local time that the clocks skipped",
		.hint = "Correct the time, or its zone",
		.run = run_time_form,
		.which = TIME_NEVER,
	},
	{
		.id = "time-form",
		.level = LEVEL_WARNING,
		.title = "A time in an unusual form",
		.hint = "Write it like 2023-10-15T08:00:00-04:00; editing the field rewrites it",
		.run = run_time_form,
		.which = TIME_FORM,
	},
	{
		.id = "zone-label",
		.level = LEVEL_WARNING,
		.title = "A zone label that does not fit the date",
		.hint = "Check whether summer time was in effect, and correct the label or the time",
		.run = run_zone_label,
		.which = TIME_LABEL,
	},
	{
		.id = "wrong-offset",
		.level = LEVEL_WARNING,
		.title = "An offset that the zone does not have at that date",
		.hint = "Check whether summer time was in effect, and correct the offset or the time",
		.run = run_wrong_offset,
	},
	/* times compared with each other */
	{
		.id = "end-before-start",
		.level = LEVEL_ERROR,
		.title = "The end is before the start",
		.hint = "Correct one of the two",
		.run = run_end_before_start,
	},
	{
		.id = "time-order",
		.level = LEVEL_ERROR,
		.title = "A time on the wrong side of another",
		.hint = "Correct one of the two",
		.run = run_time_order,
	},
	{
		.id = "future-time",
		.level = LEVEL_WARNING,
		.title = "A time in the future",
		.hint = "Check the year and the offset",
		.run = run_future_time,
	},
	{
		.id = "slipped-date",
		.level = LEVEL_WARNING,
		.title = "A time about a year or a month away from the others",
		.hint = "Check the year, and which number is the month",
		.run = run_slipped_date,
	},
	{
		.id = "stated-duration",
		.level = LEVEL_WARNING,
		.title = "A duration that the document's own times contradict",
		.hint = "Correct the words, the start or the end",
		.run = run_stated_duration,
	},
	/* timeline */
	{
		.id = "milestone-disagrees",
		.level = LEVEL_WARNING,
		.title = "A milestone and its timeline row have different times",
		.hint = "Correct the one that is wrong",
		.run = run_milestone_disagrees,
	},
	{
		.id = "timeline-order",
		.level = LEVEL_WARNING,
		.title = "Rows that are not in order of time",
		.hint = "Move the row, or correct its time",
		.run = run_timeline_order,
	},
	{
		.id = "timeline-outside",
		.level = LEVEL_WARNING,
		.title = "A row before the start or after the end of the incident",
		.hint = "Check the row's date; a cause from before the start is fine",
		.run = run_timeline_outside,
	},
	/* tasks */
	{
		.id = "no-task",
		.level = LEVEL_WARNING,
		.title = "The incident has no tasks",
		.hint = "Add what will be done so that it does not happen again",
		.run = run_no_task,
	},
	{
		.id = "task-without-owner",
		.level = LEVEL_ERROR,
		.title = "A task that nobody owns",
		.hint = "Name one owner; a task that everybody owns is done by nobody",
		.run = run_task_without_owner,
	},
	{
		.id = "task-without-due",
		.level = LEVEL_ERROR,
		.title = "A task without a due date",
		.hint = "Give it a date",
		.run = run_task_without_due,
	},
	{
		.id = "due-before-incident",
		.level = LEVEL_WARNING,
		.title = "A task due before the incident began",
		.hint = "Check the year of the due date",
		.run = run_due_before_incident,
	},
	{
		.id = "task-overdue",
		.level = LEVEL_WARNING,
		.title = "An open task whose due date has passed",
		.hint = "Close it, or agree on a new date",
		.run = run_task_overdue,
	},
	/* wording */
	{
		.id = "vague-task",
		.level = LEVEL_WARNING,
		.title = "A task that does not say when it is done",
		.hint = "Say what will be different when it is done",
		.run = run_vague_task,
	},
	{
		.id = "single-cause",
		.level = LEVEL_NOTE,
		.title = "Only one cause is named",
		.hint = "Ask what else was needed for this to happen",
		.run = run_single_cause,
	},
	{
		.id = "blame",
		.level = LEVEL_WARNING,
		.title = "Wording that judges people",
		.hint = "Say what made the action possible, and sensible at the time",
		.run = run_blame,
	},
	{
		.id = "name-in-cause",
		.level = LEVEL_WARNING,
		.title = "A person named as a cause",
		.hint = "Name the role or the system instead",
		.run = run_name_in_cause,
	},
	{
		.id = "placeholder",
		.level = LEVEL_WARNING,
		.title = "A placeholder that was left in",
		.hint = "Write what belongs there",
		.run = run_placeholder,
	},
	{
		.id = "duplicate-text",
		.level = LEVEL_NOTE,
		.title = "The same text in two fields",
		.hint = "Keep it in the field that asks for it",
		.run = run_duplicate_text,
	},
	/* last, because it counts what the others found */
	{
		.id = "final-with-errors",
		.level = LEVEL_ERROR,
		.title = "A final document that has errors",
		.hint = "Correct the errors, or set the status back to review",
		.run = run_final_with_errors,
	},
};

const struct rule *check_rules(size_t *n)
{
	*n = LENGTH(rules);
	return rules;
}

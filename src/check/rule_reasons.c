/*
 * Why each rule exists, in one or two sentences for who meets it for the first time, and what
 * in a form turns it off. docs/rules.md has the whole story.
 */
#include "internal.h"

#include <string.h>

struct reason {
	const char *id;
	const char *why;
	const char *off; /* NULL: nothing does */
};

static const struct reason reasons[] = {
	{"ambiguous-file", "Other tools may read another document than the one shown here."},
	{"undefined-alias", "Other programs reject the whole file because of it."},
	{"newer-file", "A save could destroy something that the newer version relies on."},
	{"unknown-key", "Mostly it is a misspelt key, and the field it was meant for is empty."},
	{"missing", "Readers take a gap to mean that nothing happened there.",
		"\"required\" of the field in the form says from which status on"},
	{"duplicate-row-id",
		"Ids tell rows apart when files are merged; a change may end up in the wrong one."},
	{"row-without-id", "Rows without one are told apart by their position only."},
	{"open-conflict", "One of the versions must go before anybody else reads the report."},
	{"wrong-type", "It is shown as it is in the file, and nothing is computed from it."},
	{"out-of-range", "Such a number would spoil every statistic it goes into.",
		"\"min\" and \"max\" of the field in the form are the limits"},
	{"unknown-choice", "Searching and counting by this field would miss the document.",
		"\"choices\" of the field in the form are the words"},
	{"unknown-zone", "Times are shown in UTC until the name is right."},
	{"not-a-time", "Nothing is computed from it, and it is compared with nothing."},
	{"time-without-date",
		"Nobody can tell later which day is meant, above all after midnight."},
	{"time-without-offset", "Without one it is another moment wherever it is read."},
	{"time-exists-twice",
		"When clocks are set back an hour occurs twice, and both can be meant."},
	{"time-does-not-exist",
		"No clock there showed it: when clocks are set forward an hour is left out."},
	{"time-form", "It is understood here, but other tools expect another form."},
	{"zone-label", "Labels are written out of habit, and then the time is an hour off."},
	{"wrong-offset", "An offset that is not in use at that date is mostly an hour off."},
	{"end-before-start", "Every duration in the report is computed from these two times."},
	{"time-order", "The steps of an incident follow one another; one of these is wrong.",
		"\"after\", \"before\" and \"within\" of the field in the form are the order"},
	{"future-time", "What has already happened cannot have a time to come.",
		"\"future: true\" for the field in the form allows it"},
	{"slipped-date", "The wrong year is common in January, and 04/05 is read both ways."},
	{"stated-duration", "Sooner or later somebody will quote each of the two."},
	{"milestone-disagrees", "The same moment is in two places, and readers find both.",
		"\"milestone\" of the field in the form ties them together"},
	{"timeline-order", "Readers take rows to be in the order of events.",
		"Without \"sorted: true\" in the form rows may be in any order"},
	{"timeline-outside", "Far from the incident a date is probably wrong."},
	{"no-task", "An incident that has no consequences will happen again."},
	{"task-without-owner", "A task without an owner waits for somebody else to begin."},
	{"task-without-due", "A task without a date is always the second most important one."},
	{"due-before-incident", "It could not have been done by then; mostly it is the year."},
	{"task-overdue", "A task that was quietly missed is one that nobody does."},
	{"vague-task", "Nobody can tell when such a task is finished, and so it never is.",
		"\"lint: [vague]\" of the field in the form turns it on"},
	{"single-cause",
		"Several things come together for an incident; those not named are still there.",
		"\"lint: [single]\" of the field in the form turns it on"},
	{"blame",
		"It ends the search for what made the action possible, and next time nobody will "
		"speak up.",
		"\"lint: [blame]\" of the field in the form turns it on"},
	{"name-in-cause", "Even if it is meant well, readers take the name to be the cause.",
		"\"lint: [names]\" of the field in the form turns it on"},
	{"placeholder", "The field looks filled in but is not."},
	{"duplicate-text", "One of the two questions has not been answered."},
	{"open-thread",
		"Somebody wanted to know or to change something, and it is not settled yet."},
	{"sign-off-missing", "Who was asked knows something about it that others may not."},
	{"sign-off-stale", "They agreed to other words than those there are now."},
	{"unanswered-question", "The checklist is what went wrong in other reports.",
		"\"checklist\" in the form has the questions"},
	{"state-by-hand", "Nobody can tell later who called it final."},
	{"waived", "Readers of the findings should know what was accepted, and why."},
	{"final-with-errors", "Others rely on a final report, and will not look at findings."},
};

static const struct reason *reason_of(const struct rule *rule)
{
	static const struct reason none = {"", "", NULL};

	for (size_t i = 0; i < LENGTH(reasons); i++)
		if (strcmp(reasons[i].id, rule->id) == 0)
			return &reasons[i];
	return &none;
}

const char *check_rule_reason(const struct rule *rule)
{
	return reason_of(rule)->why;
}

const char *check_rule_off(const struct rule *rule)
{
	return reason_of(rule)->off;
}

const char *check_waiver_refusal(const struct rule *rule)
{
	if (rule->is_about_review)
		return "settle it by an answer, a sign-off or a tick";
	if (rule->is_never_waived)
		return "with it nobody can tell what the document says, so correct it";
	return NULL;
}

#include "help_times.h"

static const struct help_time times[] = {
	{"14:05  2:05pm  14h05", NULL, "the moment nearest to the rows around it",
		.is_clock = true},
	{"+7m  -1h30", NULL, "from the row above, or the step before"},
	{"now  today  yesterday 22:10", NULL, "from this moment"},
	{"Fri 14:05  15 Oct 8am", "Fri 14:05  Oct 15 8am",
		"the day nearest to the times around it"},
	{"~14:05  about 2pm", NULL, "about then; the document keeps the ~",
		.words = "around approximately roughly circa rough vague estimate ish ≈",
		.is_clock = true, .is_about = true},
	{"unknown  n/a", NULL, "nobody knows; there was no such moment"},
	{"ongoing", NULL, "for an end: not over yet", .is_end = true},
	{"10/15/2023 8am  15.10.2023 8:00", NULL, "month first with /, day first with ."},
	{"14:05 UTC  14:05+02:00", NULL, "in another zone than the document's"},
	{"fri  +2w  15 Dec  end of month", "fri  +2w  Dec 15  end of month",
		"a due date: it looks forward", .is_due = true},
	{"2023-10-15T08:00:00-04:00", NULL, "as the file has it"},
	{"1697371200", NULL, "seconds since 1970"},
	{"15/Oct/2023:08:00:00 -0400", NULL, "from the log of a web server"},
	{"Oct 15 08:00:00", NULL, "from syslog"},
	{"Sun Oct 15 08:00:00 EDT 2023", NULL, "from date(1)"},
};

const struct help_time *help_times(size_t *n)
{
	*n = sizeof(times) / sizeof(*times);
	return times;
}

const char *help_time_written(const struct help_time *self, enum date_style dates)
{
	return dates == DATE_MONTH_DAY && self->month_first ? self->month_first : self->written;
}

/* "circa" is no time, but "circa 14:05" is. */
static bool read_input(const char *input, const struct zone *zone, int64_t now, struct when *when)
{
	const struct when_context context = {.zone = zone, .now = now};
	struct str before = {0};
	struct str note = {0};
	bool is_read = when_parse_loose(when, input, &context, &note, NULL);

	str_appendf(&before, "%s 14:05", input);
	if (!is_read)
		is_read = when_parse_loose(when, str_text(&before), &context, &note, NULL) &&
			  when->is_about;
	str_release(&before);
	str_release(&note);
	return is_read && when->kind == WHEN_INSTANT;
}

bool help_time_is_meant(
	const struct help_time *self, const char *input, const struct zone *zone, int64_t now)
{
	struct when when;

	return self->is_clock && input[0] != '\0' && read_input(input, zone, now, &when) &&
	       (self->is_about || !when.is_about);
}

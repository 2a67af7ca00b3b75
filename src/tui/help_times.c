#include "help_times.h"

static const struct help_time times[] = {
	{"14:05  2:05pm  14h05", "the moment nearest to the rows around it"},
	{"+7m  -1h30", "from the row above, or the step before"},
	{"now  today  yesterday 22:10", "from this moment"},
	{"Fri 14:05  15 Oct 8am", "the day nearest to the times around it"},
	{"~14:05  about 2pm", "about then; the document keeps the ~"},
	{"unknown  n/a", "nobody knows; there was no such moment"},
	{"ongoing", "for an end: not over yet", .is_end = true},
	{"10/15/2023 8am  15.10.2023 8:00", "month first with /, day first with ."},
	{"14:05 UTC  14:05+02:00", "in another zone than the document's"},
	{"fri  +2w  15 Dec  end of month", "a due date: it looks forward", .is_due = true},
	{"2023-10-15T08:00:00-04:00", "as the file has it"},
	{"1697371200", "seconds since 1970"},
	{"15/Oct/2023:08:00:00 -0400", "from the log of a web server"},
	{"Oct 15 08:00:00", "from syslog"},
	{"Sun Oct 15 08:00:00 EDT 2023", "from date(1)"},
};

const struct help_time *help_times(size_t *n)
{
	*n = sizeof(times) / sizeof(*times);
	return times;
}

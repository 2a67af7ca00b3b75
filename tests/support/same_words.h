/*
 * Words typed as the time of a row below one of 2022-03-10 23:55 in Berlin, and what they
 * mean there: the same in the editor, in set, in log and in an import.
 */
#ifndef SUPPORT_SAME_WORDS_H
#define SUPPORT_SAME_WORDS_H

#include <stdbool.h>

static const struct {
	const char *typed;
	const char *stored;
	bool is_of_text; /* may begin a row of a text, too */
	bool is_earlier; /* than the row above it */
} same_words[] = {
	{"00:10", "2022-03-11T00:10:00+01:00", true},
	{"23:58", "2022-03-10T23:58:00+01:00", true},
	{"23:50", "2022-03-10T23:50:00+01:00", true, true},
	{"~00:20", "~2022-03-11T00:20:00+01:00", true},
	{"3:15 am", "2022-03-11T03:15:00+01:00", true},
	{"23:10 UTC", "2022-03-10T23:10:00+00:00", true},
	{"18:10-05:00", "2022-03-10T18:10:00-05:00", true},
	{"11 Mar 00:10", "2022-03-11T00:10:00+01:00", true},
	{"3/11 00:10", "2022-03-11T00:10:00+01:00", true},
	{"Fri 00:10", "2022-03-11T00:10:00+01:00", false},
	{"Mar 11, 00:10", "2022-03-11T00:10:00+01:00", false},
	{"midnight", "2022-03-11T00:00:00+01:00", false},
	{"+7m", "2022-03-11T00:02:00+01:00", false},
	{"-7m", "2022-03-10T23:48:00+01:00", false, true},
};

#endif

/* What a column of a table is, by its head. */
#ifndef AFTERWORD_LOG_COLUMN_WORDS_H
#define AFTERWORD_LOG_COLUMN_WORDS_H

#include "base/slice.h"

/* What a column is. */
enum part {
	PART_MORE, /* what a timeline has no column for */
	PART_TIME,
	PART_AGE,
	PART_DAY,
	PART_WHO,
	PART_SOURCE, /* what it happened to, or whose it is: who, where nobody did it */
	PART_KIND,
	PART_WHAT,
	PART_ID, /* a number that says nothing to people */
	N_PARTS
};

/* PART_MORE for names that are not known; *zone is what "Time (UTC)" says, else empty. */
enum part part_of_head(struct slice head, struct slice *zone);

#endif

/*
 * A finding: one thing missing or inconsistent in a document. A value in a list, never
 * printed where it is found and never a reason to stop.
 */
#ifndef AFTERWORD_CHECK_FINDING_H
#define AFTERWORD_CHECK_FINDING_H

#include "base/str.h"
#include "model/op.h"

#include <stdbool.h>
#include <stddef.h>

enum level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR, N_LEVELS };

struct rule;

struct finding {
	const struct rule *rule;
	enum level level;
	bool has_place;     /* false: about the document as a whole */
	struct place place; /* the field or cell to go to */
	size_t row;         /* of a cell: its row's index when it was found, for sorting */
	size_t start;       /* byte range of the words in question in the place's value; */
	size_t end;         /* both 0: all of it */
	unsigned line;      /* in the source, from 1; 0: not there yet */
	unsigned column;
	char *text;        /* a sentence without a final full stop, with the values concerned */
	const char *brief; /* what it says where its place is named already; NULL: the text */
};

struct findings {
	struct finding *items; /* in the form's order, worst first within a place */
	size_t n;
	size_t cap;
	size_t counts[N_LEVELS];
};

void findings_release(struct findings *self);
void findings_clear(struct findings *self);

/* Removes what is about the review: nothing of it is in a report. */
void findings_drop_review(struct findings *self);
/* Removes warnings and notes. */
void findings_keep_errors(struct findings *self);

const char *level_name(enum level level);

#endif

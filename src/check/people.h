/*
 * The people of a document, found in its texts however they are written: in other case, without
 * accents, last name first, as a handle or an address.
 */
#ifndef AFTERWORD_CHECK_PEOPLE_H
#define AFTERWORD_CHECK_PEOPLE_H

#include "internal.h"
#include "person_part.h"

#include "base/slice.h"

enum { PEOPLE_MOST = 256, PEOPLE_BEGINNINGS = 4096 };

struct people {
	struct person items[PEOPLE_MOST];
	size_t n;
	bool begins[PEOPLE_BEGINNINGS]; /* some way to write one begins so */
};

struct person_match {
	size_t start;
	size_t end;
	bool is_author;
};

/* Takes authors, and whoever owns or did something; teams are no people. self is {0}. */
void people_init(struct people *self, const struct check *check);

/* Finds the next person at or after an offset; the longest, if there are several. */
bool people_find(
	const struct people *self, struct slice text, size_t at, struct person_match *match);

#endif

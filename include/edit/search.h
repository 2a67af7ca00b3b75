/*
 * Finding and replacing in all that a document shows: texts, cells, items, times and
 * choices, ignoring case. Matches do not overlap, and are the same for all of these.
 */
#ifndef AFTERWORD_EDIT_SEARCH_H
#define AFTERWORD_EDIT_SEARCH_H

#include "model/op.h"

#include <stdbool.h>
#include <stddef.h>

struct editor;

/* Bytes of a text. */
struct match {
	size_t at;
	size_t len;
};

struct find_count {
	size_t nth; /* of the one the search led to, from 1; 0: the cursor is on none */
	size_t total;
};

struct replaced {
	size_t done;
	size_t left; /* matches where nothing is replaced: times, choices, what cannot be changed */
};

/* Finds text from the cursor on, around the end, and goes there. False if it is nowhere. */
bool editor_find(struct editor *self, const char *needle, bool backwards);

/* What the search led to; false when the cursor is not there any more. */
bool editor_found(const struct editor *self, struct place *place, struct match *match);

void editor_count(struct editor *self, const char *needle, struct find_count *count);

/* Replaces the match the search led to; false, with a message, when it is left as it was. */
bool editor_replace_match(struct editor *self, const char *needle, const char *with);

/* Replaces all there are, as one undo step, and says how many. */
void editor_replace_all(
	struct editor *self, const char *needle, const char *with, struct replaced *replaced);

#endif

/*
 * Find and replace in everything that a document shows: texts, cells, items, times and
 * choices, ignoring case. Matches do not overlap, and are the same for all functions.
 */
#ifndef AFTERWORD_EDIT_SEARCH_H
#define AFTERWORD_EDIT_SEARCH_H

#include "model/op.h"

#include <stdbool.h>
#include <stddef.h>

struct editor;

/* A byte range of a text. */
struct match {
	size_t at;
	size_t len;
};

struct find_count {
	size_t nth; /* number of the current match, from 1; 0: the cursor is not on one */
	size_t total;
	bool is_more; /* the rest was not counted */
};

struct replaced {
	size_t done;
	size_t left; /* matches that are not replaced: in times, choices, and what cannot be changed
		      */
};

/* Finds text from the cursor on, wrapping around, and goes there. False if it does not occur. */
bool editor_find(struct editor *self, const char *needle, bool backwards);

/* The current match; false if the cursor has left it. */
bool editor_found(const struct editor *self, struct place *place, struct match *match);

/* Stops when so many are found, or a few more. */
void editor_count(struct editor *self, const char *needle, size_t most, struct find_count *count);

/* Replaces the current match; false, with a message, if it is left unchanged. */
bool editor_replace_match(struct editor *self, const char *needle, const char *with);

/* Replaces all matches as one undo step, and says how many. */
void editor_replace_all(
	struct editor *self, const char *needle, const char *with, struct replaced *replaced);

#endif

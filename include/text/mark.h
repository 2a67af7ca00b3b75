/* The marks that people put before the items of a list: "- ", "* ", "1. ", and their kin. */
#ifndef AFTERWORD_TEXT_MARK_H
#define AFTERWORD_TEXT_MARK_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Offsets in a line. */
struct mark {
	size_t start;   /* after the blanks before it */
	size_t end;     /* where the item begins, after the blank behind it */
	bool is_number; /* "1. " or "1) " */
	bool is_strong; /* nothing but a mark begins so */
	unsigned number;
};

/* Has the first line of a text a mark? One at its end needs no blank behind it. */
bool mark_parse(struct mark *self, const char *line, size_t len);

/* Appends what the next item begins with: the same blanks and mark, or the number after. */
void mark_append_next(const struct mark *self, const char *line, struct str *out);

/*
 * Appends a pasted block as the lines of a list: items without their marks and without
 * the blanks before them, one to a line; what goes on an item begins with two blanks.
 * Empty items go. Returns whether there were marks.
 */
bool mark_strip(const char *text, size_t len, struct str *out);

#endif

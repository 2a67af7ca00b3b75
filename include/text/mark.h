/* The marks that people put before list items: "- ", "* ", "1. " and the like. */
#ifndef AFTERWORD_TEXT_MARK_H
#define AFTERWORD_TEXT_MARK_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Offsets in a line. */
struct mark {
	size_t start;   /* after the spaces before it */
	size_t end;     /* where the item begins, after the space that follows */
	bool is_number; /* "1. " or "1) " */
	bool is_strong; /* nothing but a mark begins this way */
	unsigned number;
};

/* Does the first line of a text begin with a mark? A mark at its end needs no space after it. */
bool mark_parse(struct mark *self, const char *line, size_t len);

/* Appends what the next item begins with: the same indentation and mark, or the next number. */
void mark_append_next(const struct mark *self, const char *line, struct str *out);

/*
 * Appends a pasted block as the lines of a list: each item on a line, without its mark
 * and indentation; a line that continues an item begins with two spaces. Empty items are
 * dropped. Returns whether there were marks.
 */
bool mark_strip(const char *text, size_t len, struct str *out);

#endif

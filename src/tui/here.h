/*
 * What can be done where the user is: the help and the palette show it first, and the palette
 * says why the other actions cannot be done there.
 */
#ifndef AFTERWORD_TUI_HERE_H
#define AFTERWORD_TUI_HERE_H

#include "base/str.h"
#include "keys/action.h"

#include <stdbool.h>
#include <stddef.h>

struct screen;

/* What is true of a place; a bit set. */
enum here {
	HERE_TABLE = 1 << 0,  /* on a table, */
	HERE_ROWS = 1 << 1,   /* which shows rows */
	HERE_ROW = 1 << 2,    /* in an open row */
	HERE_TEXT = 1 << 3,   /* the cursor is in a text */
	HERE_FIELD = 1 << 4,  /* on a field as a whole */
	HERE_PICK = 1 << 5,   /* on a choice or flag */
	HERE_LISTED = 1 << 6, /* something can be chosen from a list */
	HERE_STATE = 1 << 7,  /* on a row that has a state */
	HERE_TYPED = 1 << 8,  /* takes text, */
	HERE_WORDS = 1 << 9,  /* as it is typed */
	HERE_TIME = 1 << 10,
	HERE_ITEMS = 1 << 11, /* in the text of a list */
	HERE_LINES = 1 << 12, /* in a text of several lines */
	HERE_CONFLICT = 1 << 13,
	HERE_NEWS = 1 << 14,    /* others changed it */
	HERE_QUICK = 1 << 15,   /* a row is being added in its table */
	HERE_READING = 1 << 16, /* the document is only read */
	HERE_PRESENTING = 1 << 17,
};

/* Something that can be done; two actions that belong together are one line. */
struct here_line {
	enum action action;
	enum action also;   /* ACTION_NONE: it is a single one */
	const char *does;   /* in few words */
	unsigned needs;     /* enum here: all of these */
	unsigned needs_one; /* and one of these, if there are any */
	unsigned bars;      /* and none of these */
};

unsigned here_find(const struct screen *screen);
/* Appends the name of the place: "Timeline, table". */
void here_append_name(const struct screen *screen, struct str *out);
const struct here_line *here_lines(size_t *n);
bool here_has(unsigned here, const struct here_line *line);
/* Why an action cannot be done there: "only in a table"; NULL if it can. */
const char *here_refuses(const struct screen *screen, unsigned here, enum action action);

#endif

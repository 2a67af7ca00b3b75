/*
 * A file that cannot be read as a document, as text: one whose form is not there, or one that is no
 * YAML, such as half a file.
 */
#ifndef AFTERWORD_READING_UNREAD_H
#define AFTERWORD_READING_UNREAD_H

#include "base/err.h"
#include "base/slice.h"

#include <stddef.h>

/* As what it is shown. */
enum reading_unread {
	READING_NOTHING, /* it is empty, or no text */
	READING_KEYS,    /* and values: it is YAML */
	READING_LINES,   /* as they stand */
};

/* Bytes of what was appended; both 0: none. */
struct reading_marked {
	size_t begin;
	size_t end;
};

/* Appends it. Of lines the one with the trouble is marked, with the reason below it. */
enum reading_unread reading_write_unread(struct slice bytes, const struct err *trouble,
	unsigned columns, struct str *out, struct reading_marked *marked);

#endif

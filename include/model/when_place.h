/*
 * What a time means at its place: the context that a field or cell gives to the words
 * typed there. Everything that reads a typed time uses this, so that the same words at
 * the same place are the same time.
 */
#ifndef AFTERWORD_MODEL_WHEN_PLACE_H
#define AFTERWORD_MODEL_WHEN_PLACE_H

#include "model/document.h"
#include "model/when.h"

#include <stddef.h>

#define WHEN_NO_ROW SIZE_MAX

/* Rows [first, end) of a column that are known to be without a time: they need not be read again
 * as long as the document stays as it is. Starts as {0}. */
struct when_gap {
	size_t first;
	size_t end;
};

/* Where a time is typed. */
struct when_place {
	const struct document *document;
	unsigned field;
	size_t row; /* WHEN_NO_ROW: the field itself; the number of rows: one not yet added */
	unsigned column;
	const struct str *cells; /* of the row, if it is not yet added; NULL: none yet */
	struct when_gap *gap;    /* of the column, kept from one row to the next; NULL: not kept */
};

/* The same for the place of an op. */
struct when_place when_place_of(const struct document *document, const struct place *place);

/* The field or column there. */
const struct form_field *when_place_field(const struct when_place *self);

/* Fills in the context; zone, which is borrowed, applies to a time that names none. */
void when_place_context(const struct when_place *self, const struct zone *zone, int64_t now,
	struct when_context *out);

/* The value there is being replaced: passes in its old one, in stored form. */
void when_context_replace(struct when_context *self, const char *stored);

/* For a row that is logged while things happen: it is near the last row and now, and not in the
 * future. */
void when_context_log(struct when_context *self);

#endif

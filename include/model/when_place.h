/*
 * What a time means where it stands: the context that a field or a cell gives to the
 * words typed there. Everything that reads a typed time asks here, so that the same words
 * in the same place are the same time.
 */
#ifndef AFTERWORD_MODEL_WHEN_PLACE_H
#define AFTERWORD_MODEL_WHEN_PLACE_H

#include "model/document.h"
#include "model/when.h"

#include <stddef.h>

#define WHEN_NO_ROW SIZE_MAX

/* Where a time is typed. */
struct when_place {
	const struct document *document;
	unsigned field;
	size_t row; /* WHEN_NO_ROW: the field itself; the number of rows: one still to be added */
	unsigned column;
	const struct str *cells; /* of the row, where it is still to be added; NULL: none yet */
};

/* The same for a place that an op names. */
struct when_place when_place_of(const struct document *document, const struct place *place);

/* The field or column there. */
const struct form_field *when_place_field(const struct when_place *self);

/* Fills in the context there; zone is borrowed: the one that a time without any is in. */
void when_place_context(const struct when_place *self, const struct zone *zone, int64_t now,
	struct when_context *out);

/* The value there is being typed over: what it was before is told here, in its stored form. */
void when_context_replace(struct when_context *self, const char *stored);

/* For a row that is logged while things happen: it belongs to the last row and to now, and is not
 * to come. */
void when_context_log(struct when_context *self);

#endif

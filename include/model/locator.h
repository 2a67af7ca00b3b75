/*
 * Finds the line and column of words in a value. A value may have a hundred thousand of them: they
 * are looked up in order, and each search continues where the last one ended.
 */
#ifndef AFTERWORD_MODEL_LOCATOR_H
#define AFTERWORD_MODEL_LOCATOR_H

#include "model/document.h"
#include "yaml/trace.h"

/* Where the last search ended. Start with {0}; good until the document changes. */
struct locator {
	const struct value *value;
	size_t start; /* of the part searched: an item of a list, or the complete value */
	size_t end;
	uint32_t node;
	struct yaml_trace trace; /* its line and column are the result */
};

/*
 * Line and column (from 1) in the source of the words from start to end in a place's value. Those
 * of the value, or of the nearest thing that exists, if the source has other words (edited since),
 * or if both are 0.
 */
void locator_find(struct locator *self, const struct document *document, const struct place *place,
	size_t start, size_t end, unsigned *line, unsigned *column);

#endif

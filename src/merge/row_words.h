/*
 * What a file says about its rows besides their cells: comments, keys that the form does not know,
 * values of another kind.
 */
#ifndef AFTERWORD_MERGE_ROW_WORDS_H
#define AFTERWORD_MERGE_ROW_WORDS_H

#include "yaml_outline.h"

/* Initialize it with just the document; the file's outline is read on demand. */
struct row_words {
	const struct document *document; /* NULL: no document */
	struct outline outline;
	struct unit_paths paths;
};

void row_words_release(struct row_words *self);

/* Does the file of after say more about a row than that of before? The rows are nodes there. */
bool row_words_gained(struct row_words *before, uint32_t row, struct row_words *after,
	uint32_t same_row, const struct form_field *table);

#endif

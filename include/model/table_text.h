/*
 * Rows as text with tabs between their cells, as they are copied, and as spreadsheets take and give
 * them. The first line has the columns' keys. A cell with a tab, a line end or a quote is in
 * quotes, which are doubled in it (RFC 4180).
 */
#ifndef AFTERWORD_MODEL_TABLE_TEXT_H
#define AFTERWORD_MODEL_TABLE_TEXT_H

#include "base/slice.h"
#include "model/form.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Reads the cell in quotes at the beginning of a text with this sign between its cells.
 *
 * Returns its bytes with the quotes; 0, with nothing in the cell, if none ends there.
 */
size_t table_quoted_read(struct slice text, char sign, struct str *cell);

/* The columns whose texts are stored, so that they can be read back. */
void table_text_append_head(const struct form_field *table, struct str *out);
/* cells are the stored texts of all columns. */
void table_text_append_row(
	const struct form_field *table, const struct str *cells, struct str *out);

/* What a head says of the cells below it: each is of a column, or of none, with a name. */
struct table_head {
	const struct form_field *table; /* borrowed */
	struct table_head_cell {
		unsigned column; /* FORM_NONE: the table has none of that name */
		char *name;
	} * cells;
	size_t n;
};

/* Takes a head off the beginning of a text; false, with nothing to release, if the text does not
 * begin with keys of this table. */
bool table_head_take(struct table_head *self, const struct form_field *table, struct slice *text);
void table_head_release(struct table_head *self);

/*
 * Takes the next row off a text, into one cell for each column of the table; false at the end.
 *
 * What the table has no column for is added to its main text: "paused it (link: https://...)".
 */
bool table_row_take(const struct table_head *self, struct slice *text, struct str *cells);

#endif

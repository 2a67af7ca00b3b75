/* Tables of text: cells between commas, semicolons, tabs or pipes, with or without a head. */
#ifndef AFTERWORD_LOG_TEXT_TABLE_H
#define AFTERWORD_LOG_TEXT_TABLE_H

#include "base/slice.h"

#define TABLE_COLUMNS 256 /* no timeline has more */

struct table_row {
	struct str *cells; /* TABLE_COLUMNS, reused from row to row */
	size_t n;
	bool is_too_wide; /* it has more, which are left out */
};

void table_row_init(struct table_row *self);
void table_row_release(struct table_row *self);

/*
 * Reads the next row of a text with this sign between cells: a quoted cell may hold it, a doubled
 * quote and line ends (RFC 4180); in a table with pipes a backslash protects one. NUL for sign:
 * cells are two blanks apart.
 *
 * Returns the bytes used, 0 at the end.
 */
size_t table_row_read(struct table_row *self, struct slice text, char sign);

#endif

/* Tables of text: cells between commas, semicolons, tabs or pipes, with or without a head. */
#ifndef AFTERWORD_LOG_TEXT_TABLE_H
#define AFTERWORD_LOG_TEXT_TABLE_H

#include "base/slice.h"

#define TABLE_COLUMNS 256 /* no timeline has more */

struct table_row {
	struct str *cells; /* TABLE_COLUMNS, reused from row to row */
	size_t n;
	size_t too_wide; /* the byte at which those begin for which there is no room; 0: none */
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

/* Where the columns of a table between blanks begin, in characters. */
struct table_stops {
	size_t at[TABLE_COLUMNS];
	size_t n;
};

/* By the head, in which they are two blanks apart; none if it has tabs. */
void table_stops_find(struct table_stops *self, struct slice head);
/* As table_row_read, with cells that begin there and may be empty; a row in which one goes across
 * such a place is read by its blanks. */
size_t table_row_read_stops(
	struct table_row *self, struct slice text, const struct table_stops *stops);

#endif

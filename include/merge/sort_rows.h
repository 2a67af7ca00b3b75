/* Rows in order of their time. */
#ifndef AFTERWORD_MERGE_SORT_ROWS_H
#define AFTERWORD_MERGE_SORT_ROWS_H

#include "merge/diff.h"

/* The column that the rows of a table are in order by: its first one with times; FORM_NONE if it
 * has none. */
unsigned sort_column(const struct form_field *rows);

/*
 * Appends the moves that put the rows of a table in order; as few as there can be. Rows of one
 * moment keep their order, and a row without a time stays below the one above it.
 */
void sort_rows(const struct document *document, unsigned field, struct ops *ops);

#endif

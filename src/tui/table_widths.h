/* Widths of a table's columns, as table_columns.c asks for them. */
#ifndef AFTERWORD_TUI_TABLE_WIDTHS_H
#define AFTERWORD_TUI_TABLE_WIDTHS_H

#include "table.h"

#include "model/document.h"

/* The rows that are looked at. */
struct cells {
	const struct screen *screen;
	const struct form_field *field;
	const struct rows *rows;
	struct place place;
	struct str scratch;
};

/* The width that a column would like, leaving room for others. */
unsigned cells_width(struct cells *self, const struct form_field *column, unsigned nth,
	const struct table *table, unsigned room);
/* The same for a kind or a state: a word after a sign, or in a narrow table the sign alone. */
unsigned signed_cells_width(const struct form_field *column, bool is_narrow, unsigned room);
/* Are all times of the same year? */
bool cells_have_one_year(struct cells *self, const struct form_field *field);

#endif

/*
 * Rows as lines: the columns before the row's text are aligned, its further lines
 * indented below, and the other columns in brackets with their labels.
 */
#ifndef AFTERWORD_REPORT_TEXT_ROWS_H
#define AFTERWORD_REPORT_TEXT_ROWS_H

#include "report_plan.h"

#include "model/layout.h"

void text_rows_write(const struct report_plan *plan, const struct layout *layout, unsigned field,
	struct str *out);

#endif

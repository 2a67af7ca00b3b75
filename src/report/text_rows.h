/* The rows of a table as lines of a text report. */
#ifndef AFTERWORD_REPORT_TEXT_ROWS_H
#define AFTERWORD_REPORT_TEXT_ROWS_H

#include "outline.h"

/*
 * Appends one line per row, further lines of its text below it and indented: the
 * columns before the text aligned, "-" where one is empty; those after it in
 * brackets at the end, "[Owner: Dana; Due: 2023-11-01]".
 */
void text_rows_write(const struct outline *outline, unsigned field, struct str *out);

#endif

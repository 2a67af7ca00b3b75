/* A table being imported, shared by the readers of its lines and of its cells. */
#ifndef AFTERWORD_INTAKE_ROW_READER_H
#define AFTERWORD_INTAKE_ROW_READER_H

#include "internal.h"

struct row_reader {
	struct intake *intake;
	unsigned field;
	const struct form_field *rows;
	unsigned main;      /* the column that takes the text */
	struct str *cells;  /* of the current row, as typed */
	bool is_after_day;  /* its text comes right after a day */
	bool is_open;       /* a row is open */
	unsigned line;      /* where it began */
	size_t base;        /* indentation of the first line */
	size_t text_column; /* where its text began */
	struct str pending; /* blank lines that may belong to it, each after its newline */
	bool has_noted_bullets;
	size_t n; /* rows added */
	struct err *err;
};

/* Does the text begin with a time, in a table whose first column is one? */
bool row_begins_with_time(const struct row_reader *self, struct slice text);

/* Takes the cells before the text off a line; returns the bytes of them and their gaps. */
size_t row_take_leading(struct row_reader *self, struct slice line);

/* Takes the cells in brackets off the end of the row's text; false if there are none. */
bool row_take_trailing(struct row_reader *self);

#endif

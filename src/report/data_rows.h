/* The table that a data format writes: the timeline or the tasks of a form. */
#ifndef AFTERWORD_REPORT_DATA_ROWS_H
#define AFTERWORD_REPORT_DATA_ROWS_H

#include "report_plan.h"

struct data_rows {
	const struct document *document;
	const struct form_field *field;
	const struct rows *rows;
	struct row_layout layout; /* the columns to write */
	bool has_ids;             /* a public report has none */
	struct zone zone;
};

/* By its role. Fails with a sentence if the form has none, or a report may not show it. */
bool data_rows_init(struct data_rows *self, const struct document *document,
	const struct report_options *options, enum role role, struct err *err);
void data_rows_release(struct data_rows *self);

/* The column with a role; FORM_NONE if there is none to show. */
unsigned data_rows_column(const struct data_rows *self, enum role role);

/* Appends a character; what is not UTF-8 as U+FFFD. */
void data_append_code(uint32_t code, struct str *out);

#endif

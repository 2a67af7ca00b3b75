/* The parts of the Markdown report, each in a file of its own. */
#ifndef AFTERWORD_REPORT_MARKDOWN_PARTS_H
#define AFTERWORD_REPORT_MARKDOWN_PARTS_H

#include "incident.h"
#include "markdown_text.h"

/* Title, badges, when and by whom, figures, moments, what else has no page. */
void markdown_write_head(const struct incident *incident, struct str *out);

/* The columns of rows that a report may show and that some row fills; release as any layout. */
void markdown_columns_init(struct row_layout *self, const struct report_plan *plan, unsigned field);
void markdown_write_table_head(
	const struct form_field *field, const struct row_layout *columns, struct str *out);
/* A cell and the " | " that ends it. */
void markdown_write_cell(const struct report_plan *plan, const struct form_field *column,
	const struct str *text, struct str *out);

/* Rows as a table. */
void markdown_write_rows(const struct report_plan *plan, unsigned field, struct str *out);
/* Tasks, as a table or as boxes to check. */
void markdown_write_tasks(const struct report_plan *plan, unsigned field, struct str *out);
/* The timeline, a table for each day. */
void markdown_write_timeline(const struct incident *incident, struct str *out);

#endif

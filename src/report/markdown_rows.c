/* Rows as Markdown: tables, and tasks as boxes to check. */
#include "markdown_parts.h"

#include "model/task.h"

#include <string.h>

/* ---------------------------------------------------------------------- columns */

static bool is_column_blank(const struct rows *rows, unsigned column)
{
	for (size_t i = 0; i < rows->n; i++)
		if (slice_trim(slice_of(&rows->items[i].cells[column].text)).len > 0)
			return false;
	return true;
}

void markdown_columns_init(struct row_layout *self, const struct report_plan *plan, unsigned field)
{
	const struct rows *rows = &plan->document->tables[field];
	size_t kept = 0;

	row_layout_init(self, report_plan_field(plan, field), plan->options);
	for (size_t i = 0; i < self->n; i++)
		if (!is_column_blank(rows, self->columns[i]))
			self->columns[kept++] = self->columns[i];
	self->n = kept;
}

void markdown_write_table_head(
	const struct form_field *field, const struct row_layout *columns, struct str *out)
{
	str_append_char(out, '|');
	for (size_t i = 0; i < columns->n; i++) {
		const char *label = field->columns[columns->columns[i]].label;

		str_append_char(out, ' ');
		markdown_cell(label, strlen(label), out);
		str_append_text(out, " |");
	}
	str_append_text(out, "\n|");
	for (size_t i = 0; i < columns->n; i++)
		str_append_text(out, " --- |");
	str_append_char(out, '\n');
}

/* ------------------------------------------------------------------------ cells */

/* Items on one line, unless one of them has several lines: then each begins a line. */
static void write_list(const struct str *list, struct str *out)
{
	bool has_lines = false;
	struct str item = {0};
	struct str cell = {0};

	for (size_t at = 0; list_next(list, &at, &item);)
		has_lines = has_lines || memchr(item.data, '\n', item.len);
	for (size_t at = 0; list_next(list, &at, &item);) {
		struct slice text = slice_trim(slice_of(&item));

		if (cell.len > 0)
			str_append_text(&cell, has_lines ? "\n" : ", ");
		str_append(&cell, text.data, text.len);
	}
	markdown_cell(str_text(&cell), cell.len, out);
	str_release(&item);
	str_release(&cell);
}

static bool is_prose(const struct form_field *column)
{
	return kind_info(column->kind)->is_prose || field_has_role(column, ROLE_TASK_TEXT) ||
	       field_has_role(column, ROLE_EVENT_TEXT);
}

/* People's own words keep their line breaks. */
static void write_value(const struct report_plan *plan, const struct form_field *column,
	const struct str *text, struct str *out)
{
	struct slice words = slice_trim(slice_of(text));
	struct str shown = {0};

	if (column->kind == KIND_LIST) {
		write_list(text, out);
	} else if (is_prose(column)) {
		markdown_prose_flat(words, out);
	} else if (kind_is_free(kind_info(column->kind))) {
		markdown_cell(words.data, words.len, out);
	} else {
		report_plan_show(plan, column, text, TIME_ISO, &shown);
		markdown_cell(str_text(&shown), shown.len, out);
	}
	str_release(&shown);
}

void markdown_write_cell(const struct report_plan *plan, const struct form_field *column,
	const struct str *text, struct str *out)
{
	str_append_char(out, ' ');
	write_value(plan, column, text, out);
	str_append_text(out, " |");
}

static bool is_late(const struct report_plan *plan, const struct form_field *field,
	const struct form_field *column, const struct row *row)
{
	return field_has_role(field, ROLE_TASKS) && field_has_role(column, ROLE_TASK_DUE) &&
	       report_plan_is_late(plan, field, row);
}

static void write_row(const struct report_plan *plan, const struct form_field *field,
	const struct row *row, const struct row_layout *columns, struct str *out)
{
	str_append_char(out, '|');
	for (size_t i = 0; i < columns->n; i++) {
		const struct form_field *column = &field->columns[columns->columns[i]];

		str_append_char(out, ' ');
		write_value(plan, column, &row->cells[columns->columns[i]].text, out);
		str_append_text(out, is_late(plan, field, column, row) ? ", **overdue** |" : " |");
	}
	str_append_char(out, '\n');
}

void markdown_write_rows(const struct report_plan *plan, unsigned index, struct str *out)
{
	const struct form_field *field = report_plan_field(plan, index);
	const struct rows *rows = &plan->document->tables[index];
	struct row_layout columns;

	markdown_columns_init(&columns, plan, index);
	if (columns.n > 0)
		markdown_write_table_head(field, &columns, out);
	for (size_t i = 0; i < rows->n && columns.n > 0; i++)
		if (!row_is_blank(&rows->items[i], &columns))
			write_row(plan, field, &rows->items[i], &columns, out);
	row_layout_release(&columns);
}

/* ------------------------------------------------------------------------ boxes */

/* "Owner: Search; Due: 2023-10-30, overdue" */
static void write_details(const struct report_plan *plan, const struct form_field *field,
	const struct row *row, const struct row_layout *columns, struct str *out)
{
	bool is_first = true;

	for (size_t i = 0; i < columns->n; i++) {
		const struct form_field *column = &field->columns[columns->columns[i]];
		const struct str *text = &row->cells[columns->columns[i]].text;

		if (field_has_role(column, ROLE_TASK_TEXT) || slice_trim(slice_of(text)).len == 0 ||
			report_plan_is_unset_flag(column, text))
			continue;
		str_append_text(out, is_first ? "<br>" : "; ");
		is_first = false;
		markdown_cell(column->label, strlen(column->label), out);
		if (report_plan_is_set_flag(column, text))
			continue;
		str_append_text(out, ": ");
		write_value(plan, column, text, out);
		if (is_late(plan, field, column, row))
			str_append_text(out, ", **overdue**");
	}
}

static void write_box(const struct report_plan *plan, const struct form_field *field,
	const struct row *row, const struct row_layout *columns, struct str *out)
{
	unsigned text = form_find_column_role(field, ROLE_TASK_TEXT);

	str_append_text(out, !report_plan_tells_open(plan, field) ? "- "
			     : task_is_closed(field, row)         ? "- [x] "
								  : "- [ ] ");
	if (text != FORM_NONE && report_plan_may_show(&field->columns[text], plan->options))
		markdown_prose_flat(slice_of(&row->cells[text].text), out);
	write_details(plan, field, row, columns, out);
	str_append_char(out, '\n');
}

void markdown_write_tasks(const struct report_plan *plan, unsigned index, struct str *out)
{
	const struct form_field *field = report_plan_field(plan, index);
	const struct rows *rows = &plan->document->tables[index];
	struct row_layout columns;

	if (!plan->options->tasks_as_list) {
		markdown_write_rows(plan, index, out);
		return;
	}
	markdown_columns_init(&columns, plan, index);
	for (size_t i = 0; i < rows->n; i++)
		if (!row_is_blank(&rows->items[i], &columns))
			write_box(plan, field, &rows->items[i], &columns, out);
	row_layout_release(&columns);
}

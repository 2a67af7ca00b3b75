/*
 * The report as Markdown: the title, a table of facts, a heading per page and
 * question, tables for rows. The form alone decides which headings there are.
 */
#include "internal.h"
#include "markdown_text.h"
#include "report_plan.h"

#include <string.h>

#define NO_ANSWER "*No answer yet.*\n"

static void write_cell(const struct str *text, struct str *out)
{
	struct slice cell = slice_trim(slice_of(text));

	markdown_cell(cell.data, cell.len, out);
	str_append_text(out, " | ");
}

static void write_label_cell(const char *label, struct str *out)
{
	markdown_cell(label, strlen(label), out);
	str_append_text(out, " | ");
}

/* Every cell is followed by " | "; removes the last space. */
static void end_row(struct str *out)
{
	out->data[out->len - 1] = '\n';
}

/* A final colon is dropped in a heading. */
static void write_heading(const char *marks, const char *text, struct str *out)
{
	size_t len = strlen(text);

	str_appendf(out, "\n%s ", marks);
	markdown_line(text, len > 0 && text[len - 1] == ':' ? len - 1 : len, out);
	str_append_char(out, '\n');
}

static void write_title(const struct report_plan *plan, struct str *out)
{
	struct str title = {0};

	report_plan_write_title(plan, &title);
	str_append_text(out, "# ");
	markdown_line(str_text(&title), title.len, out);
	str_append_char(out, '\n');
	str_release(&title);
}

/* Items on one line, unless one of them has several lines: then each begins a line. */
static void write_list_cell(const struct str *list, struct str *out)
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
	write_cell(&cell, out);
	str_release(&item);
	str_release(&cell);
}

/* People's own words keep their line breaks. */
static void write_value_cell(const struct report_plan *plan, const struct form_field *field,
	const struct str *text, struct str *out)
{
	struct str value = {0};

	if (field->kind == KIND_LIST) {
		write_list_cell(text, out);
	} else if (kind_is_free(kind_info(field->kind))) {
		write_cell(text, out);
	} else {
		report_plan_show(plan, field, text, TIME_ISO, &value);
		write_cell(&value, out);
	}
	str_release(&value);
}

static void write_fact(const struct report_plan *plan, unsigned field, struct str *out)
{
	const struct form_field *info = report_plan_field(plan, field);
	struct str value = {0};

	str_append_text(out, "| ");
	write_label_cell(info->label, out);
	if (info->kind == KIND_COMPUTED) {
		report_plan_show_field(plan, field, TIME_ISO, &value);
		write_cell(&value, out);
	} else {
		write_value_cell(plan, info, &plan->document->values[field].text, out);
	}
	end_row(out);
	str_release(&value);
}

static void write_facts(const struct report_plan *plan, struct str *out)
{
	if (plan->n_facts == 0 && plan->authors == FORM_NONE)
		return;
	str_append_text(out, "\n| Fact | Value |\n| --- | --- |\n");
	for (size_t i = 0; i < plan->n_facts; i++)
		write_fact(plan, plan->facts[i].field, out);
	if (plan->authors != FORM_NONE)
		write_fact(plan, plan->authors, out);
}

/* A column in which every row is blank is left out. */
static bool is_column_blank(const struct rows *rows, unsigned column)
{
	for (size_t i = 0; i < rows->n; i++)
		if (slice_trim(slice_of(&rows->items[i].cells[column].text)).len > 0)
			return false;
	return true;
}

static void drop_blank_columns(struct row_layout *layout, const struct rows *rows)
{
	size_t kept = 0;

	for (size_t i = 0; i < layout->n; i++)
		if (!is_column_blank(rows, layout->columns[i]))
			layout->columns[kept++] = layout->columns[i];
	layout->n = kept;
}

static void write_table_head(
	const struct form_field *field, const struct row_layout *layout, struct str *out)
{
	str_append_text(out, "| ");
	for (size_t i = 0; i < layout->n; i++)
		write_label_cell(field->columns[layout->columns[i]].label, out);
	end_row(out);
	str_append_char(out, '|');
	for (size_t i = 0; i < layout->n; i++)
		str_append_text(out, " --- |");
	str_append_char(out, '\n');
}

static void write_row(const struct report_plan *plan, const struct form_field *field,
	const struct row *row, const struct row_layout *layout, struct str *out)
{
	str_append_text(out, "| ");
	for (size_t i = 0; i < layout->n; i++)
		write_value_cell(plan, &field->columns[layout->columns[i]],
			&row->cells[layout->columns[i]].text, out);
	end_row(out);
}

static void write_rows(const struct report_plan *plan, unsigned field, struct str *out)
{
	const struct form_field *info = report_plan_field(plan, field);
	const struct rows *rows = &plan->document->tables[field];
	struct row_layout layout;

	row_layout_init(&layout, info, plan->options);
	drop_blank_columns(&layout, rows);
	if (layout.n > 0)
		write_table_head(info, &layout, out);
	else
		str_append_text(out, NO_ANSWER);
	for (size_t i = 0; i < rows->n && layout.n > 0; i++)
		if (!row_is_blank(&rows->items[i], &layout))
			write_row(plan, info, &rows->items[i], &layout, out);
	row_layout_release(&layout);
}

/* Further lines of an item follow below its first; a blank line between them separates
 * paragraphs. */
static void write_list(const struct str *text, struct str *out)
{
	struct str item = {0};
	size_t at = 0;

	while (list_next(text, &at, &item)) {
		struct slice rest = slice_trim(slice_of(&item));
		struct slice line;
		bool has_blank = false;

		for (bool first = true; markdown_next_line(&rest, &line); first = false) {
			if (slice_trim(line).len == 0) {
				has_blank = true;
				continue;
			}
			if (has_blank)
				str_append_char(out, '\n');
			has_blank = false;
			str_append_text(out, first ? "- " : "  ");
			markdown_line_start(line.data, line.len, out);
			str_append_char(out, '\n');
		}
	}
	str_release(&item);
}

static void write_answer(const struct report_plan *plan, unsigned field, struct str *out)
{
	const struct form_field *info = report_plan_field(plan, field);
	const struct str *text = &plan->document->values[field].text;
	struct str value = {0};

	if (info->kind == KIND_ROWS) {
		write_rows(plan, field, out);
	} else if (info->kind == KIND_LIST) {
		write_list(text, out);
	} else if (kind_info(info->kind)->is_prose || memchr(str_text(text), '\n', text->len)) {
		markdown_prose(text, out);
	} else {
		report_plan_show_field(plan, field, TIME_ISO, &value);
		markdown_line_start(value.data, value.len, out);
		str_append_char(out, '\n');
	}
	str_release(&value);
}

/* "* **Start:** 2023-10-15 08:00 EDT"; a - would continue a list in the prose above. */
static void write_inline(const struct report_plan *plan, const struct report_plan_item *item,
	bool is_first, struct str *out)
{
	const char *ask = report_plan_field(plan, item->field)->ask;
	struct str value = {0};

	if (item->answer != FORM_NONE)
		report_plan_show_field(plan, item->answer, TIME_ISO, &value);
	str_append_text(out, is_first ? "\n* **" : "* **");
	markdown_line(ask, strlen(ask), out);
	str_append_text(out, "**");
	if (value.len > 0)
		str_append_char(out, ' ');
	markdown_line(str_text(&value), value.len, out);
	str_append_char(out, '\n');
	str_release(&value);
}

static void write_block(
	const struct report_plan *plan, const struct report_plan_item *item, struct str *out)
{
	const struct form_field *field = report_plan_field(plan, item->field);

	if (field->ask[0])
		write_heading(field->heading[0] ? "####" : "###", field->ask, out);
	str_append_char(out, '\n');
	if (item->answer == FORM_NONE)
		str_append_text(out, NO_ANSWER);
	else
		write_answer(plan, item->answer, out);
}

static void write_page(
	const struct report_plan *plan, const struct report_plan_page *page, struct str *out)
{
	bool is_in_list = false;

	write_heading("##", page->page->heading, out);
	for (size_t i = 0; i < page->n_items; i++) {
		const struct report_plan_item *item = &plan->items[page->first + i];
		const char *heading = report_plan_field(plan, item->field)->heading;

		if (heading[0])
			write_heading("###", heading, out);
		if (item->is_inline)
			write_inline(plan, item, !is_in_list || heading[0], out);
		else
			write_block(plan, item, out);
		is_in_list = item->is_inline;
	}
}

bool markdown_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	struct report_plan plan;

	(void)err;
	report_plan_init(&plan, document, options, false);
	write_title(&plan, out);
	write_facts(&plan, out);
	for (size_t i = 0; i < plan.n_pages; i++)
		write_page(&plan, &plan.pages[i], out);
	report_plan_release(&plan);
	return true;
}

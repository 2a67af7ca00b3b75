/* Rows as tables: tasks with their states and dates, and rows of any other kind. */
#include "html_parts.h"

#include "model/task.h"
#include "prose/prose.h"
#include "text/grapheme.h"

#include <stdio.h>
#include <string.h>

enum { STATE_WIDTH_SIZE = 16 };

/* Widths in rem: of the column of states, the frame of a state, a bold letter. */
#define STATE_LEAST 6.25
#define STATE_MOST 10.5
#define STATE_FRAME 2.0
#define LETTER_REM 0.53

/* ----------------------------------------------------------------------- tasks */

struct task_columns {
	const struct form_field *field;
	unsigned text, state, due, owner; /* FORM_NONE: not to be shown */
};

/* What has a cell of its own. */
static const uint64_t own_roles = ROLE_BIT(ROLE_TASK_TEXT) | ROLE_BIT(ROLE_TASK_STATE) |
				  ROLE_BIT(ROLE_TASK_DUE) | ROLE_BIT(ROLE_TASK_OWNER);

static unsigned shown_column(
	const struct report_plan *plan, const struct form_field *field, enum role role)
{
	unsigned column = form_find_column_role(field, role);

	return column != FORM_NONE && report_plan_may_show(&field->columns[column], plan->options)
		       ? column
		       : FORM_NONE;
}

static struct task_columns find_columns(const struct report_plan *plan, unsigned index)
{
	const struct form_field *field = report_plan_field(plan, index);

	return (struct task_columns){
		.field = field,
		.text = shown_column(plan, field, ROLE_TASK_TEXT),
		.state = shown_column(plan, field, ROLE_TASK_STATE),
		.due = shown_column(plan, field, ROLE_TASK_DUE),
		.owner = shown_column(plan, field, ROLE_TASK_OWNER),
	};
}

static void write_head_cell(
	const struct form_field *field, unsigned column, const char *width, struct str *out)
{
	if (column == FORM_NONE)
		return;
	str_append_text(out, "<th scope=\"col\"");
	if (width)
		str_appendf(out, " style=\"width:%s\"", width);
	str_append_char(out, '>');
	html_escape_text(field->columns[column].label, out);
	str_append_text(out, "</th>");
}

static void write_state(const struct form_field *state, const char *value, struct str *out)
{
	static const char *const classes[N_TASK_BOXES] = {
		[TASK_BOX_OPEN] = "open",
		[TASK_BOX_DOING] = "doing",
		[TASK_BOX_DONE] = "done",
		[TASK_BOX_DROPPED] = "dropped",
	};

	str_append_text(out, "<td class=\"state\">");
	if (*value) {
		str_appendf(out, "<span class=\"pill %s\">", classes[task_box_of(state, value)]);
		html_escape_text(value, out);
		str_append_text(out, "</span>");
	}
	str_append_text(out, "</td>\n");
}

static void write_due(const struct report_plan *plan, const struct task_columns *columns,
	const struct row *row, struct str *out)
{
	const struct str *text = &row->cells[columns->due].text;
	bool is_late = report_plan_is_late(plan, columns->field, row);
	struct when when;
	struct civil civil;

	if (text->len == 0) {
		str_append_text(out, "<td></td>\n");
		return;
	}
	str_append_text(
		out, is_late ? "<td class=\"due\"><span class=\"late\">" : "<td class=\"due\">");
	if (when_parse(&when, str_text(text), NULL) && when_civil(&when, &plan->zone, &civil)) {
		struct str date = {0};

		str_append_text(&date, when.is_about ? "about " : "");
		date_write(&civil, DATE_SHORT, &date);
		html_escape_whole(slice_of(&date), out);
		str_release(&date);
	} else {
		html_escape(slice_trim(slice_of(text)), out);
	}
	str_append_text(out, is_late ? "<small>overdue</small></span></td>\n" : "</td>\n");
}

void html_write_link(struct slice ticket, struct str *out)
{
	bool is_link = prose_is_web_address(ticket.data, ticket.len);

	if (is_link)
		html_open_link(ticket, ticket, out);
	html_escape(ticket, out);
	if (is_link)
		str_append_text(out, "</a>");
}

/* A flag's value would say nothing without its name. */
static void write_sub_value(const struct form_field *column, const struct str *text,
	struct slice shown, struct str *out)
{
	bool is_set = report_plan_is_set_flag(column, text);

	if (column->roles == 0 || kind_info(column->kind)->is_truth) {
		html_escape_text(column->label, out);
		str_append_text(out, is_set ? "" : ": ");
	}
	if (is_set)
		return;
	html_write_link(shown, out);
	if (field_has_role(column, ROLE_TASK_PRIORITY))
		str_append_text(out, " priority");
}

/* What else is known of a row; columns without a role are named. */
static void write_sub_cell(const struct report_plan *plan, const struct form_field *column,
	const struct str *text, bool *is_first, struct str *out)
{
	struct str shown = {0};

	report_plan_show(plan, column, text, TIME_ISO, &shown);
	if (shown.len > 0 && !report_plan_is_unset_flag(column, text)) {
		str_append_text(out, *is_first ? "<div class=\"sub\">" : " \xC2\xB7 ");
		*is_first = false;
		write_sub_value(column, text, slice_of(&shown), out);
	}
	str_release(&shown);
}

void html_write_rest_of_row(const struct report_plan *plan, const struct form_field *field,
	const struct row *row, uint64_t roles, struct str *out)
{
	bool is_first = true;

	for (unsigned i = 0; i < field->n_columns; i++)
		if (report_plan_may_show(&field->columns[i], plan->options) &&
			!(field->columns[i].roles & roles))
			write_sub_cell(
				plan, &field->columns[i], &row->cells[i].text, &is_first, out);
	if (!is_first)
		str_append_text(out, "</div>");
}

static void write_owner(const struct task_columns *columns, const struct row *row, struct str *out)
{
	struct slice owner = slice_trim(slice_of(&row->cells[columns->owner].text));

	if (owner.len > 0) {
		str_append_text(out, "<td class=\"owner\"");
		html_write_direction(owner, out);
		str_append_char(out, '>');
		html_escape(owner, out);
	} else {
		str_append_text(out, task_is_closed(columns->field, row)
					     ? "<td>"
					     : "<td><span class=\"late\">no owner</span>");
	}
	str_append_text(out, "</td>\n");
}

static void write_task(const struct report_plan *plan, const struct task_columns *columns,
	const struct row *row, struct str *out)
{
	str_append_text(out, "<tr>");
	if (columns->state != FORM_NONE)
		write_state(&columns->field->columns[columns->state],
			str_text(&row->cells[columns->state].text), out);
	if (columns->due != FORM_NONE)
		write_due(plan, columns, row, out);
	str_append_text(out, "<td class=\"task\"");
	html_write_direction(columns->text != FORM_NONE ? slice_of(&row->cells[columns->text].text)
							: (struct slice){"", 0},
		out);
	str_append_char(out, '>');
	if (columns->text != FORM_NONE)
		html_prose_inline(
			slice_of(&row->cells[columns->text].text), 2, plan->options->images, out);
	html_write_rest_of_row(plan, columns->field, row, own_roles, out);
	str_append_text(out, "</td>\n");
	if (columns->owner != FORM_NONE)
		write_owner(columns, row, out);
	str_append_text(out, "</tr>\n");
}

/* As wide as the longest word that the form has for a state, within reason. */
static const char *state_width(const struct task_columns *columns, char width[STATE_WIDTH_SIZE])
{
	double rem = STATE_LEAST;

	for (size_t i = 0; columns->state != FORM_NONE &&
			   i < columns->field->columns[columns->state].n_choices;
		i++) {
		const char *word = columns->field->columns[columns->state].choices[i];
		double needed = STATE_FRAME + LETTER_REM * grapheme_width(word, strlen(word));

		rem = needed > rem ? needed : rem;
	}
	(void)snprintf(width, STATE_WIDTH_SIZE, "%.2frem", rem < STATE_MOST ? rem : STATE_MOST);
	return width;
}

void html_write_tasks(
	const struct report_plan *plan, unsigned field, bool open_only, struct str *out)
{
	const struct rows *rows = &plan->document->tables[field];
	struct task_columns columns = find_columns(plan, field);
	struct row_layout layout;
	char width[STATE_WIDTH_SIZE];

	row_layout_init(&layout, columns.field, plan->options);
	str_append_text(out, "<div class=\"table rows\">\n<table>\n<thead><tr>");
	write_head_cell(columns.field, columns.state, state_width(&columns, width), out);
	write_head_cell(columns.field, columns.due, "8.75rem", out);
	write_head_cell(columns.field, columns.text, NULL, out);
	write_head_cell(columns.field, columns.owner, "11rem", out);
	str_append_text(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < rows->n; i++)
		if (!row_is_blank(&rows->items[i], &layout) &&
			!(open_only && task_is_closed(columns.field, &rows->items[i])))
			write_task(plan, &columns, &rows->items[i], out);
	str_append_text(out, "</tbody>\n</table>\n</div>\n");
	row_layout_release(&layout);
}

/* ------------------------------------------------------------------- other rows */

static void write_cell(const struct report_plan *plan, const struct form_field *column,
	const struct str *text, struct str *out)
{
	struct str shown = {0};

	str_append_text(out, "<td");
	html_write_direction(slice_of(text), out);
	str_append_char(out, '>');
	if (kind_info(column->kind)->is_prose) {
		html_prose_inline(slice_of(text), 2, plan->options->images, out);
	} else {
		report_plan_show(plan, column, text, TIME_ISO, &shown);
		html_write_link(slice_of(&shown), out);
	}
	str_append_text(out, "</td>");
	str_release(&shown);
}

void html_write_rows(const struct report_plan *plan, unsigned index, struct str *out)
{
	const struct form_field *field = report_plan_field(plan, index);
	const struct rows *rows = &plan->document->tables[index];
	struct row_layout layout;

	row_layout_init(&layout, field, plan->options);
	str_append_text(out, "<div class=\"table rows\">\n<table>\n<thead><tr>");
	for (size_t i = 0; i < layout.n; i++)
		write_head_cell(field, layout.columns[i], NULL, out);
	str_append_text(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < rows->n; i++) {
		if (row_is_blank(&rows->items[i], &layout))
			continue;
		str_append_text(out, "<tr>");
		for (size_t j = 0; j < layout.n; j++)
			write_cell(plan, &field->columns[layout.columns[j]],
				&rows->items[i].cells[layout.columns[j]].text, out);
		str_append_text(out, "</tr>\n");
	}
	str_append_text(out, "</tbody>\n</table>\n</div>\n");
	row_layout_release(&layout);
}

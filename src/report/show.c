/* Values on one line of a report, and the columns of its rows. */
#include "report_plan.h"

#include "base/mem.h"
#include "model/show.h"
#include "model/task.h"

#include <stdlib.h>
#include <string.h>

static void show_plain(const struct str *text, struct str *out)
{
	struct slice rest = slice_trim(slice_of(text));
	struct slice line;

	for (bool first = true; slice_next_line(&rest, &line); first = false) {
		line = slice_trim(line);
		if (!first)
			str_append_char(out, ' ');
		str_append(out, line.data, line.len);
	}
}

void report_plan_show(const struct report_plan *self, const struct form_field *field,
	const struct str *text, enum time_style style, struct str *out)
{
	struct str shown = {0};

	value_show_report(field, text, &self->zone, style, &shown);
	show_plain(&shown, out);
	str_release(&shown);
}

bool report_plan_is_free(const struct form_field *field, const struct str *text)
{
	return kind_is_free(kind_info(field->kind)) && kind_info(field->kind)->is_one_line &&
	       !memchr(str_text(text), '\n', text->len);
}

static bool is_flag(const struct form_field *column, const struct str *text, const char *value)
{
	return kind_info(column->kind)->is_truth && slice_equal(slice_trim(slice_of(text)), value);
}

bool report_plan_is_set_flag(const struct form_field *column, const struct str *text)
{
	return is_flag(column, text, "true");
}

bool report_plan_is_unset_flag(const struct form_field *column, const struct str *text)
{
	return is_flag(column, text, "false");
}

static void show_list(const struct str *text, struct str *out)
{
	struct str item = {0};
	size_t at = 0;

	for (bool first = true; list_next(text, &at, &item); first = false) {
		if (!first)
			str_append_text(out, ", ");
		show_plain(&item, out);
	}
	str_release(&item);
}

void report_plan_show_field(
	const struct report_plan *self, unsigned field, enum time_style style, struct str *out)
{
	const struct form_field *info = report_plan_field(self, field);

	if (info->kind == KIND_COMPUTED)
		document_compute(self->document, field, self->options->now, out);
	else if (info->kind == KIND_LIST)
		show_list(&self->document->values[field].text, out);
	else
		report_plan_show(self, info, &self->document->values[field].text, style, out);
}

void report_plan_write_title(const struct report_plan *self, struct str *out)
{
	if (self->title == FORM_NONE)
		str_append_text(out, self->document->form->title);
	else
		report_plan_show_field(self, self->title, TIME_ISO, out);
}

bool report_plan_tells_open(const struct report_plan *self, const struct form_field *tasks)
{
	unsigned state = form_find_column_role(tasks, ROLE_TASK_STATE);

	return state == FORM_NONE || report_plan_may_show(&tasks->columns[state], self->options);
}

bool report_plan_is_late(
	const struct report_plan *self, const struct form_field *tasks, const struct row *row)
{
	return report_plan_tells_open(self, tasks) &&
	       task_days_late(tasks, row, &self->zone, self->options->now) > 0;
}

void row_layout_init(struct row_layout *self, const struct form_field *rows,
	const struct report_options *options)
{
	unsigned main = form_main_column(rows);

	*self = (struct row_layout){.main = SIZE_MAX};
	self->columns = mem_zalloc(rows->n_columns, sizeof *self->columns);
	for (unsigned i = 0; i < rows->n_columns; i++) {
		if (!report_plan_may_show(&rows->columns[i], options))
			continue;
		if (i == main)
			self->main = self->n;
		self->columns[self->n++] = i;
	}
}

void row_layout_release(struct row_layout *self)
{
	free(self->columns);
	*self = (struct row_layout){0};
}

bool row_is_blank(const struct row *row, const struct row_layout *layout)
{
	for (size_t i = 0; i < layout->n; i++)
		if (slice_trim(slice_of(&row->cells[layout->columns[i]].text)).len > 0)
			return false;
	return true;
}

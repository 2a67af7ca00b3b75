/* The rows of a table as lines of a text report; see text_rows.h. */
#include "text_rows.h"

#include "text_wrap.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "model/answer.h"

#include <stdlib.h>
#include <string.h>

#define GAP "  "       /* between columns */
#define LONE_INDENT 4  /* of further lines, if no column precedes the text */
#define MAX_ALIGNED 40 /* a longer cell does not push all others to the right */

struct table {
	const struct report_plan *plan;
	const struct layout *layout;
	const struct form_field *rows;
	struct row_layout columns;
	size_t n_leading; /* columns before the text */
	size_t *widths;   /* of those, in characters */
	struct str *lead; /* what the current row has in them; "-" for nothing */
	struct str text;  /* of the current row, as written */
};

static const struct form_field *column(const struct table *self, size_t i)
{
	return &self->rows->columns[self->columns.columns[i]];
}

static const struct str *cell(const struct table *self, const struct row *row, size_t i)
{
	return &row->cells[self->columns.columns[i]].text;
}

static bool is_nothing(const struct str *lead)
{
	return str_equal(lead, "-", 1);
}

/* ------------------------------------------------------------- before the text */

static bool is_choice(const struct form_field *column, const struct str *text)
{
	for (size_t i = 0; i < column->n_choices; i++)
		if (str_equal(text, column->choices[i], strlen(column->choices[i])))
			return true;
	return false;
}

/* Can it be distinguished from the adjacent cells, and from a row's text? */
static bool is_cell(struct slice shown)
{
	for (size_t i = 0; i < shown.len; i++)
		if (ascii_is_one_of(shown.data[i], "\t\r\n|") ||
			(i + 1 < shown.len && memcmp(shown.data + i, GAP, 2) == 0))
			return false;
	return slice_trim(shown).len == shown.len && shown.len > 0 && shown.data[0] != '\\' &&
	       !slice_equal(shown, "-");
}

/* On any day: "09:00" reads as a time, "yesterday" does not. */
static bool reads_as_time(const struct zone *zone, struct slice shown)
{
	const struct when_context context = {
		.zone = zone,
		.before.kind = WHEN_INSTANT,
		.lacks_now = true,
		.may_be_ongoing = true,
	};
	struct str text = {0};
	struct when when;

	str_append(&text, shown.data, shown.len);
	bool reads = when_parse_loose(&when, str_text(&text), &context, NULL, NULL);
	str_release(&text);
	return reads;
}

/* Can it be in its column and be read back, or must it follow the text with its label? */
static bool may_lead(const struct table *self, const struct row *row, size_t i, struct slice shown)
{
	const struct form_field *info = column(self, i);
	const struct str *text = cell(self, row, i);
	bool ends_line = i + 1 == self->n_leading && self->text.len == 0;

	if (!is_cell(shown))
		return false;
	if (kind_info(info->kind)->takes_choices)
		return is_choice(info, text);
	if (!kind_info(info->kind)->is_time)
		return !ends_line;
	return reads_as_time(&self->plan->zone, shown) &&
	       (!ends_line || ascii_is_digit(shown.data[0]));
}

/* As if it may be in its column. */
static void show_cell(struct table *self, const struct row *row, size_t i)
{
	struct str *lead = &self->lead[i];

	str_clear(lead);
	if (answer_keeps_breaks(column(self, i), ANSWER_CELLS))
		str_append(lead, str_text(cell(self, row, i)), cell(self, row, i)->len);
	else
		report_plan_show(self->plan, column(self, i), cell(self, row, i), TIME_ISO, lead);
}

static void show_leading(struct table *self, const struct row *row, size_t i)
{
	struct str *lead = &self->lead[i];

	show_cell(self, row, i);
	if (!may_lead(self, row, i, slice_of(lead)))
		str_set(lead, "-", 1);
}

/* Would what precedes the text be read as a line of the layout, or a list mark? */
static bool is_misread(const struct table *self)
{
	struct str line = {0};
	struct str escaped = {0};

	for (size_t i = 0; i < self->n_leading; i++)
		str_appendf(&line, "%s" GAP, str_text(&self->lead[i]));
	str_append_text(&line, str_text(&self->text));
	struct slice first = slice_of(&line);
	struct slice rest = first;
	slice_next_line(&rest, &first);
	first = slice_trim(first);
	answer_escape(self->layout, self->rows, ANSWER_ROW, first, &escaped);
	bool is_misread = escaped.len != first.len && !answer_is_placeholder(first);
	str_release(&line);
	str_release(&escaped);
	return is_misread;
}

/* After a day alone, a clock time in the text would be read as part of it. */
static enum answer_place place_of_text(const struct table *self, const struct row *row)
{
	struct when when;

	if (self->columns.main == 0)
		return ANSWER_ROW;
	for (size_t i = self->n_leading - 1;; i--) {
		if (!is_nothing(&self->lead[i]))
			return kind_info(column(self, i)->kind)->is_time &&
					       i + 1 == self->n_leading &&
					       when_parse(
						       &when, str_text(cell(self, row, i)), NULL) &&
					       when.kind == WHEN_DATE
				       ? ANSWER_DAY
				       : ANSWER_CELLS;
		if (i == 0)
			return ANSWER_CELLS;
	}
}

/* ------------------------------------------------------------- behind the text */

static void append_lines(struct slice lines, size_t indent, struct str *out)
{
	struct slice line;

	for (bool first = true; slice_next_line(&lines, &line); first = false) {
		if (!first)
			str_append_char(out, '\n');
		if (!first && line.len > 0)
			str_append_repeat(out, ' ', indent);
		str_append(out, line.data, line.len);
	}
}

static void show_list(const struct table *self, const struct form_field *column,
	const struct str *list, struct str *out)
{
	struct str item = {0};
	struct str lines = {0};

	for (size_t at = 0; list_next(list, &at, &item);) {
		str_clear(&lines);
		answer_escape(self->layout, column, ANSWER_ITEM, slice_of(&item), &lines);
		str_appendf(out, "%s- ", out->len > 0 ? "\n" : "");
		append_lines(slice_of(&lines), 2, out);
	}
	str_release(&item);
	str_release(&lines);
}

static void show_trailing(
	const struct table *self, const struct row *row, size_t i, struct str *out)
{
	const struct form_field *info = column(self, i);
	const struct str *text = cell(self, row, i);

	if (info->kind == KIND_LIST)
		show_list(self, info, text, out);
	else if (kind_info(info->kind)->is_prose || answer_keeps_breaks(info, ANSWER_CELLS))
		answer_escape(self->layout, info, ANSWER_CELLS,
			slice_trim_blank_lines(slice_of(text)), out);
	else
		report_plan_show(self->plan, info, text, TIME_ISO, out);
}

/* The name of a column inside the brackets: its label, unless the label contains a delimiter. */
static const char *name_of(const struct form_field *column)
{
	bool is_plain = column->label[0] && !strpbrk(column->label, ":;[]\\\n") &&
			slice_trim(slice_of_text(column->label)).len == strlen(column->label);

	return is_plain ? column->label : column->key;
}

static bool is_trailing(const struct table *self, size_t i)
{
	return i < self->n_leading ? is_nothing(&self->lead[i]) : i != self->columns.main;
}

static void write_trailing(
	const struct table *self, const struct row *row, size_t indent, struct str *out)
{
	struct str value = {0};
	struct str escaped = {0};
	bool is_open = false;

	for (size_t i = 0; i < self->columns.n; i++) {
		str_clear(&value);
		str_clear(&escaped);
		if (!is_trailing(self, i))
			continue;
		show_trailing(self, row, i, &value);
		if (value.len == 0)
			continue;
		if (is_open)
			str_append_text(out, "; ");
		else
			str_append_text(out, self->text.len > 0 ? " [" : "[");
		is_open = true;
		str_appendf(out, "%s: ", name_of(column(self, i)));
		answer_escape_cell(slice_of(&value), &escaped);
		append_lines(slice_of(&escaped), indent, out);
	}
	if (is_open)
		str_append_char(out, ']');
	str_release(&value);
	str_release(&escaped);
}

static bool has_trailing(const struct table *self, const struct row *row)
{
	for (size_t i = 0; i < self->columns.n; i++)
		if (is_trailing(self, i) && slice_trim(slice_of(cell(self, row, i))).len > 0)
			return true;
	return false;
}

/* --------------------------------------------------------------------- a row */

static void prepare_text(struct table *self, const struct row *row)
{
	const struct form_field *info;
	struct slice text;
	struct str lines = {0};

	str_clear(&self->text);
	if (self->columns.main == SIZE_MAX)
		return;
	info = column(self, self->columns.main);
	text = slice_trim_blank_lines(slice_of(cell(self, row, self->columns.main)));
	str_append(&self->text, text.data, text.len);
	for (size_t i = 0; i < self->n_leading; i++)
		show_leading(self, row, i);
	if (self->n_leading > 0 && is_misread(self))
		for (size_t i = 0; i < self->n_leading; i++)
			str_set(&self->lead[i], "-", 1);
	answer_escape(self->layout, info, place_of_text(self, row), text, &lines);
	str_clear(&self->text);
	if (has_trailing(self, row))
		str_append(&self->text, str_text(&lines), lines.len);
	else
		answer_escape_bracket(self->rows, slice_of(&lines), &self->text);
	str_release(&lines);
}

/* Returns how many columns the leading cells take. */
static size_t write_leading(const struct table *self, struct str *out)
{
	size_t column = 0;

	for (size_t i = 0; i < self->n_leading; i++) {
		const struct str *lead = &self->lead[i];
		size_t width = utf8_count(lead->data, lead->len);
		size_t fill = width < self->widths[i] ? self->widths[i] - width : 0;

		str_append(out, lead->data, lead->len);
		str_append_repeat(out, ' ', fill + strlen(GAP));
		column += width + fill + strlen(GAP);
	}
	return column;
}

/* For mail: the text and what follows it are wrapped below themselves. */
static void write_wrapped_row(const struct table *self, const struct row *row, struct str *out)
{
	struct str lead = {0};
	struct str answer = {0};
	size_t main = self->columns.main;

	if (main != SIZE_MAX) {
		struct slice text = slice_trim_blank_lines(slice_of(cell(self, row, main)));

		str_append(&answer, text.data, text.len);
	}
	size_t indent = write_leading(self, &lead);

	write_trailing(self, row, 0, &answer);
	text_wrap_answer(slice_of(&lead), slice_of(&answer), indent > 0 ? indent : LONE_INDENT,
		self->plan->options->width, out);
	str_release(&lead);
	str_release(&answer);
}

static void write_row(struct table *self, const struct row *row, struct str *out)
{
	if (row_is_blank(row, &self->columns))
		return;

	prepare_text(self, row);
	if (self->plan->options->width > 0) {
		write_wrapped_row(self, row, out);
		return;
	}
	size_t indent = write_leading(self, out);
	if (indent == 0)
		indent = LONE_INDENT;
	append_lines(slice_of(&self->text), indent, out);
	write_trailing(self, row, indent, out);
	while (self->text.len == 0 && out->len > 0 && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	str_append_char(out, '\n');
}

/* Is what a cell shows wider than all before, and not too wide? */
static bool is_wider(const struct table *self, size_t i)
{
	size_t width = utf8_count(self->lead[i].data, self->lead[i].len);

	return width > self->widths[i] && width <= MAX_ALIGNED;
}

/* Would it be, if it may be in its column? A choice is shown as it is written. */
static bool may_be_wider(struct table *self, const struct row *row, size_t i)
{
	const struct form_field *info = column(self, i);
	const struct str *text = cell(self, row, i);

	if (kind_info(info->kind)->takes_choices)
		return text->len > self->widths[i] && is_choice(info, text);
	show_cell(self, row, i);
	return is_wider(self, i);
}

/* Whether cells may be in their columns is looked at only where that would widen one. */
static void measure(struct table *self, const struct rows *rows)
{
	for (size_t i = 0; i < self->n_leading; i++)
		self->widths[i] = strlen("-");
	for (size_t r = 0; r < rows->n; r++) {
		bool may_widen = false;

		for (size_t i = 0; i < self->n_leading && !may_widen; i++)
			may_widen = may_be_wider(self, &rows->items[r], i);
		if (!may_widen)
			continue;
		prepare_text(self, &rows->items[r]);
		for (size_t i = 0; i < self->n_leading; i++)
			if (is_wider(self, i))
				self->widths[i] = utf8_count(self->lead[i].data, self->lead[i].len);
	}
}

void text_rows_write(const struct report_plan *plan, const struct layout *layout, unsigned field,
	struct str *out)
{
	const struct rows *rows = &plan->document->tables[field];
	struct table table = {
		.plan = plan,
		.layout = layout,
		.rows = report_plan_field(plan, field),
	};

	row_layout_init(&table.columns, table.rows, plan->options);
	table.n_leading = table.columns.main == SIZE_MAX ? 0 : table.columns.main;
	table.widths = mem_zalloc(table.n_leading + 1, sizeof *table.widths);
	table.lead = mem_zalloc(table.n_leading + 1, sizeof *table.lead);
	measure(&table, rows);
	for (size_t r = 0; r < rows->n && !report_is_enough(plan->options, out); r++)
		write_row(&table, &rows->items[r], out);
	for (size_t i = 0; i < table.n_leading; i++)
		str_release(&table.lead[i]);
	str_release(&table.text);
	row_layout_release(&table.columns);
	free(table.widths);
	free(table.lead);
}

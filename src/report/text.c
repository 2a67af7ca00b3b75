/*
 * The plain text report: headings and questions line by line, each answer below its
 * question. Import reads the same layout back line for line. The bytes are the document's
 * own; the caller makes them safe for a terminal.
 */
#include "internal.h"
#include "report_plan.h"
#include "review_section.h"
#include "text_rows.h"
#include "text_wrap.h"

#include "model/answer.h"

#include <string.h>

#define BULLET "- "

/* A report in progress. */
struct text {
	struct report_plan plan;
	struct layout layout;
	enum time_style style;
	struct str *out;
};

static const struct form_field *field_of(const struct text *self, unsigned field)
{
	return report_plan_field(&self->plan, field);
}

static const struct str *stored(const struct text *self, unsigned field)
{
	return &self->plan.document->values[field].text;
}

static unsigned width_of(const struct text *self)
{
	return self->plan.options->width;
}

/* One line, or more where that is for mail. */
static void write_slice(const struct text *self, struct slice line, size_t hang)
{
	if (width_of(self) > 0) {
		text_wrap_line(line, hang, width_of(self), self->out);
		return;
	}
	str_append(self->out, line.data, line.len);
	str_append_char(self->out, '\n');
}

static void write_line(const struct text *self, const char *line)
{
	write_slice(self, slice_of_text(line), 0);
}

/* ------------------------------------------------------------------- values */

/* As one line: people's own words with every space, everything else as people read it. */
static void show(const struct text *self, unsigned field, struct str *out)
{
	const struct str *text = stored(self, field);

	if (report_plan_is_free(field_of(self, field), text))
		str_append(out, text->data, text->len);
	else
		report_plan_show_field(&self->plan, field, self->style, out);
}

static void write_escaped(const struct text *self, unsigned field, struct slice answer)
{
	const struct form_field *info = field_of(self, field);

	if (width_of(self) > 0) {
		text_wrap_answer((struct slice){"", 0}, answer, 0, width_of(self), self->out);
		return;
	}
	answer_escape(&self->layout, info, answer_place(info), answer, self->out);
	str_append_char(self->out, '\n');
}

static void write_shown(const struct text *self, unsigned field)
{
	struct str value = {0};

	show(self, field, &value);
	write_escaped(self, field, slice_of(&value));
	str_release(&value);
}

/* "Start: 2023-10-15 08:00 EDT" */
static void write_labelled(const struct text *self, const char *label, unsigned field)
{
	enum { HANG = 2 };
	const struct form_field *info = field_of(self, field);
	struct str value = {0};
	struct str line = {0};

	show(self, field, &value);
	str_appendf(&line, "%s ", label);
	if (width_of(self) > 0)
		str_append(&line, str_text(&value), value.len);
	else
		answer_escape(&self->layout, info, answer_place(info), slice_of(&value), &line);
	write_slice(self, slice_of(&line), HANG);
	str_release(&value);
	str_release(&line);
}

static void write_item_lines(const struct text *self, unsigned field, const struct str *item)
{
	struct str lines = {0};
	struct slice rest;
	struct slice line;

	if (width_of(self) > 0) {
		text_wrap_answer(slice_of_text(BULLET), slice_of(item), strlen(BULLET),
			width_of(self), self->out);
		return;
	}
	answer_escape(&self->layout, field_of(self, field), ANSWER_ITEM, slice_of(item), &lines);
	rest = slice_of(&lines);
	for (bool first = true; slice_next_line(&rest, &line); first = false) {
		str_append_text(self->out, first ? BULLET : line.len > 0 ? "  " : "");
		str_append(self->out, line.data, line.len);
		str_append_char(self->out, '\n');
	}
	str_release(&lines);
}

static void write_list(const struct text *self, unsigned field)
{
	struct str item = {0};
	size_t at = 0;

	while (list_next(stored(self, field), &at, &item))
		write_item_lines(self, field, &item);
	str_release(&item);
}

static void write_value(const struct text *self, unsigned field)
{
	enum kind kind = field_of(self, field)->kind;

	if (kind == KIND_ROWS)
		text_rows_write(&self->plan, &self->layout, field, self->out);
	else if (kind == KIND_LIST)
		write_list(self, field);
	else if (kind_info(kind)->is_prose)
		write_escaped(self, field, slice_trim_blank_lines(slice_of(stored(self, field))));
	else
		write_shown(self, field);
}

/* -------------------------------------------------------------- below headings */

/* A value that is not a figure would be read as the answer to the question above it. */
static bool is_shown_below(const struct text *self, const struct report_plan_item *item)
{
	struct str value = {0};

	if (item->answer == FORM_NONE || item->answer == item->field)
		return item->answer != FORM_NONE;
	report_plan_show_field(&self->plan, item->answer, self->style, &value);
	bool is_told = answer_is_figure(slice_of(&value));
	str_release(&value);
	return is_told;
}

static void write_item(const struct text *self, const struct report_plan_item *item)
{
	const struct form_field *field = field_of(self, item->field);
	bool is_told = is_shown_below(self, item);

	if (field->heading[0])
		write_line(self, field->heading);
	if (item->is_inline && is_told) {
		write_labelled(self, field->ask, item->answer);
		return;
	}
	if (field->ask[0])
		write_line(self, field->ask);
	if (is_told)
		write_value(self, item->answer);
}

/* -------------------------------------------------------------------- the head */

static bool is_shown_in_body(const struct text *self, unsigned field)
{
	for (size_t i = 0; i < self->plan.n_items; i++)
		if (self->plan.items[i].answer == field &&
			is_shown_below(self, &self->plan.items[i]))
			return true;
	return false;
}

static bool has_separator(struct slice text, const char *const separators[])
{
	struct str copy = {0};
	bool found = false;

	str_append(&copy, text.data, text.len);
	for (size_t i = 0; separators[i] && !found; i++)
		found = strstr(str_text(&copy), separators[i]) != NULL;
	str_release(&copy);
	return found;
}

/* Can the items of a list be on one line, with their separator nowhere inside them? */
static bool fits_one_line(const struct str *list, const char *const separators[])
{
	struct str item = {0};
	bool fits = true;

	for (size_t at = 0; fits && list_next(list, &at, &item);)
		fits = slice_trim(slice_of(&item)).len == item.len &&
		       !ascii_is_one_of(item.data[0], "\\:?") &&
		       !has_separator(slice_of(&item), separators);
	str_release(&item);
	return fits;
}

static bool is_plain_line(const struct str *text)
{
	return !memchr(str_text(text), '\n', text->len) &&
	       slice_trim(slice_of(text)).len == text->len;
}

static void write_list_line(const struct text *self, const char *label, unsigned field)
{
	enum { HANG = 2 };
	struct str line = {0};

	str_appendf(&line, "%s ", label);
	report_plan_show_field(&self->plan, field, self->style, &line);
	write_slice(self, slice_of(&line), HANG);
	str_release(&line);
}

static void write_fact(const struct text *self, unsigned field)
{
	static const char *const separators[] = {", ", "\n", NULL};
	const struct form_field *info = field_of(self, field);
	const struct str *text = stored(self, field);
	struct str label = {0};
	bool fits = info->kind == KIND_LIST           ? fits_one_line(text, separators)
		    : kind_info(info->kind)->is_prose ? is_plain_line(text)
						      : true;

	str_appendf(&label, "%s:", info->label);
	if (!fits)
		write_line(self, str_text(&label));
	if (!fits)
		write_value(self, field);
	else if (info->kind == KIND_LIST)
		write_list_line(self, str_text(&label), field);
	else
		write_labelled(self, str_text(&label), field);
	str_release(&label);
}

/* Does it say something that the rest of the report does not, other than a default? */
static bool is_worth_a_head(const struct text *self, unsigned field)
{
	const struct form_field *info = field_of(self, field);

	return info->kind != KIND_COMPUTED && !field_has_role(info, ROLE_ZONE) &&
	       !info->answers[0] &&
	       !(field_has_role(info, ROLE_STATUS) &&
		       document_status(self->plan.document) == STATUS_DRAFT);
}

/*
 * A title is followed by facts. Without one, the head is only printed if it says more
 * than a new document does: the bare layout begins with its first page.
 */
static bool has_head(const struct text *self)
{
	const struct report_plan *plan = &self->plan;
	bool has = plan->title != FORM_NONE;

	for (size_t i = 0; i < plan->n_facts && !has; i++)
		has = !is_shown_in_body(self, plan->facts[i].field) &&
		      is_worth_a_head(self, plan->facts[i].field);
	return has;
}

static void write_head(const struct text *self)
{
	const struct report_plan *plan = &self->plan;

	if (!has_head(self))
		return;
	if (plan->title != FORM_NONE)
		write_shown(self, plan->title);
	for (size_t i = 0; i < plan->n_facts; i++)
		if (!is_shown_in_body(self, plan->facts[i].field))
			write_fact(self, plan->facts[i].field);
	str_append_char(self->out, '\n');
}

static void write_authors(const struct text *self)
{
	static const char *const separators[] = {",", "\n", " and ", " & ", NULL};
	unsigned field = self->plan.authors;

	if (field == FORM_NONE)
		return;
	const struct form_field *info = field_of(self, field);
	if (info->kind == KIND_LIST && info->ask[0] &&
		!fits_one_line(stored(self, field), separators)) {
		write_line(self, info->ask);
		write_list(self, field);
		return;
	}
	struct str line = {0};

	str_append_text(&line, "**by ");
	report_plan_show_field(&self->plan, field, self->style, &line);
	str_append_text(&line, "**");
	write_slice(self, slice_of(&line), 0);
	str_release(&line);
}

/* What the first line says where there is something to say. */
static void write_problem(const struct text *self)
{
	struct str line = {0};

	if (!self->plan.options->problem)
		return;
	str_append_text(&line, ANSWER_BAND);
	str_append_text(&line, self->plan.options->problem);
	write_slice(self, slice_of(&line), 0);
	str_append_char(self->out, '\n');
	str_release(&line);
}

static void write_end(const struct text *self)
{
	struct review_section review;

	write_authors(self);
	review_section_init(&review, &self->plan);
	text_write_review(&review, &self->plan, self->out);
	review_section_release(&review);
}

bool text_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	struct text text = {
		.style = document_has_us_dates(document) ? TIME_US : TIME_ISO,
		.out = out,
	};

	(void)err;
	report_plan_init(&text.plan, document, options, false);
	layout_init(&text.layout, document->form);
	write_problem(&text);
	write_head(&text);
	for (size_t i = 0; i < text.plan.n_pages && !report_is_enough(options, out); i++) {
		const struct report_plan_page *page = &text.plan.pages[i];

		write_line(&text, page->page->heading);
		for (size_t j = 0; j < page->n_items && !report_is_enough(options, out); j++)
			write_item(&text, &text.plan.items[page->first + j]);
	}
	if (!report_is_enough(options, out))
		write_end(&text);
	layout_release(&text.layout);
	report_plan_release(&text.plan);
	return true;
}

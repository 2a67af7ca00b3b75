/*
 * The report as Markdown for GitHub and GitLab. What is in it and in which order comes from the
 * form and its roles: the head, the overview, the tasks, then the form's pages.
 */
#include "internal.h"

#include "markdown_parts.h"
#include "outline.h"
#include "review_section.h"

#include <string.h>

#define NOT_ANSWERED "*Not answered yet*\n"

struct report {
	const struct report_plan *plan;
	const struct incident *incident;
	const struct review_section *review;
	struct str *out;
};

/* A final colon is dropped in a heading. */
static void write_heading(const struct report *self, unsigned level, const char *text)
{
	size_t len = strlen(text);

	str_append_char(self->out, '\n');
	str_append_repeat(self->out, '#', level);
	str_append_char(self->out, ' ');
	markdown_line(text, len > 0 && text[len - 1] == ':' ? len - 1 : len, self->out);
	str_append_char(self->out, '\n');
}

/* ---------------------------------------------------------------------- answers */

static void write_list(const struct report *self, unsigned field, unsigned level)
{
	bool is_numbered = field_has_role(report_plan_field(self->plan, field), ROLE_FACTORS);
	struct str item = {0};
	struct str marker = {0};
	size_t n = 0;

	for (size_t at = 0; list_next(&self->plan->document->values[field].text, &at, &item);) {
		if (slice_trim(slice_of(&item)).len == 0)
			continue;
		str_clear(&marker);
		if (is_numbered)
			str_appendf(&marker, "%zu. ", ++n);
		else
			str_append_text(&marker, "- ");
		markdown_prose(slice_of(&item), level, str_text(&marker), self->out);
	}
	str_release(&marker);
	str_release(&item);
}

static void write_rows(const struct report *self, unsigned field)
{
	const struct form_field *info = report_plan_field(self->plan, field);

	if (field == self->incident->events && self->incident->time_column != FORM_NONE)
		markdown_write_timeline(self->incident, self->out);
	else if (field_has_role(info, ROLE_TASKS))
		markdown_write_tasks(self->plan, field, self->out);
	else
		markdown_write_rows(self->plan, field, self->out);
}

/* level is that of the heading above. */
static void write_value(const struct report *self, unsigned field, unsigned level)
{
	const struct form_field *info = report_plan_field(self->plan, field);
	const struct str *text = &self->plan->document->values[field].text;
	struct str shown = {0};

	if (info->kind == KIND_ROWS) {
		write_rows(self, field);
	} else if (info->kind == KIND_LIST) {
		write_list(self, field, level);
	} else if (kind_info(info->kind)->is_prose || memchr(str_text(text), '\n', text->len)) {
		markdown_prose(slice_of(text), level, "", self->out);
	} else {
		report_plan_show_field(self->plan, field, TIME_ISO, &shown);
		markdown_line_start(str_text(&shown), shown.len, self->out);
		str_append_char(self->out, '\n');
	}
	str_release(&shown);
}

/* "* **Start:** 2023-10-15 08:00 EDT"; a - would continue a list in the prose above. */
static void write_inline(
	const struct report *self, const struct report_plan_item *item, bool is_first)
{
	const char *ask = report_plan_field(self->plan, item->field)->ask;
	struct str value = {0};

	str_append_text(self->out, is_first ? "\n* **" : "* **");
	markdown_line(ask, strlen(ask), self->out);
	str_append_text(self->out, "** ");
	if (item->answer == FORM_NONE) {
		str_append_text(self->out, NOT_ANSWERED);
	} else {
		report_plan_show_field(self->plan, item->answer, TIME_ISO, &value);
		markdown_line(str_text(&value), value.len, self->out);
		str_append_char(self->out, '\n');
	}
	str_release(&value);
}

static void write_block(const struct report *self, const struct report_plan_item *item)
{
	const struct form_field *field = report_plan_field(self->plan, item->field);
	unsigned level = field->heading[0] ? 3 : 2;

	if (field->ask[0])
		write_heading(self, ++level, field->ask);
	str_append_char(self->out, '\n');
	if (item->answer == FORM_NONE)
		str_append_text(self->out, NOT_ANSWERED);
	else
		write_value(self, item->answer, level);
}

/* --------------------------------------------------------------------- sections */

/* Tasks that are there are told before the pages. */
static bool is_tasks(const struct report *self, const struct report_plan_item *item)
{
	return item->answer == item->field &&
	       report_plan_field(self->plan, item->field)->kind == KIND_ROWS &&
	       field_has_role(report_plan_field(self->plan, item->field), ROLE_TASKS);
}

static bool is_on_page(const struct report *self, const struct report_plan_item *item)
{
	return !outline_is_left_out(self->plan, item) && !is_tasks(self, item);
}

static void write_page(const struct report *self, const struct report_plan_page *page)
{
	bool is_in_list = false;
	bool is_begun = false;

	for (size_t i = 0; i < page->n_items; i++) {
		const struct report_plan_item *item = &self->plan->items[page->first + i];
		const char *heading = report_plan_field(self->plan, item->field)->heading;

		if (!is_on_page(self, item))
			continue;
		if (!is_begun)
			write_heading(self, 2, page->page->heading);
		is_begun = true;
		if (heading[0])
			write_heading(self, 3, heading);
		if (item->is_inline)
			write_inline(self, item, !is_in_list || heading[0]);
		else
			write_block(self, item);
		is_in_list = item->is_inline;
	}
}

static void write_tasks(const struct report *self)
{
	for (size_t i = 0; i < self->plan->n_items; i++) {
		const struct report_plan_item *item = &self->plan->items[i];
		const struct form_field *field = report_plan_field(self->plan, item->field);

		if (!is_tasks(self, item))
			continue;
		write_heading(self, 2,
			field->ask[0]       ? field->ask
			: field->heading[0] ? field->heading
					    : field->label);
		str_append_char(self->out, '\n');
		markdown_write_tasks(self->plan, item->answer, self->out);
	}
}

static void write_band(const struct report *self)
{
	const char *state = outline_draft_state(self->plan);
	struct str note = {0};

	outline_write_draft_note(self->incident, &note);
	if (state)
		str_appendf(self->out, "\n> **%s**%s\n", state, str_text(&note));
	else if (note.len > 0)
		str_appendf(self->out, "\n>%s\n", str_text(&note));
	str_release(&note);
}

/* Above all else, as it is about all of it. */
static void write_problem(const struct report *self)
{
	const char *problem = self->plan->options->problem;

	if (!problem)
		return;
	str_append_text(self->out, "> **The document has a problem.** ");
	markdown_line(problem, strlen(problem), self->out);
	str_append_text(self->out, "\n\n");
}

static void write_report(const struct report *self)
{
	size_t summary = outline_summary_page(self->plan);

	write_problem(self);
	markdown_write_head(self->incident, self->out);
	if (outline_is_draft(self->plan))
		write_band(self);
	if (summary != SIZE_MAX)
		write_page(self, &self->plan->pages[summary]);
	write_tasks(self);
	for (size_t i = 0; i < self->plan->n_pages; i++)
		if (i != summary)
			write_page(self, &self->plan->pages[i]);
	markdown_write_review(self->review, self->out);
}

bool markdown_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	struct report_plan plan;
	struct incident incident;
	struct review_section review;

	(void)err;
	report_plan_init(&plan, document, options, true);
	incident_init(&incident, &plan);
	review_section_init(&review, &plan);
	write_report(&(struct report){
		.plan = &plan, .incident = &incident, .review = &review, .out = out});
	review_section_release(&review);
	incident_release(&incident);
	report_plan_release(&plan);
	return true;
}

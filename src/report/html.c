/*
 * The report as one HTML file: no script, nothing loaded from anywhere. What is in it and in
 * which order comes from the form and its roles: the head, the overview, open tasks, then the
 * form's pages.
 */
#include "internal.h"

#include "figures.h"
#include "html_parts.h"
#include "outline.h"
#include "review_section.h"

#include <string.h>

struct report {
	const struct report_plan *plan;
	const struct incident *incident;
	const struct review_section *review;
	struct str *out;
};

/* For what the program says itself, on a page in another language. */
static const char *own_words(const struct report *self)
{
	const char *language = self->plan->document->form->language;
	bool is_english = strncmp(language, "en", 2) == 0 && !ascii_is_letter(language[2]);

	return is_english ? "" : " lang=\"en\"";
}

/* ---------------------------------------------------------------------- answers */

static void write_question(const struct report *self, const char *ask, const char *class)
{
	struct slice text = slice_of_text(ask);

	if (text.len > 0 && text.data[text.len - 1] == ':')
		text.len--;
	if (text.len == 0)
		return;
	str_appendf(self->out, "<h3%s", class);
	html_write_direction(text, self->out);
	str_append_char(self->out, '>');
	html_escape(text, self->out);
	str_append_text(self->out, "</h3>\n");
}

static void write_list(const struct report *self, unsigned field, struct str *out)
{
	bool is_numbered = field_has_role(report_plan_field(self->plan, field), ROLE_FACTORS);
	struct str item = {0};

	str_append_text(out, is_numbered ? "<ol>\n" : "<ul>\n");
	for (size_t at = 0; list_next(&self->plan->document->values[field].text, &at, &item);) {
		str_append_text(out, "<li");
		html_write_direction(slice_of(&item), out);
		str_append_char(out, '>');
		html_prose_inline(slice_of(&item), 3, self->plan->options->images, out);
		str_append_text(out, "</li>\n");
	}
	str_append_text(out, is_numbered ? "</ol>\n" : "</ul>\n");
	str_release(&item);
}

static void write_line(const struct report *self, unsigned field, struct str *out)
{
	struct str shown = {0};

	report_plan_show_field(self->plan, field, TIME_ISO, &shown);
	str_append_text(out, "<p");
	html_write_direction(slice_of(&shown), out);
	str_append_char(out, '>');
	html_write_link(slice_of(&shown), out);
	str_append_text(out, "</p>\n");
	str_release(&shown);
}

/* The first block and the others; a page break may only be between them. level is that of the
 * heading above. */
static void write_value(const struct report *self, unsigned field, unsigned level,
	struct str *first, struct str *rest)
{
	const struct form_field *info = report_plan_field(self->plan, field);
	const struct str *text = &self->plan->document->values[field].text;

	if (info->kind == KIND_LIST)
		write_list(self, field, rest);
	else if (kind_info(info->kind)->is_prose || memchr(str_text(text), '\n', text->len))
		html_prose(text, level, self->plan->options->images, first, rest);
	else
		write_line(self, field, first);
}

static void write_part(const struct report *self, const struct str *html)
{
	if (html->len == 0)
		return;
	str_append_text(self->out, "<div class=\"answer\">\n");
	str_append(self->out, html->data, html->len);
	str_append_text(self->out, "</div>\n");
}

/* before is a heading at the side, which belongs to the first block too. */
static void write_answer(
	const struct report *self, unsigned answer, const char *ask, const char *before)
{
	struct str first = {0};
	struct str rest = {0};

	if (answer == FORM_NONE)
		str_appendf(&first, "<p class=\"none\"%s>Not answered yet</p>\n", own_words(self));
	else
		write_value(self, answer, *ask ? 3 : 2, &first, &rest);
	str_append_text(self->out, "<div class=\"qa\">\n<div class=\"keep\">\n");
	str_append_text(self->out, before);
	write_question(self, ask, "");
	write_part(self, &first);
	str_append_text(self->out, "</div>\n");
	write_part(self, &rest);
	str_append_text(self->out, "</div>\n");
	str_release(&first);
	str_release(&rest);
}

/* ------------------------------------------------------------------------ items */

static void write_table(const struct report *self, const struct report_plan_item *item)
{
	const struct form_field *field = report_plan_field(self->plan, item->field);

	if (field_has_role(field, ROLE_EVENTS)) {
		html_write_timeline(self->incident, self->out);
		return;
	}
	write_question(self, field->ask, " class=\"over\"");
	if (field_has_role(field, ROLE_TASKS))
		html_write_tasks(self->plan, item->answer, false, self->out);
	else
		html_write_rows(self->plan, item->answer, self->out);
}

static void write_item(
	const struct report *self, const struct report_plan_item *item, const char *before)
{
	const struct form_field *field = report_plan_field(self->plan, item->field);

	write_question(self, field->heading, " class=\"part\"");
	if (item->answer != FORM_NONE &&
		report_plan_field(self->plan, item->answer)->kind == KIND_ROWS)
		write_table(self, item);
	else
		write_answer(self, item->answer, field->ask, before);
}

/* What went well, badly and luckily, side by side. Returns how many items it took. */
static size_t write_lessons(
	const struct report *self, const struct report_plan_item *items, size_t n)
{
	size_t i;

	str_append_text(self->out, "<div class=\"lessons\">\n");
	for (i = 0; i < n && outline_is_lesson(report_plan_field(self->plan, items[i].field));
		i++) {
		struct str first = {0};
		struct str rest = {0};

		if (outline_is_left_out(self->plan, &items[i]) || items[i].answer == FORM_NONE)
			continue;
		write_value(self, items[i].answer, 3, &first, &rest);
		str_append_text(self->out, "<div>\n");
		write_question(self, report_plan_field(self->plan, items[i].field)->ask, "");
		str_appendf(self->out, "<div class=\"answer\">\n%s%s</div>\n</div>\n",
			str_text(&first), str_text(&rest));
		str_release(&first);
		str_release(&rest);
	}
	str_append_text(self->out, "</div>\n");
	return i;
}

static bool has_lesson(const struct report *self, const struct report_plan_item *item)
{
	return item->answer != FORM_NONE &&
	       outline_is_lesson(report_plan_field(self->plan, item->field));
}

static void write_items(
	const struct report *self, const struct report_plan_page *page, const char *before)
{
	const struct report_plan_item *items = &self->plan->items[page->first];

	for (size_t i = 0; i < page->n_items;) {
		if (has_lesson(self, &items[i])) {
			i += write_lessons(self, &items[i], page->n_items - i);
			continue;
		}
		if (!outline_is_left_out(self->plan, &items[i])) {
			write_item(self, &items[i], before);
			before = "";
		}
		i++;
	}
}

/* --------------------------------------------------------------------- sections */

static const struct report_plan_item *first_item(
	const struct report *self, const struct report_plan_page *page)
{
	for (size_t i = 0; i < page->n_items; i++)
		if (!outline_is_left_out(self->plan, &self->plan->items[page->first + i]))
			return &self->plan->items[page->first + i];
	return NULL;
}

/* Facts of the head that have no place of their own there. */
static bool is_other_fact(const struct report *self, size_t fact)
{
	const struct report_plan_fact *item = &self->plan->facts[fact];

	return !item->is_in_body && !outline_is_in_head(self->plan, item->field);
}

static void write_other_facts(const struct report *self)
{
	for (size_t i = 0; i < self->plan->n_facts; i++) {
		unsigned field = self->plan->facts[i].field;

		if (is_other_fact(self, i))
			write_answer(self, field, report_plan_field(self->plan, field)->label, "");
	}
}

/* Without an overview that they could follow. */
static void write_facts(const struct report *self)
{
	bool has_some = false;

	for (size_t i = 0; i < self->plan->n_facts; i++)
		has_some = has_some || is_other_fact(self, i);
	if (!has_some)
		return;
	str_appendf(self->out,
		"<section id=\"facts\" aria-labelledby=\"head-facts\">\n"
		"<h2 id=\"head-facts\"%s>Facts</h2>\n",
		own_words(self));
	write_other_facts(self);
	str_append_text(self->out, "</section>\n");
}

/* A first answer without a question of its own has the page's name beside it. */
static bool is_at_side(const struct report *self, const struct report_plan_item *item)
{
	const struct form_field *field = report_plan_field(self->plan, item->field);

	return field->ask[0] == '\0' && field->heading[0] == '\0' && field->kind != KIND_ROWS &&
	       !outline_is_lesson(field);
}

static void write_section(const struct report *self, size_t number, bool is_summary)
{
	const struct report_plan_page *page = &self->plan->pages[number];
	const struct report_plan_item *item = first_item(self, page);

	if (!item)
		return;
	bool is_side = is_at_side(self, item);
	struct str heading = {0};

	str_appendf(&heading, "<h2 id=\"head%zu\"%s", number + 1, is_side ? " class=\"side\"" : "");
	html_write_direction(slice_of_text(page->page->heading), &heading);
	str_append_char(&heading, '>');
	html_escape_text(page->page->heading, &heading);
	str_append_text(&heading, "</h2>\n");
	str_appendf(self->out, "<section id=\"page%zu\" aria-labelledby=\"head%zu\"%s>\n%s",
		number + 1, number + 1, is_summary ? " class=\"overview\"" : "",
		is_side ? "" : str_text(&heading));
	write_items(self, page, is_side ? str_text(&heading) : "");
	str_release(&heading);
	if (is_summary)
		write_other_facts(self);
	str_append_text(self->out, "</section>\n");
}

static void write_open_tasks(const struct report *self)
{
	struct task_counts counts;

	if (!task_counts_find(self->plan, &counts) || counts.open == 0)
		return;
	str_appendf(self->out,
		"<section id=\"open-tasks\" aria-labelledby=\"head-open-tasks\">\n"
		"<h2 id=\"head-open-tasks\"%s>Open tasks</h2>\n",
		own_words(self));
	html_write_tasks(self->plan, form_find_role(self->plan->document->form, ROLE_TASKS), true,
		self->out);
	str_append_text(self->out, "</section>\n");
}

static void write_sections(const struct report *self)
{
	size_t summary = outline_summary_page(self->plan);

	if (summary != SIZE_MAX)
		write_section(self, summary, true);
	else
		write_facts(self);
	write_open_tasks(self);
	for (size_t i = 0; i < self->plan->n_pages; i++)
		if (i != summary)
			write_section(self, i, false);
}

static void write_contents(const struct report *self)
{
	str_append_text(self->out, "<nav aria-label=\"Contents\">\n<ul>\n");
	for (size_t i = 0; i < self->plan->n_pages; i++) {
		if (!first_item(self, &self->plan->pages[i]))
			continue;
		str_appendf(self->out, "<li><a href=\"#page%zu\">", i + 1);
		html_escape_text(self->plan->pages[i].page->heading, self->out);
		str_append_text(self->out, "</a></li>\n");
	}
	if (self->review->n > 0)
		str_append_text(self->out, "<li><a href=\"#review\">Review</a></li>\n");
	str_append_text(self->out, "</ul>\n</nav>\n");
}

/* ------------------------------------------------------------------------ bands */

/* Why the report is not to be relied on. */
static void write_problem(const struct report *self)
{
	str_appendf(self->out,
		"<div class=\"band bad sans\" role=\"note\"%s><p><strong>The "
		"document has a problem.</strong> ",
		own_words(self));
	html_escape_text(self->plan->options->problem, self->out);
	str_append_text(self->out, "</p></div>\n");
}

static void write_band(const struct report *self)
{
	const char *state = outline_draft_state(self->plan);
	struct str text = {0};

	if (state)
		str_appendf(&text, "<strong>%s</strong>", state);
	outline_write_draft_note(self->incident, &text);
	if (text.len > 0)
		str_appendf(self->out, "<div class=\"band sans\" role=\"note\"%s><p>%s</p></div>\n",
			own_words(self), str_text(&text) + (state ? 0 : strlen(" ")));
	str_release(&text);
}

/* --------------------------------------------------------------------- the whole */

static void write_head_element(const struct report *self)
{
	struct str title = {0};
	struct str authors = {0};

	report_plan_write_title(self->plan, &title);
	if (self->plan->authors != FORM_NONE)
		report_plan_show_field(self->plan, self->plan->authors, TIME_ISO, &authors);
	html_write_head_element(&(struct html_head){.title = slice_of(&title),
					.author = slice_of(&authors),
					.style = html_review_style(self->review),
					.language = self->plan->document->form->language,
					.paper = self->plan->options->paper},
		self->out);
	str_release(&authors);
	str_release(&title);
}

static void write_report(const struct report *self)
{
	write_head_element(self);
	str_appendf(self->out,
		"<body>\n<a class=\"skip sans\" href=\"#report\"%s>Skip to the report</a>\n",
		own_words(self));
	write_contents(self);
	str_append_text(self->out, "<main id=\"report\">\n");
	if (self->plan->options->problem)
		write_problem(self);
	if (outline_is_draft(self->plan))
		write_band(self);
	html_write_head(self->incident, self->out);
	write_sections(self);
	html_write_review(self->review, self->plan, own_words(self), self->out);
	html_write_footer(self->out);
}

bool html_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	struct report_plan plan;
	struct incident incident;
	struct review_section review;

	(void)err;
	report_plan_init(&plan, document, options, true);
	incident_init(&incident, &plan);
	review_section_init(&review, &plan);
	const struct report report = {
		.plan = &plan,
		.incident = &incident,
		.review = &review,
		.out = out,
	};
	write_report(&report);
	review_section_release(&review);
	incident_release(&incident);
	report_plan_release(&plan);
	return true;
}

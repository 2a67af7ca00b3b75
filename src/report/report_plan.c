/* What a report shows and in which order; see report_plan.h. */
#include "report_plan.h"

#include "base/mem.h"
#include "model/public.h"

#include <stdlib.h>
#include <string.h>

void report_source_init(struct report_source *self, const struct document *document,
	const struct report_options *options)
{
	*self = (struct report_source){.document = document};
	if (!options->is_public)
		return;
	document_copy_public(&self->everybodys, document, options->shows_authors);
	self->document = &self->everybodys;
}

void report_source_release(struct report_source *self)
{
	document_release(&self->everybodys);
}

bool report_is_enough(const struct report_options *options, const struct str *out)
{
	return options->enough > 0 && out->len >= options->enough;
}

const struct form_field *report_plan_field(const struct report_plan *self, unsigned field)
{
	return &self->document->form->fields[field];
}

bool report_plan_may_show(const struct form_field *field, const struct report_options *options)
{
	return !options->is_public || field_is_public(field, options->shows_authors);
}

static bool is_blank(const struct str *text)
{
	return slice_trim(slice_of(text)).len == 0;
}

/* Is there nothing to read: no rows, only white space, nothing to compute? */
static bool is_empty(const struct report_plan *self, unsigned field)
{
	const struct form_field *info = report_plan_field(self, field);

	if (info->kind == KIND_ROWS)
		return self->document->tables[field].n == 0;
	if (info->kind != KIND_COMPUTED)
		return is_blank(&self->document->values[field].text);

	struct str text = {0};
	document_compute(self->document, field, self->options->now, &text);
	bool empty = text.len == 0;
	str_release(&text);
	return empty;
}

bool report_plan_may_show_field(
	const struct document *document, unsigned field, const struct report_options *options)
{
	const struct form *form = document->form;
	const struct form_field *info = &form->fields[field];
	const char *sources[] = {info->from, info->to};

	if (!options->is_public)
		return true;
	for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
		unsigned source = sources[i][0] ? form_find(form, sources[i]) : FORM_NONE;

		if (source != FORM_NONE && !report_plan_may_show(&form->fields[source], options))
			return false;
	}
	return report_plan_may_show(info, options);
}

static bool may_show(const struct report_plan *self, unsigned field)
{
	return report_plan_may_show_field(self->document, field, self->options) &&
	       report_plan_field(self, field)->shown != SHOWN_NEVER;
}

/* The prose field whose question this one also answers; FORM_NONE if there is none. */
static unsigned question_of(const struct report_plan *self, unsigned field)
{
	const char *path = report_plan_field(self, field)->answers;
	unsigned question = path[0] ? form_find(self->document->form, path) : FORM_NONE;

	return question != FORM_NONE && may_show(self, question) ? question : FORM_NONE;
}

/* The field whose value is printed below a question. */
static unsigned answer_of(const struct report_plan *self, unsigned field)
{
	if (!is_empty(self, field))
		return field;
	for (unsigned i = 0; i < self->document->form->n_fields; i++)
		if (question_of(self, i) == field && may_show(self, i) && !is_empty(self, i))
			return i;
	return FORM_NONE;
}

static bool is_of_head(const struct form_field *field)
{
	return field->shown == SHOWN_HEAD || field->kind == KIND_COMPUTED;
}

static bool is_inline(const struct form_field *field)
{
	size_t len = strlen(field->ask);

	return kind_info(field->kind)->is_one_line && len > 0 && field->ask[len - 1] == ':';
}

static void add_item(struct report_plan *self, unsigned field)
{
	const struct form_field *info = report_plan_field(self, field);
	unsigned answer = FORM_NONE;

	if (!may_show(self, field) || is_of_head(info) || field_has_role(info, ROLE_TITLE) ||
		field_has_role(info, ROLE_AUTHORS) || question_of(self, field) != FORM_NONE)
		return;
	answer = answer_of(self, field);
	if (answer == FORM_NONE &&
		(self->options->is_public ||
			(info->shown != SHOWN_ALWAYS &&
				!(self->has_gaps && info->required != STATUS_NEVER))))
		return;
	self->items =
		mem_grow(self->items, &self->cap_items, self->n_items + 1, sizeof *self->items);
	self->items[self->n_items++] = (struct report_plan_item){
		.field = field,
		.answer = answer,
		.is_inline = is_inline(info),
	};
}

static void add_page(struct report_plan *self, const struct form_page *page)
{
	size_t first = self->n_items;

	for (unsigned i = 0; i < page->n_fields; i++)
		add_item(self, page->first + i);
	if (self->n_items == first)
		return;
	self->pages =
		mem_grow(self->pages, &self->cap_pages, self->n_pages + 1, sizeof *self->pages);
	self->pages[self->n_pages++] = (struct report_plan_page){
		.page = page,
		.first = first,
		.n_items = self->n_items - first,
	};
}

static bool is_in_body(const struct report_plan *self, unsigned field)
{
	for (size_t i = 0; i < self->n_items; i++)
		if (self->items[i].answer == field)
			return true;
	return false;
}

static void add_fact(struct report_plan *self, unsigned field)
{
	const struct form_field *info = report_plan_field(self, field);
	bool is_fact = is_of_head(info) || kind_info(info->kind)->is_time ||
		       question_of(self, field) != FORM_NONE;

	if (!is_fact || field_has_role(info, ROLE_TITLE) || field_has_role(info, ROLE_AUTHORS) ||
		!may_show(self, field) || is_empty(self, field))
		return;
	self->facts =
		mem_grow(self->facts, &self->cap_facts, self->n_facts + 1, sizeof *self->facts);
	self->facts[self->n_facts++] = (struct report_plan_fact){
		.field = field,
		.is_in_body = is_in_body(self, field),
	};
}

static unsigned find_filled(const struct report_plan *self, enum role role)
{
	unsigned field = form_find_role(self->document->form, role);

	return field != FORM_NONE && may_show(self, field) && !is_empty(self, field) ? field
										     : FORM_NONE;
}

void report_plan_init_head(struct report_plan *self, const struct document *document,
	const struct report_options *options)
{
	*self = (struct report_plan){.document = document, .options = options};
	document_zone(document, &self->zone);
	self->title = find_filled(self, ROLE_TITLE);
	self->authors = find_filled(self, ROLE_AUTHORS);
}

void report_plan_init(struct report_plan *self, const struct document *document,
	const struct report_options *options, bool with_gaps)
{
	const struct form *form = document->form;

	report_plan_init_head(self, document, options);
	self->has_gaps = with_gaps;
	for (size_t i = 0; i < form->n_pages; i++)
		add_page(self, &form->pages[i]);
	for (unsigned i = 0; i < form->n_answers; i++)
		add_fact(self, i);
}

void report_plan_release(struct report_plan *self)
{
	free(self->facts);
	free(self->items);
	free(self->pages);
	*self = (struct report_plan){0};
}

/* Where in a report what the plan shows is told; see outline.h. */
#include "outline.h"

bool outline_is_lesson(const struct form_field *field)
{
	return field_has_role(field, ROLE_WENT_WELL) || field_has_role(field, ROLE_WENT_BADLY) ||
	       field_has_role(field, ROLE_GOT_LUCKY);
}

static bool is_span_of_moments(const struct form *form, const struct form_field *field)
{
	unsigned from = field->how == COMPUTED_SPAN ? form_find(form, field->from) : FORM_NONE;
	unsigned to = field->how == COMPUTED_SPAN ? form_find(form, field->to) : FORM_NONE;

	return from != FORM_NONE && to != FORM_NONE &&
	       milestone_of_field(&form->fields[from]) != MILESTONE_NONE &&
	       milestone_of_field(&form->fields[to]) != MILESTONE_NONE;
}

static bool is_count_of_tasks(const struct form *form, const struct form_field *field)
{
	unsigned of = field->how == COMPUTED_COUNT ? form_find(form, field->from) : FORM_NONE;

	return of != FORM_NONE && field_has_role(&form->fields[of], ROLE_TASKS);
}

bool outline_is_in_head(const struct report_plan *plan, unsigned index)
{
	const struct form *form = plan->document->form;
	const struct form_field *field = &form->fields[index];
	static const uint64_t roles = ROLE_BIT(ROLE_TITLE) | ROLE_BIT(ROLE_STATUS) |
				      ROLE_BIT(ROLE_SEVERITY) | ROLE_BIT(ROLE_ZONE) |
				      ROLE_BIT(ROLE_AUTHORS) | ROLE_BIT(ROLE_SERVICES) |
				      ROLE_BIT(ROLE_AFFECTED);

	return (field->roles & roles) || milestone_of_field(field) != MILESTONE_NONE ||
	       is_span_of_moments(form, field) || is_count_of_tasks(form, field);
}

size_t outline_summary_page(const struct report_plan *plan)
{
	unsigned overview = form_find_role(plan->document->form, ROLE_OVERVIEW);

	for (size_t i = 0; overview != FORM_NONE && i < plan->n_pages; i++) {
		const struct form_page *page = plan->pages[i].page;

		if (overview >= page->first && overview < page->first + page->n_fields)
			return i;
	}
	return SIZE_MAX;
}

/* ------------------------------------------------------------------------- drafts */

bool outline_is_draft(const struct report_plan *plan)
{
	return !plan->options->is_public && document_status(plan->document) != STATUS_FINAL;
}

bool outline_is_left_out(const struct report_plan *plan, const struct report_plan_item *item)
{
	return outline_is_in_head(plan, item->field) ||
	       (item->answer == FORM_NONE && !outline_is_draft(plan));
}

const char *outline_draft_state(const struct report_plan *plan)
{
	if (form_find_role(plan->document->form, ROLE_STATUS) == FORM_NONE)
		return NULL;
	return document_status(plan->document) == STATUS_REVIEW ? "In review." : "Draft.";
}

static size_t count_gaps(const struct report_plan *plan)
{
	size_t n = 0;

	for (size_t i = 0; i < plan->n_items; i++)
		n += plan->items[i].answer == FORM_NONE &&
		     !outline_is_left_out(plan, &plan->items[i]);
	return n;
}

static bool has_about(const struct incident *incident)
{
	bool has = false;

	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
		has = has || incident->moments[i].is_about;
	for (size_t i = 0; i < incident->n_entries; i++)
		has = has || incident->entries[i].when.is_about;
	return has;
}

void outline_write_draft_note(const struct incident *incident, struct str *out)
{
	size_t gaps = count_gaps(incident->plan);
	bool is_about = has_about(incident);

	if (incident->is_ongoing)
		str_append_text(out,
			is_about
				? " The incident is ongoing; times with \xE2\x89\x88 are approximate."
				: " The incident is ongoing.");
	else if (is_about)
		str_append_text(out, " Times with \xE2\x89\x88 are approximate.");
	if (gaps > 0)
		str_appendf(out,
			gaps == 1 ? " %zu question is not answered yet."
				  : " %zu questions are not answered yet.",
			gaps);
}

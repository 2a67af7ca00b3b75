/* Where in a report what the plan shows is told; see outline.h. */
#include "outline.h"

#include "model/milestone.h"

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

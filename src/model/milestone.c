/* The moments of an incident: one table, by which fields and kinds of events are recognised. */
#include "model/milestone.h"

#include <assert.h>
#include <string.h>

static const struct {
	enum role role;
	char letter;
} milestones[N_MILESTONES] = {
	[MILESTONE_NONE] = {ROLE_NONE, ' '},
	[MILESTONE_START] = {ROLE_START, 'S'},
	[MILESTONE_DETECTED] = {ROLE_DETECTED, 'D'},
	[MILESTONE_ACKNOWLEDGED] = {ROLE_ACKNOWLEDGED, 'A'},
	[MILESTONE_MITIGATED] = {ROLE_MITIGATED, 'M'},
	[MILESTONE_END] = {ROLE_END, 'E'},
};

enum milestone milestone_of_field(const struct form_field *field)
{
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
		if (field_has_role(field, milestones[i].role))
			return (enum milestone)i;
	return MILESTONE_NONE;
}

enum milestone milestone_of_kind(const struct form *form, const char *event_kind)
{
	if (*event_kind == '\0')
		return MILESTONE_NONE;
	for (size_t i = 0; i < form->n_fields; i++) {
		enum milestone milestone = milestone_of_field(&form->fields[i]);

		if (milestone != MILESTONE_NONE &&
			strcmp(form->fields[i].milestone, event_kind) == 0)
			return milestone;
	}
	return MILESTONE_NONE;
}

unsigned milestone_field(const struct form *form, enum milestone milestone)
{
	assert(milestone != MILESTONE_NONE);
	return form_find_role(form, milestones[milestone].role);
}

char milestone_letter(enum milestone milestone)
{
	return milestones[milestone].letter;
}

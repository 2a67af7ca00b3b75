/* The moments of an incident: one table, by which fields and kinds of events are recognised. */
#include "model/milestone.h"

#include "model/walk.h"

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
		const struct form_field *field = &form->fields[i];

		if (strcmp(field->milestone, event_kind) == 0 &&
			milestone_of_field(field) != MILESTONE_NONE)
			return milestone_of_field(field);
	}
	return MILESTONE_NONE;
}

unsigned milestone_field(const struct form *form, enum milestone milestone)
{
	assert(milestone != MILESTONE_NONE);
	return form_find_role(form, milestones[milestone].role);
}

/* The first event of a kind that has a time, or at least a date. */
static void find_event(const struct document *document, const char *kind, struct when *when)
{
	unsigned events = form_find_role(document->form, ROLE_EVENTS);
	const struct form_field *field =
		events == FORM_NONE ? NULL : &document->form->fields[events];
	unsigned at = field ? form_find_column_role(field, ROLE_EVENT_TIME) : FORM_NONE;
	unsigned named = field ? form_find_column_role(field, ROLE_EVENT_KIND) : FORM_NONE;
	size_t len = strlen(kind);

	for (size_t i = 0;
		at != FORM_NONE && named != FORM_NONE && len > 0 && i < document->tables[events].n;
		i++) {
		const struct value *cells = document->tables[events].items[i].cells;

		if (str_equal(&cells[named].text, kind, len) &&
			when_parse(when, str_text(&cells[at].text), NULL) &&
			(when->kind == WHEN_INSTANT || when->kind == WHEN_DATE))
			return;
	}
	*when = (struct when){0};
}

void milestone_times(const struct document *document, struct when times[N_MILESTONES])
{
	times[MILESTONE_NONE] = (struct when){0};
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++) {
		unsigned field = milestone_field(document->form, (enum milestone)i);

		times[i] = (struct when){0};
		if (field != FORM_NONE)
			document_when(document, field, &times[i]);
		if (field != FORM_NONE && times[i].kind == WHEN_NONE)
			find_event(document, document->form->fields[field].milestone, &times[i]);
	}
}

char milestone_letter(enum milestone milestone)
{
	return milestones[milestone].letter;
}

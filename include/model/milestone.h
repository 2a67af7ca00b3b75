/*
 * The moments that every incident has, whatever a form calls them: a field is one of them by its
 * role, a kind of event by the form's key "milestone" of such a field.
 */
#ifndef AFTERWORD_MODEL_MILESTONE_H
#define AFTERWORD_MODEL_MILESTONE_H

#include "model/form.h"

/* In the order in which an incident has them. */
enum milestone {
	MILESTONE_NONE,
	MILESTONE_START,
	MILESTONE_DETECTED,
	MILESTONE_ACKNOWLEDGED,
	MILESTONE_MITIGATED,
	MILESTONE_END,
	N_MILESTONES,
};

/* The first one, if the field is several. */
enum milestone milestone_of_field(const struct form_field *field);
enum milestone milestone_of_kind(const struct form *form, const char *event_kind);

/* The field that tells it, FORM_NONE if there is none. */
unsigned milestone_field(const struct form *form, enum milestone milestone);

/* 'S', 'D', 'A', 'M', 'E'; a blank for MILESTONE_NONE. */
char milestone_letter(enum milestone milestone);

#endif

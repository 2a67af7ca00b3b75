/*
 * The moments that every incident has, whatever a form calls them: a field is one of them by its
 * role, a kind of event by the form's key "milestone" of such a field.
 */
#ifndef AFTERWORD_MODEL_MILESTONE_H
#define AFTERWORD_MODEL_MILESTONE_H

#include "model/document.h"
#include "model/form.h"
#include "model/when.h"

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

/*
 * When each of them was, by its field, or where that is empty by the first event of its kind;
 * kind is WHEN_NONE for what nothing tells.
 */
void milestone_times(const struct document *document, struct when times[N_MILESTONES]);

/* 'S', 'D', 'A', 'M', 'E'; a blank for MILESTONE_NONE. */
char milestone_letter(enum milestone milestone);

#endif

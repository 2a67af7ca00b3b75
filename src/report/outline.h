/* Where in a report what the plan shows is told: at the head, first, among the lessons. */
#ifndef AFTERWORD_REPORT_OUTLINE_H
#define AFTERWORD_REPORT_OUTLINE_H

#include "incident.h"

/* Does the head tell it, as a badge, a figure, a moment or an author? */
bool outline_is_in_head(const struct report_plan *plan, unsigned field);

/* What went well, went badly, got lucky. */
bool outline_is_lesson(const struct form_field *field);

/* Index of the page with the overview among the plan's; SIZE_MAX if there is none. */
size_t outline_summary_page(const struct report_plan *plan);

/* Is it neither public nor final, so that it shows what is missing? */
bool outline_is_draft(const struct report_plan *plan);
/* Is a question of a page told elsewhere, or without an answer to be shown? */
bool outline_is_left_out(const struct report_plan *plan, const struct report_plan_item *item);
/* "Draft.", "In review."; NULL if the form has no status. */
const char *outline_draft_state(const struct report_plan *plan);
/* Appends the sentences behind it, each with a space before it. */
void outline_write_draft_note(const struct incident *incident, struct str *out);

#endif

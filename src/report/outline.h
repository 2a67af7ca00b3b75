/* Where in a report what the plan shows is told: at the head, first, among the lessons. */
#ifndef AFTERWORD_REPORT_OUTLINE_H
#define AFTERWORD_REPORT_OUTLINE_H

#include "report_plan.h"

/* Does the head tell it, as a badge, a figure, a moment or an author? */
bool outline_is_in_head(const struct report_plan *plan, unsigned field);

/* What went well, went badly, got lucky. */
bool outline_is_lesson(const struct form_field *field);

/* Index of the page with the overview among the plan's; SIZE_MAX if there is none. */
size_t outline_summary_page(const struct report_plan *plan);

#endif

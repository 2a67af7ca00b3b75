/* A stored value as people read it: on screens, in reports and in the output of commands. */
#ifndef AFTERWORD_MODEL_SHOW_H
#define AFTERWORD_MODEL_SHOW_H

#include "base/str.h"
#include "model/form.h"
#include "model/when.h"

/* Appends a time in this zone, "yes" or "no" for a flag, and any other text as it is. */
void value_show(const struct form_field *field, const struct str *text, const struct zone *zone,
	struct str *out);

/* As value_show, with times in a style. */
void value_show_in(const struct form_field *field, const struct str *text,
	const struct when_style *style, struct str *out);

enum time_style { TIME_US, TIME_ISO }; /* "10/15/2023, 8:00 AM" or "2023-10-15 08:00 EDT" */

/* As value_show, for reports: percentages with their sign, times in a style. Where that leaves open
 * which of two times it is, the time is shown with its label. */
void value_show_report(const struct form_field *field, const struct str *text,
	const struct zone *zone, enum time_style style, struct str *out);

/* Does this kind show a text as it is stored? */
bool kind_shows_as_stored(enum kind kind);

#endif

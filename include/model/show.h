/* A stored value as people read it: on screens, in reports and in what commands print. */
#ifndef AFTERWORD_MODEL_SHOW_H
#define AFTERWORD_MODEL_SHOW_H

#include "base/str.h"
#include "model/form.h"
#include "model/when.h"

/* Appends a time in this zone, "yes" and "no" for a flag, and any other text as it is. */
void value_show(const struct form_field *field, const struct str *text, const struct zone *zone,
	struct str *out);

/* Does it show a text as it is? */
bool kind_shows_as_stored(enum kind kind);

#endif

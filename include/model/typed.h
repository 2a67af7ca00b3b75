/*
 * What people type into a field, and what is stored for it: "80 %" is 80, "Sev 1" the
 * choice sev1, "yes" true, "yesterday 22:10" a time with its offset.
 */
#ifndef AFTERWORD_MODEL_TYPED_H
#define AFTERWORD_MODEL_TYPED_H

#include "base/slice.h"
#include "model/form.h"
#include "model/when.h"

/*
 * Appends the stored form of a typed text.
 *
 * An empty text is always valid. *note says what was assumed, if anything. Fails with
 * ERR_VALUE and a sentence if the kind cannot hold the text.
 */
bool typed_parse(const struct form_field *field, const char *text,
	const struct when_context *context, struct str *stored, struct str *note, struct err *err);

/* Is it the complete choice, counting letters and digits: "Sev-1" is sev1, "sev" only an
 * abbreviation? */
bool choice_is_named(const char *choice, const char *typed);

/*
 * Takes a choice that is set off from the rest off the beginning of a line: "action: restarted it",
 * "[action] restarted it", or a cell of its own. NULL if there is none: a text may begin with the
 * same word.
 */
const char *typed_take_choice(const struct form_field *field, struct slice *line);

#endif

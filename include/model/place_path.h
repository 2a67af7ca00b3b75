/* Places as people write them, on a command line and in a comment: impact.service,
 * tasks.items[1].owner. */
#ifndef AFTERWORD_MODEL_PLACE_PATH_H
#define AFTERWORD_MODEL_PLACE_PATH_H

#include "model/document.h"

/*
 * Finds "impact.service", "timeline.events[k3f9q2mx].what" or "tasks.items[1].owner".
 *
 * For "tasks.items[1]" it sets the row, and FORM_NONE as the column. Fails with
 * ERR_MISSING.
 */
bool place_parse(
	struct place *self, const struct document *document, const char *text, struct err *err);

/* Appends a place as place_parse reads it; with FORM_NONE as the column the row. */
void place_format(const struct place *self, const struct form *form, struct str *out);

#endif

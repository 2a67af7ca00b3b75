/* Writing or copying the reports that were chosen. */
#ifndef AFTERWORD_TUI_EXPORT_WRITE_H
#define AFTERWORD_TUI_EXPORT_WRITE_H

#include "export_formats.h"
#include "keys/action.h"

/* Says why nothing would be written, whatever the file is; false if it would. */
bool export_say_refusal(
	const struct screen *screen, const struct export_files *files, struct str *out);

/* What would become of a file. */
const char *export_target_words(enum export_target target);

/*
 * how: the action that asks for it; what is there is replaced when the same comes twice. True if
 * there is a report now that an editor can open.
 */
bool export_write(struct screen *screen, struct popup *popup, enum action how);

/* Asks for it by the popup's request. */
void export_copy(struct screen *screen, struct popup *popup);

#endif

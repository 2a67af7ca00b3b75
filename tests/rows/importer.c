/* An importer of a test: all of the input is the title. */
#include "internal.h"

#include <string.h>

bool title_import(struct document *document, const char *input, size_t len,
	const struct intake_options *options, struct intake_report *report, struct err *err);

bool title_import(struct document *document, const char *input, size_t len,
	const struct intake_options *options, struct intake_report *report, struct err *err)
{
	struct intake intake = {.document = document, .options = options, .report = report};
	size_t end = strcspn(input, "\n");

	if (end + 1 < len)
		intake_note(&intake, 2, "left out");
	return intake_set(&intake, form_find(document->form, "title"), input, end, err);
}

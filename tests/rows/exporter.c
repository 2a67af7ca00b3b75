/* An exporter of a test: a line for each answer. */
#include "report/report.h"

bool answers_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err);

bool answers_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	(void)options, (void)err;
	for (size_t i = 0; i < document->form->n_fields; i++)
		str_appendf(out, "%s,%s\n", document->form->fields[i].path,
			str_text(&document->values[i].text));
	return true;
}

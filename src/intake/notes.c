/* What importers do to a document and to their report: set a field, leave a note. */
#include "internal.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdlib.h>

void intake_report_release(struct intake_report *self)
{
	for (size_t i = 0; i < self->n; i++)
		free(self->notes[i].text);
	free(self->notes);
	*self = (struct intake_report){0};
}

void intake_note(struct intake *self, unsigned line, const char *format, ...)
{
	struct intake_report *report = self->report;
	struct str text = {0};
	va_list arguments;

	va_start(arguments, format);
	str_appendv(&text, format, arguments);
	va_end(arguments);
	report->notes = mem_grow(report->notes, &report->cap, report->n + 1, sizeof *report->notes);
	report->notes[report->n++] = (struct intake_note){.line = line, .text = str_take(&text)};
}

bool intake_set(struct intake *self, unsigned field, const char *text, size_t len, struct err *err)
{
	const struct place place = {.field = field};
	struct op op = {0};

	document_op_set(self->document, &place, text, len, &op);
	bool done = document_apply(self->document, &op, err);
	op_release(&op);
	return done;
}

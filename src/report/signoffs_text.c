/* Sign-offs as lines that editors can jump to, like those of threads. */
#include "base/visible.h"
#include "report/threads.h"
#include "review/signoffs.h"

#include <string.h>
#include <strings.h>

bool signoff_filter_takes(const struct thread_filter *self, const struct document *document,
	const struct signoff *signoff)
{
	unsigned field = review_field(document->form, REVIEW_SIGNOFFS);

	return (self->with_closed || signoff_is_open(signoff)) &&
	       (self->waits_for == NULL || strcasecmp(self->waits_for, signoff->name) == 0) &&
	       (self->since == NULL ||
		       document_row_index(self->since, field, signoff->row->id) == SIZE_MAX);
}

static void format_signoff(const struct document *document, const struct signoff *signoff,
	const char *file, struct str *out)
{
	static const char *const words[N_SIGNOFF_DOES] = {
		[SIGNOFF_ASKS] = "asked, not yet",
		[SIGNOFF_AGREES] = "agreed",
		[SIGNOFF_OBJECTS] = "objects",
	};
	struct place place = {.field = review_field(document->form, REVIEW_SIGNOFFS)};
	const char *why = review_text(signoff->row, SIGNOFF_TEXT);
	unsigned line = 1;
	unsigned column = 1;

	strcpy(place.row, signoff->row->id);
	document_locate(document, &place, &line, &column);
	visible_append_text(out, file);
	str_appendf(out, ":%u:%u: sign-off by ", line, column);
	visible_append_start(out, signoff->name, NAME_SHOWN);
	str_append_text(out, " [");
	visible_append_text(out, signoff->row->id);
	str_appendf(out, "]: %s", words[signoff->does]);
	if (signoff->stale.len > 0)
		str_append_text(out, ", stale: ");
	visible_append_text(out, str_text(&signoff->stale));
	if (signoff->does == SIGNOFF_OBJECTS && why[0] != '\0') {
		str_append_text(out, ": ");
		visible_append_text(out, why);
	}
	str_append_char(out, '\n');
}

void signoffs_format_text(const struct signoffs *signoffs, const struct document *document,
	const char *file, const struct thread_filter *filter, struct str *out)
{
	for (size_t i = 0; i < signoffs->n; i++)
		if (signoff_filter_takes(filter, document, &signoffs->items[i]))
			format_signoff(document, &signoffs->items[i], file, out);
}

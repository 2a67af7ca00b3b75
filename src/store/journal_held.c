/* Does a file still contain what an ended session had saved into it? */
#include "store/journal.h"

#include <string.h>

/* Compares what the two documents say; comments and the like are the file's own. */
static bool is_said(
	struct io io, const struct journal_entry *entry, const struct document *document)
{
	struct document base = {0};
	struct document recovered = {0};
	size_t lost = 0;
	bool is_said;

	if (!journal_replay(io, entry, document->form, &base, &recovered, &lost, NULL))
		return false;
	is_said = document_holds_all(document, &base);
	document_release(&base);
	document_release(&recovered);
	return is_said;
}

bool journal_is_held(
	struct io io, const struct journal_entry *entry, const struct document *document)
{
	if (entry->is_in_file)
		return true;
	return document && strcmp(document->form->name, entry->form_name) == 0 &&
	       is_said(io, entry, document);
}

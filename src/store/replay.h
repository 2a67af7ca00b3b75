/* Replaying journals one after another; many of them began on the same bytes. */
#ifndef AFTERWORD_STORE_REPLAY_H
#define AFTERWORD_STORE_REPLAY_H

#include "store/journal.h"

/* {0} has read nothing yet. */
struct replay {
	struct document last;      /* what was parsed last, including its bytes */
	struct document base;      /* what the session last wrote to the file */
	struct document recovered; /* that with every complete record applied */
	size_t lost;               /* ops that no longer fit and were skipped */
	struct str lines;          /* for each of them its field's path and the text */
};

/* Replays a journal; releases the documents of the previous one. */
bool replay_run(struct replay *self, struct io io, const struct journal_entry *entry,
	const struct form *form, struct err *err);
void replay_release(struct replay *self);

/*
 * Reads a document from these bytes. *last is the previous result, with a form unless there was
 * none: if the bytes are the same, it is copied instead of parsing again. It becomes this document.
 */
bool document_parse_again(struct document *last, const struct form *form, const struct str *bytes,
	struct document *document, struct err *err);

#endif

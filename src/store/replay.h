/* Replaying journals, one after the other: many of them began on the same bytes. */
#ifndef AFTERWORD_STORE_REPLAY_H
#define AFTERWORD_STORE_REPLAY_H

#include "store/journal.h"

/* {0} is one that has read nothing yet. */
struct replay {
	struct document last;      /* what was parsed last, with the bytes in it */
	struct document base;      /* what the session last put into the file */
	struct document recovered; /* that with every whole record applied */
	size_t lost;               /* ops that no longer fit: they were passed over */
	struct str lines;          /* of each of them: its field's path and the text */
};

/* Replays a journal; a document of the last one that is still here is let go. */
bool replay_run(struct replay *self, struct io io, const struct journal_entry *entry,
	const struct form *form, struct err *err);
void replay_release(struct replay *self);

/*
 * Reads a document of these bytes. *last is what they were at the last time, with a form unless
 * there was none: it is not parsed anew for the same bytes, and becomes this document.
 */
bool document_parse_again(struct document *last, const struct form *form, const struct str *bytes,
	struct document *document, struct err *err);

#endif

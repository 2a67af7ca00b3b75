/* Journals of sessions that ended, made into documents again without an editor. */
#ifndef AFTERWORD_CLI_RESCUE_H
#define AFTERWORD_CLI_RESCUE_H

#include "store/journal.h"
#include "store/load.h"

/* What a journal's text makes of a document. */
struct rescue {
	struct document before; /* the file as it is now, else what the session began with */
	struct document after;  /* that with what was not saved */
	bool is_merged;         /* the file was there and of the same form */
	size_t conflicts;
	struct str lost; /* what cannot be brought back, a line each */
	struct err why;  /* why the file could not be merged; ERR_MISSING: it is not there */
};

/*
 * Replays journals of one document, oldest first, and merges them with the file at path;
 * merges false: leaves the file out, which goes with one journal alone.
 *
 * Fails when a journal cannot be read or its form is nowhere. The shelf must outlive it.
 */
bool rescue_init(struct rescue *self, struct form_shelf *shelf,
	const struct journal_entry *const *entries, size_t n, const char *path, bool merges,
	struct err *err);
void rescue_release(struct rescue *self);

/* Appends what it changes, place by place, with the words before and after. Returns the number of
 * places. Visible-safe. */
size_t rescue_show(const struct rescue *self, struct str *out);

#endif

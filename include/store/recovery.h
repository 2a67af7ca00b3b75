/*
 * Bringing back what journals hold: each is replayed on what its session last saved, and
 * merged with the document as it is by now, the oldest first. Nothing of it is done to a
 * session's document or to a file here.
 */
#ifndef AFTERWORD_STORE_RECOVERY_H
#define AFTERWORD_STORE_RECOVERY_H

#include "merge/merge.h"
#include "store/journal.h"

/* What stands in a conflict between the document, which has this name there, and a journal. */
#define RECOVERY_OURS "the file"
extern const struct merge_labels recovery_labels;

struct recovery_reader;

/* Reads one journal after the other: what many of them began on is parsed once. */
struct recovery_reader *recovery_reader_new(struct io io);
void recovery_reader_free(struct recovery_reader *self);

/* What became of one journal. */
struct recovered {
	struct ops ops;   /* done to the document in order, they bring it all there but the rest: */
	struct ops aside; /* removals left undone, for words that the document has got since */
	size_t n_unfit;   /* changes that fit what its session saved no longer */
	size_t n_foreign; /* changes where the document has a value of another kind now */
	size_t n_conflicts;
	struct str lost; /* of all that is not brought back: a line each */
};

/* Fails when the journal cannot be read. */
bool recovery_reader_merge(struct recovery_reader *self, const struct journal_entry *entry,
	const struct document *document, struct recovered *result, struct err *err);
/* Do the ops bring back all that could be read of the journal? */
bool recovered_is_whole(const struct recovered *self);
void recovered_release(struct recovered *self);

/* A document made of journals. */
struct rescue {
	struct document before; /* the file as it is now, else what the session began with */
	struct document after;  /* that with what was not saved */
	bool is_merged;         /* the file was there and of the same form */
	size_t n_conflicts;
	struct str lost; /* what cannot be brought back, a line each */
	struct err why;  /* why the file could not be merged; ERR_MISSING: it is not there */
};

/*
 * Replays journals of one document, oldest first, and merges them with the file at path; path
 * NULL: leaves the file out, which goes with one journal alone.
 *
 * Fails when a journal cannot be read. The form must outlive it.
 */
bool rescue_init(struct rescue *self, struct recovery_reader *reader, const struct form *form,
	const struct journal_entry *const *entries, size_t n, const char *path, struct err *err);
void rescue_release(struct rescue *self);

#endif

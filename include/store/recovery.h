/*
 * Brings back what journals contain: each is replayed on what its session last saved, and
 * merged with the current document, oldest first. This changes neither a session's
 * document nor a file.
 */
#ifndef AFTERWORD_STORE_RECOVERY_H
#define AFTERWORD_STORE_RECOVERY_H

#include "merge/merge.h"
#include "store/journal.h"

/* The document's label in a conflict with a journal. */
#define RECOVERY_OURS "the file"
extern const struct merge_labels recovery_labels;

struct recovery_reader;

/* Reads one journal after another; a base that many of them share is parsed once. */
struct recovery_reader *recovery_reader_new(struct io io);
void recovery_reader_free(struct recovery_reader *self);

/* The result for one journal. */
struct recovered {
	struct ops ops;   /* applied to the document in order, they bring back everything but the
			     rest: */
	struct ops aside; /* removals not applied, because the document has gained words there */
	size_t n_unfit;   /* changes that no longer fit what its session saved */
	size_t n_foreign; /* changes where the document now has a value of another kind */
	size_t n_conflicts;
	struct str lost; /* everything that is not brought back, one line each */
};

/* Fails if the journal cannot be read. */
bool recovery_reader_merge(struct recovery_reader *self, const struct journal_entry *entry,
	const struct document *document, struct recovered *result, struct err *err);
/* Do the ops bring back everything that could be read of the journal? */
bool recovered_is_whole(const struct recovered *self);
/* Appends in a line what a removal that was set aside would have removed, and why it was not. */
void recovered_append_aside(
	const struct recovered *self, size_t nth, const struct document *document, struct str *out);
void recovered_release(struct recovered *self);

/* A document made from journals. */
struct rescue {
	struct document before; /* the file as it is now, else what the session began with */
	struct document after;  /* with what was not saved */
	bool is_merged;         /* the file existed and had the same form */
	size_t n_conflicts;
	struct str lost; /* what cannot be brought back, one line each */
	struct err why;  /* why the file could not be merged; ERR_MISSING: it does not exist */
};

/*
 * Replays journals of one document, oldest first, and merges them with the file at path; path NULL
 * leaves the file out, which only works for a single journal.
 *
 * Fails if a journal cannot be read. The form must outlive it.
 */
bool rescue_init(struct rescue *self, struct recovery_reader *reader, const struct form *form,
	const struct journal_entry *const *entries, size_t n, const char *path, struct err *err);
void rescue_release(struct rescue *self);

#endif

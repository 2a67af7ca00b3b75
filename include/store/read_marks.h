/*
 * The reader's own state: documents as they were when their reader last read them, began to present
 * them, or signed off on them. Files of their own in the state folder; the document knows nothing
 * of them. What is lost or damaged there is as if it had never been marked.
 */
#ifndef AFTERWORD_STORE_READ_MARKS_H
#define AFTERWORD_STORE_READ_MARKS_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum read_mark_kind { READ_MARK_READ, READ_MARK_PRESENT, READ_MARK_SIGNOFF, N_READ_MARKS };

/* All marks together, in bytes; the oldest go. */
#define READ_MARKS_MOST (INT64_C(64) * 1024 * 1024)

struct read_mark {
	int64_t at;       /* seconds since 1970 */
	int64_t until;    /* when presenting it was ended; 0: it was not */
	struct str place; /* where the reader was, as people write places; "": unknown */
	struct str bytes; /* of the document */
};

void read_mark_release(struct read_mark *self);

/* The marks of one document. */
struct read_marks {
	struct io io;
	struct id_source ids;     /* for temporary names */
	const char *state_folder; /* see journal_folder */
	const char *document;     /* its path; the file must exist */
};

/*
 * Replaces the mark of that kind. It does not wait for the disk: a mark that a power cut takes is
 * none, and its reader reads again.
 */
bool read_marks_save(const struct read_marks *self, enum read_mark_kind kind,
	const struct read_mark *mark, struct err *err);

/* Reads one, which the caller releases; false if there is none that is whole and the user's own. */
bool read_marks_load(
	const struct read_marks *self, enum read_mark_kind kind, struct read_mark *mark);

#endif

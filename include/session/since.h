/*
 * What a document is compared with when its reader asks what has changed: as it was when they read
 * it, presented it or signed it, in a revision of git, or another file.
 */
#ifndef AFTERWORD_SESSION_SINCE_H
#define AFTERWORD_SESSION_SINCE_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/str.h"
#include "model/document.h"
#include "model/when.h"
#include "review/review_events.h"
#include "store/versions.h"

#include <stdbool.h>
#include <stdint.h>

enum since_kind {
	SINCE_READ,
	SINCE_SIGNOFF,
	SINCE_PRESENT,
	SINCE_NAMED, /* a file, else a revision */
	N_SINCE_KINDS,
};

/* "read", "sign-off", "present"; anything else is the name of something. */
enum since_kind since_kind_parse(const char *text);

/* Who asks, of which document. */
struct since {
	struct io io;
	const char *state_folder; /* see journal_folder */
	const char *path;
	const char *reader; /* their name, for a sign-off */
	int64_t now;        /* seconds since 1970 */
};

/* An earlier version, or another. */
struct version {
	struct document document;
	int64_t at;      /* seconds since 1970; 0: unknown */
	struct str what; /* "you read it", "HEAD~1" */
	bool is_signed;  /* its answers are as they were then, and perhaps not its review */
};

/*
 * Finds it; now is the document as it is. Fails with a sentence that says how there would be one:
 * of a sign-off whose version is not to be found with the pages that have changed since.
 */
bool since_find(const struct since *self, const struct document *now, enum since_kind kind,
	const char *name, struct version *out, struct err *err);
void version_release(struct version *self);
/* Appends what the review of the document has had added since. */
void version_find_events(const struct version *self, const struct document *now, int64_t seconds,
	struct review_events *out);

/* Who wrote what is at a place, or a row, as far as git knows; NULL: it does not. The document is
 * as it is in the file. */
const struct blame_commit *change_find_author(
	const struct blame *blame, const struct document *document, const struct place *place);
/* Appends a moment, in seconds since 1970: "2026-11-25 10:40". */
void version_append_time(int64_t at, const struct when_style *style, struct str *out);

#endif

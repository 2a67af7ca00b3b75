/*
 * Earlier versions of a document, and who wrote which line of it, as far as git knows.
 */
#ifndef AFTERWORD_STORE_VERSIONS_H
#define AFTERWORD_STORE_VERSIONS_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How long git may take for one question of somebody who waits for the answer. */
enum { VERSIONS_MILLISECONDS = 2000 };

/* Where git would look for a document. */
struct version_place {
	struct str folder;
	struct str name; /* "./outage.yaml" */
};

/* Fails if the path leads nowhere. */
bool version_place_init(
	struct version_place *self, struct io io, const char *path, struct err *err);
void version_place_release(struct version_place *self);

/*
 * Appends the document as it was in a revision, "HEAD~1", and sets when that was committed, in
 * seconds since 1970; 0 if git does not say. at may be NULL.
 *
 * Fails with a sentence if git does not know the revision, or has no such file in it.
 */
bool version_load(const struct version_place *self, const char *revision, struct str *bytes,
	int64_t *at, struct err *err);

/* Appends the commits in which it changed, newest first, at most so many, one hash per line. */
bool version_list(const struct version_place *self, unsigned most, struct str *out);

/* --- who wrote what --- */

struct blame_commit {
	char hash[65];
	char *name;
	int64_t at;        /* of writing it, in seconds since 1970 */
	bool is_committed; /* otherwise name and time mean nothing */
};

struct blame {
	struct blame_commit *commits;
	size_t n_commits;
	size_t cap_commits;
	size_t *lines; /* of each line its commit, from 0 */
	size_t n_lines;
	size_t cap_lines;
};

/* Of the file as it is on disk; false, and empty, where git does not know. */
bool blame_load(struct blame *self, const struct version_place *place);
void blame_release(struct blame *self);
/* Who wrote the newest of these lines, from 1; what is not committed is the newest. NULL: unknown.
 */
const struct blame_commit *blame_newest(const struct blame *self, unsigned first, unsigned last);

#endif

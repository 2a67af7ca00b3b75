/*
 * Who else has a document open: each session puts a small file beside it,
 * `.NAME.here-ID`, locked as long as it runs, and reads those of others. It informs and
 * never blocks.
 *
 * What others write is untrusted in every byte. It is shown, through base/visible; nothing
 * is ever ended, locked or removed because of what it says.
 */
#ifndef AFTERWORD_STORE_PRESENCE_H
#define AFTERWORD_STORE_PRESENCE_H

#include "base/fileio.h"
#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PERSON_TEXT = 64,  /* bytes of a name at most */
	COMPANY_MAX = 100, /* as many are read */
};

/* One session, as it describes itself. */
struct person {
	char user[PERSON_TEXT + 1];
	char host[PERSON_TEXT + 1];
	char page[PERSON_TEXT + 1]; /* the key of the page it shows, "" when it shows none */
	long process;
	int64_t since; /* seconds since 1970 UTC, by its own clock */
};

/* This process: the login name, the host's name, its number, and now. */
void person_init(struct person *self, const struct time_source *time);
/* Is it the same session, on whatever page? */
bool person_is(const struct person *self, const struct person *other);

/* Those that have a document open, the first to come first. */
struct company {
	struct person *items;
	size_t n;
	size_t cap;
};

void company_release(struct company *self);
void company_copy(struct company *self, const struct company *other);
bool company_is_equal(const struct company *self, const struct company *other);
/* Is a session among them, on whatever page? */
bool company_has(const struct company *self, const struct person *person);

struct presence;

/* Does nothing with files yet. */
struct presence *presence_new(
	struct io io, struct id_source ids, struct time_source time, const struct person *person);

/*
 * Shows that we are at a document, on a page, and sets *out to who else is. Wants to be
 * called every few seconds; each call may take as long as the file system does.
 *
 * The file beside the document is readable for those who can read the document, and never for
 * more. Where none can be made the others are seen all the same.
 */
void presence_meet(struct presence *self, const char *path, const char *page, struct company *out);

/* Takes the file away again. */
void presence_free(struct presence *self);

#endif

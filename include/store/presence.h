/*
 * Who else has a document open: each session puts a small file next to it, `.NAME.here-ID`, locked
 * as long as it runs, and reads those of others. This informs and never blocks.
 *
 * What others write is untrusted. It is shown through base/visible; nothing is ever ended, locked
 * or removed because of it.
 */
#ifndef AFTERWORD_STORE_PRESENCE_H
#define AFTERWORD_STORE_PRESENCE_H

#include "base/fileio.h"
#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PERSON_TEXT = 64,  /* maximum bytes of a name */
	COMPANY_MAX = 100, /* maximum number read */
};

/* Instead of a page, of one who reads the document as a whole: no form has such a key. */
#define PERSON_READS "(reading)"

/* One session, as it describes itself. */
struct person {
	char user[PERSON_TEXT + 1];
	char host[PERSON_TEXT + 1];
	char page[PERSON_TEXT + 1]; /* the key of the page it shows; "" if none */
	long process;
	int64_t since; /* seconds since 1970 UTC, by its own clock */
};

/* This process: the login name, the host's name, the process id, and now. */
void person_init(struct person *self, const struct time_source *time);
/* Does a name fit as it is: one line of at most PERSON_TEXT bytes, without control characters? */
bool person_takes_name(const char *name);
/* Another name than the login's. */
void person_set_name(struct person *self, const char *name);
void person_set_page(struct person *self, const char *page);
/* Is it the same session, whatever its page? */
bool person_is(const struct person *self, const struct person *other);

/* The sessions that have a document open, oldest first. */
struct company {
	struct person *items;
	size_t n;
	size_t cap;
};

void company_release(struct company *self);
void company_add(struct company *self, const struct person *person);
/* By when they began. */
void company_sort(struct company *self);
void company_copy(struct company *self, const struct company *other);
bool company_is_equal(const struct company *self, const struct company *other);
/* Is a session among them, whatever its page? */
bool company_has(const struct company *self, const struct person *person);

struct presence;

/* Does not touch files yet. */
struct presence *presence_new(
	struct io io, struct id_source ids, struct time_source time, const struct person *person);

/*
 * Shows that we have a document open, on a page, and sets *out to who else has. Should be called
 * every few seconds; each call may take as long as the file system does.
 *
 * The file can be read only by those who can read the document. The others are seen even if it
 * cannot be created.
 */
void presence_update(
	struct presence *self, const char *path, const char *page, struct company *out);

/* Could a name in the document's folder be the file of another session? */
bool presence_concerns(const struct presence *self, const char *name);

/* Also removes the file. */
void presence_free(struct presence *self);

#endif

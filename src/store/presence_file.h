/* The files that say who has a document open: their names and content. */
#ifndef AFTERWORD_STORE_PRESENCE_FILE_H
#define AFTERWORD_STORE_PRESENCE_FILE_H

#include "base/str.h"
#include "store/presence.h"

#include <sys/stat.h>

enum {
	PRESENCE_BYTES = 512, /* always this many when we write one, so that one write suffices */
	PRESENCE_MAX = 1024,  /* maximum when reading one */
};

/* Appends ".NAME.here-", to be followed by an id. */
void presence_prefix(const char *document, struct str *out);
bool presence_is_name(const char *name, const struct str *prefix);

void person_format(const struct person *self, struct str *out);
/* Strict: false unless it is exactly what person_format writes. */
bool person_parse(struct person *self, const struct str *bytes);

enum read_result {
	READ_NOTHING, /* none: not a regular file, too large, invalid, gone */
	READ_UNLOCKED,
	READ_LOCKED,  /* by a running session */
	READ_UNKNOWN, /* the file system cannot say whether it is locked */
};

/* Reads somebody else's. It does not follow links, and waits for nothing but the file system. */
enum read_result presence_read(
	struct io io, int dir, const char *name, struct person *person, struct stat *stat);

#endif

/* The files that say who has a document open: their names and what is in them. */
#ifndef AFTERWORD_STORE_PRESENCE_FILE_H
#define AFTERWORD_STORE_PRESENCE_FILE_H

#include "base/str.h"
#include "store/presence.h"

#include <sys/stat.h>

enum {
	PRESENCE_BYTES = 512, /* of a file as we write it: always as many, so one write does */
	PRESENCE_MAX = 1024,  /* of one that is read */
};

/* Appends ".NAME.here-", which an id follows. */
void presence_prefix(const char *document, struct str *out);
bool presence_is_name(const char *name, const struct str *prefix);

void person_format(const struct person *self, struct str *out);
/* Strict: false unless it is what person_format writes for somebody. */
bool person_parse(struct person *self, const struct str *bytes);

enum read_result {
	READ_NOTHING, /* nobody: no regular file, too large, not understood, gone */
	READ_UNLOCKED,
	READ_LOCKED,  /* by a session that runs */
	READ_UNKNOWN, /* the file system cannot say whether it is locked */
};

/* Reads one of somebody else. It follows no link and waits for nothing but the file system. */
enum read_result presence_read(
	struct io io, int dir, const char *name, struct person *person, struct stat *stat);

#endif

/* A folder for the duration of a test, and helpers to fill and check it. */
#ifndef SUPPORT_FOLDER_H
#define SUPPORT_FOLDER_H

#include "base/str.h"

#include <stdbool.h>
#include <sys/stat.h>

struct folder {
	char path[96];
	char found[512]; /* the last path made */
};

/* Fails the test if it cannot be created. Its name has the process, and those of processes that
 * were killed are removed. folder.sh and folder.py do the same. */
void folder_init(struct folder *self);
/* Removes it with everything in it. */
void folder_release(struct folder *self);

/* The path of a name in it; good until the next call. */
const char *folder_path(struct folder *self, const char *name);
/* Overwrites a file in place, as a careless editor does. */
void folder_put(struct folder *self, const char *name, const char *bytes, size_t len);
void folder_put_text(struct folder *self, const char *name, const char *text);
/* Puts a new file in place of a name, as editors that rename do. */
void folder_replace(struct folder *self, const char *name, const char *text);
/* Appends a file's bytes; false if there is none. */
bool folder_get(struct folder *self, const char *name, struct str *out);
bool folder_holds(struct folder *self, const char *name, const char *text);
/* Does a file contain this? */
bool folder_has(struct folder *self, const char *name, const char *part);
/* For the name itself, not the target of a link. */
void folder_stat(struct folder *self, const char *name, struct stat *out);
/* How many names are in it, hidden ones too. */
size_t folder_count(struct folder *self);
/* How many names end in this. */
size_t folder_count_suffix(struct folder *self, const char *suffix);
/* Is there a file in it, of any name, with these bytes? */
bool folder_has_bytes(struct folder *self, const char *text);

#endif

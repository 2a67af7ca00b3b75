/* A folder that lives as long as a test, and short ways to fill it and look into it. */
#ifndef SUPPORT_FOLDER_H
#define SUPPORT_FOLDER_H

#include "base/str.h"

#include <stdbool.h>
#include <sys/stat.h>

struct folder {
	char path[64];
	char found[512]; /* the last path made */
};

/* Fails the test when it cannot be made. */
void folder_init(struct folder *self);
/* Removes it with all that is in it. */
void folder_release(struct folder *self);

/* The path of a name in it; good until the next call. */
const char *folder_path(struct folder *self, const char *name);
/* Writes over a file in place, as an editor without care does. */
void folder_put(struct folder *self, const char *name, const char *bytes, size_t len);
void folder_put_text(struct folder *self, const char *name, const char *text);
/* Puts a new file in the place of a name, as editors that rename do. */
void folder_replace(struct folder *self, const char *name, const char *text);
/* Appends a file's bytes; false when there is none. */
bool folder_get(struct folder *self, const char *name, struct str *out);
bool folder_holds(struct folder *self, const char *name, const char *text);
/* Does a file have this part? */
bool folder_has(struct folder *self, const char *name, const char *part);
/* Of the name itself, not of what a link points at. */
void folder_stat(struct folder *self, const char *name, struct stat *out);
/* How many names are in it, hidden ones too. */
size_t folder_count(struct folder *self);
/* How many names end in this. */
size_t folder_count_suffix(struct folder *self, const char *suffix);
/* Is there a file in it, of any name, with these bytes? */
bool folder_has_bytes(struct folder *self, const char *text);

#endif

/* What the store's modules share inside: paths, and the parts of one replacement. */
#ifndef AFTERWORD_STORE_INTERNAL_H
#define AFTERWORD_STORE_INTERNAL_H

#include "base/fileio.h"
#include "store/file.h"

/* path.c */

/*
 * Appends the path that remains when the links at its end are followed; what the last one
 * points at need not exist.
 */
bool path_follow(struct io io, const char *path, struct str *out, struct err *err);

/* Appends the folder part of a path, "." when it has none. */
void path_folder(const char *path, struct str *out);

/* The last part of a path, borrowed. */
const char *path_name(const char *path);

/* Makes a folder and those above it (0700), as far as they are missing. */
bool path_make_folder(struct io io, const char *path, struct err *err);

/* Appends "$VARIABLE/afterword", or "$HOME/FALLBACK/afterword" when it is not absolute; false
 * without a home. */
bool path_xdg(const char *variable, const char *fallback, struct str *out);

/* file.c */

void stamp_set(struct file_stamp *self, const struct stat *from);

/* replace.c and in_place.c */

enum match {
	MATCH_SAME,
	MATCH_OTHER,
	MATCH_NONE,   /* no such name */
	MATCH_FAILED, /* it cannot be read: the error says why */
};

enum step {
	STEP_DONE,
	STEP_CHANGED,
	STEP_FAILED,
	STEP_AGAIN,    /* a failed fsync: with a new file it may work */
	STEP_IN_PLACE, /* a new file cannot stand in for this one */
};

#define TEMP_NAME_SIZE 256

/* One replacement under way. */
struct replace {
	struct io io;
	const struct file_save *save;
	struct str path;  /* links at its end followed */
	const char *name; /* its last part, in dir */
	int dir;
	int old; /* the present file, open to read and write; -1: there is none */
	struct stat old_stat;
	char temp[TEMP_NAME_SIZE]; /* "" when there is no temporary file */
	struct stat temp_stat;
	struct file_stamp stamp; /* of the new bytes */
	struct err err;
};

/* Compares what has a name in the folder with bytes; *stat (NULL allowed) is set on MATCH_SAME. */
enum match replace_match(
	struct replace *self, const char *name, const struct str *bytes, struct stat *stat);

/* Notes a failed call, errno says which way. Returns STEP_FAILED. */
enum step replace_fail(struct replace *self, const char *what);

/* Writes the new bytes over the old ones in the same file. */
enum step replace_in_place(struct replace *self);

#endif

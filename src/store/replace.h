/* The parts of replacing a file; replace.c combines them. */
#ifndef AFTERWORD_STORE_REPLACE_H
#define AFTERWORD_STORE_REPLACE_H

#include "base/fileio.h"
#include "store/file.h"

enum match {
	MATCH_SAME,
	MATCH_OTHER,
	MATCH_NONE,   /* no such name */
	MATCH_FAILED, /* it cannot be read: err says why */
};

enum step {
	STEP_DONE,
	STEP_CHANGED,
	STEP_FAILED,
	STEP_AGAIN,    /* a failed fsync: a new file may succeed */
	STEP_IN_PLACE, /* a new file cannot replace this one */
};

#define TEMP_NAME_SIZE 256

/* One replacement in progress. */
struct replace {
	struct io io;
	const struct file_save *save;
	struct str path;  /* with the links at its end followed */
	const char *name; /* its last part, in dir */
	int dir;
	int old; /* the present file, open for reading and writing; -1: none */
	struct stat old_stat;
	char temp[TEMP_NAME_SIZE]; /* "" if there is no temporary file */
	struct stat temp_stat;
	struct file_stamp stamp; /* of the new bytes */
	struct err err;
};

/* --- replace_names.c --- */

/* Records a failed call; errno says how. Returns STEP_FAILED. */
enum step replace_fail(struct replace *self, const char *what);

/* The file cannot be replaced by another one here, but can perhaps be written. */
bool replace_is_forbidden(int number);

/* The file system has no such call. */
bool replace_is_unsupported(int number);

/* Opens a name in the folder; does not follow links and never waits. */
int replace_open(struct replace *self, const char *name, int flags, mode_t mode);

/* Makes a name in the file's folder, PREFIXnameID.SUFFIX; hidden if prefix is a dot. */
void replace_name(
	struct replace *self, const char *prefix, const char *suffix, char out[TEMP_NAME_SIZE]);

void replace_remove(struct replace *self, const char *name);
void replace_remove_temp(struct replace *self);

/* STEP_DONE if the name refers to this very file, STEP_CHANGED if not. */
enum step replace_check_same(struct replace *self, const char *name, const struct stat *stat);

/* Compares the file of this name in the folder with bytes. */
enum match replace_match(struct replace *self, const char *name, const struct str *bytes);

/* As replace_match, for an open file at its start; sets *stat. */
enum match replace_match_open(
	struct replace *self, int fd, const struct str *bytes, struct stat *stat);

/* --- temp.c --- */

/* Leaves a complete, synced temporary file with the old one's mode, group and attributes. */
enum step replace_make_temp(struct replace *self);

/* --- exchange.c --- */

/* Puts the temporary file in the old one's place, durably. */
enum step replace_swap(struct replace *self);

enum step replace_sync_folder(struct replace *self);

/* Our text is in the file, but could not be synced. Returns STEP_FAILED. */
enum step replace_warn_unsynced(struct replace *self);

/* Did a rename or link succeed although it reported an error, as a resent NFS request does? Keeps
 * errno. */
bool replace_is_in_place(struct replace *self);

/* --- in_place.c --- */

/*
 * Does the name still refer to the opened file, and does that still have the base? Anybody who
 * writes it between this check and the next step is overwritten.
 */
enum step replace_look_again(struct replace *self);

/* Writes the new bytes over the old ones in the same file. */
enum step replace_in_place(struct replace *self);

#endif

/* The parts of one replacement of a file; replace.c puts them together. */
#ifndef AFTERWORD_STORE_REPLACE_H
#define AFTERWORD_STORE_REPLACE_H

#include "base/fileio.h"
#include "store/file.h"

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

/* --- replace_names.c --- */

/* Notes a failed call, errno says which way. Returns STEP_FAILED. */
enum step replace_fail(struct replace *self, const char *what);

/* The file may not be replaced by another one here, but perhaps be written. */
bool replace_is_forbidden(int number);

/* The file system has no such call. */
bool replace_is_unsupported(int number);

/* Opens a name in the folder; it follows no link and waits for nothing. */
int replace_open(struct replace *self, const char *name, int flags, mode_t mode);

/* Makes a name beside the file, PREFIXnameID.SUFFIX; hidden when prefix is a dot. */
void replace_name(
	struct replace *self, const char *prefix, const char *suffix, char out[TEMP_NAME_SIZE]);

void replace_remove(struct replace *self, const char *name);
void replace_remove_temp(struct replace *self);

/* STEP_DONE when the name stands for this very file, STEP_CHANGED when not. */
enum step replace_check_same(struct replace *self, const char *name, const struct stat *stat);

/* Compares what has a name in the folder with bytes. */
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

/* Our text is in the file, but nothing more could be done for it. Returns STEP_FAILED. */
enum step replace_warn_unsynced(struct replace *self);

/* Did a rename or link that reported an error do its work? A resent NFS request does that. Keeps
 * errno. */
bool replace_is_in_place(struct replace *self);

/* --- in_place.c --- */

/*
 * Is the file of the name still the one that was opened, with the base in it? Who writes it
 * between this look and what follows is overwritten.
 */
enum step replace_look_again(struct replace *self);

/* Writes the new bytes over the old ones in the same file. */
enum step replace_in_place(struct replace *self);

#endif

/*
 * A document's file on disk: reading it and replacing it so that, whatever
 * happens, either the old bytes or the new ones are there.
 */
#ifndef AFTERWORD_STORE_FILE_H
#define AFTERWORD_STORE_FILE_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "base/str.h"

#include <stdbool.h>
#include <sys/stat.h>

/* What a file was when it was read or written: enough to notice a change cheaply. */
struct file_stamp {
	bool exists;
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec modified;
};

/*
 * Reads a whole file, at most YAML_MAX_BYTES.
 *
 * Fails with one clear sentence: missing, a directory, no permission, no regular
 * file, too large. *stamp may be NULL.
 */
bool file_load(
	struct io io, const char *path, struct str *out, struct file_stamp *stamp, struct err *err);

/* Is the file still the one of the stamp, going by stat alone? */
bool file_is_same(struct io io, const char *path, const struct file_stamp *stamp);

/*
 * Appends the absolute path of a file without links; the file itself need not exist, its
 * folder must.
 */
bool file_real_path(struct io io, const char *path, struct str *out, struct err *err);

/* Appends the folder of the user's own settings: $XDG_CONFIG_HOME/afterword, else
 * ~/.config/afterword; false when neither is known. */
bool config_folder(struct str *out);

enum file_result {
	FILE_SAVED,   /* durable: file and folder are synced */
	FILE_CHANGED, /* somebody else's bytes are there: nothing was written */
	FILE_FAILED,  /* err says why; the old bytes are there, with ERR_UNSYNCED the new ones */
};

struct file_save {
	const char *path;
	const struct str *base;      /* the bytes that must be there now; NULL: no file must be */
	const struct str *bytes;     /* the new ones */
	const struct id_source *ids; /* for the temporary name */
	bool is_private;             /* a new file gets 0600, not 0666 less umask */
	bool is_anew; /* also when base and bytes are the same: what is there may not last */
	/*
	 * Called before the file is written in place, where a crash would leave a part of
	 * each text: puts the new one durably elsewhere, for journal_mend to find. When it
	 * fails nothing is written. NULL: the caller has no such place.
	 */
	bool (*guard)(void *context, struct err *err);
	void *guard_context;
};

/*
 * Replaces a file by the protocol of docs/architecture.md: links resolved, the present
 * bytes compared with base, a temporary file beside it with mode, group, ACL and
 * attributes kept, fsync, exchange, the bytes that came out compared again, fsync of
 * the folder. Where no exchange exists: link to a backup, rename. A hard-linked or
 * foreign-owned file, or one in a folder that cannot be written, is written in place
 * without truncating first, after the guard.
 *
 * A failed fsync is never repeated on the same file. stamp is set when saved.
 */
enum file_result file_replace(
	struct io io, const struct file_save *save, struct file_stamp *stamp, struct err *err);

#endif

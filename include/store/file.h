/*
 * A document's file on disk: reading it, and replacing it so that it always has either
 * the old or the new bytes, whatever happens.
 */
#ifndef AFTERWORD_STORE_FILE_H
#define AFTERWORD_STORE_FILE_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "base/str.h"

#include <stdbool.h>
#include <sys/stat.h>

/* The state of a file when it was read or written, enough to notice a change cheaply. */
struct file_stamp {
	bool exists;
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec modified;
};

/*
 * Reads a complete file, at most YAML_MAX_BYTES.
 *
 * Fails with one clear sentence: missing, a folder, no permission, not a regular file,
 * too large. *stamp may be NULL.
 */
bool file_load(
	struct io io, const char *path, struct str *out, struct file_stamp *stamp, struct err *err);

/* The same of what a report may replace, which may be larger than any document. */
bool file_load_report(
	struct io io, const char *path, struct str *out, struct file_stamp *stamp, struct err *err);

bool file_stamp_is_equal(const struct file_stamp *a, const struct file_stamp *b);

/* Does the file still have this stamp, going by stat alone? */
bool file_is_same(struct io io, const char *path, const struct file_stamp *stamp);

/*
 * Appends the absolute path of a file with links resolved; the file itself need not
 * exist, its folder must.
 */
bool file_real_path(struct io io, const char *path, struct str *out, struct err *err);

enum file_result {
	FILE_SAVED,   /* durable: file and folder are synced */
	FILE_CHANGED, /* somebody else changed the file: nothing was written */
	FILE_FAILED,  /* err says why; the file has the old bytes, with ERR_UNSYNCED the new ones */
};

struct file_save {
	const char *path;
	const struct str
		*base; /* the bytes that must be in the file now; NULL: it must not exist */
	const struct str *bytes;     /* the new ones */
	const struct id_source *ids; /* for the temporary name */
	bool is_private;             /* a new file gets mode 0600, not 0666 less umask */
	bool is_anew; /* even if base and bytes are the same, because they may not be on the disk */
	/*
	 * Called before the file is written in place, where a crash would leave a mixture of the
	 * old and new text: stores the new one durably elsewhere, for journal_mend to find. If it
	 * fails, nothing is written. NULL: the caller has no such place.
	 */
	bool (*guard)(void *context, struct err *err);
	void *guard_context;
};

/*
 * Replaces a file by the protocol of docs/architecture.md: links resolved, the present
 * bytes compared with base, a temporary file in the same folder with the same mode,
 * group, ACL and attributes, fsync, exchange, the replaced bytes compared again, fsync of
 * the folder. Without exchange: link to a backup, rename. A file that is hard-linked,
 * belongs to another user, or is in a read-only folder is written in place, after the
 * guard and without truncating it first.
 *
 * A failed fsync is never repeated on the same file. stamp is set if saved.
 */
enum file_result file_replace(
	struct io io, const struct file_save *save, struct file_stamp *stamp, struct err *err);

#endif

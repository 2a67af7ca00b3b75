/*
 * The journal: what a session did, on disk before it is on the screen. One file per
 * session in $XDG_STATE_HOME/afterword, 0600 in 0700: a header (version, form, real
 * path, the base text), then records {length, type, sequence, payload, CRC-32C}. A torn
 * or damaged tail is cut, whole records before it stay.
 */
#ifndef AFTERWORD_STORE_JOURNAL_H
#define AFTERWORD_STORE_JOURNAL_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "base/str.h"
#include "merge/diff.h"
#include "model/document.h"

#include <stdbool.h>
#include <stdint.h>

struct journal;

/* Appends the state folder's path: $XDG_STATE_HOME/afterword, else ~/.local/state/afterword. */
bool journal_folder(struct str *out, struct err *err);

/*
 * Creates a session's journal. Nobody waits for the disk here: until the first sync of
 * journal_fd and journal_folder_fd it is safe from a crash of the program only, which is
 * all there is to be safe from before the first op. A reserve is allocated, so that edits
 * still journal on a full disk. form_name is what the document asks for;
 * base NULL: there is no file yet.
 */
struct journal *journal_create(struct io io, const char *folder, const char *document_path,
	const char *form_name, const struct str *base, const struct id_source *ids,
	const struct time_source *time, struct err *err);

/*
 * Appends an op with one write. It is safe from a crash of the program when this
 * returns, from a crash of the machine after the next sync. When it fails the op is
 * kept in memory and written with the next one.
 */
bool journal_append(
	struct journal *self, const struct op *op, const struct form *form, struct err *err);

/*
 * Notes, before a save begins, that the file is about to become these bytes, which
 * hold all ops up to and including sequence. If the program ends before the save is
 * noted, recovery looks at the file to tell whether it was done.
 */
bool journal_saving(
	struct journal *self, uint64_t sequence, const struct str *bytes, struct err *err);

/*
 * Notes that the file now holds, durably, all ops up to and including sequence and
 * is these bytes: recovery starts from there. When it fails it is written with the next op.
 */
bool journal_saved(
	struct journal *self, uint64_t sequence, const struct str *bytes, struct err *err);

/*
 * Begins anew on other bytes, in one record: the file is these by now, written by somebody
 * else, and own are the ops that make the document of them. Their numbers begin at 1. Not
 * while a save is under way.
 */
bool journal_rebase(struct journal *self, const struct str *bytes, const struct ops *own,
	const struct form *form, struct err *err);

/*
 * Writes the whole journal to a new file, durably. After a failed sync nothing else
 * helps: a second sync of the same file may say yes and lie. journal_fd changes.
 */
bool journal_renew(struct journal *self, struct err *err);

/* Did that fail, so that no sync of journal_fd says anything? Then only another journal_renew
 * helps. */
bool journal_is_doubtful(const struct journal *self);

/* The number of the last op appended; 0: none. */
uint64_t journal_sequence(const struct journal *self);

/* The descriptor to fdatasync, from any thread. Ask again each time: a save may change it. It stays
 * open until the save after. */
int journal_fd(const struct journal *self);

/* The folder's, for the fsync without which a new journal may have no name after a power loss. */
int journal_folder_fd(const struct journal *self);

/* Closes and removes it: only when the file durably holds everything. */
void journal_remove(struct journal *self);
/* Closes it and leaves it for the next start. */
void journal_close(struct journal *self);

/* Notes that the ops so far hold those of an earlier journal, by its path: whoever recovers this
 * one need not look at that one. */
bool journal_took(struct journal *self, const char *path, struct err *err);

/* The bytes of the file as it was when the session began; borrowed. */
const struct str *journal_base(const struct journal *self);

/* A journal somebody left behind. */
struct journal_entry {
	char *path;
	char *id; /* to name it by: the eight signs before the end of its name */
	char *document_path;
	char *form_name;
	char *taken_by;  /* the id of a journal that holds its ops, too; NULL: none */
	int64_t started; /* seconds since 1970 UTC */
	long pid;
	bool is_live;    /* its session still runs (holds the lock) */
	bool is_aside;   /* see journal_entry_set_aside */
	bool is_moved;   /* its document is not where it was, and is this one by all signs */
	bool is_cut;     /* its end is damaged; what is whole before it counts */
	bool is_in_file; /* what its session last saved is what the file holds, byte for byte */
	bool is_torn; /* the problem: not even its beginning is whole, as a power loss leaves it */
	bool has_saving; /* a save was begun, and nothing noted of its end */
	size_t n_ops;    /* that the file did not durably hold when it ended */
	char *problem;   /* NULL, or why it cannot be used */
};

struct journal_list {
	struct journal_entry *items;
	size_t n;
	size_t cap;
};

/*
 * The journals in a folder of ours, oldest first; only those of document_path unless it is
 * NULL, and those of a file that is gone from its place and has the same inode or the same
 * bytes as this one.
 *
 * A folder that others can write to is refused; what is no journal of ours in it has its
 * problem said and is never read.
 */
bool journal_list_load(struct journal_list *self, struct io io, const char *folder,
	const char *document_path, struct err *err);
/* Adds those that were set aside. */
bool journal_list_load_aside(struct journal_list *self, struct io io, const char *folder,
	const char *document_path, struct err *err);
void journal_list_release(struct journal_list *self);

/*
 * Replays a journal on its base.
 *
 * base and recovered become documents of form: what the session last put into the
 * file, and that with every whole record applied. Ops that no longer fit are passed
 * over; *lost counts them.
 */
bool journal_replay(struct io io, const struct journal_entry *entry, const struct form *form,
	struct document *base, struct document *recovered, size_t *lost, struct err *err);

/*
 * Does the file still hold all that the session had saved into it? What it had not is another
 * question: n_ops. document is what the file holds now; NULL: no document that can be read.
 */
bool journal_is_held(
	struct io io, const struct journal_entry *entry, const struct document *document);

/*
 * Completes a save in place that the end of its program or of the power cut off: the file
 * is neither what it was nor what it was to be, but a part of each, and a journal of the
 * list, from folder, says of what. The journal stays. True when there was nothing to mend, too.
 */
bool journal_mend(struct io io, const struct journal_list *list, const char *folder,
	const char *document_path, const struct id_source *ids, struct err *err);

/* Gives a journal another name, under which no session looks at it; 'afterword recover' does, until
 * somebody removes it there. */
bool journal_entry_set_aside(struct io io, struct journal_entry *entry, struct err *err);

/* Removes a journal that was recovered and is durable elsewhere. Only a regular file of ours. */
bool journal_entry_remove(struct io io, const struct journal_entry *entry, struct err *err);

#endif

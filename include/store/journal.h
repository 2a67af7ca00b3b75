/*
 * The journal: what a session did, on disk before it is on the screen. One file per
 * session in $XDG_STATE_HOME/afterword, 0600 in 0700: a header (version, form, real path,
 * the base text), then records {length, type, sequence, payload, CRC-32C}. A torn or
 * damaged tail is cut; complete records before it are kept.
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
 * Creates a session's journal. It does not wait for the disk: until the first sync of
 * journal_fd and journal_folder_fd the journal survives only a crash of the program,
 * which is enough before the first op. A reserve is allocated, so that edits can be
 * journaled on a full disk. form_name is the document's form; base NULL: there is no file
 * yet. The base's bytes are borrowed until journal_keep_base.
 */
struct journal *journal_create(struct io io, const char *folder, const char *document_path,
	const char *form_name, const struct str *base, const struct id_source *ids,
	const struct time_source *time, struct err *err);

/* Copies the base if it is still the one that was borrowed, because that is about to go. */
void journal_keep_base(struct journal *self);

/*
 * Appends an op with one write. Once this returns, it survives a crash of the program,
 * and after the next sync a crash of the machine. If it fails, the op is kept in memory
 * and written with the next one.
 */
bool journal_append(
	struct journal *self, const struct op *op, const struct form *form, struct err *err);

/*
 * Records, before a save begins, that the file is about to become these bytes, which
 * contain all ops up to and including sequence. If the program ends before the save is
 * recorded, recovery compares the file to find out whether it was done.
 */
bool journal_saving(
	struct journal *self, uint64_t sequence, const struct str *bytes, struct err *err);

/*
 * Records that the file now durably has these bytes, which contain all ops up to and including
 * sequence: recovery starts from there. If it fails, it is written with the next op.
 */
bool journal_saved(
	struct journal *self, uint64_t sequence, const struct str *bytes, struct err *err);

/*
 * Starts over on other bytes, in one record: the file now has these, written by somebody else, and
 * own are the ops that turn them into the document. They are numbered from 1. Not during a save.
 */
bool journal_rebase(struct journal *self, const struct str *bytes, const struct ops *own,
	const struct form *form, struct err *err);

/*
 * Writes the complete journal to a new file, durably. Nothing else helps after a failed
 * sync, because a second sync of the same file may falsely succeed. journal_fd changes.
 */
bool journal_renew(struct journal *self, struct err *err);

/* Did that fail, so that syncing journal_fd proves nothing? Then only another journal_renew
 * helps. */
bool journal_is_doubtful(const struct journal *self);

/* The number of the last op appended; 0: none. */
uint64_t journal_sequence(const struct journal *self);

/* The descriptor to fdatasync, from any thread. Ask for it each time, because a save may change it;
 * it stays open until the save after that. */
int journal_fd(const struct journal *self);

/* The folder's descriptor, which must be synced or a new journal may have no name after a power
 * loss. */
int journal_folder_fd(const struct journal *self);

/* Closes and removes it. Only if the file durably has everything. */
void journal_remove(struct journal *self);
/* Closes it and leaves it for the next start. */
void journal_close(struct journal *self);

/* Records that the ops so far include those of an earlier journal, by its path, so recovery need
 * not read that one. */
bool journal_took(struct journal *self, const char *path, struct err *err);

/* The file's bytes when the session began; borrowed. */
const struct str *journal_base(const struct journal *self);

/* A journal that was left behind. */
struct journal_entry {
	char *path;
	char *id; /* for naming it: the eight characters before the suffix of its name */
	char *document_path;
	char *form_name;
	char *taken_by;  /* the id of a journal that also contains its ops; NULL: none */
	int64_t started; /* seconds since 1970 UTC */
	long pid;
	bool is_live;    /* its session is still running (holds the lock) */
	bool is_aside;   /* see journal_entry_set_aside */
	bool is_moved;   /* its document was moved, and is this one by all appearances */
	bool is_cut;     /* its end is damaged; complete records before it count */
	bool is_in_file; /* the file has exactly what its session last saved */
	bool is_torn;    /* the problem: even its header is incomplete, as after a power loss */
	bool has_saving; /* a save was begun but not recorded as done */
	size_t n_ops;    /* that the file did not durably contain when it ended */
	char *problem;   /* NULL, or why it cannot be used */
};

struct journal_list {
	struct journal_entry *items;
	size_t n;
	size_t cap;
};

/*
 * The journals in a folder that only we can write to, oldest first. Unless document_path is NULL,
 * only its own, and those of a moved file with the same inode or the same bytes.
 *
 * A folder that others can write to is refused; anything in it that is not a journal of ours is
 * reported as its problem and never read.
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
 * base and recovered become documents of form: what the session last wrote to the file,
 * and that with every complete record applied. Ops that no longer fit are skipped; *lost
 * counts them.
 */
bool journal_replay(struct io io, const struct journal_entry *entry, const struct form *form,
	struct document *base, struct document *recovered, size_t *lost, struct err *err);

/*
 * Does the file still contain everything that the session saved into it? (What it had not saved is
 * n_ops.) document is what the file has now; NULL: not a readable document.
 */
bool journal_is_held(
	struct io io, const struct journal_entry *entry, const struct document *document);

/*
 * Completes a save in place that was interrupted by a crash or a power loss: the file is a mixture
 * of the old and new text, which a journal of the list, from folder, has. The journal is kept. Also
 * true if nothing needed mending.
 */
bool journal_mend(struct io io, const struct journal_list *list, const char *folder,
	const char *document_path, const struct id_source *ids, struct err *err);

/* Renames a journal so that sessions ignore it; 'afterword recover' lists it until it is removed
 * there. */
bool journal_entry_set_aside(struct io io, struct journal_entry *entry, struct err *err);

/* Removes a journal whose content was recovered and is durable elsewhere. Only a regular file of
 * ours. */
bool journal_entry_remove(struct io io, const struct journal_entry *entry, struct err *err);

#endif

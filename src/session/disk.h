/*
 * What goes to the disk and comes from there, inside: the journal, saves, what others write,
 * what earlier sessions left.
 */
#ifndef AFTERWORD_SESSION_DISK_H
#define AFTERWORD_SESSION_DISK_H

#include "internal.h"

/* Of two times that something is due. */
static inline int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* --- company.c --- */

void company_start(struct session *self, const struct person *person);
/* From now on others see us; company_start does it where there is a file. */
void company_join(struct session *self);
/* When company_tick wants to be called. */
int64_t company_due_at(const struct session *self);
/* Shows others where we are, and takes what is known of them. */
void company_tick(struct session *self);

/* --- news.c: what others changed and was not looked at yet --- */

/* Begins a merge: what is noted from here on is new. */
void news_begin(struct session *self);
/* Before an op of somebody else is applied. */
void news_note(struct session *self, const struct op *op);
void news_drop_new(struct session *self);
size_t news_count_new(const struct session *self);
/* How many of them brought a conflict that was not there before. */
size_t news_count_conflicts(const struct session *self);
/* What the focus has left since was looked at. */
void news_update(struct session *self);
bool news_step(struct session *self);
void news_release(struct session *self);

/* --- arrive.c, mergeable.c --- */

/* Merges what a look found, or leaves it to the user; false when nothing is settled. */
bool arrive_take(struct session *self, struct look *look);
bool arrive_can_merge(const struct session *self, const struct look *look);
/* With the merge in the document: would a save keep all that they wrote beside values? */
bool arrive_keeps_theirs(const struct session *self, const struct look *look);

/* --- people.c: the names of us and of who is here --- */

void people_name_self(struct session *self, const struct person *person);
void people_name_others(struct session *self);
void people_labels(const struct session *self, struct merge_labels *labels);

/* --- watch.c: looking at the file --- */

int64_t watch_due(const struct session *self);
void watch_start(struct session *self);
void watch_take(struct session *self);
/* Looks at the file's bytes, whatever its stamp says, and takes what comes of it; saving.is_seen
 * says whether that is done. */
void watch_last(struct session *self, bool waits);
bool watch_is_quick(const struct session *self);

/* --- journaling.c --- */

void journaling_start(struct session *self);
/* The program may crash after this returns and the op is there. */
void journaling_append(struct session *self, const struct op *op);
/* The journal was written to: it wants a sync within a second. */
void journaling_note(struct session *self);
/* The journal did not reach the disk: what is in memory goes to a new one. */
void journaling_renew(struct session *self);
void journaling_sync(struct session *self);

/* --- save.c --- */

/* The bytes of the file, as last read or written: the document keeps what it was read from. */
const struct str *save_base(const struct session *self);
bool save_is_edited(const struct session *self);
void save_note_edit(struct session *self);
/* What is edited by now is not saved by the clock, unless more is. */
void save_hold_back(struct session *self);
/* When the next autosave is due. */
int64_t save_due_at(const struct session *self);
void save_start(struct session *self);
void save_on_leave(struct session *self);

/* --- save_outcome.c --- */

/* Takes the outcome of the running save, if it has one by now; waits says whether to wait. */
void save_take(struct session *self, bool waits);
void save_fail(struct session *self, const struct err *err);
/* The user must decide; err says why. */
void save_conflict(struct session *self, enum parting why, const struct err *err);
/* Says what is to be decided. */
void save_say_parting(struct session *self);
/* Nothing is to be decided any more. */
void save_unpart(struct session *self);
/* The file of a document that is only shown is another one. */
void save_stale(struct session *self);
/* The file holds the document as of revision, as the document's source. */
void save_hold(struct session *self, unsigned revision, uint64_t sequence);
/* The file is another one and the document's source; ours goes into it when there is any. */
void save_rebase(struct session *self, bool has_own);

/* --- beside.c --- */

/* Writes a new file beside the document's: NAME.WORD-HHMMSS.yaml. *path is the caller's. */
bool beside_write(struct session *self, const char *word, const struct str *bytes, struct str *path,
	struct err *err);
/* Writes our text there. Its bytes, and the document read back from them, are the caller's. */
bool beside_save(struct session *self, struct str *bytes, struct document *saved, struct str *path,
	struct err *err);

/* --- resolve.c --- */

/* With the last conflict of a merge, going back to the versions before it loses its sense. */
void settle_forget(struct session *self);

/* --- reload.c --- */

/* Reads the file as a document of our form. */
bool reload_read(struct session *self, struct document *theirs, struct str *bytes,
	struct file_stamp *stamp, struct err *err);
/* Becomes the file, in one undo step where ops lead there; false, with a message, when it cannot
 * be read. */
bool reload_file(struct session *self);
/* A file that is only shown is shown as it is now; it may be one that can be edited. */
void reload_shown(struct session *self);

/* --- opening.c --- */

/* Before the bytes of the opening go: keeps them. */
void opening_keep(struct session *self);
/* Makes the document that was opened, of its bytes. */
bool opening_load(const struct session *self, struct document *opened, struct err *err);
void opening_release(struct session_private *inside);
/* Others changed the file: what they changed is none of the changes since opening. */
void opening_follow(struct session *self, const struct look *look);

/* --- recover.c, recover_end.c --- */

/* Before our own journal exists, so that it is not among them. */
void recover_list(struct session *self);
void recover_apply(struct session *self);
/* For a document that cannot be changed: says that there are journals. */
void recover_mention(struct session *self);
void recover_release(struct session *self);
/* The file is durable: journals recovered into it go, once the user wants to keep it. */
void recover_finish(struct session *self);
/* The user takes another text: what was recovered stays in its journals, set aside. */
void recover_forsake(struct session *self);

#endif

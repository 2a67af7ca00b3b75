/*
 * What the session layer shares internally. One struct, with a part for each file; functions are
 * named after the part they work on.
 */
#ifndef AFTERWORD_SESSION_INTERNAL_H
#define AFTERWORD_SESSION_INTERNAL_H

#include "merge/merge.h"
#include "review/threads.h"
#include "session/session.h"
#include "store/file.h"
#include "store/journal.h"

/* How the file on disk differs from what is shown. */
struct file_state {
	enum file_conflict conflict; /* in SAVE_CONFLICT, */
	struct err err;              /* and why; also for a failed save */
	bool is_stale;               /* in SAVE_READ_ONLY: the file has changed since */
	bool is_announced;           /* the user asked for a save: say when it is done */
	struct str read_only;        /* a sentence */
};

/* Progress towards the end of the session. */
struct ending {
	bool is_tried;          /* a save was started */
	bool is_looking;        /* the last look is in progress */
	bool has_found_changes; /* it found a document without what was on the screen */
	bool is_alone;          /* nobody is there any more to see what arrives */
	bool is_seen;           /* it was handled: we know the present file */
};

/* What to do with a journal that an earlier session left. */
enum journal_fate {
	FATE_LEFT,   /* not ours to touch, or unusable */
	FATE_IN_IT,  /* the document has its text: remove it when the file durably does */
	FATE_TAKEN,  /* another journal has its text, as far as that session could take it */
	FATE_IN_PART /* some of it could not be brought back or is damaged: then set it aside */
};

struct recovering {
	struct journal_list journals;
	enum journal_fate *fates; /* per journal */
	struct ops ops;           /* how recovery changed the document as it was opened */
	struct str *lines;        /* the same as text */
	size_t n_lines;
	enum recovery answer;
	char *moved_from; /* NULL, or where the document was when text was left unsaved there */
	bool is_doubtful; /* a sync of the file failed, so a second one would falsely succeed */
};

/* The text as it was opened. */
struct baseline {
	struct str bytes;          /* if no journal has them */
	struct document *document; /* with what others have changed since; NULL: nothing */
};

/* When others' changes were last looked through: what for, and since when nothing was edited. */
struct looking {
	struct place focus;
	unsigned n_tidied; /* that list */
	unsigned revision;
	int64_t since;
};

/* Both complete versions from before a merge with conflicts. */
struct merge_sides {
	bool is_there;
	struct str mine;
	struct str theirs;
};

/* A report that is being printed. */
struct printing {
	struct print *print; /* NULL: none is */
	struct str path;     /* what it is to be written to */
	struct str name;     /* the same as the user named it */
	bool replaces;       /* a file that was there */
	int64_t look_at;     /* when to see whether it is done */
};

/* What the document is compared with, if not with itself as it was opened. */
struct comparison {
	bool has_version;
	struct version version;
	struct blame blame; /* of the file, when it was asked for last, */
	struct str blamed;  /* and its bytes then */
	bool is_slow;       /* git did not answer in time: it is not waited for again */
};

/* What its user has read of the document. */
struct last_read {
	struct remote_changes changes; /* since then, but for the user's own of this session */
	bool has_failed;               /* it was said that it cannot be kept */
};

struct session {
	struct editor *editor;
	struct autosave *autosave;
	struct form *form;
	struct io io;
	struct time_source time;
	struct id_source ids;
	struct file_state file;
	struct ending ending;
	struct recovering recovering;
	struct baseline baseline;
	struct merge_sides sides;
	struct remote_changes remote_changes;
	struct looking looking;
	struct person person; /* us */
	struct company company;
	struct printing printing;
	struct last_read last_read;
	struct comparison comparison;
	bool is_reading;
	bool is_git_asked; /* how it would merge the document */
};

/* --- comments.c --- */

/* Writes down where the words of comments are that would not be found there any more; is_end: the
 * user is leaving. */
void session_keep_words(struct session *self, bool is_end);
/* Can rows be added now? Says why not. */
bool comment_is_allowed(struct session *self);
/* Adds the row of a comment, after other ops; false, with a message, if the document takes none. */
bool comment_add(struct session *self, const struct new_comment *comment,
	const struct threads *threads, struct ops *ops);

/* --- export.c --- */

/* Writes the report when it is printed. */
void printing_tick(struct session *self);
/* The same on leaving, when there is no later: waits, but not for ever. */
void printing_wait(struct session *self);
int64_t printing_due_at(const struct session *self);
void printing_release(struct printing *self);

/* --- state.c --- */

const struct document *session_document(const struct session *self);
/* The file's bytes, as last read or written: the document keeps its source. */
const struct str *session_base(const struct session *self);
/* Does the document have something that the file does not? */
bool session_is_edited(const struct session *self);

/* Says so if the journal could not record it. */
void session_say_journal(struct session *self, bool is_noted, const struct err *err);
void session_say_no_journal(struct session *self, const struct err *err);
/* Journals ops from now on; says so if that is impossible. */
void session_start_journal(struct session *self);

/* --- tick.c --- */

struct autosave_moment session_moment(const struct session *self);
/* Starts a save, and takes its result if there is one. */
void session_start_save(struct session *self);
/* Handles an event of the autosave. */
void session_take(
	struct session *self, enum autosave_event event, struct autosave_outcome *outcome);
/* --- file_state.c: messages about the file --- */

/* The file is read-only: says why. */
void file_note_read_only(struct session *self);
/* The file is now the document's source: no decision is needed, and recovered journals may be
 * removed. Says so if our own journal could not record it. */
void file_note_known(struct session *self, bool is_noted, const struct err *err);
/* The file now has the complete document. */
void file_note_held(struct session *self);
void file_note_failed(struct session *self, const struct err *err);
/* The user must decide; err says why. */
void file_note_conflict(struct session *self, enum file_conflict why, const struct err *err);
/* Says what must be decided. */
void file_say_conflict(struct session *self);
/* A decision is no longer needed. */
void file_end_conflict(struct session *self);
/* A read-only document's file has changed. */
void file_note_stale(struct session *self);

/* --- company.c --- */

void company_start(struct session *self, const struct person *person);
/* Shows others where we are, and takes what is known about them. */
void company_tick(struct session *self);
/* What they see of us: a page, or FORM_NONE for all of them. */
unsigned company_page(const struct session *self);

/* --- remote_changes.c: others' changes that the user has not looked at yet --- */

/* Begins a merge: changes noted from here on are new. */
void remote_changes_begin(struct session *self);
/* Called before somebody else's ops are applied; the list is tidied after the last one. */
void remote_changes_note(struct session *self, const struct op *op);
/* Notes what an op changes; before: what it was in. Nobody has applied it to that. The list is
 * tidied after the last one. */
void remote_changes_add(
	struct remote_changes *self, const struct document *before, const struct op *op);
const struct remote_change *remote_changes_find(
	const struct remote_changes *self, const struct place *place);
/* The id of the row in front of one; "" if it is the first. */
const char *remote_row_in_front(const struct document *document, const struct place *place);
void remote_changes_clear(struct remote_changes *self);
void remote_changes_drop_new(struct session *self);
size_t remote_changes_count_new(const struct session *self);
/* How many of them added a conflict that was not there before. */
size_t remote_changes_count_conflicts(const struct session *self);
void remote_changes_release(struct remote_changes *self);

/* --- remote_list.c: the list of them --- */

/* Behind the last. Borrowed until the next one is added. */
struct remote_change *remote_list_add(
	struct remote_changes *self, const struct remote_change *change);
/* Those of a row or, with "", of a text; removed rows are found by their ids. */
struct remote_change *remote_list_first(
	const struct remote_changes *self, unsigned field, const char *row);
struct remote_change *remote_list_next(
	const struct remote_changes *self, const struct remote_change *item);
/* The first removed row of a table, which has no place of its own. */
struct remote_change *remote_list_removed(const struct remote_changes *self, unsigned field);
/* Without those that are out, in the form's order. */
void remote_list_tidy(struct remote_changes *self, const struct form *form);

/* --- remote_looking.c --- */

/* Takes out what is as it was before, whoever has put it back. */
void remote_changes_drop_undone(struct session *self);
/* Marks places that the focus has left as looked at. */
void remote_changes_update(struct session *self);
/* When that has more to do, on the steady clock; INT64_MAX: nothing. */
int64_t remote_changes_due_at(const struct session *self);
bool remote_changes_step(struct session *self);

/* --- news.c --- */

/* Appends what the last merge brought, as a sentence; false: nothing. */
bool news_append(const struct session *self, struct str *out);
/* Appends that they have changed back what the user has not seen. */
void news_append_undone(const struct session *self, struct str *out);
/* Appends what others have said between two versions of the file: "* Ida Nyman commented on
 * "Cause", and 2 more 14:32"; nothing if they have not. True if something is gone. */
bool news_append_said(const struct session *self, const struct document *before,
	const struct document *after, struct str *out);

/* --- merge_incoming.c, merge_possible.c --- */

/* Merges the result of a look, or leaves it to the user; false if nothing is settled. */
bool incoming_take(struct session *self, struct file_probe *look);
bool incoming_can_merge(const struct session *self, const struct file_probe *look);
/* After the merge: would a save keep everything that they wrote besides values? */
bool incoming_keeps_theirs(const struct session *self, const struct file_probe *look);

/* --- author_names.c: names for us and the others --- */

void author_names_set_own(struct session *self, const struct person *person);
void author_names_set_others(struct session *self);
void author_names_label(const struct session *self, struct merge_labels *labels);

/* --- save_copy.c --- */

/* Writes a new file in the document's folder: NAME.WORD-HHMMSS.yaml. The caller frees *path. */
bool save_copy_write(struct session *self, const char *word, const struct str *bytes,
	struct str *path, struct err *err);
/* Writes our text there. The caller owns its bytes, and the document read back from them. */
bool save_copy_save(struct session *self, struct str *bytes, struct document *saved,
	struct str *path, struct err *err);

/* --- merge_sides.c --- */

/* Called before a merge with conflicts is applied. */
void merge_sides_keep(struct session *self, const struct str *theirs);
void merge_sides_forget(struct session *self);
/* Once the last conflict of a merge is resolved, going back to the versions before it makes no
 * sense. */
void merge_sides_forget_decided(struct session *self);

/* --- reload.c --- */

/* Reads the file as a document of our form. */
bool reload_read(struct session *self, struct document *theirs, struct str *bytes,
	struct file_stamp *stamp, struct err *err);
/* Becomes the file, in one undo step if ops lead there; false, with a message, if it cannot be
 * read. */
bool reload_file(struct session *self);
/* Shows a read-only file as it is now; it may have become editable. */
void reload_shown(struct session *self);

/* --- baseline.c --- */

/* Called before the opened bytes are discarded: keeps them. */
void baseline_keep(struct session *self);
/* The opened document's bytes; borrowed until baseline_keep. */
const struct str *baseline_bytes(const struct session *self);
/* What later changes are compared with: parsed into *scratch, unless it already includes others'
 * changes. NULL, with a message, if it cannot be read. */
const struct document *baseline_find(struct session *self, struct document *scratch);
/* Parses the opened document from its bytes. */
bool baseline_load(const struct session *self, struct document *opened, struct err *err);
void baseline_release(struct baseline *self);
/* Others changed the file: their changes do not count as changes since opening. */
void baseline_follow(struct session *self, struct file_probe *look);

/* --- comparison.c --- */

void comparison_release(struct comparison *self);

/* --- recover.c, recover_answer.c, recover_cleanup.c --- */

/* Called before our own journal exists, so that it is not listed. */
void recover_list(struct session *self, const struct session_config *config);
void recover_apply(struct session *self);
/* For a document that cannot be changed: says that there are journals. */
void recover_mention(struct session *self);
void recover_release(struct recovering *self);
/* The file is durable: removes the journals recovered into it, once the user wants to keep it. */
void recover_finish(struct session *self);
/* The user takes another text: what was recovered stays in its journals, which are set aside. */
void recover_set_aside(struct session *self);

#endif

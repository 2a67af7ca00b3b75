/*
 * What the session layer shares inside. One struct, in parts that belong to one file each;
 * functions are named after the part they work on.
 */
#ifndef AFTERWORD_SESSION_INTERNAL_H
#define AFTERWORD_SESSION_INTERNAL_H

#include "merge/merge.h"
#include "session/session.h"
#include "store/file.h"
#include "store/journal.h"

/* How the file on disk stands to what is shown. */
struct file_state {
	enum file_conflict conflict; /* in SAVE_CONFLICT, */
	struct err err;              /* and why; also of a save that failed */
	bool is_stale;               /* in SAVE_READ_ONLY: the file has changed since */
	bool is_announced;           /* the user asked for a save: say when it is done */
	struct str read_only;        /* a sentence */
};

/* What has been done towards the end of the session. */
struct ending {
	bool is_tried;   /* a save was started */
	bool is_seeing;  /* the last look is under way */
	bool is_outseen; /* it brought a document without what was on the screen */
	bool is_alone;   /* nobody is there any more to see what is brought */
	bool is_seen;    /* it was taken: what we know is what is there */
};

/* What becomes of a journal that an earlier session left. */
enum journal_fate {
	FATE_LEFT,   /* it is not ours to touch, or could not be used */
	FATE_IN_IT,  /* the document holds its text: goes when the file durably does */
	FATE_TAKEN,  /* another one holds its text, as far as that one's session could take it */
	FATE_IN_PART /* all but what could not be brought back or is damaged: is set aside then */
};

struct recovering {
	struct journal_list journals;
	enum journal_fate *fates; /* per journal */
	struct ops ops;           /* what recovery did to the document as it was opened */
	struct str *lines;        /* the same for people */
	size_t n_lines;
	enum recovery answer;
	char *moved_from; /* NULL, or where the document was when text was left unsaved there */
	bool is_doubtful; /* a sync of the file failed: a second one of it would lie */
};

/* The text as it was opened. */
struct baseline {
	struct str bytes;          /* when no journal has them */
	struct document *document; /* with what others changed since; NULL: they did not */
};

/* Both versions whole, as they were before a merge with conflicts. */
struct merge_sides {
	bool is_there;
	struct str mine;
	struct str theirs;
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
	struct person person; /* us */
	struct company company;
};

/* --- state.c --- */

int64_t session_seconds(const struct session *self); /* wall, since 1970 */
const struct document *session_document(const struct session *self);
/* The bytes of the file, as last read or written: the document keeps what it was read from. */
const struct str *session_base(const struct session *self);
/* Does it hold something that the file does not? */
bool session_is_edited(const struct session *self);

/* Says it when the journal could not be told. */
void session_say_journal(struct session *self, bool is_noted, const struct err *err);
void session_say_no_journal(struct session *self, const struct err *err);
/* From now on ops are journaled; says when they cannot be. */
void session_start_journal(struct session *self);

/* --- tick.c --- */

struct autosave_moment session_moment(const struct session *self);
/* Begins to save, and takes what comes of it at once. */
void session_start_save(struct session *self);
/* Takes what an autosave says. */
void session_take(
	struct session *self, enum autosave_event event, struct autosave_outcome *outcome);
/* --- file_state.c: what is said of the file --- */

/* The file is only shown: says why. */
void file_note_read_only(struct session *self);
/* The file is the document's source now: nothing is to be decided, and recovered journals may go.
 * Says it when our own journal could not be told. */
void file_note_known(struct session *self, bool is_noted, const struct err *err);
/* The file holds the document as it is now. */
void file_note_held(struct session *self);
void file_note_failed(struct session *self, const struct err *err);
/* The user must decide; err says why. */
void file_note_conflict(struct session *self, enum file_conflict why, const struct err *err);
/* Says what is to be decided. */
void file_say_conflict(struct session *self);
/* Nothing is to be decided any more. */
void file_end_conflict(struct session *self);
/* The file of a document that is only shown is another one. */
void file_note_stale(struct session *self);

/* --- company.c --- */

void company_start(struct session *self, const struct person *person);
/* Shows others where we are, and takes what is known of them. */
void company_tick(struct session *self);

/* --- remote_changes.c: what others changed and was not looked at yet --- */

/* Begins a merge: what is noted from here on is new. */
void remote_changes_begin(struct session *self);
/* Before an op of somebody else is applied. */
void remote_changes_note(struct session *self, const struct op *op);
void remote_changes_drop_new(struct session *self);
size_t remote_changes_count_new(const struct session *self);
/* How many of them brought a conflict that was not there before. */
size_t remote_changes_count_conflicts(const struct session *self);
/* What the focus has left since was looked at. */
void remote_changes_update(struct session *self);
bool remote_changes_step(struct session *self);
void remote_changes_release(struct remote_changes *self);

/* --- merge_incoming.c, merge_possible.c --- */

/* Merges what a look found, or leaves it to the user; false when nothing is settled. */
bool incoming_take(struct session *self, struct file_probe *look);
bool incoming_can_merge(const struct session *self, const struct file_probe *look);
/* With the merge in the document: would a save keep all that they wrote beside values? */
bool incoming_keeps_theirs(const struct session *self, const struct file_probe *look);

/* --- author_names.c: the names of us and of who is here --- */

void author_names_set_own(struct session *self, const struct person *person);
void author_names_set_others(struct session *self);
void author_names_label(const struct session *self, struct merge_labels *labels);

/* --- save_copy.c --- */

/* Writes a new file beside the document's: NAME.WORD-HHMMSS.yaml. *path is the caller's. */
bool save_copy_write(struct session *self, const char *word, const struct str *bytes,
	struct str *path, struct err *err);
/* Writes our text there. Its bytes, and the document read back from them, are the caller's. */
bool save_copy_save(struct session *self, struct str *bytes, struct document *saved,
	struct str *path, struct err *err);

/* --- merge_sides.c --- */

/* Before a merge with conflicts is applied. */
void merge_sides_keep(struct session *self, const struct str *theirs);
void merge_sides_forget(struct session *self);
/* With the last conflict of a merge, going back to the versions before it loses its sense. */
void merge_sides_forget_decided(struct session *self);

/* --- reload.c --- */

/* Reads the file as a document of our form. */
bool reload_read(struct session *self, struct document *theirs, struct str *bytes,
	struct file_stamp *stamp, struct err *err);
/* Becomes the file, in one undo step where ops lead there; false, with a message, when it cannot
 * be read. */
bool reload_file(struct session *self);
/* A file that is only shown is shown as it is now; it may be one that can be edited. */
void reload_shown(struct session *self);

/* --- baseline.c --- */

/* Before the bytes of the opening go: keeps them. */
void baseline_keep(struct session *self);
/* Makes the document that was opened, of its bytes. */
bool baseline_load(const struct session *self, struct document *opened, struct err *err);
void baseline_release(struct baseline *self);
/* Others changed the file: what they changed is none of the changes since opening. */
void baseline_follow(struct session *self, const struct file_probe *look);

/* --- recover.c, recover_cleanup.c --- */

/* Before our own journal exists, so that it is not among them. */
void recover_list(struct session *self, const struct session_config *config);
void recover_apply(struct session *self);
/* For a document that cannot be changed: says that there are journals. */
void recover_mention(struct session *self);
void recover_release(struct recovering *self);
/* The file is durable: journals recovered into it go, once the user wants to keep it. */
void recover_finish(struct session *self);
/* The user takes another text: what was recovered stays in its journals, set aside. */
void recover_forsake(struct session *self);

#endif

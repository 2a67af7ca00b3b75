/*
 * A session: one open document in one process. It owns an editor, which has the document, the
 * cursor, undo and findings, and an autosave, which has the file and the journal, and joins them.
 * It has no terminal: the screen reads it, keys become actions on it, and the caller supplies the
 * time.
 *
 * Every change is an op that is in the journal before the caller can draw it.
 */
#ifndef AFTERWORD_SESSION_SESSION_H
#define AFTERWORD_SESSION_SESSION_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "base/str.h"
#include "edit/editor.h"
#include "session/changes.h"
#include "session/since.h"
#include "store/presence.h"
#include "store/read_marks.h"
#include "sync/autosave.h"

#include <stdbool.h>
#include <stdint.h>

struct session_config {
	const char *path;
	const struct str *draft; /* NULL, or the initial content if path does not exist yet: nothing
				   is written before the first change */
	bool skips_start;        /* a new document opens on its first page */
	const char *state_folder; /* for journals; see journal_folder */
	struct io io;
	struct time_source time;
	struct id_source ids;
	bool watches; /* others' changes are noticed in real time, not by the steady clock */
	const struct person *person; /* who we are for others with the document; NULL: neither side
					sees the other */
	/* Has the user typed what was not read yet? May be NULL; context is nothing to it. */
	bool (*has_input)(void *context);
};

/* Why the user must decide about the file on disk. */
enum file_conflict {
	FILE_CONFLICT_NONE,
	FILE_CONFLICT_CHANGED,    /* another document that cannot be merged */
	FILE_CONFLICT_UNREADABLE, /* not a document of this form */
	FILE_CONFLICT_GONE,       /* no file */
};

/* What to do about the file on disk, or about a merge that left conflicts. */
enum resolve {
	RESOLVE_WRITE_AGAIN, /* write the missing file again */
	RESOLVE_TAKE_MINE,   /* after a merge: our version, with the merge one undo step away */
	RESOLVE_RELOAD,      /* take the file; our text is one undo step away */
	RESOLVE_SAVE_BESIDE, /* save our text to a new file in the same folder, and continue with
				that */
	RESOLVE_KEEP_BOTH, /* save our text to a new file in the same folder, and continue with the
			      one on disk */
	N_RESOLVES,
};

/* Text that earlier sessions left unsaved is merged into the document on opening, as one undo
 * step. */
enum recovery {
	RECOVERY_NONE,
	RECOVERY_WAITS, /* for the user's answer; leaving the program counts as keeping it */
	RECOVERY_KEPT,
	RECOVERY_DROPPED,
};

enum remote_change_kind { REMOTE_CHANGED, REMOTE_ADDED, REMOTE_REMOVED, REMOTE_MOVED };

/* Something others changed that the user has not looked at yet. */
struct remote_change {
	enum remote_change_kind kind;
	struct place place; /* for a complete row: column FORM_NONE; for a removed one: its table */
	struct str before;  /* what it showed when the user last saw it; "" if it is new */
	char row[ROW_ID_SIZE]; /* a removed one's id, or what was in front of a moved one; "" for
				  nothing */
	bool is_new;           /* of the last merge */
	bool had_conflict;     /* before that merge */
	bool was_focused;
	bool is_out; /* until the list is tidied */
	size_t next; /* see remote_list.c */
};

struct remote_changes {
	struct remote_change *items; /* in the form's order */
	size_t n;
	size_t cap;
	struct remote_chain *chains; /* by which they are found */
	size_t n_chains;
	size_t *on_page;       /* how many of them, when they were tidied */
	size_t *first_removed; /* of each field: 1 + its index; 0: none */
	unsigned n_tidied;     /* how often: another list each time */
	unsigned revision;     /* of the document in which they were last seen to be there */
};

struct session;

/*
 * Opens a document: loads the file, finds its form, replays journals that earlier
 * sessions left, starts this one's journal.
 *
 * Files with duplicate keys and the like are opened read-only. Fails with a sentence and
 * a position if there is nothing to show.
 */
struct session *session_open(const struct session_config *config, struct err *err);

/* Ends it. Unsaved text stays in the journal; see session_end. */
void session_free(struct session *self);

/* --- what was recovered --- */

enum recovery session_recovery(const struct session *self);
/* What earlier sessions' journals brought back, one line each. */
size_t session_count_recovered(const struct session *self);
const struct str *session_recovered(const struct session *self, size_t nth);
/* Where the document was when a session left text unsaved there; NULL: here. */
const char *session_moved_from(const struct session *self);

/* How many sessions left it, and when the last of them wrote, in seconds since 1970; 0: unknown. */
size_t session_recovered_from(const struct session *self, int64_t *last);
/* Continues with it; the journals are removed when the file has it. */
void session_keep_recovered(struct session *self);
/* Takes it back, as one undo step; the journals are set aside for 'afterword recover'. */
void session_drop_recovered(struct session *self);
/* Merges what a session left under the document's former path, as recovery on opening would. */
void session_take_moved(struct session *self);

/* --- the text as it was opened --- */

/* Appends what has changed since; false, with a message, if that cannot be determined. */
bool session_changes(struct session *self, struct changes *out);
/* Reverts to it, in one undo step. */
void session_revert(struct session *self);
/* Says that the user has changed nothing. */
void session_say_unchanged(struct session *self);
/* Reverts one change since the version that it is compared with, in one undo step, whatever else
 * has changed since it was listed; says whether that could be done. */
void session_revert_change(struct session *self, const struct change *change);

/* --- what the user has read --- */

/* Keeps the document as it is for its reader, who has read it, begins to present it or signs off on
 * it; place: where the user is, or NULL. False if that cannot be kept, which is said once. */
bool session_mark(struct session *self, enum read_mark_kind kind, const struct place *place);
/* Keeps it as it is when a meeting begins, in seconds since 1970. True: the last one was not ended,
 * because the program or its machine was, and goes on: what is kept stays as it was then. */
bool session_begin_meeting(struct session *self, int64_t *began);
/* Keeps where it is; field FORM_NONE: at the title. */
void session_keep_meeting_place(struct session *self, const struct place *place);
/* Where it was when that was last kept; false: nowhere that is still there. */
bool session_meeting_place(const struct session *self, struct place *out);
/* It is over, or goes on after all. */
void session_end_meeting(struct session *self, bool is_over);

/* Finds out what has changed since it was marked as read; the user's own changes in this session do
 * not count. */
void session_find_unread(struct session *self);
/* Such a change, or one that others have made while it was open: at a place, as
 * session_remote_change; the nth. The number of them. */
const struct remote_change *session_unread(const struct session *self, const struct place *place);
const struct remote_change *session_unread_nth(const struct session *self, size_t nth);
size_t session_count_unread(const struct session *self);
/* All of them are read. */
void session_note_seen(struct session *self);

/* --- what has changed since a version --- */

/* Compares it from now on with another version, as since_find finds it, instead of the one as it
 * was opened. False, with err, if there is none: then nothing changes. */
bool session_compare_with(
	struct session *self, enum since_kind kind, const char *name, struct err *err);
void session_compare_with_opening(struct session *self);
/* That version; NULL: as it was opened. */
const struct version *session_compared(const struct session *self);
/* Asks git who wrote which line of the file, for session_list_changes; this waits for git, but only
 * once for one that does not answer in time. */
void session_ask_authors(struct session *self);
/* Appends the answers that have changed since that version, and what was said in the review. False,
 * with a message, if that cannot be determined. */
bool session_list_changes(struct session *self, struct changes *out, struct review_events *events);

/* --- acting --- */

/*
 * Does an action, after clearing the last message.
 *
 * Returns false if it is not one of the session's (help, palette, suspend, ...) or if it
 * needs a popup of the caller's: ACTION_CHOOSE, ACTION_EDITOR, ACTION_FIND and so on.
 */
bool session_do(struct session *self, enum action action);

/* Is this choice currently offered? */
bool session_may_resolve(const struct session *self, enum resolve how);
void session_resolve(struct session *self, enum resolve how);

/* Goes to a conflict: that of the focused value, of the row under the cursor, or the next one in
 * the form's order. False, with the focus unchanged, if the document has none. */
bool session_go_conflict(struct session *self);
/* Resolves that conflict, in one undo step. */
void session_decide(struct session *self, enum decision how);

/* --- queries --- */

/* The document being edited; whoever has the session may read and change it. */
struct editor *session_editor(const struct session *self);

const char *session_path(const struct session *self);
/* Is there no file yet, and nothing to save? */
bool session_is_new(const struct session *self);
enum save_state session_save_state(const struct session *self);
/* Milliseconds, wall clock; 0: not in this session yet. */
int64_t session_saved_at(const struct session *self);
/* Why a save failed, or why the user must decide. */
const struct err *session_save_error(const struct session *self);
/* The reason for SAVE_CONFLICT. */
enum file_conflict session_file_conflict(const struct session *self);
/* In SAVE_READ_ONLY: whether the file has changed since; and a sentence on why it is read-only. */
bool session_is_stale(const struct session *self);
const char *session_read_only(const struct session *self);
/* Who else has the document open. */
const struct company *session_company(const struct session *self);
/* Sets who that is, as the saver's thread has found out. */
void session_set_company(struct session *self, struct company *others);

/* The first mark of others' changes at a place (column FORM_NONE: anywhere in the row), at the
 * focus; NULL if there is none. The number of marks on a page. */
const struct remote_change *session_remote_change(
	const struct session *self, const struct place *place);
const struct remote_change *session_remote_change_here(const struct session *self);
size_t session_count_remote_changes(const struct session *self, unsigned page);
size_t session_count_all_remote_changes(const struct session *self);
/* Appends who and where somebody is: "geda@db1, process 4242, on Timeline". */
void session_describe_person(
	const struct session *self, const struct person *person, struct str *out);
/* Tells the others that the document is being read, not a page of it. */
void session_set_reading(struct session *self, bool is_reading);
/* Does somebody read it? */
bool session_person_reads(const struct person *person);
/* The title of the page that somebody is on, or NULL. */
const char *session_person_page(const struct session *self, const struct person *person);

void session_say(struct session *self, enum message_level level, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* --- time and saving --- */

/* The steady clock, in milliseconds. */
int64_t session_clock(const struct session *self);
/* The time, in seconds since 1970. */
int64_t session_seconds(const struct session *self);
/* A moment of the program's own, in seconds since 1970: in the user's zone, or in UTC while all
 * times are. */
void session_civil(const struct session *self, int64_t seconds, struct civil *out);

/* Milliseconds until session_tick must be called; -1: never. */
int session_timeout(const struct session *self);

/* --- the review --- */

struct new_comment;
struct new_signoff;
struct new_state;
struct new_tick;

/* The name that rows of the review are signed with. */
const char *session_user(const struct session *self);
/* Adds a comment, signed by the user, as one undo step. False, with a message, if it cannot. */
bool session_comment(struct session *self, const struct new_comment *comment);
/* A task to be written down; what is "" is left out. */
struct new_task {
	const char *text;
	const char *owner;
	const char *due;  /* as it is typed */
	const char *idea; /* the thread that it settles; NULL: none */
};

/* Adds a task behind the others, and a row that resolves its idea, as one undo step. False, with a
 * message, if it cannot. */
bool session_add_task(struct session *self, const struct new_task *task);
/* Appends when a task is due that somebody types, as it is stored. Fails with a sentence. */
bool session_read_due(
	const struct session *self, const char *typed, struct str *stored, struct err *err);

/* Is to be said, after a comment, that git-setup would help? Once in a clone. */
bool session_take_git_hint(struct session *self);
/* Accepts the suggestion of a thread: its words go in, and the row says so, with what the user says
 * about it, if that is not blank, in one undo step. False, with a message, if its words are not
 * what they were. */
bool session_accept(struct session *self, const char *id, const char *text);
/* Says that a thread is about these bytes of a text, there or elsewhere. False, with a message, if
 * they are not words, or would not be found again. */
bool session_move_comment(
	struct session *self, const char *id, const struct place *place, size_t start, size_t end);
/* Signs, answers a question of the checklist, sets the status or accepts findings: each is signed
 * by the user, and one undo step. False, with a message, if it cannot be. */
bool session_sign(struct session *self, const struct new_signoff *signoff);
bool session_tick_question(struct session *self, const struct new_tick *tick);
bool session_set_state(struct session *self, const struct new_state *state);

/* What a comment that is being written is about. */
struct comment_subject {
	struct place on; /* column FORM_NONE: a row; field FORM_NONE: the whole document */
	size_t start;    /* of the words in the text there; both 0: no words */
	size_t end;
	char to[ROW_ID_SIZE]; /* the thread that it replies to; "": a new one */
	bool amends;          /* to is a comment that gets another text */
	unsigned kind;        /* enum thread_kind, of a new one; or DRAFT_OF_TASK */
};

/* A task that is being written down, one line for each thing that is asked; to: the idea that it
 * settles. */
#define DRAFT_OF_TASK N_THREAD_KINDS

#define NO_DRAFT SIZE_MAX

/* How many comments and tasks were begun and not posted, in this session or an earlier one. */
size_t session_count_drafts(const struct session *self);
/* The nth draft, counted from the oldest, empty ones too; its text is "" if there is nothing to
 * post any more. Borrowed until a draft changes. */
size_t session_drafts_end(const struct session *self);
const char *session_draft_text(const struct session *self, size_t nth);
/* What it is about now. False if that is not there any more: on is the nearest thing, or its words
 * are lost. */
bool session_draft_subject(const struct session *self, size_t nth, struct comment_subject *out);
/* The words that it is on as they were; "" if it is on no words. */
const char *session_draft_quote(const struct session *self, size_t nth);
/* The draft about the same; NO_DRAFT: there is none. */
size_t session_find_draft(const struct session *self, const struct comment_subject *subject);
/*
 * Keeps what was typed, before it can be seen; "" ends the draft. nth NO_DRAFT adds one. Returns
 * its number, or NO_DRAFT if there is nothing to keep. Says so if it cannot be written.
 */
size_t session_keep_draft(
	struct session *self, size_t nth, const struct comment_subject *subject, struct slice text);

/* Does what is due: autosave, checks after a pause, a journal sync, a look at the file on disk. */
void session_tick(struct session *self);
/* Readable if the saver has finished; then session_tick takes the outcome. */
int session_fd(const struct session *self);

/* Waits until all disk work for this session is done; session_tick takes the results. */
void session_settle(struct session *self);
/* Is the saver's thread busy, or about to be, with something whose outcome session_tick takes? */
bool session_is_waiting(const struct session *self);

/* From now on the clock saves after so many milliseconds without a change. */
void session_set_save_pause(struct session *self, int64_t milliseconds);

/* Saves now, without waiting. */
void session_save(struct session *self);

enum flush { FLUSH_DONE, FLUSH_FAILED, FLUSH_WAITS };

/*
 * A step towards a file that has everything, without waiting: starts what must be saved, takes what
 * has finished. On FLUSH_WAITS the next step is due when session_fd can be read; a failure leaves a
 * message.
 */
enum flush session_flush_step(struct session *self);
/* The same for a temporary pause: recovered text still awaits the user's answer. */
enum flush session_pause_step(struct session *self);

/* Does the journal contain what the file does not? Otherwise that is in memory only. */
bool session_is_kept(const struct session *self);

/* The folder of the journal. */
const char *session_state_folder(const struct session *self);

/*
 * The end: leaves the field before the last flush; after it, with its outcome, removes the journal.
 * If that flush failed, the journal stays and err says why.
 */
void session_leave(struct session *self);
bool session_end(struct session *self, enum flush flush, struct err *err);

/* All of it at once, if nobody is at the terminal: recovered text that was not decided about stays
 * in journals. */
bool session_hang_up(struct session *self, struct err *err);

#endif

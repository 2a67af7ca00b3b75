/*
 * A session: one open document in one process. It owns the document, its journal
 * and saver, cursor and focus, undo, findings and messages, and knows no terminal:
 * the screen reads it, keys become actions on it, and time is told to it.
 *
 * Every change is an op that is applied, journaled and put on the undo stack here
 * before the caller can draw it.
 */
#ifndef AFTERWORD_SESSION_SESSION_H
#define AFTERWORD_SESSION_SESSION_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "base/str.h"
#include "edit/editor.h"
#include "session/changes.h"
#include "store/presence.h"
#include "sync/autosave.h"

#include <stdbool.h>
#include <stdint.h>

struct session_config {
	const char *path;
	const struct str *draft;  /* NULL, or what the new document at path begins with, where no
				     file is yet: nothing is written before the first change */
	const char *state_folder; /* for journals; see journal_folder */
	struct io io;
	struct time_source time;
	struct id_source ids;
	const struct person *person; /* whom others with the document see; NULL: nobody, and we
					see nobody */
};

/* Why the user has to decide about the file on disk. */
enum file_conflict {
	FILE_CONFLICT_NONE,
	FILE_CONFLICT_CHANGED,    /* another document that cannot be merged */
	FILE_CONFLICT_UNREADABLE, /* no document of this form */
	FILE_CONFLICT_GONE,       /* no file */
};

/* What to do about the file on disk, or about a merge that left conflicts. */
enum resolve {
	RESOLVE_WRITE_AGAIN, /* the file that is gone is written again */
	RESOLVE_TAKE_MINE,   /* after a merge: all as I had it; the merge is one undo step away */
	RESOLVE_RELOAD,      /* take the file; my text is one undo step away */
	RESOLVE_SAVE_BESIDE, /* my text goes to a new file beside it, which I go on editing */
	RESOLVE_KEEP_BOTH, /* my text goes to a new file beside it, I go on with the one on disk */
	N_RESOLVES,
};

/* What earlier sessions left unsaved is merged into the document at opening, as one undo step. */
enum recovery {
	RECOVERY_NONE,
	RECOVERY_WAITS, /* for the user's answer; leaving the program is one, too: to keep it */
	RECOVERY_KEPT,
	RECOVERY_DROPPED,
};

enum remote_change_kind { REMOTE_CHANGED, REMOTE_ADDED, REMOTE_REMOVED, REMOTE_MOVED };

/* Something others changed that the user has not looked at yet. */
struct remote_change {
	enum remote_change_kind kind;
	struct place place; /* of a row as a whole: column FORM_NONE; one removed: its table */
	struct str before;  /* what it showed when the user last saw it; "" when it is new */
	bool is_new;        /* of the last merge */
	bool had_conflict;  /* before that merge */
	bool was_focused;
};

struct remote_changes {
	struct remote_change *items; /* in the order of the form */
	size_t n;
	size_t cap;
};

struct session;

/*
 * Opens a document: loads the file, finds its form, replays journals that earlier
 * sessions left, starts this one's journal.
 *
 * Duplicate keys and the like open read-only. Fails with a sentence and a place
 * when there is nothing to show.
 */
struct session *session_open(const struct session_config *config, struct err *err);

/* Ends it. What is not saved stays in the journal; see session_finish. */
void session_free(struct session *self);

/* --- what was recovered --- */

enum recovery session_recovery(const struct session *self);
/* What earlier sessions' journals brought back, a line each. */
size_t session_count_recovered(const struct session *self);
const struct str *session_recovered(const struct session *self, size_t nth);
/* Where the document was when a session left text unsaved there; NULL: nowhere else. */
const char *session_moved_from(const struct session *self);

/* How many sessions left it, and when the last of them wrote, in seconds since 1970; 0: not known.
 */
size_t session_recovered_from(const struct session *self, int64_t *last);
/* Goes on with it; the journals go when the file has it. */
void session_keep_recovered(struct session *self);
/* Takes it back, as one undo step; the journals are set aside, where 'afterword recover' finds
 * them. */
void session_drop_recovered(struct session *self);
/* Merges what a session left under the document's former path, as a recovery at opening would. */
void session_take_moved(struct session *self);

/* --- the text as it was opened --- */

/* Appends what changed since; false, with a message, when it cannot be told. */
bool session_changes(struct session *self, struct changes *out);
/* Goes back to it, in one undo step. */
void session_revert(struct session *self);
/* Takes one change back; false when it does not go alone. */
bool session_revert_change(struct session *self, const struct change *change);

/* --- acting --- */

/*
 * Does an action; the last message is cleared first.
 *
 * Returns false when it is none of the session's (help, palette, suspend, ...) or when
 * it needs a popup of the caller's: ACTION_CHOOSE, ACTION_EDITOR, ACTION_FIND and so on.
 */
bool session_do(struct session *self, enum action action);

/* Is it one of the choices there are now? */
bool session_may_resolve(const struct session *self, enum resolve how);
void session_resolve(struct session *self, enum resolve how);

/* Goes to one: that of the focused value, of the row under the cursor, or the next one in the
 * form's order. False, and the focus stays, when the document has none. */
bool session_go_conflict(struct session *self);
/* Decides that conflict, in one undo step. */
void session_decide(struct session *self, enum decision how);

/* --- looking --- */

/* The document being edited: who has the session may look and act. */
struct editor *session_editor(const struct session *self);

const char *session_path(const struct session *self);
enum save_state session_save_state(const struct session *self);
/* Milliseconds, wall clock; 0: not yet in this session. */
int64_t session_saved_at(const struct session *self);
/* Why a save failed, or the user must decide. */
const struct err *session_save_error(const struct session *self);
/* In SAVE_CONFLICT: why. */
enum file_conflict session_file_conflict(const struct session *self);
/* In SAVE_READ_ONLY: the file has changed since; and why it is read-only, in a sentence. */
bool session_is_stale(const struct session *self);
const char *session_read_only(const struct session *self);
/* Who else has the document open. */
const struct company *session_company(const struct session *self);
/* Takes over who that is, as the saver's thread has found them. */
void session_set_company(struct session *self, struct company *others);

/* The first mark of others' changes at a place (column FORM_NONE: anywhere in the row), at the
 * focus; NULL when there is none. How many there are on a page. */
const struct remote_change *session_remote_change(
	const struct session *self, const struct place *place);
const struct remote_change *session_remote_change_here(const struct session *self);
size_t session_count_remote_changes(const struct session *self, unsigned page);
size_t session_count_all_remote_changes(const struct session *self);
/* Appends who somebody is and where: "geda@db1, process 4242, on Timeline". */
void session_describe_person(
	const struct session *self, const struct person *person, struct str *out);
/* The title of the page somebody shows, or NULL. */
const char *session_person_page(const struct session *self, const struct person *person);

void session_say(struct session *self, enum message_level level, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* --- time and saving --- */

/* The steady clock, in milliseconds. */
int64_t session_clock(const struct session *self);

/* Milliseconds until session_tick wants to be called; -1: nothing waits. */
int session_timeout(const struct session *self);
/* Does what is due: autosave, checks after a pause, a journal sync, a look at the file on disk. */
void session_tick(struct session *self);
/* Becomes readable when the saver has finished; then session_tick takes the outcome. */
int session_fd(const struct session *self);

/* Waits until the disk has nothing more to do for this session; session_tick takes what came of it.
 */
void session_settle(struct session *self);
/* Is the saver's thread at something, or about to be, whose outcome session_tick takes? */
bool session_is_waiting(const struct session *self);

/* Saves now, without waiting. */
void session_save(struct session *self);

/* Saves and waits until the file holds everything; false, with a message, when it does not. */
bool session_flush(struct session *self);

enum flush { FLUSH_DONE, FLUSH_FAILED, FLUSH_WAITS };

/*
 * The same in steps that wait for nothing: starts what has to be saved, takes what has
 * finished. On FLUSH_WAITS the next step is due when session_fd can be read.
 */
enum flush session_flush_step(struct session *self);
/* The same for who only goes away for a while: what was recovered waits for the user's answer. */
enum flush session_pause_step(struct session *self);

/* Does the journal hold what the file does not? Else it is in memory only. */
bool session_is_kept(const struct session *self);

/* The folder the journal is in. */
const char *session_state_folder(const struct session *self);

/*
 * The end: leaves the field, flushes, and removes the journal; when that fails the journal
 * stays and the reason is in err.
 */
bool session_finish(struct session *self, struct err *err);

/* The end when nobody is there: what was recovered and not decided about stays in journals. */
bool session_hang_up(struct session *self, struct err *err);

/* The same for who waits by himself: before the last flush, and after it with its outcome. */
void session_leave(struct session *self);
bool session_end(struct session *self, enum flush flush, struct err *err);

#endif

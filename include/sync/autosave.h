/*
 * Keeps a document on the disk: each op in the journal at once, all of it in the file when the user
 * pauses, and watches for what others write there. It knows nothing about focus or messages: it
 * returns events, and its owner decides what they mean.
 *
 * No function waits for the disk unless noted, because the saver's thread does that.
 */
#ifndef AFTERWORD_SYNC_AUTOSAVE_H
#define AFTERWORD_SYNC_AUTOSAVE_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "base/str.h"
#include "model/document.h"
#include "store/drafts.h"
#include "store/file.h"
#include "store/presence.h"
#include "store/saver.h"

#include <stdbool.h>
#include <stdint.h>

struct autosave;

enum save_state {
	SAVE_CLEAN,  /* the file has everything */
	SAVE_EDITED, /* there are unsaved changes */
	SAVE_RUNNING,
	SAVE_FAILED,    /* will be tried again */
	SAVE_CONFLICT,  /* the owner has stopped saves until the user has chosen */
	SAVE_READ_ONLY, /* this file is never written */
};

struct autosave_config {
	const char *path;
	const char *state_folder; /* for the journal */
	const struct form *form;  /* outlives the autosave */
	struct io io;
	struct time_source time;
	struct id_source ids;
	unsigned revision;       /* of the document that was loaded, */
	struct file_stamp stamp; /* and of the file it is from */
	bool is_unborn;          /* there is no file: nothing is written before the first op */
	bool watches; /* the saver's thread watches the file and meets others by itself, in real
			 time */
};

/* What the owner knows when it makes a request. */
struct autosave_moment {
	const struct document *document;
	const struct str *opening; /* as it was opened, for a look to read; NULL: that is known */
	bool has_company;          /* others have it open: saves and looks come sooner */
	bool is_half_typed;        /* it contains something that others should not see yet */
};

enum autosave_event {
	AUTOSAVE_NOTHING,
	AUTOSAVE_SAVED,  /* adopt save.document, then call autosave_note_saved */
	AUTOSAVE_HELD,   /* the file already has everything; nothing was written: autosave_note_held
			  */
	AUTOSAVE_FAILED, /* err says why; it will be tried again */
	AUTOSAVE_OVERTAKEN,    /* somebody else wrote the file before the save could: save.look */
	AUTOSAVE_FOUND,        /* a look found another file, or the known one again: look */
	AUTOSAVE_JOURNAL_LOST, /* it cannot be written: err */
	N_AUTOSAVE_EVENTS
};

struct autosave_outcome {
	struct err err;
	struct save_outcome save;
	struct file_probe look;
};

/* Starts the saver's thread; the journal starts with autosave_start_journal. */
struct autosave *autosave_new(const struct autosave_config *config, struct err *err);
/* Waits for work in progress; the journal stays. */
void autosave_free(struct autosave *self);

/* --- as time passes --- */

/*
 * Does what is due, and takes the saver's results: one event per call, until it is
 * AUTOSAVE_NOTHING. The caller releases the outcome.
 */
enum autosave_event autosave_step(struct autosave *self, const struct autosave_moment *moment,
	struct autosave_outcome *outcome);
void autosave_outcome_release(struct autosave_outcome *self);

/* Will the next step start a save? */
bool autosave_is_due(const struct autosave *self, const struct autosave_moment *moment);
/* When the next step has something to do, on the steady clock; INT64_MAX: never. */
int64_t autosave_due_at(const struct autosave *self, const struct autosave_moment *moment);
/* Readable if the saver has a result for a step to take. */
int autosave_fd(const struct autosave *self);
/* Waits until nothing is in progress; steps take the results. */
void autosave_settle(struct autosave *self);
/* Is the saver's thread busy, or about to be, with something whose result a step takes? */
bool autosave_is_waiting(const struct autosave *self);

/* --- what has happened to the document --- */

enum journal_result {
	JOURNAL_KEPT,
	JOURNAL_NONE,   /* there is none; err says why if it should have started now */
	JOURNAL_BEHIND, /* it could not be written: the next step saves the file instead */
};

/* An op was applied. Once this returns, the op survives a crash of the program. */
enum journal_result autosave_note_op(struct autosave *self, const struct document *document,
	const struct op *op, struct err *err);
/* The user left a place: a good time to save. */
enum autosave_event autosave_note_left(struct autosave *self, const struct autosave_moment *moment,
	struct autosave_outcome *outcome);
/* Present edits are not saved by the clock unless more follow. */
void autosave_hold_back(struct autosave *self);
/* Is nothing edited except what was held back? */
bool autosave_is_held_back(const struct autosave *self);

/* --- saving --- */

/* Takes a document that is no longer needed. */
void autosave_discard(struct autosave *self, struct document *document);
/* From now on the clock saves after so many milliseconds without a change. */
void autosave_set_pause(struct autosave *self, int64_t milliseconds);
/* Starts a save, or says why not; during a running save, it is repeated afterwards. */
enum autosave_event autosave_save(struct autosave *self, const struct autosave_moment *moment,
	struct autosave_outcome *outcome);
/* The next step saves. */
void autosave_want(struct autosave *self);
/* Takes the outcome of the running save, if there is one; waits says whether to wait. */
enum autosave_event autosave_take_save(
	struct autosave *self, bool waits, struct autosave_outcome *outcome);

/*
 * After AUTOSAVE_SAVED, with the document's source adopted; after AUTOSAVE_HELD, or if the file
 * became the document. False if the journal cannot record it.
 */
bool autosave_note_saved(struct autosave *self, const struct document *document,
	const struct save_outcome *outcome, struct err *err);
bool autosave_note_held(struct autosave *self, const struct document *document, struct err *err);
/* The owner's own reason for a failed save. */
void autosave_fail(struct autosave *self, const struct err *err);
/* After AUTOSAVE_OVERTAKEN. True: others write faster than we can, so the save should wait. */
bool autosave_count_overtaken(struct autosave *self);

/*
 * The file has changed and is now the document's source; own leads from it to the document.
 * is_held_back: it is not saved by the clock. False if the journal cannot be written.
 */
bool autosave_rebase(struct autosave *self, const struct document *document, const struct ops *own,
	bool is_held_back, struct err *err);

/* Stops saves, or resumes them, depending on state. */
void autosave_block(struct autosave *self, enum save_state state);
void autosave_unblock(struct autosave *self, const struct document *document);
/* The file is gone: the next save creates it. */
void autosave_set_gone(struct autosave *self);
/* A read-only file was read again, and may be saved now. */
void autosave_restart(
	struct autosave *self, const struct document *document, const struct file_stamp *stamp);
/* What is known about the current file. */
void autosave_set_stamp(struct autosave *self, const struct file_stamp *stamp);

/* --- looking --- */

/* Reads the file, whatever its stamp says; repeated calls are for the same look until it is taken.
 * True if look, which the caller owns, is there; waits says whether to wait. */
bool autosave_look_last(struct autosave *self, const struct autosave_moment *moment, bool waits,
	struct file_probe *look);
/* Discards the result of a look in progress. */
void autosave_forget_look(struct autosave *self);

/* --- the journal --- */

/* False: there is none, err says why. The journal borrows the document's bytes until
 * autosave_keep_base. */
bool autosave_start_journal(
	struct autosave *self, const struct document *document, struct err *err);
/* The document is about to get other bytes. */
void autosave_keep_base(struct autosave *self);
/* The document becomes another file, with these bytes. False: there is no journal for it. */
bool autosave_move_to(
	struct autosave *self, const char *path, const struct str *bytes, struct err *err);
/* That file is now its source, so the journal of the former path is removed. False if the journal
 * cannot record it. */
bool autosave_note_moved(struct autosave *self, const struct document *document,
	const struct file_stamp *stamp, struct err *err);
/* Our journal now contains its ops. */
void autosave_took_journal(struct autosave *self, const char *path);
/* The bytes it was begun on; NULL if there is none. */
const struct str *autosave_journal_base(const struct autosave *self);
/* Does the journal contain what the file does not? Otherwise that is in memory only. */
bool autosave_is_kept(const struct autosave *self);
void autosave_remove_journal(struct autosave *self);

/* --- drafts of comments, which are never in the document --- */

/* Those that are not posted: borrowed, until the next change. */
const struct draft_list *autosave_drafts(const struct autosave *self);
/* As drafts_add and drafts_set. */
size_t autosave_add_draft(struct autosave *self, const struct slice *cells);
bool autosave_set_draft(struct autosave *self, size_t nth, enum draft_cell cell, struct slice text,
	struct err *err);
/* On leaving: what is left is durable, and nothing else is. Waits for the disk. */
bool autosave_finish_drafts(struct autosave *self, struct err *err);

/* --- others --- */

/* Others can see us from now on, once there is a file. */
void autosave_show_person(struct autosave *self, const struct person *person, unsigned page);
/* Shows others our page, if due; true if others, which is released and refilled, has changed. */
bool autosave_update_presence(
	struct autosave *self, unsigned page, const char *page_key, struct company *others);
/* When autosave_update_presence has something to do. */
int64_t autosave_presence_due_at(const struct autosave *self, unsigned page);

/* --- looking at it --- */

const char *autosave_path(const struct autosave *self);
const char *autosave_state_folder(const struct autosave *self);
enum save_state autosave_state(const struct autosave *self);
/* Milliseconds, wall clock; 0: not yet. */
int64_t autosave_saved_at(const struct autosave *self);
/* Does the document contain something that the file does not? */
bool autosave_is_edited(const struct autosave *self, const struct document *document);
bool autosave_is_gone(const struct autosave *self);
/* Was there never a file, and is nothing on the disk yet? */
bool autosave_is_unborn(const struct autosave *self);

#endif

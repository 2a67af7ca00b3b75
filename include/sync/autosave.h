/*
 * Keeps a document on the disk: each op in the journal at once, the whole in the file when
 * the user pauses, and an eye on what others write there. It knows no focus and has no words
 * for people: what has happened comes back as events, and its owner decides and says it.
 *
 * No function waits for the disk unless it says so: the saver's thread does.
 */
#ifndef AFTERWORD_SYNC_AUTOSAVE_H
#define AFTERWORD_SYNC_AUTOSAVE_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "base/str.h"
#include "model/document.h"
#include "store/file.h"
#include "store/presence.h"
#include "store/saver.h"

#include <stdbool.h>
#include <stdint.h>

struct autosave;

enum save_state {
	SAVE_CLEAN,  /* the file holds everything */
	SAVE_EDITED, /* changes wait for the next save */
	SAVE_RUNNING,
	SAVE_FAILED,    /* tried again later */
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
	bool is_unborn;          /* there is no file: nothing is on the disk before the first op */
};

/* What the owner knows when it asks for something. */
struct autosave_moment {
	const struct document *document;
	bool has_company;   /* others have it open: saves and looks come sooner */
	bool is_half_typed; /* it holds something that is nothing to show to others yet */
};

enum autosave_event {
	AUTOSAVE_NOTHING,
	AUTOSAVE_SAVED,        /* save.document is to be adopted, then autosave_note_saved called */
	AUTOSAVE_HELD,         /* the file has all of it, nothing was written: autosave_note_held */
	AUTOSAVE_FAILED,       /* err says why; it is tried again by the clock */
	AUTOSAVE_OUTRUN,       /* before a save could write somebody else did: save.look */
	AUTOSAVE_FOUND,        /* a look found another file, or the known one again: look */
	AUTOSAVE_JOURNAL_LOST, /* it cannot be written: err */
	N_AUTOSAVE_EVENTS
};

struct autosave_outcome {
	struct err err;
	struct save_outcome save;
	struct file_probe look;
};

/* Starts the saver's thread; the journal begins with autosave_start_journal. */
struct autosave *autosave_new(const struct autosave_config *config, struct err *err);
/* Waits for what is under way; the journal stays. */
void autosave_free(struct autosave *self);

/* --- as time passes --- */

/*
 * Does what is due, and takes what the saver has done: one event a call, until it is
 * AUTOSAVE_NOTHING. The outcome is the caller's to release.
 */
enum autosave_event autosave_step(struct autosave *self, const struct autosave_moment *moment,
	struct autosave_outcome *outcome);
void autosave_outcome_release(struct autosave_outcome *self);

/* Will the next step begin to save? */
bool autosave_is_due(const struct autosave *self, const struct autosave_moment *moment);
/* When the next step has something to do, on the steady clock; INT64_MAX: never. */
int64_t autosave_due_at(const struct autosave *self, const struct autosave_moment *moment);
/* Readable when the saver has finished something: then a step takes it. */
int autosave_fd(const struct autosave *self);
/* Waits until nothing is under way; steps take what came of it. */
void autosave_settle(struct autosave *self);
/* Is the saver's thread at something, or about to be, whose outcome a step takes? */
bool autosave_is_waiting(const struct autosave *self);

/* --- what has happened to the document --- */

enum journal_result {
	JOURNAL_KEPT,
	JOURNAL_NONE,   /* there is none; err says why when it was to begin now */
	JOURNAL_BEHIND, /* it could not be written: the file is saved with the next step instead */
};

/* An op was applied: the program may crash after this returns and the op is there. */
enum journal_result autosave_note_op(struct autosave *self, const struct document *document,
	const struct op *op, struct err *err);
/* A place was left: a good time to save. */
enum autosave_event autosave_note_left(struct autosave *self, const struct autosave_moment *moment,
	struct autosave_outcome *outcome);
/* What is edited by now is not saved by the clock, unless more is. */
void autosave_hold_back(struct autosave *self);
/* Is nothing edited but what was held back? */
bool autosave_is_held_back(const struct autosave *self);

/* --- saving --- */

/* Begins to save, or says why not; what is to be saved while a save runs is saved after it. */
enum autosave_event autosave_save(struct autosave *self, const struct autosave_moment *moment,
	struct autosave_outcome *outcome);
/* Saves with the next step. */
void autosave_want(struct autosave *self);
/* Takes the outcome of the running save, if it has one by now; waits says whether to wait. */
enum autosave_event autosave_take_save(
	struct autosave *self, bool waits, struct autosave_outcome *outcome);

/*
 * After AUTOSAVE_SAVED, with the document's source adopted; after AUTOSAVE_HELD, or when the
 * file became the document. False when the journal cannot be told of it.
 */
bool autosave_note_saved(struct autosave *self, const struct document *document,
	const struct save_outcome *outcome, struct err *err);
bool autosave_note_held(struct autosave *self, const struct document *document, struct err *err);
/* The owner's own reason why a save has failed. */
void autosave_fail(struct autosave *self, const struct err *err);
/* After AUTOSAVE_OUTRUN. True: others write faster than we can, and the save is better left for
 * later. */
bool autosave_count_outrun(struct autosave *self);

/*
 * The file is another one and the document's source now; own leads from it to the document.
 * is_held_back: it is not saved by the clock. False when the journal cannot be written.
 */
bool autosave_rebase(struct autosave *self, const struct document *document, const struct ops *own,
	bool is_held_back, struct err *err);

/* Saves stop; and go on, as the document is edited or not. */
void autosave_block(struct autosave *self, enum save_state state);
void autosave_unblock(struct autosave *self, const struct document *document);
/* There is no file: the next save makes it. */
void autosave_set_gone(struct autosave *self);
/* The file that is only shown was read anew; it may be saved now. */
void autosave_restart(
	struct autosave *self, const struct document *document, const struct file_stamp *stamp);
/* What is known of the file as it is. */
void autosave_set_stamp(struct autosave *self, const struct file_stamp *stamp);

/* --- looking --- */

/* Looks at the file's bytes, whatever its stamp says; the same look until it is taken. True when
 * look, the caller's, is there; waits says whether to wait. */
bool autosave_look_last(struct autosave *self, const struct autosave_moment *moment, bool waits,
	struct file_probe *look);
/* What a look under way finds is not wanted. */
void autosave_forget_look(struct autosave *self);

/* --- the journal --- */

/* False: there is none, err says why. */
bool autosave_start_journal(
	struct autosave *self, const struct document *document, struct err *err);
/* The document becomes another file, of these bytes. False: there is no journal for it. */
bool autosave_move_to(
	struct autosave *self, const char *path, const struct str *bytes, struct err *err);
/* And is its source now, so that the journal of the former path goes. False when the journal cannot
 * be told. */
bool autosave_note_moved(struct autosave *self, const struct document *document,
	const struct file_stamp *stamp, struct err *err);
/* Its ops are in ours. */
void autosave_took_journal(struct autosave *self, const char *path);
/* The bytes it was begun on; NULL when there is none. */
const struct str *autosave_journal_base(const struct autosave *self);
/* Does the journal hold what the file does not? Else it is in memory only. */
bool autosave_is_kept(const struct autosave *self);
void autosave_remove_journal(struct autosave *self);

/* --- others --- */

/* From now on others see us, once there is a file. */
void autosave_show_person(struct autosave *self, const struct person *person, unsigned page);
/* Shows others the page we are on, when due; true when others, which is released and filled, has
 * changed. */
bool autosave_meet(
	struct autosave *self, unsigned page, const char *page_key, struct company *others);
/* When autosave_meet has something to do. */
int64_t autosave_meet_at(const struct autosave *self, unsigned page);

/* --- looking at it --- */

const char *autosave_path(const struct autosave *self);
const char *autosave_state_folder(const struct autosave *self);
enum save_state autosave_state(const struct autosave *self);
/* Milliseconds, wall clock; 0: not yet. */
int64_t autosave_saved_at(const struct autosave *self);
/* Does the document hold something that the file does not? */
bool autosave_is_edited(const struct autosave *self, const struct document *document);
bool autosave_is_gone(const struct autosave *self);
/* Nor was there a file, and nothing is on the disk. */
bool autosave_is_unborn(const struct autosave *self);

#endif

/*
 * A document being edited: the text, where the user is in it, undo, search, findings, and the
 * message line. It has no file, thread or clock: it asks its owner for what it needs of them, and
 * reports every change through struct editor_hooks.
 *
 * Every change is an op that is applied, reported and put on the undo stack here before the caller
 * can draw it.
 */
#ifndef AFTERWORD_EDIT_EDITOR_H
#define AFTERWORD_EDIT_EDITOR_H

#include "base/err.h"
#include "base/source.h"
#include "base/str.h"
#include "check/finding.h"
#include "edit/message.h"
#include "edit/search.h"
#include "keys/keymap.h"
#include "model/conflict.h"
#include "model/document.h"
#include "model/when.h"
#include "review/threads.h"
#include "text/wrap.h"

#include <stdbool.h>
#include <stdint.h>

struct editor;
struct ops;

/* What an editor reports, and the time, which it asks for. */
struct editor_hooks {
	void *context;
	/* The user, undo or editor_apply has applied an op: to be journaled before it is visible.
	 * Not called for the ops of editor_adopt. */
	void (*applied)(void *context, const struct op *op);
	/* The user left a place: a good time to save. */
	void (*left)(void *context);
	int64_t (*steady)(void *context); /* milliseconds; never jumps */
	int64_t (*wall)(void *context);   /* seconds since 1970 */
	/* Has the user typed what was not read yet? What can wait then does. NULL: nobody knows. */
	bool (*has_input)(void *context);
	/* The bytes that the document was read from are about to go. NULL: nobody needs them. */
	void (*lets_source_go)(void *context);
};

/* Where the user is. Always valid: on a page with fields it names one of them. */
struct focus {
	unsigned page;
	unsigned field; /* of the form; FORM_NONE on a page without fields to go to */
	size_t row;  /* in a rows field: the row under the cursor; their number: none, but where a
			new one begins */
	bool in_row; /* the row is open, its columns are the fields of the page */
	unsigned column; /* if in_row */
	bool is_editing; /* the cursor is in the text, else on the field itself */
	size_t cursor;   /* byte offset in the shown text, on a cluster boundary */
	size_t anchor;   /* the other end of the selection */
	bool has_selection;
	bool on_start; /* the page shows the fields of Start, one of which this is */
};

/* How to resolve a conflict. */
enum decision {
	DECIDE_MINE,
	DECIDE_THEIRS,
	DECIDE_BOTH,       /* one after the other */
	DECIDE_BY_HAND,    /* moves the cursor there */
	DECIDE_REMOVE_ROW, /* one side removed it */
	N_DECISIONS,
};

/* How an undo step grows. */
enum step_kind {
	STEP_TYPE,   /* grows while words are typed */
	STEP_DELETE, /* grows while deleting */
	STEP_WHOLE,  /* one change; does not grow */
};

/* Takes over the document. The form must outlive the editor; ids makes the ids of new rows. */
struct editor *editor_new(
	struct document *document, const struct editor_hooks *hooks, const struct id_source *ids);
void editor_free(struct editor *self);

/* --- acting --- */

/*
 * Does an action, after clearing the last message.
 *
 * Returns false if it is not one of the editor's, or if it needs a popup of the caller's:
 * ACTION_CHOOSE, ACTION_EDITOR, ACTION_FIND and so on.
 */
bool editor_do(struct editor *self, enum action action);

/* Types text at the cursor; outside a text it says what is possible there. */
void editor_type(struct editor *self, const char *text, size_t len);

/* Was a character just refused? Then what is typed after it is refused too, even if it means
 * something here, until another key or a pause. */
bool editor_is_refusing(const struct editor *self);

/* Says, after a key without an action, what is possible at the focus. */
void editor_say_unbound(struct editor *self, const struct key *key);

/* Inserts pasted bytes as one undo step. */
void editor_paste(struct editor *self, const char *bytes, size_t len);

/* Sets the complete text of a place, as one undo step; for choice lists and the external editor. */
bool editor_set(struct editor *self, const struct place *place, const char *text, size_t len);

/* Reads a half-typed time, number or percentage, as leaving it does. */
void editor_finish_typed(struct editor *self);
/* Leaves the text and the open row, so that nothing is half done. */
void editor_leave(struct editor *self);

void editor_set_filter(struct editor *self, const char *filter);

/* --- ops from outside --- */

/* Several changes as one undo step; the focus is corrected at the end. Half-typed text is read
 * first, as leaving it does. */
void editor_begin_step(struct editor *self, enum step_kind kind);
/* Applies an op, taking its content, within a step. False, with a message, if it does not fit. */
bool editor_apply_op(struct editor *self, struct op *op);
void editor_end_step(struct editor *self);
/* Enters the focused place again, as when the document was opened. */
void editor_enter(struct editor *self);

/* Applies ops, taking their content, as one undo step: all of them, or none and a message. Ops on
 * half-typed text only fit if they were made after editor_finish_typed. */
bool editor_apply(struct editor *self, struct ops *ops);
/* The cursor has gone on to what the last step has changed: redoing it comes back here. */
void editor_note_cursor(struct editor *self);

/* The same as a part of the last step, so that both are undone together; as a step of its own if
 * that has become void. Not while there is something to redo. */
bool editor_amend(struct editor *self, struct ops *ops);

/* Becomes another document of the same form, which it takes over, in one undo step if ops lead
 * there. */
void editor_become(struct editor *self, struct document *other);
/* Becomes it without undo. */
void editor_replace(struct editor *self, struct document *other);
/* Takes over the source of saved, which has the same values. */
void editor_adopt_source(struct editor *self, struct document *saved);
/* The same of a save of our own; saved gets the former source. */
void editor_adopt_own(struct editor *self, struct document *saved);

/*
 * Others' ops: neither reported nor on the undo stack, but its steps and the focus follow them.
 *
 * Half-typed text is put aside before the ops are computed, because it is not a value yet. base is
 * what theirs was made from.
 */
void editor_put_aside(
	struct editor *self, const struct document *base, const struct document *theirs);
/* Called when all ops are applied: is the result acceptable? Otherwise err says why not. */
typedef bool editor_judge(void *context, struct err *err);
/* Applies all of them, or none if one does not fit or the judge (may be NULL) says no. */
bool editor_adopt(struct editor *self, const struct ops *ops, editor_judge *judge, void *context,
	struct err *err);
/* Typing goes on; on leaving, the changes that arrived meanwhile are told apart from what was
 * typed. */
void editor_put_back(
	struct editor *self, const struct document *base, const struct document *theirs);

bool editor_can_undo(const struct editor *self);
bool editor_can_redo(const struct editor *self);
/* Does the last step to be undone change nothing but the review? */
bool editor_undoes_review(const struct editor *self);
/* How many steps there are to be undone. */
size_t editor_count_steps(const struct editor *self);
/* The first answer, or row, that ACTION_UNDO or ACTION_REDO would change; false: none. */
bool editor_step_place(const struct editor *self, enum action action, struct place *out);

/* --- comments --- */

/* The comments as threads, whose words are where the editor has carried them since they were found.
 * Valid until the next op; the caller releases it. */
void editor_threads(struct editor *self, struct threads *out);
/* Where the words of one of them are now; lost, too, if it was never among them. */
struct anchor_place editor_thread_words(const struct editor *self, const char *thread);
/* The words that a comment is being written on: from now on they are carried, too. */
void editor_hold_words(struct editor *self, const struct place *place, size_t start, size_t end);
/* Where they are now; both ends 0 if they were deleted. */
void editor_held_words(const struct editor *self, size_t *start, size_t *end);
/* Has the user changed a text with commented words, since it was last forgotten? */
bool editor_has_touched_words(const struct editor *self);
void editor_forget_touched_words(struct editor *self);

/* --- conflicts in texts --- */

/* The conflict at or after the cursor in the focused value, else its first one; borrowed until the
 * next op. False if there is none. */
bool editor_conflict(const struct editor *self, struct conflict *out);
/* Goes to a conflict: that of the focused value, of the row under the cursor, or the next one in
 * the form's order. False, with the focus unchanged, if the document has none. */
bool editor_go_conflict(struct editor *self);
bool editor_has_conflict(const struct editor *self);
/* Does the row under the cursor have one? */
bool editor_row_conflict(const struct editor *self);
bool editor_may_decide(const struct editor *self, enum decision how);
/* Resolves that conflict, in one undo step. */
void editor_decide(struct editor *self, enum decision how);

/* Whom rows about the status are signed by; "": there are none. */
void editor_set_author(struct editor *self, const char *name);
/* The labels of both sides in conflicts made here; "" if unknown. */
void editor_name_own(struct editor *self, const char *name);
void editor_name_other(struct editor *self, const char *name);
const char *editor_own_label(const struct editor *self);
const char *editor_other_label(const struct editor *self);
/* Names the others, for a sentence. */
const char *editor_others(const struct editor *self);

/* --- going --- */

void editor_go(struct editor *self, const struct place *place);
void editor_go_page(struct editor *self, unsigned page);
/* To the first answer that is missing on Start, a page of the fields that a new document begins
 * with. They are the same as on their own pages. */
void editor_go_start(struct editor *self);
void editor_set_cursor(struct editor *self, size_t offset, bool selects);

/* --- looking --- */

const struct document *editor_document(const struct editor *self);
const struct form *editor_form(const struct editor *self);
const struct focus *editor_focus(const struct editor *self);
/* What is selected of the focused text; empty, at the cursor, if nothing is. */
void editor_selection(const struct editor *self, size_t *from, size_t *to);
const struct str *editor_clip(const struct editor *self); /* cut or copied text */
const struct str *editor_filter(
	const struct editor *self); /* rows of the focused table without this text are hidden */

/* The focused place: the field, or the cell of the open row. row is "" in a table. */
void editor_place(const struct editor *self, struct place *place);
/* The same, or the row that the cursor is on in a table. */
void editor_row_place(const struct editor *self, struct place *place);
/* The field or column there; NULL on a page without fields. */
const struct form_field *editor_field(const struct editor *self);
/* The fields of Start, in order; returns how many there are. */
size_t editor_start_fields(const struct editor *self, const unsigned **fields);
/* For the row under the cursor of a table: the cell with its state. False: there is none. */
bool editor_state_place(const struct editor *self, struct place *place);
/* Is a row of the focused table among those that are selected, and how many are? */
bool editor_row_is_selected(const struct editor *self, size_t row);
size_t editor_count_selected_rows(const struct editor *self);
enum key_context editor_key_context(const struct editor *self);
/* Was the last action that of a letter? Then letters stay commands where a new row begins, so that
 * one held down, or repeated, is not typed into it. */
void editor_note_letter(struct editor *self, bool is_letter);

/*
 * Appends what a place shows: the text as it is while it is edited, else as people read
 * it: times in the shown zone, computed fields, the words for a flag.
 */
void editor_show(const struct editor *self, const struct place *place, struct str *out);

/* The zones in which times can be shown. */
enum shown_clock {
	CLOCK_DOCUMENT,
	CLOCK_UTC,
	CLOCK_LOCAL, /* the user's own */
	N_CLOCKS,
};

/* The document's zone, however times are shown. */
const struct zone *editor_zone(const struct editor *self);
const struct zone *editor_clock_zone(const struct editor *self, enum shown_clock clock);
/* The clock by which times are shown, its zone, and how days are written. */
enum shown_clock editor_clock(const struct editor *self);
const struct zone *editor_shown_zone(const struct editor *self);
struct when_style editor_when_style(const struct editor *self);
bool editor_shows_utc(const struct editor *self);
/* The clock that ACTION_ZONE switches to: another zone, or the same clock if there is none. */
enum shown_clock editor_next_clock(const struct editor *self);
/* CLOCK_LOCAL takes part in that once it was set. */
void editor_set_clock(struct editor *self, enum shown_clock clock);
void editor_set_dates(struct editor *self, enum date_style dates);

/* The screen's room for text, for wrapping and for page up and down. */
void editor_set_view(struct editor *self, unsigned columns, unsigned lines);
/* The room of lists, which may be beside their label; 0: that of other texts. */
void editor_set_list_columns(struct editor *self, unsigned columns);

/*
 * The layout of a place's shown text at the width of editor_set_view, kept until the
 * text or the width changes.
 */
const struct wrap *editor_wrap(struct editor *self, const struct place *place);

/* How many rows a table shows, and which row of the field the nth shown one is, given the
 * filter. */
size_t editor_rows_shown(const struct editor *self, unsigned field);
size_t editor_row_at(const struct editor *self, unsigned field, size_t nth);

/* While a time, number or percentage is typed: appends how it would be understood, or why not.
 * False: nothing to say. */
bool editor_echo(const struct editor *self, struct str *out, bool *is_problem);
/* Can rows be added to a table? */
bool editor_takes_rows(const struct editor *self, unsigned field);
/* Is the cursor of a table on a row? Not if the filter hides all of them. */
bool editor_on_row(const struct editor *self);
/* Is the cursor where a new row of a table begins? What is typed there begins it. */
bool editor_on_entry(const struct editor *self);
/* Is the open row being added in its table, one of several? */
bool editor_is_quick(const struct editor *self);
bool editor_is_half_typed(const struct editor *self);
/* Has somebody else changed the value that is half typed? */
bool editor_is_superseded(const struct editor *self);

/* --- findings --- */

const struct findings *editor_findings(const struct editor *self);
unsigned editor_findings_revision(const struct editor *self); /* grows with each check */
/* Are they those of the document as it is? */
bool editor_findings_are_current(const struct editor *self);
/* False before the first check: that there are no findings means nothing then. */
bool editor_is_checked(const struct editor *self);
/* Finds what would hold the document back if it were final, as errors. False: that takes long, and
 * is done soon; until then there is what was found before, if anything was. */
bool editor_find_reasons(struct editor *self);
const struct findings *editor_reasons(const struct editor *self);
/* They are found anew the next time: some depend on the day. */
void editor_forget_reasons(struct editor *self);
/* Checks now, however long that takes. */
void editor_check(struct editor *self);
/* Does what is due, but gives up for later if the user types. */
void editor_check_patiently(struct editor *self);
/* A check is due in the next pause. */
void editor_check_later(struct editor *self);
/* A check is due at once. */
void editor_check_next(struct editor *self);
/* Checks now unless that takes long. */
void editor_check_quickly(struct editor *self);
/* Ends what is half typed, a value or a row that is being added, and checks, unless that is slow
 * and waits for a pause. */
void editor_settle(struct editor *self);
/* The same, and a slow check is made soon, and not in a pause. True: what is found is what is
 * there.
 */
bool editor_settle_findings(struct editor *self);
/* When a check is due, on the steady clock; INT64_MAX: never. */
int64_t editor_check_due(const struct editor *self);

/* The place being typed in, if any: its findings are not shown before the user leaves it. */
bool editor_typed_place(const struct editor *self, struct place *place);

/* --- messages --- */

const struct message *editor_message(const struct editor *self);
/* A more severe message stays until the next action. */
void editor_say(struct editor *self, enum message_level level, const char *format, ...)
	PRINTF_LIKE(3, 4);
void editor_sayv(struct editor *self, enum message_level level, const char *format,
	va_list arguments) PRINTF_LIKE(3, 0);
/* The same, until its topic is settled: then editor_clear_message removes it. */
void editor_say_about(struct editor *self, enum message_topic topic, enum message_level level,
	const char *format, ...) PRINTF_LIKE(4, 5);
void editor_clear_message(struct editor *self, enum message_topic topic);
/* Clears the message, as another action begins. */
void editor_begin(struct editor *self);

/* From now on messages name keys as in this key map; borrowed. */
void editor_set_keymap(struct editor *self, const struct keymap *keymap);
/* Appends an action's best key; its name in quotes if it has none. */
void editor_append_key(const struct editor *self, enum action action, struct str *out);

/* Sets the reason why the document cannot be changed. */
void editor_set_read_only(struct editor *self, const char *sentence);

#endif

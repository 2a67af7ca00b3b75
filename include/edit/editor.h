/*
 * A document being edited: the text, where the user is in it, undo, search, findings, and the
 * line that says what happened. It knows no file, no thread and no clock: what it needs of
 * them it asks its owner for, and it tells the owner of every change through struct editor_hooks.
 *
 * Every change is an op that is applied, told and put on the undo stack here before the
 * caller can draw it.
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
#include "text/wrap.h"

#include <stdbool.h>
#include <stdint.h>

struct editor;
struct ops;

/* What comes up out of an editor, and the time, which it has to be told. */
struct editor_hooks {
	void *context;
	/* An op was applied to the document, by the user, by undo or by editor_apply: to be
	   journaled before anybody can see it. Not called for what editor_adopt brings. */
	void (*applied)(void *context, const struct op *op);
	/* A place was left: a good time to save. */
	void (*left)(void *context);
	int64_t (*steady)(void *context); /* milliseconds that never jump */
	int64_t (*wall)(void *context);   /* seconds since 1970 */
};

/* Where the user is. Always valid: on a page with fields it names one of them. */
struct focus {
	unsigned page;
	unsigned field;  /* of the form; FORM_NONE on a page without any to go to */
	size_t row;      /* in a rows field: the row under the cursor, if it has rows */
	bool in_row;     /* the row is open, its columns are the fields of the page */
	unsigned column; /* when in_row */
	bool is_editing; /* the cursor is in the text; else on the field as a whole */
	size_t cursor;   /* byte offset in the shown text, on a cluster boundary */
	size_t anchor;   /* other end of the selection */
	bool has_selection;
};

/* What becomes of a conflict. */
enum decision {
	DECIDE_MINE,
	DECIDE_THEIRS,
	DECIDE_BOTH,       /* one after the other */
	DECIDE_BY_HAND,    /* the cursor goes there */
	DECIDE_REMOVE_ROW, /* one side removed it */
	N_DECISIONS,
};

/* How an undo step grows. */
enum step_kind {
	STEP_TYPE,   /* grows while words are typed */
	STEP_DELETE, /* grows while deleting */
	STEP_WHOLE,  /* one thing; nothing joins it */
};

/* Takes the document over. The form outlives the editor; ids makes the ids of new rows. */
struct editor *editor_new(
	struct document *document, const struct editor_hooks *hooks, const struct id_source *ids);
void editor_free(struct editor *self);

/* --- acting --- */

/*
 * Does an action; the last message is cleared first.
 *
 * Returns false when it is none of the editor's, or when it needs a popup of the caller's:
 * ACTION_CHOOSE, ACTION_EDITOR, ACTION_FIND and so on.
 */
bool editor_do(struct editor *self, enum action action);

/* Types text at the cursor; outside of text it says what is possible there. */
void editor_type(struct editor *self, const char *text, size_t len);

/* Was a character just refused, and so is what is typed after it, also what means something here?
 * Until another key, or a pause. */
bool editor_is_refusing(const struct editor *self);

/* Says of a key without an action what is possible where the focus is. */
void editor_say_unbound(struct editor *self, const struct key *key);

/* Pasted bytes, one undo step. */
void editor_paste(struct editor *self, const char *bytes, size_t len);

/* Sets a place's whole text, one undo step; used by choice lists and the external editor. */
bool editor_set(struct editor *self, const struct place *place, const char *text, size_t len);

/* Reads what is half typed into a time, number or percent, as leaving it does. */
void editor_finish_typed(struct editor *self);
/* Leaves the text and the open row: nothing is half done after it. */
void editor_leave(struct editor *self);

void editor_set_filter(struct editor *self, const char *filter);

/* --- ops from outside --- */

/* Several changes as one undo step, whose focus is made good at the end. What is half typed is
 * read first, as leaving it does. */
void editor_begin_step(struct editor *self, enum step_kind kind);
/* Applies an op, whose content it takes, within a step. False, with a message, when it does not
 * fit. */
bool editor_apply_op(struct editor *self, struct op *op);
void editor_end_step(struct editor *self);
/* Enters the focused place anew, as when the document was opened. */
void editor_enter(struct editor *self);

/* Applies ops, whose content it takes, as one undo step: all, or none of them with a message. Ops
 * on what is half typed fit only when they were made after editor_finish_typed. */
bool editor_apply(struct editor *self, struct ops *ops);

/* Becomes another document of its form, which it takes over, in one undo step where ops lead
 * there. */
void editor_become(struct editor *self, struct document *other);
/* Becomes it as a whole, which cannot be undone. */
void editor_replace(struct editor *self, struct document *other);
/* The values of saved are those of the document: its source becomes the document's. */
void editor_adopt_source(struct editor *self, struct document *saved);

/*
 * Others' ops: neither told nor on the undo stack, whose steps follow them, as the focus does.
 *
 * What is half typed is put aside before the ops are looked for: it is no value yet. base is
 * what theirs was made from.
 */
void editor_put_aside(
	struct editor *self, const struct document *base, const struct document *theirs);
/* Asked when all ops are applied: is that good? Else err says why not. */
typedef bool editor_judge(void *context, struct err *err);
/* All of them, or none: when one does not fit, or the judge (NULL allowed) says no. */
bool editor_adopt(struct editor *self, const struct ops *ops, editor_judge *judge, void *context,
	struct err *err);
/* Typing goes on; on leaving, what came meanwhile is told from what is typed. */
void editor_put_back(
	struct editor *self, const struct document *base, const struct document *theirs);

bool editor_can_undo(const struct editor *self);

/* --- conflicts in texts --- */

/* The conflict at or after the cursor in the focused value, else its first one; borrowed until the
 * next op. False when there is none. */
bool editor_conflict(const struct editor *self, struct conflict *out);
/* Goes to one: that of the focused value, of the row under the cursor, or the next one in the
 * form's order. False, and the focus stays, when the document has none. */
bool editor_go_conflict(struct editor *self);
bool editor_has_conflict(const struct editor *self);
/* Has the row under the cursor one? */
bool editor_row_conflict(const struct editor *self);
bool editor_may_decide(const struct editor *self, enum decision how);
/* Decides that conflict, in one undo step. */
void editor_decide(struct editor *self, enum decision how);

/* What the versions of both sides are called in conflicts made here; "" when not known. */
void editor_name_own(struct editor *self, const char *name);
void editor_name_other(struct editor *self, const char *name);
const char *editor_own_label(const struct editor *self);
const char *editor_other_label(const struct editor *self);
/* Who the others are, for a sentence. */
const char *editor_others(const struct editor *self);

/* --- going --- */

void editor_go(struct editor *self, const struct place *place);
void editor_go_page(struct editor *self, unsigned page);
void editor_set_cursor(struct editor *self, size_t offset, bool selects);

/* --- looking --- */

const struct document *editor_document(const struct editor *self);
const struct form *editor_form(const struct editor *self);
const struct focus *editor_focus(const struct editor *self);
const struct str *editor_clip(const struct editor *self);   /* cut or copied text */
const struct str *editor_filter(const struct editor *self); /* rows of the focused table that do
							       not hold it are not shown */

/* The focused place: the field, or the cell of the open row. row is "" in a table. */
void editor_place(const struct editor *self, struct place *place);
/* The field or column there; NULL on a page without any. */
const struct form_field *editor_field(const struct editor *self);
/* Of the row under the cursor of a table: the cell with its state. False: there is none. */
bool editor_state_place(const struct editor *self, struct place *place);
enum key_context editor_key_context(const struct editor *self);

/*
 * Appends what a place shows: the text as it is while it is edited, else as people
 * read it: times in the shown zone, computed fields, the words of a flag.
 */
void editor_show(const struct editor *self, const struct place *place, struct str *out);

/* The zone in which times are shown, and whether it is UTC instead of the document's. */
const struct zone *editor_shown_zone(const struct editor *self);
bool editor_shows_utc(const struct editor *self);

/* The screen's room for text, for wrapping and for page up and down. */
void editor_set_view(struct editor *self, unsigned columns, unsigned lines);

/*
 * The layout of a place's shown text at the width of editor_set_view, kept until the
 * text or the width changes.
 */
const struct wrap *editor_wrap(struct editor *self, const struct place *place);

/* How many rows a table shows, and which row of the field the nth shown one is: the filter at work.
 */
size_t editor_rows_shown(const struct editor *self, unsigned field);
size_t editor_row_at(const struct editor *self, unsigned field, size_t nth);

/* While a time, number or percent is typed: appends how it would be understood, or why not. False:
 * nothing to say. */
bool editor_echo(const struct editor *self, struct str *out, bool *is_problem);
bool editor_is_half_typed(const struct editor *self);
/* Somebody else changed meanwhile what is half typed. */
bool editor_is_outrun(const struct editor *self);

/* --- findings --- */

const struct findings *editor_findings(const struct editor *self);
unsigned editor_findings_revision(const struct editor *self); /* grows each time they are looked
								 for */
/* Looks for them now; in a while; now unless that takes long. */
void editor_check(struct editor *self);
void editor_check_later(struct editor *self);
void editor_check_quickly(struct editor *self);
/* When editor_check is due, on the steady clock; INT64_MAX: nothing waits. */
int64_t editor_check_due(const struct editor *self);

/* The place that is being typed in, if any: what is found there is not said before one leaves. */
bool editor_typed_place(const struct editor *self, struct place *place);

/* --- saying --- */

const struct message *editor_message(const struct editor *self);
/* A message that is worse stays until the next action. */
void editor_say(struct editor *self, enum message_level level, const char *format, ...)
	PRINTF_LIKE(3, 4);
void editor_sayv(struct editor *self, enum message_level level, const char *format,
	va_list arguments) PRINTF_LIKE(3, 0);
/* The same, until what it is about is settled: editor_unsay takes it away then. */
void editor_say_about(struct editor *self, enum message_topic topic, enum message_level level,
	const char *format, ...) PRINTF_LIKE(4, 5);
void editor_unsay(struct editor *self, enum message_topic topic);
/* Clears the message: another action begins. */
void editor_begin(struct editor *self);

/* From now on messages name keys as they are there; borrowed. */
void editor_set_keymap(struct editor *self, const struct keymap *keymap);
/* Appends an action's best key; its name in quotes when none is known. */
void editor_append_key(const struct editor *self, enum action action, struct str *out);

/* Why a document that cannot be changed cannot. */
void editor_set_read_only(struct editor *self, const char *sentence);

#endif

/*
 * What the editing layer shares inside. Functions are named after the part of the state that
 * they work on; a file calls those above its own here, never one below.
 */
#ifndef AFTERWORD_EDIT_INTERNAL_H
#define AFTERWORD_EDIT_INTERNAL_H

#include "state.h"
#include "text/motion.h"

/* --- position.c --- */

bool focus_is_table(const struct editor *self);
void focus_set_row(struct editor *self, size_t row);
struct rows *table_rows(const struct editor *self);
/* Of a table, or of the open row: its field, and the id of the focused row. */
const struct form_field *table_field(const struct editor *self);
const char *table_row_id(const struct editor *self);

/* --- editor.c --- */

int64_t editor_now(const struct editor *self);     /* steady, milliseconds */
int64_t editor_seconds(const struct editor *self); /* wall, since 1970 */

/* --- display.c --- */

/* The shown text of the focused place; borrowed until the next change or call. */
const char *display_focused(const struct editor *self, size_t *len);
/* Does the place show its value's own text? */
bool display_is_plain(const struct editor *self, const struct place *place);

/* --- wrap_cache.c --- */

/* Around an op: which layout can follow it, and the following. */
struct cached_wrap *wrap_cache_before(struct editor *self, const struct op *op);
void wrap_cache_after(struct editor *self, struct cached_wrap *layout, const struct op *op);
void wrap_cache_clear(struct editor *self);
void wrap_cache_release(struct wrap_cache *self);

/* --- filter.c --- */

/* Which of the rows shown the cursor is on. */
size_t table_nth(const struct editor *self);
/* The nearest shown row to the row cursor; false when none is shown. */
bool table_settle(struct editor *self);
/* Where all rows have to be seen, or the table is left. Says so. */
void table_end_filter(struct editor *self);

/* --- hints.c --- */

/* Says why something is not done, and what the place takes. */
void hint_say(struct editor *self, const char *why);
/* What was just said of a deed stays beside what is said of keys that do nothing. */
void hint_keep_said(struct editor *self);
/* Another action begins: what was done before it is not told any more. */
void hint_forget_said(struct editor *self);
/* Says what was taken away, and which key brings it back. */
void hint_say_undo(struct editor *self, const char *what);

/* --- refusing.c --- */

/* From now on what is typed is refused until the typist notices. */
void typing_interrupt(struct editor *self);
/* A key that types nothing, or a text in which typing goes on: characters count again. */
void typing_resume(struct editor *self);
/* On a field or choice, where no character types: says what to press. */
void typing_refuse(struct editor *self);
/* Refuses what is typed on, without a word. */
void typing_refuse_more(struct editor *self);

/* --- history.c --- */

void undo_begin(struct editor *self, enum step_kind kind);
/* The step begun is done; notes where the user stands. */
void undo_end(struct editor *self);
/* Nothing joins the last step any more. */
void undo_close(struct editor *self);
void undo_record(struct editor *self, struct op *op);
void undo_clear(struct editor *self);
void undo_release(struct undo *self);
/* Nothing takes the last step back. */
void undo_forbid_last(struct editor *self);
/* Forgets the steps from one on. */
void undo_release_steps(struct undo *self, size_t from);

/* --- checking.c --- */

/* On leaving a field: now, unless that takes long. */
void checking_hurry(struct editor *self);
/* After an edit by the user: the focused text is being typed in until one leaves it. */
void checking_note_typing(struct editor *self);
/* Somebody else changed a place: what is found there is not about what is being typed. */
void checking_note_foreign(struct editor *self, const struct place *place);

/* --- apply.c --- */

/* Applies, journals and makes part of the undo step begun. The op's content is taken. */
bool change_apply(struct editor *self, struct op *op);
/* The same without undo: for undo itself. */
bool change_replay(struct editor *self, const struct op *op);
/* An op of somebody else: neither journaled nor on the undo stack. */
bool change_adopt(struct editor *self, const struct op *op, struct err *err);
/* Can a place be changed? If not, says why. */
bool change_is_allowed(struct editor *self, const struct place *place);
/* Applies an OP_SET unless the text is the same. */
bool change_set(struct editor *self, const struct place *place, const char *text, size_t len);

/* --- text_focus.c --- */

/* Enters the text of the focused place. */
void focus_open_text(struct editor *self);
/* Brings a focus back into what is there. */
void focus_fix(struct editor *self);
void memories_release(struct memories *self);
void focus_selection(const struct editor *self, size_t *from, size_t *to);
void focus_end_selection(struct editor *self);
/* Notes where the focus is, for when one comes back. */
void focus_remember(struct editor *self);

/* --- typed_entry.c --- */

/* Before the first edit of a time or number: its value becomes what is shown. */
void entry_begin(struct editor *self);
/* Reads a typed text as the focused field stores it. note: NULL allowed. */
bool entry_parse(const struct editor *self, const char *text, struct str *stored, struct str *note);

/* --- insert.c --- */

/* Puts text in place of the selection, at the cursor. */
bool edit_insert(struct editor *self, const char *text, size_t len, enum step_kind kind);
/* Takes a range of the focused text out. */
bool edit_delete(struct editor *self, size_t from, size_t to, enum step_kind kind);
/* Does a range of the focused text hold more than words of a line: lines, an item of a list? */
bool edit_takes_lines(const struct editor *self, size_t from, size_t to);
/* Ready to edit the focused text? Enters it; else says why not. */
bool edit_prepare(struct editor *self);

/* --- undo.c --- */

bool undo_back(struct editor *self);
bool undo_forward(struct editor *self);
/* Takes the last step back for good if all it did was to add this row. */
bool undo_take_row(struct editor *self, unsigned field, const char *id);
/* Takes the last step back for good. */
void undo_take_back(struct editor *self);

/* --- empty_row.c --- */

/* On leaving an open row: one that was just added and has nothing in it goes. */
void row_leave(struct editor *self);

/* --- focus.c --- */

/* Finishes with the focused place: before the focus goes anywhere else. */
void focus_leave(struct editor *self);
/* Makes a focus just set a good one: cursor where it was, in the text if it has one. */
void focus_enter(struct editor *self);
/* The next or previous field or column; over pages only when crosses says so. */
bool focus_step(struct editor *self, int direction, bool crosses);
bool focus_step_page(struct editor *self, int direction);
bool focus_close(struct editor *self);
void focus_set_field(struct editor *self, unsigned field);
/* Of the open row. */
void focus_set_column(struct editor *self, unsigned column);
/* The first or last field of the page. */
void focus_go_edge(struct editor *self, int direction);

/* --- list_items.c --- */

/* What a pasted text is in a list: items without marks. */
void list_take(const struct editor *self, struct str *text);
/* Moves the item at the cursor, or those selected, over the next one. */
bool list_move(struct editor *self, int direction);
/* A new line in prose; in a list there it begins the next item, or ends the list. */
void list_new_line(struct editor *self);
/* After a typed character: a mark that is typed where one was put stands there once. */
void list_typed(struct editor *self);

/* --- choice.c --- */

bool choice_is_focused(const struct editor *self);
bool choice_cycle(struct editor *self, int direction);
bool choice_clear(struct editor *self);

/* --- table.c --- */

bool table_open_row(struct editor *self);
bool table_step(struct editor *self, int direction, size_t count);
bool table_go_edge(struct editor *self, int direction);
/* The row shown before or after the focused one; SIZE_MAX: none. */
size_t table_neighbour(const struct editor *self, int direction);
/* On a table, or in an open row of one, that may change? Leaves the row; else says why not. */
bool table_prepare(struct editor *self);
bool table_delete(struct editor *self);
bool table_move(struct editor *self, int direction);
void table_copy(const struct editor *self, struct str *out);

/* --- row.c --- */

bool row_add(struct editor *self);
/* From the open row to the one before or after it. */
bool row_step(struct editor *self, int direction);
bool row_step_state(struct editor *self);

/* --- time_now.c --- */

/* Sets a time field; puts the time into any other text. */
bool time_now(struct editor *self);

/* --- clipboard.c --- */

bool clip_cut(struct editor *self);
bool clip_copy(struct editor *self);
bool clip_paste(struct editor *self);

/* --- cursor.c --- */

/* direction is -1, 0 (jumps) or 1; outside of text it picks the choice before or after. */
bool move_along(struct editor *self, motion *how, int direction, bool selects);
bool move_line_edge(struct editor *self, int direction, bool selects);
bool move_edge(struct editor *self, int direction);
bool move_vertically(struct editor *self, int direction, bool selects);
/* Some lines on, as far as there are any; past the last one on to the next field when it leaves. */
bool move_lines(struct editor *self, int direction, size_t count, bool selects, bool leaves);
/* To a line of the focused text as it is wrapped (SIZE_MAX: its last), at a column to keep to. */
void move_to_line(struct editor *self, size_t line, unsigned goal);
bool move_select_all(struct editor *self);
bool move_mark(struct editor *self);
bool move_delete(struct editor *self, motion *how);

/* --- page_turn.c --- */

/* A screen on through the page, and over its end. */
bool turn_screen(struct editor *self, int direction);

/* --- findings.c --- */

bool findings_step(struct editor *self, int direction);

/* --- search.c --- */

bool search_again(struct editor *self, bool backwards);
/* The next match in a text from an offset on; returns where, SIZE_MAX for none. */
size_t search_next(
	const struct str *text, const struct str *needle, size_t from, struct match *match);
/* Is the cursor on what the search led to? */
bool search_is_there(const struct editor *self);
/* Called with what a place shows. */
typedef void search_visitor(
	struct editor *self, const struct place *place, const struct str *shown, void *data);
/* Every place that is searched, in the order of the form. The visitor may change its text. */
void search_each(struct editor *self, const struct str *needle, search_visitor *visit, void *data);

/* --- focus_rebase.c --- */

/* Before an op of somebody else is applied: the focus stays on what it is on. */
void focus_rebase_live(struct editor *self, const struct op *op);
/* The same for a focus of another time, which was in the text of a place. */
void focus_rebase(struct focus *focus, const struct place *place, const struct op *op);

/* --- undo_rebase.c --- */

/* Rewrites the steps for a document that others' ops were applied to. */
void undo_rebase(struct editor *self, const struct ops *ops);

#endif

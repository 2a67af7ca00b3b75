/*
 * What the editing layer shares internally. Functions are named after the part of the state that
 * they work on; a file only calls functions listed above its own.
 */
#ifndef AFTERWORD_EDIT_INTERNAL_H
#define AFTERWORD_EDIT_INTERNAL_H

#include "state.h"
#include "text/motion.h"
#include "text/search.h"

/* --- editor.c --- */

/* To be called before the document gets other bytes. */
void editor_let_source_go(const struct editor *self);

/* --- position.c --- */

bool focus_is_table(const struct editor *self);
void focus_set_row(struct editor *self, size_t row);
struct rows *table_rows(const struct editor *self);
/* For a table or open row: its field, and the id of the focused row. */
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
/* What a value of a stored kind shows: its own text, or made in scratch. */
struct slice display_value(const struct editor *self, const struct form_field *field,
	const struct value *value, struct str *scratch);

/* --- seeking.c --- */

struct seeking {
	struct needle needle;
	struct str scratch;
	bool is_in_times; /* it may be in one that is a number */
};

void seeking_init(struct seeking *self, const struct editor *editor, const char *text, size_t len);
void seeking_release(struct seeking *self);
/* What a value shows, as display_value; nothing if that cannot hold what is looked for. */
struct slice seeking_show(struct seeking *self, const struct editor *editor,
	const struct form_field *field, const struct value *value);

/* --- wrap_cache.c --- */

/* Called before and after an op: the layout that can be updated, and updating it. */
struct cached_wrap *wrap_cache_before(struct editor *self, const struct op *op);
void wrap_cache_after(struct editor *self, struct cached_wrap *layout, const struct op *op);
/* Is it known that a value has no conflict? What is laid out was looked through, and after that
 * only what was typed. */
bool wrap_cache_excludes_conflict(const struct editor *self, const struct place *place);
void wrap_cache_clear(struct editor *self);
void wrap_cache_release(struct wrap_cache *self);

/* --- filter.c --- */

/* How many lines can be gone to: the shown rows, and the line where a new one begins. */
size_t table_lines(const struct editor *self, unsigned field);
/* The nth of these lines that the cursor is on. */
size_t table_nth(const struct editor *self);
/* Moves to the shown row nearest to the row cursor, unless that is where a new one begins; false if
 * none is shown. */
bool table_settle(struct editor *self);
/* Ends the filter, and says so, if all rows must be shown or the table is left. */
void table_end_filter(struct editor *self);

/* --- hints.c --- */

/* Says why something was not done, and what the place accepts. */
void hint_say(struct editor *self, const char *why);
/* Keeps the last report in front of what is said about keys that do nothing. */
void hint_keep_said(struct editor *self);
/* Forgets that report, as another action begins. */
void hint_forget_said(struct editor *self);
/* Says what was deleted, and which key brings it back. */
void hint_say_undo(struct editor *self, const char *what);

/* --- refusing.c --- */

/* Refuses typed characters from now on until the typist notices. */
void typing_interrupt(struct editor *self);
/* After a key that is not typed, or in a text where typing continues: accepts characters again. */
void typing_resume(struct editor *self);
/* On a field or choice, where characters cannot be typed: says what to press. */
void typing_refuse(struct editor *self);
/* Silently refuses further characters. */
void typing_refuse_more(struct editor *self);

/* --- carrying.c --- */

void carrying_release(struct carrying *self);
const struct carried_words *carrying_words(struct editor *self);
/* Called before and after an op: the words of threads are where they are in the text before it. */
void carrying_prepare(struct editor *self, const struct op *op);
void carrying_follow(struct editor *self, const struct op *op);
/* Before the document becomes another one. */
void carrying_become(struct editor *self, const struct document *other);
/* Adds the last op to a step, taking its content. */
void carrying_record(struct editor *self, struct step *step, struct op *op);
/* After the inverse of an op of a step: puts back what it does not. */
void carrying_restore(struct editor *self, const struct step *step, size_t op);
/* Others' ops, made for the document before an op of the step, came in between. */
void kept_spans_follow(struct kept_spans *self, size_t op, const struct ops *others);
/* Appends those of a step that comes behind so many ops. */
void kept_spans_join(struct kept_spans *self, const struct kept_spans *from, size_t n_ops);
void kept_spans_release(struct kept_spans *self);

/* --- history.c --- */

void undo_begin(struct editor *self, enum step_kind kind);
/* Ends the current step, and notes where the user is. */
void undo_end(struct editor *self);
/* Prevents the last step from growing. */
void undo_close(struct editor *self);
void undo_record(struct editor *self, struct op *op);
void undo_clear(struct editor *self);
void undo_release(struct undo *self);
/* Prevents the last step from being undone. */
void undo_forbid_last(struct editor *self);
/* Makes one step of those in effect from one on, unless some of them can no longer be undone. */
void undo_join(struct editor *self, size_t from);
void step_release(struct step *self);
/* Forgets the steps from one on. */
void undo_release_steps(struct undo *self, size_t from);

/* --- checking.c --- */

/* On leaving a field: checks now, unless that takes long. */
void checking_hurry(struct editor *self);
/* Checks unless that takes longer than a key may; are the findings those of the document then? */
bool checking_try(struct editor *self);
/* The user waits for what is found: true if that is known, else it soon is. */
bool checking_ask(struct editor *self);
/* Does a check take longer than a key may? */
bool checking_is_slow(const struct editor *self);
/* The user is about to be led to a finding: the next check says whether it still holds. */
void checking_note_led(struct editor *self, const struct place *place);
/* After an edit by the user: the focused text counts as being typed until the user leaves it. */
void checking_note_typing(struct editor *self);
/* Somebody else changed a place: findings there are not about what is being typed. */
void checking_note_foreign(struct editor *self, const struct place *place);

/* --- apply.c --- */

/* Applies and journals an op and adds it to the current undo step. Takes the op's content. A change
 * of the status writes down whose it is, in the same step. */
bool change_apply(struct editor *self, struct op *op);
/* The same without that. */
bool change_record(struct editor *self, struct op *op);
/* The same without undo: for undo itself. */
bool change_replay(struct editor *self, const struct op *op);
/* Before the first of n ops that are recorded or replayed in turn: where many rows come or move,
 * the document takes them at once, and each op that then follows finds itself done. */
void change_ahead(struct editor *self, const struct op *ops, size_t n);
/* An op of somebody else: neither journaled nor on the undo stack. */
bool change_adopt(struct editor *self, const struct op *op, struct err *err);
/* Can a place be changed? If not, says why. */
bool change_is_allowed(struct editor *self, const struct place *place);
/* Applies an OP_SET unless it changes nothing. */
bool change_set(struct editor *self, const struct place *place, const char *text, size_t len);

/* --- text_focus.c --- */

/* Enters the text of the focused place. */
void focus_open_text(struct editor *self);
/* Corrects a focus so that it is valid. */
void focus_fix(struct editor *self);
void memories_release(struct memories *self);
void focus_end_selection(struct editor *self);
/* Remembers where the focus is, for coming back. */
void focus_remember(struct editor *self);

/* --- typed_entry.c --- */

/* Before the first edit of a time or number: sets its value to the text shown. */
void entry_begin(struct editor *self);
/* Reads a typed text as the focused field stores it. note may be NULL. */
bool entry_parse(const struct editor *self, const char *text, struct str *stored, struct str *note);

/* --- insert.c --- */

/* Replaces the selection by a text, or inserts it at the cursor. */
bool edit_insert(struct editor *self, const char *text, size_t len, enum step_kind kind);
/* Deletes a range of the focused text. */
bool edit_delete(struct editor *self, size_t from, size_t to, enum step_kind kind);
/* Does a range of the focused text include more than words in a line: lines, or an item of a
 * list? */
bool edit_takes_lines(const struct editor *self, size_t from, size_t to);
/* Can the focused text be edited? Enters it; otherwise says why not. */
bool edit_prepare(struct editor *self);

/* --- undo.c --- */

bool undo_back(struct editor *self);
bool undo_forward(struct editor *self);
/* Takes back the last step permanently if all it did was to add this row. */
bool undo_take_row(struct editor *self, unsigned field, const char *id);
/* Takes back the last step permanently. */
void undo_take_back(struct editor *self);

/* --- quick_line.c --- */

/* Takes the longest time, as the focused field reads it, off the beginning of a line, with what
 * separates it from the rest; false if there is none. */
bool quick_take_time(const struct editor *self, struct slice *line, struct str *stored);

/* --- quick_place.c --- */

/* The time of a row in a table that is kept in order of time; false: it has none. */
bool quick_read_moment(const struct editor *self, size_t row, int64_t *seconds);
/* Where the row under the cursor belongs with that time: its index then. */
size_t quick_find_place(const struct editor *self, int64_t own);
/* On leaving a row that is added in its table: moves it to its place by time, and makes one step of
 * all that was done to it. */
void quick_settle(struct editor *self);
/* Appends where it would get with that time: ", between rows 5 and 6, Sun 15 Oct 13:20 and 14:02".
 */
void quick_append_place(const struct editor *self, const struct str *stored, struct str *out);

/* --- empty_row.c --- */

/* On leaving an open row: removes it if it was just added and is empty, else settles it. */
void row_leave(struct editor *self);
/* Has the row under the cursor nothing in it? */
bool row_is_empty(const struct editor *self);

/* --- start.c --- */

void start_init(struct editor *self);
void start_release(struct start *self);
/* Which of its fields that is; their number if it is none. */
size_t start_find(const struct editor *self, unsigned field);
/* The first one without an answer, or the first. */
unsigned start_find_empty(const struct editor *self);
/* After its last field: where to go on. */
void start_say_end(struct editor *self);

/* --- focus.c --- */

/* Finishes with the focused place, before the focus moves. */
void focus_leave(struct editor *self);
/* Completes a focus just set: the cursor where it was, in the text if there is one. */
void focus_enter(struct editor *self);
/* The next or previous field or column; crosses says whether to leave the page. */
bool focus_step(struct editor *self, int direction, bool crosses);
bool focus_step_page(struct editor *self, int direction);
bool focus_close(struct editor *self);
void focus_set_field(struct editor *self, unsigned field);
/* For the open row. */
void focus_set_column(struct editor *self, unsigned column);
/* From Start to the page that the field is on. */
void focus_leave_start(struct editor *self);
/* The first or last field of the page. */
void focus_go_edge(struct editor *self, int direction);

/* --- list_items.c --- */

/* Turns a pasted text into a list's items, without marks. */
void list_take(const struct editor *self, struct str *text);
/* Moves the item at the cursor, or the selected ones, past the next one. */
bool list_move(struct editor *self, int direction);
/* A new line in prose; in a list there, it begins the next item or ends the list. */
void list_new_line(struct editor *self);
/* After a typed character: drops a list mark that was typed after an automatic one. */
void list_typed(struct editor *self);

/* --- choice.c --- */

bool choice_is_focused(const struct editor *self);
bool choice_cycle(struct editor *self, int direction);
bool choice_clear(struct editor *self);

/* --- table.c --- */

bool table_open_row(struct editor *self);
bool table_step(struct editor *self, int direction, size_t count);
/* To the first line, or the last one, where a new row begins. */
bool table_go_edge(struct editor *self, int direction);
/* To the first or last row: what is pressed next is meant for it. */
bool table_go_edge_row(struct editor *self, int direction);
/* The shown row before or after the focused one; SIZE_MAX: none. */
size_t table_neighbour(const struct editor *self, int direction);
/* On a table, or in an open row, that can be changed? Leaves the row; otherwise says why not. */
bool table_prepare(struct editor *self);
/* The same for changes to a row; otherwise says "There is no row to move", or what else. An empty
 * row that is removed on leaving does not count. */
bool table_prepare_row(struct editor *self, const char *what);
/* Says why rows cannot move further. */
void table_say_edge(struct editor *self, int direction, size_t n);
bool table_delete(struct editor *self);
bool table_move(struct editor *self, int direction);
/* Puts the rows of the focused table in order of time; the cursor stays on its row. */
bool table_sort(struct editor *self);

/* --- row_selection.c --- */

/* Before an action: most end a selection of rows. */
void rows_note_action(struct editor *self, enum action action);
/* At the row under the cursor, unless there is one; false: there is no row. */
bool rows_begin_selection(struct editor *self);
void rows_select_step(struct editor *self, int direction);
void rows_select_all(struct editor *self);
/* The rows that a key is meant for: those selected that are shown, else the one under the cursor.
 */
struct chosen_rows {
	size_t *rows; /* indexes, in order */
	size_t n;
	size_t nth; /* which of those shown the first one is */
};

void rows_choose(const struct editor *self, struct chosen_rows *out);
void chosen_rows_release(struct chosen_rows *self);
/* Appends them as text, below a line with the columns' keys if that is wanted; returns how many. */
size_t rows_copy(const struct editor *self, bool has_head, struct str *out);

/* --- row_block.c --- */

/* Removes the chosen rows as one step; returns how many, 0 after saying why none. */
size_t block_remove(struct editor *self);
bool block_delete(struct editor *self);
/* All of them past the row before or after them. */
bool block_move(struct editor *self, int direction);

/* --- row.c --- */

/* An id that no row of the focused table has. */
void row_new_id(const struct editor *self, char id[ROW_ID_SIZE]);
bool row_add(struct editor *self);
/* From the open row to the one before or after it. */
bool row_step(struct editor *self, int direction);
bool row_step_state(struct editor *self);

/* --- quick_entry.c --- */

/* As row_add, in the table itself if its form says by roles what matters most. */
bool quick_add(struct editor *self);
/* Pasted rows that were copied from a table such as the focused one; false: it is something else.
 */
bool quick_paste_copied(struct editor *self, const char *bytes, size_t len);
/* Pasted lines, each of which becomes a row; false: they are a text for the cell. */
bool quick_paste(struct editor *self, const char *bytes, size_t len);
/* To the next or previous cell; after the last one as quick_keep, before the first one it ends. */
bool quick_step(struct editor *self, int direction);
/* To the line above or below: keeps the row. */
void quick_step_line(struct editor *self, int direction);
/* Keeps the row and adds the next one; ends if the row is empty. */
bool quick_keep(struct editor *self);
/* Keeps the row, unless it is empty, and ends. */
bool quick_leave(struct editor *self);
/* Before a character is typed: a row begins where one can, and a character that begins no time goes
 * to the text, with the time filled in. True: that was all it was for. */
bool quick_type(struct editor *self, const char *text, size_t len);
/* What a row without a time gets: now while the incident is fresh, else the time of the row before.
 */
void quick_append_time(const struct editor *self, unsigned column, struct str *out);
/* The columns to fill in, in order; returns how many. */
enum { QUICK_CELLS = 3 };
size_t quick_find_cells(const struct editor *self, unsigned cells[QUICK_CELLS]);

/* --- time_now.c --- */

/* Sets a time field; inserts the time into any other text. */
bool time_now(struct editor *self);

/* --- clipboard.c --- */

bool clip_cut(struct editor *self);
bool clip_copy(struct editor *self);
bool clip_paste(struct editor *self);

/* --- cursor.c --- */

/* direction is -1, 0 (jumps) or 1; outside a text it picks the choice before or after. */
bool move_along(struct editor *self, motion *how, int direction, bool selects);
bool move_line_edge(struct editor *self, int direction, bool selects);
bool move_edge(struct editor *self, int direction);
bool move_vertically(struct editor *self, int direction, bool selects);
/* Moves up or down by so many lines, as far as there are any; leaves says whether to continue in
 * the next field. */
bool move_lines(struct editor *self, int direction, size_t count, bool selects, bool leaves);
/* To a line of the focused text as wrapped (SIZE_MAX: the last), at a column to keep to. */
void move_to_line(struct editor *self, size_t line, unsigned goal);
bool move_select_all(struct editor *self);
bool move_mark(struct editor *self);
bool move_delete(struct editor *self, motion *how);

/* --- page_turn.c --- */

/* Moves by a screenful through the page, and on to the next page at its end. */
bool turn_screen(struct editor *self, int direction);

/* --- findings.c --- */

bool findings_step(struct editor *self, int direction);

/* --- search.c --- */

bool search_again(struct editor *self, bool backwards);
/* The next match in a text from an offset on; SIZE_MAX for none. */
size_t search_next(
	const struct str *text, const struct needle *needle, size_t from, struct match *match);
/* Is the cursor on the current match? */
bool search_is_there(const struct editor *self);
/* Called with what a place shows. */
typedef void search_visitor(
	struct editor *self, const struct place *place, const struct str *shown, void *data);
/* Visits every place with a match, in the form's order. The visitor may change its text. */
void search_each(struct editor *self, const struct str *needle, search_visitor *visit, void *data);

/* --- focus_rebase.c --- */

/* Before somebody else's op is applied: keeps the focus on what it is on. */
void focus_rebase_live(struct editor *self, const struct op *op);
/* The same for n ops on the rows of one table. */
void focus_rebase_rows(struct editor *self, const struct op *ops, size_t n);
/* The same for a saved focus that was in the text of a place. */
void focus_rebase(struct focus *focus, const struct place *place, const struct op *op);

/* --- undo_rebase.c --- */

/* Rewrites the steps for a document that others' ops were applied to. */
void undo_rebase(struct editor *self, const struct ops *ops);

#endif

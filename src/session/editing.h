/* What the actions of a user do, inside: to a text, a choice, a table. */
#ifndef AFTERWORD_SESSION_EDITING_H
#define AFTERWORD_SESSION_EDITING_H

#include "internal.h"

/* --- entry.c --- */

/* Before the first edit of a time or number: its value becomes what is shown. */
void entry_begin(struct session *self);
/* On leaving: the value becomes what is stored for it. */
void entry_finish(struct session *self);
bool entry_now(struct session *self);

/* --- edit.c, clip.c --- */

/* Puts text in place of the selection, at the cursor. */
bool edit_insert(struct session *self, const char *text, size_t len, enum step_kind kind);
/* Takes a range of the focused text out. */
bool edit_delete(struct session *self, size_t from, size_t to, enum step_kind kind);
/* Does a range of the focused text hold more than words of a line: lines, an item of a list? */
bool edit_takes_lines(const struct session *self, size_t from, size_t to);
/* Ready to edit the focused text? Enters it; else says why not. */
bool edit_prepare(struct session *self);
void edit_selection(const struct session *self, size_t *from, size_t *to);
void edit_end_selection(struct session *self);
bool edit_enter(struct session *self);
bool clip_cut(struct session *self);
bool clip_copy(struct session *self);
bool clip_paste(struct session *self);

/* --- list.c --- */

/* What a pasted text is in a list: items without marks. */
void list_take(const struct session *self, struct str *text);
/* Moves the item at the cursor, or those selected, over the next one. */
bool list_move(struct session *self, int direction);
/* A new line in prose; in a list there it begins the next item, or ends the list. */
void list_new_line(struct session *self);
/* After a typed character: a mark that is typed where one was put stands there once. */
void list_typed(struct session *self);

/* --- move.c --- */

/* direction is -1, 0 (jumps) or 1; outside of text it picks the choice before or after. */
bool move_along(struct session *self, motion *how, int direction, bool selects);
bool move_line_edge(struct session *self, int direction, bool selects);
bool move_edge(struct session *self, int direction);
bool move_vertically(struct session *self, int direction, bool selects);
/* Some lines on, as far as there are any; past the last one on to the next field when it leaves. */
bool move_lines(struct session *self, int direction, size_t count, bool selects, bool leaves);
/* To a line of the focused text as it is wrapped (SIZE_MAX: its last), at a column to keep to. */
void move_to_line(struct session *self, size_t line, unsigned goal);
bool move_select_all(struct session *self);
bool move_mark(struct session *self);
bool move_delete(struct session *self, motion *how);

/* --- turn.c --- */

/* A screen on through the page, and over its end. */
bool turn_screen(struct session *self, int direction);

/* --- choice.c --- */

bool choice_is_focused(const struct session *self);
bool choice_cycle(struct session *self, int direction);
bool choice_clear(struct session *self);

/* --- settle.c --- */

/* With the last conflict of a merge, going back to the versions before it loses its sense. */
void settle_forget(struct session *self);

/* --- table.c --- */

struct rows *table_rows(const struct session *self);
bool table_open_row(struct session *self);
/* Which of the rows shown the cursor is on. */
size_t table_nth(const struct session *self);
bool table_step(struct session *self, int direction, size_t count);
bool table_go_edge(struct session *self, int direction);
/* The row shown before or after the focused one; SIZE_MAX: none. */
size_t table_neighbour(const struct session *self, int direction);
/* On a table, or in an open row of one, that may change? Leaves the row; else says why not. */
bool table_prepare(struct session *self);
bool table_delete(struct session *self);
bool table_move(struct session *self, int direction);
/* The nearest shown row to the row cursor; false when none is shown. */
bool table_settle(struct session *self);
/* Where all rows have to be seen, or the table is left. Says so. */
void table_end_filter(struct session *self);
void table_copy(const struct session *self, struct str *out);

/* --- row.c --- */

bool row_add(struct session *self);
/* On leaving an open row: one that was just added and has nothing in it goes. Did it? */
bool row_leave(struct session *self);
/* From the open row to the one before or after it. */
bool row_step(struct session *self, int direction);
bool row_step_state(struct session *self);

/* --- possible.c --- */

/* Says why something is not done, and what the place takes. */
void possible_say(struct session *self, const char *why);
/* What was just said of a deed stays beside what is said of keys that do nothing. */
void possible_keep_said(struct session *self);
/* Another action begins: what was done before it is not told any more. */
void possible_forget_said(struct session *self);
/* Says what was taken away, and which key brings it back. */
void possible_say_undo(struct session *self, const char *what);

/* --- find.c --- */

bool find_again(struct session *self, bool backwards);

#endif

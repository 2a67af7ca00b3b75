/*
 * Comments on the screen: the one that is being written, those that were begun, and where the words
 * of the open ones are.
 */
#ifndef AFTERWORD_TUI_COMMENTS_H
#define AFTERWORD_TUI_COMMENTS_H

#include "base/slice.h"
#include "base/str.h"
#include "keys/action.h"
#include "model/place.h"
#include "review/threads.h"

#include <stdbool.h>
#include <stddef.h>

struct popup;
struct screen;

/* --- comment_popup.c --- */

/* For what the screen remembers to be commented on, with what was begun about it. */
void comment_popup_open(struct screen *screen);

/* --- comment_open.c --- */

/* The thread at the cursor, or a new one about what is selected or focused. */
void comment_open(struct screen *screen);
/* A new one on all of a field, row or cell. */
void comment_open_on(struct screen *screen, const struct place *place);
/* A new one on these bytes of a text; none: on all of it. */
void comment_open_words(struct screen *screen, const struct place *place, size_t start, size_t end);
/* The same for an idea. */
void comment_open_idea(struct screen *screen, const struct place *place);
void comment_open_thread(struct screen *screen, const char *id);
/* Continues a draft, by its number in the session. */
void comment_open_draft(struct screen *screen, size_t nth);
/* The thread at the cursor, by its first comment; "": there is none that is open. */
const char *comment_find_thread(struct screen *screen);

/* --- thread_actions.c --- */

/* Is it something that can be done about a comment? */
bool thread_does(enum action action);
/* Does it about the thread of a comment, or says why not; but for ACTION_READ_REPLY, which opens
 * that. */
void thread_do(struct screen *screen, const char *id, enum action action);
bool thread_is_there(const struct screen *screen, const char *id);
/* Could it? Says why not. */
bool thread_may(struct screen *screen, const char *id, enum action action);
/* Takes back what the user has said last. */
void said_take_back(struct screen *screen);

/* --- amend_popup.c --- */

/* Offers the text of the last comment of the user's own in a thread. */
void amend_open(struct screen *screen, const char *id);
/* Continues the draft that was begun. */
void amend_open_draft(struct screen *screen);

/* --- move_words.c --- */

/* Asks for the words that a thread is about, in the editor. */
void move_begin(struct screen *screen, const char *id);
bool move_is_asked(const struct screen *screen);
/* While it asks: does it take the action? */
bool move_takes(struct screen *screen, enum action action);
/* Says what is asked for: because something was typed; unless there is something else to say. */
void move_refuse(struct screen *screen);
void move_mention(struct screen *screen);

/* --- accept_popup.c, threads_list.c --- */

/* Asks before the suggestion of a thread is accepted. */
void accept_open(struct screen *screen, const char *id);
void threads_open(struct screen *screen);

/* --- comment_said.c --- */

/* Lists the thread that is replied to; what is known of it is the popup's value. */
void said_list_thread(struct screen *screen, struct popup *popup);

/* What can be done about it, beside its state. */
enum {
	SAID_STATE = 3, /* the bits of that */
	SAID_MAY_ACCEPT = 4,
	SAID_MAY_DECLINE = 8,
	SAID_MAY_MOVE = 16, /* its words are not where they were */
	SAID_MAY_AMEND = 32,
};

enum thread_state said_state(const struct popup *popup);
/* Lists the words of a new comment. */
void said_list_subject(struct screen *screen, struct popup *popup);

/* --- comment_place.c --- */

/* Appends what a comment is about: "Root Cause, Root cause". */
void comment_append_where(const struct screen *screen, const struct place *on, struct str *out);

/* --- comment_drafts.c --- */

/* Adds those that are not posted to a list; their value is drafts_value of their number. */
void drafts_add_items(struct screen *screen, struct popup *popup);
/* A value that no thread has, and back. */
int drafts_value(size_t nth);
bool drafts_is_value(int value, size_t *nth);
/* Says that there are some, when the document is first shown. */
void drafts_mention(struct screen *screen);
/* Keeps what is typed of the comment that is being written; empty: it is not needed any more. */
void drafts_keep(struct screen *screen, struct slice text);
/* What was typed of it, or ""; borrowed until it is kept again. */
const char *drafts_typed(const struct screen *screen);
/* After a comment was left that was being written: says where what was typed is. */
void drafts_say_kept(struct screen *screen);

/* --- comment_marks.c --- */

struct comment_mark;

/* The words that open comments are on. */
struct comment_marks {
	bool is_made;
	unsigned revision; /* of the findings */
	size_t n_rows;     /* of the table of comments, which only grows or is undone */
	struct comment_mark *items;
	size_t n;
	size_t cap;
};

void comment_marks_release(struct comment_marks *self);
/* Before drawing. */
void comment_marks_update(struct screen *screen);
/* The first commented words of a text that end after an offset; false if there are none. */
bool comment_marks_next(const struct screen *screen, const struct place *place, size_t from,
	size_t *start, size_t *end);

#endif

/*
 * A popup: a box over the page with a title, perhaps a prompt, and items to read or
 * to choose from. All popups are one struct and one way of drawing; a type says what
 * is in it and what choosing does.
 */
#ifndef AFTERWORD_TUI_POPUP_H
#define AFTERWORD_TUI_POPUP_H

#include "base/str.h"
#include "tui/canvas.h"
#include "tui/document_view.h"

#include <stdbool.h>
#include <stddef.h>

struct screen;

struct popup_item {
	struct str left;  /* a key, a choice; "" for none */
	struct str right; /* what it does */
	struct str marks; /* MARK for each byte of right that stands out, or "" */
	const char *sign; /* in front of right; NULL: none */
	bool is_onward;   /* right begins in the middle of something: an ellipsis in front */
	bool is_excerpt;  /* one line of right, as much as fits from a little before shows on */
	size_t shows;
	unsigned tail; /* columns wanted from there on */
	bool is_heading;
	bool is_text;     /* among choices: only read */
	bool is_more;     /* goes on with the item above, which is chosen with it */
	enum style style; /* of one that is not selected */
	int value;
	struct place place; /* where it leads */
};

struct popup;

/* What a key does, in the key bar. */
struct hint {
	enum action action;
	const char *word;
};

struct popup_type {
	const char *title;
	const char *hint; /* the last line of the box */
	bool has_input;
	bool is_line;             /* in the message line, so that the page is seen */
	enum key_context context; /* of its keys; KEYS_ANYWHERE: as in a text or on a field */
	/* Appends what stands behind the input of a line. NULL: nothing does. */
	void (*state)(const struct screen *screen, struct str *out);
	const struct hint *hints; /* for the key bar; NULL: those of the page stay */
	bool is_choice;           /* items are chosen, not read */
	unsigned left_columns;    /* of items; 0: items are whole lines */
	bool is_fitted;           /* instead: as wide as they are; what is too long goes on below */
	/* Lists the items, again after each change of the input. NULL: opener does it. */
	void (*list)(struct screen *screen, struct popup *popup);
	/* Enter: with the selected item, NULL when there is none. The popup is closed already. */
	enum want (*choose)(
		struct screen *screen, const struct popup *popup, const struct popup_item *item);
	/* A key of its own; false: it is none. NULL: there are none. */
	bool (*key)(struct screen *screen, struct popup *popup, const struct key *key);
	/* After it was closed by a key; NULL: the page comes back. */
	void (*closed)(struct screen *screen);
	/* Has somebody else settled what it is about? Says so, and the popup closes. NULL: nobody
	 * can. */
	bool (*is_over)(struct screen *screen, const struct popup *popup);
};

struct popup {
	const struct popup_type *type; /* NULL: none is open */
	struct view view;              /* over that of the page */
	struct str input;
	size_t cursor;   /* in the input */
	bool is_offered; /* the input was there before and not touched yet */
	struct popup_item *items;
	size_t n;
	size_t cap;
	size_t selected;
	size_t top;         /* first item in view */
	size_t visible;     /* items in view, as last drawn */
	int value;          /* the type's own */
	unsigned columns;   /* of the screen the items were listed for */
	unsigned left;      /* columns, see left_columns; of lines that go on their indent */
	bool is_unexpected; /* opened by itself: what is typed is meant for the page below */
	int64_t opened_at;
	struct changes changes; /* of a list of them */
	struct place place;     /* what it is about, for the type to know it by */
	struct str about;
};

void popup_release(struct popup *self);
void popup_open(struct screen *screen, const struct popup_type *type, const char *input);
void popup_close(struct popup *self);

#define MARK '^'

/* Leaves the first n items. */
void popup_shorten(struct popup *self, size_t n);
/* Adds an item and returns it, empty, to be filled. */
struct popup_item *popup_add(struct popup *self);
/* Adds an item with texts; left may be NULL. */
struct popup_item *popup_add_text(struct popup *self, const char *left, const char *right);
/* Adds a text as lines of at most some cells, with a sign before each. */
void popup_add_wrapped(
	struct popup *self, const char *sign, enum style style, const char *text, unsigned columns);
/* The same with the marks of the text, see struct popup_item. */
void popup_add_marked(struct popup *self, const char *sign, const struct str *text,
	const struct str *marks, unsigned columns);
/* The nearest item that can be chosen from one on, in a direction or else in the other one. */
size_t popup_find_choice(const struct popup *self, size_t at, int direction);
/* Goes to the next item that begins with a letter; false when none does. */
bool popup_jump(struct popup *self, uint32_t letter);
/* Lists the items again, after what they are made of changed. */
void popup_list_again(struct screen *screen);
/* Makes the items fit into a box with some columns of text. */
void popup_fit(struct popup *self, unsigned columns);

/*
 * A notice that opened by itself closes for a key (NULL: a paste) that is meant for the page
 * below it: what is typed is never lost on a notice, and never an answer.
 */
bool popup_yields(struct screen *screen, const struct key *key);

/* Before a drawing: closes what is over. */
void popup_check(struct screen *screen);

enum want popup_key(struct screen *screen, const struct key *key);
void popup_paste(struct screen *screen, const char *bytes, size_t len);
void popup_draw(struct screen *screen, struct canvas *canvas);

extern const struct view_type popup_view_type;

/* A box: its widest text, and the columns of its frame. */
enum { POPUP_COLUMNS_MAX = 66, POPUP_FRAME = 4 };

/* The columns of text in a box on a screen of some columns. */
unsigned popup_columns(unsigned screen_columns);

/* --- change_lines.c --- */

enum { CHANGE_LINES_MAX = 200 };

/* Appends what a change was and is, in lines; most of them on each side. */
void change_list(
	struct popup *popup, const struct change *change, int value, size_t most, unsigned columns);
/* Marks the words that one text does not have in common with the other; none when all of it is new
 * or gone. */
void mark_changes(const struct str *before, const struct str *after, struct str *before_marks,
	struct str *after_marks);

/* --- changes_list.c: what lists of changes share --- */

/* Finds the changes and opens, or goes on with, a list of them; closes it when there are none. */
bool changes_open_as(struct screen *screen, const struct popup_type *type);
void changes_list(struct screen *screen, struct popup *popup);
enum want changes_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item);
bool changes_key(struct screen *screen, struct popup *popup, const struct key *key);

/* --- the kinds: one file each --- */

void help_open(struct screen *screen);
void palette_open(struct screen *screen);
/* For the focused choice, flag or zone field, or the state of a row; false when it is none. */
bool choice_open(struct screen *screen);
/* The same for a field, at the next choice that begins with a letter; false, too, when none does.
 */
bool choice_open_at(struct screen *screen, uint32_t letter);
/* All time zones, for the focused field; false when it is not for one. */
bool zones_open(struct screen *screen);
void findings_open(struct screen *screen);
void company_open(struct screen *screen);
void find_open(struct screen *screen);
void filter_open(struct screen *screen);
/* By itself, or because the user asked for it. False when there is nothing to decide. */
bool recovered_open(struct screen *screen, bool is_asked);
void changes_open(struct screen *screen);
void revert_open(struct screen *screen);
/* leaves: asked when leaving, which is a choice, too. */
void conflict_open(struct screen *screen, bool leaves);
/* After a merge that left conflicts: all of one side, or both. */
void sides_open(struct screen *screen);
/* For the conflict at the cursor. */
void settle_open(struct screen *screen);
/* What the focused place was before others changed it. */
void before_open(struct screen *screen);
void quit_failed_open(struct screen *screen, const struct err *err);

#endif

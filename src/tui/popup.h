/*
 * A popup: a box over the page with a title, perhaps a prompt, and items to read or to
 * choose from. All popups share one struct and the drawing; a type says what is in it and
 * what choosing does.
 */
#ifndef AFTERWORD_TUI_POPUP_H
#define AFTERWORD_TUI_POPUP_H

#include "base/str.h"
#include "tui/canvas.h"
#include "tui/document_view.h"

#include <stdbool.h>
#include <stddef.h>

struct notes;
struct screen;

/* Two texts of one line. */
struct popup_pair {
	struct str left;
	struct str right;
};

/* Where the texts of an item are; 0: as for all items. */
struct popup_columns {
	unsigned left;  /* of both pairs, see struct popup_type */
	unsigned split; /* where the second pair begins, in percent */
};

/* One line of a text, as much as fits, from a little before what it shows. */
struct popup_excerpt {
	bool is_wanted;
	size_t shows;
	unsigned tail; /* columns wanted from there */
};

/* A sign before everything else. */
struct popup_mark {
	const char *text; /* NULL: none */
	enum style style;
	bool has_cursor; /* the text behind it has, although the input gets what is typed */
};

struct popup_item {
	struct popup_mark mark;
	struct str left;        /* a key or a choice; "" for none */
	struct str right;       /* what it does */
	struct str end;         /* at the right end of the line */
	struct popup_pair also; /* in the right half of the line */
	struct popup_columns columns;
	struct str marks;     /* MARK for each highlighted byte of right, or "" */
	enum style mark_word; /* how those are drawn; STYLE_NORMAL: reversed */
	const char *sign;     /* before right; NULL: none */
	bool is_onward; /* right begins in the middle of something: show an ellipsis before it */
	struct popup_excerpt excerpt; /* of right */
	bool is_heading;
	bool is_text;     /* between choices: text only */
	bool is_more;     /* continues the item above, and is chosen with it */
	bool has_signs;   /* glyphs in its texts are replaced in ASCII */
	enum style style; /* if it is not selected */
	size_t nth;       /* how many choices there are up to this one */
	int value;
	struct place place; /* where it leads */
};

struct popup;

/* What a key does, for the key bar. */
struct hint {
	enum action action;
	const char *word;
	enum key_context context; /* whose own key is named; KEYS_ANYWHERE: the best one */
	const char *key;          /* instead of an action's: a letter, or several keys */
	const char *brief;        /* the word on narrow screens; NULL: the same */
};

struct popup_type {
	const char *title;
	const char *hint; /* the last line of the box: what Enter does */
	/* Appends the text for that line. NULL: the hint is shown. */
	void (*bottom)(const struct screen *screen, const struct popup *popup, struct str *out);
	bool counts_itself; /* that text says how many items there are */
	bool has_input;
	const char *prompt; /* before the input; NULL: "> " */
	const char *idle;   /* what can be typed, while the input is empty; NULL: nothing */
	bool is_writing;    /* several lines can be typed, below the last items */
	bool is_beside;     /* leaves the line with the page's cursor visible */
	bool is_line;       /* in the message line, so that the page stays visible */
	bool is_page;       /* covers the page; tabs, side and foot stay visible */
	bool is_tall;       /* covers tabs and foot, too */
	/* Writes the foot. NULL: the page's own stays. */
	void (*foot)(struct screen *screen, struct notes *notes);
	/* Appends what is shown about the selected item below the list. NULL: nothing. */
	void (*detail)(const struct screen *screen, const struct popup_item *item, struct str *out);
	const char *detail_title;
	enum key_context context; /* of its keys; KEYS_ANYWHERE: as in a text or on a field */
	/* Appends what follows the input on a line. NULL: nothing. */
	void (*state)(const struct screen *screen, struct str *out);
	const struct hint *hints; /* for the key bar; NULL: what all such popups have */
	/* Is it true where the cursor is? NULL: all are. */
	bool (*has_hint)(const struct popup *popup, const struct hint *hint);
	bool is_choice;        /* items can be chosen, not just read */
	bool has_numbers;      /* whose names begin with a digit that chooses at once */
	bool has_plain_names;  /* what is at the left is not a key */
	unsigned left_columns; /* of items; 0: items are complete lines */
	bool is_fitted;        /* instead: as wide as needed, and long texts continue below */
	/* Lists the items, again after each change of the input. NULL: the opener does it. */
	void (*list)(struct screen *screen, struct popup *popup);
	/* Lists them again after the document has changed, or what is found in it. NULL: the list
	 * stays. */
	void (*follow)(struct screen *screen, struct popup *popup);
	/* Lists them again for another width, if nothing is listed for the input. */
	void (*resized)(struct screen *screen, struct popup *popup);
	/* Enter, with the selected item; NULL if there is none. The popup is already closed. */
	enum request (*choose)(
		struct screen *screen, const struct popup *popup, const struct popup_item *item);
	/* Handles a key of its own; false if it is not one. NULL: there are none. */
	bool (*key)(struct screen *screen, struct popup *popup, const struct key *key);
	/* A paste into a list without an input. NULL: it is refused. */
	void (*paste)(struct screen *screen, const char *bytes, size_t len);
	/* After it was closed by a key; NULL: returns to the page. */
	void (*closed)(struct screen *screen);
	/* Has somebody else settled what it is about? Says so, and the popup closes. NULL: not
	 * possible. */
	bool (*is_over)(struct screen *screen, const struct popup *popup);
};

/* Typed one after another in a list that has no input, to go to the item that begins so. */
struct letters {
	struct str typed;
	int64_t at; /* when the last one was typed */
};

/* What is typed into a popup. */
struct prompt {
	struct str input;
	size_t cursor;     /* in the input */
	bool is_offered;   /* the input was filled in and has not been changed */
	struct str former; /* what the type restores if nothing is chosen */
	struct letters letters;
};

/* Of a list that is too long to be made as a whole: how many choices there are before and after
 * those listed, and, for the type, which number the list is made around. */
struct popup_rest {
	size_t before;
	size_t after;
	size_t around;
};

struct popup_opening {
	bool is_unexpected; /* by itself: typed text is meant for the page below */
	int64_t at;
	unsigned revision; /* of the document, when its items were last listed */
	unsigned findings; /* and of its findings */
};

struct popup {
	const struct popup_type *type; /* NULL: none is open */
	struct view view;              /* on top of that of the page */
	struct prompt prompt;
	struct popup_item *items;
	size_t n;
	size_t cap;
	struct popup_rest rest;
	size_t selected;
	size_t top;           /* first item in view */
	size_t visible;       /* items in view, as last drawn */
	int value;            /* private to the type */
	enum request request; /* of a key that the type handled itself */
	unsigned columns;     /* of text when the items were listed */
	unsigned left;        /* columns, see left_columns; for continuation lines their indent */
	struct popup_opening opening;
	struct changes changes; /* for a list of them */
	struct place place;     /* the place it is about, for the type */
	struct str about;       /* instead of the type's prompt */
	struct popup *below;    /* which this one covers; NULL: none */
	struct str title;       /* instead of the type's; "": the type's */
};

void popup_release(struct popup *self);
void popup_open(struct screen *screen, const struct popup_type *type, const char *input);
/* On top of the open one, which is there again when that is dismissed. */
void popup_open_over(struct screen *screen, const struct popup_type *type);
const char *popup_title(const struct popup *self);
void popup_close(struct popup *self);
/* Closes it without a choice, as a key does. */
void popup_dismiss(struct screen *screen);

#define MARK '^'

/* Keeps only the first n items. */
void popup_shorten(struct popup *self, size_t n);
/* Adds an empty item and returns it. */
struct popup_item *popup_add(struct popup *self);
/* Adds an item with texts; left may be NULL. */
struct popup_item *popup_add_text(struct popup *self, const char *left, const char *right);
/* Adds a text as lines of at most so many cells, each after a sign. */
void popup_add_wrapped(
	struct popup *self, const char *sign, enum style style, const char *text, unsigned columns);
/* The same with the marks of the text, see struct popup_item. */
void popup_add_marked(struct popup *self, const char *sign, const struct str *text,
	const struct str *marks, unsigned columns);
/* The same with [- -] or {+ +} around marked words, which a style repeats. */
void popup_add_differing(struct popup *self, const char *sign, const struct str *text,
	const struct str *marks, enum style style, unsigned columns);
/* The nearest choice from an item on, in a direction or else in the other one. */
size_t popup_find_choice(const struct popup *self, size_t at, int direction);
/* Goes to the choice with this value, if there is one. */
void popup_select_value(struct popup *self, int value);
/* Goes to the item that begins with the letters typed up to this one, in one go, or, for one
 * letter, to the next with that; false if there is none, and the letter is not counted. */
bool popup_jump(struct popup *self, uint32_t letter, int64_t now);
/* Lists the items again, after their source has changed. */
void popup_list_again(struct screen *screen);
/* The same, and the cursor stays on what it was on: for struct popup_type. */
void popup_follow(struct screen *screen, struct popup *self);
/* Fits the items into a box with so many columns of text. */
void popup_fit(struct popup *self, unsigned columns);

/*
 * A notice that opened by itself closes for a key (NULL: a paste) that is meant for the page below:
 * typed text is never lost on a notice, and never an answer.
 */
bool popup_yields(struct screen *screen, const struct key *key);

/* Before drawing: closes a popup whose subject is settled, and lists what has changed since. */
void popup_check(struct screen *screen);

enum request popup_key(struct screen *screen, const struct key *key);
void popup_paste(struct screen *screen, const char *bytes, size_t len);
void popup_draw(struct screen *screen, struct canvas *canvas);

extern const struct view_type popup_view_type;

/* --- keybar.c --- */

/* The keys of a popup; ends with one without a word. The help, which all have, is not among them.
 */
const struct hint *popup_hints(const struct popup_type *type);
void hint_append_key(const struct screen *screen, const struct hint *hint, struct str *out);

/* --- popup_room.c --- */

/* Where the parts of a popup are. */
struct popup_room {
	struct area box;
	struct area covered; /* with what is beside it */
	bool has_frame;
	unsigned column; /* of the text */
	unsigned columns;
	unsigned first;  /* line of the first item or of the prompt */
	unsigned last;   /* line below the last item */
	unsigned bottom; /* line of the hint */
	unsigned detail; /* line of the detail's title; 0: there is no room for any */
};

/* For the open popup, in the present layout of the screen; line: with the words that it is about.
 */
void popup_room_find(const struct screen *screen, unsigned line, struct popup_room *out);
/* Its columns of text. */
unsigned popup_columns(const struct screen *screen);

/* --- popup_writing.c --- */

enum { WRITING_LEAST = 4 /* lines */ };

/* Lines above what is typed: the items and a rule. */
size_t popup_writing_above(const struct popup *self);
/* As many as what is typed takes, and at least so many that there is room to begin. */
size_t popup_writing_lines(const struct popup *self, unsigned columns);
/* Draws what is typed at the end of a popup's room, which is shorter afterwards. */
void popup_writing_draw(const struct popup *self, struct canvas *canvas, struct popup_room *room);
/* Moves the cursor a line up or down in it. */
void popup_writing_step(struct popup *self, unsigned columns, int direction);

/* --- popup_item_draw.c --- */

void popup_item_draw(const struct popup *self, struct canvas *canvas, size_t nth, unsigned line,
	const struct popup_room *room);

/* --- change_lines.c --- */

enum { CHANGE_LINES_MAX = 200 };

/* Appends both sides of a change as lines; most of them on each side. */
void change_list(
	struct popup *popup, const struct change *change, int value, size_t most, unsigned columns);
/* Marks the words that differ from the other text; none if all of it was added or removed. */
void mark_changes(const struct str *before, const struct str *after, struct str *before_marks,
	struct str *after_marks);

/* The bytes of a text, up to *to, that are not as they were before. */
void change_find_span(const struct str *before, const struct str *now, size_t *from, size_t *to);
/* The changed words of an answer, as it is in the document; false if it is no prose, or all of it,
 * or if words only went. */
bool change_find_words(
	const struct document *document, const struct change *change, size_t *from, size_t *to);

/* --- since_lines.c --- */

enum { CHANGES_SAID = -1 /* the value of what was said, and below */ };

/* Lists popup->changes and what was said. */
void since_list(struct screen *screen, struct popup *popup);
/* The selected line; NULL if it is none of a change. */
const struct popup_item *since_selected(const struct popup *popup);
/* Goes to the first line of the selected change. */
void since_select_first(struct popup *popup);
/* Goes to the first line of the next change, or of this or the one before. */
void since_step(struct popup *popup, int direction);

/* --- changes_list.c: shared by the lists of changes --- */

/* Finds the changes and opens, or refreshes, a list of them; closes it if there are none. */
bool changes_open_as(struct screen *screen, const struct popup_type *type);
void changes_list(struct screen *screen, struct popup *popup);
enum request changes_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item);
bool changes_key(struct screen *screen, struct popup *popup, const struct key *key);

/* --- the kinds: one file each --- */

void help_open(struct screen *screen);
void palette_open(struct screen *screen);
/* For the focused choice, flag or zone field, or the state of a row; false if it is something
 * else. */
bool choice_open(struct screen *screen);
/* The same for a field, at the next choice that begins with a letter; also false if there is
 * none. */
bool choice_open_at(struct screen *screen, uint32_t letter);
/* All time zones, for the focused field; false if that is not for one. */
bool zones_open(struct screen *screen);
void export_open(struct screen *screen);
/* What is between the document and a final one. */
void agreement_open(struct screen *screen);
void findings_open(struct screen *screen);
void company_open(struct screen *screen);
void settings_open(struct screen *screen);
/* Before the row at the focus is deleted; false if that is not to be asked. */
bool delete_open(struct screen *screen);
void find_open(struct screen *screen);
void filter_open(struct screen *screen);
/* is_asked: the user asked for it; otherwise it opens by itself. False if there is nothing to
 * decide. */
bool recovered_open(struct screen *screen, bool is_asked);
void changes_open(struct screen *screen);
/* Compares a large document, which is done when the screen has said so, and when that is due. */
void changes_tick(struct screen *screen);
int changes_timeout(const struct screen *screen);
void revert_open(struct screen *screen);
/* leaves: asked when leaving, which is offered as a choice too. */
void conflict_open(struct screen *screen, bool leaves);
/* After a merge that left conflicts: all of one side, or both. */
void sides_open(struct screen *screen);
/* For the conflict at the cursor. */
void settle_open(struct screen *screen);
/* What the focused place was before others changed it. */
void before_open(struct screen *screen);
void quit_failed_open(struct screen *screen, const struct err *err);

#endif

/*
 * What the files of the screen share. A screen is drawn top down: layout says which
 * areas there are, each area has one file that draws it. A page is a list of blocks;
 * a block knows its height and how to draw its nth line, so that scrolling is the
 * same for all of them.
 */
#ifndef AFTERWORD_TUI_INTERNAL_H
#define AFTERWORD_TUI_INTERNAL_H

#include "columns.h"
#include "popup.h"

#include "text/wrap.h"
#include "tui/canvas.h"
#include "tui/document_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- screen_layout.c --- */

struct layout {
	bool is_too_small;
	bool has_list; /* else the title line says which page it is */
	bool has_rules;
	struct area title;
	struct area list;
	struct area page;
	struct area info; /* findings and help of the focus */
	struct area message;
	struct area keys;
	unsigned text_columns; /* of prose */
};

/* Columns of a page before its questions and before its values. */
enum { MARK_COLUMNS = 3, VALUE_INDENT = 5, TEXT_COLUMNS_MAX = 100 };

void layout_find(struct layout *self, const struct form *form, unsigned columns, unsigned lines);

/* --- label_cache.c: texts that seldom change are not wrapped again for every key --- */

enum { CACHE_BUCKETS = 64, CACHE_MAX = 512 };

struct label_entry;

struct label_cache {
	struct label_entry *buckets[CACHE_BUCKETS];
	size_t n;
};

void label_cache_release(struct label_cache *self);
/* Begins a drawing: what was borrowed from it before may go. */
void label_cache_turn(struct label_cache *self);
/* Borrowed until the next turn. */
const struct wrap *label_cache_find(
	struct label_cache *self, const char *text, size_t len, unsigned columns);

/* --- blocks.c --- */

struct block;

struct block_type {
	/* Draws line nth of the block; the pen stands at the page's left edge. */
	void (*draw)(struct screen *screen, const struct block *block, size_t nth, struct pen *pen);
};

struct block {
	const struct block_type *type;
	const struct form_field *field; /* NULL: belongs to none */
	struct place place;
	size_t top;    /* line of the page */
	size_t height; /* lines */
	bool is_focused;
	bool takes_cursor;       /* the cursor of its place stands in it */
	enum style style;        /* of headings */
	unsigned column;         /* where the value begins */
	const struct wrap *wrap; /* of text; borrowed for this drawing */
	const char *text;
	size_t len;
	struct table table; /* of the rows of one */
	struct str shown;   /* what text points to when the document does not hold it */
};

struct blocks {
	struct block *items;
	size_t n;
	size_t cap;
	size_t height;
};

void blocks_release(struct blocks *self);
/* Appends one, gap blank lines below the one before. */
struct block *blocks_add(
	struct blocks *self, const struct block_type *type, size_t height, unsigned gap);

/* --- page_blocks.c --- */

/* Lists the blocks of the page or open row the focus is on. */
void blocks_build(struct screen *screen);

/* --- field.c --- */

/* Appends the blocks of a field or cell, tables apart. */
void field_add_blocks(struct screen *screen, const struct place *place,
	const struct form_field *field, unsigned gap);
/* May it stand beside its question, in one line? */
bool field_is_inline(const struct screen *screen, const struct form_field *field);
const char *field_ask(const struct form_field *field);
void ask_add_block(struct screen *screen, const struct place *place, const struct form_field *field,
	unsigned gap);
/* Where the cursor is drawn in a block that takes it. */
void field_cursor(
	const struct screen *screen, const struct block *block, size_t *line, unsigned *column);
/* The signs of the focus, of a finding and of a change by others at the left of a line. */
void mark_draw(struct pen *pen, bool is_focused, const struct finding *finding,
	const struct remote_change *news);

/* --- table_view.c --- */

void table_add_blocks(struct screen *screen, unsigned field, unsigned gap);

/* --- shown_time.c --- */

/* A time of the program's own: in the user's own zone, or in UTC while all times are. */
void find_moment(const struct session *session, int64_t seconds, struct civil *out);
/* Appends one, with its zone. */
void append_moment(const struct session *session, int64_t seconds, struct str *out);

/* --- chart.c --- */

enum { CHART_MAX = 200, CHART_LINES = 3 };

struct chart {
	bool is_made;
	unsigned revision; /* of the document it was made of */
	size_t n_rows;
	bool shows_utc;
	unsigned columns;
	bool is_empty;
	bool is_ongoing;
	char letters[CHART_MAX]; /* milestones above the line, 0: none */
	bool ticks[CHART_MAX];   /* events on it */
	struct str legend;
	struct str start;
	struct str end;
};

void chart_release(struct chart *self);
void chart_add_blocks(struct screen *screen, unsigned field);

/* --- marks.c: what is found, by place --- */

/* Made anew when the findings are; looked into for every line that is drawn. */
struct marks {
	bool is_made;
	unsigned revision;            /* of the findings */
	const struct finding **items; /* those with a place, by field, row and level */
	size_t n;
	size_t cap;
	size_t *counts;     /* per page and level */
	struct place typed; /* findings here are not shown; see session_typed_place */
	bool has_typed;
};

void marks_release(struct marks *self);
void marks_update(struct marks *self, const struct session *session);
/* The worst finding at a place, or NULL; column FORM_NONE: anywhere in the row. */
const struct finding *marks_find(const struct marks *self, const struct place *place);
/* The nth there, from the worst on. */
const struct finding *marks_find_nth(
	const struct marks *self, const struct place *place, size_t nth);
size_t marks_count(const struct marks *self, unsigned page, enum level level);
/* Where the findings of the focus are: in a table at its row if that has any, else at the field. */
void marks_place(const struct marks *self, const struct session *session, struct place *place);

/* --- page_state.c --- */

struct page_state {
	enum style style;
	char text[16]; /* "ok", "2 !", "1 ?", "--"; with changes by others "new", "2 !*" */
};

void page_state_find(const struct screen *screen, unsigned page, struct page_state *state);

/* --- the areas: title.c, page_list.c, page.c, info.c, keybar.c --- */

void title_draw(struct screen *screen, struct canvas *canvas);
void list_draw(struct screen *screen, struct canvas *canvas);
/* The page at the top of the list; all fit as a rule. */
unsigned list_first(const struct screen *screen);
void page_draw(struct screen *screen, struct canvas *canvas);
void info_draw(struct screen *screen, struct canvas *canvas);
void message_draw(struct screen *screen, struct canvas *canvas);
/* Writes which rows a filter shows so that it ends before a column; returns where it begins. */
unsigned filter_draw(
	const struct screen *screen, struct canvas *canvas, unsigned line, unsigned end);
void keybar_draw(struct screen *screen, struct canvas *canvas);

/* --- company_title.c --- */

/*
 * Writes who else has the document open, so that it ends, with a separator behind it, before
 * column end and does not begin before from. Returns where it begins; end when it is nothing.
 */
unsigned company_draw(const struct session *session, struct canvas *canvas, unsigned line,
	unsigned from, unsigned end);

/* --- match_marks.c --- */

/* What is looked for right now, or NULL. */
const struct str *match_sought(const struct screen *screen);

/* Writes a part of the text of a place, and marks what is looked for in it. */
void found_write(const struct screen *screen, struct pen *pen, const struct place *place,
	struct slice text, size_t from, size_t to);

/* --- the screen --- */

struct scroll {
	unsigned page;
	bool in_row;
	char row[ROW_ID_SIZE];
	size_t top;       /* the page's line at the top of the area */
	bool is_detached; /* the wheel moved it away from the cursor */
	bool turns;       /* a screen up or down: the cursor keeps its place on the screen */
	size_t line;      /* the page's line the cursor was on */
};

/* How far the columns of a table were moved. */
struct sideways {
	unsigned field;
	unsigned steps;
	bool has_more; /* at the right, as last drawn */
};

/* What is looked for, and put in its place; see find_prompt.c. */
struct search {
	struct str needle;
	struct str with;
	struct find_count count;
	size_t total; /* matches when replacing began, */
	size_t left;  /* those of them that were not offered yet, with the one at the cursor, */
	size_t done;  /* and those replaced */
};

/* "saved 14:32:07", kept while it holds: the C library finds no zone in no time. */
struct saved {
	int64_t at;
	bool is_utc;
	char text[32];
};

/* See screen_keys.c. */
struct screen_keys {
	const struct keymap *map;    /* in force: one of the next two */
	const struct keymap *first;  /* as the program was started with it */
	struct keymap own;           /* of a preset that was chosen since */
	struct str names[N_ACTIONS]; /* the best key of each action, "" for none */
};

/* The state of a view of a document. */
struct screen {
	struct view view;
	struct session *session;
	struct editor *editor; /* its document, cursor and findings */
	struct screen_keys keys;
	struct layout layout;
	struct scroll scroll;
	struct sideways sideways;
	struct blocks blocks;
	unsigned label_columns; /* of fields beside their question */
	struct chart chart;
	struct marks marks;
	struct label_cache cache;
	struct popup popup;
	struct search search;
	struct saved saved;
	bool has_mouse;
	bool is_new;             /* was not drawn yet */
	bool is_kept;            /* as the words for a sudden end have it */
	unsigned canvas_columns; /* as last drawn */
};

struct screen *screen_new(struct session *session, const struct keymap *keymap);
void screen_free(struct screen *self);
void screen_draw(struct screen *self, struct canvas *canvas);

/* --- screen_actions.c, screen_mouse.c, missing.c --- */

/* Does an action, the session's or the screen's own. */
enum want screen_do(struct screen *self, enum action action);
void screen_click(struct screen *self, unsigned line, unsigned column);
/* Scrolls the page; the next key brings the cursor back into view. */
void screen_wheel(struct screen *self, int lines);
/* Adds to what was said of a paste how much of it did not come, see struct view_type. */
void say_missing(struct session *session, size_t missing);

/* A field's or column's definition, and a place's text as shown; scratch holds it when need be. */
const char *screen_text(
	struct screen *self, const struct place *place, struct str *scratch, size_t *len);

/* --- screen_keys.c --- */

/* The key map is borrowed. */
void screen_keys_start(struct screen *self, const struct keymap *keymap);
void screen_keys_stop(struct screen *self);
/* Takes the keys of a preset from now on, or with NULL those of the start. */
void screen_keys_choose(struct screen *self, const char *preset);
/* The key bar's and the hints' name of an action's key: "F1"; NULL when it has none. */
const char *screen_action_key(const struct screen *self, enum action action);

#endif

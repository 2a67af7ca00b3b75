/*
 * What the files of the screen share. A screen is drawn top down: the layout lists the
 * areas, and each area is drawn by one file. A page is a list of blocks.
 */
#ifndef AFTERWORD_TUI_INTERNAL_H
#define AFTERWORD_TUI_INTERNAL_H

#include "blocks.h"
#include "chart.h"
#include "comments.h"
#include "layout.h"
#include "log_preview.h"
#include "marks.h"
#include "meeting.h"
#include "over.h"
#include "popup.h"
#include "table.h"

#include "check/finding.h"
#include "reading/reading.h"
#include "report/report.h"
#include "text/wrap.h"
#include "tui/canvas.h"
#include "tui/document_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- label_cache.c: texts that rarely change are not wrapped again for every key --- */

enum { CACHE_BUCKETS = 64, CACHE_MAX = 512 };

struct label_entry;

struct label_cache {
	struct label_entry *buckets[CACHE_BUCKETS];
	size_t n;
};

void label_cache_release(struct label_cache *self);
/* Begins a drawing: texts borrowed before may be freed. */
void label_cache_turn(struct label_cache *self);
/* Borrowed until the next turn. */
const struct wrap *label_cache_find(
	struct label_cache *self, const char *text, size_t len, unsigned columns);

/* --- private_note.c --- */

/* Is it kept out of public reports, by itself, its page, its table or its row? */
bool place_is_private(const struct screen *screen, const struct place *place);
/* The same of the focus in a sentence; NULL: it is not. */
const char *private_words(const struct screen *screen);

/* --- shown_time.c --- */

/* Looks up what zone_label has, once for a drawing. */
void zone_label_note(struct screen *screen);
/* Appends what people call the zone of the shown clock, or of the next one: its abbreviation during
 * the incident, or the place that it is named after if nothing is known of that, or if the other
 * one has the same. */
void zone_append_words(const struct screen *screen, enum shown_clock clock, struct str *out);

/* The day as far as tasks are concerned, and until when it is that; see today_note. */
struct today {
	int64_t now; /* seconds, as it began to be that day */
	int64_t until;
};

/* Looks at the clock: what is late changes once a day, and not while one types. */
void today_note(struct screen *screen);
/* Appends one, with its zone. */
void append_moment(const struct session *session, int64_t seconds, struct str *out);

/* --- chart.c --- */

void chart_add_blocks(struct screen *screen, unsigned field);
/* Makes it for so many columns, unless it is what is kept. */
void kept_chart_update(
	struct kept_chart *self, const struct editor *editor, unsigned field, unsigned columns);
/* Draws a line of it from the pen on; here: the column that is marked. */
void chart_line_draw(const struct chart *chart, unsigned here, size_t nth, struct pen *pen);

/* --- still.c --- */

/* Begins a drawing: has something been typed since the last one, or long ago? */
void still_note(struct screen *screen);
/* From now on everything is as it should be. */
void still_end(struct screen *screen);
/* Milliseconds until what waits for a pause is drawn; -1: nothing waits. */
int still_timeout(const struct screen *screen);
/* The room on the page of the text with the cursor, which has n lines. */
size_t still_lines(struct screen *screen, size_t n);
/* The title that the title line shows; borrowed. */
const struct str *still_title(struct screen *screen, const struct str *title);

/* --- progress.c --- */

struct progress {
	bool is_made;
	struct focus focus; /* when it was counted */
	unsigned answered;
	unsigned required; /* for review */
};

void progress_update(struct progress *self, const struct editor *editor);

/* --- page_state.c --- */

struct page_state {
	enum style style;
	enum style word_style;
	bool is_changed; /* by others */
	char sign[8];    /* "2!", "1?*", "."; "" where all is well */
	char words[24];  /* "2 errors", "ok" */
};

void page_state_find(const struct screen *screen, unsigned page, struct page_state *state);

/* --- the areas: title.c, page_tabs.c, side.c, page_rules.c, page.c, info.c, keybar.c --- */

void title_draw(struct screen *screen, struct canvas *canvas);
void tabs_draw(struct screen *screen, struct canvas *canvas);
/* The page whose tab is there, or FORM_NONE. */
unsigned tabs_page_at(const struct screen *screen, unsigned column);
void side_draw(struct screen *screen, struct canvas *canvas);
/* The page that a line of the side stands for, or FORM_NONE. */
unsigned side_page_at(const struct screen *screen, unsigned line);
/* Appends which row of its table is open: "Task 3 of 5", or "Tasks, row 3 of 5". */
void row_append_name(const struct editor *editor, const char *separator, struct str *out);
void upper_rule_draw(struct screen *screen, struct canvas *canvas);
void lower_rule_draw(struct screen *screen, struct canvas *canvas);
/* Those of the reading view: the upper one with parts at its right end, of which the first are the
 * more important ones. */
void reading_rule_draw(const struct screen *screen, struct canvas *canvas, const struct str *name,
	const struct str *parts, size_t n);
void reading_lower_rule_draw(const struct screen *screen, struct canvas *canvas);
/* While it is presented: the title of the document, and parts at the right end. */
void presenting_title_draw(const struct screen *screen, struct canvas *canvas, const char *parts);
void page_draw(struct screen *screen, struct canvas *canvas);
void info_draw(struct screen *screen, struct canvas *canvas);
void keybar_draw(struct screen *screen, struct canvas *canvas);

/* Lines of text about the place of the focus, in the foot or in the side. */
struct notes {
	struct screen *screen;
	struct canvas *canvas;
	const struct area *area;
	unsigned used; /* lines of the area */
};

/* Writes a wrapped text into the lines that are left, with a sign before the first one. The sign
 * has the style; the text, too, if there is no sign. */
void notes_write(struct notes *self, enum style style, const char *sign, const char *text);
/* where comes before what the finding says. */
void notes_write_finding(struct notes *self, const struct finding *finding, const char *where);
void notes_write_place(struct notes *self, bool has_findings);

/* --- company_title.c --- */

/*
 * Writes who else has the document open, followed by a separator, ending before column end and not
 * beginning before from. Returns where it begins; end if it is empty.
 */
unsigned company_draw(const struct session *session, struct canvas *canvas, unsigned line,
	unsigned from, unsigned end);

/* --- typed_line.c --- */

/* Where to begin so that the cursor is visible in so many columns, with signs for text left out at
 * the ends. */
size_t typed_line_start(const char *text, size_t len, size_t cursor, unsigned columns);
/* The cursor's column then. */
unsigned typed_line_column(const char *text, size_t len, size_t cursor, unsigned columns);

/* --- match_marks.c --- */

/* The text currently searched for, or NULL. */
const struct str *match_sought(const struct screen *screen);

/* Writes a part of a place's text, with matches marked. */
void found_write(const struct screen *screen, struct pen *pen, const struct place *place,
	struct slice text, size_t from, size_t to);

/* --- the screen --- */

struct scroll {
	unsigned page;
	bool in_row;
	bool on_start;
	char row[ROW_ID_SIZE];
	size_t top;       /* the page's line at the top of the area */
	bool is_detached; /* the wheel moved it away from the cursor */
	bool turns;       /* a screen up or down: the cursor stays on its line of the screen */
	size_t line;      /* the page's line the cursor was on */
};

/* How far the columns of a table are scrolled. */
struct sideways {
	unsigned field;
	unsigned steps;
	bool has_more; /* at the right, as last drawn */
};

/* The texts to find and to replace; see find_prompt.c. */
struct find_texts {
	struct str needle;
	struct str with;
	struct find_count count;
	size_t total; /* matches when replacing began, */
	size_t left;  /* those not offered yet, including the one at the cursor, */
	size_t done;  /* and those replaced */
};

/* What was chosen in the palette, the latest first. */
enum { USED_MAX = 3 };

struct used {
	int items[USED_MAX]; /* its entries, see palette_entries.h */
	size_t n;
};

/* "saved 14:32:07", cached because the C library's zones are slow. */
struct saved {
	int64_t at;
	bool is_utc;
	bool has_seconds;
	char text[32];
};

/* What a zone is called during the incident, kept likewise: "EDT", or "EDT/EST" if the clocks were
 * changed between its start and its end. */
struct zone_label {
	bool is_known; /* the incident has a start */
	int64_t at;
	int64_t until;
	char zone[64];
	char text[32];
};

/* Where a page was entered: its "about" is shown until something is done there. */
struct arrival {
	unsigned page;
	unsigned revision;
	struct focus focus;
	bool is_there; /* nothing was done yet */
};

/* See screen_keys.c. */
struct screen_keys {
	const struct keymap *map;    /* current: one of the next two */
	const struct keymap *first;  /* given at the start */
	struct keymap own;           /* of a preset chosen since */
	struct str names[N_ACTIONS]; /* the best key of each action; "" for none */
};

/* What the settings said when they were last looked at. */
struct followed {
	bool is_there;
	unsigned revision;
	int clock;
	int date;
	int mouse;
	int side;
	struct str warning; /* that was rung for */
};

/* What stays as it is while one types; see still.c. */
struct still {
	struct place place; /* of the text with the cursor; its field is FORM_NONE: none */
	unsigned revision;  /* of the document as last drawn */
	bool is_typing;     /* there, without a pause */
	int64_t typed_at;
	bool is_behind;   /* something waits for the pause */
	size_t room;      /* lines of the page that the text has, */
	size_t own;       /* and that it needs */
	struct str title; /* as the title line shows it */
};

/* Which of the open conflicts the place of the focus has; see page_rules.c. */
struct conflict_count {
	bool is_made;
	unsigned revision; /* of the findings */
	struct place place;
	size_t nth; /* 0: none */
	size_t n;
};

/* As the settings say, unless a key has switched it since. */
struct switched {
	bool has_mouse;
	bool reads_first;    /* the reading view is to be opened over the page, */
	bool presents_first; /* and what it shows is to be presented */
	enum side_choice side;
};

/* What was drawn last, and what is kept of it. */
struct drawn {
	bool is_any;
	unsigned columns; /* of the canvas */
	unsigned lines;
	struct saved saved;
	struct zone_label zones[N_CLOCKS]; /* of the clock that is shown, and of the next one */
	struct arrival arrival;
	struct progress progress;
	struct still still;
	struct conflict_count conflicts;
	struct comment_marks comments;
	struct label_cache cache;
	bool is_kept; /* as the words for a sudden end say */
};

/* What tables and their chart are drawn by. */
struct tables {
	struct sideways sideways;
	struct day_index days;
	struct rest rest;
	struct today today;
	struct kept_tables kept;
	struct kept_chart chart;
};

/* Reports that were asked for. */
struct exporting {
	size_t format;               /* that the cursor is on */
	struct exporter_list ticked; /* empty: that one is written */
	bool is_public;
	enum action asked; /* what a file that is there would be replaced by; ACTION_NONE */
	uint64_t asked_stamps[EXPORTERS_MOST]; /* of the files that were asked about */
	struct str written;                    /* the path of the last one */
	struct str words;     /* of a public report that tell too much, as the screen says it */
	struct str revealing; /* all of them */
	struct str refusal;   /* why there can be no report; "" if there can */
	struct str outgoing;  /* to be copied instead of what was cut or copied; "": that */
	size_t previewed;     /* bytes of the report that are shown; SIZE_MAX: all */
};

/* What the list of changes compares the document with. */
enum since_origin {
	ORIGIN_OPENING,
	ORIGIN_READ,
	ORIGIN_SIGNOFF,
	ORIGIN_PRESENT,
	ORIGIN_HEAD,
	ORIGIN_NAMED,
	N_SINCE_ORIGINS,
};

struct since_choice {
	enum since_origin origin;
	struct str named;            /* the file or revision that was typed last */
	struct review_events events; /* what was said since */
	struct err trouble;          /* that version is not there any more */
	int64_t due_at;              /* when they are compared; 0: they were */
};

void since_choice_release(struct since_choice *self);

/* What popups remember from one opening to the next. */
struct remembered {
	struct used used;                  /* commands */
	struct comment_subject commenting; /* the comment being written, */
	size_t draft;                      /* and what was typed of it */
	struct since_choice since;
	struct task_draft task;
	struct deciding deciding;
	char moving[ROW_ID_SIZE]; /* the thread that is being put on other words; "": none */
	int agreement_line;       /* where its list opens, see agreement.h; 0: at the top */
	struct log_preview log;
};

/* The state of a view of a document. */
struct screen {
	struct view view;
	struct session *session;
	struct editor *editor; /* its document, cursor and findings */
	struct screen_keys keys;
	struct settings *settings;        /* borrowed, as is the next one */
	const struct config_file *config; /* where they are kept; NULL: nowhere */
	struct followed followed;
	struct layout layout;
	struct scroll scroll;
	struct blocks blocks;
	struct tables tables;
	struct marks marks;
	struct popup popup;
	struct find_texts search;
	struct exporting exporting;
	struct remembered remembered;
	struct drawn drawn;
	bool is_begun; /* the document, in this session */
	struct switched switched;
	struct over over;
};

struct screen *screen_new(
	struct session *session, const struct keymap *keymap, struct settings *settings);
void screen_free(struct screen *self);
void screen_draw(struct screen *self, struct canvas *canvas);
/* What comes first for each view of the document; false: there is too little room for more. */
bool screen_begin_drawing(struct screen *self, struct canvas *canvas);

/* --- screen_actions.c, screen_mouse.c, missing.c --- */

/* Does an action, whether the session's or the screen's own. */
enum request screen_do(struct screen *self, enum action action);
void screen_click(struct screen *self, unsigned line, unsigned column);
/* Scrolls the page; the next key brings the cursor back into view. */
void screen_wheel(struct screen *self, int lines);
/* Adds to the report on a paste how much of it was missing; see struct view_type. */
void say_missing(struct session *session, size_t missing);

/* A field's or column's definition, and a place's text as shown, held in scratch if needed. */
const char *screen_text(
	struct screen *self, const struct place *place, struct str *scratch, size_t *len);

/* --- screen_settings.c --- */

/* Does what the settings say, if they have changed. */
void screen_follow_settings(struct screen *self);
/* Is there something wrong that was not rung for yet? */
bool screen_rings(struct screen *self);

/* --- setting_change.c --- */

/* Sets one from now on, says what came of it; false if it does not take that value. */
bool setting_change(struct screen *self, enum setting setting, const char *text);
/* Remembers one that was chosen on the way, if it is not what holds: in the file if that can be
 * written, else for this session. It must be possible. */
void setting_remember(struct screen *self, enum setting setting, const char *text);

/* --- screen_keys.c --- */

/* The key map is borrowed. */
void screen_keys_start(struct screen *self, const struct keymap *keymap);
void screen_keys_stop(struct screen *self);
/* Uses the keys of a preset from now on, or with NULL the initial ones. */
void screen_keys_choose(struct screen *self, const char *preset);
/* An action's key for the key bar and hints: "F1"; NULL if it has none. */
const char *screen_action_key(const struct screen *self, enum action action);
/* Appends that of a context, else its best one. */
void screen_key_in(
	const struct screen *self, enum action action, enum key_context context, struct str *out);

#endif

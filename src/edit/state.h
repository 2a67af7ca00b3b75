/* The state of an editor: one struct, with a part for each file. */
#ifndef AFTERWORD_EDIT_STATE_H
#define AFTERWORD_EDIT_STATE_H

#include "edit/editor.h"
#include "merge/diff.h"
#include "review/carried_words.h"

#define NEVER INT64_MAX /* for due times */

/* Where the user is, for undo to restore. */
struct cursor_state {
	struct focus focus;
	bool is_typed; /* as in struct entry */
};

/* Words of a thread, as they were before an op of a step. */
struct kept_span {
	size_t op;
	struct carried_span span;
};

struct kept_spans {
	struct kept_span *items;
	size_t n;
	size_t cap;
};

/* One undo step: ops that are undone and redone together. */
struct step {
	struct ops ops;
	struct kept_spans kept; /* which their inverses do not bring back */
	struct cursor_state before;
	struct cursor_state after;
	bool is_void; /* others have changed the same since, so it can be neither undone nor redone
		       */
};

struct undo {
	struct step *items;
	size_t n;
	size_t cap;
	size_t done;  /* steps in effect; those above were undone */
	bool is_open; /* the last one may still grow, */
	enum step_kind kind;
	int64_t last_at;
	bool is_begun;              /* a step was announced; the next op starts it */
	struct cursor_state before; /* of the announced one */
};

/* Half-typed text, put aside while others' ops are applied. */
struct aside {
	bool is_there;
	struct place place;
	struct str typed;
	struct focus focus;
};

/* A time, number or percentage between its first edit and leaving it: the value is the typed
 * text. */
struct entry {
	bool is_typed;
	struct str stored; /* the value before the first edit, and what was shown of it */
	struct str shown;
	bool is_superseded; /* somebody else has changed the value: stored is theirs, */
	struct str base;    /* and this is what it was before */
	struct aside aside;
};

/* Where the cursor last was in a text. */
struct memory {
	struct place place;
	size_t cursor; /* SIZE_MAX: at the end */
};

#define N_MEMORIES 64

struct memories {
	struct memory items[N_MEMORIES];
	size_t n;
	size_t next;             /* the next to be overwritten */
	unsigned *fields;        /* per page: the field last focused */
	size_t *rows;            /* per rows field: the row last focused */
	char added[ROW_ID_SIZE]; /* the last row added, while it may still be empty */
};

struct cached_wrap {
	struct place place;
	struct wrap wrap;
	bool is_plain;     /* for the value's own text at its revision */
	unsigned revision; /* of the value */
	bool may_conflict; /* there may be a conflict in it */
};

#define N_CACHED_WRAPS 128

struct wrap_cache {
	struct cached_wrap items[N_CACHED_WRAPS];
	size_t n;
	size_t next;
	unsigned columns;
	unsigned list_columns; /* 0: as others */
	unsigned lines;
};

/* The rows that pass a filter, cached while nothing changes. */
struct filtered {
	bool is_valid;
	unsigned field;
	unsigned revision;
	enum shown_clock clock;
	enum date_style dates;
	size_t *rows;
	size_t n;
	size_t cap;
};

/* A place as numbers: a field, or a cell of it. */
struct spot {
	unsigned field;
	size_t row;
	unsigned column;
};

/* What was counted last, and where it is or may be. */
struct counted {
	struct str needle;
	unsigned revision; /* of the document, as it was shown */
	enum shown_clock clock;
	enum date_style dates;
	struct spot *spots;
	size_t n;
	size_t cap;
	struct spot rest; /* it may be from here on, too */
};

/* The last search, and the match that it led to. */
struct editor_search {
	struct str needle;
	struct counted counted;
	bool is_there;
	struct place place;
	struct match match;
};

/* What would hold it back if it were final: errors only. */
struct reasons {
	struct findings findings;
	unsigned n_runs;
	unsigned revision; /* of the document as it was checked */
	bool is_made;
	int64_t due_at;
};

struct checking {
	struct findings findings;
	struct reasons reasons;
	unsigned n_runs;
	int64_t due_at;
	unsigned revision; /* of the document as it was checked */
	int64_t cost;      /* milliseconds that the last run took */
	bool is_held;      /* a row is about to be added, and has no cell yet */
	bool is_typed_in;  /* the focused text was changed after it was entered */
	bool is_unsure;    /* the user was led to what an older check had found */
	struct place led_to;
};

/* How times are shown. */
struct display {
	struct zone zone; /* the document's */
	struct zone utc;
	struct zone local; /* the user's; its name is "" until it is asked for */
	enum shown_clock clock;
	enum date_style dates;
};

/* Can be rebuilt from the rest, so queries may change it. */
struct caches {
	struct str shown; /* text of the focused place */
	struct wrap_cache wraps;
	struct filtered filtered;
};

/* The row that is being added in its table; see quick_entry.c. */
struct quick {
	char row[ROW_ID_SIZE]; /* "": none */
	size_t step;           /* of undo, which began it */
	bool has_own_time;     /* it was filled in */
	int64_t held_at;       /* on the steady clock */
	char held; /* the letter that began it, which may turn out to be text; or '\0' */
};

/* The words that comments are on; see carrying.c. */
struct carrying {
	struct carried_words words;
	struct carried_span held; /* on which a comment is being written */
	struct kept_spans hit;    /* which the last op did more to than to move them */
};

/* What persists between actions. */
struct gesture {
	bool is_browsing;            /* Esc was pressed: moving does not enter texts */
	bool is_marking;             /* moves select */
	char rows_from[ROW_ID_SIZE]; /* where a selection of rows began; "": there is none */
	bool is_cutting;             /* the last action was a cut: the next one adds to the clip */
	bool by_letters; /* the last action was a letter's: letters are not typed into a new row */
	bool has_goal;
	unsigned goal;         /* column that up and down keep to */
	int64_t refuses_until; /* typed characters are ignored until then: see refusing.c */
	size_t marked_at; /* the new line automatically began an item, whose text begins here; 0: it
			     did not */
	size_t mark_len;
};

/* What was just done and how to undo it, until the next action. */
struct last_action {
	struct str said;  /* "" for none */
	size_t n_deleted; /* rows that it is about */
};

/* What the editor knows from its owner. */
struct surroundings {
	struct editor_hooks hooks;
	struct id_source ids;
	const struct keymap *keymap; /* NULL: keys are not named */
	struct str read_only;        /* why nothing can be changed */
	struct str author;           /* who changes the status; "" if unknown */
	struct str own;              /* labels of the two sides; "" */
	struct str other;
};

/* The fields of Start; see form_find_start_fields. */
struct start {
	unsigned *fields;
	size_t n;
};

struct editor {
	struct document document;
	size_t n_ahead; /* ops to come that the document has already, see change_ahead */
	const struct form *form;
	struct surroundings surroundings;
	struct focus focus;
	struct memories memories;
	struct start start;
	struct gesture gesture;
	struct quick quick;
	struct display display;
	struct str filter; /* rows of the focused table without this text are hidden */
	struct caches *caches;
	struct editor_search search;
	struct entry entry;
	struct undo undo;
	struct carrying carrying;
	struct checking checking;
	struct message message;
	struct last_action last_action;
	struct str clip; /* cut or copied text */
};

#endif

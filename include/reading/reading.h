/*
 * A document as a reader sees it, typeset for a width: lines of styled runs, each with its place in
 * the document and the bytes of the value that it shows. Nothing is laid out before it is asked
 * for, so that a long document opens at once and a key costs what is on the screen.
 *
 * A document is a list of parts (a heading, a question, an answer), a part has pieces (a paragraph,
 * an item, a row), and a piece has lines. So a position names a part, a piece and a line rather
 * than the number of a line.
 */
#ifndef AFTERWORD_READING_READING_H
#define AFTERWORD_READING_READING_H

#include "base/slice.h"
#include "model/document.h"
#include "model/when.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a text is. */
enum reading_style {
	READING_NORMAL,
	READING_TITLE,
	READING_HEADING,
	READING_QUESTION,
	READING_STRONG,
	READING_DIM,
	READING_OPEN, /* a question without an answer */
	READING_CONFLICT,
	READING_SEVERE,
	READING_DRAFT,
	READING_REVIEW,
	READING_FINAL,
	READING_STARTED_SIGN,
	READING_STARTED,
	READING_SEEN_SIGN,
	READING_SEEN,
	READING_OVER_SIGN,
	READING_OVER,
	READING_HARM,
	READING_AFTERMATH,
	READING_LATE,
	READING_UNDATED,
	READING_DONE,
	READING_DOING,
	READING_DROPPED,
	N_READING_STYLES,
};

struct reading_run {
	size_t text; /* offset in the piece's text */
	size_t len;
	enum reading_style style;
	size_t begin; /* bytes of the value; both 0: it shows none of them */
	size_t end;
	bool is_own; /* signs of ours, which have stand-ins in ASCII */
};

struct reading_line {
	size_t first_run;
	size_t n_runs;
	struct place place; /* if has_place; a row's column is that of its main text */
	bool has_place;
	bool is_first; /* of its place: what concerns all of it is said here */
	bool is_row;   /* the first line of a row */
	bool is_open;  /* a question without an answer */
	size_t begin;  /* the bytes of the value from its first run to its last; both 0: none */
	size_t end;
};

struct reading_at {
	size_t part;
	size_t piece;
	size_t line;
};

struct reading_options {
	unsigned columns;        /* of prose */
	unsigned wide;           /* of tables, rules and the chart */
	struct when_style style; /* its zone is borrowed */
	int64_t now;             /* seconds since 1970 UTC */
	bool is_presented;       /* only what is answered, and behind the last page the texts of the
				    timeline's rows, which have no place on theirs */
};

struct reading;

struct reading *reading_new(const struct document *document, const struct reading_options *options);
void reading_free(struct reading *self);
/* Follows what has changed in the document or the options. True: positions may mean other lines
 * than before. */
bool reading_update(struct reading *self, const struct reading_options *options);

/* The line at a position, and what its runs point to. Borrowed until the next call. */
const struct reading_line *reading_line(
	struct reading *self, const struct reading_at *at, const struct reading_run **runs);
struct slice reading_run_text(const struct reading *self, const struct reading_run *run);
/* The page of the form that a position is on; FORM_NONE above the first one. */
unsigned reading_page(const struct reading *self, const struct reading_at *at);

/* --- moving.c --- */

/* Negative: a is before b. */
int reading_compare(const struct reading_at *a, const struct reading_at *b);
/* Goes so many lines down or, negative, up, as far as there are any; returns how many it went. */
long reading_move(struct reading *self, struct reading_at *at, long lines);
void reading_last(struct reading *self, struct reading_at *out);
/* The line that shows a byte of the value at a place; with SIZE_MAX that which stands for all of
 * it, such as its question. False: it is not shown. */
bool reading_find(
	struct reading *self, const struct place *place, size_t offset, struct reading_at *out);

/* The heading of a page of the form. */
bool reading_find_page(struct reading *self, unsigned page, struct reading_at *out);

/* The next row or open question in a direction, from a position; false if there is none. */
bool reading_next_row(struct reading *self, int direction, struct reading_at *at);
bool reading_next_open(struct reading *self, int direction, struct reading_at *at);
size_t reading_count_rows(const struct reading *self);
size_t reading_count_open(const struct reading *self);

#endif

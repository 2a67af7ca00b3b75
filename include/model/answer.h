/*
 * How an answer stands in a text report, so that it can be read back: a line of it
 * that would mean something else there begins with a backslash more. Export and
 * import share the rule, so what is not written by export loses no backslash that
 * it needs.
 */
#ifndef AFTERWORD_MODEL_ANSWER_H
#define AFTERWORD_MODEL_ANSWER_H

#include "base/slice.h"
#include "model/layout.h"

/* Where the first line of it stands; further lines stand below it. */
enum answer_place {
	ANSWER_PROSE, /* below its question, line by line */
	ANSWER_LINE,  /* the same, or behind its label; it is one line */
	ANSWER_TITLE, /* the first line of all */
	ANSWER_ITEM,  /* behind "- ", further lines indented, as below */
	ANSWER_ROW,   /* at the start of a row */
	ANSWER_CELLS, /* behind the cells of a row */
	ANSWER_DAY, /* the same, and the cell before it is a day: a clock would be taken for its */
};

/* Where the answer to a field stands that is neither list nor rows. */
enum answer_place answer_place(const struct form_field *field);

/* Appends the lines of an answer to a field, with backslashes where they are needed. */
void answer_escape(const struct layout *layout, const struct form_field *field,
	enum answer_place place, struct slice answer, struct str *out);

/* The reverse. */
void answer_unescape(const struct layout *layout, const struct form_field *field,
	enum answer_place place, struct slice lines, struct str *out);

/*
 * In the cells of a row a line that another one of the same value follows ends in an odd
 * number of backslashes, half of them its own: without, lines were wrapped by hand, and
 * are one. n is how many there are.
 */
bool answer_keeps_breaks(const struct form_field *field, enum answer_place place);
bool answer_ends_in_break(struct slice line, size_t *n);

/* Is it a figure and nothing else, in the spelling of reports: "80%", "10/15/2023, 8:30 AM"? */
bool answer_is_figure(struct slice text);

/* A line's text behind "- ", "* ", "1." and such; the whole line when there is none. */
struct slice answer_after_bullet(struct slice line);

/* Is it "-", alone or with a gap behind it, for an empty cell? */
bool answer_is_placeholder(struct slice text);

/*
 * The cells in brackets that end a row's text, "[Owner: Dana; Due: 2023-11-01]": where
 * the bracket stands, SIZE_MAX when none does or it tells of something else than columns.
 */
size_t answer_bracket(const struct form_field *rows, struct slice text);

/* Appends a row's text that ends in such brackets so that they are taken for text; and back. */
void answer_escape_bracket(const struct form_field *rows, struct slice text, struct str *out);
void answer_unescape_bracket(const struct form_field *rows, struct slice text, struct str *out);

/* Takes the next cell off the inside of the brackets; false when nothing is left. */
bool answer_next_cell(
	const struct form_field *rows, struct slice *inside, unsigned *column, struct slice *cell);

/* Appends what stands for a cell inside the brackets; and back. */
void answer_escape_cell(struct slice cell, struct str *out);
void answer_unescape_cell(struct slice cell, struct str *out);

#endif

/*
 * How an answer is written in a text report so that it can be read back: a line that
 * would mean something else there gets a backslash in front. Export and import share
 * these rules, so the import of a text from elsewhere removes no backslash that belongs
 * to it.
 */
#ifndef AFTERWORD_MODEL_ANSWER_H
#define AFTERWORD_MODEL_ANSWER_H

#include "base/slice.h"
#include "model/layout.h"

/* How the first line of a report begins that shows a document with a problem; an import drops it.
 */
#define ANSWER_BAND "The document has a problem: "

/* Where its first line is; further lines follow below. */
enum answer_place {
	ANSWER_PROSE, /* below its question, line by line */
	ANSWER_LINE,  /* the same, or after its label; a single line */
	ANSWER_TITLE, /* the very first line */
	ANSWER_ITEM,  /* after "- ", further lines indented below */
	ANSWER_ROW,   /* at the start of a row */
	ANSWER_CELLS, /* after the cells of a row */
	ANSWER_DAY, /* the same, after a cell with a day, which would take a clock time for its own
		     */
};

/* Where the answer to a field is written that is neither a list nor rows. */
enum answer_place answer_place(const struct form_field *field);

/* Appends the lines of an answer to a field, with backslashes where they are needed. */
void answer_escape(const struct layout *layout, const struct form_field *field,
	enum answer_place place, struct slice answer, struct str *out);

/* The reverse. */
void answer_unescape(const struct layout *layout, const struct form_field *field,
	enum answer_place place, struct slice lines, struct str *out);

/*
 * In the cells of a row, a line that is followed by another one of the same value ends in
 * an odd number of backslashes, half of them its own. Lines without it were wrapped by
 * hand, and are one. n is the number of lines.
 */
bool answer_keeps_breaks(const struct form_field *field, enum answer_place place);
bool answer_ends_in_break(struct slice line, size_t *n);

/* Is it a figure and nothing else, as reports spell it: "80%", "10/15/2023, 8:30 AM"? */
bool answer_is_figure(struct slice text);

/* A line's text after "- ", "* ", "1." and the like; the complete line if there is none. */
struct slice answer_after_bullet(struct slice line);

/* Is it "-" for an empty cell, alone or followed by a gap? */
bool answer_is_placeholder(struct slice text);

/*
 * The cells in brackets at the end of a row's text, "[Owner: Dana; Due: 2023-11-01]": the
 * offset of the bracket; SIZE_MAX if there is none, or if it names something other than
 * columns.
 */
size_t answer_bracket(const struct form_field *rows, struct slice text);

/* Appends a row's text that ends in such brackets so that they are read as text; and the
 * reverse. */
void answer_escape_bracket(const struct form_field *rows, struct slice text, struct str *out);
void answer_unescape_bracket(const struct form_field *rows, struct slice text, struct str *out);

/* Takes the next cell off the inside of the brackets; false if nothing is left. */
bool answer_next_cell(
	const struct form_field *rows, struct slice *inside, unsigned *column, struct slice *cell);

/* Appends a cell as written inside the brackets; and the reverse. */
void answer_escape_cell(struct slice cell, struct str *out);
void answer_unescape_cell(struct slice cell, struct str *out);

#endif

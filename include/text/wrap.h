/*
 * Prose laid out in lines of at most so many cells. Breaks as in UAX 14; a URL is not
 * broken if it fits on a line, and a word wider than a line is broken between clusters.
 * Spaces at a soft break hang at the end of their line.
 *
 * A wrap uses the text only during layout; afterwards it holds offsets.
 */
#ifndef AFTERWORD_TEXT_WRAP_H
#define AFTERWORD_TEXT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

struct wrap_line {
	size_t start; /* byte offset of the first character */
	size_t end;   /* after the last drawn character, without hanging spaces and '\n' */
	size_t next;  /* start of the following line; len for the last */
	bool is_hard; /* ends at a '\n' or at the end of the text */
};

struct wrap {
	struct wrap_line *lines; /* at least one, even for an empty text */
	size_t n_lines;
	size_t cap;
	unsigned columns;
	bool keeps_words; /* set before: what is too wide for a line is not broken */
};

void wrap_release(struct wrap *self);

/* Lays out all of a text. columns is at least 1. */
void wrap_layout(struct wrap *self, const char *text, size_t len, unsigned columns);

/*
 * Updates a layout after inserted bytes replaced removed bytes at offset at; text is the
 * new text. Only the lines around it are laid out again; the result equals that of
 * wrap_layout.
 */
void wrap_update(struct wrap *self, const char *text, size_t len, size_t at, size_t removed,
	size_t inserted);

/* The line an offset is drawn on. An offset at a soft break belongs to the following line. */
size_t wrap_line_of(const struct wrap *self, size_t at);

/* Cells from the line's start to an offset on it, at most columns - 1. */
unsigned wrap_column_of(const struct wrap *self, const char *text, size_t at);

/* The cluster boundary on a line nearest to a column; the line's last one if it is shorter. */
size_t wrap_offset_at(const struct wrap *self, const char *text, size_t line, unsigned column);

#endif

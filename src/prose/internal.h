/* What the files of this layer share. */
#ifndef AFTERWORD_PROSE_INTERNAL_H
#define AFTERWORD_PROSE_INTERNAL_H

#include "prose/prose.h"

#include "base/slice.h"

#include <stdint.h>

/*
 * Appends the character that an entity such as &amp; or &#8212; names, or its text if it is
 * not one of those that people type or names a character that no text may have.
 */
void entity_append(struct str *out, struct slice entity);

/* The line that an offset is on, with what is before it; without its newline. */
struct slice prose_line_at(struct slice text, size_t at);

/* The offset of the first line that begins at or after an offset; len if there is none. */
size_t prose_next_line(struct slice text, size_t at);

/*
 * Were these lines of a paragraph wrapped by hand? They were if the longest has 60 to 100
 * columns and no line's first word would have fitted at the end of the line before.
 */
bool prose_is_hard_wrapped(struct slice lines);

/* Is it a line of three or more of one of - * _, with spaces at most: CommonMark 4.1? */
bool prose_is_rule(struct slice line);

/* The first such line from an offset on, behind quote and list markers; empty if none. */
struct slice prose_find_rule(struct slice text, size_t at);

/* An answer with what md4c needs to read it as it is meant; see tables.c. */
struct prose_spaced {
	struct str text;
	struct prose_insert {
		size_t begin; /* of what was added, in this text */
		size_t end;
		size_t source; /* where it is in the answer */
	} * inserts;
	size_t n;
	size_t cap;
	bool has_lines; /* some of them are empty lines */
};

/* What it is of an answer that was read; false if nothing needs it. */
bool prose_space(struct prose_spaced *self, const struct prose *prose, struct slice text);
/* Where a byte of it is in the answer. */
size_t prose_spaced_source(const struct prose_spaced *self, size_t at);
/* The first bytes from an offset to an end that are not in the answer; false if all are. */
bool prose_spaced_added(
	const struct prose_spaced *self, size_t at, size_t end, size_t *added, size_t *added_end);
void prose_spaced_release(struct prose_spaced *self);

/* Adds a paragraph for each link definition that no link uses, which Markdown would swallow. */
void prose_keep_definitions(struct prose *self, struct slice text);

#endif

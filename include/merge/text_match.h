/* What two texts have in common, for showing them as one; the comparison is the same as in
 * merges. */
#ifndef AFTERWORD_MERGE_TEXT_MATCH_H
#define AFTERWORD_MERGE_TEXT_MATCH_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* A text in contiguous pieces, which are borrowed from it. */
struct text_pieces {
	struct slice *items;
	bool *is_kept; /* of each: the other text has it too; both texts keep as many, in this order
			*/
	size_t n;
	size_t cap;
};

struct text_match {
	struct text_pieces from;
	struct text_pieces to;
};

/* By lines, each with its newline. The time is linear, so very different texts may be reported as
 * completely different. */
void text_match_lines(struct text_match *self, struct slice from, struct slice to);
/* By words, runs of white space, and single signs. */
void text_match_words(struct text_match *self, struct slice from, struct slice to);
/*
 * By lines, and those that differ by words, as people are shown it: a lone blank between two
 * changes is part of both. What is kept is cut into words only next to what is not, at least so
 * many of them; the rest is one piece. False if so few words are the same that they mean nothing;
 * then nothing is kept.
 */
enum { TEXT_MATCH_NEAR = 20 };
bool text_match_shown(struct text_match *self, struct slice from, struct slice to);
void text_match_release(struct text_match *self);

#endif

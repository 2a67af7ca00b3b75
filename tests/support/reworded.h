/*
 * Texts as a postmortem has them, and the same texts after somebody edited them, where each word
 * knows which one it was: what a comment on words is measured with.
 */
#ifndef AFTERWORD_TESTS_REWORDED_H
#define AFTERWORD_TESTS_REWORDED_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { REWORDED_NEW = -1 };

struct reworded_word {
	char text[32]; /* "" is the end of a paragraph */
	int origin;    /* which word of the first text it is, or REWORDED_NEW */
	size_t start;  /* in the text that was last written */
	size_t end;
};

struct reworded {
	struct reworded_word *items;
	size_t n;
	size_t cap;
};

/* Two to five paragraphs, 150 to 500 words. */
void reworded_make(struct reworded *self, uint64_t seed);
void reworded_release(struct reworded *self);
void reworded_copy(struct reworded *to, const struct reworded *from);

/* So many edits per 100 words: other words, new ones, fewer, a sentence copied elsewhere, a
 * paragraph moved. */
void reworded_edit(struct reworded *self, unsigned per_hundred, uint64_t seed);

/* Appends the text, and notes in it where each word is. */
void reworded_write(struct reworded *self, struct str *out);

/* One case: a text, the words that somebody commented, and the text after edits. */
struct reworded_case {
	struct reworded was, is;
	struct str old, new;
	size_t first, n; /* the words */
};

/* The quote has 1 to 8 words. Of different seeds, the cases are different texts and words. */
void reworded_case_make(struct reworded_case *self, unsigned per_hundred, uint64_t seed);
void reworded_case_release(struct reworded_case *self);
/* The span of the commented words in the old text. */
void reworded_case_span(const struct reworded_case *self, size_t *start, size_t *end);
/* Is one of these words still there? */
bool reworded_case_is_there(const struct reworded_case *self);
/* Has a span of the new text one of them, and not much else? */
bool reworded_case_is_right(const struct reworded_case *self, size_t start, size_t end);

#endif

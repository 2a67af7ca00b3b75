/* A text as its words, numbered so that equal ones have equal numbers; what is between them does
 * not count. */
#ifndef AFTERWORD_REVIEW_WORD_LIST_H
#define AFTERWORD_REVIEW_WORD_LIST_H

#include "merge/tokens.h"

#include <stdbool.h>

/* A word, or a single sign: every sign is one, but white space is none. */
struct word {
	uint32_t start; /* bytes in the text */
	uint32_t end;
	uint32_t number;
	bool is_sign;
};

struct word_list {
	struct slice text; /* borrowed */
	struct word *items;
	size_t n;
	size_t cap;
};

/* The text must outlive self, and names too. */
void word_list_read(struct word_list *self, struct names *names, struct slice text);
void word_list_release(struct word_list *self);

/* The first word that ends after an offset; n if there is none. */
size_t word_list_at(const struct word_list *self, size_t offset);

/* Widens a span to the complete words that are in it, if only partly; both ends are the same if
 * there are none. */
void word_list_widen(struct slice text, size_t *start, size_t *end);

/* The bytes of the white space that a text, which is not empty, begins with; 0 if it does not. */
size_t space_at(struct slice text);

#endif

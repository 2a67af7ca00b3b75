/* The words of people's names, however they are written. */
#ifndef AFTERWORD_CHECK_PERSON_WORD_H
#define AFTERWORD_CHECK_PERSON_WORD_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PERSON_LETTERS = 24 /* of a word; what is longer is no name */ };

/* A word without what can be written in several ways. */
struct person_word {
	uint32_t codes[PERSON_LETTERS];
	size_t n;
	struct slice text; /* borrowed */
};

/* The next word of letters at or after an offset; in East Asia each letter is one. */
bool person_word_read(struct slice text, size_t at, struct person_word *word);

/* Where in the text that it was read from it ends. */
size_t person_word_end(struct slice text, const struct person_word *word);

bool person_word_is_same(const struct person_word *a, const struct person_word *b);

bool person_word_is_asian(const struct person_word *word);

/* May it be a name as it is written? */
bool person_word_is_large(const struct person_word *word);

#endif

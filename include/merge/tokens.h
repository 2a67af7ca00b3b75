/*
 * Texts as numbered tokens: lines, or words. Equal tokens have equal numbers, so comparing texts is
 * comparing numbers.
 */
#ifndef AFTERWORD_MERGE_TOKENS_H
#define AFTERWORD_MERGE_TOKENS_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Gives equal tokens equal numbers, across several texts. */
struct names {
	struct name_slot *slots;
	size_t cap; /* a power of two */
	size_t n;
};

void names_release(struct names *self);
uint32_t names_number(struct names *self, struct slice token);
/* The number that a token has, UINT32_MAX if it has none. */
uint32_t names_look_up(const struct names *self, struct slice token);

/* A text cut into contiguous tokens. The text is borrowed. */
struct tokens {
	const char *text;
	uint32_t *starts; /* of each token; one more for the end of the text */
	uint32_t *numbers;
	size_t n;
	size_t cap;
};

void tokens_release(struct tokens *self);
/* Lines with their newlines. */
void tokens_read_lines(struct tokens *self, struct names *names, struct slice text);
/*
 * Words, runs of white space, single signs; each newline separately. Never cut inside a
 * UTF-8 character or before a combining mark. Without names, they are not numbered.
 */
void tokens_read_words(struct tokens *self, struct names *names, struct slice text);
/* The text of a range of tokens. */
struct slice tokens_text(const struct tokens *self, size_t from, size_t to);
bool tokens_is_newline(const struct tokens *self, size_t token);
/* Is one of them more than white space and signs? */
bool tokens_have_word(const struct tokens *self, size_t from, size_t to);
/* Are they only white space and newlines? */
bool tokens_are_blank(const struct tokens *self, size_t from, size_t to);
/* Does this code point belong to the character before it? */
bool code_is_mark(uint32_t code);

#endif

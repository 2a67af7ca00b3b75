/* Words as parts of names, in any script. */
#ifndef AFTERWORD_CHECK_NAME_WORD_H
#define AFTERWORD_CHECK_NAME_WORD_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A word, seen as part of a name. */
struct name_word {
	size_t len;
	size_t letters;
	bool is_name;    /* only letters, the first one a capital */
	bool is_capital; /* all of them are */
	bool is_short;   /* short for a name, as in East Asia */
};

/* Does a code point begin or continue a word of letters? Digits, emoji and signs do not. */
bool name_is_letter(uint32_t code);

/* The word at the start of a text, of length 0 if there is none. Returns its bytes, or those of the
 * sign there. */
size_t name_word_read(const char *text, size_t len, struct name_word *out);
/* Only returns those bytes. The text is not empty, and a NUL ends it or what it is a part of. */
size_t name_word_skip(const char *text, size_t len);

/* Compares the letters; an apostrophe may be straight or curly. */
bool name_word_is_same(struct slice self, struct slice other);

#endif

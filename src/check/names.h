/* The names of people that a document itself contains, and where its texts have them. */
#ifndef AFTERWORD_CHECK_NAMES_H
#define AFTERWORD_CHECK_NAMES_H

#include "internal.h"

#include "base/slice.h"

#define NAMES_MAX 256

struct name {
	const char *text; /* borrowed from a value */
	size_t len;
	bool is_common; /* also a word: only counts next to another name */
};

struct names {
	struct name items[NAMES_MAX];
	size_t n;
	bool is_first[256]; /* a name begins with this byte */
};

enum names_of { NAMES_OF_ALL, NAMES_OF_AUTHORS };

/* Those of authors, and of whoever owns or did something; teams are no names. */
void names_collect(const struct check *check, enum names_of of, struct names *out);

/* The name that a word is; NULL if it is none. */
const struct name *names_find_word(const struct names *self, struct slice word);

/* Is a word also something else than a name, in any case? */
bool names_is_word(struct slice word);

/* Is it never a name, but a title or a part of a team's? */
bool names_is_title(struct slice word);

bool names_is_group(const char *text, size_t len);

/* May a field have the name of whoever owns or did something? */
bool names_is_of_person(const struct form_field *field);

/* --- name_search.c --- */

/* Finds the next name at or after *start, with the names that follow it: "Geda Siraj". */
bool names_find(
	const struct names *names, const char *text, size_t len, size_t *start, size_t *end);

#endif

/* The names of people that a document itself contains, and where its texts have them. */
#ifndef AFTERWORD_CHECK_NAMES_H
#define AFTERWORD_CHECK_NAMES_H

#include "internal.h"

#define NAMES_MAX 256

struct name {
	const char *text; /* borrowed from a value */
	size_t len;
	bool is_common; /* also a word: only counts next to another name */
};

struct names {
	struct name items[NAMES_MAX];
	size_t n;
};

enum names_of { NAMES_OF_ALL, NAMES_OF_AUTHORS };

/* Those of authors, and of whoever owns or did something; teams are no names. */
void names_collect(const struct check *check, enum names_of of, struct names *out);

/* Finds the next name at or after *start, with the names that follow it: "Geda Siraj". */
bool names_find(
	const struct names *names, const char *text, size_t len, size_t *start, size_t *end);

#endif

/*
 * Looking for a text in another one, as people see both: case does not count, nor
 * whether an accent is part of its letter or a character of its own.
 */
#ifndef AFTERWORD_TEXT_SEARCH_H
#define AFTERWORD_TEXT_SEARCH_H

#include <stddef.h>

/* The next place in a text, from a cluster boundary on, where needle stands as whole clusters;
 * SIZE_MAX: none. matched (NULL allowed): how many bytes of the text it takes up, which may be
 * others than the needle's. */
size_t search_text(const char *text, size_t len, const char *needle, size_t needle_len, size_t from,
	size_t *matched);

#endif

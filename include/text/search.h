/*
 * Finds a text in another as a reader would: ignoring case, and whether an accent is part
 * of its letter or a separate character.
 */
#ifndef AFTERWORD_TEXT_SEARCH_H
#define AFTERWORD_TEXT_SEARCH_H

#include <stddef.h>

/* The next match of needle from a cluster boundary on, as complete clusters; SIZE_MAX: none.
 * *matched (may be NULL) is how many bytes of the text it covers, which may differ from the
 * needle's length. */
size_t search_text(const char *text, size_t len, const char *needle, size_t needle_len, size_t from,
	size_t *matched);

#endif

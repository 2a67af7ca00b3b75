/*
 * Finds a text in another as a reader would: ignoring case, and whether an accent is part
 * of its letter or a separate character.
 */
#ifndef AFTERWORD_TEXT_SEARCH_H
#define AFTERWORD_TEXT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is looked for in many texts, made ready once. */
struct needle {
	uint32_t *codes; /* decomposed, in lower case */
	size_t n;
	uint32_t *buffer;    /* for as many codes of the text */
	bool may_begin[256]; /* the first byte of a match, or one that needs a closer look */
};

void needle_init(struct needle *self, const char *text, size_t len);
void needle_release(struct needle *self);
/* As search_text; the same needle must not be used by two threads. */
size_t needle_find(
	const struct needle *self, const char *text, size_t len, size_t from, size_t *matched);

/* The next match of needle from a cluster boundary on, as complete clusters; SIZE_MAX: none.
 * *matched (may be NULL) is how many bytes of the text it covers, which may differ from the
 * needle's length. */
size_t search_text(const char *text, size_t len, const char *needle, size_t needle_len, size_t from,
	size_t *matched);

#endif

/* What the text layer shares internally: steps over clusters, and where a line may break. */
#ifndef AFTERWORD_TEXT_INTERNAL_H
#define AFTERWORD_TEXT_INTERNAL_H

#include "text/grapheme.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Is the cluster at an offset one ASCII byte? True for nearly all text, and cheap to find
 * out. '\r' needs no special care: "\r\n" is two clusters here.
 */
static inline bool text_is_plain(const char *text, size_t len, size_t at)
{
	return (unsigned char)text[at] < 0x80 &&
	       (at + 1 == len || (unsigned char)text[at + 1] < 0x80);
}

/* The boundary after at, which is below len; adds the cluster's cells to *column. */
static inline size_t text_step(const char *text, size_t len, size_t at, unsigned *column)
{
	if (text_is_plain(text, len, at) && text[at] >= 0x20 && text[at] < 0x7f) {
		*column += 1;
		return at + 1;
	}

	size_t next = grapheme_next(text, len, at);

	*column += grapheme_show(text + at, next - at, *column, NULL, NULL);
	return next;
}

/*
 * Sets may_break[i] for each byte of a hard line without its '\n': may the line break
 * before byte i? A URL that fits into columns is not broken.
 */
void linebreak_find(const char *line, size_t len, unsigned columns, bool *may_break);

#endif

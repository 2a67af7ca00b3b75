/* What the text layer shares internally: plain characters, and where a line may break. */
#ifndef AFTERWORD_TEXT_INTERNAL_H
#define AFTERWORD_TEXT_INTERNAL_H

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

/*
 * Sets may_break[i] for each byte of a hard line without its '\n': may the line break
 * before byte i? A URL that fits into columns is not broken.
 */
void linebreak_find(const char *line, size_t len, unsigned columns, bool *may_break);

#endif

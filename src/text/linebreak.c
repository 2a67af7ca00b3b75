/*
 * Where a line may break: UAX 14 by libunistring, with four corrections. Version 1.0
 * breaks after '.', ',' and ':' inside words, against rule LB29, and not after leading
 * spaces, against LB18; it breaks "--option" after the hyphens, against LB20a of newer
 * Unicode; and it breaks URLs, which can then be neither clicked nor copied.
 */
#include "base/mem.h"
#include "base/utf8.h"
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unilbrk.h>

#define FIRST_CJK 0x2e80 /* from here on letters are mostly of class ID: a break is right */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* As strchr, which would also find the NUL of the set. */
static bool is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c);
}

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool starts_letter(const char *text, size_t len)
{
	uint32_t code;

	if ((unsigned char)text[0] < 0x80)
		return is_ascii_letter(text[0]);
	utf8_decode(text, len, &code);
	return code < FIRST_CJK && uc_is_property_alphabetic(code);
}

/* SP / (anything), also at the start of the line. */
static void part_indent(const char *line, size_t len, bool *may_break)
{
	size_t at = 0;

	while (at < len && is_blank(line[at]))
		at++;
	if (at > 0 && at < len)
		may_break[at] = true;
}

/* IS x AL: "e.g.", "10:30am", "host.example.com". */
static void join_infixes(const char *line, size_t len, bool *may_break)
{
	for (size_t i = 1; i < len; i++) {
		if (may_break[i] && is_one_of(line[i - 1], ".,:;") &&
			starts_letter(line + i, len - i))
			may_break[i] = false;
	}
}

/* (sot | SP) HY x AL: "-x", "--option". */
static void join_options(const char *line, size_t len, bool *may_break)
{
	bool at_word_start = true;

	for (size_t i = 0; i < len; i++) {
		if (i > 0 && line[i - 1] == '-' && at_word_start &&
			starts_letter(line + i, len - i))
			may_break[i] = false;
		if (line[i] != '-')
			at_word_start = is_blank(line[i]);
	}
}

/* The characters of RFC 3986. URLs are ASCII, so prose in other scripts ends one. */
static bool is_url_byte(char c)
{
	return c > 0x20 && c < 0x7f && !is_one_of(c, "<>\"`{}|\\^");
}

static bool is_scheme_byte(char c)
{
	return is_ascii_letter(c) || is_one_of(c, "0123456789+-.");
}

/* The start of the scheme that ends before colon; colon if there is none. */
static size_t scheme_start(const char *line, size_t colon)
{
	size_t start = colon;
	size_t at = colon;

	while (at > 0 && is_scheme_byte(line[at - 1])) {
		at--;
		if (is_ascii_letter(line[at]))
			start = at;
	}
	return start;
}

static void join_urls(const char *line, size_t len, unsigned columns, bool *may_break)
{
	for (size_t at = 0; at + 3 <= len; at++) {
		const char *colon = memchr(line + at, ':', len - at);

		if (!colon)
			return;
		at = (size_t)(colon - line);

		size_t start = scheme_start(line, at);
		size_t end = at;

		if (len - at < 3 || memcmp(colon, "://", 3) != 0 || start == at)
			continue;
		while (end < len && is_url_byte(line[end]))
			end++;
		if (end - start <= columns)
			memset(may_break + start + 1, false, end - start - 1);
		at = end - 1;
	}
}

static void find_in_utf8(const char *line, size_t len, unsigned columns, bool *may_break)
{
	_Static_assert(sizeof(bool) == 1, "libunistring's marks turn into bools in place");
	char *marks = (char *)may_break;

	u8_possible_linebreaks((const uint8_t *)line, len, "UTF-8", marks);
	for (size_t i = 0; i < len; i++)
		may_break[i] = marks[i] == UC_BREAK_POSSIBLE;
	part_indent(line, len, may_break);
	join_infixes(line, len, may_break);
	join_options(line, len, may_break);
	join_urls(line, len, columns, may_break);
}

/* A copy with a letter in place of each byte that is not UTF-8, which libunistring does not
 * accept. */
static char *mend(const char *line, size_t len)
{
	char *mended = mem_strndup(line, len);
	size_t size;

	for (size_t at = 0; at < len; at += size) {
		uint32_t code;

		size = utf8_decode(line + at, len - at, &code);
		if (code == UTF8_INVALID)
			memset(mended + at, 'x', size);
	}
	return mended;
}

void linebreak_find(const char *line, size_t len, unsigned columns, bool *may_break)
{
	char *mended = utf8_check(line, len, NULL) ? NULL : mend(line, len);

	find_in_utf8(mended ? mended : line, len, columns, may_break);
	free(mended);
}

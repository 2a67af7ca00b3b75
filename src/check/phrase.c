/* Finding words and phrases in prose. */
#include "internal.h"

#include <string.h>

#define CURLY "\xe2\x80\x99" /* the apostrophe of typesetters */

bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* Bytes of text that the next character of a phrase covers, 0 when it is another. */
static size_t match_one(const char *text, size_t len, char wanted)
{
	size_t n = 0;

	if (wanted == ' ') {
		while (n < len && is_space(text[n]))
			n++;
		return n;
	}
	if (wanted == '\'' && len >= strlen(CURLY) && memcmp(text, CURLY, strlen(CURLY)) == 0)
		return strlen(CURLY);
	return len > 0 && lower(*text) == wanted ? 1 : 0;
}

/* Bytes of text from its start that are the phrase, 0 when they are not. */
static size_t match(const char *text, size_t len, const char *phrase)
{
	size_t at = 0;

	for (; *phrase != '\0' && *phrase != '*'; phrase++) {
		size_t n = match_one(text + at, len - at, *phrase);

		if (n == 0)
			return 0;
		at += n;
	}
	if (*phrase == '*') {
		while (at < len && is_word_byte(text[at]))
			at++;
		return at;
	}
	return at < len && is_word_byte(text[at]) ? 0 : at;
}

static void note_first(bool *firsts, const char *phrase)
{
	unsigned char first = (unsigned char)*phrase;

	firsts[first] = true;
	if (first >= 'a' && first <= 'z')
		firsts[first - ('a' - 'A')] = true;
	if (first == '\'')
		firsts[(unsigned char)CURLY[0]] = true;
}

bool phrase_find(const char *text, size_t len, const char *const *phrases, size_t n, size_t *start,
	size_t *end)
{
	bool firsts[256] = {false}; /* most bytes begin no phrase */

	for (size_t i = 0; i < n; i++)
		note_first(firsts, phrases[i]);
	for (size_t at = *start; at < len; at++) {
		if (!firsts[(unsigned char)text[at]])
			continue;
		bool is_inside = at > 0 && is_word_byte(text[at - 1]);

		for (size_t i = 0; i < n; i++) {
			if (is_inside && is_word_byte(*phrases[i]))
				continue;
			size_t matched = match(text + at, len - at, phrases[i]);

			if (matched > 0) {
				*start = at;
				*end = at + matched;
				return true;
			}
		}
	}
	return false;
}

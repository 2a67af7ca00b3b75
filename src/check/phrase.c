/* Matching words and phrases in prose. */
#include "internal.h"

#include <string.h>

#define CURLY "\xe2\x80\x99" /* the typographic apostrophe */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

size_t ascii_word(const char *text)
{
	const char *end = text;

	while (is_ascii_word(*end))
		end++;
	return (size_t)(end - text);
}

/* Bytes of text that match the next character of a phrase; 0 if they do not. */
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

size_t phrase_match(const char *text, size_t len, const char *phrase)
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

bool phrase_is_in(const char *text, size_t len, const char *const *items, size_t n)
{
	for (size_t at = 0; at < len; at++) {
		char first = lower(text[at]);

		if (at > 0 && is_word_byte(text[at - 1]))
			continue;
		for (size_t i = 0; i < n; i++)
			if (*items[i] == first && phrase_match(text + at, len - at, items[i]) > 0)
				return true;
	}
	return false;
}

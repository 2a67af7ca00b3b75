/* Finding words and phrases in prose. */
#include "internal.h"

#include <assert.h>
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

/* Bytes at the start of text that match the phrase; 0 if they do not. */
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

void phrases_init(struct phrases *self, const char *const *items, size_t n)
{
	assert(n <= PHRASES_MAX);
	*self = (struct phrases){.items = items};
	for (int byte = 0; byte < 256; byte++)
		self->is_inside[byte] = is_word_byte((char)byte);
	for (size_t i = n; i-- > 0;) {
		unsigned char byte = (unsigned char)*items[i];

		assert(items[i][1] != ' ' && items[i][1] != '\'');
		self->next[i + 1] = self->first[byte];
		self->first[byte] = (unsigned char)(i + 1);
	}
	/* The text is searched as it is, with capitals and curly apostrophes. */
	for (int capital = 'A'; capital <= 'Z'; capital++)
		self->first[capital] = self->first[(unsigned char)lower((char)capital)];
	self->first[(unsigned char)CURLY[0]] = self->first['\''];
	self->is_inside[(unsigned char)CURLY[0]] = self->first['\''] == 0;
}

/* The next offset from at on where a phrase may begin; len if there is none. A phrase that begins
 * with a word does so where a word begins. */
static size_t find_start(const struct phrases *self, const char *text, size_t len, size_t at)
{
	bool is_begun = at > 0 && is_word_byte(text[at - 1]);

	while (at < len) {
		if (is_begun)
			while (self->is_inside[(unsigned char)text[at]]) /* the NUL is not */
				at++;
		if (at < len && self->first[(unsigned char)text[at]] != 0)
			return at;
		is_begun = at < len && is_word_byte(text[at]);
		at++;
	}
	return len;
}

bool phrases_find(
	const struct phrases *self, const char *text, size_t len, size_t *start, size_t *end)
{
	for (size_t at = find_start(self, text, len, *start); at < len;
		at = find_start(self, text, len, at + 1)) {
		unsigned char number = self->first[(unsigned char)text[at]];

		for (; number != 0; number = self->next[number]) {
			const char *phrase = self->items[number - 1];
			/* mostly not; a curly apostrophe has three bytes */
			bool may_match = *phrase == '\'' || lower(text[at + 1]) == phrase[1];
			size_t matched = may_match ? match(text + at, len - at, phrase) : 0;

			if (matched > 0) {
				*start = at;
				*end = at + matched;
				return true;
			}
		}
	}
	return false;
}

bool phrase_is_in(const char *text, size_t len, const char *const *items, size_t n)
{
	for (size_t at = 0; at < len; at++) {
		char first = lower(text[at]);

		if (at > 0 && is_word_byte(text[at - 1]))
			continue;
		for (size_t i = 0; i < n; i++)
			if (*items[i] == first && match(text + at, len - at, items[i]) > 0)
				return true;
	}
	return false;
}

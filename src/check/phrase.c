/* Finding words and phrases in prose. */
#include "internal.h"

#include <assert.h>
#include <string.h>

#define PHRASES_MAX 64

#define CURLY "\xe2\x80\x99" /* the typographic apostrophe */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
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

/* The phrases by their first byte, because most bytes begin none. Numbers count from 1. */
struct starts {
	unsigned char first[256];
	unsigned char next[PHRASES_MAX + 1];
	bool is_word[PHRASES_MAX + 1]; /* begins with a word: not inside another */
};

static void add_start(struct starts *self, unsigned char byte, unsigned char number)
{
	self->is_word[number] = is_word_byte((char)byte);
	self->next[number] = self->first[byte];
	self->first[byte] = number;
}

/* Capitals and the first byte of a curly apostrophe are entered too, because the text is searched
 * as it is. */
static void starts_init(struct starts *self, const char *const *phrases, size_t n)
{
	assert(n <= PHRASES_MAX);
	memset(self->first, 0, sizeof self->first);
	for (size_t i = n; i-- > 0;)
		add_start(self, (unsigned char)*phrases[i], (unsigned char)(i + 1));
	for (int capital = 'A'; capital <= 'Z'; capital++)
		self->first[capital] = self->first[(unsigned char)lower((char)capital)];
	self->first[(unsigned char)CURLY[0]] = self->first['\''];
}

/* The next offset from at on where a phrase may begin; len if there is none. Most bytes that could
 * begin one are inside a word. */
static size_t find_start(const struct starts *self, const char *text, size_t len, size_t at)
{
	for (; at < len; at++) {
		unsigned char number = self->first[(unsigned char)text[at]];

		if (number != 0 &&
			(!self->is_word[number] || at == 0 || !is_word_byte(text[at - 1])))
			break;
	}
	return at;
}

bool phrase_find(const char *text, size_t len, const char *const *phrases, size_t n, size_t *start,
	size_t *end)
{
	struct starts starts;

	starts_init(&starts, phrases, n);
	for (size_t at = find_start(&starts, text, len, *start); at < len;
		at = find_start(&starts, text, len, at + 1)) {
		unsigned char number = starts.first[(unsigned char)text[at]];

		for (; number != 0; number = starts.next[number]) {
			const char *phrase = phrases[number - 1];

			size_t matched = match(text + at, len - at, phrase);

			if (matched > 0) {
				*start = at;
				*end = at + matched;
				return true;
			}
		}
	}
	return false;
}

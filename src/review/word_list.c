/*
 * Words as merging sees them, with three differences that a quote needs, which is stored on one
 * line with single spaces: all white space is the same, so that a paragraph may be wrapped anew; a
 * mark without a character before it is a word of its own, whatever is before it; and what is very
 * long is cut, so that a quote from it can be short.
 */
#include "word_list.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/grapheme.h"

#include <stdlib.h>

enum { LONGEST_WORD = 64 }; /* bytes */

void word_list_release(struct word_list *self)
{
	free(self->items);
	*self = (struct word_list){0};
}

static bool is_wide_space(uint32_t code)
{
	return code == 0xa0 || (code >= 0x2000 && code <= 0x200b) || code == 0x2028 ||
	       code == 0x2029 || code == 0x202f || code == 0x205f || code == 0x3000;
}

/* How many bytes at the start of a token are white space. */
static size_t skip_space(struct slice token)
{
	size_t at = 0;

	while (at < token.len) {
		uint32_t code;
		size_t len = utf8_decode(token.data + at, token.len - at, &code);

		if (!is_wide_space(code) && !ascii_is_space(token.data[at]))
			break;
		at += len;
	}
	return at;
}

/* The marks at the start of a token, or as much of it as makes a word. */
static size_t take_word(struct slice token)
{
	size_t at = 0;
	uint32_t code;

	for (size_t len; at < token.len; at += len) {
		len = utf8_decode(token.data + at, token.len - at, &code);
		if (!code_is_mark(code))
			break;
	}
	if (at == 0)
		at = token.len;
	if (at <= LONGEST_WORD)
		return at;
	size_t cut = grapheme_snap(token.data, token.len, LONGEST_WORD);

	return cut > 0 ? cut : utf8_prefix(token.data, token.len, LONGEST_WORD);
}

static void add_word(struct word_list *self, struct word word)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = word;
}

/* Most tokens are one word or one piece of white space. */
static void add_token(
	struct word_list *self, struct names *names, const struct tokens *tokens, size_t token)
{
	size_t at = tokens->starts[token];
	size_t end = tokens->starts[token + 1];
	struct slice text = {self->text.data + at, end - at};

	at += skip_space(text);
	while (at < end) {
		struct slice rest = {self->text.data + at, end - at};
		size_t len = take_word(rest);

		uint32_t number = len == text.len
					  ? tokens->numbers[token]
					  : names_number(names, (struct slice){rest.data, len});

		add_word(self, (struct word){(uint32_t)at, (uint32_t)(at + len), number,
				       !tokens_have_word(tokens, token, token + 1)});
		at += len;
	}
}

void word_list_read(struct word_list *self, struct names *names, struct slice text)
{
	struct tokens tokens;

	*self = (struct word_list){.text = text};
	tokens_read_words(&tokens, names, text);
	for (size_t i = 0; i < tokens.n; i++)
		add_token(self, names, &tokens, i);
	tokens_release(&tokens);
}

size_t word_list_at(const struct word_list *self, size_t offset)
{
	size_t low = 0;
	size_t high = self->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (self->items[middle].end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

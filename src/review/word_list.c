/*
 * Words as merging sees them, with a few differences that a quote needs, which is stored on one
 * line with single spaces: all white space is the same, so that a paragraph may be wrapped anew; a
 * mark without a character before it is a word of its own, whatever is before it; what is very long
 * is cut, so that a quote from it can be short; and where there are no spaces between words, each
 * cluster is one.
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

size_t space_at(struct slice text)
{
	unsigned char first = (unsigned char)text.data[0];
	uint32_t code;

	if (first < 0x80)
		return ascii_is_space((char)first) ? 1 : 0;
	if (first != 0xc2 && first != 0xe2 && first != 0xe3)
		return 0;
	size_t len = utf8_decode(text.data, text.len, &code);

	return is_wide_space(code) ? len : 0;
}

/* Marks take white space before and behind them into a token. */
static size_t skip_space(struct slice token)
{
	size_t at = 0;

	for (size_t len = 1; at < token.len && len > 0; at += len)
		len = space_at(slice_from(token, at));
	return at;
}

/* What is before the next white space; of what is very long, more than a word may have. */
static struct slice before_space(struct slice token)
{
	size_t at = 0;

	while (at < token.len && at < 2 * LONGEST_WORD && space_at(slice_from(token, at)) == 0)
		at++;
	return (struct slice){token.data, at};
}

/* Thai, Lao, Burmese and Khmer have no spaces between words; merging takes a phrase for one. */
static bool is_unspaced(uint32_t code)
{
	return (code >= 0xe00 && code <= 0xeff) || (code >= 0x1000 && code <= 0x109f) ||
	       (code >= 0x1780 && code <= 0x17ff);
}

/* The marks at the start of a token, or all of it; of an unspaced one the first cluster. */
static size_t take_start(struct slice token)
{
	size_t at = 0;

	while (at < token.len && at <= LONGEST_WORD) {
		uint32_t code;
		size_t len = utf8_decode(token.data + at, token.len - at, &code);

		if (at == 0 && is_unspaced(code))
			return grapheme_next(token.data, token.len, 0);
		if (!code_is_mark(code))
			break;
		at += len;
	}
	return at > 0 ? at : token.len;
}

/* As much of a token as makes a word. */
static size_t take_word(struct slice token)
{
	size_t len = take_start(token);

	if (len <= LONGEST_WORD)
		return len;
	size_t cut = grapheme_snap(token.data, token.len, LONGEST_WORD);

	return cut > 0 ? cut : utf8_prefix(token.data, token.len, LONGEST_WORD);
}

static void add_word(struct word_list *self, struct word word)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = word;
}

static void add_any(
	struct word_list *self, struct names *names, const struct tokens *tokens, size_t token)
{
	struct slice text = tokens_text(tokens, token, token + 1);
	struct slice rest = text;

	for (rest = slice_from(rest, skip_space(rest)); rest.len > 0;
		rest = slice_from(rest, skip_space(rest))) {
		struct slice word = {rest.data, take_word(before_space(rest))};
		size_t start = (size_t)(word.data - self->text.data);
		uint32_t number =
			word.len == text.len ? tokens->numbers[token] : names_number(names, word);

		add_word(self, (struct word){(uint32_t)start, (uint32_t)(start + word.len), number,
				       !tokens_have_word(tokens, token, token + 1)});
		rest = slice_from(rest, word.len);
	}
}

/* Anything. */
static void read_tokens(struct word_list *self, struct names *names, struct slice text)
{
	struct tokens tokens;

	tokens_read_words(&tokens, names, text);
	for (size_t i = 0; i < tokens.n; i++)
		add_any(self, names, &tokens, i);
	tokens_release(&tokens);
}

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* The same for ASCII, several times as fast: letters make a word, and each sign is one. */
static void read_plain(struct word_list *self, struct names *names, struct slice text)
{
	size_t offset = (size_t)(text.data - self->text.data);
	size_t len;

	for (size_t at = 0; at < text.len; at += len) {
		const char *word = text.data + at;
		bool is_sign = !is_letter((unsigned char)*word);

		len = 1;
		while (!is_sign && len < text.len - at && len < LONGEST_WORD &&
			is_letter((unsigned char)word[len]))
			len++;
		add_word(self, (struct word){(uint32_t)(offset + at), (uint32_t)(offset + at + len),
				       names_number(names, (struct slice){word, len}), is_sign});
	}
}

static bool is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Nothing goes on behind white space, so each piece between it can be read for itself. */
void word_list_read(struct word_list *self, struct names *names, struct slice text)
{
	const unsigned char *bytes = (const unsigned char *)text.data;
	size_t end;

	*self = (struct word_list){.text = text};
	for (size_t at = 0; at < text.len; at = end) {
		unsigned char all = 0;

		for (; at < text.len && is_space(bytes[at]); at++)
			;
		for (end = at; end < text.len && !is_space(bytes[end]); end++)
			all |= bytes[end];
		(all < 0x80 ? read_plain : read_tokens)(
			self, names, (struct slice){text.data + at, end - at});
	}
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

/* The words of the piece between white space that has a byte. */
static void read_piece(
	struct word_list *self, struct names *names, struct slice text, size_t *from, size_t at)
{
	size_t end = at;

	*from = at;
	while (*from > 0 && !is_space((unsigned char)text.data[*from - 1]))
		(*from)--;
	while (end < text.len && !is_space((unsigned char)text.data[end]))
		end++;
	word_list_read(self, names, (struct slice){text.data + *from, end - *from});
}

static size_t widen_start(struct slice text, size_t start)
{
	struct names names = {0};
	struct word_list words;
	size_t from;

	while (start < text.len && is_space((unsigned char)text.data[start]))
		start++;
	read_piece(&words, &names, text, &from, start);
	size_t at = word_list_at(&words, start - from);

	if (at < words.n)
		start = from + words.items[at].start;
	word_list_release(&words);
	names_release(&names);
	return start;
}

static size_t widen_end(struct slice text, size_t end)
{
	struct names names = {0};
	struct word_list words;
	size_t from;

	while (end > 0 && is_space((unsigned char)text.data[end - 1]))
		end--;
	if (end == 0)
		return 0;
	read_piece(&words, &names, text, &from, end - 1);
	for (size_t i = words.n; i-- > 0;) {
		if (from + words.items[i].start >= end)
			continue;
		end = from + words.items[i].end;
		break;
	}
	word_list_release(&words);
	names_release(&names);
	return end;
}

void word_list_widen(struct slice text, size_t *start, size_t *end)
{
	size_t first = widen_start(text, *start);
	size_t last = widen_end(text, *end);

	*end = first < *end && last > *start ? last : *start;
	*start = *end == *start ? *start : first;
}

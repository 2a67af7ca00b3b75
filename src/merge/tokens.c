/*
 * Texts as numbered tokens: lines, or words. Comparing tokens is then comparing numbers,
 * and no token ends inside a character.
 */
#include "merge/tokens.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* --- numbers --- */

struct name_slot {
	struct slice token; /* data NULL: free */
	uint32_t hash;
	uint32_t number;
};

void names_release(struct names *self)
{
	free(self->slots);
	*self = (struct names){0};
}

static struct name_slot *find_slot(const struct names *self, struct slice token, uint32_t hash)
{
	for (size_t at = hash & (self->cap - 1);; at = (at + 1) & (self->cap - 1)) {
		struct name_slot *slot = &self->slots[at];

		if (!slot->token.data ||
			(slot->hash == hash && slot->token.len == token.len &&
				memcmp(slot->token.data, token.data, token.len) == 0))
			return slot;
	}
}

static void grow_names(struct names *self)
{
	struct names old = *self;

	self->cap = old.cap > 0 ? old.cap * 2 : 32;
	self->slots = mem_zalloc(self->cap, sizeof(*self->slots));
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].token.data)
			*find_slot(self, old.slots[i].token, old.slots[i].hash) = old.slots[i];
	free(old.slots);
}

uint32_t names_number(struct names *self, struct slice token)
{
	uint32_t hash = slice_hash(token);

	if (self->n * 2 >= self->cap)
		grow_names(self);
	struct name_slot *slot = find_slot(self, token, hash);

	if (!slot->token.data)
		*slot = (struct name_slot){token, hash, (uint32_t)self->n++};
	return slot->number;
}

uint32_t names_look_up(const struct names *self, struct slice token)
{
	if (self->n == 0)
		return UINT32_MAX;
	const struct name_slot *slot = find_slot(self, token, slice_hash(token));

	return slot->token.data ? slot->number : UINT32_MAX;
}

/* --- tokens --- */

void tokens_release(struct tokens *self)
{
	free(self->starts);
	free(self->numbers);
	*self = (struct tokens){0};
}

static void add_token(struct tokens *self, struct names *names, size_t start, size_t end)
{
	if (self->n + 1 >= self->cap) {
		self->cap = self->cap > 0 ? self->cap * 2 : 64;
		self->starts = mem_resize(self->starts, self->cap, sizeof(*self->starts));
		self->numbers = mem_resize(self->numbers, self->cap, sizeof(*self->numbers));
	}
	self->starts[self->n] = (uint32_t)start;
	self->starts[self->n + 1] = (uint32_t)end;
	self->numbers[self->n++] =
		names ? names_number(names, (struct slice){self->text + start, end - start}) : 0;
}

void tokens_read_lines(struct tokens *self, struct names *names, struct slice text)
{
	size_t end;

	*self = (struct tokens){.text = text.data};
	for (size_t at = 0; at < text.len; at = end) {
		const char *newline = memchr(text.data + at, '\n', text.len - at);

		end = newline ? (size_t)(newline - text.data) + 1 : text.len;
		add_token(self, names, at, end);
	}
}

struct slice tokens_text(const struct tokens *self, size_t from, size_t to)
{
	if (from == to)
		return (struct slice){"", 0};
	return (struct slice){
		self->text + self->starts[from], self->starts[to] - self->starts[from]};
}

bool tokens_is_newline(const struct tokens *self, size_t token)
{
	return self->text[self->starts[token]] == '\n';
}

/* --- words --- */

struct range {
	uint32_t first;
	uint32_t last;
};

static bool is_in(uint32_t code, const struct range *ranges, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

bool code_is_mark(uint32_t code)
{
	/* the combining marks of UAX 44, in broad ranges; joiners, variation and skin selectors */
	static const struct range marks[] = {{0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05c7},
		{0x0610, 0x061a}, {0x064b, 0x065f}, {0x0670, 0x0670}, {0x06d6, 0x06ed},
		{0x0900, 0x0903}, {0x093a, 0x094f}, {0x0e31, 0x0e3a}, {0x0e47, 0x0e4e},
		{0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200c, 0x200d}, {0x20d0, 0x20ff},
		{0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0x1f3fb, 0x1f3ff},
		{0xe0020, 0xe007f}, {0xe0100, 0xe01ef}};

	return code >= 0x300 && is_in(code, marks, LENGTH(marks));
}

enum class { CLASS_BLANK, CLASS_WORD, CLASS_ALONE };

/* Asked for nearly every byte of a text, and so without a call. */
static bool is_ascii_word(uint32_t code)
{
	return (code | 0x20) - 'a' < 26 || code - '0' < 10 || code == '_';
}

static enum class class_of(uint32_t code) {
	/* wide spaces, punctuation, and the scripts without spaces between words */
	static const struct range alone[] = {{0x00a0, 0x00a0}, {0x2000, 0x206f}, {0x3000, 0x30ff},
		{0x3400, 0x9fff}, {0xf900, 0xfaff}, {0xff00, 0xff0f}, {0x20000, 0x3ffff}};

	if (code == ' ' || code == '\t') return CLASS_BLANK;
	if (code < 0x80) return is_ascii_word(code) ? CLASS_WORD : CLASS_ALONE;
	return is_in(code, alone, LENGTH(alone)) ? CLASS_ALONE : CLASS_WORD;
}

static bool is_word(uint32_t code)
{
	/* signs among the characters that are tokens of their own; the rest are letters */
	static const struct range signs[] = {
		{0, 0x7f}, {0x00a0, 0x00a0}, {0x2000, 0x206f}, {0x3000, 0x303f}, {0xff00, 0xff0f}};
	enum class class = class_of(code);

	return class == CLASS_WORD || (class == CLASS_ALONE && !is_in(code, signs, LENGTH(signs)));
}

bool tokens_have_word(const struct tokens *self, size_t from, size_t to)
{
	for (; from < to; from++) {
		uint32_t code;

		utf8_decode(self->text + self->starts[from],
			self->starts[from + 1] - self->starts[from], &code);
		if (is_word(code))
			return true;
	}
	return false;
}

bool tokens_are_blank(const struct tokens *self, size_t from, size_t to)
{
	return slice_trim(tokens_text(self, from, to)).len == 0;
}

/* Does a character of this class continue a token that ends in one of another? */
static bool goes_on(enum class class, uint32_t code, enum class before, uint32_t before_code)
{
	if (before_code == '\n')
		return false;
	if (code_is_mark(code) || before_code == 0x200d)
		return true;
	return class == before && class != CLASS_ALONE;
}

/* The end of a run of spaces, or of ASCII letters, from an offset on. */
static size_t skip_run(struct slice text, size_t at, bool is_word)
{
	const unsigned char *bytes = (const unsigned char *)text.data;

	if (is_word)
		while (at < text.len && is_ascii_word(bytes[at]))
			at++;
	else
		while (at < text.len && (bytes[at] == ' ' || bytes[at] == '\t'))
			at++;
	return at;
}

void tokens_read_words(struct tokens *self, struct names *names, struct slice text)
{
	enum class before = CLASS_ALONE;
	uint32_t before_code = '\n';
	size_t start = 0;
	size_t len;

	*self = (struct tokens){.text = text.data};
	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code;

		len = utf8_decode(text.data + at, text.len - at, &code);
		enum class class = class_of(code);

		if (at > start && !goes_on(class, code, before, before_code)) {
			add_token(self, names, start, at);
			start = at;
		}
		if (!code_is_mark(code) || at == start)
			before = class;
		before_code = code;
		/* most of a text: no other one in such a run begins a token */
		if (code < 0x80 && class != CLASS_ALONE)
			len = skip_run(text, at + 1, class == CLASS_WORD) - at;
	}
	if (text.len > start)
		add_token(self, names, start, text.len);
}

/* Finds quoted words; see review/quoted.h. Both texts are made alike, with the way back to the
 * bytes of the text. */
#include "review/quoted.h"

#include "anchor_internal.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/search.h"
#include "word_list.h"

#include <stdlib.h>
#include <string.h>

/* A text with single spaces. */
struct alike {
	struct str text;
	size_t *at; /* where a byte of it comes from */
	size_t cap;
};

/* What people type for signs that programs make of it; NULL: it is no such sign. */
static const char *typed_sign(uint32_t code)
{
	static const struct {
		uint32_t code;
		const char *typed;
	} signs[] = {
		{0xab, "\""},
		{0xbb, "\""},
		{0x2010, "-"},
		{0x2011, "-"},
		{0x2012, "-"},
		{0x2013, "-"},
		{0x2014, "-"},
		{0x2018, "'"},
		{0x2019, "'"},
		{0x201a, "'"},
		{0x201c, "\""},
		{0x201d, "\""},
		{0x201e, "\""},
		{0x2026, "..."},
		{0x2212, "-"},
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (signs[i].code == code)
			return signs[i].typed;
	return NULL;
}

static void add(struct alike *self, struct slice piece, size_t from)
{
	self->at =
		mem_grow(self->at, &self->cap, self->text.len + piece.len + 1, sizeof(*self->at));
	for (size_t i = 0; i < piece.len; i++)
		self->at[self->text.len + i] = from;
	str_append(&self->text, piece.data, piece.len);
	self->at[self->text.len] = from;
}

static void alike_read(struct alike *self, struct slice text, bool is_typed)
{
	bool is_space = false;

	for (size_t at = 0, len; at < text.len; at += len) {
		struct slice piece = slice_from(text, at);
		const char *typed;
		uint32_t code;

		len = space_at(piece);
		if (len > 0) {
			add(self, slice_of_text(is_space ? "" : " "), at);
			is_space = true;
			continue;
		}
		is_space = false;
		len = piece.len = utf8_decode(piece.data, piece.len, &code);
		typed = is_typed ? typed_sign(code) : NULL;
		add(self, typed ? slice_of_text(typed) : piece, at);
	}
	add(self, (struct slice){"", 0}, text.len);
}

static void alike_release(struct alike *self)
{
	str_release(&self->text);
	free(self->at);
}

/* --- as they are --- */

/* What a stored quote is of: the words, or those before a gap and those behind it. */
struct parts {
	const char *first;
	size_t first_len;
	const char *last; /* NULL: all of it is in one */
};

/* The end of the parts at a byte; NULL if they are not there. */
static const char *match(const char *at, const struct parts *parts)
{
	const char *last;

	if (strncmp(at, parts->first, parts->first_len) != 0)
		return NULL;
	at += parts->first_len;
	if (!parts->last)
		return at;
	last = strstr(at, parts->last);
	return last ? last + strlen(parts->last) : NULL;
}

static void find_parts(
	struct quoted *self, const struct alike *text, const struct parts *parts, size_t nth)
{
	const char *begin = str_text(&text->text);

	for (const char *at = begin; *at != '\0'; at++) {
		const char *end = match(at, parts);

		if (end == NULL)
			continue;
		if (++self->n == nth) {
			self->start = text->at[at - begin];
			self->end = text->at[end - begin];
		}
	}
}

static void find_exactly(
	struct quoted *self, const struct alike *text, const char *words, size_t nth)
{
	const char *gap = strstr(words, ANCHOR_GAP);

	find_parts(self, text, &(struct parts){words, strlen(words), NULL}, nth);
	if (self->n == 0 && gap)
		find_parts(self, text,
			&(struct parts){words, (size_t)(gap - words), gap + strlen(ANCHOR_GAP)},
			nth);
}

/* --- nearly --- */

static void find_other(struct quoted *self, struct slice text, struct slice words)
{
	struct alike typed = {0};
	struct alike sought = {0};
	size_t len = 0;
	size_t at;

	alike_read(&typed, text, true);
	alike_read(&sought, words, true);
	at = search_text(str_text(&typed.text), typed.text.len, str_text(&sought.text),
		sought.text.len, 0, &len);
	if (at != SIZE_MAX)
		*self = (struct quoted){
			.is_other = true, .start = typed.at[at], .end = typed.at[at + len]};
	alike_release(&typed);
	alike_release(&sought);
}

struct quoted quoted_find(struct slice text, struct slice words, size_t nth)
{
	struct quoted self = {0};
	struct alike alike = {0};
	struct alike sought = {0};

	words = slice_trim(words);
	if (words.len == 0)
		return self;
	alike_read(&alike, text, false);
	alike_read(&sought, words, false);
	find_exactly(&self, &alike, str_text(&sought.text), nth);
	alike_release(&alike);
	alike_release(&sought);
	if (self.n == 0)
		find_other(&self, text, words);
	return self;
}

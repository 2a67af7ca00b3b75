/* The tokens of two texts as pieces, with those marked that are outside all hunks. */
#include "merge/text_match.h"

#include "base/mem.h"
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static void take_pieces(struct text_pieces *self, const struct tokens *tokens)
{
	self->n = tokens->n;
	self->items = mem_zalloc(tokens->n, sizeof(*self->items));
	self->is_kept = mem_zalloc(tokens->n, sizeof(*self->is_kept));
	memset(self->is_kept, true, tokens->n * sizeof(*self->is_kept));
	for (size_t i = 0; i < tokens->n; i++)
		self->items[i] = tokens_text(tokens, i, i + 1);
}

static void match(struct text_match *self, struct slice from, struct slice to,
	void (*read)(struct tokens *, struct names *, struct slice))
{
	struct names names = {0};
	struct tokens a, b;
	struct hunks hunks = {0};

	read(&a, &names, from);
	read(&b, &names, to);
	diff_tokens(&a, &b, &names, &hunks);
	take_pieces(&self->from, &a);
	take_pieces(&self->to, &b);
	for (size_t i = 0; i < hunks.n; i++) {
		const struct hunk *hunk = &hunks.items[i];

		for (size_t k = hunk->from; k < hunk->from_end; k++)
			self->from.is_kept[k] = false;
		for (size_t k = hunk->to; k < hunk->to_end; k++)
			self->to.is_kept[k] = false;
	}
	hunks_release(&hunks);
	tokens_release(&a);
	tokens_release(&b);
	names_release(&names);
}

void text_match_lines(struct text_match *self, struct slice from, struct slice to)
{
	match(self, from, to, tokens_read_lines);
}

void text_match_words(struct text_match *self, struct slice from, struct slice to)
{
	match(self, from, to, tokens_read_words);
}

/* --- as people are shown it --- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_letter(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80 || c == '_';
}

/* A lone space between two changes reads better as part of both. */
static void drop_lone_blanks(struct text_pieces *from, struct text_pieces *to)
{
	size_t j = 0;

	for (size_t i = 0; i < from->n; i++) {
		if (!from->is_kept[i])
			continue;
		while (!to->is_kept[j])
			j++;

		bool is_lone = i > 0 && i + 1 < from->n && j > 0 && j + 1 < to->n &&
			       is_blank(from->items[i].data[0]) &&
			       (!from->is_kept[i - 1] || !to->is_kept[j - 1]) &&
			       (!from->is_kept[i + 1] || !to->is_kept[j + 1]);

		if (is_lone)
			from->is_kept[i] = to->is_kept[j] = false;
		j++;
	}
}

static size_t count_letters(const struct text_pieces *words, bool only_kept)
{
	size_t n = 0;

	for (size_t i = 0; i < words->n; i++)
		if ((!only_kept || words->is_kept[i]) && is_letter(words->items[i].data[0]))
			n += words->items[i].len;
	return n;
}

/* In a rewritten text, the few words that happen to match mean nothing. */
static bool is_rewritten(const struct text_match *match)
{
	size_t from = count_letters(&match->from, false);
	size_t to = count_letters(&match->to, false);

	return count_letters(&match->from, true) * 2 < (from < to ? from : to);
}

static void keep_none(struct text_pieces *self)
{
	memset(self->is_kept, false, self->n * sizeof(*self->is_kept));
}

bool text_match_shown(struct text_match *self, struct slice from, struct slice to)
{
	text_match_words(self, from, to);
	drop_lone_blanks(&self->from, &self->to);
	if (!is_rewritten(self))
		return true;
	keep_none(&self->from);
	keep_none(&self->to);
	return false;
}

static void release_pieces(struct text_pieces *self)
{
	free(self->items);
	free(self->is_kept);
	*self = (struct text_pieces){0};
}

void text_match_release(struct text_match *self)
{
	release_pieces(&self->from);
	release_pieces(&self->to);
}

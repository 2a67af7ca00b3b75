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

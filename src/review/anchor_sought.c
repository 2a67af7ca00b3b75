/* An anchor as weighted words. */
#include "anchor_internal.h"

#include "base/mem.h"

#include <stdlib.h>

enum {
	WEIGHT = 40, /* of a word that the text has at most once */
	SIGNS_WEIGH_LESS = 6,
	NEAR = 6, /* words */
	QUOTE_WEIGHS = 3,
	NEAR_WEIGHS = 2,
};

static void add_word(struct sought *self, const struct word_list *words, size_t at, int factor)
{
	const struct word *word = &words->items[at];

	self->words[self->n] =
		(struct slice){words->text.data + word->start, word->end - word->start};
	self->numbers[self->n] = word->number;
	self->weights[self->n++] = factor * (word->is_sign ? 1 : SIGNS_WEIGH_LESS);
}

/* Of a word so many words away from the quote. */
static int importance(enum part part, size_t distance)
{
	if (part == PART_QUOTE)
		return QUOTE_WEIGHS;
	return distance < NEAR ? NEAR_WEIGHS : 1;
}

void sought_add(struct sought *self, struct names *names, enum part part, struct slice text)
{
	struct word_list words;
	size_t most = part == PART_QUOTE ? QUOTE_WORDS : SOUGHT_CONTEXT;

	word_list_read(&words, names, text);
	size_t n = words.n < most ? words.n : most;
	size_t first = part == PART_BEFORE ? words.n - n : 0;

	for (size_t i = first; i < first + n; i++) {
		add_word(self, &words, i,
			importance(part, part == PART_BEFORE ? words.n - 1 - i : i));
		self->n_words += part == PART_QUOTE && !words.items[i].is_sign;
	}
	self->ends[part] = self->n;
	word_list_release(&words);
}

/* Halved for each doubling beyond one would say that "the" is nothing; this way it is still
 * something. */
static int rarity(uint32_t count)
{
	int doublings = 0;

	for (; count > 1; count /= 2)
		doublings++;
	return WEIGHT / (1 + doublings);
}

void sought_weigh(struct sought *self, const struct word_list *text, size_t n_names)
{
	uint32_t *counts = mem_zalloc(n_names + 1, sizeof(*counts));
	size_t i = 0;

	for (size_t k = 0; k < text->n; k++)
		counts[text->items[k].number]++;
	for (enum part part = 0; part < N_PARTS; part++)
		for (self->totals[part] = 0; i < self->ends[part]; i++) {
			self->weights[i] *= rarity(counts[self->numbers[i]]);
			self->totals[part] += self->weights[i];
		}
	free(counts);
}

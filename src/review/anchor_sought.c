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

static void add_word(struct sought *self, const struct anchor_text *text,
	const struct word_list *words, size_t at, int factor)
{
	const struct word *word = &words->items[at];
	struct slice bytes = {words->text.data + word->start, word->end - word->start};

	self->words[self->n] = bytes;
	self->numbers[self->n] = names_look_up(&text->names, bytes);
	self->weights[self->n++] = factor * (word->is_sign ? 1 : SIGNS_WEIGH_LESS);
}

/* Of a word so many words away from the quote. */
static int importance(enum part part, size_t distance)
{
	if (part == PART_QUOTE)
		return QUOTE_WEIGHS;
	return distance < NEAR ? NEAR_WEIGHS : 1;
}

static void add_part(
	struct sought *self, const struct anchor_text *text, enum part part, struct slice bytes)
{
	struct names names = {0};
	struct word_list words;
	size_t most = part == PART_QUOTE ? QUOTE_WORDS : SOUGHT_CONTEXT;

	word_list_read(&words, &names, bytes);
	size_t n = words.n < most ? words.n : most;
	size_t first = part == PART_BEFORE ? words.n - n : 0;

	for (size_t i = first; i < first + n; i++) {
		add_word(self, text, &words, i,
			importance(part, part == PART_BEFORE ? words.n - 1 - i : i));
		self->n_words += part == PART_QUOTE && !words.items[i].is_sign;
	}
	self->ends[part] = self->n;
	word_list_release(&words);
	names_release(&names);
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

static void weigh(struct sought *self, const struct anchor_text *text)
{
	size_t i = 0;

	for (enum part part = 0; part < N_PARTS; part++)
		for (; i < self->ends[part]; i++) {
			self->weights[i] *= rarity(anchor_text_count(text, self->numbers[i]));
			self->totals[part] += self->weights[i];
		}
}

void sought_read(
	struct sought *self, const struct anchor_text *text, const struct slice parts[N_PARTS])
{
	*self = (struct sought){.n = 0};
	for (enum part part = 0; part < N_PARTS; part++)
		add_part(self, text, part, parts[part]);
	weigh(self, text);
}

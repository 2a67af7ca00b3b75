/*
 * Lays an anchor along a piece of text: the words in the same order, as many of them and as close
 * to each other as possible (T. Smith, M. Waterman, 1981, with the anchor as a whole).
 */
#include "anchor_internal.h"

#include "base/mem.h"
#include "base/slice.h"

#include <stdlib.h>
#include <string.h>

enum { SKIP_TEXT = 6, SKIP_SOUGHT = 2, CHANGED = 3, SIMILAR_BYTES = 4 };

struct alignment {
	const struct sought *sought;
	size_t first; /* of the words that are sought */
	size_t m;     /* how many of them */
	const struct word *words;
	const char *text;
	size_t n;    /* words of the text */
	int *scores; /* n + 1 for each word that is sought, and one more */
};

static int *score_at(const struct alignment *self, size_t j, size_t i)
{
	return &self->scores[j * (self->n + 1) + i];
}

/* What a pair of words is worth: all, half if one is the other with another ending, or nothing. */
static int worth(const struct alignment *self, size_t j, size_t i)
{
	struct slice sought = self->sought->words[self->first + j];
	const struct word *word = &self->words[i];
	size_t len = word->end - word->start;
	size_t same = 0;

	if (word->number == self->sought->numbers[self->first + j])
		return self->sought->weights[self->first + j];
	while (same < len && same < sought.len &&
		ascii_lower(self->text[word->start + same]) == ascii_lower(sought.data[same]))
		same++;
	if (same < SIMILAR_BYTES || same * 3 < (len > sought.len ? len : sought.len) * 2)
		return 0;
	return self->sought->weights[self->first + j] / 2;
}

static int pair(const struct alignment *self, size_t j, size_t i)
{
	int gain = worth(self, j, i);

	return *score_at(self, j, i) + (gain > 0 ? gain : -CHANGED);
}

static void fill(struct alignment *self)
{
	for (size_t i = 0; i <= self->n; i++)
		*score_at(self, 0, i) = 0;
	for (size_t j = 1; j <= self->m; j++) {
		*score_at(self, j, 0) = *score_at(self, j - 1, 0) - SKIP_SOUGHT;
		for (size_t i = 1; i <= self->n; i++) {
			int best = pair(self, j - 1, i - 1);
			int left = *score_at(self, j, i - 1) - SKIP_TEXT;
			int up = *score_at(self, j - 1, i) - SKIP_SOUGHT;

			best = left > best ? left : best;
			*score_at(self, j, i) = up > best ? up : best;
		}
	}
}

static enum part part_of(const struct sought *sought, size_t j)
{
	if (j < sought->ends[PART_BEFORE])
		return PART_BEFORE;
	return j < sought->ends[PART_QUOTE] ? PART_QUOTE : PART_AFTER;
}

static void note_pair(
	struct alignment *self, size_t j, size_t i, size_t offset, struct candidate *out)
{
	enum part part = part_of(self->sought, self->first + j);

	out->found[part] += worth(self, j, i);
	if (part != PART_QUOTE)
		return;
	if (out->from == out->to)
		out->to = offset + i + 1;
	out->from = offset + i;
}

static void trace(struct alignment *self, size_t offset, struct candidate *out)
{
	size_t j = self->m;
	size_t i = 0;

	for (size_t k = 1; k <= self->n; k++)
		if (*score_at(self, j, k) > *score_at(self, j, i))
			i = k;
	while (j > 0 && i > 0) {
		int score = *score_at(self, j, i);

		if (score == pair(self, j - 1, i - 1)) {
			note_pair(self, --j, --i, offset, out);
		} else if (score == *score_at(self, j - 1, i) - SKIP_SOUGHT) {
			j--;
		} else {
			i--;
		}
	}
}

static void lay(const struct sought *sought, size_t first, size_t end, const struct word_list *text,
	size_t from, size_t to, struct candidate *out)
{
	struct alignment self = {.sought = sought,
		.first = first,
		.m = end - first,
		.words = text->items + from,
		.text = text->text.data,
		.n = to - from};

	*out = (struct candidate){0};
	self.scores = mem_alloc((self.m + 1) * (self.n + 1) * sizeof(*self.scores));
	fill(&self);
	trace(&self, from, out);
	free(self.scores);
}

void sought_align(const struct sought *sought, const struct word_list *text, size_t from, size_t to,
	struct candidate *out)
{
	lay(sought, 0, sought->n, text, from, to, out);
}

int sought_align_part(const struct sought *sought, enum part part, const struct word_list *text,
	size_t from, size_t to)
{
	struct candidate place;

	lay(sought, part > 0 ? sought->ends[part - 1] : 0, sought->ends[part], text, from, to,
		&place);
	return place.found[part];
}

/*
 * Where in a text an anchor may be: where its words are close to each other, in any order, and
 * where its quote is as it was. The time is linear, so the few places can be looked at closely.
 */
#include "anchor_internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* The best so far, the best first. */
struct ranking {
	size_t at[PLACES_MAX / 2];
	int scores[PLACES_MAX / 2];
	size_t n;
};

static void rank(struct ranking *self, size_t at, int score)
{
	size_t i = self->n;

	if (self->n < PLACES_MAX / 2)
		self->n++;
	else if (score <= self->scores[--i])
		return;
	for (; i > 0 && self->scores[i - 1] < score; i--) {
		self->at[i] = self->at[i - 1];
		self->scores[i] = self->scores[i - 1];
	}
	self->at[i] = at;
	self->scores[i] = score;
}

/* The words of the anchor, by number. */
struct bag {
	int *weights;
	int *wanted; /* how often it is sought, less how often it is in the window */
	int score;
};

static void enter(struct bag *self, uint32_t number)
{
	if (self->wanted[number]-- > 0)
		self->score += self->weights[number];
}

static void leave(struct bag *self, uint32_t number)
{
	if (++self->wanted[number] > 0)
		self->score -= self->weights[number];
}

/* For each word of the text, how much of the anchor is in the window that begins there. */
static int *score_windows(
	const struct sought *sought, const struct word_list *text, size_t window, size_t n_names)
{
	struct bag bag = {.weights = mem_zalloc(n_names, sizeof(int)),
		.wanted = mem_zalloc(n_names, sizeof(int))};
	int *scores = mem_alloc((text->n + 1) * sizeof(*scores));

	for (size_t j = 0; j < sought->n; j++) {
		bag.weights[sought->numbers[j]] = sought->weights[j];
		bag.wanted[sought->numbers[j]]++;
	}
	for (size_t i = text->n; i-- > 0;) {
		enter(&bag, text->items[i].number);
		if (i + window < text->n)
			leave(&bag, text->items[i + window].number);
		scores[i] = bag.score;
	}
	free(bag.weights);
	free(bag.wanted);
	return scores;
}

static bool has_quote(const struct sought *sought, const struct word_list *text, size_t at)
{
	size_t first = sought->ends[PART_BEFORE];
	size_t n = sought->ends[PART_QUOTE] - first;

	for (size_t i = 0; i < n; i++)
		if (at + i >= text->n || text->items[at + i].number != sought->numbers[first + i])
			return false;
	return n > 0;
}

/* The best window of each stretch of the text that is as long as one. */
static void rank_windows(struct ranking *windows, const int *scores, size_t n, size_t window)
{
	for (size_t start = 0; start < n; start += window) {
		size_t best = start;

		for (size_t i = start; i < start + window && i < n; i++)
			if (scores[i] > scores[best])
				best = i;
		if (scores[best] > 0)
			rank(windows, best, scores[best]);
	}
}

static uint32_t count_numbers(const struct sought *sought, const struct word_list *text)
{
	uint32_t n = 0;

	for (size_t i = 0; i < text->n; i++)
		n = text->items[i].number >= n ? text->items[i].number + 1 : n;
	for (size_t j = 0; j < sought->n; j++)
		n = sought->numbers[j] >= n ? sought->numbers[j] + 1 : n;
	return n;
}

static size_t less(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The quote as it was, with what is around it now. */
static void look_at_quote(
	const struct sought *sought, const struct word_list *text, size_t at, struct candidate *out)
{
	size_t before = sought->ends[PART_BEFORE];
	size_t after = sought->n - sought->ends[PART_QUOTE];
	size_t end = at + sought->ends[PART_QUOTE] - before;

	*out = (struct candidate){.from = at, .to = end};
	out->found[PART_QUOTE] = sought->totals[PART_QUOTE];
	out->found[PART_BEFORE] = align_part(sought, PART_BEFORE, text, less(at, before * 2), at);
	out->found[PART_AFTER] =
		align_part(sought, PART_AFTER, text, end, least(end + after * 2, text->n));
}

size_t find_candidates(const struct sought *sought, const struct word_list *text,
	struct candidate places[PLACES_MAX])
{
	size_t window = sought->n + sought->n / 4 + 2;
	int *scores = score_windows(sought, text, window, count_numbers(sought, text));
	struct ranking windows = {.n = 0};
	struct ranking quotes = {.n = 0};
	size_t n = 0;

	rank_windows(&windows, scores, text->n, window);
	for (size_t i = 0; i < text->n; i++)
		if (has_quote(sought, text, i))
			rank(&quotes, i, scores[less(i, sought->ends[PART_BEFORE])]);
	free(scores);
	for (size_t i = 0; i < quotes.n; i++)
		look_at_quote(sought, text, quotes.at[i], &places[n++]);
	for (size_t i = 0; i < windows.n; i++)
		align(sought, text, less(windows.at[i], window),
			least(windows.at[i] + window * 2, text->n), &places[n++]);
	return n;
}

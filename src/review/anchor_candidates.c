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

static size_t less(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* --- as it was --- */

static bool has_words(const struct sought *sought, size_t first, size_t n,
	const struct word_list *text, size_t at)
{
	if (at > text->n || n > text->n - at)
		return false;
	for (size_t i = 0; i < n; i++)
		if (text->items[at + i].number != sought->numbers[first + i])
			return false;
	return true;
}

bool sought_is_at(
	const struct sought *sought, const struct word_list *text, const struct candidate *place)
{
	size_t before = sought->ends[PART_BEFORE];

	return place->from >= before &&
	       place->to - place->from == sought->ends[PART_QUOTE] - before &&
	       has_words(sought, 0, sought->n, text, place->from - before);
}

/* The word of a range of the anchor that the text has least often. */
static size_t rarest(
	const struct sought *sought, const struct anchor_text *text, size_t first, size_t end)
{
	size_t best = first;

	for (size_t j = first + 1; j < end; j++)
		if (anchor_text_count(text, sought->numbers[j]) <
			anchor_text_count(text, sought->numbers[best]))
			best = j;
	return best;
}

/* Calls back with each place where the words of a range of the anchor are as they were; stops when
 * that returns false. */
static void each_place(const struct sought *sought, const struct anchor_text *text, size_t first,
	size_t end, bool (*note)(void *context, size_t at), void *context)
{
	size_t rare = rarest(sought, text, first, end);
	uint32_t n = first < end ? anchor_text_count(text, sought->numbers[rare]) : 0;
	const uint32_t *places = n > 0 ? anchor_text_places(text, sought->numbers[rare]) : NULL;

	for (uint32_t i = 0; i < n; i++)
		if (places[i] >= rare - first &&
			has_words(sought, first, end - first, &text->words,
				places[i] - (rare - first)) &&
			!note(context, places[i] - (rare - first)))
			return;
}

struct unchanged {
	const struct sought *sought;
	struct candidate *places;
	size_t n;
};

static bool note_unchanged(void *context, size_t at)
{
	struct unchanged *self = context;
	const struct sought *sought = self->sought;
	struct candidate *place = &self->places[self->n++];

	*place = (struct candidate){
		.from = at + sought->ends[PART_BEFORE], .to = at + sought->ends[PART_QUOTE]};
	memcpy(place->found, sought->totals, sizeof(place->found));
	return self->n < 2;
}

/* --- the quote as it was --- */

struct quotes {
	struct ranking ranking;
	const int *scores;
	size_t before;
};

static bool note_quote(void *context, size_t at)
{
	struct quotes *self = context;

	rank(&self->ranking, at, self->scores[less(at, self->before)]);
	return true;
}

/* With what is around it now. */
static void look_at_quote(
	const struct sought *sought, const struct word_list *text, size_t at, struct candidate *out)
{
	size_t before = sought->ends[PART_BEFORE];
	size_t after = sought->n - sought->ends[PART_QUOTE];
	size_t end = at + sought->ends[PART_QUOTE] - before;

	*out = (struct candidate){.from = at, .to = end};
	out->found[PART_QUOTE] = sought->totals[PART_QUOTE];
	out->found[PART_BEFORE] =
		sought_align_part(sought, PART_BEFORE, text, less(at, before * 2), at);
	out->found[PART_AFTER] =
		sought_align_part(sought, PART_AFTER, text, end, least(end + after * 2, text->n));
}

/* --- its words, in any order --- */

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

static void fill(struct bag *self, const struct sought *sought)
{
	for (size_t j = 0; j < sought->n; j++)
		if (sought->numbers[j] != NO_NUMBER) {
			self->weights[sought->numbers[j]] = sought->weights[j];
			self->wanted[sought->numbers[j]]++;
		}
}

static void empty(struct bag *self, const struct sought *sought)
{
	for (size_t j = 0; j < sought->n; j++)
		if (sought->numbers[j] != NO_NUMBER)
			self->weights[sought->numbers[j]] = self->wanted[sought->numbers[j]] = 0;
}

/* For each word of the text, how much of the anchor is in the window that begins there. */
static int *score_windows(const struct sought *sought, struct anchor_text *text, size_t window)
{
	const struct word_list *words = &text->words;
	struct bag bag = {.weights = text->weights, .wanted = text->wanted};
	int *scores = mem_alloc((words->n + 1) * sizeof(*scores));

	fill(&bag, sought);
	for (size_t i = words->n; i-- > 0;) {
		enter(&bag, words->items[i].number);
		if (i + window < words->n)
			leave(&bag, words->items[i + window].number);
		scores[i] = bag.score;
	}
	for (size_t i = 0; i < window && i < words->n; i++)
		leave(&bag, words->items[i].number);
	empty(&bag, sought);
	return scores;
}

/* The best window of each stretch of the text that is as long as one, if it has enough. */
static void rank_windows(
	struct ranking *windows, const int *scores, size_t n, size_t window, int enough)
{
	for (size_t start = 0; start < n; start += window) {
		size_t best = start;

		for (size_t i = start; i < start + window && i < n; i++)
			if (scores[i] > scores[best])
				best = i;
		if (scores[best] > enough)
			rank(windows, best, scores[best]);
	}
}

/* --- all of them --- */

static size_t find_changed(
	const struct sought *sought, struct anchor_text *text, struct candidate places[PLACES_MAX])
{
	const struct word_list *words = &text->words;
	size_t window = sought->n + sought->n / 4 + 2;
	int *scores = score_windows(sought, text, window);
	struct ranking windows = {.n = 0};
	struct quotes quotes = {.scores = scores, .before = sought->ends[PART_BEFORE]};
	int all = sought->totals[PART_BEFORE] + sought->totals[PART_QUOTE] +
		  sought->totals[PART_AFTER];
	size_t n = 0;

	rank_windows(&windows, scores, words->n, window, all * 2 / 5);
	each_place(sought, text, sought->ends[PART_BEFORE], sought->ends[PART_QUOTE], note_quote,
		&quotes);
	free(scores);
	for (size_t i = 0; i < quotes.ranking.n; i++)
		look_at_quote(sought, words, quotes.ranking.at[i], &places[n++]);
	for (size_t i = 0; i < windows.n; i++)
		sought_align(sought, words, less(windows.at[i], window),
			least(windows.at[i] + window * 2, words->n), &places[n++]);
	return n;
}

size_t sought_find(
	const struct sought *sought, struct anchor_text *text, struct candidate places[PLACES_MAX])
{
	struct unchanged unchanged = {.sought = sought, .places = places};

	if (sought->ends[PART_BEFORE] == sought->ends[PART_QUOTE])
		return 0;
	each_place(sought, text, 0, sought->n, note_unchanged, &unchanged);
	return unchanged.n > 0 ? unchanged.n : find_changed(sought, text, places);
}

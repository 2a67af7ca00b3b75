/* Finding the words of an anchor: the best place in the text, unless it is not good enough or not
 * the only one. */
#include "anchor_internal.h"

#include "text/grapheme.h"

enum {
	BYTES_MAX = 16384, /* of a part; more is not ours */
	ENOUGH = 50,       /* percent of the quote, and of all */
	SURE = 75,         /* percent of the context, where the quote itself is something else */
};

/* That a short quote needs its context, and that a rival within a tenth is too many, cost more
 * right places than they saved wrong ones. */
const struct doubts anchor_doubts = {.context = 0, .rival = 98};

/* --- judging a place --- */

static int total(const int parts[N_PARTS])
{
	return parts[PART_BEFORE] + parts[PART_QUOTE] + parts[PART_AFTER];
}

static bool is_share(int part, int all, int percent)
{
	return (int64_t)part * 100 >= (int64_t)all * percent;
}

static int context(const int parts[N_PARTS])
{
	return parts[PART_BEFORE] + parts[PART_AFTER];
}

static bool is_good(
	const struct sought *sought, const struct candidate *place, const struct doubts *doubts)
{
	const int *found = place->found;
	const int *all = sought->totals;

	if (place->from == place->to || !is_share(total(found), total(all), ENOUGH))
		return false;
	if (sought->n_words < SHORT_QUOTE &&
		!is_share(context(found), context(all), doubts->context))
		return false;
	return is_share(found[PART_QUOTE], all[PART_QUOTE], ENOUGH) ||
	       (context(all) > 0 && is_share(context(found), context(all), SURE));
}

/* Is it another place, and not the same with one word more or less? Where nothing has changed, each
 * is a place of its own. */
static bool is_elsewhere(const struct sought *sought, const struct word_list *text,
	const struct candidate *a, const struct candidate *b)
{
	if (a->from == a->to || a->from == b->from)
		return false;
	return a->from >= b->to || b->from >= a->to ||
	       (sought_is_at(sought, text, a) && sought_is_at(sought, text, b));
}

static const struct candidate *choose(const struct sought *sought, struct anchor_text *text,
	struct candidate places[PLACES_MAX], const struct doubts *doubts)
{
	size_t n = sought_find(sought, text, places);
	const struct candidate *best = NULL;

	for (size_t i = 0; i < n; i++)
		if (is_good(sought, &places[i], doubts) &&
			(!best || total(places[i].found) > total(best->found)))
			best = &places[i];
	/* has another place so much of what the best one has? */
	for (size_t i = 0; best && doubts->rival > 0 && i < n; i++)
		if (is_elsewhere(sought, &text->words, &places[i], best) &&
			is_share(total(places[i].found), total(best->found), doubts->rival))
			return NULL;
	return best;
}

/* --- the place --- */

struct anchor_place anchor_place_snap(
	enum anchor_match match, struct slice text, size_t start, size_t end)
{
	size_t last = grapheme_snap(text.data, text.len, end);

	return (struct anchor_place){.match = match,
		.start = grapheme_snap(text.data, text.len, start),
		.end = last < end ? grapheme_next(text.data, text.len, last) : end};
}

/* --- reading what is stored --- */

static struct slice first_bytes(struct slice text)
{
	return (struct slice){text.data, text.len < BYTES_MAX ? text.len : BYTES_MAX};
}

static struct slice last_bytes(struct slice text)
{
	return slice_from(text, text.len - first_bytes(text).len);
}

static struct anchor_place find_parts(
	struct anchor_text *text, const struct slice parts[N_PARTS], const struct doubts *doubts)
{
	const struct word_list *words = &text->words;
	struct sought sought;
	struct candidate places[PLACES_MAX];

	sought_read(&sought, text, parts);
	const struct candidate *best = choose(&sought, text, places, doubts);

	if (!best)
		return (struct anchor_place){.match = ANCHOR_LOST};
	return anchor_place_snap(sought_is_at(&sought, words, best) ? ANCHOR_EXACT : ANCHOR_NEAR,
		words->text, words->items[best->from].start, words->items[best->to - 1].end);
}

/* The first words of a long quote, and behind them its last ones. */
static struct anchor_place find_ends(struct anchor_text *text, const struct slice head[N_PARTS],
	const struct slice tail[N_PARTS], const struct doubts *doubts)
{
	struct anchor_place start = find_parts(text, head, doubts);
	struct anchor_place end = find_parts(text, tail, doubts);

	if (start.match == ANCHOR_LOST || end.match == ANCHOR_LOST || start.end > end.start)
		return (struct anchor_place){.match = ANCHOR_LOST};
	return (struct anchor_place){.match = end.match < start.match ? end.match : start.match,
		.start = start.start,
		.end = end.end};
}

/* Which bytes of a quote are its first and its last words? A quote with more words than are stored
 * has been cut, and only these say anything. */
static bool cut_quote(struct slice quote, struct slice *first, struct slice *last)
{
	struct names names = {0};
	struct word_list words;

	*first = first_bytes(quote);
	*last = last_bytes(quote);
	word_list_read(&words, &names, *first);
	bool is_cut = words.n > QUOTE_WORDS;

	if (is_cut)
		first->len = words.items[QUOTE_END - 1].end;
	word_list_release(&words);
	if (is_cut) {
		word_list_read(&words, &names, *last);
		if (words.n > QUOTE_END)
			*last = slice_from(*last, words.items[words.n - QUOTE_END].start);
		word_list_release(&words);
	}
	names_release(&names);
	return is_cut;
}

struct anchor_place anchor_text_find_doubting(
	struct anchor_text *text, const struct anchor *anchor, const struct doubts *doubts)
{
	const struct slice none = {"", 0};
	struct slice before = last_bytes(slice_of(&anchor->before));
	struct slice after = first_bytes(slice_of(&anchor->after));
	struct slice first, last;

	if (cut_quote(slice_of(&anchor->quote), &first, &last))
		return find_ends(text, (const struct slice[]){before, first, none},
			(const struct slice[]){none, last, after}, doubts);
	return find_parts(text, (const struct slice[]){before, first, after}, doubts);
}

struct anchor_place anchor_text_find(struct anchor_text *text, const struct anchor *anchor)
{
	return anchor_text_find_doubting(text, anchor, &anchor_doubts);
}

struct anchor_place anchor_find(const struct anchor *self, struct slice text)
{
	struct anchor_text *read = anchor_text_new(text);
	struct anchor_place place = anchor_text_find(read, self);

	anchor_text_free(read);
	return place;
}

bool anchor_is_certain(const struct anchor *self, struct slice text, struct err *err)
{
	return anchor_find(self, text).match == ANCHOR_EXACT ||
	       err_set(err, ERR_USAGE,
		       "these words could be in several places; take some of those around them, "
		       "too");
}

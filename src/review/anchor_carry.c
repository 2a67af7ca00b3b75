/*
 * Carrying a span to the text that somebody else made of it: with the words that both have in
 * common, as merging finds them; words that are not among them, because their paragraph was moved
 * or much of it was rewritten, are looked for with a wide context.
 */
#include "anchor_internal.h"

#include "base/mem.h"
#include "merge/text_match.h"

#include <stdlib.h>
#include <string.h>

enum {
	CARRY_CONTEXT = 12,
	ROOM = 16, /* words that may have come into a span, besides as many as it had */
};

static const struct anchor_place lost = {.match = ANCHOR_LOST};

/* Two texts, and what is found out about them when a span needs it. */
struct carrier {
	struct slice from;
	struct slice to;
	size_t same_start; /* bytes */
	size_t same_end;
	struct text_match match;
	size_t *partners; /* of each kept piece of the old text: which one it is in the new */
	struct names names;
	struct word_list words;       /* of the old text */
	struct anchor_text *new_text; /* NULL: not read yet, nor are the words */
};

/* --- one change beside the span --- */

static size_t count_same_start(struct slice a, struct slice b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.data[n] == b.data[n])
		n++;
	return n;
}

static size_t count_same_end(struct slice a, struct slice b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.data[a.len - n - 1] == b.data[b.len - n - 1])
		n++;
	return n;
}

/* Is all that changed on one side of the span? Then it has only moved. */
static bool carry_beside(
	const struct carrier *self, size_t start, size_t end, struct anchor_place *place)
{
	size_t moved = 0;

	if (start >= self->from.len - self->same_end && end > self->same_start)
		moved = self->to.len - self->from.len; /* may wrap, and back */
	else if (end > self->same_start)
		return false;
	*place = anchor_place_snap(ANCHOR_EXACT, self->to, start + moved, end + moved);
	return true;
}

/* --- words in common --- */

/* Pieces of a text, both ends included. */
struct ends {
	size_t first;
	size_t last;
};

/* The pieces of a span, without white space. */
struct carried {
	size_t n;
	size_t kept;       /* how many of them the other text has, too */
	struct ends all;   /* in the old text */
	struct ends inner; /* the outermost kept ones, in the old text */
	struct ends now;   /* and in the new one */
};

static bool is_blank(struct slice piece)
{
	return slice_trim(piece).len == 0;
}

static void take_piece(struct carried *self, size_t i, size_t j, bool is_kept)
{
	if (self->n++ == 0)
		self->all.first = i;
	self->all.last = i;
	if (!is_kept)
		return;
	if (self->kept++ == 0) {
		self->inner.first = i;
		self->now.first = j;
	}
	self->inner.last = i;
	self->now.last = j;
}

/* The piece with the byte at an offset. */
static size_t piece_at(const struct text_pieces *pieces, const char *text, size_t offset)
{
	size_t low = 0;
	size_t high = pieces->n;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct slice *piece = &pieces->items[middle];

		if ((size_t)(piece->data - text) + piece->len <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void carry_pieces(
	struct carried *self, const struct carrier *carrier, size_t start, size_t end)
{
	const struct text_pieces *old = &carrier->match.from;
	const char *text = carrier->from.data;

	*self = (struct carried){0};
	for (size_t i = piece_at(old, text, start);
		i < old->n && (size_t)(old->items[i].data - text) < end; i++)
		if (!is_blank(old->items[i]))
			take_piece(self, i, carrier->partners[i], old->is_kept[i]);
}

/* The next piece that is not white space, in one direction; n if there is none. */
static size_t neighbour(const struct text_pieces *pieces, size_t at, int step)
{
	do
		at += (size_t)step;
	while (at < pieces->n && is_blank(pieces->items[at]));
	return at < pieces->n ? at : pieces->n;
}

/* Words at the edge of the span were replaced: it keeps those that are there now, unless words
 * beside it were replaced with them. */
static void take_changed(struct carried *self, const struct text_match *match, int step)
{
	const struct text_pieces *old = &match->from;
	const struct text_pieces *new = &match->to;
	size_t edge = step < 0 ? self->all.first : self->all.last;
	size_t *now = step < 0 ? &self->now.first : &self->now.last;
	size_t beside = neighbour(old, edge, step);
	size_t at = *now;
	size_t most = 2;

	if (beside < old->n && !old->is_kept[beside])
		return;
	for (size_t i = step < 0 ? self->inner.first : self->inner.last; i != edge;
		i = neighbour(old, i, step))
		most += 2;
	if (most == 2)
		return;
	for (size_t next = neighbour(new, at, step); next < new->n && !new->is_kept[next];
		next = neighbour(new, at, step)) {
		at = next;
		if (most-- == 0)
			return;
	}
	*now = at;
}

/* Is a neighbour of the span its neighbour in both texts? One word alone is often in common by
 * chance. */
static bool is_supported(const struct carried *self, const struct text_match *match)
{
	const struct text_pieces *old = &match->from;
	const struct text_pieces *new = &match->to;

	for (int step = -1; step <= 1; step += 2) {
		size_t a = neighbour(old, step < 0 ? self->inner.first : self->inner.last, step);
		size_t b = neighbour(new, step < 0 ? self->now.first : self->now.last, step);

		if (a == old->n && b == new->n)
			return true;
		if (a < old->n && b < new->n && old->is_kept[a] && new->is_kept[b] &&
			old->items[a].len ==
				new->items[b].len &&memcmp(old->items[a].data, new->items[b].data,
					old->items[a].len) == 0)
			return true;
	}
	return false;
}

static size_t count_words(const struct text_pieces *pieces, size_t first, size_t last)
{
	size_t n = 0;

	for (size_t i = first; i <= last; i++)
		n += !is_blank(pieces->items[i]);
	return n;
}

/* Where the words that both texts have are in the new one; *is_sure says whether something beside
 * them is as it was, too. */
static struct anchor_place carry_kept(
	const struct carrier *self, size_t start, size_t end, bool *is_sure)
{
	const struct text_pieces *new = &self->match.to;
	struct carried carried;

	*is_sure = false;
	carry_pieces(&carried, self, start, end);
	if (carried.kept == 0 || carried.kept * 2 < carried.n)
		return lost;
	*is_sure = is_supported(&carried, &self->match);
	take_changed(&carried, &self->match, -1);
	take_changed(&carried, &self->match, 1);
	size_t n = count_words(new, carried.now.first, carried.now.last);

	if (n > 2 * carried.n + ROOM)
		return lost;
	const struct slice *last = &new->items[carried.now.last];

	return anchor_place_snap(n == carried.n && carried.kept == n ? ANCHOR_EXACT : ANCHOR_NEAR,
		self->to, (size_t)(new->items[carried.now.first].data - self->to.data),
		(size_t)(last->data - self->to.data) + last->len);
}

/* --- all of it --- */

static void compare(struct carrier *self)
{
	struct text_match *match = &self->match;

	text_match_words(match, self->from, self->to);
	self->partners = mem_zalloc(match->from.n + 1, sizeof(*self->partners));
	for (size_t i = 0, j = 0; i < match->from.n; i++) {
		while (match->from.is_kept[i] && !match->to.is_kept[j])
			j++;
		self->partners[i] = j;
		j += match->from.is_kept[i];
	}
}

/* Looks for the words with a wide context. */
static struct anchor_place find_again(
	struct carrier *self, size_t start, size_t end, const struct doubts *doubts)
{
	struct anchor anchor;

	if (!self->new_text) {
		word_list_read(&self->words, &self->names, self->from);
		self->new_text = anchor_text_new(self->to);
	}
	anchor_make_from(&anchor, &self->words, start, end, CARRY_CONTEXT);
	struct anchor_place found = anchor_text_find_doubting(self->new_text, &anchor, doubts);

	anchor_release(&anchor);
	return found;
}

static struct anchor_place carry_span(
	struct carrier *self, size_t start, size_t end, const struct doubts *doubts)
{
	struct anchor_place place;
	bool is_sure;

	if (start >= end || end > self->from.len)
		return lost;
	if (carry_beside(self, start, end, &place))
		return place;
	if (!self->partners)
		compare(self);
	place = carry_kept(self, start, end, &is_sure);
	if (place.match != ANCHOR_LOST && is_sure)
		return place;
	struct anchor_place found = find_again(self, start, end, doubts);

	return found.start == place.start && found.end == place.end ? place : found;
}

static void begin(struct carrier *self, struct slice from, struct slice to)
{
	*self = (struct carrier){.from = from,
		.to = to,
		.same_start = count_same_start(from, to),
		.same_end = count_same_end(from, to)};
}

static void end_carrying(struct carrier *self)
{
	text_match_release(&self->match);
	free(self->partners);
	word_list_release(&self->words);
	names_release(&self->names);
	anchor_text_free(self->new_text);
}

struct anchor_place anchor_carry_doubting(
	struct slice from, struct slice to, size_t start, size_t end, const struct doubts *doubts)
{
	struct carrier carrier;

	begin(&carrier, from, to);
	struct anchor_place place = carry_span(&carrier, start, end, doubts);

	end_carrying(&carrier);
	return place;
}

void anchor_carry_all(struct slice from, struct slice to, struct anchor_place *spans, size_t n)
{
	struct carrier carrier;

	begin(&carrier, from, to);
	for (size_t i = 0; i < n; i++)
		spans[i] = carry_span(&carrier, spans[i].start, spans[i].end, &anchor_doubts);
	end_carrying(&carrier);
}

struct anchor_place anchor_carry(struct slice from, struct slice to, size_t start, size_t end)
{
	return anchor_carry_doubting(from, to, start, end, &anchor_doubts);
}

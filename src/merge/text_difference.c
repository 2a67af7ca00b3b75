/* Joins changed words that are in one sentence, and finds what is around them. */
#include "merge/text_difference.h"

#include "base/mem.h"
#include "merge/text_match.h"

#include <stdlib.h>
#include <string.h>

enum { AROUND = 100 /* bytes in front of a place and behind it, at most */ };

/* A place by its pieces. */
struct run {
	size_t from;
	size_t from_end;
	size_t to;
	size_t to_end;
};

struct search {
	struct text_match match;
	struct slice from;
	struct slice to;
	struct run run;
	size_t last_end; /* of the place before it, in the earlier text */
	bool has_run;
	struct text_differences *found;
};

/* Does a sentence, or a line, end with these spaces? */
static bool ends_sentence(const struct text_pieces *pieces, size_t at)
{
	const struct slice *piece = &pieces->items[at];
	const struct slice *before = at > 0 ? &pieces->items[at - 1] : NULL;

	if (!ascii_is_space(piece->data[0]))
		return false;
	return memchr(piece->data, '\n', piece->len) ||
	       (before && ascii_is_one_of(before->data[before->len - 1], ".!?"));
}

static size_t offset_of(const struct text_pieces *pieces, struct slice text, size_t piece)
{
	return piece < pieces->n ? (size_t)(pieces->items[piece].data - text.data) : text.len;
}

/* --- around a place --- */

static size_t measure_before(const struct search *self)
{
	const struct text_pieces *pieces = &self->match.from;
	size_t at = self->run.from;
	size_t n = 0;

	while (at > self->last_end && !ends_sentence(pieces, at - 1) &&
		n + pieces->items[at - 1].len <= AROUND)
		n += pieces->items[--at].len;
	if (at < self->run.from && ascii_is_space(pieces->items[at].data[0]))
		n -= pieces->items[at].len;
	return n;
}

static size_t measure_behind(const struct search *self)
{
	const struct text_pieces *pieces = &self->match.from;
	size_t at = self->run.from_end;
	size_t n = 0;

	while (at < pieces->n && pieces->is_kept[at] && !ends_sentence(pieces, at) &&
		n + pieces->items[at].len <= AROUND)
		n += pieces->items[at++].len;
	if (at > self->run.from_end && ascii_is_space(pieces->items[at - 1].data[0]))
		n -= pieces->items[at - 1].len;
	return n;
}

static void add(struct search *self)
{
	struct text_differences *found = self->found;
	const struct text_match *match = &self->match;
	const struct run *run = &self->run;

	found->items = mem_grow(found->items, &found->cap, found->n + 1, sizeof(*found->items));
	found->items[found->n++] = (struct text_difference){
		.from = offset_of(&match->from, self->from, run->from),
		.from_end = offset_of(&match->from, self->from, run->from_end),
		.to = offset_of(&match->to, self->to, run->to),
		.to_end = offset_of(&match->to, self->to, run->to_end),
		.before = measure_before(self),
		.behind = measure_behind(self),
	};
	self->last_end = run->from_end;
}

/* --- all of them --- */

/* Does a sentence end within the last piece of changed words, or with the first one? */
static bool ends_in_front(const struct text_pieces *pieces, size_t from, size_t end)
{
	return from < end && ends_sentence(pieces, end - 1);
}

static bool begins_behind(const struct text_pieces *pieces, size_t from, size_t end)
{
	return from < end && ends_sentence(pieces, from);
}

/* Does a sentence end between the place and another? */
static bool is_apart(const struct search *self, const struct run *next)
{
	const struct text_pieces *old = &self->match.from;
	const struct text_pieces *new = &self->match.to;
	const struct run *run = &self->run;

	for (size_t at = run->from_end; at < next->from; at++)
		if (ends_sentence(old, at))
			return true;
	return ends_in_front(old, run->from, run->from_end) ||
	       ends_in_front(new, run->to, run->to_end) ||
	       begins_behind(old, next->from, next->from_end) ||
	       begins_behind(new, next->to, next->to_end);
}

static void take(struct search *self, const struct run *run)
{
	if (self->has_run && !is_apart(self, run)) {
		self->run.from_end = run->from_end;
		self->run.to_end = run->to_end;
		return;
	}
	if (self->has_run)
		add(self);
	self->run = *run;
	self->has_run = true;
}

static size_t skip(const struct text_pieces *pieces, size_t at, bool is_kept)
{
	while (at < pieces->n && pieces->is_kept[at] == is_kept)
		at++;
	return at;
}

void text_differences_find(struct text_differences *self, struct slice from, struct slice to)
{
	struct search search = {.from = from, .to = to, .found = self};
	const struct text_pieces *old = &search.match.from;
	const struct text_pieces *new = &search.match.to;
	struct run run = {0};

	text_match_shown(&search.match, from, to);
	while (run.from_end < old->n || run.to_end < new->n) {
		size_t same = skip(old, run.from_end, true) - run.from_end;
		size_t same_to = skip(new, run.to_end, true) - run.to_end;

		same = same < same_to ? same : same_to;
		run.from = run.from_end + same;
		run.to = run.to_end + same;
		run.from_end = skip(old, run.from, false);
		run.to_end = skip(new, run.to, false);
		if (run.from < run.from_end || run.to < run.to_end)
			take(&search, &run);
	}
	if (search.has_run)
		add(&search);
	text_match_release(&search.match);
}

void text_differences_release(struct text_differences *self)
{
	free(self->items);
	*self = (struct text_differences){0};
}

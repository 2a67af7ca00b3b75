/*
 * The changes of two sides overlaid, as in diff3. Lines that both changed, or adjacent
 * lines, are one region; so are words with no unchanged word in between: combined, they
 * would say what nobody wrote.
 */
#include "internal.h"

#include "base/ensure.h"
#include "base/mem.h"

#include <stdlib.h>

void regions_release(struct regions *self)
{
	free(self->items);
	*self = (struct regions){0};
}

/* Iterates over the changes of one side. */
struct walk {
	const struct hunks *hunks;
	const struct tokens *tokens;
	size_t next;
	size_t base; /* after the last change: this offset in the base corresponds to that one in
			the side */
	size_t side;
};

struct finder {
	struct walk walks[2];
	const struct tokens *base;
	bool by_word;
	/* of the region being found */
	size_t ends[2]; /* of the last change of each side, if there is one */
	bool is_of_blanks;
};

static const struct hunk *peek(const struct walk *self)
{
	return self->next < self->hunks->n ? &self->hunks->items[self->next] : NULL;
}

static bool is_before(const struct hunk *a, const struct hunk *b)
{
	return a && (a->from < b->from || (a->from == b->from && a->from_end < b->from_end));
}

/* A change that only affects white space between words does not concern other words next to it. */
static bool is_of_blanks(
	const struct walk *walk, const struct hunk *hunk, const struct tokens *base)
{
	return hunk->to < hunk->to_end && tokens_are_blank(walk->tokens, hunk->to, hunk->to_end) &&
	       tokens_are_blank(base, hunk->from, hunk->from_end);
}

/* Is there an unchanged word in between, or a blank line? */
static bool has_word_between(const struct tokens *base, size_t from, size_t to)
{
	for (size_t at = from; at + 1 < to; at++)
		if (tokens_is_newline(base, at) && tokens_is_newline(base, at + 1))
			return true;
	return tokens_have_word(base, from, to);
}

/* Must a region be decided together with the other side's last change, which ends there? */
static bool touches(const struct finder *self, const struct region *region, size_t other_end,
	const struct walk *walk, const struct hunk *hunk)
{
	if (hunk->from < other_end || !self->by_word)
		return hunk->from <= other_end;
	if (region->base == hunk->from_end)
		return true;
	return !self->is_of_blanks && !is_of_blanks(walk, hunk, self->base) &&
	       !has_word_between(self->base, other_end, hunk->from);
}

/* Takes the next change of a side into the region if it touches one of the other's. */
static bool take_over(struct finder *self, size_t side, struct region *region)
{
	struct walk *walk = &self->walks[side];
	const struct hunk *hunk = peek(walk);
	bool has_other = side == 0 ? region->by_theirs : region->by_ours;

	if (!hunk || !has_other || !touches(self, region, self->ends[1 - side], walk, hunk))
		return false;
	if (hunk->from_end > region->base_end)
		region->base_end = hunk->from_end;
	walk->next++;
	self->ends[side] = hunk->from_end;
	self->is_of_blanks = self->is_of_blanks && is_of_blanks(walk, hunk, self->base);
	*(side == 0 ? &region->by_ours : &region->by_theirs) = true;
	return true;
}

/* The range of a side that corresponds to the region's. */
static void locate(struct walk *walk, const struct region *region, size_t *start, size_t *end)
{
	*start = walk->side + (region->base - walk->base);
	if (walk->next > 0) {
		const struct hunk *last = &walk->hunks->items[walk->next - 1];

		walk->base = last->from_end;
		walk->side = last->to_end;
	}
	*end = walk->side + (region->base_end - walk->base);
	walk->base = region->base_end;
	walk->side = *end;
}

/* Starts a region with the first of the next changes. */
static struct region start_region(struct finder *self)
{
	const struct hunk *a = peek(&self->walks[0]);
	const struct hunk *b = peek(&self->walks[1]);
	bool is_ours = a && !is_before(b, a);
	const struct hunk *first = is_ours ? a : b;
	struct walk *walk = &self->walks[is_ours ? 0 : 1];

	ENSURE(first);
	walk->next++;
	self->ends[is_ours ? 0 : 1] = first->from_end;
	self->is_of_blanks = is_of_blanks(walk, first, self->base);
	return (struct region){.base = first->from,
		.base_end = first->from_end,
		.by_ours = is_ours,
		.by_theirs = !is_ours};
}

void regions_find(struct regions *self, const struct hunks hunks[2], const struct tokens *base,
	const struct tokens sides[2], bool by_word)
{
	struct finder finder = {
		.walks = {{&hunks[0], &sides[0], 0, 0, 0}, {&hunks[1], &sides[1], 0, 0, 0}},
		.base = base,
		.by_word = by_word};

	while (peek(&finder.walks[0]) || peek(&finder.walks[1])) {
		struct region region = start_region(&finder);

		while (take_over(&finder, 0, &region) || take_over(&finder, 1, &region))
			continue;
		locate(&finder.walks[0], &region, &region.ours, &region.ours_end);
		locate(&finder.walks[1], &region, &region.theirs, &region.theirs_end);
		self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
		self->items[self->n++] = region;
	}
}

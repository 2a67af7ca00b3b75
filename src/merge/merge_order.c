/*
 * The order of entries that two sides added, removed and moved: that of ours, with what
 * only theirs added or moved after the neighbour it has there.
 */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

/* A linked list of keys, with n_keys as its head. */
struct chain {
	size_t n_keys;
	size_t *next; /* NOWHERE at the end */
	bool *is_in;
	bool *is_our_own; /* only ours has it */
};

static void put_after(struct chain *self, size_t left, size_t key)
{
	self->next[key] = self->next[left];
	self->next[left] = key;
	self->is_in[key] = true;
}

static size_t *find_places(const struct sequence *sequence, size_t n_keys)
{
	size_t *places = mem_alloc((n_keys + 1) * sizeof(*places));

	for (size_t i = 0; i < n_keys; i++)
		places[i] = NOWHERE;
	for (size_t i = 0; i < sequence->n; i++)
		places[sequence->keys[i]] = i;
	return places;
}

/* Marks the keys whose position among those of base differs in side. */
static void mark_moved(const struct sequence *side, const size_t *base_places, bool *is_moved)
{
	size_t *places = mem_alloc((side->n + 1) * sizeof(*places));
	bool *is_in_run = mem_zalloc(side->n + 1, sizeof(*is_in_run));

	for (size_t i = 0; i < side->n; i++)
		places[i] = base_places[side->keys[i]];
	mark_longest_run(places, side->n, is_in_run);
	for (size_t i = 0; i < side->n; i++)
		is_moved[side->keys[i]] = places[i] != NOWHERE && !is_in_run[i];
	free(places);
	free(is_in_run);
}

static void chain_ours(struct chain *self, const struct sequence *ours, const bool *stays,
	const bool *is_placed_by_theirs)
{
	size_t last = self->n_keys;

	for (size_t i = 0; i < ours->n; i++) {
		size_t key = ours->keys[i];

		if (!stays[key] || is_placed_by_theirs[key])
			continue;
		put_after(self, last, key);
		last = key;
	}
}

static void chain_theirs(struct chain *self, const struct sequence *theirs, const bool *stays)
{
	size_t last = self->n_keys;

	for (size_t i = 0; i < theirs->n; i++) {
		size_t key = theirs->keys[i];

		if (!stays[key])
			continue;
		if (!self->is_in[key]) {
			while (self->next[last] != NOWHERE && self->is_our_own[self->next[last]])
				last = self->next[last];
			put_after(self, last, key);
		}
		last = key;
	}
}

/* Marks what theirs alone moved, and ours has in the base's position. */
static void mark_placed_by_theirs(const struct sequence sides[3], size_t n_keys, bool *is_placed)
{
	size_t *base = find_places(&sides[0], n_keys);
	bool *is_moved_by_us = mem_zalloc(n_keys + 1, sizeof(*is_moved_by_us));

	mark_moved(&sides[1], base, is_moved_by_us);
	mark_moved(&sides[2], base, is_placed);
	for (size_t i = 0; i < n_keys; i++)
		is_placed[i] = is_placed[i] && !is_moved_by_us[i];
	free(base);
	free(is_moved_by_us);
}

static void mark_our_own(struct chain *self, const struct sequence sides[3])
{
	for (size_t i = 0; i < sides[1].n; i++)
		self->is_our_own[sides[1].keys[i]] = true;
	for (size_t side = 0; side < 3; side += 2)
		for (size_t i = 0; i < sides[side].n; i++)
			self->is_our_own[sides[side].keys[i]] = false;
}

size_t merge_order(
	const struct sequence sides[3], size_t n_keys, const bool *stays, uint32_t *order)
{
	struct chain chain = {.n_keys = n_keys};
	bool *is_placed = mem_zalloc(n_keys + 1, sizeof(*is_placed));
	size_t n = 0;

	chain.next = mem_alloc((n_keys + 1) * sizeof(*chain.next));
	chain.next[n_keys] = NOWHERE;
	chain.is_in = mem_zalloc(n_keys + 1, sizeof(*chain.is_in));
	chain.is_our_own = mem_zalloc(n_keys + 1, sizeof(*chain.is_our_own));
	mark_our_own(&chain, sides);
	mark_placed_by_theirs(sides, n_keys, is_placed);
	chain_ours(&chain, &sides[1], stays, is_placed);
	chain_theirs(&chain, &sides[2], stays);
	for (size_t key = chain.next[n_keys]; key != NOWHERE; key = chain.next[key])
		order[n++] = (uint32_t)key;
	free(chain.next);
	free(chain.is_in);
	free(chain.is_our_own);
	free(is_placed);
	return n;
}

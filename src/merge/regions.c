/*
 * The changes of two sides laid over each other, as in diff3, but by the tokens that
 * each replaces: changes that only touch stay apart, and both hold.
 */
#include "internal.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>

void regions_release(struct regions *self)
{
	free(self->items);
	*self = (struct regions){0};
}

/*
 * Do the two replace the same tokens, or put something in at the same place? a is not
 * behind b, and what only puts something in comes before what replaces tokens there.
 */
static bool overlaps(size_t a, size_t a_end, size_t b, size_t b_end)
{
	if (a == a_end && b == b_end)
		return a == b;
	assert(a < b_end);
	return b < a_end;
}

/* Changes of one side, gone through in order. */
struct walk {
	const struct hunks *hunks;
	size_t next;
	size_t base; /* behind the last change: this place in the base is that place in the side */
	size_t side;
};

static const struct hunk *peek(const struct walk *self)
{
	return self->next < self->hunks->n ? &self->hunks->items[self->next] : NULL;
}

static bool is_before(const struct hunk *a, const struct hunk *b)
{
	return a && (a->from < b->from || (a->from == b->from && a->from_end < b->from_end));
}

/* Takes the next change of a side into the region when it overlaps it. */
static bool take_over(struct walk *walk, struct region *region, bool *is_by)
{
	const struct hunk *hunk = peek(walk);

	if (!hunk || !overlaps(region->base, region->base_end, hunk->from, hunk->from_end))
		return false;
	if (hunk->from_end > region->base_end)
		region->base_end = hunk->from_end;
	walk->next++;
	*is_by = true;
	return true;
}

/* The range of a side that stands for the region's. */
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

void regions_find(struct regions *self, const struct hunks *ours, const struct hunks *theirs)
{
	struct walk walks[2] = {{.hunks = ours}, {.hunks = theirs}};

	while (peek(&walks[0]) || peek(&walks[1])) {
		const struct hunk *a = peek(&walks[0]);
		const struct hunk *b = peek(&walks[1]);
		bool is_ours = a && !is_before(b, a);
		const struct hunk *first = is_ours ? a : b;

		assert(first);
		struct region region = {.base = first->from, .base_end = first->from_end};

		region.by_ours = is_ours;
		region.by_theirs = !is_ours;
		walks[is_ours ? 0 : 1].next++;
		while (take_over(&walks[0], &region, &region.by_ours) ||
			take_over(&walks[1], &region, &region.by_theirs))
			continue;
		locate(&walks[0], &region, &region.ours, &region.ours_end);
		locate(&walks[1], &region, &region.theirs, &region.theirs_end);
		self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
		self->items[self->n++] = region;
	}
}

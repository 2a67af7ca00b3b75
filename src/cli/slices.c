/* What two sequences have in common: the ground of comparing words and lines. */
#include "compare.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_CHANGES = 1000 }; /* four megabytes of trace; beyond, nobody reads it word by word */

void slices_add(struct slices *self, const char *data, size_t len)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = (struct slice){data, len};
}

void slices_release(struct slices *self)
{
	free(self->items);
	*self = (struct slices){0};
}

/* The middle of both, where they differ. */
struct match {
	const struct slice *a, *b;
	long n_a, n_b;
	bool *kept_a, *kept_b;
	long *reach; /* (d + 1) squared: how far along a, by number of changes and diagonal */
	size_t cap;
};

static bool is_same(const struct slice *a, const struct slice *b)
{
	return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

/* With so many changes, a diagonal's furthest place: diagonals run from -changes to changes. */
static long *reach_at(const struct match *self, long changes, long diagonal)
{
	return &self->reach[changes * changes + diagonal + changes];
}

/* Does the best way to a diagonal come from the one above it, by something that came? */
static bool comes_down(const struct match *self, long changes, long diagonal)
{
	return diagonal == -changes ||
	       (diagonal != changes && *reach_at(self, changes - 1, diagonal - 1) <
					       *reach_at(self, changes - 1, diagonal + 1));
}

static long step(const struct match *self, long changes, long diagonal)
{
	if (changes == 0)
		return 0;
	return comes_down(self, changes, diagonal) ? *reach_at(self, changes - 1, diagonal + 1)
						   : *reach_at(self, changes - 1, diagonal - 1) + 1;
}

/* The least number of changes, or -1 when they are too many. */
static long count_changes(struct match *self)
{
	for (long d = 0; d <= MAX_CHANGES; d++) {
		self->reach = mem_grow(
			self->reach, &self->cap, (size_t)((d + 1) * (d + 1)), sizeof(*self->reach));
		for (long k = -d; k <= d; k += 2) {
			long x = step(self, d, k);

			while (x < self->n_a && x - k < self->n_b &&
				is_same(&self->a[x], &self->b[x - k]))
				x++;
			*reach_at(self, d, k) = x;
			if (k == self->n_a - self->n_b && x >= self->n_a)
				return d;
		}
	}
	return -1;
}

static void mark(struct match *self, long changes)
{
	long x = self->n_a;
	long k = self->n_a - self->n_b;

	for (long d = changes; d >= 0; d--) {
		long from = step(self, d, k);

		for (; x > from; x--) {
			self->kept_a[x - 1] = true;
			self->kept_b[x - 1 - k] = true;
		}
		if (d == 0)
			break;
		if (comes_down(self, d, k)) {
			k++;
		} else {
			k--;
			x--;
		}
	}
}

void slices_match(const struct slices *a, const struct slices *b, bool *kept_a, bool *kept_b)
{
	size_t start = 0;
	size_t end = 0;

	while (start < a->n && start < b->n && is_same(&a->items[start], &b->items[start])) {
		kept_a[start] = kept_b[start] = true;
		start++;
	}
	while (end < a->n - start && end < b->n - start &&
		is_same(&a->items[a->n - end - 1], &b->items[b->n - end - 1])) {
		end++;
		kept_a[a->n - end] = kept_b[b->n - end] = true;
	}

	struct match match = {
		.a = a->items + start,
		.b = b->items + start,
		.n_a = (long)(a->n - start - end),
		.n_b = (long)(b->n - start - end),
		.kept_a = kept_a + start,
		.kept_b = kept_b + start,
	};

	if (match.n_a > 0 && match.n_b > 0) {
		long changes = count_changes(&match);

		if (changes >= 0)
			mark(&match, changes);
		free(match.reach);
	}
}

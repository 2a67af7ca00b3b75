/* A Fenwick tree: sums of the slots in front of one, in as many steps as their number has bits. */
#include "base/slots.h"

#include "base/mem.h"

#include <stdlib.h>

void slots_init(struct slots *self, size_t n)
{
	*self = (struct slots){mem_zalloc(n + 1, sizeof(*self->sums)), n};
}

void slots_release(struct slots *self)
{
	free(self->sums);
	*self = (struct slots){0};
}

void slots_put(struct slots *self, size_t slot, size_t items)
{
	for (size_t i = slot + 1; i <= self->n; i += i & -i)
		self->sums[i - 1] += items;
}

void slots_take(struct slots *self, size_t slot, size_t items)
{
	slots_put(self, slot, 0 - items); /* unsigned numbers wrap around */
}

size_t slots_before(const struct slots *self, size_t slot)
{
	size_t n = 0;

	for (size_t i = slot; i > 0; i -= i & -i)
		n += self->sums[i - 1];
	return n;
}

/* Each step decides one bit of the slot, from the highest. */
size_t slots_find(const struct slots *self, size_t *position)
{
	size_t step = 1;
	size_t slot = 0;

	while (step <= self->n / 2)
		step *= 2;
	for (; step > 0; step /= 2) {
		if (slot + step > self->n || self->sums[slot + step - 1] > *position)
			continue;
		slot += step;
		*position -= self->sums[slot - 1];
	}
	return slot;
}

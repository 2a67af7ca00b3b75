/* The list of a page's blocks; internal.h says which file draws which. */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct block *blocks_add(
	struct blocks *self, const struct block_type *type, size_t height, unsigned gap)
{
	struct block *block;
	struct str shown = {0};

	if (self->n == self->cap) {
		size_t before = self->cap;

		self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
		memset(self->items + before, 0, (self->cap - before) * sizeof(*self->items));
	}
	block = &self->items[self->n++];
	shown = block->shown;
	str_clear(&shown);
	*block = (struct block){
		.type = type,
		.place = {.field = FORM_NONE},
		.top = self->height + (self->n > 1 && !self->is_dense ? gap : 0),
		.height = height,
		.shown = shown,
	};
	self->height = block->top + height;
	return block;
}

void blocks_release(struct blocks *self)
{
	for (size_t i = 0; i < self->cap; i++)
		str_release(&self->items[i].shown);
	free(self->items);
	*self = (struct blocks){0};
}

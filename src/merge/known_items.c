/* Compares an item with the next one first, so that hardly any has to be looked up. */
#include "known_items.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void known_items_release(struct known_items *self)
{
	names_release(&self->names);
	free(self->items);
}

void known_items_add(struct known_items *self, struct slice item)
{
	size_t n = self->names.n;

	if (names_number(&self->names, item) < n)
		return;
	self->items = mem_grow(self->items, &self->cap, n + 1, sizeof(*self->items));
	self->items[n] = item;
}

static bool is_next(const struct known_items *self, struct slice item)
{
	const struct slice *next = &self->items[self->next];

	return next->len == item.len && memcmp(next->data, item.data, item.len) == 0;
}

bool known_items_have(struct known_items *self, struct slice item)
{
	if (self->next < self->names.n && is_next(self, item)) {
		self->next++;
		return true;
	}
	uint32_t number = names_look_up(&self->names, item);

	if (number == UINT32_MAX)
		return false;
	self->next = (size_t)number + 1;
	return true;
}

struct slice known_items_pass(struct known_items *self)
{
	return self->next < self->names.n ? self->items[self->next++] : (struct slice){"", 0};
}

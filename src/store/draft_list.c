/* Lists of drafts: changed by the records of a file, and put together. */
#include "draft_list.h"

#include "base/mem.h"

#include <stdlib.h>

static void release(struct draft *self)
{
	for (size_t i = 0; i < N_DRAFT_CELLS; i++)
		str_release(&self->cells[i]);
}

struct draft *draft_list_add(struct draft_list *self)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n] = (struct draft){0};
	return &self->items[self->n++];
}

bool draft_list_change(struct draft_list *self, const struct draft_change *change)
{
	struct str *cell;
	size_t len = 0;

	if (change->number > self->n || change->cell >= N_DRAFT_CELLS)
		return false;
	if (change->number < self->n)
		len = self->items[change->number].cells[change->cell].len;
	if (change->prefix > len || change->removed > len - change->prefix)
		return false;
	if (change->number == self->n)
		draft_list_add(self);
	cell = &self->items[change->number].cells[change->cell];
	str_splice(
		cell, change->prefix, change->removed, change->inserted.data, change->inserted.len);
	return true;
}

void draft_list_take(struct draft_list *self, struct draft_list *other)
{
	for (size_t i = 0; i < other->n; i++) {
		if (other->items[i].cells[DRAFT_TEXT].len == 0)
			continue;
		*draft_list_add(self) = other->items[i];
		other->items[i] = (struct draft){0};
	}
}

bool draft_list_has_text(const struct draft_list *self)
{
	for (size_t i = 0; i < self->n; i++)
		if (self->items[i].cells[DRAFT_TEXT].len > 0)
			return true;
	return false;
}

void draft_list_release(struct draft_list *self)
{
	for (size_t i = 0; i < self->n; i++)
		release(&self->items[i]);
	free(self->items);
	*self = (struct draft_list){0};
}

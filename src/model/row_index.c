/* A table of ids by their hash, and what it remembers of rows that were removed. */
#include "document_internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a, good enough for ids of eight characters. */
static uint32_t hash_of(const char *id)
{
	uint32_t hash = 2166136261u;

	for (; *id; id++)
		hash = (hash ^ (unsigned char)*id) * 16777619u;
	return hash;
}

void row_index_begin(struct row_index *self, size_t n)
{
	free(self->slots);
	*self = (struct row_index){.cap = 64};
	while (self->cap < n * 4)
		self->cap *= 2;
	self->slots = mem_zalloc(self->cap, sizeof *self->slots);
}

void row_index_note(struct row_index *self, const char *id, size_t place)
{
	uint32_t hash = hash_of(id);
	size_t at = hash & (self->cap - 1);

	while (self->slots[at].place != 0)
		at = (at + 1) & (self->cap - 1);
	self->slots[at] = (struct row_slot){.hash = hash, .place = (uint32_t)place + 1};
	self->n++;
}

size_t row_index_next(const struct row_index *self, const char *id, size_t *from)
{
	uint32_t hash = hash_of(id);
	const struct row_slot *slot;

	if (self->cap == 0)
		return SIZE_MAX;
	do
		slot = &self->slots[(hash + (*from)++) & (self->cap - 1)];
	while (slot->place != 0 && slot->hash != hash);
	return slot->place != 0 ? slot->place - 1 : SIZE_MAX;
}

/* --- rows that were removed --- */

/* Drops those that are back. */
static void tidy(struct row_traces *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n; i++)
		if (self->items[i].node != YAML_NONE)
			self->items[n++] = self->items[i];
	self->n = n;
	row_index_begin(&self->index, n);
	for (size_t i = 0; i < n; i++)
		row_index_note(&self->index, self->items[i].id, i);
}

void row_traces_add(struct row_traces *self, const char *id, uint32_t node)
{
	if (self->index.n * 2 >= self->index.cap)
		tidy(self);
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof *self->items);
	strcpy(self->items[self->n].id, id);
	self->items[self->n].node = node;
	row_index_note(&self->index, id, self->n++);
}

uint32_t row_traces_take(struct row_traces *self, const char *id)
{
	size_t from = 0, place;

	while ((place = row_index_next(&self->index, id, &from)) != SIZE_MAX) {
		struct row_trace *trace = &self->items[place];
		uint32_t node = trace->node;

		if (node == YAML_NONE || strcmp(trace->id, id) != 0)
			continue;
		trace->node = YAML_NONE;
		return node;
	}
	return YAML_NONE;
}

void row_traces_copy(struct row_traces *self, const struct row_traces *other)
{
	*self = (struct row_traces){0};
	for (size_t i = 0; i < other->n; i++)
		if (other->items[i].node != YAML_NONE)
			row_traces_add(self, other->items[i].id, other->items[i].node);
}

void row_traces_release(struct row_traces *self)
{
	free(self->items);
	free(self->index.slots);
	*self = (struct row_traces){0};
}

/* Numbers paths by a hash of the number above and the name. */
#include "unit_paths.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct path_entry {
	uint32_t parent;
	uint32_t hash;
	size_t name; /* in names, up to the next entry's */
};

void unit_paths_release(struct unit_paths *self)
{
	free(self->items);
	free(self->slots);
	str_release(&self->names);
	*self = (struct unit_paths){0};
}

static bool is_entry(
	const struct unit_paths *self, size_t number, uint32_t parent, struct slice name)
{
	const struct path_entry *entry = &self->items[number];
	size_t end = number + 1 < self->n ? entry[1].name : self->names.len;

	return entry->parent == parent && end - entry->name == name.len &&
	       memcmp(str_text(&self->names) + entry->name, name.data, name.len) == 0;
}

static void grow_slots(struct unit_paths *self)
{
	self->n_slots = self->n_slots > 0 ? self->n_slots * 2 : 64;
	free(self->slots);
	self->slots = mem_zalloc(self->n_slots, sizeof *self->slots);
	for (size_t i = 0; i < self->n; i++) {
		size_t at = self->items[i].hash & (self->n_slots - 1);

		while (self->slots[at] != 0)
			at = (at + 1) & (self->n_slots - 1);
		self->slots[at] = (uint32_t)i + 1;
	}
}

static uint32_t find_number(struct unit_paths *self, uint32_t parent, struct slice name)
{
	uint32_t hash = slice_hash(name) + parent * 2654435769u;

	if (self->n * 2 >= self->n_slots)
		grow_slots(self);
	size_t at = hash & (self->n_slots - 1);

	for (; self->slots[at] != 0; at = (at + 1) & (self->n_slots - 1)) {
		uint32_t number = self->slots[at] - 1;

		if (self->items[number].hash == hash && is_entry(self, number, parent, name))
			return number;
	}
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof *self->items);
	self->items[self->n++] = (struct path_entry){parent, hash, self->names.len};
	str_append(&self->names, name.data, name.len);
	self->slots[at] = (uint32_t)self->n;
	return (uint32_t)self->n - 1;
}

/* In another version of a file, mostly the one after the last. */
uint32_t unit_paths_number(struct unit_paths *self, uint32_t parent, struct slice name)
{
	bool is_next = self->next < self->n && is_entry(self, self->next, parent, name);
	uint32_t number = is_next ? (uint32_t)self->next : find_number(self, parent, name);

	self->next = (size_t)number + 1;
	return number;
}

uint32_t unit_paths_again(struct unit_paths *self, uint32_t path, uint32_t nth)
{
	char name[16] = "";
	int len = snprintf(name + 1, sizeof name - 1, "%u", (unsigned)nth);

	return unit_paths_number(self, path, (struct slice){name, (size_t)len + 1});
}

/* A table of hashes, with what does not fit in the next free place. */
#include "ids.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CAP_LEAST 64

struct id_place {
	const char *id; /* NULL: free */
	size_t place;
};

void ids_release(struct ids *self)
{
	free(self->places);
	*self = (struct ids){0};
}

static size_t hash_id(struct slice id)
{
	uint32_t hash = 5381;

	for (size_t i = 0; i < id.len; i++)
		hash = hash * 33 ^ (unsigned char)id.data[i];
	return hash ^ (hash >> 15);
}

/* The place of an id, or the free one where it belongs. */
static struct id_place *find_place(const struct ids *self, struct slice id)
{
	size_t at = hash_id(id) & (self->cap - 1);

	while (self->places[at].id && !slice_equal(id, self->places[at].id))
		at = (at + 1) & (self->cap - 1);
	return &self->places[at];
}

static void grow(struct ids *self)
{
	struct ids larger = {.n = self->n, .cap = self->cap ? self->cap * 2 : CAP_LEAST};

	larger.places = mem_zalloc(larger.cap, sizeof *larger.places);
	for (size_t i = 0; i < self->cap; i++)
		if (self->places[i].id)
			*find_place(&larger, slice_of_text(self->places[i].id)) = self->places[i];
	free(self->places);
	*self = larger;
}

void ids_put(struct ids *self, const char *id, size_t place)
{
	struct id_place *found;

	if (self->n >= self->cap / 2)
		grow(self);
	found = find_place(self, slice_of_text(id));
	self->n += found->id == NULL;
	*found = (struct id_place){id, place};
}

size_t ids_find(const struct ids *self, struct slice id)
{
	const struct id_place *found = self->cap ? find_place(self, id) : NULL;

	return found && found->id ? found->place : SIZE_MAX;
}

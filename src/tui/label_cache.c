/*
 * Layouts of texts that do not belong to the session: questions, help, findings, long
 * one-line values. Keyed by content, because the texts themselves come and go.
 */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

struct label_entry {
	struct label_entry *next;
	uint64_t hash;
	size_t len;
	struct wrap wrap;
};

/* FNV-1a */
static uint64_t hash_of(const char *text, size_t len, unsigned columns)
{
	uint64_t hash = 14695981039346656037u ^ columns;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
	return hash;
}

void label_cache_release(struct label_cache *self)
{
	for (size_t i = 0; i < CACHE_BUCKETS; i++)
		while (self->buckets[i]) {
			struct label_entry *entry = self->buckets[i];

			self->buckets[i] = entry->next;
			wrap_release(&entry->wrap);
			free(entry);
		}
	self->n = 0;
}

void label_cache_turn(struct label_cache *self)
{
	if (self->n > CACHE_MAX)
		label_cache_release(self);
}

const struct wrap *label_cache_find(
	struct label_cache *self, const char *text, size_t len, unsigned columns)
{
	uint64_t hash = hash_of(text, len, columns);
	struct label_entry **bucket = &self->buckets[hash % CACHE_BUCKETS];
	struct label_entry *entry = *bucket;

	while (entry && (entry->hash != hash || entry->len != len))
		entry = entry->next;
	if (!entry) {
		entry = mem_zalloc(1, sizeof(*entry));
		*entry = (struct label_entry){.next = *bucket, .hash = hash, .len = len};
		wrap_layout(&entry->wrap, text, len, columns);
		*bucket = entry;
		self->n++;
	}
	return &entry->wrap;
}

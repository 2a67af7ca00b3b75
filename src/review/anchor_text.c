/* A text as anchors compare it, and the way back to its bytes. */
#include "anchor_text.h"

#include "base/mem.h"

#include <stdlib.h>

/* Sorts the words of the text by their numbers. */
static void sort_words(struct anchor_text *self)
{
	const struct word_list *words = &self->words;
	size_t n = self->names.n;

	self->ends = mem_zalloc(n + 1, sizeof(*self->ends));
	self->places = mem_alloc((words->n + 1) * sizeof(*self->places));
	for (size_t i = 0; i < words->n; i++)
		self->ends[words->items[i].number]++;
	for (size_t i = 0, end = 0; i < n; i++) {
		size_t count = self->ends[i];

		self->ends[i] = (uint32_t)end; /* where the next place goes */
		end += count;
	}
	for (size_t i = 0; i < words->n; i++)
		self->places[self->ends[words->items[i].number]++] = (uint32_t)i;
}

struct anchor_text *anchor_text_new(struct slice text)
{
	struct anchor_text *self = mem_zalloc(1, sizeof(*self));

	word_list_read(&self->words, &self->names, text);
	sort_words(self);
	self->weights = mem_zalloc(self->names.n + 1, sizeof(*self->weights));
	self->wanted = mem_zalloc(self->names.n + 1, sizeof(*self->wanted));
	return self;
}

void anchor_text_free(struct anchor_text *self)
{
	if (!self)
		return;
	word_list_release(&self->words);
	names_release(&self->names);
	free(self->ends);
	free(self->places);
	free(self->weights);
	free(self->wanted);
	free(self);
}

uint32_t anchor_text_count(const struct anchor_text *self, uint32_t number)
{
	if (number == NO_NUMBER)
		return 0;
	return self->ends[number] - (number > 0 ? self->ends[number - 1] : 0);
}

const uint32_t *anchor_text_places(const struct anchor_text *self, uint32_t number)
{
	return self->places + (number > 0 ? self->ends[number - 1] : 0);
}

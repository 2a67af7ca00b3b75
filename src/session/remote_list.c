/*
 * The list of what others have changed: found by row or text, however many there are. While changes
 * are noted new ones are behind the last and those that are taken out stay in it; tidying puts them
 * into the form's order.
 */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A chain of changes at places of one hash, in the order of the list; 0: no more. */
struct remote_chain {
	size_t first; /* 1 + its index */
	size_t last;
};

/* What it is found by: a removed row's id, because it has no place any more. */
static const char *row_of(const struct remote_change *item)
{
	return item->kind == REMOTE_REMOVED ? item->row : item->place.row;
}

static struct remote_chain *chain_of(
	const struct remote_changes *self, unsigned field, const char *row)
{
	uint32_t hash = 2166136261u ^ field;

	for (; *row != '\0'; row++)
		hash = (hash ^ (unsigned char)*row) * 16777619u;
	return &self->chains[hash & (self->n_chains - 1)];
}

static void link_item(struct remote_changes *self, size_t nth)
{
	struct remote_change *item = &self->items[nth];
	struct remote_chain *chain = chain_of(self, item->place.field, row_of(item));

	item->next = 0;
	if (chain->first == 0)
		chain->first = nth + 1;
	else
		self->items[chain->last - 1].next = nth + 1;
	chain->last = nth + 1;
}

static void link_all(struct remote_changes *self, size_t n)
{
	free(self->chains);
	self->n_chains = 64;
	while (self->n_chains < n * 2)
		self->n_chains *= 2;
	self->chains = mem_zalloc(self->n_chains, sizeof(*self->chains));
	for (size_t i = 0; i < self->n; i++)
		link_item(self, i);
}

struct remote_change *remote_list_add(
	struct remote_changes *self, const struct remote_change *change)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = *change;
	if (self->n > self->n_chains)
		link_all(self, self->n);
	else
		link_item(self, self->n - 1);
	return &self->items[self->n - 1];
}

static struct remote_change *skip(
	const struct remote_changes *self, size_t at, unsigned field, const char *row)
{
	while (at != 0) {
		struct remote_change *item = &self->items[at - 1];

		if (!item->is_out && item->place.field == field && strcmp(row_of(item), row) == 0)
			return item;
		at = item->next;
	}
	return NULL;
}

struct remote_change *remote_list_first(
	const struct remote_changes *self, unsigned field, const char *row)
{
	return self->n > 0 ? skip(self, chain_of(self, field, row)->first, field, row) : NULL;
}

struct remote_change *remote_list_next(
	const struct remote_changes *self, const struct remote_change *item)
{
	return skip(self, item->next, item->place.field, row_of(item));
}

struct remote_change *remote_list_removed(const struct remote_changes *self, unsigned field)
{
	size_t first = self->first_removed ? self->first_removed[field] : 0;

	for (size_t i = first; i > 0 && i <= self->n; i++) {
		struct remote_change *item = &self->items[i - 1];

		if (item->kind == REMOTE_REMOVED && item->place.field == field && !item->is_out)
			return item;
	}
	return NULL;
}

static bool is_sorted(const struct remote_changes *self)
{
	for (size_t i = 1; i < self->n; i++)
		if (self->items[i].place.field < self->items[i - 1].place.field)
			return false;
	return true;
}

/* The changes of each field stay in their order. */
static void sort_by_field(struct remote_changes *self, size_t n_fields)
{
	if (is_sorted(self))
		return;

	struct remote_change *sorted = mem_alloc((self->n + 1) * sizeof(*sorted));
	size_t *begins = mem_zalloc(n_fields + 1, sizeof(*begins));

	for (size_t i = 0; i < self->n; i++)
		begins[self->items[i].place.field + 1]++;
	for (size_t i = 0; i < n_fields; i++)
		begins[i + 1] += begins[i];
	for (size_t i = 0; i < self->n; i++)
		sorted[begins[self->items[i].place.field]++] = self->items[i];
	free(begins);
	free(self->items);
	self->items = sorted;
	self->cap = self->n + 1;
}

static void count(struct remote_changes *self, const struct form *form)
{
	free(self->on_page);
	free(self->first_removed);
	self->on_page = mem_zalloc(form->n_pages + 1, sizeof(*self->on_page));
	self->first_removed = mem_zalloc(form->n_fields, sizeof(*self->first_removed));
	for (size_t i = self->n; i-- > 0;) {
		unsigned field = self->items[i].place.field;

		self->on_page[form->fields[field].page]++;
		if (self->items[i].kind == REMOTE_REMOVED)
			self->first_removed[field] = i + 1;
	}
}

void remote_list_tidy(struct remote_changes *self, const struct form *form)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n; i++)
		if (self->items[i].is_out)
			str_release(&self->items[i].before);
		else
			self->items[n++] = self->items[i];
	self->n = n;
	sort_by_field(self, form->n_fields);
	link_all(self, n);
	count(self, form);
	self->n_tidied++;
}

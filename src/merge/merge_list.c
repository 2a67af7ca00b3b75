/*
 * Merges three lists item by item: what a side added is kept, what a side removed is not,
 * and nothing else is dropped. An item that both edited becomes two items, ours first,
 * which reads better in a list than marker lines would.
 */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

/* The items of one side. Equal ones in a list are distinguished by their number. */
struct side {
	struct str *items;
	struct str *keys; /* the item, a NUL, and which of the equal ones it is */
	uint32_t *numbers;
	size_t n;
	size_t cap[3];
};

static void add_item(struct side *self, const struct str *item)
{
	self->items = mem_grow(self->items, &self->cap[0], self->n + 1, sizeof(*self->items));
	self->keys = mem_grow(self->keys, &self->cap[1], self->n + 1, sizeof(*self->keys));
	self->numbers = mem_grow(self->numbers, &self->cap[2], self->n + 1, sizeof(*self->numbers));
	self->items[self->n] = (struct str){0};
	self->keys[self->n] = (struct str){0};
	str_append(&self->items[self->n], str_text(item), item->len);
	str_append(&self->keys[self->n], str_text(item), item->len);
	self->n++;
}

static void read_side(struct side *self, const struct str *text)
{
	struct str item = {0};

	for (size_t at = 0; list_next(text, &at, &item);)
		add_item(self, &item);
	str_release(&item);
}

static void release_side(struct side *self)
{
	for (size_t i = 0; i < self->n; i++) {
		str_release(&self->items[i]);
		str_release(&self->keys[i]);
	}
	free(self->items);
	free(self->keys);
	free(self->numbers);
}

/* Numbers the items of all sides; returns how many distinct ones there are. */
static size_t number_items(struct side sides[3])
{
	struct names names = {0};
	size_t n_keys;

	for (size_t side = 0; side < 3; side++)
		keys_number(&names, sides[side].keys, sides[side].n, sides[side].numbers);
	n_keys = names.n;
	names_release(&names);
	return n_keys;
}

/* How often each key is in a side: 0 or 1. */
static bool *mark_keys(const struct side *side, size_t n_keys)
{
	bool *is_in = mem_zalloc(n_keys + 1, sizeof(*is_in));

	for (size_t i = 0; i < side->n; i++)
		is_in[side->numbers[i]] = true;
	return is_in;
}

/* What both have, and what one side added. */
static bool *find_staying(const struct side sides[3], size_t n_keys)
{
	bool *base = mark_keys(&sides[0], n_keys);
	bool *ours = mark_keys(&sides[1], n_keys);
	bool *theirs = mark_keys(&sides[2], n_keys);

	for (size_t i = 0; i < n_keys; i++)
		ours[i] = !base[i] || (ours[i] && theirs[i]);
	free(base);
	free(theirs);
	return ours;
}

static void write_items(
	const struct side sides[3], size_t n_keys, const uint32_t *order, size_t n, struct str *out)
{
	const struct str **items = mem_zalloc(n_keys + 1, sizeof(struct str *));

	for (size_t side = 3; side-- > 1;)
		for (size_t i = 0; i < sides[side].n; i++)
			items[sides[side].numbers[i]] = &sides[side].items[i];
	for (size_t i = 0; i < n; i++)
		list_append(out, str_text(items[order[i]]), items[order[i]]->len);
	free(items);
}

void merge_lists(
	const struct str *base, const struct str *ours, const struct str *theirs, struct str *out)
{
	const struct str *texts[3] = {base, ours, theirs};
	struct side sides[3] = {{0}};
	struct sequence sequences[3];

	for (size_t i = 0; i < 3; i++)
		read_side(&sides[i], texts[i]);
	size_t n_keys = number_items(sides);
	bool *stays = find_staying(sides, n_keys);
	uint32_t *order = mem_zalloc(n_keys + 1, sizeof(*order));

	for (size_t i = 0; i < 3; i++)
		sequences[i] = (struct sequence){sides[i].numbers, sides[i].n};
	size_t n = merge_order(sequences, n_keys, stays, order);

	write_items(sides, n_keys, order, n, out);
	for (size_t i = 0; i < 3; i++)
		release_side(&sides[i]);
	free(stays);
	free(order);
}

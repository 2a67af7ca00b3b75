/* The order of rows while many of them move. */
#include "row_order.h"

#include "base/mem.h"
#include "document_internal.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_ROWS = 512 };

struct row_block {
	size_t n;
	uint32_t rows[BLOCK_ROWS];
};

static struct row_block *add_block(struct row_order *self, size_t at)
{
	self->blocks = mem_grow(self->blocks, &self->cap, self->n + 1, sizeof *self->blocks);
	memmove(&self->blocks[at + 1], &self->blocks[at], (self->n - at) * sizeof *self->blocks);
	self->n++;
	self->blocks[at] = mem_alloc(sizeof **self->blocks);
	self->blocks[at]->n = 0;
	return self->blocks[at];
}

static void count_rows(struct row_order *self)
{
	slots_release(&self->counts);
	slots_init(&self->counts, self->n);
	for (size_t i = 0; i < self->n; i++)
		slots_put(&self->counts, i, self->blocks[i]->n);
}

/* Half full, so that others can join them. */
void row_order_init(struct row_order *self, size_t n)
{
	*self = (struct row_order){0};
	struct row_block *last = add_block(self, 0);

	for (size_t i = 0; i < n; i++) {
		if (last->n == BLOCK_ROWS / 2)
			last = add_block(self, self->n);
		last->rows[last->n++] = (uint32_t)i;
	}
	count_rows(self);
	self->n_rows = n;
}

void row_order_release(struct row_order *self)
{
	for (size_t i = 0; i < self->n; i++)
		free(self->blocks[i]);
	free(self->blocks);
	slots_release(&self->counts);
	*self = (struct row_order){0};
}

static size_t take(struct row_order *self, size_t place)
{
	size_t at = slots_find(&self->counts, &place);
	struct row_block *block = self->blocks[at];
	size_t row = block->rows[place];

	block->n--;
	memmove(&block->rows[place], &block->rows[place + 1],
		(block->n - place) * sizeof *block->rows);
	slots_take(&self->counts, at, 1);
	self->n_rows--;
	return row;
}

/* Moves the second half of a full block into one of its own. */
static void split(struct row_order *self, size_t at)
{
	struct row_block *half = add_block(self, at + 1);
	struct row_block *block = self->blocks[at];

	half->n = BLOCK_ROWS / 2;
	block->n -= half->n;
	memcpy(half->rows, &block->rows[block->n], half->n * sizeof *half->rows);
	count_rows(self);
}

/* The block of the row in front of a place, which becomes the one behind that row in it. */
static size_t find_room(const struct row_order *self, size_t *place)
{
	size_t at = 0;

	if (*place > 0) {
		--*place;
		at = slots_find(&self->counts, place);
		++*place;
	}
	return at;
}

static void insert(struct row_order *self, size_t place, size_t row)
{
	size_t at = find_room(self, &place);

	if (self->blocks[at]->n == BLOCK_ROWS) {
		split(self, at);
		if (place > self->blocks[at]->n)
			place -= self->blocks[at++]->n;
	}

	struct row_block *block = self->blocks[at];

	memmove(&block->rows[place + 1], &block->rows[place],
		(block->n - place) * sizeof *block->rows);
	block->rows[place] = (uint32_t)row;
	block->n++;
	slots_put(&self->counts, at, 1);
	self->n_rows++;
}

/* --- rows --- */

size_t rows_count_in(const struct rows *self, const struct row_order *order)
{
	return order != NULL ? order->n_rows : self->n;
}

const struct row *rows_at_in(const struct rows *self, const struct row_order *order, size_t place)
{
	if (order == NULL)
		return &self->items[place];
	size_t at = slots_find(&order->counts, &place);

	return &self->items[order->blocks[at]->rows[place]];
}

void rows_insert_in(struct rows *self, struct row_order *order, size_t place, const struct row *row)
{
	if (order != NULL)
		insert(order, place, self->n);
	rows_insert(self, order != NULL ? self->n : place, row);
}

struct row rows_take_in(struct rows *self, struct row_order *order, size_t place)
{
	return order != NULL ? rows_empty(self, take(order, place)) : rows_take(self, place);
}

void rows_move_in(struct rows *self, struct row_order *order, size_t from, size_t to)
{
	if (order != NULL)
		insert(order, to, take(order, from));
	else
		rows_move(self, from, to);
}

void rows_reorder(struct rows *self, const struct row_order *order)
{
	struct row *items = mem_zalloc(self->cap ? self->cap : 1, sizeof *items);
	size_t n = 0;

	for (size_t i = 0; i < order->n; i++)
		for (size_t j = 0; j < order->blocks[i]->n; j++)
			items[n++] = self->items[order->blocks[i]->rows[j]];
	free(self->items);
	self->items = items;
	self->n = n;
	self->is_arranged = false;
	rows_index(self);
}

/* The blocks of an answer that are laid out one by one, and what is before them: marks of lists and
 * quotes. */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

enum { DEEPEST = 64 };

static bool is_leaf(const struct prose *prose, size_t block)
{
	enum prose_kind kind = prose->blocks[block].kind;

	return !prose_is_container(kind) || kind == PROSE_TABLE ||
	       (kind == PROSE_ITEM && prose->blocks[block].end == block + 1);
}

void leaves_release(struct leaves *self)
{
	free(self->items);
	free(self->nests);
	*self = (struct leaves){0};
}

void leaves_clear(struct leaves *self)
{
	self->n = self->n_nests = 0;
}

void leaves_add(struct leaves *self, size_t at, size_t nest)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = (struct leaf){at, nest};
}

/* Enters a block; returns what the next leaf is in. */
static size_t add_nest(struct leaves *self, size_t block, size_t up, bool is_item)
{
	size_t nth = 0;

	if (is_item && up > 0)
		nth = self->nests[up - 1].n_items++;
	self->nests =
		mem_grow(self->nests, &self->cap_nests, self->n_nests + 1, sizeof(*self->nests));
	self->nests[self->n_nests++] = (struct nest){.block = block, .up = up, .nth = nth};
	return self->n_nests;
}

void leaves_find(struct leaves *self, const struct prose *prose)
{
	size_t nest = 0;

	leaves_clear(self);
	for (size_t i = 0; i < prose->n_blocks;) {
		const struct prose_block *block = &prose->blocks[i];
		bool is_item = block->kind == PROSE_ITEM;

		while (nest > 0 && prose->blocks[self->nests[nest - 1].block].end <= i)
			nest = self->nests[nest - 1].up;
		if (is_item || !is_leaf(prose, i))
			nest = add_nest(self, i, nest, is_item);
		if (is_leaf(prose, i))
			leaves_add(self, i, nest);
		i = block->kind == PROSE_TABLE ? block->end : i + 1;
	}
}

/* --- gaps --- */

/* Are both in a list without blank lines? */
static bool is_tight(const struct prose *prose, const struct leaves *leaves, size_t nth)
{
	size_t before = leaves->items[nth - 1].at;

	for (size_t up = leaves->items[nth].nest; up > 0; up = leaves->nests[up - 1].up) {
		size_t block = leaves->nests[up - 1].block;

		if (prose->blocks[block].kind == PROSE_LIST && prose->blocks[block].is_tight &&
			before >= block)
			return true;
	}
	return false;
}

bool leaf_has_gap(const struct prose *prose, const struct leaves *leaves, size_t nth)
{
	return nth > 0 && !is_tight(prose, leaves, nth);
}

/* --- what is before the lines --- */

static void append_mark(const struct prose *prose, const struct nest *list, const struct nest *item,
	struct str *out)
{
	const struct prose_block *block = &prose->blocks[list->block];
	static const char *const boxes[] = {
		[PROSE_NO_BOX] = "", [PROSE_BOX_OPEN] = "[ ] ", [PROSE_BOX_DONE] = "[x] "};

	if (block->is_ordered)
		str_appendf(out, "%zu. ", block->start + item->nth);
	else
		str_append_text(out, "- ");
	str_append_text(out, boxes[prose->blocks[item->block].box]);
}

/* Spaces instead of its mark if something of the item is before the leaf. */
static void append_item(const struct prose *prose, const struct leaves *leaves,
	const struct nest *item, size_t nth, struct str *first)
{
	size_t from = first->len;
	size_t len;

	append_mark(prose, &leaves->nests[item->up - 1], item, first);
	if (nth == 0 || leaves->items[nth - 1].at <= item->block)
		return;
	len = first->len - from;
	str_splice(first, from, len, "", 0);
	str_append_repeat(first, ' ', len);
}

void leaf_prefix(const struct prose *prose, const struct leaves *leaves, size_t nth,
	struct str *first, struct str *others)
{
	size_t around[DEEPEST];
	size_t n = 0;

	for (size_t up = leaves->items[nth].nest; up > 0 && n < DEEPEST;
		up = leaves->nests[up - 1].up)
		around[n++] = up - 1;
	while (n-- > 0) {
		const struct nest *nest = &leaves->nests[around[n]];
		enum prose_kind kind = prose->blocks[nest->block].kind;
		size_t from = first->len;

		if (kind == PROSE_QUOTE) {
			str_append_text(first, "> ");
			str_append_text(others, "> ");
		} else if (kind == PROSE_ITEM && nest->up > 0) {
			append_item(prose, leaves, nest, nth, first);
			str_append_repeat(others, ' ', first->len - from);
		}
	}
}

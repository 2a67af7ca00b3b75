/* The blocks of an answer that are laid out one by one, and what is before them: marks of lists and
 * quotes. */
#include "internal.h"

#include "base/mem.h"

#include <string.h>

enum { DEEPEST = 64 };

static bool is_leaf(const struct prose *prose, size_t block)
{
	enum prose_kind kind = prose->blocks[block].kind;

	return !prose_is_container(kind) || kind == PROSE_TABLE ||
	       (kind == PROSE_ITEM && prose->blocks[block].end == block + 1);
}

void leaves_find(const struct prose *prose, size_t **leaves, size_t *n, size_t *cap)
{
	*n = 0;
	for (size_t i = 0; i < prose->n_blocks;) {
		if (!is_leaf(prose, i)) {
			i++;
			continue;
		}
		*leaves = mem_grow(*leaves, cap, *n + 1, sizeof(**leaves));
		(*leaves)[(*n)++] = i;
		i = prose->blocks[i].kind == PROSE_TABLE ? prose->blocks[i].end : i + 1;
	}
}

/* A block around a leaf. */
struct around {
	size_t block;
	size_t nth;    /* of an item: its number in the list, from 0 */
	bool is_begun; /* something was in it before the leaf */
};

/* The blocks around a leaf, from the outside. */
static size_t find_around(const struct prose *prose, size_t leaf, struct around out[DEEPEST])
{
	size_t n = 0;
	size_t nth = 0;

	for (size_t i = 0; i <= leaf && n < DEEPEST;) {
		const struct prose_block *block = &prose->blocks[i];
		bool is_item = block->kind == PROSE_ITEM;

		if (block->end > leaf && (i < leaf || is_item)) {
			out[n++] = (struct around){.block = i, .nth = nth};
			nth = 0;
			i++;
			continue;
		}
		if (i == leaf)
			break;
		for (size_t k = 0; k < n; k++)
			out[k].is_begun = true;
		nth += is_item;
		i = block->end;
	}
	return n;
}

/* --- gaps --- */

/* Are both in a list without blank lines? */
static bool is_tight(const struct prose *prose, size_t before, size_t leaf)
{
	struct around around[DEEPEST];
	size_t n = find_around(prose, leaf, around);

	for (size_t i = 0; i < n; i++)
		if (prose->blocks[around[i].block].kind == PROSE_LIST &&
			prose->blocks[around[i].block].is_tight && before >= around[i].block)
			return true;
	return false;
}

bool leaf_has_gap(const struct prose *prose, const size_t *leaves, size_t nth)
{
	return nth > 0 && !is_tight(prose, leaves[nth - 1], leaves[nth]);
}

/* --- what is before the lines --- */

static void append_mark(const struct prose *prose, const struct around *list,
	const struct around *item, struct str *out)
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

void leaf_prefix(const struct prose *prose, size_t leaf, struct str *first, struct str *others)
{
	struct around around[DEEPEST];
	size_t n = find_around(prose, leaf, around);

	for (size_t i = 0; i < n; i++) {
		enum prose_kind kind = prose->blocks[around[i].block].kind;
		size_t from = first->len;

		if (kind == PROSE_QUOTE) {
			str_append_text(first, "> ");
			str_append_text(others, "> ");
		} else if (kind == PROSE_ITEM && i > 0) {
			append_mark(prose, &around[i - 1], &around[i], first);
			if (around[i].is_begun) {
				size_t len = first->len - from;

				str_splice(first, from, len, "", 0);
				str_append_repeat(first, ' ', len);
			}
			str_append_repeat(others, ' ', first->len - from);
		}
	}
}

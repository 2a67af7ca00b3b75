/* Blocks of an answer, each behind the marks of its lists and quotes. */
#include "internal.h"

void leaf_set(const struct prose *prose, const struct leaves *leaves, size_t nth,
	const struct origin *origin, struct setter *setter, struct slice before, struct slice below,
	unsigned columns)
{
	size_t leaf = leaves->items[nth].at;
	const struct prose_block *block = &prose->blocks[leaf];
	struct str first = {0};
	struct str others = {0};

	str_append(&first, before.data, before.len);
	str_append(&others, below.data, below.len);
	leaf_prefix(prose, leaves, nth, &first, &others);
	if (block->kind == PROSE_CODE) {
		str_append_text(&first, "    ");
		str_append_text(&others, "    ");
	}
	if (block->kind == PROSE_TABLE) {
		prose_table_set(prose, leaf, origin, setter, str_text(&others), columns);
	} else {
		runs_add(prose, block, origin,
			block->kind == PROSE_HEADING ? READING_STRONG : READING_NORMAL, setter);
		while (block->kind == PROSE_CODE && setter->text.len > 0 &&
			setter->text.data[setter->text.len - 1] == '\n')
			str_splice(&setter->text, setter->text.len - 1, 1, "", 0);
		setter_end(setter, str_text(&first), str_text(&others), columns);
	}
	str_release(&first);
	str_release(&others);
}

void prose_set(struct slice text, const struct origin *origin, struct setter *setter,
	struct slice first, struct slice others, unsigned columns)
{
	struct prose prose = {0};
	struct leaves leaves = {0};

	prose_parse(&prose, text.data, text.len);
	leaves_find(&leaves, &prose);
	for (size_t i = 0; i < leaves.n; i++) {
		if (leaf_has_gap(&prose, &leaves, i))
			setter_blank(setter);
		leaf_set(&prose, &leaves, i, origin, setter, i == 0 ? first : others, others,
			columns);
	}
	if (leaves.n == 0 && setter->n > 0) /* what is before the text */
		setter_end(setter, "", "", columns);
	leaves_release(&leaves);
	prose_release(&prose);
}

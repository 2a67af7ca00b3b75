/* Where the pairs of a mapping are, found from their keys. */
#include "internal.h"

/* The value of the pair before the one of a key; YAML_NONE for the first. */
static uint32_t pair_before(const struct yaml_tree *tree, uint32_t key)
{
	uint32_t mapping = tree->nodes[key].parent;
	uint32_t value = key - 1;
	if (value == mapping)
		return YAML_NONE;
	while (tree->nodes[value].parent != mapping)
		value = tree->nodes[value].parent;
	return value;
}

/* Where the gap before the key of a pair begins. */
static size_t gap_start(const struct yaml_tree *tree, uint32_t key)
{
	uint32_t before = pair_before(tree, key);
	if (before != YAML_NONE)
		return tree->nodes[before].end;
	return yaml_skip_properties(tree, tree->nodes[tree->nodes[key].parent].start);
}

/* The '?' may be some lines above its key, with comments in between. */
size_t yaml_pair_start(const struct yaml_tree *tree, uint32_t key)
{
	size_t start = tree->nodes[key].start;
	size_t at = gap_start(tree, key);
	while (at < start && tree->source.data[at] != '?')
		at = tree->source.data[at] == '#' ? yaml_line_next(tree, at) : at + 1;
	return at < start ? at : start;
}

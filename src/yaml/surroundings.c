/*
 * Where things are between the nodes: the lines of a pair or item, the comments that
 * belong to it, the sign before a value.
 */
#include "plan.h"

#include <string.h>

uint32_t place_subtree_end(const struct yaml_tree *tree, uint32_t node)
{
	while (node != YAML_NONE && tree->nodes[node].next == YAML_NONE)
		node = tree->nodes[node].parent;
	return node == YAML_NONE ? (uint32_t)tree->n_nodes : tree->nodes[node].next;
}

bool place_is_flow(const struct yaml_tree *tree, uint32_t node)
{
	uint32_t parent = tree->nodes[node].parent;
	return parent != YAML_NONE && tree->nodes[parent].style == YAML_FLOW;
}

unsigned place_column(const struct yaml_tree *tree, uint32_t node)
{
	uint32_t parent = tree->nodes[node].parent;
	return parent == YAML_NONE ? 0 : tree->nodes[parent].column - 1;
}

struct yaml_layout place_layout(const struct yaml_tree *tree, unsigned column)
{
	return (struct yaml_layout){tree->newline, tree->indent, column};
}

bool place_is_tail(const struct yaml_tree *tree, size_t at)
{
	size_t text = yaml_skip_blanks(tree, at);
	bool is_comment = text > at && tree->source.data[text] == '#';
	return is_comment || text == tree->source.len || yaml_break_at(tree, text) > 0;
}

bool place_is_blank_line(const struct yaml_tree *tree, size_t line)
{
	size_t text = yaml_skip_blanks(tree, line);
	return text < tree->source.len && yaml_break_at(tree, text) > 0;
}

bool place_is_comment_line(const struct yaml_tree *tree, size_t line, unsigned *column)
{
	size_t text = yaml_skip_blanks(tree, line);
	*column = (unsigned)(text - line);
	return text < tree->source.len && tree->source.data[text] == '#';
}

size_t place_skip_blank_lines(const struct yaml_tree *tree, size_t line)
{
	while (place_is_blank_line(tree, line))
		line = yaml_line_next(tree, line);
	return line;
}

size_t place_skip_blanks(const struct yaml_tree *tree, size_t line)
{
	line = place_skip_blank_lines(tree, line);
	return yaml_skip_blanks(tree, line) == tree->source.len ? tree->source.len : line;
}

bool place_has_wide_blanks(const struct yaml_tree *tree, size_t line, unsigned column)
{
	for (size_t end = place_skip_blanks(tree, line); line < end;
		line = yaml_line_next(tree, line)) {
		size_t text = yaml_skip_spaces(tree, line);
		if (text - line > column || tree->source.data[text] == '\t')
			return true;
	}
	return false;
}

bool place_is_first_on_line(const struct yaml_tree *tree, size_t at)
{
	return yaml_skip_spaces(tree, yaml_line_start(tree, at)) == at;
}

size_t place_comments_above(
	const struct yaml_tree *tree, size_t line, size_t limit, unsigned column)
{
	size_t first = line;
	size_t top = tree->has_bom ? YAML_BOM_LEN : 0;
	while (first > limit && first > top) {
		unsigned found;
		size_t above = yaml_line_start(tree, first - yaml_break_before(tree, first));
		if (!place_is_comment_line(tree, above, &found) || found > column)
			return first;
		first = above;
	}
	return first == top ? line : first;
}

unsigned place_clear_column(const struct yaml_tree *tree, size_t line)
{
	unsigned clear = 0;
	unsigned column;
	for (;; line = yaml_line_next(tree, line)) {
		bool is_comment = place_is_comment_line(tree, line, &column);
		size_t end = yaml_line_end(tree, line);
		bool is_blank = line + column == end;
		if (is_comment && column >= clear)
			clear = column + 1;
		if (is_blank && column > clear)
			clear = column;
		if (end == tree->source.len || (!is_comment && !is_blank))
			return clear;
	}
}

bool place_ends_oddly(const struct yaml_tree *tree, size_t at, bool is_kept)
{
	if (yaml_ends_oddly(tree, at))
		return true;
	for (size_t line = yaml_line_next(tree, at); is_kept && place_is_blank_line(tree, line);
		line = yaml_line_next(tree, line))
		if (yaml_ends_oddly(tree, line))
			return true;
	return false;
}

bool place_has_tab_below(const struct yaml_tree *tree, size_t line)
{
	unsigned column;
	for (; line < tree->source.len; line = yaml_line_next(tree, line)) {
		size_t text = yaml_skip_blanks(tree, line);
		if (text != yaml_line_end(tree, line) &&
			!place_is_comment_line(tree, line, &column))
			return false;
		if (memchr(tree->source.data + line, '\t', text - line))
			return true;
	}
	return false;
}

/* Past the dash of an item: on its own line, or above blank and comment lines. */
static size_t dash_end(const struct yaml_tree *tree, uint32_t item)
{
	size_t top = tree->has_bom ? YAML_BOM_LEN : 0;
	size_t start = tree->nodes[item].start;
	size_t line = yaml_line_start(tree, start);
	size_t dash = line + place_column(tree, item);
	unsigned column;
	if (dash < start && tree->source.data[dash] == '-')
		return dash + 1;
	do {
		if (line == top)
			return 0;
		line = yaml_line_start(tree, line - yaml_break_before(tree, line));
	} while (place_is_blank_line(tree, line) || place_is_comment_line(tree, line, &column));
	dash = line + place_column(tree, item);
	bool is_dash = dash < tree->source.len && tree->source.data[dash] == '-' &&
		       place_is_tail(tree, dash + 1);
	return is_dash ? dash + 1 : 0;
}

size_t place_sign_end(const struct yaml_tree *tree, uint32_t node)
{
	uint32_t key = yaml_key_of(tree, node);
	if (key == YAML_NONE)
		return dash_end(tree, node);
	size_t at = yaml_skip_blanks(tree, tree->nodes[key].end);
	return tree->source.data[at] == ':' ? at + 1 : 0;
}

/* The last node in a node. */
static uint32_t last_leaf(const struct yaml_tree *tree, uint32_t node)
{
	return place_subtree_end(tree, node) - 1;
}

size_t place_block_text_end(const struct yaml_tree *tree, uint32_t node)
{
	const struct yaml_node *block = yaml_node(tree, node);
	struct yaml_block_header header = yaml_block_header(tree, block->start);
	size_t limit = block->end + yaml_break_at(tree, block->end);
	return yaml_block_text_end(tree, &header, limit, place_column(tree, node));
}

bool place_ends_kept(const struct patch *patch, uint32_t node)
{
	uint32_t leaf = last_leaf(patch->tree, node);
	const struct yaml_node *scalar = yaml_node(patch->tree, leaf);
	if (patch->flags[leaf] & (NODE_KEPT | NODE_NOT_KEPT))
		return patch->flags[leaf] & NODE_KEPT;
	if (scalar->style != YAML_LITERAL && scalar->style != YAML_FOLDED)
		return false;
	return yaml_block_header(patch->tree, yaml_skip_properties(patch->tree, scalar->start))
		       .chomp == '+';
}

bool place_is_cut_off(const struct patch *patch, size_t at)
{
	const struct yaml_tree *tree = patch->tree;
	size_t top = tree->has_bom ? YAML_BOM_LEN : 0;
	return !patch->is_ended && at == tree->source.len && at > top &&
	       yaml_break_before(tree, at) == 0;
}

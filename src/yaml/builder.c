/* Building nodes: their links, spans and limits, and which of them must not be written. */
#include "builder.h"

#include "base/ensure.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define COLUMN_MASK 0xFFFFFFu /* a line of 16 MiB ends one column beyond */

static bool fail_at(struct builder *self, uint32_t line, uint32_t column)
{
	return err_locate(self->err, NULL, line, column);
}

static void mark_opaque(struct yaml_tree *tree, uint32_t node)
{
	for (; node != YAML_NONE && !tree->nodes[node].is_opaque; node = tree->nodes[node].parent)
		tree->nodes[node].is_opaque = true;
}

static void seal(struct yaml_tree *tree, uint32_t node)
{
	tree->nodes[node].is_sealed = true;
	mark_opaque(tree, node);
}

/* Is there room for one more node, with the text that is there already? */
static bool check_room(struct builder *self, const struct found *found)
{
	const struct yaml_tree *tree = self->tree;
	const struct frame *frame = builder_top(self);
	bool is_entry = frame && !frame->is_value_next;
	if (is_entry && tree->nodes[frame->node].count >= YAML_MAX_ITEMS)
		err_set(self->err, ERR_LIMIT, "a list or mapping has more than %u entries",
			YAML_MAX_ITEMS);
	else if (tree->source.len + tree->strings.len + (tree->n_nodes + 1) * sizeof(*tree->nodes) >
		 YAML_MAX_MEMORY)
		err_set(self->err, ERR_LIMIT, "there are too many values, more than %zu",
			tree->n_nodes);
	else
		return true;
	return fail_at(self, found->line, found->column);
}

/* Links a node into the open collection. */
static void link_node(struct builder *self, struct yaml_node *node, uint32_t index)
{
	struct frame *frame = builder_top(self);
	if (!frame) {
		self->tree->root = index;
		return;
	}
	struct yaml_node *parent = &self->tree->nodes[frame->node];
	node->parent = frame->node;
	if (frame->last == YAML_NONE)
		parent->first = index;
	else
		self->tree->nodes[frame->last].next = index;
	frame->last = index;
	if (parent->kind == YAML_SEQUENCE) {
		parent->count++;
	} else {
		node->is_key = !frame->is_value_next;
		parent->count += node->is_key;
		frame->is_value_next = !frame->is_value_next;
	}
	node->is_sealed = parent->is_sealed || (!node->is_key && frame->is_value_sealed);
	if (node->is_key || parent->kind == YAML_SEQUENCE)
		frame->is_value_sealed = false;
}

static uint32_t add_node(struct builder *self, const struct found *found, enum yaml_kind kind)
{
	struct yaml_tree *tree = self->tree;
	tree->nodes = mem_grow(tree->nodes, &tree->cap, tree->n_nodes + 1, sizeof(*tree->nodes));
	uint32_t index = (uint32_t)tree->n_nodes++;
	struct yaml_node *node = &tree->nodes[index];
	*node = (struct yaml_node){
		.start = (uint32_t)found->start,
		.end = (uint32_t)found->start,
		.parent = YAML_NONE,
		.next = YAML_NONE,
		.line = found->line,
		.column = found->column & COLUMN_MASK,
		.kind = kind,
		.style = found->style,
	};
	if (kind == YAML_MAPPING || kind == YAML_SEQUENCE)
		node->first = YAML_NONE;
	link_node(self, node, index);
	if (node->is_sealed || found->has_property)
		seal(tree, index);
	return index;
}

/* The column, from 0, that block scalars in the open collection are indented from. */
static unsigned parent_column(struct builder *self)
{
	const struct frame *frame = builder_top(self);
	return frame ? self->tree->nodes[frame->node].column - 1 : 0;
}

static void set_end(struct builder *self, uint32_t index, const struct found *found)
{
	struct yaml_node *node = &self->tree->nodes[index];
	node->end = (uint32_t)found->end;
	if (node->style != YAML_LITERAL && node->style != YAML_FOLDED)
		return;
	size_t start = yaml_skip_properties(self->tree, node->start);
	node->end = (uint32_t)yaml_block_end(self->tree, start, node->end, parent_column(self));
}

/* The two kinds of keys whose values must not be written. */
static void seal_odd_key(struct builder *self, uint32_t index)
{
	struct yaml_node *node = &self->tree->nodes[index];
	bool is_merge = node->kind == YAML_SCALAR && node->style == YAML_PLAIN &&
			strcmp(self->tree->strings.data + node->text, "<<") == 0;
	if (is_merge || yaml_pair_start(self->tree, index) < node->start) {
		struct frame *mapping = builder_top(self);

		ENSURE(mapping);
		seal(self->tree, index);
		mapping->is_value_sealed = true;
	}
}

/* Checks that a key is a text. */
static bool check_key(struct builder *self, uint32_t index)
{
	const struct yaml_node *node = &self->tree->nodes[index];
	if (node->text_len > YAML_MAX_KEY) {
		err_set(self->err, ERR_LIMIT, "this key is %u bytes long, more than the %d allowed",
			node->text_len, YAML_MAX_KEY);
		return fail_at(self, node->line, node->column);
	}
	seal_odd_key(self, index);
	return true;
}

/* Is the ':' at an offset the one after the key of a value? */
static bool is_own_sign(const struct yaml_tree *tree, uint32_t value, size_t at)
{
	uint32_t key = yaml_key_of(tree, value);
	ENSURE(key != YAML_NONE);
	return yaml_skip_blanks(tree, tree->nodes[key].end) == at;
}

/*
 * Inside brackets libyaml puts an empty value at the next token; moves it back to its
 * `:`. One without a sign (`? a`, `{a}`) cannot be written.
 */
static void check_empty(struct builder *self, uint32_t index)
{
	struct yaml_node *node = &self->tree->nodes[index];
	if (node->start != node->end)
		return;
	const char *source = self->tree->source.data;
	uint32_t stood = node->start;
	while (node->start > 0 && source[node->start - 1] == ' ')
		node->end = --node->start;
	/* At the end of the source libyaml reports the line after it. */
	unsigned line = node->line;
	unsigned column = node->column - (stood - node->start);
	if (stood - node->start >= node->column)
		yaml_place(self->tree, node->start, &line, &column);
	node->line = line;
	node->column = column & COLUMN_MASK;
	const struct frame *frame = builder_top(self);
	bool is_item = frame && self->tree->nodes[frame->node].kind == YAML_SEQUENCE;
	char before = node->start > 0 ? source[node->start - 1] : '\0';
	bool has_sign = before == (is_item ? '-' : ':') &&
			(is_item || !frame || is_own_sign(self->tree, index, node->start - 1));
	if (!has_sign)
		seal(self->tree, index);
}

bool builder_scalar(struct builder *self, const struct found *found, size_t text)
{
	if (!check_room(self, found))
		return false;
	uint32_t index = add_node(self, found, YAML_SCALAR);
	struct yaml_node *node = &self->tree->nodes[index];
	node->text = (uint32_t)text;
	node->text_len = (uint32_t)(self->tree->strings.len - text - 1);
	set_end(self, index, found);
	if (node->is_key)
		return check_key(self, index);
	check_empty(self, index);
	return true;
}

bool builder_alias(struct builder *self, const struct found *found)
{
	if (!check_room(self, found))
		return false;
	uint32_t index = add_node(self, found, YAML_ALIAS);
	set_end(self, index, found);
	seal(self->tree, index);
	return true;
}

bool builder_open(struct builder *self, const struct found *found, enum yaml_kind kind)
{
	if (!check_room(self, found))
		return false;
	uint32_t index = add_node(self, found, kind);
	const struct yaml_node *node = &self->tree->nodes[index];
	if (self->depth == YAML_MAX_DEPTH) {
		err_set(self->err, ERR_LIMIT, "values are nested deeper than the %d levels allowed",
			YAML_MAX_DEPTH);
		return fail_at(self, node->line, node->column);
	}
	if (node->is_key)
		seal_odd_key(self, index);
	self->frames[self->depth++] = (struct frame){.node = index, .last = YAML_NONE};
	return true;
}

void builder_close(struct builder *self, size_t end)
{
	ENSURE(self->depth > 0);

	struct yaml_tree *tree = self->tree;
	struct frame frame = *builder_top(self);
	struct yaml_node *node = &tree->nodes[frame.node];
	char last = node->style == YAML_FLOW ? tree->source.data[end - 1] : '\0';
	if (last == ']' || last == '}')
		node->end = (uint32_t)end;
	else if (frame.last != YAML_NONE)
		node->end = tree->nodes[frame.last].end;
	if (node->kind == YAML_MAPPING)
		yaml_duplicates_find(tree, frame.node, &self->keys);
	self->depth--;
}

void builder_release(struct builder *self)
{
	free(self->keys.slots);
}

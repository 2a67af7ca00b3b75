/*
 * Finds the line and column of the words in a finding. A value may have a hundred
 * thousand of them: they are looked up in order, and each search continues where the last
 * one ended.
 */
#include "internal.h"

#include <string.h>

/* The end of the list item that begins at an offset: continuation lines begin with two spaces. */
static size_t item_end(const struct rule_cursor *cursor, size_t at)
{
	for (;;) {
		size_t end = at + rule_cursor_line(cursor, at);

		if (cursor->len - end < 3 || memcmp(cursor->text + end, "\n  ", 3) != 0)
			return end;
		at = end + 1;
	}
}

/* A list leaves out empty items. */
static bool is_left_out(const struct yaml_tree *tree, uint32_t item)
{
	return yaml_is_null(tree, item) || is_blank(yaml_text(tree, item, NULL));
}

static uint32_t skip_left_out(const struct yaml_tree *tree, uint32_t item)
{
	while (item != YAML_NONE && is_left_out(tree, item))
		item = yaml_node(tree, item)->next;
	return item;
}

static void enter(struct locator *self, const struct yaml_tree *tree,
	const struct rule_cursor *cursor, size_t start, uint32_t node)
{
	self->start = start;
	self->end = cursor->field->kind == KIND_LIST ? item_end(cursor, start) : cursor->len;
	self->node = node;
	if (node != YAML_NONE)
		yaml_trace_init(&self->trace, tree, node, cursor->text + start, self->end - start);
}

static void begin(
	struct locator *self, const struct yaml_tree *tree, const struct rule_cursor *cursor)
{
	uint32_t node = cursor->value->node;
	bool has_items = yaml_node(tree, node)->kind == YAML_SEQUENCE;

	self->value = cursor->value;
	enter(self, tree, cursor, 0,
		has_items ? skip_left_out(tree, yaml_node(tree, node)->first) : node);
}

static bool is_behind(const struct locator *self, const struct rule_cursor *cursor, size_t at)
{
	return self->value != cursor->value || at < self->start + self->trace.at;
}

bool locate(struct locator *self, const struct yaml_tree *tree, const struct rule_cursor *cursor,
	size_t at)
{
	if (is_behind(self, cursor, at))
		begin(self, tree, cursor);
	while (self->node != YAML_NONE && at > self->end)
		enter(self, tree, cursor, self->end + 1,
			skip_left_out(tree, yaml_node(tree, self->node)->next));
	return self->node != YAML_NONE && yaml_trace_seek(&self->trace, at - self->start);
}

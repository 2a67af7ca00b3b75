/* Finds the line and column of words in a value. */
#include "model/locator.h"

#include "base/slice.h"

#include <string.h>

/* The end of the list item that begins at an offset: continuation lines begin with two spaces. */
static size_t item_end(const struct str *text, size_t at)
{
	for (;;) {
		const char *newline = memchr(str_text(text) + at, '\n', text->len - at);
		size_t end = newline ? (size_t)(newline - str_text(text)) : text->len;

		if (text->len - end < 3 || memcmp(str_text(text) + end, "\n  ", 3) != 0)
			return end;
		at = end + 1;
	}
}

/* A list leaves out empty items. */
static bool is_left_out(const struct yaml_tree *tree, uint32_t item)
{
	return yaml_is_null(tree, item) ||
	       slice_trim(slice_of_text(yaml_text(tree, item, NULL))).len == 0;
}

static uint32_t skip_left_out(const struct yaml_tree *tree, uint32_t item)
{
	while (item != YAML_NONE && is_left_out(tree, item))
		item = yaml_node(tree, item)->next;
	return item;
}

static void enter(struct locator *self, const struct yaml_tree *tree, bool is_list, size_t start,
	uint32_t node)
{
	const struct str *text = &self->value->text;

	self->start = start;
	self->end = is_list ? item_end(text, start) : text->len;
	self->node = node;
	if (node != YAML_NONE)
		yaml_trace_init(
			&self->trace, tree, node, str_text(text) + start, self->end - start);
}

static void begin(struct locator *self, const struct yaml_tree *tree, bool is_list)
{
	uint32_t node = self->value->node;
	bool has_items = yaml_node(tree, node)->kind == YAML_SEQUENCE;

	enter(self, tree, is_list, 0,
		has_items ? skip_left_out(tree, yaml_node(tree, node)->first) : node);
}

/* Moves to a byte of a value that has a node; false if the source spells it differently. */
static bool seek(struct locator *self, const struct yaml_tree *tree, bool is_list,
	const struct value *value, size_t at)
{
	if (self->value != value || at < self->start + self->trace.at) {
		self->value = value;
		begin(self, tree, is_list);
	}
	while (self->node != YAML_NONE && at > self->end)
		enter(self, tree, is_list, self->end + 1,
			skip_left_out(tree, yaml_node(tree, self->node)->next));
	return self->node != YAML_NONE && yaml_trace_seek(&self->trace, at - self->start);
}

void locator_find(struct locator *self, const struct document *document, const struct place *place,
	size_t start, size_t end, unsigned *line, unsigned *column)
{
	const struct value *value = document_value(document, place);

	document_locate(document, place, line, column);
	if (start == end || value == NULL || value->node == YAML_NONE ||
		!seek(self, &document->source, document_field(document, place)->kind == KIND_LIST,
			value, start))
		return;
	*line = self->trace.line;
	*column = self->trace.column;
}

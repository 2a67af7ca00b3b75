/* Looking things up in a parsed tree. */
#include "yaml/tree.h"

#include "base/ensure.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static void *copy_items(const void *items, size_t n, size_t size)
{
	void *copy = n > 0 ? mem_zalloc(n, size) : NULL;

	if (n > 0)
		memcpy(copy, items, n * size);
	return copy;
}

static void copy_bytes(struct str *self, const struct str *other)
{
	*self = (struct str){0};
	if (!other->data)
		return;
	str_reserve(self, other->len);
	str_append(self, other->data, other->len);
}

void yaml_tree_copy(struct yaml_tree *self, const struct yaml_tree *other)
{
	*self = *other;
	copy_bytes(&self->source, &other->source);
	copy_bytes(&self->strings, &other->strings);
	self->nodes = copy_items(other->nodes, other->n_nodes, sizeof(*self->nodes));
	self->cap = other->n_nodes;
	self->problems = copy_items(other->problems, other->n_problems, sizeof(*self->problems));
	self->cap_problems = other->n_problems;
}

void yaml_tree_release(struct yaml_tree *self)
{
	if (self->source.cap > 0)
		str_release(&self->source);
	str_release(&self->strings);
	free(self->nodes);
	free(self->problems);
	*self = (struct yaml_tree){.root = YAML_NONE, .newline = "\n", .indent = 2};
}

const struct yaml_node *yaml_node(const struct yaml_tree *self, uint32_t node)
{
	ENSURE(node < self->n_nodes);
	return &self->nodes[node];
}

const char *yaml_text(const struct yaml_tree *self, uint32_t node, size_t *len)
{
	const struct yaml_node *scalar = yaml_node(self, node);
	bool is_scalar = scalar->kind == YAML_SCALAR;
	if (len)
		*len = is_scalar ? scalar->text_len : 0;
	return is_scalar ? self->strings.data + scalar->text : "";
}

size_t yaml_prose_len(const char *text, size_t len)
{
	return len > 0 && text[len - 1] == '\n' ? len - 1 : len;
}

uint32_t yaml_find(const struct yaml_tree *self, uint32_t mapping, const char *key)
{
	if (mapping == YAML_NONE || yaml_node(self, mapping)->kind != YAML_MAPPING)
		return YAML_NONE;
	size_t len = strlen(key);
	for (uint32_t at = self->nodes[mapping].first; at != YAML_NONE;) {
		const struct yaml_node *node = &self->nodes[at];
		bool is_same = node->kind == YAML_SCALAR && node->text_len == len &&
			       memcmp(self->strings.data + node->text, key, len) == 0;
		if (is_same)
			return node->next;
		at = self->nodes[node->next].next;
	}
	return YAML_NONE;
}

uint32_t yaml_key_of(const struct yaml_tree *self, uint32_t value)
{
	const struct yaml_node *node = yaml_node(self, value);
	if (node->parent == YAML_NONE || node->is_key ||
		self->nodes[node->parent].kind != YAML_MAPPING)
		return YAML_NONE;
	/* Nodes are in source order: the value follows its key, or what is in the key. */
	uint32_t key = value - 1;
	while (self->nodes[key].parent != node->parent)
		key = self->nodes[key].parent;
	return key;
}

bool yaml_is_null(const struct yaml_tree *self, uint32_t node)
{
	static const char *const words[] = {"", "~", "null", "Null", "NULL"};
	const struct yaml_node *scalar = yaml_node(self, node);
	if (scalar->kind != YAML_SCALAR || scalar->style != YAML_PLAIN)
		return false;
	const char *text = self->strings.data + scalar->text;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (*text == *words[i] && strcmp(text, words[i]) == 0)
			return true;
	return false;
}

void yaml_place(const struct yaml_tree *self, size_t offset, unsigned *line, unsigned *column)
{
	size_t start = self->has_bom ? YAML_BOM_LEN : 0;
	*line = 1;
	while (start < offset) {
		size_t next = yaml_line_next(self, start);
		if (next > offset || yaml_break_before(self, next) == 0)
			break;
		start = next;
		++*line;
	}
	*column = 1;
	if (start < offset)
		*column += (unsigned)utf8_count(self->source.data + start, offset - start);
}

/*
 * One value over its node. The file's text is borrowed from the tree's bytes until it is
 * changed: a large document needs no copies, and an untouched value can be recognized at
 * once.
 */
#include "document_internal.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

bool text_is_storable(const char *text, size_t len)
{
	return utf8_check(text, len, NULL) && !memchr(text, '\0', len);
}

bool value_is_borrowed(const struct value *self)
{
	return self->text.data && self->text.cap == 0;
}

void value_release(struct value *self)
{
	if (!value_is_borrowed(self))
		str_release(&self->text);
	self->text = (struct str){0};
}

void value_own(struct value *self)
{
	struct str copy = {0};

	if (!value_is_borrowed(self))
		return;
	str_append(&copy, self->text.data, self->text.len);
	self->text = copy;
}

const char *scalar_text(const struct yaml_tree *tree, uint32_t node, size_t *len)
{
	const char *text = yaml_text(tree, node, len);

	if (yaml_is_null(tree, node)) {
		*len = 0;
		return "";
	}
	if (*len > 0 && text[*len - 1] == '\n')
		--*len;
	return text;
}

static void read_scalar(struct value *self, const struct yaml_tree *tree, uint32_t node)
{
	const struct yaml_node *at = yaml_node(tree, node);
	size_t len;
	const char *text = scalar_text(tree, node, &len);

	if (len > 0 && len == at->text_len)
		self->text = (struct str){.data = tree->strings.data + at->text, .len = len};
	else if (len > 0)
		str_append(&self->text, text, len);
	self->is_foreign = at->is_opaque;
}

/* What cannot be shown as a value is shown as it is in the file. */
static void read_foreign(struct value *self, const struct yaml_tree *tree, uint32_t node)
{
	const struct yaml_node *at = yaml_node(tree, node);

	str_append(&self->text, tree->source.data + at->start, at->end - at->start);
	self->is_foreign = true;
}

static bool is_list(const struct yaml_tree *tree, uint32_t node)
{
	const struct yaml_node *at = yaml_node(tree, node);

	if (at->kind == YAML_SCALAR)
		return !at->is_opaque;
	if (at->kind != YAML_SEQUENCE || at->is_opaque)
		return false;
	for (uint32_t item = at->first; item != YAML_NONE; item = yaml_node(tree, item)->next)
		if (yaml_node(tree, item)->kind != YAML_SCALAR)
			return false;
	return true;
}

static void read_list(struct value *self, const struct yaml_tree *tree, uint32_t node)
{
	const struct yaml_node *at = yaml_node(tree, node);
	bool is_scalar = at->kind == YAML_SCALAR;
	uint32_t item = is_scalar ? node : at->first;

	if (!is_list(tree, node)) {
		read_foreign(self, tree, node);
		return;
	}
	while (item != YAML_NONE) {
		size_t len;
		const char *text = scalar_text(tree, item, &len);

		list_append(&self->text, text, len);
		item = is_scalar ? YAML_NONE : yaml_node(tree, item)->next;
	}
}

/* Rows are read separately; the value only says whether they can be. */
static void read_rows(struct value *self, const struct yaml_tree *tree, uint32_t node)
{
	const struct yaml_node *at = yaml_node(tree, node);

	if (at->kind == YAML_SEQUENCE)
		self->is_foreign = at->is_sealed;
	else if (!yaml_is_null(tree, node))
		read_foreign(self, tree, node);
}

void value_read(struct value *self, const struct yaml_tree *tree, uint32_t node, enum kind kind)
{
	value_release(self);
	self->node = node;
	self->is_foreign = false;
	if (node == YAML_NONE)
		return;
	if (kind == KIND_LIST)
		read_list(self, tree, node);
	else if (kind == KIND_ROWS)
		read_rows(self, tree, node);
	else if (yaml_node(tree, node)->kind == YAML_SCALAR)
		read_scalar(self, tree, node);
	else
		read_foreign(self, tree, node);
}

bool value_is_unchanged(const struct value *self, const struct yaml_tree *tree, enum kind kind)
{
	if (value_is_borrowed(self) || self->is_foreign)
		return true;
	if (self->node == YAML_NONE)
		return self->text.len == 0;

	const struct yaml_node *at = yaml_node(tree, self->node);
	if (kind != KIND_LIST && at->kind == YAML_SCALAR && !at->is_opaque) {
		size_t len;
		const char *text = scalar_text(tree, self->node, &len);
		return str_equal(&self->text, text, len);
	}
	struct value was = {0};
	value_read(&was, tree, self->node, kind);
	bool is_same = !was.is_foreign && str_equal(&self->text, str_text(&was.text), was.text.len);
	value_release(&was);
	return is_same;
}

const char *path_next(const char *path, char part[PATH_PART_SIZE])
{
	size_t len = strcspn(path, ".");

	assert(len < PATH_PART_SIZE);
	memcpy(part, path, len);
	part[len] = '\0';
	return path[len] == '.' ? path + len + 1 : NULL;
}

uint32_t node_at_path(const struct yaml_tree *tree, const char *path, uint32_t *nearest)
{
	uint32_t node = tree->root;
	char part[PATH_PART_SIZE];

	while (path) {
		*nearest = node;
		if (yaml_node(tree, node)->kind != YAML_MAPPING)
			return YAML_NONE;
		path = path_next(path, part);
		node = yaml_find(tree, node, part);
		if (node == YAML_NONE)
			return YAML_NONE;
	}
	return node;
}

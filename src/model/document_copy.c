/* A copy of a document, for trying something out. */
#include "document_internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* What the other borrows from its tree, the copy borrows from the same offset of its own. */
static void copy_value(struct value *self, const struct value *other, const struct yaml_tree *tree,
	const struct yaml_tree *other_tree)
{
	*self = *other;
	if (value_is_borrowed(other)) {
		self->text.data =
			tree->strings.data + (other->text.data - other_tree->strings.data);
		return;
	}
	self->text = (struct str){0};
	if (other->text.len > 0)
		str_append(&self->text, other->text.data, other->text.len);
}

static void copy_row(struct row *self, const struct row *other, size_t n_columns,
	const struct yaml_tree *tree, const struct yaml_tree *other_tree)
{
	*self = *other;
	self->cells = mem_zalloc(n_columns, sizeof *self->cells);
	for (size_t i = 0; i < n_columns; i++)
		copy_value(&self->cells[i], &other->cells[i], tree, other_tree);
}

static void copy_index(struct row_index *self, const struct row_index *other)
{
	*self = *other;
	if (other->cap == 0)
		return;
	self->slots = mem_zalloc(other->cap, sizeof *self->slots);
	memcpy(self->slots, other->slots, other->cap * sizeof *self->slots);
}

static void copy_rows(struct rows *self, const struct rows *other, size_t n_columns,
	const struct yaml_tree *tree, const struct yaml_tree *other_tree)
{
	*self = (struct rows){0};
	if (other->n > 0)
		self->items = mem_grow(NULL, &self->cap, other->n, sizeof *self->items);
	for (; self->n < other->n; self->n++)
		copy_row(
			&self->items[self->n], &other->items[self->n], n_columns, tree, other_tree);
	self->is_arranged = other->is_arranged;
	copy_index(&self->index, &other->index);
	row_traces_copy(&self->gone, &other->gone);
}

void document_copy(struct document *self, const struct document *other)
{
	document_init_new(self, other->form);
	yaml_tree_copy(&self->source, &other->source);
	self->revision = other->revision;
	self->is_read_only = other->is_read_only;
	for (size_t i = 0; i < other->form->n_fields; i++) {
		copy_value(&self->values[i], &other->values[i], &self->source, &other->source);
		copy_rows(&self->tables[i], &other->tables[i], other->form->fields[i].n_columns,
			&self->source, &other->source);
	}
	format_memory_copy(self->memory, other->memory);
}

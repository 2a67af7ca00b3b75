/*
 * Turns a document back into the bytes of its file: each value is compared with its node
 * in the source, and only differences become edits of the splice plan.
 */
#include "document_internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A key to be added once everything below it is known. */
struct addition {
	uint32_t mapping;  /* gets the key after the pair of after */
	uint32_t after;    /* the value of a pair, YAML_NONE: first */
	uint32_t replaced; /* or: the empty value that a new mapping replaces */
	struct yaml_value value;
};

struct format {
	const struct document *document;
	const struct yaml_tree *tree;
	struct yaml_plan *plan;
	struct addition *additions;
	size_t n_additions;
	size_t cap_additions;
	bool is_refused;
};

/* The byte before a line is its newline; is the line above it blank? */
static bool follows_blank_line(const struct yaml_tree *tree, uint32_t node)
{
	const char *source = tree->source.data;
	size_t at = yaml_node(tree, node)->start;
	unsigned newlines = 0;

	while (at > 0 && strchr(" \t\r\n", source[at - 1]))
		newlines += source[--at] == '\n';
	return newlines > 1;
}

/* Does the file put blank lines between the pairs of this mapping? */
static bool is_airy(const struct yaml_tree *tree, uint32_t mapping)
{
	const struct yaml_node *at = yaml_node(tree, mapping);

	if (at->kind != YAML_MAPPING || at->count < 2)
		return true;
	for (uint32_t key = at->first; key != YAML_NONE;) {
		if (key != at->first && follows_blank_line(tree, key))
			return true;
		key = yaml_node(tree, yaml_node(tree, key)->next)->next;
	}
	return false;
}

/* The value in mapping of the last field or page that precedes a field in the form. */
static uint32_t sibling_before(
	const struct format *self, uint32_t mapping, const char *path, size_t prefix, size_t number)
{
	const struct form *form = self->document->form;
	char part[PATH_PART_SIZE];

	while (number-- > 0) {
		const char *other = form->fields[number].path;

		if (strncmp(other, path, prefix) != 0)
			continue;
		path_next(other + prefix, part);
		uint32_t node = yaml_find(self->tree, mapping, part);
		if (node != YAML_NONE)
			return node;
	}
	return mapping == self->tree->root ? yaml_find(self->tree, mapping, "form") : YAML_NONE;
}

static struct addition *add_addition(struct format *self, uint32_t mapping, uint32_t replaced)
{
	self->additions = mem_grow(self->additions, &self->cap_additions, self->n_additions + 1,
		sizeof *self->additions);
	struct addition *addition = &self->additions[self->n_additions++];
	*addition = (struct addition){.mapping = mapping, .after = YAML_NONE, .replaced = replaced};
	return addition;
}

static struct addition *find_addition(
	struct format *self, uint32_t mapping, uint32_t replaced, const char *key)
{
	for (size_t i = 0; i < self->n_additions; i++) {
		struct addition *addition = &self->additions[i];

		if (replaced != YAML_NONE ? addition->replaced == replaced
					  : addition->mapping == mapping && addition->value.key &&
						    strcmp(addition->value.key, key) == 0)
			return addition;
	}
	return NULL;
}

/* The new mapping for a field with a longer path; made for the first of them. */
static struct yaml_value *missing_mapping(struct format *self, uint32_t mapping, uint32_t null,
	const char *key, const char *path, size_t prefix, size_t number)
{
	struct addition *addition = find_addition(self, mapping, null, key);

	if (!addition) {
		addition = add_addition(self, mapping, null);
		addition->value.kind = YAML_VALUE_MAPPING;
		if (null == YAML_NONE) {
			addition->value.key = mem_strdup(key);
			addition->value.blank_before = true;
			addition->after = sibling_before(self, mapping, path, prefix, number);
		}
	}
	return &addition->value;
}

static void add_pair(
	struct format *self, uint32_t mapping, const char *path, size_t prefix, size_t number)
{
	struct addition *addition = add_addition(self, mapping, YAML_NONE);

	addition->after = sibling_before(self, mapping, path, prefix, number);
	addition->value.key = mem_strdup(path + prefix);
	addition->value.blank_before = mapping != self->tree->root && is_airy(self->tree, mapping);
	field_build(&addition->value, self->document, number);
}

/* Adds a field that the file lacks, with the missing mappings on its path. */
static void add_field(struct format *self, size_t number)
{
	const char *path = self->document->form->fields[number].path;
	uint32_t mapping = self->tree->root;
	char part[PATH_PART_SIZE];
	size_t prefix = 0;

	for (const char *rest; (rest = path_next(path + prefix, part));) {
		uint32_t node = yaml_find(self->tree, mapping, part);
		if (node == YAML_NONE || yaml_is_null(self->tree, node)) {
			struct yaml_value *new =
				missing_mapping(self, mapping, node, part, path, prefix, number);
			field_build(path_build(new, rest, false), self->document, number);
			return;
		}
		mapping = node;
		prefix = (size_t)(rest - path);
	}
	add_pair(self, mapping, path, prefix, number);
}

static void plan_additions(struct format *self)
{
	for (size_t i = 0; i < self->n_additions; i++) {
		struct addition *addition = &self->additions[i];

		if (addition->replaced != YAML_NONE)
			yaml_plan_replace(self->plan, addition->replaced, &addition->value);
		else
			yaml_plan_add(
				self->plan, addition->mapping, addition->after, &addition->value);
	}
}

static void replace(struct format *self, uint32_t node, const struct value *value, enum kind kind)
{
	struct yaml_value new = {0};

	value_build(&new, value, kind);
	yaml_plan_replace(self->plan, node, &new);
}

/* Does the file have another kind here than the form, so that our value is not a change? */
static bool is_foreign(const struct format *self, uint32_t node, enum kind kind)
{
	struct value there = {0};

	value_read(&there, self->tree, node, kind);
	bool is_foreign = there.is_foreign;
	value_release(&there);
	return is_foreign;
}

/* A value that differs from its node. */
static void plan_value(struct format *self, const struct value *value, enum kind kind)
{
	const struct yaml_node *at = yaml_node(self->tree, value->node);
	const char *text = str_text(&value->text);

	if (is_foreign(self, value->node, kind))
		self->is_refused = true;
	else if (kind != KIND_LIST)
		yaml_plan_set(self->plan, value->node, text_shape(kind, text, value->text.len),
			text, value->text.len);
	else if (at->kind == YAML_SCALAR || at->count == 0 || value->text.len == 0)
		replace(self, value->node, value, kind);
	else
		list_plan(self->plan, self->tree, value);
}

/* A cell of a row that is in the file; after is the value of the last pair before it. */
static void plan_cell(struct format *self, const struct row *row, const struct value *cell,
	const struct form_field *column, uint32_t after)
{
	if (value_is_unchanged(cell, self->tree, column->kind))
		return;
	if (cell->node != YAML_NONE) {
		plan_value(self, cell, column->kind);
		return;
	}
	struct yaml_value new = {.key = mem_strdup(column->key)};
	value_build(&new, cell, column->kind);
	yaml_plan_add(self->plan, row->node, after, &new);
}

static void plan_cells(struct format *self, const struct row *row, const struct form_field *field)
{
	if (yaml_node(self->tree, row->node)->kind != YAML_MAPPING)
		return;
	uint32_t after = yaml_find(self->tree, row->node, "id");
	for (size_t i = 0; i < field->n_columns; i++) {
		plan_cell(self, row, &row->cells[i], &field->columns[i], after);
		if (row->cells[i].node != YAML_NONE)
			after = row->cells[i].node;
	}
}

static size_t count_new(const struct rows *rows)
{
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++)
		n += rows->items[i].node == YAML_NONE;
	return n;
}

static void arrange_rows(struct format *self, const struct rows *rows,
	const struct form_field *field, uint32_t sequence)
{
	struct yaml_item *items = mem_zalloc(rows->n, sizeof *items);
	struct yaml_value *values = mem_zalloc(count_new(rows), sizeof *values);
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++) {
		items[i].node = rows->items[i].node;
		if (items[i].node != YAML_NONE)
			continue;
		row_build(&values[n], &rows->items[i], field);
		items[i].value = &values[n++];
	}
	yaml_plan_arrange(self->plan, sequence, items, rows->n);
	free(items);
	free(values);
}

/* Writes a new table where there was none, or empties it. */
static void replace_rows(struct format *self, size_t number)
{
	uint32_t node = self->document->values[number].node;
	struct yaml_value new = {0};

	if (is_foreign(self, node, KIND_ROWS)) {
		self->is_refused = true;
		return;
	}
	field_build(&new, self->document, number);
	yaml_plan_replace(self->plan, node, &new);
}

static void plan_rows(struct format *self, size_t number)
{
	const struct form_field *field = &self->document->form->fields[number];
	const struct rows *rows = &self->document->tables[number];
	uint32_t sequence = self->document->values[number].node;
	const struct yaml_node *at = yaml_node(self->tree, sequence);
	size_t n_old = at->kind == YAML_SEQUENCE ? at->count : 0;

	if (n_old == 0 || rows->n == 0) {
		if (n_old > 0 || rows->n > 0)
			replace_rows(self, number);
		return;
	}
	if (!rows->is_arranged)
		arrange_rows(self, rows, field, sequence);
	for (size_t i = 0; i < rows->n; i++)
		if (rows->items[i].node != YAML_NONE && rows->items[i].is_touched)
			plan_cells(self, &rows->items[i], field);
}

static void plan_field(struct format *self, size_t number)
{
	const struct form_field *field = &self->document->form->fields[number];
	const struct value *value = &self->document->values[number];

	if (!kind_info(field->kind)->is_stored)
		return;
	if (value->node == YAML_NONE) {
		if (!value->is_foreign && !field_is_empty(self->document, number))
			add_field(self, number);
		return;
	}
	if (field->kind == KIND_ROWS)
		plan_rows(self, number);
	else if (!value_is_unchanged(value, self->tree, field->kind))
		plan_value(self, value, field->kind);
}

static bool apply_plan(struct format *self, struct str *out, struct err *err)
{
	const struct str *source = &self->tree->source;

	if (self->is_refused)
		return err_set(err, ERR_REFUSED,
			"the file has something other than a text where "
			"a changed value belongs");
	if (yaml_plan_is_empty(self->plan)) {
		str_append(out, str_text(source), source->len);
		return true;
	}
	if (self->document->is_read_only)
		return err_set(err, ERR_REFUSED, "this file is read-only");
	return yaml_plan_apply(self->plan, out, err);
}

static bool splice(const struct document *document, struct str *out, struct err *err)
{
	struct format format = {.document = document, .tree = &document->source};

	format.plan = yaml_plan_new(format.tree);
	for (size_t i = 0; i < document->form->n_fields; i++)
		plan_field(&format, i);
	dates_plan(format.plan, document);
	plan_additions(&format);
	bool is_good = apply_plan(&format, out, err);
	yaml_plan_free(format.plan);
	free(format.additions);
	return is_good;
}

bool document_format(const struct document *self, struct str *out, struct err *err)
{
	size_t start = out->len;

	format_memory_clear(self->memory);
	if (self->source.root == YAML_NONE)
		document_write(self, out);
	else if (!splice(self, out, err))
		return false;
	format_memory_set(self->memory, self, out->data + start, out->len - start);
	return true;
}

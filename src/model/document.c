/* A document's life cycle: reading from a tree, queries, release. */
#include "model/document.h"

#include "base/ensure.h"
#include "base/mem.h"
#include "document_internal.h"

#include <stdlib.h>
#include <string.h>

#define LARGE (256u * 1024) /* bytes */
#define NO_DOCUMENT "this is not an Afterword document"
#define FILE_VERSION 1 /* of `afterword:`; a file with a higher number is not written */

/* A required text at the root. */
static const char *root_text(
	const struct yaml_tree *tree, const char *key, uint32_t *node, struct err *err)
{
	const struct yaml_node *root = yaml_node(tree, tree->root);

	*node = yaml_find(tree, tree->root, key);
	if (*node == YAML_NONE) {
		err_set_reason(err, ERR_VALUE, NO_DOCUMENT, "it has no \"%s\"", key);
		err_locate(err, NULL, root->line, root->column);
		return NULL;
	}
	const struct yaml_node *at = yaml_node(tree, *node);
	if (at->kind != YAML_SCALAR || at->text_len == 0 || yaml_is_null(tree, *node)) {
		err_set(err, ERR_VALUE, "\"%s\" must be a text", key);
		err_locate(err, NULL, at->line, at->column);
		return NULL;
	}
	return yaml_text(tree, *node, NULL);
}

static bool is_version(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits > 0 && digits < 10 && text[0] != '0' && text[digits] == '\0';
}

/* The name becomes part of file names, so it must not lead elsewhere. */
static bool is_form_name(const char *text)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_-";
	size_t len = strspn(text, allowed);

	return text[len] == '\0' && len <= 64 && text[0] != '-';
}

static bool fail_at(
	const struct yaml_tree *tree, uint32_t node, struct err *err, const char *message)
{
	err_set(err, ERR_VALUE, "%s", message);
	return err_locate(err, NULL, yaml_node(tree, node)->line, yaml_node(tree, node)->column);
}

const char *document_form_name(const struct yaml_tree *tree, struct err *err)
{
	uint32_t node;

	if (tree->root == YAML_NONE) {
		err_set_reason(err, ERR_VALUE, NO_DOCUMENT, "it is empty");
		err_locate(err, NULL, 1, 1);
		return NULL;
	}
	if (yaml_node(tree, tree->root)->kind != YAML_MAPPING) {
		const struct yaml_node *root = yaml_node(tree, tree->root);

		err_set_reason(
			err, ERR_VALUE, NO_DOCUMENT, "it does not begin with `key: value` lines");
		err_locate(err, NULL, root->line, root->column);
		return NULL;
	}
	const char *version = root_text(tree, "afterword", &node, err);
	if (!version)
		return NULL;
	if (!is_version(version)) {
		fail_at(tree, node, err,
			"\"afterword\" must be a whole number, as in `afterword: 1`");
		return NULL;
	}
	const char *name = root_text(tree, "form", &node, err);
	if (name && !is_form_name(name)) {
		fail_at(tree, node, err, "a form's name has only letters, digits, - and _");
		return NULL;
	}
	return name;
}

/* Not even in a comment. For a small file the parser's own message says more. */
static bool lacks_version(const struct str *bytes)
{
	return bytes->len > LARGE && !strstr(str_text(bytes), "afterword");
}

bool document_tree_take(struct yaml_tree *tree, struct str *bytes, struct err *err)
{
	if (!lacks_version(bytes))
		return yaml_tree_take(tree, bytes, err);
	str_release(bytes);
	err_set_reason(err, ERR_VALUE, NO_DOCUMENT, "it has no \"afterword\"");
	return err_locate(err, NULL, 1, 1);
}

static void read_field(struct document *self, size_t number)
{
	const struct form_field *field = &self->form->fields[number];
	struct value *value = &self->values[number];
	uint32_t nearest;

	value->node = YAML_NONE;
	if (!kind_info(field->kind)->is_stored)
		return;
	uint32_t node = node_at_path(&self->source, field->path, &nearest);
	value_read(value, &self->source, node, field->kind);
	if (node == YAML_NONE) {
		/* A text where its page should be, or a page that must not be touched. */
		const struct yaml_node *at = yaml_node(&self->source, nearest);
		value->is_foreign = at->is_sealed || (at->kind != YAML_MAPPING &&
							     !yaml_is_null(&self->source, nearest));
		return;
	}
	if (field->kind == KIND_ROWS && yaml_node(&self->source, node)->kind == YAML_SEQUENCE)
		rows_read(&self->tables[number], &self->source, node, field);
}

static void start(struct document *self, const struct form *form)
{
	*self = (struct document){.form = form};
	self->values = mem_zalloc(form->n_fields, sizeof *self->values);
	self->tables = mem_zalloc(form->n_fields, sizeof *self->tables);
	self->memory = mem_zalloc(1, sizeof *self->memory);
	self->source.root = YAML_NONE;
	for (size_t i = 0; i < form->n_fields; i++)
		self->values[i].node = YAML_NONE;
}

/* Is the file of this form, and one that the program can read? */
static bool check_form(const struct yaml_tree *tree, const struct form *form, struct err *err)
{
	const char *name = document_form_name(tree, err);

	if (!name)
		return false;
	if (strcmp(name, form->name) == 0)
		return true;
	const struct yaml_node *at = yaml_node(tree, yaml_find(tree, tree->root, "form"));
	err_set(err, ERR_FORM, "this file uses the form \"%s\", not \"%s\"", name, form->name);
	return err_locate(err, NULL, at->line, at->column);
}

bool document_is_newer(const struct document *self)
{
	const struct yaml_tree *tree = &self->source;

	if (tree->root == YAML_NONE)
		return false;
	uint32_t version = yaml_find(tree, tree->root, "afterword");

	return strtol(yaml_text(tree, version, NULL), NULL, 10) > FILE_VERSION;
}

void document_read_values(struct document *self)
{
	for (size_t i = 0; i < self->form->n_fields; i++)
		read_field(self, i);
}

bool document_init(
	struct document *self, const struct form *form, struct yaml_tree *tree, struct err *err)
{
	bool is_ours = check_form(tree, form, err);

	start(self, form);
	self->source = *tree;
	*tree = (struct yaml_tree){.root = YAML_NONE};
	if (!is_ours) {
		document_release(self);
		return false;
	}
	self->is_read_only = self->source.n_problems > 0 || document_is_newer(self);
	document_read_values(self);
	return true;
}

bool document_take_written(
	struct document *self, const struct form *form, struct str *bytes, struct err *err)
{
	struct yaml_tree tree;

	if (yaml_tree_take_written(&tree, bytes, err) && document_init(self, form, &tree, err))
		return true;
	*self = (struct document){0};
	return false;
}

bool document_parse(
	struct document *self, const struct form *form, const struct str *bytes, struct err *err)
{
	struct yaml_tree tree;

	if (yaml_tree_parse(&tree, str_text(bytes), bytes->len, err) &&
		document_init(self, form, &tree, err))
		return true;
	*self = (struct document){0};
	return false;
}

void document_init_new(struct document *self, const struct form *form)
{
	start(self, form);
}

void document_drop_values(struct document *self)
{
	for (size_t i = 0; i < self->form->n_fields; i++) {
		value_release(&self->values[i]);
		rows_release(&self->tables[i], self->form->fields[i].n_columns);
	}
}

void document_release(struct document *self)
{
	if (!self || !self->form)
		return;
	document_drop_values(self);
	free(self->values);
	free(self->tables);
	format_memory_clear(self->memory);
	free(self->memory);
	yaml_tree_release(&self->source);
	*self = (struct document){.source.root = YAML_NONE};
}

const struct value *document_value(const struct document *self, const struct place *place)
{
	if (place->field >= self->form->n_fields)
		return NULL;
	if (place->row[0] == '\0')
		return &self->values[place->field];

	const struct rows *rows = &self->tables[place->field];
	size_t row = rows_find(rows, place->row);
	if (row == SIZE_MAX || place->column >= self->form->fields[place->field].n_columns)
		return NULL;
	return &rows->items[row].cells[place->column];
}

const char *document_text(const struct document *self, unsigned field)
{
	ENSURE(field < self->form->n_fields);
	return str_text(&self->values[field].text);
}

const struct form_field *document_field(const struct document *self, const struct place *place)
{
	const struct form_field *field = &self->form->fields[place->field];

	return place->row[0] == '\0' ? field : &field->columns[place->column];
}

size_t document_row_index(const struct document *self, unsigned field, const char *id)
{
	ENSURE(field < self->form->n_fields);
	return rows_find(&self->tables[field], id);
}

enum status document_status(const struct document *self)
{
	unsigned field = form_find_role(self->form, ROLE_STATUS);
	enum status status;

	if (field == FORM_NONE || !status_parse(document_text(self, field), &status))
		return STATUS_DRAFT;
	return status;
}

/* The node that is closest to a place. */
static uint32_t place_node(const struct document *self, const struct place *place)
{
	const struct value *value = document_value(self, place);
	size_t row = place->row[0] != '\0' ? rows_find(&self->tables[place->field], place->row)
					   : SIZE_MAX;
	uint32_t nearest;

	if (value && value->node != YAML_NONE)
		return value->node;
	if (row != SIZE_MAX && self->tables[place->field].items[row].node != YAML_NONE)
		return self->tables[place->field].items[row].node;
	uint32_t node =
		node_at_path(&self->source, self->form->fields[place->field].path, &nearest);
	return node != YAML_NONE ? node : nearest;
}

void document_locate(
	const struct document *self, const struct place *place, unsigned *line, unsigned *column)
{
	uint32_t node = self->source.root == YAML_NONE ? YAML_NONE : place_node(self, place);

	*line = node == YAML_NONE ? 1 : yaml_node(&self->source, node)->line;
	*column = node == YAML_NONE ? 1 : yaml_node(&self->source, node)->column;
}

bool document_locate_lines(
	const struct document *self, const struct place *place, unsigned *first, unsigned *last)
{
	const struct value *value = document_value(self, place);
	size_t row = place->row[0] != '\0' ? rows_find(&self->tables[place->field], place->row)
					   : SIZE_MAX;
	uint32_t node = value ? value->node : YAML_NONE;

	if (!value && row != SIZE_MAX)
		node = self->tables[place->field].items[row].node;
	if (self->source.root == YAML_NONE || node == YAML_NONE)
		return false;
	*first = *last = yaml_node(&self->source, node)->line;
	/* Counted on from there, because finding the line of a byte goes through all before it. */
	for (size_t at = yaml_node(&self->source, node)->start;
		at < yaml_node(&self->source, node)->end; at++)
		*last += self->source.source.data[at] == '\n';
	return true;
}

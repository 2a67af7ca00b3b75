/* Builds a file's outline from its tree. */
#include "yaml_outline.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define COLUMN_MASK 0x3FFFFFFFu

static const struct yaml_node *at(const struct outline *self, uint32_t node)
{
	return yaml_node(self->tree, node);
}

static size_t first_byte(const struct outline *self)
{
	return self->tree->has_bom ? 3 : 0;
}

static size_t line_start(const struct outline *self, size_t offset)
{
	while (offset > first_byte(self) && self->tree->source.data[offset - 1] != '\n')
		offset--;
	return offset;
}

size_t outline_line_next(const struct outline *self, size_t offset)
{
	const struct str *source = &self->tree->source;
	const char *newline = memchr(source->data + offset, '\n', source->len - offset);

	return newline ? (size_t)(newline - source->data) + 1 : source->len;
}

static bool has_lone_return(const struct str *source)
{
	const char *end = str_text(source) + source->len;
	const char *at = memchr(str_text(source), '\r', source->len);

	while (at && at[1] == '\n')
		at = memchr(at + 1, '\r', (size_t)(end - at - 1));
	return at;
}

/* Does YAML count lines differently? It knows more line breaks. */
static bool has_odd_lines(const struct yaml_tree *tree)
{
	const struct yaml_node *last = yaml_node(tree, (uint32_t)tree->n_nodes - 1);
	const char *at = str_text(&tree->source);
	const char *end = at + last->start;
	unsigned line = 1;

	for (; (at = memchr(at, '\n', (size_t)(end - at))); at++)
		line++;
	return line != last->line || has_lone_return(&tree->source);
}

static bool is_block(const struct outline *self, uint32_t node, enum yaml_kind kind)
{
	return at(self, node)->kind == kind && at(self, node)->style == YAML_BLOCK;
}

/* --- units --- */

/* Equal paths in one file get different numbers. */
static uint32_t number_unit(struct outline *self, uint32_t path)
{
	if (path >= self->n_seen) {
		size_t n = self->n_seen;

		self->seen = mem_grow(self->seen, &self->n_seen, path + 1, sizeof(*self->seen));
		memset(self->seen + n, 0, (self->n_seen - n) * sizeof(*self->seen));
	}
	uint32_t nth = ++self->seen[path];

	return nth == 1 ? path : unit_paths_again(self->paths, path, nth);
}

static uint32_t add_unit(struct outline *self, uint32_t path, const struct unit *like, size_t start)
{
	self->units = mem_grow(self->units, &self->cap, self->n + 1, sizeof(*self->units));
	struct unit *unit = &self->units[self->n];
	size_t line = line_start(self, start);
	size_t end = line;

	*unit = *like;
	unit->path = number_unit(self, path);
	unit->last = (uint32_t)self->n;
	unit->start = (uint32_t)start;
	unit->line = (uint32_t)line;
	unit->column = (uint32_t)(start - line) & COLUMN_MASK;
	unit->gap = (uint32_t)(self->cursor < line ? self->cursor : line);
	if (unit->key != YAML_NONE || unit->is_leaf)
		end = outline_line_next(self, unit->is_leaf && unit->value != YAML_NONE
						      ? at(self, unit->value)->end
						      : start);
	unit->end = (uint32_t)end;
	self->cursor = end;
	return (uint32_t)self->n++;
}

static void close_unit(struct outline *self, uint32_t unit)
{
	self->units[unit].last = (uint32_t)self->n - 1;
}

/* --- rows and lists --- */

/* The dash of an item, on its line or above it; NOWHERE if it does not begin a line. */
static size_t find_dash(const struct outline *self, uint32_t item)
{
	const char *source = self->tree->source.data;
	size_t line = line_start(self, at(self, item)->start);
	size_t dash = line + strspn(source + line, " ");

	while (source[dash] != '-' || dash >= at(self, item)->start) {
		if (line == first_byte(self))
			return NOWHERE;
		line = line_start(self, line - 1);
		dash = line + strspn(source + line, " ");
	}
	return dash;
}

void append_texts(const struct outline *self, uint32_t node, struct str *out)
{
	enum yaml_kind kind = at(self, node)->kind;

	if (kind == YAML_SCALAR) {
		size_t len;
		const char *text = yaml_text(self->tree, node, &len);

		str_appendf(out, "%zu=", len);
		str_append(out, text, len);
	}
	if (kind != YAML_MAPPING && kind != YAML_SEQUENCE)
		return;
	for (uint32_t child = at(self, node)->first; child != YAML_NONE;
		child = at(self, child)->next)
		append_texts(self, child, out);
}

/* The cells that the form knows, as they are read; other keys and quotes do not count. */
static void append_cells(
	const struct outline *self, uint32_t row, const struct form_field *field, struct str *out)
{
	for (size_t i = 0; i < field->n_columns; i++) {
		uint32_t cell = yaml_find(self->tree, row, field->columns[i].key);
		size_t len = 0;
		const char *text = "";

		if (cell != YAML_NONE && at(self, cell)->kind == YAML_SCALAR &&
			!yaml_is_null(self->tree, cell))
			text = yaml_text(self->tree, cell, &len);
		len = yaml_prose_len(text, len);
		str_appendf(out, "%zu=", len);
		str_append(out, text, len);
	}
}

/* Rows are identified by id, else as in a merge of their values; other items by all their texts. */
static void name_item(const struct outline *self, uint32_t item, const struct form_field *field,
	size_t place, struct str *name)
{
	bool is_row = field->kind == KIND_ROWS && at(self, item)->kind == YAML_MAPPING;
	uint32_t id = is_row ? yaml_find(self->tree, item, "id") : YAML_NONE;

	str_clear(name);
	if (id != YAML_NONE && row_id_is_usable(yaml_text(self->tree, id, NULL))) {
		str_append_char(name, '#');
		str_append_text(name, yaml_text(self->tree, id, NULL));
	} else if (is_row && self->by_place[field - self->form->fields]) {
		str_appendf(name, "~%zu", place);
	} else if (is_row) {
		append_cells(self, item, field, name);
	} else {
		append_texts(self, item, name);
	}
}

/* A value of another kind is carried like an unknown key. */
bool value_is_as_form_has(const struct yaml_tree *tree, uint32_t value, enum kind kind)
{
	const struct yaml_node *node = yaml_node(tree, value);

	if (!kind_info(kind)->is_stored)
		return false;
	if (node->kind == YAML_SEQUENCE)
		return (kind == KIND_LIST || kind == KIND_ROWS) && !node->is_sealed;
	return node->kind == YAML_SCALAR && !node->is_opaque;
}

static void read_cells(struct outline *self, uint32_t row, const struct form_field *field,
	uint32_t path, uint32_t parent)
{
	for (uint32_t key = at(self, row)->first; key != YAML_NONE;) {
		uint32_t value = at(self, key)->next;
		const char *name = yaml_text(self->tree, key, NULL);
		struct unit like = {.key = key, .value = value, .parent = parent, .is_leaf = true};

		unsigned column = form_find_column(field, name);

		like.is_known = strcmp(name, "id") == 0 ||
				(column != FORM_NONE && value_is_as_form_has(self->tree, value,
								field->columns[column].kind));
		add_unit(self, unit_paths_number(self->paths, path, slice_of_text(name)), &like,
			at(self, key)->start);
		key = at(self, value)->next;
	}
}

static bool is_brief(const struct outline *self, uint32_t row)
{
	const struct brief_rows *brief = self->brief;
	uint32_t path = self->units[row].path;

	return brief && (brief->are_all || (path < brief->n && brief->is_brief[path]));
}

/* Its lines are those of its cells. */
static void end_row(struct outline *self, uint32_t row)
{
	struct unit *unit = &self->units[row];

	self->cursor = outline_line_next(self, at(self, unit->value)->end);
	unit->end = (uint32_t)self->cursor;
}

static void read_items(struct outline *self, uint32_t sequence, const struct form_field *field,
	uint32_t path, uint32_t parent)
{
	struct str name = {0};
	size_t n_rows = 0;

	for (uint32_t item = at(self, sequence)->first; item != YAML_NONE;
		item = at(self, item)->next) {
		bool is_row = field->kind == KIND_ROWS && is_block(self, item, YAML_MAPPING);
		struct unit like = {.key = YAML_NONE, .value = item, .parent = parent};
		size_t dash = find_dash(self, item);

		if (dash == NOWHERE) {
			self->is_odd = true;
			break;
		}
		like.is_known = true;
		like.is_leaf = !is_row;
		n_rows += at(self, item)->kind == YAML_MAPPING;
		name_item(self, item, field, n_rows, &name);
		uint32_t own_path =
			unit_paths_number(self->paths, path, slice_of_text(str_text(&name)));
		uint32_t unit = add_unit(self, own_path, &like, dash);

		self->has_twins |= is_row && self->units[unit].path != own_path;
		if (is_row && is_brief(self, unit))
			end_row(self, unit);
		else if (is_row)
			read_cells(self, item, field, own_path, unit);
		close_unit(self, unit);
	}
	str_release(&name);
}

/* --- pairs --- */

/* Is there a field of the form below this path? */
static bool is_section(const struct form *form, const char *path)
{
	size_t len = strlen(path);

	assert(form->fields);
	for (size_t i = 0; i < form->n_fields; i++)
		if (strncmp(form->fields[i].path, path, len) == 0 &&
			form->fields[i].path[len] == '.')
			return true;
	return false;
}

static bool is_head(const char *path)
{
	return strcmp(path, "afterword") == 0 || strcmp(path, "form") == 0;
}

/* A unit to read pairs into, and its path. */
struct read_parent {
	uint32_t unit;
	uint32_t path;
};

static void read_mapping(
	struct outline *self, uint32_t mapping, const char *prefix, struct read_parent parent);

static void read_pair(struct outline *self, uint32_t key, const char *form_path, const char *name,
	struct read_parent parent)
{
	uint32_t value = at(self, key)->next;
	unsigned number = form_find(self->form, form_path);
	const struct form_field *field = number == FORM_NONE ? NULL : &self->form->fields[number];
	bool is_section_key = !field && is_section(self->form, form_path);
	bool has_items = field && (field->kind == KIND_ROWS || field->kind == KIND_LIST) &&
			 is_block(self, value, YAML_SEQUENCE);
	bool has_pairs = is_section_key && is_block(self, value, YAML_MAPPING);
	struct unit like = {.key = key, .value = value, .parent = parent.unit};
	uint32_t path = unit_paths_number(self->paths, parent.path, slice_of_text(name));

	like.is_known = (field && value_is_as_form_has(self->tree, value, field->kind)) ||
			is_section_key || (parent.unit == NO_UNIT && is_head(form_path));
	like.is_leaf = !has_items && !has_pairs;
	uint32_t unit = add_unit(self, path, &like, at(self, key)->start);

	if (has_items)
		read_items(self, value, field, path, unit);
	else if (has_pairs)
		read_mapping(self, value, form_path, (struct read_parent){unit, path});
	close_unit(self, unit);
}

static void read_mapping(
	struct outline *self, uint32_t mapping, const char *prefix, struct read_parent parent)
{
	struct str path = {0};

	for (uint32_t key = at(self, mapping)->first; key != YAML_NONE;
		key = at(self, at(self, key)->next)->next) {
		const char *name = yaml_text(self->tree, key, NULL);

		str_clear(&path);
		str_appendf(&path, "%s%s%s", prefix, prefix[0] ? "." : "", name);
		read_pair(self, key, str_text(&path), name, parent);
	}
	str_release(&path);
}

/* The end of the file is a unit, too. */
static void add_end(struct outline *self)
{
	struct unit like = {.key = YAML_NONE,
		.value = YAML_NONE,
		.parent = NO_UNIT,
		.is_known = true,
		.is_leaf = true};
	size_t end = self->tree->content_end;
	uint32_t path = unit_paths_number(self->paths, PATH_ROOT, slice_of_text(""));
	uint32_t number = add_unit(self, path, &like, end);
	struct unit *unit = &self->units[number];

	unit->line = unit->end = (uint32_t)end;
	unit->column = 0;
}

void units_read(struct outline *self, const struct document *document, const bool *by_place,
	struct unit_paths *paths, const struct brief_rows *brief)
{
	const struct yaml_tree *tree = &document->source;

	*self = (struct outline){.tree = tree,
		.form = document->form,
		.by_place = by_place,
		.brief = brief,
		.paths = paths};
	self->is_odd = has_odd_lines(tree);
	self->cursor = first_byte(self) + head_of(tree).len;
	if (!self->is_odd && is_block(self, tree->root, YAML_MAPPING))
		read_mapping(self, tree->root, "", (struct read_parent){NO_UNIT, PATH_ROOT});
	add_end(self);
	free(self->seen);
	self->seen = NULL;
	self->n_seen = 0;
}

void units_release(struct outline *self)
{
	free(self->units);
}

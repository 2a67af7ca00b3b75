/* Builds a file's outline from its tree. */
#include "yaml_outline.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

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

static size_t line_next(const struct outline *self, size_t offset)
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
	const char *source = str_text(&tree->source);
	const struct yaml_node *last = yaml_node(tree, (uint32_t)tree->n_nodes - 1);
	unsigned line = 1;

	for (size_t i = 0; i < last->start; i++)
		line += source[i] == '\n';
	return line != last->line || has_lone_return(&tree->source);
}

static bool is_block(const struct outline *self, uint32_t node, enum yaml_kind kind)
{
	return at(self, node)->kind == kind && at(self, node)->style == YAML_BLOCK;
}

/* --- units --- */

static size_t add_unit(struct outline *self, const char *parent_path, const char *name,
	const struct unit *like, size_t start)
{
	self->units = mem_grow(self->units, &self->cap, self->n + 1, sizeof(*self->units));
	struct unit *unit = &self->units[self->n];

	*unit = *like;
	unit->path = (struct str){0};
	str_appendf(&unit->path, "%s/%s", parent_path, name);
	unit->last = self->n;
	unit->start = start;
	unit->line = line_start(self, start);
	unit->column = (unsigned)(start - unit->line);
	unit->gap = self->cursor < unit->line ? self->cursor : unit->line;
	if (unit->key == YAML_NONE && !unit->is_leaf)
		unit->end = unit->line;
	else
		unit->end = line_next(self, unit->is_leaf && unit->value != YAML_NONE
						    ? at(self, unit->value)->end
						    : start);
	self->cursor = unit->end;
	return self->n++;
}

static void close_unit(struct outline *self, size_t unit)
{
	self->units[unit].last = self->n - 1;
}

/* A path that belongs to a unit must be copied before units are added to it. */
static char *path_of(const struct outline *self, size_t unit)
{
	return mem_strdup(unit == NOWHERE ? "" : str_text(&self->units[unit].path));
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
	if (id != YAML_NONE && row_id_is_usable(yaml_text(self->tree, id, NULL)))
		str_appendf(name, "#%s", yaml_text(self->tree, id, NULL));
	else if (is_row && self->by_place[field - self->form->fields])
		str_appendf(name, "~%zu", place);
	else if (is_row)
		append_cells(self, item, field, name);
	else
		append_texts(self, item, name);
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

static void read_cells(
	struct outline *self, uint32_t row, const struct form_field *field, size_t parent)
{
	char *path = path_of(self, parent);

	for (uint32_t key = at(self, row)->first; key != YAML_NONE;) {
		uint32_t value = at(self, key)->next;
		const char *name = yaml_text(self->tree, key, NULL);
		struct unit like = {.key = key, .value = value, .parent = parent, .is_leaf = true};

		unsigned column = form_find_column(field, name);

		like.is_known = strcmp(name, "id") == 0 ||
				(column != FORM_NONE && value_is_as_form_has(self->tree, value,
								field->columns[column].kind));
		add_unit(self, path, name, &like, at(self, key)->start);
		key = at(self, value)->next;
	}
	free(path);
}

static void read_items(
	struct outline *self, uint32_t sequence, const struct form_field *field, size_t parent)
{
	char *path = path_of(self, parent);
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
		size_t unit = add_unit(self, path, str_text(&name), &like, dash);

		if (is_row)
			read_cells(self, item, field, unit);
		close_unit(self, unit);
	}
	str_release(&name);
	free(path);
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

static void read_mapping(struct outline *self, uint32_t mapping, const char *prefix, size_t parent);

static void read_pair(
	struct outline *self, uint32_t key, const char *form_path, const char *name, size_t parent)
{
	uint32_t value = at(self, key)->next;
	unsigned number = form_find(self->form, form_path);
	const struct form_field *field = number == FORM_NONE ? NULL : &self->form->fields[number];
	bool is_section_key = !field && is_section(self->form, form_path);
	bool has_items = field && (field->kind == KIND_ROWS || field->kind == KIND_LIST) &&
			 is_block(self, value, YAML_SEQUENCE);
	bool has_pairs = is_section_key && is_block(self, value, YAML_MAPPING);
	struct unit like = {.key = key, .value = value, .parent = parent};
	char *path = path_of(self, parent);

	like.is_known = (field && value_is_as_form_has(self->tree, value, field->kind)) ||
			is_section_key || (parent == NOWHERE && is_head(form_path));
	like.is_leaf = !has_items && !has_pairs;
	size_t unit = add_unit(self, path, name, &like, at(self, key)->start);

	if (has_items)
		read_items(self, value, field, unit);
	else if (has_pairs)
		read_mapping(self, value, form_path, unit);
	close_unit(self, unit);
	free(path);
}

static void read_mapping(struct outline *self, uint32_t mapping, const char *prefix, size_t parent)
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

void units_read(struct outline *self, const struct document *document, const bool *by_place)
{
	struct unit end = {.key = YAML_NONE,
		.value = YAML_NONE,
		.parent = NOWHERE,
		.is_known = true,
		.is_leaf = true};

	const struct yaml_tree *tree = &document->source;

	*self = (struct outline){.tree = tree, .form = document->form, .by_place = by_place};
	self->is_odd = has_odd_lines(tree);
	self->cursor = first_byte(self) + head_of(tree).len;
	if (!self->is_odd && is_block(self, tree->root, YAML_MAPPING))
		read_mapping(self, tree->root, "", NOWHERE);
	size_t unit = add_unit(self, "", "", &end, tree->content_end);

	self->units[unit].line = self->units[unit].end = tree->content_end;
	self->units[unit].column = 0;
}

void units_release(struct outline *self)
{
	for (size_t i = 0; i < self->n; i++)
		str_release(&self->units[i].path);
	free(self->units);
}

/* --- around a unit --- */

struct slice unit_comment(const struct outline *self, const struct unit *unit)
{
	const char *source = self->tree->source.data;
	size_t line = unit->gap;

	while (line < unit->line) {
		size_t sign = line + strspn(source + line, " \t");

		if (source[sign] == '#')
			return (struct slice){source + line, unit->line - line};
		line = line_next(self, line);
	}
	return (struct slice){source + unit->line, 0};
}

/* After the value of a leaf, the header of a block, or the colon before what continues below. */
static size_t find_tail(const struct outline *self, const struct unit *unit)
{
	const char *source = self->tree->source.data;
	const struct yaml_node *value = at(self, unit->value);
	size_t tail = value->end;

	if (!unit->is_leaf)
		tail = (size_t)(strchr(source + at(self, unit->key)->end, ':') + 1 - source);
	else if (value->style == YAML_LITERAL || value->style == YAML_FOLDED)
		tail = value->start + 1 + strspn(source + value->start + 1, "+-0123456789");
	return tail;
}

struct slice unit_tail(const struct outline *self, const struct unit *unit)
{
	const char *source = self->tree->source.data;

	if (unit->value == YAML_NONE || (unit->key == YAML_NONE && !unit->is_leaf))
		return (struct slice){source + unit->line, 0};
	size_t tail = find_tail(self, unit);

	return (struct slice){source + tail, strcspn(source + tail, "\r\n")};
}

struct slice unit_text(const struct outline *self, const struct unit *unit)
{
	return (struct slice){self->tree->source.data + unit->start, unit->end - unit->start};
}

const struct unit *unit_at(const struct outline *self, size_t place)
{
	return place == NOWHERE ? NULL : &self->units[place];
}

size_t unit_last_end(const struct outline *self, size_t unit)
{
	return self->units[self->units[unit].last].end;
}

void append_indented(
	struct str *out, struct slice lines, unsigned from, unsigned to, const char *newline)
{
	struct slice line;

	while (slice_next_line(&lines, &line)) {
		size_t blanks = 0;

		while (blanks < from && blanks < line.len && line.data[blanks] == ' ')
			blanks++;
		if (blanks < line.len)
			str_append_repeat(out, ' ', to);
		str_append(out, line.data + blanks, line.len - blanks);
		str_append_text(out, newline);
	}
}

/*
 * What in a document's file is not an answer: each answer and its key are removed from a
 * copy of the source, and the remaining lines are listed.
 */
#include "compare.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct rest {
	const struct document *document;
	unsigned char *told; /* a bit for each byte of the source: it belongs to an answer */
};

static bool is_told(const struct rest *self, size_t at)
{
	return self->told[at / 8] >> at % 8 & 1;
}

static void tell_bits(struct rest *self, size_t from, size_t to)
{
	for (; from < to; from++)
		self->told[from / 8] |= (unsigned char)(1u << from % 8);
}

static void tell(struct rest *self, size_t from, size_t to)
{
	size_t whole = from + (8 - from % 8) % 8;
	size_t n = whole < to ? (to - whole) / 8 : 0;

	if (n == 0) {
		tell_bits(self, from, to);
		return;
	}
	tell_bits(self, from, whole);
	memset(self->told + whole / 8, 0xff, n);
	tell_bits(self, whole + n * 8, to);
}

static void take_node(struct rest *self, uint32_t node)
{
	const struct yaml_node *at = yaml_node(&self->document->source, node);

	tell(self, at->start, at->end);
}

/* Includes the colon after it. */
static void take_key(struct rest *self, uint32_t value)
{
	uint32_t key = yaml_key_of(&self->document->source, value);
	const struct str *source = &self->document->source.source;

	if (key == YAML_NONE)
		return;
	take_node(self, key);

	size_t end = yaml_node(&self->document->source, key)->end;

	while (end < source->len && source->data[end] == ' ')
		end++;
	if (end < source->len && source->data[end] == ':')
		tell(self, end, end + 1);
}

/* A list's items one by one: what is between them is not part of them. */
static void take_answer(struct rest *self, const struct value *value)
{
	const struct yaml_tree *source = &self->document->source;

	if (value->node == YAML_NONE || value->is_foreign)
		return;
	take_key(self, value->node);

	const struct yaml_node *node = yaml_node(source, value->node);

	if (node->kind != YAML_SEQUENCE)
		take_node(self, value->node);
	else
		for (uint32_t item = node->first; item != YAML_NONE;
			item = yaml_node(source, item)->next)
			take_node(self, item);
}

static void take_row(struct rest *self, const struct row *row, size_t n_columns)
{
	const struct yaml_tree *source = &self->document->source;
	uint32_t id = YAML_NONE;

	if (row->node != YAML_NONE && yaml_node(source, row->node)->kind == YAML_MAPPING)
		id = yaml_find(source, row->node, "id");
	if (id != YAML_NONE && strcmp(yaml_text(source, id, NULL), row->id) == 0) {
		take_key(self, id);
		take_node(self, id);
	}
	for (size_t i = 0; i < n_columns; i++)
		take_answer(self, &row->cells[i]);
}

static void take_rows(struct rest *self, unsigned field)
{
	const struct value *value = &self->document->values[field];
	const struct rows *rows = &self->document->tables[field];

	if (value->node == YAML_NONE || value->is_foreign)
		return;
	take_key(self, value->node);
	for (size_t i = 0; i < rows->n; i++)
		take_row(self, &rows->items[i], self->document->form->fields[field].n_columns);
}

/* "impact" above "impact.service", whose mapping is not itself an answer. */
static void take_parents(struct rest *self, uint32_t value)
{
	const struct yaml_tree *source = &self->document->source;

	for (uint32_t at = value; at != YAML_NONE; at = yaml_node(source, at)->parent)
		take_key(self, at);
}

static void take_own(struct rest *self, const char *key)
{
	const struct yaml_tree *source = &self->document->source;
	uint32_t value = yaml_find(source, source->root, key);

	if (value != YAML_NONE) {
		take_key(self, value);
		take_node(self, value);
	}
}

static void take_all(struct rest *self)
{
	const struct form *form = self->document->form;

	take_own(self, "afterword");
	take_own(self, "form");
	for (unsigned i = 0; i < form->n_fields; i++) {
		const struct value *value = &self->document->values[i];

		if (form->fields[i].kind == KIND_COMPUTED)
			continue;
		if (form->fields[i].kind == KIND_ROWS)
			take_rows(self, i);
		else
			take_answer(self, value);
		if (value->node != YAML_NONE && !value->is_foreign)
			take_parents(self, yaml_node(&self->document->source, value->node)->parent);
	}
}

#define SIGNS "-:,[]{}| \t\r"

/* True of nearly every line. */
static bool is_all_told(const struct rest *self, size_t start, size_t end)
{
	const char *bytes = self->document->source.source.data;

	for (size_t i = start; i < end; i++)
		if (self->told[i / 8] == 0xff)
			i |= 7; /* all eight of them */
		else if (!is_told(self, i) && bytes[i] != ' ' && !strchr(SIGNS, bytes[i]))
			return false;
	return true;
}

/* What is left of a line: the complete line if nothing was removed, else without the punctuation in
 * between. */
static void append_left(const struct rest *self, size_t start, size_t end, struct str *out)
{
	const char *bytes = self->document->source.source.data;
	size_t line = out->len;
	bool is_whole = true;

	for (size_t i = start; i < end; i++) {
		if (!is_told(self, i))
			str_append_char(out, bytes[i]);
		is_whole = is_whole && !is_told(self, i);
	}

	const char *left = str_text(out) + line;
	size_t signs = strspn(left, SIGNS);
	struct slice trimmed = slice_trim_end((struct slice){left, out->len - line});

	if (line + signs >= out->len || trimmed.len == 0) {
		str_splice(out, line, out->len - line, "", 0);
		return;
	}
	str_splice(out, line + trimmed.len, out->len - line - trimmed.len, "", 0);
	if (!is_whole)
		str_splice(out, line, signs, "", 0);
	str_append_char(out, '\n');
}

void document_unmapped(const struct document *self, struct str *out)
{
	const struct str *source = &self->source.source;
	struct rest rest = {.document = self};
	size_t start = self->source.has_bom ? 3 : 0;

	if (self->source.root == YAML_NONE)
		return;
	rest.told = mem_zalloc(source->len / 8 + 1, sizeof(*rest.told));
	take_all(&rest);
	while (start < source->len) {
		const char *newline = memchr(source->data + start, '\n', source->len - start);
		size_t end = newline ? (size_t)(newline - source->data) : source->len;

		if (!is_all_told(&rest, start, end))
			append_left(&rest, start, end, out);
		start = end + 1;
	}
	free(rest.told);
}

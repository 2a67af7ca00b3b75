/*
 * New YAML: the tree, and its writer in canonical shape. Blank lines are where people
 * look for a break: after prose, after a table, between its rows. None follows a `|+`
 * block, which would include it in its text.
 */
#include "yaml/value.h"

#include "base/ensure.h"
#include "base/mem.h"
#include "internal.h"

#include <stdlib.h>
#include <string.h>

#define DASH_WIDTH 2 /* "- ": what an item's content is indented by */

struct writer {
	struct str *out;
	const struct yaml_layout *layout;
	const struct yaml_value *last; /* the leaf that must not swallow what follows */
};

static void write_items(
	struct writer *self, const struct yaml_value *value, unsigned indent, bool is_inline);

void yaml_value_release(struct yaml_value *self)
{
	for (size_t i = 0; i < self->n_items; i++)
		yaml_value_release(&self->items[i]);
	free(self->items);
	free(self->key);
	free(self->comment);
	str_release(&self->text);
	*self = (struct yaml_value){0};
}

void yaml_value_set(struct yaml_value *self, enum yaml_shape shape, const char *text, size_t len)
{
	ENSURE(self->n_items == 0);
	self->kind = YAML_VALUE_SCALAR;
	self->shape = shape;
	str_set(&self->text, text, len);
}

struct yaml_value *yaml_value_add(struct yaml_value *self, const char *key)
{
	self->kind = key ? YAML_VALUE_MAPPING : YAML_VALUE_SEQUENCE;
	self->items = mem_grow(self->items, &self->cap, self->n_items + 1, sizeof(*self->items));
	struct yaml_value *item = &self->items[self->n_items++];
	*item = (struct yaml_value){.key = key ? mem_strdup(key) : NULL};
	return item;
}

void yaml_value_reserve(struct yaml_value *self, size_t n_items)
{
	ENSURE(n_items > self->n_items);
	self->items = mem_resize(self->items, n_items, sizeof(*self->items));
	self->cap = n_items;
}

static bool is_block_prose(const struct yaml_value *value)
{
	return value->kind == YAML_VALUE_SCALAR && value->shape == YAML_PROSE &&
	       yaml_fits_literal(str_text(&value->text), value->text.len);
}

static const struct yaml_value *last_leaf(const struct yaml_value *value)
{
	while (value->n_items > 0)
		value = &value->items[value->n_items - 1];
	return value;
}

bool yaml_value_ends_block(const struct yaml_value *value)
{
	return is_block_prose(last_leaf(value));
}

bool yaml_value_ends_kept(const struct yaml_value *value)
{
	value = last_leaf(value);
	return is_block_prose(value) && value->text.data[value->text.len - 1] == '\n';
}

static bool is_rows(const struct yaml_value *value)
{
	return value->kind == YAML_VALUE_SEQUENCE && value->n_items > 0 &&
	       value->items[0].kind == YAML_VALUE_MAPPING;
}

/* Is it followed by a blank line in canonical shape? */
static bool wants_blank_after(const struct yaml_value *value)
{
	while (value->kind == YAML_VALUE_MAPPING && value->n_items > 0)
		value = &value->items[value->n_items - 1];
	return is_rows(value) || is_block_prose(value);
}

static bool wants_blank_between(
	const struct yaml_value *parent, const struct yaml_value *a, const struct yaml_value *b)
{
	if (yaml_value_ends_kept(a))
		return false;
	if (b->blank_before)
		return true;
	return parent->kind == YAML_VALUE_MAPPING
		       ? wants_blank_after(a)
		       : a->kind == YAML_VALUE_MAPPING || b->kind == YAML_VALUE_MAPPING;
}

void yaml_key_write(struct str *out, const char *key, bool is_flow)
{
	yaml_line_write(out, YAML_WORD, key, strlen(key), is_flow);
	str_append_char(out, ':');
}

static void write_comment(struct str *out, const char *comment)
{
	str_append_text(out, "  # ");
	for (; *comment; comment++)
		str_append_char(out, *comment == '\n' || *comment == '\r' ? ' ' : *comment);
}

static void write_scalar(struct writer *self, const struct yaml_value *value, unsigned indent)
{
	struct yaml_layout layout = *self->layout;
	layout.indent = indent;
	layout.clear = value == self->last ? layout.clear : 0;
	const char *text = str_text(&value->text);
	str_append_char(self->out, ' ');
	yaml_scalar_write(self->out, value->shape, text, value->text.len, &layout);
	if (value->comment && !is_block_prose(value))
		write_comment(self->out, value->comment);
}

/* What follows `key:` or `-`, without the newline of a scalar. */
static void write_slot(
	struct writer *self, const struct yaml_value *value, bool is_item, unsigned indent)
{
	if (value->kind == YAML_VALUE_SCALAR) {
		write_scalar(self, value, indent);
	} else if (value->n_items == 0) {
		str_append_text(self->out, value->kind == YAML_VALUE_MAPPING ? " {}" : " []");
	} else if (is_item) {
		str_append_repeat(self->out, ' ', DASH_WIDTH - 1);
		write_items(self, value, indent + DASH_WIDTH, true);
	} else {
		str_append_text(self->out, self->layout->newline);
		write_items(self, value, indent + self->layout->step, false);
	}
}

static void write_item(struct writer *self, const struct yaml_value *item, unsigned indent)
{
	if (item->key)
		yaml_key_write(self->out, item->key, false);
	else
		str_append_char(self->out, '-');
	write_slot(self, item, !item->key, indent);
	if (item->n_items == 0)
		str_append_text(self->out, self->layout->newline);
}

/* is_inline: the first item follows a dash on the same line. */
static void write_items(
	struct writer *self, const struct yaml_value *value, unsigned indent, bool is_inline)
{
	for (size_t i = 0; i < value->n_items; i++) {
		const struct yaml_value *item = &value->items[i];
		if (i > 0 && wants_blank_between(value, item - 1, item))
			str_append_text(self->out, self->layout->newline);
		if (i > 0 || !is_inline)
			str_append_repeat(self->out, ' ', indent);
		write_item(self, item, indent);
	}
}

void yaml_value_write(
	struct str *out, const struct yaml_value *value, const struct yaml_layout *layout)
{
	struct writer writer = {out, layout, last_leaf(value)};
	ENSURE(value->kind != YAML_VALUE_SCALAR);
	if (value->n_items > 0) {
		write_items(&writer, value, layout->indent, false);
		return;
	}
	str_append_repeat(out, ' ', layout->indent);
	str_append_text(out, value->kind == YAML_VALUE_MAPPING ? "{}" : "[]");
	str_append_text(out, layout->newline);
}

void yaml_item_write(
	struct str *out, const struct yaml_value *value, const struct yaml_layout *layout)
{
	struct writer writer = {out, layout, last_leaf(value)};
	str_append_repeat(out, ' ', layout->indent);
	write_item(&writer, value, layout->indent);
}

void yaml_slot_write(struct str *out, const struct yaml_value *value, bool is_item,
	const struct yaml_layout *layout, const char *tail, size_t tail_len)
{
	struct writer writer = {out, layout, last_leaf(value)};
	size_t start = out->len;
	if (is_item && tail_len > 0 && value->n_items > 0) {
		/* The comment stays alone on the line of the dash. */
		str_append_text(out, layout->newline);
		write_items(&writer, value, layout->indent + DASH_WIDTH, false);
	} else {
		write_slot(&writer, value, is_item, layout->indent);
	}
	size_t first = tail_len > 0 ? strcspn(out->data + start, "\r\n") : 0;
	str_splice(out, start + first, 0, tail, tail_len);
	if (value->n_items == 0)
		str_append_text(out, layout->newline);
}

void yaml_flow_write(struct str *out, const struct yaml_value *value)
{
	if (value->kind == YAML_VALUE_SCALAR) {
		yaml_line_write(out, value->shape, str_text(&value->text), value->text.len, true);
		return;
	}
	bool is_mapping = value->kind == YAML_VALUE_MAPPING;
	str_append_char(out, is_mapping ? '{' : '[');
	for (size_t i = 0; i < value->n_items; i++) {
		if (i > 0)
			str_append_text(out, ", ");
		if (is_mapping) {
			yaml_key_write(out, value->items[i].key, true);
			str_append_char(out, ' ');
		}
		yaml_flow_write(out, &value->items[i]);
	}
	str_append_char(out, is_mapping ? '}' : ']');
}

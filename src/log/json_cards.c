/* The files and cards of a message. */
#include "json_cards.h"

#include "json_items.h"

#define DEPTH_MOST 16 /* columns in containers in cards */

static const struct json_card_text as_it_is = {0};

static void append_line(const struct json_card_text *self, struct slice text, struct str *out)
{
	if (text.len == 0)
		return;
	if (out->len > 0 && out->data[out->len - 1] != '\n')
		str_append_char(out, '\n');
	if (self->append)
		self->append(self->context, text, out);
	else
		str_append(out, text.data, text.len);
}

/* "cluster: es-1"; either may be missing */
static void append_pair(
	const struct json_card_text *self, struct slice name, struct slice value, struct str *out)
{
	struct str line = {0};

	if (name.len > 0 && value.len > 0) {
		str_appendf(&line, "%.*s%s %.*s", (int)name.len, name.data,
			name.data[name.len - 1] == ':' ? "" : ":", (int)value.len, value.data);
		append_line(self, slice_of(&line), out);
	} else {
		append_line(self, name.len > 0 ? name : value, out);
	}
	str_release(&line);
}

static void append_fields(const struct json_card_text *self, const json_t *fields, struct str *out)
{
	static const char *const names[] = {"title", "name", NULL};
	const json_t *field;
	size_t index;

	json_array_foreach(fields, index, field) append_pair(self, json_first_member(field, names),
		slice_trim(json_member(field, "value")), out);
}

/* The last part of a path. */
static struct slice file_of(struct slice path)
{
	size_t at = path.len;

	while (at > 0 && path.data[at - 1] != '/')
		at--;
	return slice_from(path, at);
}

void json_cards_append(const json_t *items, const struct json_card_text *text, struct str *out)
{
	static const char *const texts[] = {"text", "description", NULL};
	static const char *const titles[] = {
		"title", "fallback", "name", "fileName", "filename", NULL};
	const struct json_card_text *writer = text ? text : &as_it_is;
	const json_t *item;
	size_t index;

	json_array_foreach(items, index, item)
	{
		struct slice said = json_first_member(item, texts);
		struct slice before = json_member(item, "pretext");

		append_line(writer, before, out);
		if (said.len > 0)
			append_line(writer, json_member(item, "title"), out);
		else if (before.len == 0)
			said = json_first_member(item, titles);
		append_line(writer, said, out);
		append_line(&as_it_is, file_of(json_member(item, "path")), out);
		append_fields(writer, json_object_get(item, "fields"), out);
	}
}

static void append_node(const json_t *node, unsigned depth, struct str *out);

static void append_nodes(const json_t *nodes, unsigned depth, struct str *out)
{
	const json_t *node;
	size_t index;

	json_array_foreach(nodes, index, node)
	{
		if (json_is_string(node))
			append_line(&as_it_is, slice_of_text(json_string_value(node)), out);
		else if (depth < DEPTH_MOST)
			append_node(node, depth + 1, out);
	}
}

static void append_node(const json_t *node, unsigned depth, struct str *out)
{
	static const char *const texts[] = {
		"title", "subtitle", "activityTitle", "activitySubtitle", "text"};
	static const char *const inside[] = {
		"body", "sections", "items", "columns", "rows", "cells", "inlines"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		append_line(&as_it_is, slice_trim(json_member(node, texts[i])), out);
	append_fields(&as_it_is, json_object_get(node, "facts"), out);
	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
		append_nodes(json_object_get(node, inside[i]), depth, out);
}

void json_adaptive_card_append(const json_t *card, struct str *out)
{
	append_node(card, 0, out);
}

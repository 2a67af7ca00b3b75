/* A file that is no document, as text; see reading/unread.h. */
#include "reading/unread.h"

#include "internal.h"
#include "yaml/tree.h"

#include <stdio.h>
#include <string.h>

enum { INDENT = 2, GUTTER_MAX = 32 };

/* --- keys and values --- */

struct tree_text {
	const struct yaml_tree *tree;
	unsigned columns;
	struct str *out;
};

static void write_node(const struct tree_text *self, uint32_t at, size_t depth, const char *before);

static void write_scalar(
	const struct tree_text *self, uint32_t at, size_t depth, const char *before)
{
	size_t len;
	const char *text = yaml_text(self->tree, at, &len);
	struct str first = {0};
	bool is_long = memchr(text, '\n', len) != NULL;

	str_append_repeat(&first, ' ', depth * INDENT);
	str_append_text(&first, before);
	if (is_long) {
		str_append(self->out, str_text(&first), first.len);
		plain_end_line(self->out);
		str_clear(&first);
		str_append_repeat(&first, ' ', (depth + 1) * INDENT);
	}
	plain_write_wrapped(slice_trim_lines((struct slice){text, len}), str_text(&first),
		(depth + 1) * INDENT, self->columns, self->out);
	str_release(&first);
}

static void write_pairs(const struct tree_text *self, uint32_t at, size_t depth)
{
	struct str before = {0};

	for (uint32_t key = yaml_node(self->tree, at)->first; key != YAML_NONE;) {
		uint32_t value = yaml_node(self->tree, key)->next;

		str_clear(&before);
		str_appendf(&before, "%s: ", yaml_text(self->tree, key, NULL));
		write_node(self, value, depth, str_text(&before));
		key = yaml_node(self->tree, value)->next;
	}
	str_release(&before);
}

static void write_items(const struct tree_text *self, uint32_t at, size_t depth)
{
	for (uint32_t item = yaml_node(self->tree, at)->first; item != YAML_NONE;
		item = yaml_node(self->tree, item)->next)
		write_node(self, item, depth, "- ");
}

static void write_node(const struct tree_text *self, uint32_t at, size_t depth, const char *before)
{
	enum yaml_kind kind = yaml_node(self->tree, at)->kind;

	if (kind != YAML_MAPPING && kind != YAML_SEQUENCE) {
		write_scalar(self, at, depth, before);
		return;
	}
	str_append_repeat(self->out, ' ', depth * INDENT);
	str_append_text(self->out, before);
	plain_end_line(self->out);
	if (kind == YAML_MAPPING)
		write_pairs(self, at, depth + 1);
	else
		write_items(self, at, depth + 1);
}

/* False if it is no YAML, or no mapping. */
static bool write_keys(struct slice bytes, unsigned columns, struct str *out)
{
	struct yaml_tree tree = {0};
	bool is_read = yaml_tree_parse(&tree, bytes.data, bytes.len, NULL) &&
		       tree.root != YAML_NONE && yaml_node(&tree, tree.root)->kind == YAML_MAPPING;

	if (is_read)
		write_pairs(&(struct tree_text){&tree, columns, out}, tree.root, 0);
	yaml_tree_release(&tree);
	return is_read;
}

/* --- lines --- */

static unsigned count_lines(struct slice rest)
{
	struct slice line;
	unsigned n = 0;

	while (slice_next_line(&rest, &line))
		n++;
	return n;
}

static void write_lines(struct slice bytes, const struct err *trouble, unsigned columns,
	struct str *out, struct reading_marked *marked)
{
	int digits = snprintf(NULL, 0, "%u", count_lines(bytes));
	struct str note = {0};
	struct slice line;

	str_appendf(&note, "! %s", trouble->message);
	for (unsigned number = 1; slice_next_line(&bytes, &line); number++) {
		bool is_marked = number == trouble->line;
		char gutter[GUTTER_MAX];
		int width = snprintf(
			gutter, sizeof(gutter), "%c %*u  ", is_marked ? '>' : ' ', digits, number);

		if (is_marked)
			marked->begin = out->len;
		plain_write_wrapped(line, gutter, (size_t)width, columns, out);
		if (!is_marked)
			continue;
		snprintf(gutter, sizeof(gutter), "%*s", width, "");
		plain_write_wrapped(slice_of(&note), gutter, (size_t)width + INDENT, columns, out);
		marked->end = out->len;
	}
	str_release(&note);
}

enum reading_unread reading_write_unread(struct slice bytes, const struct err *trouble,
	unsigned columns, struct str *out, struct reading_marked *marked)
{
	*marked = (struct reading_marked){0};
	if (write_keys(bytes, columns, out))
		return READING_KEYS;
	if (bytes.len == 0 || memchr(bytes.data, '\0', bytes.len))
		return READING_NOTHING;
	write_lines(bytes, trouble, columns, out, marked);
	return READING_LINES;
}

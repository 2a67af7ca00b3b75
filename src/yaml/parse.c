/*
 * Parsing: what the source's text alone tells before and after libyaml has read it.
 */
#include "base/utf8.h"
#include "internal.h"

#include <string.h>

#define MAX_TAG_LINES 100 /* %TAG directives cost libyaml their number squared */
#define DEFAULT_INDENT 2
#define MAX_INDENT 8

/* What can be told before any event: size, encoding, and directives that would take hours. */
static bool check_source(const struct yaml_tree *tree, struct err *err)
{
	unsigned line;
	unsigned column;
	size_t bad;
	if (tree->source.len > YAML_MAX_BYTES)
		return err_set(err, ERR_LIMIT, "the file is larger than the %u MiB allowed",
			YAML_MAX_BYTES >> 20);
	if (!utf8_check(str_text(&tree->source), tree->source.len, &bad)) {
		yaml_place(tree, bad, &line, &column);
		err_set(err, ERR_ENCODING, "this is not UTF-8: save the file as UTF-8 text");
		return err_locate(err, NULL, line, column);
	}
	unsigned tags = 0;
	for (const char *at = str_text(&tree->source); (at = strstr(at, "\n%TAG")) != NULL; at++)
		if (++tags > MAX_TAG_LINES)
			return err_set(err, ERR_LIMIT, "there are more than %d %%TAG lines",
				MAX_TAG_LINES);
	return true;
}

/* Copies the source and notes what its text alone tells. */
static void take_source(struct yaml_tree *tree, const char *source, size_t len)
{
	*tree = (struct yaml_tree){
		.root = YAML_NONE,
		.content_end = len,
		.newline = "\n",
		.indent = DEFAULT_INDENT,
	};
	str_set(&tree->source, source, len);
	tree->has_bom = len >= YAML_BOM_LEN && memcmp(source, YAML_BOM, YAML_BOM_LEN) == 0;
	const char *feed = len > 0 ? memchr(source, '\n', len) : NULL;
	if (feed && feed > source && feed[-1] == '\r')
		tree->newline = "\r\n";
}

/* The file's own step: the first block collection that stands further in than its parent. */
static void find_indent(struct yaml_tree *tree)
{
	for (size_t i = 0; i < tree->n_nodes; i++) {
		const struct yaml_node *node = &tree->nodes[i];
		if (node->style != YAML_BLOCK || node->parent == YAML_NONE || node->is_sealed)
			continue;
		const struct yaml_node *parent = &tree->nodes[node->parent];
		uint32_t step = node->column - parent->column;
		bool is_pair = parent->kind == YAML_MAPPING && node->column > parent->column;
		if (is_pair && step <= MAX_INDENT) {
			tree->indent = step;
			return;
		}
	}
}

/* A document of nothing but `---` holds one empty scalar: for us it holds nothing. */
static void drop_empty_root(struct yaml_tree *tree)
{
	if (tree->n_nodes != 1 || tree->nodes[0].start != tree->nodes[0].end)
		return;
	tree->n_nodes = 0;
	tree->root = YAML_NONE;
}

bool yaml_tree_parse(struct yaml_tree *self, const char *source, size_t len, struct err *err)
{
	take_source(self, source, len);
	if (!check_source(self, err) || !yaml_events_read(self, err)) {
		yaml_tree_release(self);
		return false;
	}
	drop_empty_root(self);
	find_indent(self);
	return true;
}

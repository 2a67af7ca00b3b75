/* Parsing: checks and facts that need only the source text, before and after it is read. */
#include "base/utf8.h"
#include "internal.h"

#include <string.h>

/* libyaml's cost grows with the square of their number, and with their length at each use. */
#define MAX_DIRECTIVES 100
#define MAX_DIRECTIVE 256 /* bytes */

#define DEFAULT_INDENT 2
#define MAX_INDENT 8

static bool fail_at(const struct yaml_tree *tree, size_t offset, struct err *err)
{
	unsigned line;
	unsigned column;
	yaml_place(tree, offset, &line, &column);
	return err_locate(err, NULL, line, column);
}

static bool check_directives(const struct yaml_tree *tree, struct err *err)
{
	const char *source = str_text(&tree->source);
	const char *end = source + tree->source.len;
	unsigned count = 0;
	for (const char *at = source; (at = memchr(at, '%', (size_t)(end - at))) != NULL; at++) {
		size_t start = (size_t)(at - source);
		if (start != yaml_line_start(tree, start))
			continue;
		if (++count > MAX_DIRECTIVES)
			err_set(err, ERR_LIMIT, "there are more than %d lines that start with '%%'",
				MAX_DIRECTIVES);
		else if (yaml_line_end(tree, start) - start > MAX_DIRECTIVE)
			err_set(err, ERR_LIMIT, "this '%%' line is longer than %d bytes",
				MAX_DIRECTIVE);
		else
			continue;
		return fail_at(tree, start, err);
	}
	return true;
}

/* Checks what can be checked before any event: size, encoding, and directives that would take
 * hours. */
static bool check_source(const struct yaml_tree *tree, struct err *err)
{
	size_t bad;
	if (tree->source.len > YAML_MAX_BYTES)
		return err_set(err, ERR_LIMIT, "the file is larger than the %u MiB allowed",
			YAML_MAX_BYTES >> 20);
	if (!utf8_check(str_text(&tree->source), tree->source.len, &bad)) {
		err_set(err, ERR_ENCODING, "this is not UTF-8: save the file as UTF-8 text");
		return fail_at(tree, bad, err);
	}
	return check_directives(tree, err);
}

/* Moves the source in and records its newline and the like. */
static void take_source(struct yaml_tree *tree, struct str *source)
{
	*tree = (struct yaml_tree){
		.source = *source,
		.root = YAML_NONE,
		.content_end = source->len,
		.newline = "\n",
		.indent = DEFAULT_INDENT,
	};
	*source = (struct str){0};
	const char *text = str_text(&tree->source);
	size_t len = tree->source.len;
	tree->has_bom = len >= YAML_BOM_LEN && memcmp(text, YAML_BOM, YAML_BOM_LEN) == 0;
	const char *feed = memchr(text, '\n', len);
	if (feed && feed > text && feed[-1] == '\r')
		tree->newline = "\r\n";
}

/* The file's own indentation step: that of the first block collection indented in its parent. */
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

/* A document of just `---` has one empty scalar; treat it as empty. */
static void drop_empty_root(struct yaml_tree *tree)
{
	if (tree->n_nodes != 1 || tree->nodes[0].start != tree->nodes[0].end)
		return;
	tree->n_nodes = 0;
	tree->root = YAML_NONE;
}

static bool take(struct yaml_tree *self, struct str *source, bool is_written, struct err *err)
{
	take_source(self, source);
	if (!check_source(self, err) ||
		!((!is_written && yaml_simple_read(self)) || yaml_events_read(self, err))) {
		yaml_tree_release(self);
		return false;
	}
	drop_empty_root(self);
	find_indent(self);
	return true;
}

bool yaml_tree_take(struct yaml_tree *self, struct str *source, struct err *err)
{
	return take(self, source, false, err);
}

bool yaml_tree_take_written(struct yaml_tree *self, struct str *source, struct err *err)
{
	return take(self, source, true, err);
}

bool yaml_tree_parse(struct yaml_tree *self, const char *source, size_t len, struct err *err)
{
	struct str copy = {0};
	str_set(&copy, source, len);
	return yaml_tree_take(self, &copy, err);
}

bool yaml_tree_borrow(struct yaml_tree *self, const struct str *source, struct err *err)
{
	struct str borrowed = {.data = source->data, .len = source->len};

	return yaml_tree_take(self, &borrowed, err);
}

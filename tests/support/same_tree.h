/* Reading a source in both ways, to compare them. */
#ifndef AFTERWORD_TESTS_SAME_TREE_H
#define AFTERWORD_TESTS_SAME_TREE_H

#include "../../src/yaml/internal.h"

#include <string.h>

/* A tree of the source, with nothing read yet. */
static inline struct yaml_tree tree_of(const char *source, size_t len)
{
	struct yaml_tree tree = {
		.root = YAML_NONE, .content_end = len, .newline = "\n", .indent = 2};

	str_set(&tree.source, source, len);
	return tree;
}

/* Is everything the same that a reader fills in? */
static inline bool tree_is_same(const struct yaml_tree *a, const struct yaml_tree *b)
{
	bool is_same = a->n_nodes == b->n_nodes && a->root == b->root &&
		       a->content_end == b->content_end && a->n_problems == b->n_problems &&
		       str_equal(&a->strings, b->strings.data, b->strings.len) &&
		       memcmp(a->nodes, b->nodes, a->n_nodes * sizeof(*a->nodes)) == 0;

	for (size_t i = 0; is_same && i < a->n_problems; i++)
		is_same = a->problems[i].line == b->problems[i].line &&
			  a->problems[i].column == b->problems[i].column &&
			  strcmp(a->problems[i].message, b->problems[i].message) == 0;
	return is_same;
}

#endif

/* What the YAML tests share: files and nodes named by short paths. */
#ifndef AFTERWORD_TESTS_YAML_SUPPORT_H
#define AFTERWORD_TESTS_YAML_SUPPORT_H

#include "yaml/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static inline void parse_fine(struct yaml_tree *tree, const char *source, size_t len)
{
	struct err err = {0};
	bool is_fine = yaml_tree_parse(tree, source, len, &err);
	if (!is_fine)
		fail_msg("%u:%u: %s\nin:\n%.*s", err.line, err.column, err.message,
			len < 2000 ? (int)len : 2000, source);
}

/* The node of a path such as "summary/events/0/what"; "" is the root. */
static inline uint32_t node_at(const struct yaml_tree *tree, const char *path)
{
	uint32_t node = tree->root;
	char step[64];
	while (*path && node != YAML_NONE) {
		size_t len = strcspn(path, "/");
		snprintf(step, sizeof(step), "%.*s", (int)len, path);
		path += len + (path[len] == '/');
		if (yaml_node(tree, node)->kind == YAML_MAPPING) {
			node = yaml_find(tree, node, step);
			continue;
		}
		uint32_t item = yaml_node(tree, node)->first;
		for (long i = strtol(step, NULL, 10); i > 0 && item != YAML_NONE; i--)
			item = yaml_node(tree, item)->next;
		node = item;
	}
	return node;
}

/* SplitMix64 numbers: the same ones in every run. */
struct random {
	uint64_t state;
};

static inline uint64_t random_next(struct random *self)
{
	uint64_t z = self->state += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static inline size_t random_below(struct random *self, size_t limit)
{
	return (size_t)(random_next(self) % limit);
}

#endif

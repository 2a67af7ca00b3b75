/*
 * Any bytes as YAML: nodes are inside the source and nested properly, or there is one error. What
 * is read without libyaml means what libyaml says.
 */
#include "fuzz.h"

#include "../support/same_tree.h"

#include "base/err.h"
#include "yaml/tree.h"

#include <string.h>

static void check_node(const struct yaml_tree *tree, uint32_t index)
{
	const struct yaml_node *node = yaml_node(tree, index);

	REQUIRE(node->start <= node->end && node->end <= tree->source.len);
	REQUIRE(node->line > 0 && node->column > 0);
	if (node->parent != YAML_NONE) {
		const struct yaml_node *parent = yaml_node(tree, node->parent);

		REQUIRE(node->parent < index);
		REQUIRE(parent->kind == YAML_MAPPING || parent->kind == YAML_SEQUENCE);
		REQUIRE(!parent->is_sealed || node->is_sealed);
	}
	if (node->kind == YAML_SCALAR) {
		REQUIRE(node->text + node->text_len < tree->strings.len);
		REQUIRE(tree->strings.data[node->text + node->text_len] == '\0');
		return;
	}
	if (node->kind == YAML_ALIAS)
		return;

	uint32_t n = 0;

	for (uint32_t at = node->first; at != YAML_NONE; at = yaml_node(tree, at)->next, n++) {
		REQUIRE(at > index && yaml_node(tree, at)->parent == index);
		REQUIRE(yaml_node(tree, at)->is_key == (node->kind == YAML_MAPPING && n % 2 == 0));
	}
	REQUIRE(n == node->count * (node->kind == YAML_MAPPING ? 2 : 1));
}

static void check_simple(const struct str *source)
{
	struct yaml_tree tree = tree_of(source->data, source->len);

	if (yaml_simple_read(&tree)) {
		struct yaml_tree other = tree_of(source->data, source->len);
		struct err err = {0};

		REQUIRE(yaml_events_read(&other, &err) && tree_is_same(&tree, &other));
		yaml_tree_release(&other);
	}
	yaml_tree_release(&tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct yaml_tree tree;
	struct err err = {0};

	if (yaml_tree_parse(&tree, (const char *)data, size, &err)) {
		REQUIRE(str_equal(&tree.source, (const char *)data, size));
		check_simple(&tree.source);
		for (uint32_t i = 0; i < tree.n_nodes; i++)
			check_node(&tree, i);
	} else {
		REQUIRE(err.message[0] != '\0' && err.line > 0 && err.column > 0);
		REQUIRE(!strchr(err.message, '\n'));
	}
	yaml_tree_release(&tree);
	return 0;
}

/*
 * Edits of any YAML: what a plan writes is YAML again, with the texts that were set and
 * every other scalar as it was; a refusal is fine.
 */
#include "fuzz.h"

#include "base/mem.h"
#include "yaml/splice.h"

#include <string.h>

/* Prose gains one newline in a block; see yaml_prose_len. */
static bool is_text(const struct yaml_tree *tree, uint32_t node, const struct str *text)
{
	size_t len;
	const char *read = yaml_text(tree, node, &len);

	if (text->len == 0 && yaml_is_null(tree, node))
		return true;
	return str_equal(text, read, len) || str_equal(text, read, yaml_prose_len(read, len));
}

static bool is_same_scalar(const struct yaml_tree *a, const struct yaml_tree *b, uint32_t node)
{
	size_t len_a, len_b;
	const char *text_a = yaml_text(a, node, &len_a);
	const char *text_b = yaml_text(b, node, &len_b);

	return len_a == len_b && memcmp(text_a, text_b, len_a) == 0;
}

/* The file read back differs only in this one text. */
static void check_set(const struct yaml_tree *before, uint32_t node, const struct str *text,
	const struct str *written)
{
	struct yaml_tree after;

	REQUIRE(yaml_tree_parse(&after, str_text(written), written->len, NULL));
	REQUIRE(after.n_nodes == before->n_nodes);
	for (uint32_t i = 0; i < before->n_nodes; i++)
		REQUIRE(i == node ? is_text(&after, i, text) : is_same_scalar(before, &after, i));
	yaml_tree_release(&after);
}

static void set_one(const struct yaml_tree *tree, uint32_t node, struct script *script)
{
	static const enum yaml_shape shapes[] = {YAML_WORD, YAML_QUOTED, YAML_PROSE};
	struct yaml_plan *plan = yaml_plan_new(tree);
	enum yaml_shape shape = shapes[script_number(script, 3)];
	struct str text = {0};
	struct str out = {0};

	script_utf8(script, &text);
	yaml_plan_set(plan, node, shape, str_text(&text), text.len);
	if (yaml_plan_apply(plan, &out, NULL))
		check_set(tree, node, &text, &out);
	yaml_plan_free(plan);
	str_release(&text);
	str_release(&out);
}

enum { EDITS = 8 };

/* The nodes of a plan: there is only one edit of a node or anything in it. */
struct touched {
	const struct yaml_tree *tree;
	uint32_t nodes[EDITS];
	size_t n;
};

static bool is_in(const struct yaml_tree *tree, uint32_t node, uint32_t outer)
{
	while (node != YAML_NONE && node != outer)
		node = yaml_node(tree, node)->parent;
	return node == outer;
}

static bool touch(struct touched *self, uint32_t node)
{
	for (size_t i = 0; i < self->n; i++)
		if (is_in(self->tree, node, self->nodes[i]) ||
			is_in(self->tree, self->nodes[i], node))
			return false;
	self->nodes[self->n++] = node;
	return true;
}

static void add_edit(struct yaml_plan *plan, const struct yaml_tree *tree, struct script *script,
	struct touched *touched)
{
	uint32_t node = (uint32_t)script_number(script, tree->n_nodes);
	const struct yaml_node *at = yaml_node(tree, node);
	size_t what = script_number(script, 3);
	struct yaml_value value = {0};
	struct str text = {0};

	script_utf8(script, &text);
	yaml_value_set(&value, YAML_PROSE, str_text(&text), text.len);
	bool is_new = touch(touched, node);
	if (is_new && what == 0 && at->kind == YAML_SCALAR && !at->is_key) {
		yaml_plan_set(plan, node, YAML_PROSE, str_text(&text), text.len);
	} else if (is_new && what == 1 && at->kind == YAML_MAPPING) {
		value.key = mem_strdup("new");
		yaml_plan_add(plan, node, YAML_NONE, &value);
	} else if (is_new && what == 2 && !at->is_key) {
		yaml_plan_replace(plan, node, &value);
	}
	yaml_value_release(&value);
	str_release(&text);
}

/* Several at once: it must at least still be YAML. */
static void edit_many(const struct yaml_tree *tree, struct script *script)
{
	struct yaml_plan *plan = yaml_plan_new(tree);
	struct touched touched = {.tree = tree};
	struct str out = {0};
	struct yaml_tree after;

	for (int i = 0; i < EDITS && !script_is_over(script); i++)
		add_edit(plan, tree, script, &touched);
	if (yaml_plan_apply(plan, &out, NULL)) {
		REQUIRE(yaml_tree_parse(&after, str_text(&out), out.len, NULL));
		yaml_tree_release(&after);
	}
	yaml_plan_free(plan);
	str_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size);
	struct yaml_tree tree;
	size_t len;
	const char *yaml = script_text(&script, &len);

	if (!yaml_tree_parse(&tree, yaml, len, NULL))
		return 0;
	if (tree.n_nodes > 0 && script_number(&script, 2)) {
		uint32_t node = (uint32_t)script_number(&script, tree.n_nodes);

		if (yaml_node(&tree, node)->kind == YAML_SCALAR && !yaml_node(&tree, node)->is_key)
			set_one(&tree, node, &script);
	} else if (tree.n_nodes > 0) {
		edit_many(&tree, &script);
	}
	yaml_tree_release(&tree);
	return 0;
}

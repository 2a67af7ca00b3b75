/*
 * Aliases without an anchor before them. libyaml's events allow them, but a program that
 * loads the values refuses the complete file.
 */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A name in the source, and its node. */
struct anchor {
	const char *name;
	size_t len;
	uint32_t node;
};

struct anchors {
	struct anchor *items;
	size_t n;
	size_t cap;
};

static size_t name_length(const char *text)
{
	return strcspn(text, " \t\r\n,[]{}");
}

static void add(struct anchors *self, const char *name, uint32_t node)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] =
		(struct anchor){.name = name, .len = name_length(name), .node = node};
}

/* A node begins with its anchor and tag, in either order. */
static void add_of_node(struct anchors *self, const struct yaml_tree *tree, uint32_t number)
{
	const struct yaml_node *node = yaml_node(tree, number);
	const char *at = str_text(&tree->source) + node->start; /* always ends in a NUL */

	if (!node->is_sealed || node->kind == YAML_ALIAS)
		return;
	if (*at == '!') {
		at += name_length(at);
		at += strspn(at, " \t\r\n");
	}
	if (*at == '&')
		add(self, at + 1, number);
}

static int compare_names(const struct anchor *a, const struct anchor *b)
{
	size_t len = a->len < b->len ? a->len : b->len;
	int order = memcmp(a->name, b->name, len);

	return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static int compare(const void *left, const void *right)
{
	const struct anchor *a = left;
	const struct anchor *b = right;
	int order = compare_names(a, b);

	return order != 0 ? order : (a->node > b->node) - (a->node < b->node);
}

/* The first anchor of this name; NULL if there is none. */
static const struct anchor *find(const struct anchors *self, const struct anchor *wanted)
{
	size_t low = 0;
	size_t high = self->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_names(&self->items[middle], wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < self->n && compare_names(&self->items[low], wanted) == 0 ? &self->items[low]
									      : NULL;
}

static void check_alias(
	struct check *check, const struct rule *rule, const struct anchors *anchors, uint32_t node)
{
	const struct yaml_tree *tree = &check->document->source;
	const struct yaml_node *alias = yaml_node(tree, node);
	const char *text = str_text(&tree->source) + alias->start;
	const struct anchor wanted = {.name = text + 1, .len = name_length(text + 1)};
	const struct anchor *anchor = find(anchors, &wanted);

	if (anchor != NULL && anchor->node < node)
		return;
	check_report_line(check, rule, rule->level, NULL, alias->line, alias->column,
		anchor == NULL
			? "%s is an alias without an anchor: other programs cannot read this file"
			: "%s is above its anchor: other programs cannot read this file",
		check_quote(check, text, wanted.len + 1));
}

void run_undefined_alias(struct check *check, const struct rule *rule)
{
	const struct yaml_tree *tree = &check->document->source;
	struct anchors anchors = {0};

	for (uint32_t i = 0; i < tree->n_nodes; i++)
		add_of_node(&anchors, tree, i);
	if (anchors.n > 1)
		qsort(anchors.items, anchors.n, sizeof(*anchors.items), compare);
	for (uint32_t i = 0; i < tree->n_nodes; i++)
		if (tree->nodes[i].kind == YAML_ALIAS)
			check_alias(check, rule, &anchors, i);
	free(anchors.items);
}

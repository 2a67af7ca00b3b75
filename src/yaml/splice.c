/*
 * The plan: it collects requests and turns them into edits when it is applied, from inner
 * to outer ones, because an inner edit can take over blank lines that the outer ones must
 * then leave alone.
 */
#include "yaml/splice.h"

#include "base/mem.h"
#include "plan.h"

#include <stdlib.h>

struct yaml_plan *yaml_plan_new(const struct yaml_tree *tree)
{
	struct yaml_plan *self = mem_zalloc(1, sizeof(*self));
	self->tree = tree;
	return self;
}

void yaml_plan_free(struct yaml_plan *self)
{
	if (!self)
		return;
	for (size_t i = 0; i < self->n_sets; i++)
		str_release(&self->sets[i].text);
	for (size_t i = 0; i < self->n_replacements; i++)
		yaml_value_release(&self->replacements[i].value);
	for (size_t i = 0; i < self->n_additions; i++)
		yaml_value_release(&self->additions[i].value);
	for (size_t i = 0; i < self->n_items; i++) {
		if (self->items[i].value)
			yaml_value_release(self->items[i].value);
		free(self->items[i].value);
	}
	free(self->sets);
	free(self->replacements);
	free(self->additions);
	free(self->arrangements);
	free(self->items);
	free(self);
}

static struct yaml_value take_value(struct yaml_value *value)
{
	struct yaml_value taken = *value;
	*value = (struct yaml_value){0};
	return taken;
}

void yaml_plan_set(
	struct yaml_plan *self, uint32_t node, enum yaml_shape shape, const char *text, size_t len)
{
	if (set_is_same(self->tree, node, shape, text, len))
		return;
	self->sets = mem_grow(self->sets, &self->cap_sets, self->n_sets + 1, sizeof(*self->sets));
	struct plan_set *set = &self->sets[self->n_sets++];
	*set = (struct plan_set){.node = node, .shape = shape};
	str_set(&set->text, text, len);
}

void yaml_plan_replace(struct yaml_plan *self, uint32_t node, struct yaml_value *value)
{
	self->replacements = mem_grow(self->replacements, &self->cap_replacements,
		self->n_replacements + 1, sizeof(*self->replacements));
	self->replacements[self->n_replacements++] =
		(struct plan_value){.node = node, .value = take_value(value)};
}

void yaml_plan_add(
	struct yaml_plan *self, uint32_t mapping, uint32_t after, struct yaml_value *value)
{
	self->additions = mem_grow(self->additions, &self->cap_additions, self->n_additions + 1,
		sizeof(*self->additions));
	self->additions[self->n_additions++] =
		(struct plan_value){.node = mapping, .after = after, .value = take_value(value)};
}

static bool is_as_it_was(const struct yaml_tree *tree, uint32_t sequence,
	const struct yaml_item *items, size_t n_items)
{
	if (yaml_node(tree, sequence)->kind != YAML_SEQUENCE)
		return n_items == 0;
	uint32_t node = yaml_node(tree, sequence)->first;
	for (size_t i = 0; i < n_items; i++) {
		if (node == YAML_NONE || items[i].node != node)
			return false;
		node = yaml_node(tree, node)->next;
	}
	return node == YAML_NONE;
}

void yaml_plan_arrange(
	struct yaml_plan *self, uint32_t sequence, const struct yaml_item *items, size_t n_items)
{
	if (is_as_it_was(self->tree, sequence, items, n_items))
		return;
	self->arrangements = mem_grow(self->arrangements, &self->cap_arrangements,
		self->n_arrangements + 1, sizeof(*self->arrangements));
	self->arrangements[self->n_arrangements++] =
		(struct plan_arrangement){sequence, self->n_items, n_items};
	self->items = mem_grow(
		self->items, &self->cap_items, self->n_items + n_items, sizeof(*self->items));
	for (size_t i = 0; i < n_items; i++) {
		struct plan_item *item = &self->items[self->n_items++];
		*item = (struct plan_item){.node = items[i].node};
		if (item->node != YAML_NONE)
			continue;
		item->value = mem_alloc(sizeof(*item->value));
		*item->value = take_value(items[i].value);
	}
}

bool yaml_plan_is_empty(const struct yaml_plan *self)
{
	return self->n_sets + self->n_replacements + self->n_additions + self->n_arrangements == 0;
}

/* Requests to edits: single values first, then those in the deepest collections, and up. */
static bool work_out(struct patch *patch)
{
	if (!patch_sets(patch) || !patch_replacements(patch))
		return false;
	patch_prepare_additions(patch);
	for (unsigned depth = YAML_MAX_DEPTH + 2; depth-- > 0;)
		if (!patch_arrangements(patch, depth) || !patch_additions(patch, depth))
			return false;
	return true;
}

bool yaml_plan_apply(const struct yaml_plan *self, struct str *out, struct err *err)
{
	if (self->tree->n_problems > 0) {
		const struct yaml_problem *problem = &self->tree->problems[0];
		err_set(err, ERR_REFUSED, "%s", problem->message);
		return err_locate(err, NULL, problem->line, problem->column);
	}
	struct patch patch = {
		.plan = self,
		.tree = self->tree,
		.err = err,
		.flags = mem_zalloc(self->tree->n_nodes + 1, sizeof(*patch.flags)),
		.ranks = mem_zalloc(self->tree->n_nodes + 1, sizeof(*patch.ranks)),
	};
	size_t start = out->len;
	bool is_fine = work_out(&patch) && patch_write(&patch, out);
	if (!is_fine && out->len > start)
		str_splice(out, start, out->len - start, "", 0);
	free(patch.edits);
	free(patch.pieces);
	free(patch.growths);
	free(patch.additions);
	free(patch.flags);
	free(patch.ranks);
	str_release(&patch.text);
	return is_fine;
}

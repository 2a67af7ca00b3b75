/*
 * Pairs that go. Neighbours go as one run, so that the blank lines around them are
 * judged once: what stays is parted as it was before.
 */
#include "base/mem.h"
#include "plan.h"

#include <stdlib.h>
#include <string.h>

struct run {
	struct patch *patch;
	uint32_t mapping;
	uint32_t first_key;
	uint32_t last;   /* its value */
	uint32_t before; /* the value of the pair before, which stays */
	uint32_t next;   /* the key after, which stays */
	unsigned column;
};

static const struct yaml_node *at(const struct run *self, uint32_t node)
{
	return yaml_node(self->patch->tree, node);
}

static void edit(const struct run *self, size_t start, size_t end)
{
	patch_begin(self->patch, self->mapping, start, end);
	patch_end(self->patch);
}

static bool remove_in_flow(const struct run *self)
{
	const char *source = self->patch->tree->source.data;
	size_t start = at(self, self->first_key)->start;
	size_t end = at(self, self->last)->end;
	if (source[at(self, self->mapping)->start] != '{')
		return patch_refuse(
			self->patch, self->mapping, "this pair has no braces around it");
	if (self->next != YAML_NONE) {
		end = at(self, self->next)->start;
	} else if (self->before != YAML_NONE) {
		start = at(self, self->before)->end;
	} else {
		size_t rest = end + strspn(source + end, " \t\r\n");
		end = source[rest] == ',' ? rest + 1 : end;
	}
	edit(self, start, end);
	return true;
}

/* The pairs from the dash of an item on: the next pair moves up to the dash. */
static bool remove_after_dash(const struct run *self)
{
	const struct yaml_tree *tree = self->patch->tree;
	size_t start = at(self, self->first_key)->start;
	size_t end = yaml_line_end(tree, at(self, self->last)->end);
	size_t line = yaml_line_start(tree, start);
	if (self->before != YAML_NONE || strspn(tree->source.data + line, " -") < start - line)
		return patch_refuse(self->patch, self->first_key,
			"this key does not start its line: change the file by hand");
	bool is_next_below = self->next != YAML_NONE &&
			     yaml_line_start(tree, at(self, self->next)->start) ==
				     place_after(self->patch, self->last, self->column);
	edit(self, start, is_next_below ? at(self, self->next)->start : end);
	return true;
}

static size_t blank_lines_above(const struct yaml_tree *tree, size_t line, size_t limit)
{
	while (line > limit) {
		size_t above = yaml_line_start(tree, line - yaml_break_before(tree, line));
		if (!place_is_blank_line(tree, above))
			break;
		line = above;
	}
	return line;
}

static void remove_lines(const struct run *self)
{
	const struct patch *patch = self->patch;
	const struct yaml_tree *tree = patch->tree;
	bool is_first = self->before == YAML_NONE;
	size_t limit = is_first ? 0 : place_after(patch, self->before, self->column);
	size_t line = yaml_line_start(tree, at(self, self->first_key)->start);
	size_t start = place_comments_above(tree, line, limit, self->column);
	size_t end = place_after(patch, self->last, self->column);
	size_t after = place_skip_blank_lines(tree, end);
	size_t above = is_first ? start : blank_lines_above(tree, start, limit);
	bool is_blank_after = after > end || after == tree->source.len;
	bool is_after_kept = !is_first && start == limit && place_ends_kept(patch, self->before);
	bool is_followed = !is_first && (patch->flags[self->before] & NODE_FOLLOWED);
	if (is_after_kept || (self->next != YAML_NONE && (is_first || above < start)))
		end = after;
	else if (self->next == YAML_NONE && is_blank_after && !is_followed)
		start = above;
	edit(self, start, end);
}

static bool remove_run(const struct run *self)
{
	const struct yaml_tree *tree = self->patch->tree;
	if (at(self, self->mapping)->style == YAML_FLOW)
		return remove_in_flow(self);
	if (!place_is_tail(tree, at(self, self->last)->end))
		return patch_refuse(self->patch, self->last,
			"where this value ends cannot be told for certain");
	if (!place_is_first_on_line(tree, at(self, self->first_key)->start))
		return remove_after_dash(self);
	remove_lines(self);
	return true;
}

static bool mark(struct patch *patch)
{
	const struct yaml_plan *plan = patch->plan;
	for (size_t i = 0; i < plan->n_removals; i++) {
		uint32_t key = yaml_key_of(patch->tree, plan->removals[i]);
		if (key == YAML_NONE)
			return patch_refuse(
				patch, plan->removals[i], "this is no pair of a mapping");
		if (!patch_check_opaque(patch, plan->removals[i]) ||
			!patch_check_opaque(patch, key))
			return false;
		patch->flags[plan->removals[i]] |= NODE_REMOVED;
	}
	for (size_t i = 0; i < plan->n_additions; i++) {
		uint32_t after = place_pair_left(patch, plan->additions[i].after);
		if (after != YAML_NONE && yaml_value_ends_kept(&plan->additions[i].value))
			patch->flags[after] |= NODE_FOLLOWED;
	}
	return true;
}

static int compare_nodes(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left;
	uint32_t b = *(const uint32_t *)right;
	return (a > b) - (a < b);
}

/* The run that starts with the pair of a value. */
static struct run run_from(struct patch *patch, uint32_t value)
{
	const struct yaml_tree *tree = patch->tree;
	uint32_t key = yaml_key_of(tree, value);
	struct run run = {
		.patch = patch,
		.mapping = yaml_node(tree, value)->parent,
		.first_key = key,
		.last = value,
		.before = place_pair_before(tree, key),
		.next = yaml_node(tree, value)->next,
		.column = place_column(tree, value),
	};
	while (run.next != YAML_NONE) {
		uint32_t next = yaml_node(tree, run.next)->next;
		if (!(patch->flags[next] & NODE_REMOVED))
			break;
		run.last = next;
		run.next = yaml_node(tree, next)->next;
	}
	return run;
}

bool patch_removals(struct patch *self)
{
	size_t n = self->plan->n_removals;
	if (!mark(self))
		return false;
	uint32_t *sorted = mem_zalloc(n + 1, sizeof(*sorted));
	if (n > 0)
		memcpy(sorted, self->plan->removals, n * sizeof(*sorted));
	qsort(sorted, n, sizeof(*sorted), compare_nodes);
	bool is_fine = true;
	for (size_t i = 0; i < n && is_fine; i++) {
		uint32_t before = place_pair_before(self->tree, yaml_key_of(self->tree, sorted[i]));
		if (before == YAML_NONE || !(self->flags[before] & NODE_REMOVED)) {
			struct run run = run_from(self, sorted[i]);
			is_fine = remove_run(&run);
		}
	}
	free(sorted);
	return is_fine;
}

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

/* Past the comma after a pair in braces, if there is one. */
static size_t comma_end(const struct yaml_tree *tree, size_t end)
{
	const char *source = tree->source.data;
	size_t rest = end + strspn(source + end, " \t\r\n");
	return source[rest] == ',' ? rest + 1 : end;
}

static bool has_comment(const struct yaml_tree *tree, size_t start, size_t end)
{
	return memchr(tree->source.data + start, '#', end - start) != NULL;
}

/* With the comma and blanks on one side, but for a comment that stands in them. */
static bool remove_in_flow(const struct run *self)
{
	const struct yaml_tree *tree = self->patch->tree;
	size_t start = at(self, self->first_key)->start;
	size_t end = at(self, self->last)->end;
	size_t before = self->before == YAML_NONE ? start : at(self, self->before)->end;
	size_t next = self->next == YAML_NONE ? end : yaml_pair_start(tree, self->next);
	if (tree->source.data[at(self, self->mapping)->start] != '{')
		return patch_refuse(
			self->patch, self->mapping, "this pair has no braces around it");
	if (self->next != YAML_NONE && !has_comment(tree, end, next))
		end = next;
	else if (self->next == YAML_NONE && before < start && !has_comment(tree, before, start))
		start = before;
	else
		end = comma_end(tree, end);
	patch_begin(self->patch, self->mapping, start, end);
	/* `e:}` would be a text, not a key. */
	if (start == before && tree->source.data[start - 1] == ':')
		str_append_char(&self->patch->text, ' ');
	patch_end(self->patch);
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
	size_t next = self->next == YAML_NONE ? end : yaml_pair_start(tree, self->next);
	bool is_next_below =
		self->next != YAML_NONE &&
		yaml_line_start(tree, next) == patch_after(self->patch, self->last, self->column);
	if (!is_next_below)
		self->patch->flags[self->mapping] |= NODE_BARE_DASH;
	if (self->next == YAML_NONE && (self->patch->flags[self->mapping] & NODE_REFILLED))
		end = patch_grow_from(self->patch, end);
	edit(self, start, is_next_below ? next : end);
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
	struct patch *patch = self->patch;
	const struct yaml_tree *tree = patch->tree;
	bool is_first = self->before == YAML_NONE;
	size_t limit = is_first ? 0 : patch_after(patch, self->before, self->column);
	size_t line = yaml_line_start(tree, at(self, self->first_key)->start);
	size_t start = place_comments_above(tree, line, limit, self->column);
	size_t end = patch_after(patch, self->last, self->column);
	size_t after = place_skip_blank_lines(tree, end);
	size_t above = is_first ? start : blank_lines_above(tree, start, limit);
	bool is_blank_after = after > end || after == tree->source.len;
	bool is_followed = !is_first && (patch->flags[self->before] & NODE_FOLLOWED);
	/* Nothing but blank lines would part a block that counts them from those after the run. */
	bool is_after_kept = !is_first && above == limit &&
			     (is_followed || place_ends_kept(patch, self->before));
	if (is_first && self->next == YAML_NONE)
		is_after_kept = patch->flags[self->mapping] & NODE_REFILLED;
	size_t n_bare = 0;
	bool is_wide = !is_first && place_has_wide_blanks(tree, end, self->column + 1);
	if (is_after_kept)
		end = patch_grow(patch, end);
	else if (is_wide)
		end = patch_grow_bare(patch, end, &n_bare);
	else if (self->next != YAML_NONE && (is_first || above < start))
		end = after;
	else if (self->next == YAML_NONE && is_blank_after && !is_followed)
		start = above;
	if (self->next == YAML_NONE)
		patch_set_kept(patch, self->mapping, is_after_kept);
	patch->is_ended = patch->is_ended || end == tree->source.len;
	patch_begin(patch, self->mapping, start, end);
	patch_newlines(patch, n_bare);
	patch_end(patch);
}

/* Would nothing be left above an explicit document end? */
static bool leaves_bare_end(const struct run *self)
{
	const struct yaml_plan *plan = self->patch->plan;
	const struct yaml_tree *tree = self->patch->tree;
	bool is_all = self->before == YAML_NONE && self->next == YAML_NONE;
	if (!is_all || self->mapping != tree->root || tree->content_end == tree->source.len)
		return false;
	for (size_t i = 0; i < plan->n_additions; i++)
		if (plan->additions[i].node == self->mapping)
			return false;
	return true;
}

static bool remove_run(const struct run *self)
{
	const struct yaml_tree *tree = self->patch->tree;
	if (at(self, self->mapping)->style == YAML_FLOW)
		return remove_in_flow(self);
	if (!place_is_tail(tree, at(self, self->last)->end))
		return patch_refuse(
			self->patch, self->last, "it is not certain where this value ends");
	if (place_has_tab_below(tree, yaml_line_next(tree, at(self, self->last)->end)))
		return patch_refuse(
			self->patch, self->last, "a line below begins with a tab: use spaces");
	if (!place_is_first_on_line(tree, at(self, self->first_key)->start))
		return remove_after_dash(self);
	if (leaves_bare_end(self))
		return patch_refuse(self->patch, self->mapping,
			"a document that ends in '...' cannot be left empty");
	remove_lines(self);
	return true;
}

static bool mark_all(struct patch *patch)
{
	const struct yaml_plan *plan = patch->plan;
	for (size_t i = 0; i < plan->n_removals; i++) {
		uint32_t key = yaml_key_of(patch->tree, plan->removals[i]);
		if (key == YAML_NONE)
			return patch_refuse(
				patch, plan->removals[i], "this is not a pair in a mapping");
		if (!patch_check_opaque(patch, plan->removals[i]) ||
			!patch_check_opaque(patch, key))
			return false;
		patch->flags[plan->removals[i]] |= NODE_REMOVED;
	}
	for (size_t i = 0; i < plan->n_additions; i++) {
		uint32_t after = place_pair_left(patch, plan->additions[i].after);
		bool is_kept = yaml_value_ends_kept(&plan->additions[i].value);
		if (is_kept && after != YAML_NONE)
			patch->flags[after] |= NODE_FOLLOWED;
		else if (is_kept && plan->additions[i].node != YAML_NONE)
			patch->flags[plan->additions[i].node] |= NODE_REFILLED;
	}
	return true;
}

static int compare_removals(const void *left, const void *right)
{
	const struct patch_removal *a = left;
	const struct patch_removal *b = right;
	return (a->value > b->value) - (a->value < b->value);
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
		.before = yaml_pair_before(tree, key),
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

bool patch_prepare_removals(struct patch *self)
{
	size_t n = self->plan->n_removals;
	self->removals = mem_zalloc(n + 1, sizeof(*self->removals));
	for (size_t i = 0; i < n; i++) {
		uint32_t value = self->plan->removals[i];
		self->removals[i] = (struct patch_removal){value, patch_depth(self, value) - 1};
	}
	qsort(self->removals, n, sizeof(*self->removals), compare_removals);
	return mark_all(self);
}

/* The first of its run does the work for all. */
static bool remove_pair(struct patch *self, uint32_t value)
{
	uint32_t before = yaml_pair_before(self->tree, yaml_key_of(self->tree, value));
	if (before != YAML_NONE && (self->flags[before] & NODE_REMOVED))
		return true;
	struct run run = run_from(self, value);
	return remove_run(&run);
}

bool patch_removals(struct patch *self, unsigned depth)
{
	for (size_t i = 0; i < self->plan->n_removals; i++) {
		const struct patch_removal *each = &self->removals[i];
		if (each->depth == depth && !remove_pair(self, each->value))
			return false;
	}
	return true;
}

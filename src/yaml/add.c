/*
 * Added pairs. They follow the style of their mapping: block or flow, its column, and the
 * blank lines between its multi-line values, if there are any.
 */
#include "base/mem.h"
#include "plan.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* New pairs at one position. */
struct group {
	struct patch *patch;
	const struct patch_addition *items;
	size_t n;
	uint32_t mapping;
	uint32_t after;
};

static uint32_t first_key(const struct group *self)
{
	return yaml_node(self->patch->tree, self->mapping)->first;
}

/* Is there an old pair after this position? */
static bool has_next(const struct group *self)
{
	return self->after == YAML_NONE ||
	       yaml_node(self->patch->tree, self->after)->next != YAML_NONE;
}

static bool has_blank_line(const struct yaml_tree *tree, size_t line, size_t limit)
{
	for (; line < limit; line = yaml_line_next(tree, line))
		if (place_is_blank_line(tree, line))
			return true;
	return false;
}

static bool has_lines(const struct yaml_tree *tree, uint32_t key)
{
	uint32_t value = yaml_node(tree, key)->next;
	return yaml_line_end(tree, yaml_node(tree, key)->start) < yaml_node(tree, value)->end;
}

/* Does the mapping have multi-line values directly below each other, without a blank line? */
static bool is_dense(const struct group *self)
{
	const struct yaml_tree *tree = self->patch->tree;
	bool is_dense = false;
	for (uint32_t key = first_key(self); key != YAML_NONE;) {
		uint32_t value = yaml_node(tree, key)->next;
		uint32_t next = yaml_node(tree, value)->next;
		bool has_line_below = next != YAML_NONE && !place_ends_kept(self->patch, value) &&
				      (has_lines(tree, key) || has_lines(tree, next));
		if (has_line_below &&
			has_blank_line(tree, yaml_line_next(tree, yaml_node(tree, value)->end),
				yaml_node(tree, next)->start))
			return false;
		is_dense = is_dense || has_line_below;
		key = next;
	}
	return is_dense;
}

static void write_pairs(const struct group *self, bool is_dense, const struct yaml_layout *layout)
{
	struct str *out = &self->patch->text;
	for (size_t i = 0; i < self->n; i++) {
		const struct yaml_value *value = self->items[i].value;
		bool is_spaced = i > 0 && value->blank_before && !is_dense &&
				 !yaml_value_ends_kept(self->items[i - 1].value);
		if (is_spaced)
			str_append_text(out, layout->newline);
		yaml_item_write(out, value, layout);
	}
}

static const struct yaml_value *last_value(const struct group *self)
{
	return self->items[self->n - 1].value;
}

/* Should a blank line separate the new pairs from the old one that follows? */
static bool wants_blank_after(const struct group *self, bool is_dense)
{
	return last_value(self)->blank_before && !is_dense && has_next(self) &&
	       !yaml_value_ends_kept(last_value(self));
}

/* Extends an edit that starts before a line, so that no block in it swallows blank lines below. */
static size_t end_of(const struct group *self, size_t start, size_t *n_bare)
{
	*n_bare = 0;
	if (yaml_value_ends_kept(last_value(self)))
		return patch_grow(self->patch, start);
	if (place_has_wide_blanks(self->patch->tree, start, UINT_MAX))
		return patch_grow_bare(self->patch, start, n_bare);
	return start;
}

static bool add_after(const struct group *self)
{
	struct patch *patch = self->patch;
	const struct yaml_tree *tree = patch->tree;
	unsigned column = yaml_node(tree, self->mapping)->column - 1;
	struct yaml_layout layout = place_layout(tree, column);
	if (!place_is_tail(tree, yaml_node(tree, self->after)->end))
		return patch_refuse(patch, self->after, "it is not certain where this value ends");
	size_t start = patch_after(patch, self->after, column);
	size_t n_bare;
	bool dense = is_dense(self);
	bool is_blank_next = place_is_blank_line(tree, start);
	size_t end = end_of(self, start, &n_bare);
	layout.clear = place_clear_column(tree, end);
	if (yaml_value_ends_block(last_value(self)) && place_has_tab_below(tree, end))
		return patch_refuse(
			patch, self->after, "a line below begins with a tab: use spaces");
	bool is_spaced =
		self->items[0].value->blank_before && !dense &&
		!place_ends_kept(patch, self->after) &&
		!has_blank_line(
			tree, yaml_line_start(tree, start - yaml_break_before(tree, start)), start);
	patch_begin(patch, self->mapping, start, end);
	if (place_is_cut_off(patch, start))
		str_append_text(&patch->text, layout.newline);
	patch->is_ended = patch->is_ended || end == tree->source.len;
	if (is_spaced)
		str_append_text(&patch->text, layout.newline);
	write_pairs(self, dense, &layout);
	if (!is_blank_next && start < tree->source.len && wants_blank_after(self, dense))
		str_append_text(&patch->text, layout.newline);
	patch_newlines(patch, n_bare);
	patch_end(patch);
	return true;
}

/* Before a first key on the same line as the dash of an item. */
static void add_after_dash(const struct group *self, const struct yaml_layout *layout)
{
	struct patch *patch = self->patch;
	size_t at = yaml_node(patch->tree, first_key(self))->start;
	patch_begin(patch, self->mapping, at, at);
	size_t start = patch->text.len;
	write_pairs(self, true, layout);
	str_splice(&patch->text, start, layout->indent, "", 0);
	str_append_repeat(&patch->text, ' ', layout->indent);
	patch_end(patch);
}

static bool add_first(const struct group *self)
{
	struct patch *patch = self->patch;
	const struct yaml_tree *tree = patch->tree;
	size_t at = yaml_node(tree, first_key(self))->start;
	unsigned column = yaml_node(tree, self->mapping)->column - 1;
	struct yaml_layout layout = place_layout(tree, column);
	size_t line = yaml_line_start(tree, at);
	/* A '?' may be on a line above its key. */
	if (at != yaml_node(tree, self->mapping)->start)
		return patch_refuse(patch, self->mapping,
			"this mapping does not start with its key: change the file by hand");
	if (!place_is_first_on_line(tree, at)) {
		if (strspn(tree->source.data + line, " -") < at - line)
			return patch_refuse(patch, self->mapping,
				"this mapping does not start its line: change the file by hand");
		add_after_dash(self, &layout);
		return true;
	}
	bool dense = is_dense(self);
	line = place_comments_above(tree, line, 0, column);
	patch_begin(patch, self->mapping, line, line);
	write_pairs(self, dense, &layout);
	if (wants_blank_after(self, dense))
		str_append_text(&patch->text, layout.newline);
	patch_end(patch);
	return true;
}

static bool add_in_flow(const struct group *self)
{
	struct patch *patch = self->patch;
	const struct yaml_node *mapping = yaml_node(patch->tree, self->mapping);
	bool is_first = self->after == YAML_NONE;
	if (patch->tree->source.data[mapping->start] != '{')
		return patch_refuse(patch, self->mapping, "this pair has no braces around it");
	const struct yaml_node *after = is_first ? NULL : yaml_node(patch->tree, self->after);
	size_t at = after ? after->end : yaml_pair_start(patch->tree, mapping->first);
	patch_begin(patch, self->mapping, at, at);
	if (after && after->start == after->end)
		str_append_char(&patch->text, ' ');
	for (size_t i = 0; i < self->n; i++) {
		if (!is_first || i > 0)
			str_append_text(&patch->text, ", ");
		yaml_key_write(&patch->text, self->items[i].value->key, true);
		str_append_char(&patch->text, ' ');
		yaml_flow_write(&patch->text, self->items[i].value);
	}
	if (is_first)
		str_append_text(&patch->text, ", ");
	patch_end(patch);
	return true;
}

/* The new pairs as one mapping; the caller frees only the array. */
static struct yaml_value gather(const struct group *self)
{
	struct yaml_value mapping = {.kind = YAML_VALUE_MAPPING, .n_items = self->n};
	mapping.items = mem_zalloc(self->n, sizeof(*mapping.items));
	for (size_t i = 0; i < self->n; i++)
		mapping.items[i] = *self->items[i].value;
	return mapping;
}

/* A file without content. */
static void add_to_nothing(const struct group *self)
{
	struct patch *patch = self->patch;
	const struct yaml_tree *tree = patch->tree;
	struct yaml_layout layout = place_layout(tree, 0);
	struct yaml_value mapping = gather(self);
	patch_begin(patch, YAML_NONE, tree->content_end, tree->content_end);
	if (place_is_cut_off(patch, tree->content_end))
		str_append_text(&patch->text, layout.newline);
	yaml_value_write(&patch->text, &mapping, &layout);
	patch_end(patch);
	free(mapping.items);
}

static bool add_to_empty(const struct group *self)
{
	struct yaml_value mapping = gather(self);
	bool is_fine = patch_replace(self->patch, self->mapping, &mapping);
	free(mapping.items);
	return is_fine;
}

/* All pairs at one position in a mapping that has others. */
static bool add_group(const struct group *self)
{
	const struct yaml_tree *tree = self->patch->tree;
	const struct yaml_node *after =
		self->after == YAML_NONE ? NULL : yaml_node(tree, self->after);
	if (after && (after->parent != self->mapping || after->is_key))
		return patch_refuse(self->patch, self->after,
			"a new key would follow a value of another mapping");
	bool is_unsure = after && after->is_sealed && after->start == after->end;
	if (is_unsure)
		return patch_refuse(
			self->patch, self->after, "it is not certain where this value ends");
	if (yaml_node(tree, self->mapping)->style == YAML_FLOW)
		return add_in_flow(self);
	bool is_fine = after ? add_after(self) : add_first(self);
	if (!has_next(self))
		patch_set_kept(self->patch, self->mapping, yaml_value_ends_kept(last_value(self)));
	return is_fine;
}

/* All pairs of one mapping, by position. */
static bool add_to_mapping(struct group all)
{
	const struct yaml_tree *tree = all.patch->tree;
	if (all.mapping == YAML_NONE && tree->root != YAML_NONE)
		return patch_refuse(all.patch, tree->root, "the document is not a mapping");
	if (all.mapping == YAML_NONE) {
		add_to_nothing(&all);
		return true;
	}
	const struct yaml_node *mapping = yaml_node(tree, all.mapping);
	bool is_empty = mapping->kind == YAML_MAPPING ? mapping->count == 0
						      : yaml_is_null(tree, all.mapping);
	if (is_empty)
		return add_to_empty(&all);
	if (mapping->kind != YAML_MAPPING)
		return patch_refuse(all.patch, all.mapping, "this is not a mapping");
	if (mapping->is_sealed)
		return patch_check_opaque(all.patch, all.mapping);
	for (size_t i = 0; i < all.n;) {
		struct group group = all;
		group.after = all.items[i].after;
		group.items = all.items + i;
		for (group.n = 0; i < all.n && all.items[i].after == group.after; i++)
			group.n++;
		if (!add_group(&group))
			return false;
	}
	return true;
}

static int compare_additions(const void *left, const void *right)
{
	const struct patch_addition *a = left;
	const struct patch_addition *b = right;
	if (a->mapping != b->mapping)
		return a->mapping < b->mapping ? -1 : 1;
	/* YAML_NONE + 1 is 0, so what comes first sorts first. */
	if (a->after != b->after)
		return a->after + 1 < b->after + 1 ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

void patch_prepare_additions(struct patch *self)
{
	size_t n = self->plan->n_additions;
	self->additions = mem_zalloc(n + 1, sizeof(*self->additions));
	for (size_t i = 0; i < n; i++) {
		const struct plan_value *each = &self->plan->additions[i];
		self->additions[i] = (struct patch_addition){
			.mapping = each->node,
			.after = each->after,
			.order = i,
			.depth = patch_depth(self, each->node),
			.value = &each->value,
		};
	}
	qsort(self->additions, n, sizeof(*self->additions), compare_additions);
}

bool patch_additions(struct patch *self, unsigned depth)
{
	size_t n = self->plan->n_additions;
	for (size_t i = 0; i < n;) {
		struct group group = {.patch = self,
			.items = self->additions + i,
			.mapping = self->additions[i].mapping};
		unsigned at = self->additions[i].depth;
		for (; i < n && self->additions[i].mapping == group.mapping; i++)
			group.n++;
		if (at == depth && !add_to_mapping(group))
			return false;
	}
	return true;
}

/*
 * A sequence's items in a new order, some removed, some new. An old item keeps its bytes
 * and the comment lines directly above it; what separates two items that are still
 * neighbours is kept. Detached comments between items belong to the item that follows,
 * and survive its removal.
 */
#include "base/ensure.h"
#include "base/mem.h"
#include "plan.h"

#include <stdlib.h>

/* An old item: its lines, with the comments directly above. */
struct chunk {
	uint32_t node;
	size_t comment; /* the first line of a detached comment in the gap above, or start */
	size_t start;
	size_t end;
	size_t left; /* the first chunk whose gap it takes over */
	bool is_used;
};

struct arranging {
	struct patch *patch;
	uint32_t sequence;
	const struct plan_item *items;
	size_t n_items;
	struct chunk *chunks;
	size_t n_chunks;
	struct yaml_layout layout;
	bool has_blanks; /* between old items */
};

static const struct yaml_node *node_of(const struct arranging *self, uint32_t node)
{
	return yaml_node(self->patch->tree, node);
}

/* Numbers the old items and marks the used ones; refuses to remove or move what must stay. */
static bool number_items(struct arranging *self)
{
	struct patch *patch = self->patch;
	size_t n = 0;
	for (uint32_t at = node_of(self, self->sequence)->first; at != YAML_NONE;
		at = node_of(self, at)->next) {
		self->chunks[n].node = at;
		patch->ranks[at] = (uint32_t)++n;
	}
	size_t last = 0;
	for (size_t i = 0; i < self->n_items; i++) {
		uint32_t node = self->items[i].node;
		if (node == YAML_NONE)
			continue;
		size_t rank = patch->ranks[node];
		if (rank == 0 || node_of(self, node)->parent != self->sequence ||
			self->chunks[rank - 1].is_used)
			return patch_refuse(patch, node, "an item is asked for twice");
		self->chunks[rank - 1].is_used = true;
		if (!node_of(self, node)->is_opaque)
			continue;
		if (rank < last)
			return patch_check_opaque(patch, node);
		last = rank;
	}
	for (size_t i = 0; i < n; i++)
		if (!self->chunks[i].is_used && !patch_check_opaque(patch, self->chunks[i].node))
			return false;
	return true;
}

/* Finds a detached comment in the gap above a chunk. */
static void find_comment(struct arranging *self, struct chunk *chunk, size_t gap)
{
	const struct yaml_tree *tree = self->patch->tree;
	unsigned column;
	chunk->comment = chunk->start;
	for (size_t line = gap; line < chunk->start; line = yaml_line_next(tree, line)) {
		if (place_is_comment_line(tree, line, &column)) {
			chunk->comment = line;
			return;
		}
	}
}

/* The line of the next item's dash, from a line on. */
static size_t dash_line(const struct yaml_tree *tree, size_t line, size_t limit)
{
	unsigned column;
	while (line < limit &&
		(place_is_blank_line(tree, line) || place_is_comment_line(tree, line, &column)))
		line = yaml_line_next(tree, line);
	return line;
}

static bool is_dash_line(const struct arranging *self, size_t line)
{
	const struct yaml_tree *tree = self->patch->tree;
	unsigned column = self->layout.indent;
	return yaml_skip_spaces(tree, line) == line + column &&
	       tree->source.data[line + column] == '-';
}

static bool find_chunks(struct arranging *self)
{
	struct patch *patch = self->patch;
	const struct yaml_tree *tree = patch->tree;
	unsigned column = self->layout.indent;
	size_t gap = yaml_line_start(tree, node_of(self, self->sequence)->start);
	for (size_t i = 0; i < self->n_chunks; i++) {
		struct chunk *chunk = &self->chunks[i];
		const struct yaml_node *node = node_of(self, chunk->node);
		bool is_next = i == 0 || is_dash_line(self, gap); /* nothing is in the gap */
		size_t line = is_next ? gap : dash_line(tree, gap, node->start);
		if (!is_dash_line(self, line) || !place_is_tail(tree, node->end))
			return patch_refuse(patch, chunk->node,
				"this item does not start its line: change the file by hand");
		chunk->start = place_comments_above(tree, line, i == 0 ? 0 : gap, column);
		chunk->end = patch_after(patch, chunk->node, column);
		find_comment(self, chunk, i == 0 ? chunk->start : gap);
		self->has_blanks = self->has_blanks || (!is_next && place_is_blank_line(tree, gap));
		gap = chunk->end;
	}
	size_t left = 0;
	for (size_t i = 0; i < self->n_chunks; i++) {
		self->chunks[i].left = left;
		if (self->chunks[i].is_used)
			left = i + 1;
	}
	return true;
}

static struct chunk *chunk_of(const struct arranging *self, const struct plan_item *item)
{
	ENSURE(item);
	return item->node == YAML_NONE ? NULL : &self->chunks[self->patch->ranks[item->node] - 1];
}

static bool is_mapping(const struct arranging *self, const struct plan_item *item)
{
	return item->node == YAML_NONE ? item->value->kind == YAML_VALUE_MAPPING
				       : node_of(self, item->node)->kind == YAML_MAPPING;
}

static bool ends_kept(const struct arranging *self, const struct plan_item *item)
{
	return item->node == YAML_NONE ? yaml_value_ends_kept(item->value)
				       : place_ends_kept(self->patch, item->node);
}

/* Should a blank line separate two items that were not neighbours? */
static bool wants_blank(
	const struct arranging *self, const struct plan_item *a, const struct plan_item *b)
{
	if (ends_kept(self, a))
		return false;
	if (self->n_chunks > 1)
		return self->has_blanks;
	return is_mapping(self, a) || is_mapping(self, b);
}

/* Detached comments above the chunks from first to last, with what separates them. */
static void copy_comments(struct arranging *self, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++) {
		const struct chunk *chunk = &self->chunks[i];
		if (chunk->comment < chunk->start)
			patch_copy(self->patch, YAML_NONE, chunk->comment, chunk->start);
	}
}

static void copy_chunk(
	struct arranging *self, const struct chunk *chunk, bool is_neighbour, bool is_last)
{
	if (is_neighbour)
		patch_copy_on(self->patch, chunk->node, chunk->end);
	else
		patch_copy(self->patch, chunk->node, chunk->start, chunk->end);
	if (!is_last && place_is_cut_off(self->patch, chunk->end))
		str_append_text(&self->patch->text, self->layout.newline);
}

static void write_item(struct arranging *self, size_t i)
{
	const struct plan_item *item = &self->items[i];
	const struct plan_item *before = i > 0 ? item - 1 : NULL;
	const struct chunk *chunk = chunk_of(self, item);
	const struct chunk *above = before ? chunk_of(self, before) : NULL;
	bool is_neighbour = chunk && above && above + 1 == chunk;
	if (!is_neighbour) {
		if (before && wants_blank(self, before, item))
			str_append_text(&self->patch->text, self->layout.newline);
		if (chunk)
			copy_comments(self, chunk->left, (size_t)(chunk - self->chunks));
	}
	if (chunk)
		copy_chunk(self, chunk, is_neighbour, i + 1 == self->n_items);
	else
		yaml_item_write(&self->patch->text, item->value, &self->layout);
}

/* Comments after the last old item that stays. */
static void write_rest(struct arranging *self)
{
	size_t first = self->n_chunks;
	while (first > 0 && !self->chunks[first - 1].is_used)
		first--;
	if (first < self->n_chunks)
		copy_comments(self, first, self->n_chunks - 1);
}

/* The sequence has lost all items: writes `[]` where its value started. */
static bool write_none(struct arranging *self)
{
	size_t sign_end = place_sign_end(self->patch->tree, self->sequence);
	if (sign_end == 0 || node_of(self, self->sequence)->parent == YAML_NONE)
		return patch_refuse(self->patch, self->sequence, "this list cannot be left empty");
	patch_begin(self->patch, self->sequence, sign_end, sign_end);
	str_append_text(&self->patch->text, " []");
	patch_end(self->patch);
	return true;
}

static bool arrange_block(struct arranging *self)
{
	struct patch *patch = self->patch;
	size_t n = self->n_chunks;
	self->layout = place_layout(patch->tree, node_of(self, self->sequence)->column - 1);
	if (!number_items(self) || !find_chunks(self))
		return false;
	if (self->n_items == 0 && !write_none(self))
		return false;
	size_t end = self->chunks[n - 1].end;
	const struct plan_item *last = self->n_items > 0 ? &self->items[self->n_items - 1] : NULL;
	bool is_kept = last && ends_kept(self, last);
	bool is_same_end = last && chunk_of(self, last) == &self->chunks[n - 1];
	size_t n_bare = 0;
	if (is_kept && !is_same_end)
		end = patch_grow(patch, end);
	else if (last && !is_same_end &&
		 place_has_wide_blanks(patch->tree, end, self->layout.indent + 1))
		end = patch_grow_bare(patch, end, &n_bare);
	patch_begin(patch, self->sequence, self->chunks[0].start, end);
	for (size_t i = 0; i < self->n_items; i++)
		write_item(self, i);
	write_rest(self);
	patch_newlines(patch, n_bare);
	patch_end(patch);
	if (is_same_end)
		return true;
	patch->is_ended = patch->is_ended || end == patch->tree->source.len;
	patch_set_kept(patch, self->sequence, is_kept);
	return true;
}

/* In brackets: neighbours keep what separates them, others get a comma and a space. */
static bool arrange_flow(struct arranging *self)
{
	struct patch *patch = self->patch;
	size_t n = self->n_chunks;
	if (!number_items(self))
		return false;
	for (size_t i = 0; i < n; i++) {
		self->chunks[i].start = node_of(self, self->chunks[i].node)->start;
		self->chunks[i].end = node_of(self, self->chunks[i].node)->end;
	}
	patch_begin(patch, self->sequence, self->chunks[0].start, self->chunks[n - 1].end);
	for (size_t i = 0; i < self->n_items; i++) {
		const struct chunk *chunk = chunk_of(self, &self->items[i]);
		const struct chunk *above = i > 0 ? chunk_of(self, &self->items[i - 1]) : NULL;
		if (chunk && above && above + 1 == chunk)
			patch_copy(patch, YAML_NONE, above->end, chunk->start);
		else if (i > 0)
			str_append_text(&patch->text, ", ");
		if (chunk)
			patch_copy(patch, chunk->node, chunk->start, chunk->end);
		else
			yaml_flow_write(&patch->text, self->items[i].value);
	}
	patch_end(patch);
	return true;
}

/* A sequence without items, or without a value. */
static bool arrange_empty(struct arranging *self)
{
	struct yaml_value sequence = {.kind = YAML_VALUE_SEQUENCE, .n_items = self->n_items};
	sequence.items = mem_zalloc(self->n_items + 1, sizeof(*sequence.items));
	bool is_fine = true;
	for (size_t i = 0; i < self->n_items && is_fine; i++) {
		if (self->items[i].node == YAML_NONE)
			sequence.items[i] = *self->items[i].value;
		is_fine = self->items[i].node == YAML_NONE ||
			  patch_refuse(self->patch, self->sequence, "this list has no such item");
	}
	is_fine = is_fine && patch_replace(self->patch, self->sequence, &sequence);
	free(sequence.items);
	return is_fine;
}

static bool arrange(struct patch *patch, const struct plan_arrangement *wish)
{
	const struct yaml_node *node = yaml_node(patch->tree, wish->sequence);
	struct arranging arranging = {
		.patch = patch,
		.sequence = wish->sequence,
		.items = patch->plan->items + wish->first,
		.n_items = wish->count,
		.n_chunks = node->count,
	};
	if (node->is_sealed)
		return patch_check_opaque(patch, wish->sequence);
	if (yaml_is_null(patch->tree, wish->sequence) ||
		(node->kind == YAML_SEQUENCE && node->count == 0))
		return arrange_empty(&arranging);
	if (node->kind != YAML_SEQUENCE)
		return patch_refuse(patch, wish->sequence, "this is not a list");
	arranging.chunks = mem_zalloc(node->count, sizeof(*arranging.chunks));
	bool is_fine =
		node->style == YAML_FLOW ? arrange_flow(&arranging) : arrange_block(&arranging);
	free(arranging.chunks);
	return is_fine;
}

bool patch_arrangements(struct patch *self, unsigned depth)
{
	for (size_t i = 0; i < self->plan->n_arrangements; i++) {
		const struct plan_arrangement *each = &self->plan->arrangements[i];
		if (patch_depth(self, each->sequence) == depth && !arrange(self, each))
			return false;
	}
	return true;
}

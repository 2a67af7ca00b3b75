/*
 * A patch: edits in source order, and applying them. Edits nest where a rearranged
 * sequence copies its items. Which edit is in which item is decided by nodes, because
 * offsets are ambiguous at the end of an item.
 */
#include "base/ensure.h"
#include "base/mem.h"
#include "plan.h"

#include <stdlib.h>
#include <string.h>

/* Ends the open piece of text. */
static void take_text(struct patch *self)
{
	if (self->text.len == self->text_taken)
		return;
	self->pieces = mem_grow(
		self->pieces, &self->cap_pieces, self->n_pieces + 1, sizeof(*self->pieces));
	self->pieces[self->n_pieces++] =
		(struct patch_piece){.start = self->text_taken, .end = self->text.len};
	self->text_taken = self->text.len;
}

unsigned patch_depth(const struct patch *self, uint32_t node)
{
	unsigned depth = 0;
	for (; node != YAML_NONE; node = self->tree->nodes[node].parent)
		depth++;
	return depth;
}

void patch_begin(struct patch *self, uint32_t node, size_t start, size_t end)
{
	ENSURE(self->text_taken == self->text.len && start <= end);
	self->edits =
		mem_grow(self->edits, &self->cap_edits, self->n_edits + 1, sizeof(*self->edits));
	self->edits[self->n_edits] = (struct patch_edit){
		.start = start,
		.end = end,
		.node = node,
		.depth = patch_depth(self, node),
		.order = self->n_edits,
		.first_piece = self->n_pieces,
	};
	self->n_edits++;
}

void patch_copy(struct patch *self, uint32_t node, size_t start, size_t end)
{
	take_text(self);
	self->pieces = mem_grow(
		self->pieces, &self->cap_pieces, self->n_pieces + 1, sizeof(*self->pieces));
	self->pieces[self->n_pieces++] = (struct patch_piece){
		.is_source = true, .start = start, .end = end, .node = node, .last = node};
}

void patch_copy_on(struct patch *self, uint32_t node, size_t end)
{
	struct patch_piece *piece = &self->pieces[self->n_pieces - 1];

	ENSURE(self->text_taken == self->text.len && piece->is_source && piece->node != YAML_NONE &&
		end >= piece->end);
	piece->end = end;
	piece->last = node;
}

void patch_end(struct patch *self)
{
	take_text(self);
	struct patch_edit *edit = &self->edits[self->n_edits - 1];
	edit->n_pieces = self->n_pieces - edit->first_piece;
}

/* The first growth that ends after at. */
static size_t find_growth(const struct patch *self, size_t at)
{
	size_t low = 0;
	size_t high = self->n_growths;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (self->growths[middle].to <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t grow(struct patch *self, size_t line, size_t after)
{
	if (after == line)
		return line;
	size_t place = find_growth(self, line);
	self->growths = mem_grow(
		self->growths, &self->cap_growths, self->n_growths + 1, sizeof(*self->growths));
	memmove(self->growths + place + 1, self->growths + place,
		(self->n_growths - place) * sizeof(*self->growths));
	self->growths[place] = (struct patch_growth){line, after};
	self->n_growths++;
	return after;
}

size_t patch_grow(struct patch *self, size_t line)
{
	return grow(self, line, place_skip_blanks(self->tree, line));
}

size_t patch_grow_bare(struct patch *self, size_t line, size_t *n_lines)
{
	size_t after = patch_grow(self, line);
	*n_lines = 0;
	for (size_t at = line; at < after && yaml_line_end(self->tree, at) < after; ++*n_lines)
		at = yaml_line_next(self->tree, at);
	return after;
}

void patch_newlines(struct patch *self, size_t n)
{
	while (n-- > 0)
		str_append_text(&self->text, self->tree->newline);
}

size_t patch_grow_from(struct patch *self, size_t end)
{
	size_t line = yaml_line_next(self->tree, end);
	size_t after = grow(self, line, place_skip_blank_lines(self->tree, line));
	return after == line ? end : after - yaml_break_before(self->tree, after);
}

/* Where text meant for offset at goes, now that edits have grown. */
static size_t shift(const struct patch *self, size_t at)
{
	size_t place = find_growth(self, at);
	/* One may start where another has ended. */
	for (; place < self->n_growths && self->growths[place].from <= at; place++)
		at = self->growths[place].to;
	return at;
}

size_t patch_after(const struct patch *self, uint32_t node, unsigned column)
{
	const struct yaml_tree *tree = self->tree;
	size_t line = shift(self, yaml_line_next(tree, tree->nodes[node].end));
	for (;;) {
		unsigned found;
		size_t comment = place_skip_blank_lines(tree, line);
		if (!place_is_comment_line(tree, comment, &found) || found <= column)
			return line;
		line = yaml_line_next(tree, comment);
	}
}

void patch_set_kept(struct patch *self, uint32_t node, bool is_kept)
{
	uint8_t *flags = &self->flags[place_subtree_end(self->tree, node) - 1];
	*flags &= (uint8_t) ~(NODE_KEPT | NODE_NOT_KEPT);
	*flags |= is_kept ? NODE_KEPT : NODE_NOT_KEPT;
}

bool patch_refuse(struct patch *self, uint32_t node, const char *reason)
{
	err_set(self->err, ERR_REFUSED, "%s", reason);
	if (node == YAML_NONE)
		return false;
	const struct yaml_node *at = yaml_node(self->tree, node);
	return err_locate(self->err, NULL, at->line, at->column);
}

bool patch_check_opaque(struct patch *self, uint32_t node)
{
	if (!yaml_node(self->tree, node)->is_opaque)
		return true;
	return patch_refuse(self, node,
		"there is an anchor, alias, tag or merge key here, and these are never "
		"rewritten: change the file by hand");
}

/*
 * By offset. At the same one, insertions come before replacements: insertions from inner
 * to outer, because an inner value ends first; replacements from outer to inner, because
 * the outer ones copy the inner.
 */
static int compare_edits(const void *left, const void *right)
{
	const struct patch_edit *a = left;
	const struct patch_edit *b = right;
	bool is_insert_a = a->start == a->end;
	bool is_insert_b = b->start == b->end;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (is_insert_a != is_insert_b)
		return is_insert_a ? -1 : 1;
	if (a->depth != b->depth)
		return (a->depth > b->depth) == is_insert_a ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static size_t first_edit(const struct patch *self, size_t at)
{
	size_t low = 0;
	size_t high = self->n_edits;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (self->edits[middle].start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Source bytes from start to end, with the edits of the nodes from first to before limit. */
struct range {
	size_t start;
	size_t end;
	uint32_t first;
	uint32_t limit;
};

static bool write_range(struct patch *self, struct str *out, struct range range);

static bool write_edit(struct patch *self, struct str *out, const struct patch_edit *edit)
{
	self->n_written++;
	for (size_t i = 0; i < edit->n_pieces; i++) {
		const struct patch_piece *piece = &self->pieces[edit->first_piece + i];
		if (!piece->is_source) {
			str_append(out, self->text.data + piece->start, piece->end - piece->start);
			continue;
		}
		struct range range = {piece->start, piece->end, piece->node, piece->node};
		if (piece->node != YAML_NONE)
			range.limit = place_subtree_end(self->tree, piece->last);
		if (!write_range(self, out, range))
			return false;
	}
	return true;
}

/* Does the edit copy parts of its node, and their edits with them? */
static bool copies_nodes(const struct patch *self, const struct patch_edit *edit)
{
	for (size_t i = 0; i < edit->n_pieces; i++)
		if (self->pieces[edit->first_piece + i].is_source)
			return true;
	return false;
}

static bool write_range(struct patch *self, struct str *out, struct range range)
{
	size_t done = range.start;
	uint32_t copied = YAML_NONE; /* the node whose content was copied last */
	uint32_t copied_end = 0;
	for (size_t i = first_edit(self, range.start);
		i < self->n_edits && self->edits[i].start <= range.end; i++) {
		const struct patch_edit *edit = &self->edits[i];
		bool is_root = edit->node == YAML_NONE && range.first == 0;
		bool is_ours = edit->node >= range.first && edit->node < range.limit;
		bool is_copied = edit->node > copied && edit->node < copied_end;
		if (!is_root && (!is_ours || is_copied))
			continue;
		if (edit->start < done || edit->end > range.end)
			return patch_refuse(self, edit->node, "two changes overlap");
		str_append(out, self->tree->source.data + done, edit->start - done);
		done = edit->end;
		if (!write_edit(self, out, edit))
			return false;
		if (copies_nodes(self, edit)) {
			copied = edit->node;
			copied_end = place_subtree_end(self->tree, copied);
		}
	}
	str_append(out, self->tree->source.data + done, range.end - done);
	return true;
}

bool patch_write(struct patch *self, struct str *out)
{
	struct range all = {0, self->tree->source.len, 0, (uint32_t)self->tree->n_nodes};
	if (self->n_edits > 0)
		qsort(self->edits, self->n_edits, sizeof(*self->edits), compare_edits);
	str_reserve(out, out->len + self->tree->source.len + self->text.len);
	if (!write_range(self, out, all))
		return false;
	if (self->n_written == self->n_edits)
		return true;
	return patch_refuse(self, YAML_NONE, "a change is inside something that is removed");
}

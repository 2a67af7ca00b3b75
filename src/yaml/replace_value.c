/* Replaces a value by another, whatever the kind of either. */
#include "plan.h"

#include <string.h>

/* What is replaced, and the rest of the line, which follows the new value's first line. */
struct slot {
	size_t start;
	size_t end;
	size_t tail;
	size_t tail_end;
};

static bool is_block_scalar(const struct yaml_node *node)
{
	return node->style == YAML_LITERAL || node->style == YAML_FOLDED;
}

/* From right after the sign to the end of the old value's last line. */
static struct slot slot_of(const struct yaml_tree *tree, uint32_t index, size_t sign_end)
{
	const struct yaml_node *node = yaml_node(tree, index);
	size_t sign_line_end = yaml_line_end(tree, sign_end);
	bool is_below = node->start > sign_line_end;
	struct slot slot = {.start = sign_end, .end = yaml_line_end(tree, node->end)};
	slot.tail = slot.tail_end = slot.end;
	if (is_below) {
		slot.tail = sign_end;
		slot.tail_end = sign_line_end;
	} else if (is_block_scalar(node)) {
		struct yaml_block_header header = yaml_block_header(tree, node->start);
		slot.end = place_block_text_end(tree, index);
		slot.tail = header.tail;
		slot.tail_end = header.end;
	} else if (node->style != YAML_BLOCK) {
		slot.tail = node->end;
	}
	if (yaml_skip_blanks(tree, slot.tail) >= slot.tail_end)
		slot.tail = slot.tail_end;
	return slot;
}

/* Removes the newline at the end of the text, because the old one stays. */
static void drop_newline(struct patch *patch, const struct slot *slot, bool is_kept)
{
	if (is_kept && place_is_cut_off(patch, slot->end)) {
		patch->is_ended = true;
		return;
	}
	size_t len = strlen(patch->tree->newline);
	str_splice(&patch->text, patch->text.len - len, len, "", 0);
}

static bool replace_in_block(struct patch *patch, uint32_t node, const struct yaml_value *value)
{
	const struct yaml_tree *tree = patch->tree;
	const struct yaml_node *old = yaml_node(tree, node);
	size_t sign_end = place_sign_end(tree, node);
	bool is_fine = sign_end > 0 && place_is_tail(tree, old->end);
	if (!is_fine)
		return patch_refuse(patch, node, "it is not certain where this value is");
	struct slot slot = slot_of(tree, node, sign_end);
	struct yaml_layout layout = place_layout(tree, place_column(tree, node));
	layout.clear = place_clear_column(tree, yaml_line_next(tree, slot.end));
	if (place_has_tab_below(tree, yaml_line_next(tree, old->end)))
		return patch_refuse(patch, node, "a line below begins with a tab: use spaces");
	bool is_kept = yaml_value_ends_kept(value);
	if (yaml_value_ends_block(value) && place_ends_oddly(tree, old->end, is_kept))
		return patch_refuse(
			patch, node, "this line ends in U+0085, U+2028 or U+2029: use a newline");
	if (is_kept)
		slot.end = patch_grow_from(patch, slot.end);
	patch_begin(patch, node, slot.start, slot.end);
	yaml_slot_write(&patch->text, value, yaml_key_of(tree, node) == YAML_NONE, &layout,
		tree->source.data + slot.tail, slot.tail_end - slot.tail);
	drop_newline(patch, &slot, is_kept);
	patch_end(patch);
	return true;
}

/* A comment after the old root goes above the new one. */
static bool replace_root(struct patch *patch, uint32_t node, const struct yaml_value *value)
{
	const struct yaml_tree *tree = patch->tree;
	const struct yaml_node *old = yaml_node(tree, node);
	if (value->kind == YAML_VALUE_SCALAR || !place_is_tail(tree, old->end))
		return patch_refuse(patch, node, "the whole document cannot be replaced");
	bool is_first = place_is_first_on_line(tree, old->start);
	struct slot slot = {.start = is_first ? yaml_line_start(tree, old->start) : old->start,
		.end = yaml_line_end(tree, old->end)};
	size_t tail = yaml_skip_blanks(tree, old->end);
	struct yaml_layout layout = place_layout(tree, 0);
	patch_begin(patch, node, slot.start, slot.end);
	if (!is_first)
		str_append_text(&patch->text, tree->newline);
	if (tail < slot.end) {
		str_append(&patch->text, tree->source.data + tail, slot.end - tail);
		str_append_text(&patch->text, tree->newline);
	}
	yaml_value_write(&patch->text, value, &layout);
	drop_newline(patch, &slot, yaml_value_ends_kept(value));
	patch_end(patch);
	return true;
}

bool patch_replace(struct patch *self, uint32_t node, const struct yaml_value *value)
{
	const struct yaml_node *old = yaml_node(self->tree, node);
	if (!patch_check_opaque(self, node))
		return false;
	patch_set_kept(self, node, yaml_value_ends_kept(value));
	if (old->parent == YAML_NONE)
		return replace_root(self, node, value);
	if (!place_is_flow(self->tree, node))
		return replace_in_block(self, node, value);
	patch_begin(self, node, old->start, old->end);
	if (old->start == old->end)
		str_append_char(&self->text, ' ');
	yaml_flow_write(&self->text, value);
	patch_end(self);
	return true;
}

bool patch_replacements(struct patch *self)
{
	for (size_t i = 0; i < self->plan->n_replacements; i++) {
		const struct plan_value *each = &self->plan->replacements[i];
		if (!patch_replace(self, each->node, &each->value))
			return false;
	}
	return true;
}

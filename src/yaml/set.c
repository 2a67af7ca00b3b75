/*
 * A new text for an existing scalar. Its style stays if it can represent the text; a
 * block keeps its header, its comment and its indentation.
 */
#include "base/mem.h"
#include "plan.h"

#include <stdlib.h>
#include <string.h>

enum form { FORM_LINE, FORM_PLAIN, FORM_SINGLE, FORM_DOUBLE, FORM_LITERAL };

/* A text to be written into a node. */
struct setting {
	struct patch *patch;
	uint32_t index;
	const struct yaml_node *node;
	enum yaml_shape shape;
	const char *text;
	size_t len;
	bool is_flow;
	bool is_block; /* the node is a block now */
	bool is_kept;  /* its blank lines will count */
};

static bool is_block_style(const struct yaml_node *node)
{
	return node->style == YAML_LITERAL || node->style == YAML_FOLDED;
}

bool set_is_same(const struct yaml_tree *tree, uint32_t node, enum yaml_shape shape,
	const char *text, size_t len)
{
	size_t old_len;
	const char *old = yaml_text(tree, node, &old_len);
	if (len == 0 && yaml_is_null(tree, node))
		return true;
	if (shape == YAML_PROSE || is_block_style(yaml_node(tree, node)))
		old_len = yaml_prose_len(old, old_len);
	return old_len == len && memcmp(old, text, len) == 0;
}

/* A quoted or plain line stays one, unless prose has gained line breaks. */
static enum form choose_form(const struct setting *self)
{
	bool is_prose = self->shape == YAML_PROSE && !self->is_flow &&
			yaml_fits_literal(self->text, self->len);
	bool has_lines = memchr(self->text, '\n', self->len) != NULL;
	switch ((enum yaml_style)self->node->style) {
	case YAML_LITERAL:
	case YAML_FOLDED:
		return yaml_fits_literal(self->text, self->len) ? FORM_LITERAL : FORM_LINE;
	case YAML_SINGLE:
		if (yaml_fits_single(self->text, self->len))
			return FORM_SINGLE;
		return is_prose && has_lines ? FORM_LITERAL : FORM_DOUBLE;
	case YAML_DOUBLE:
		return is_prose && has_lines ? FORM_LITERAL : FORM_DOUBLE;
	default:
		if (yaml_is_null(self->patch->tree, self->index))
			return is_prose ? FORM_LITERAL : FORM_LINE;
		if (self->shape != YAML_RAW &&
			yaml_is_plain_word(self->text, self->len, self->is_flow))
			return FORM_PLAIN;
		return is_prose ? FORM_LITERAL : FORM_LINE;
	}
}

static void write_line(struct setting *self, enum form form)
{
	struct str *out = &self->patch->text;
	bool is_prose = self->shape == YAML_PROSE;
	if (form == FORM_PLAIN)
		str_append(out, self->text, self->len);
	else if (form == FORM_SINGLE)
		yaml_single_write(out, self->text, self->len);
	else if (form == FORM_DOUBLE && is_prose)
		yaml_double_prose_write(out, self->text, self->len);
	else if (form == FORM_DOUBLE)
		yaml_double_write(out, self->text, self->len);
	else
		yaml_line_write(out, self->shape, self->text, self->len, self->is_flow);
}

/* Where the old value ends; blank lines that a block will no longer count stay as blank lines. */
static size_t old_end(const struct setting *self)
{
	if (!self->is_block || self->is_kept)
		return self->node->end;
	return place_block_text_end(self->patch->tree, self->index);
}

/* From one line, or from a block whose header comment then ends the line. */
static void set_line(struct setting *self, enum form form)
{
	struct patch *patch = self->patch;
	const char *source = patch->tree->source.data;
	patch_begin(patch, self->index, self->node->start, old_end(self));
	if (self->node->start == self->node->end)
		str_append_char(&patch->text, ' ');
	write_line(self, form);
	if (self->is_block) {
		struct yaml_block_header header = yaml_block_header(patch->tree, self->node->start);
		size_t end = header.end;
		while (end > header.tail && (source[end - 1] == ' ' || source[end - 1] == '\t'))
			end--;
		str_append(&patch->text, source + header.tail, end - header.tail);
	}
	patch_end(patch);
}

/* How the block will look: as before, where that suits the text. */
struct block_plan {
	unsigned content;
	unsigned indicator;
	char chomp;
	size_t tail; /* the rest of its first line */
	size_t tail_end;
};

static struct block_plan plan_block(const struct setting *self)
{
	const struct yaml_tree *tree = self->patch->tree;
	unsigned parent = place_column(tree, self->index);
	struct block_plan plan = {
		.tail = self->node->end,
		.tail_end = yaml_line_end(tree, self->node->end),
		.chomp = self->is_kept ? '+' : 0,
	};
	if (self->is_block) {
		struct yaml_block_header header = yaml_block_header(tree, self->node->start);
		plan.content = yaml_block_indent(tree, &header, self->node->end, parent);
		plan.indicator = header.indicator;
		plan.tail = header.tail;
		plan.tail_end = header.end;
		if (header.chomp == '-' && !self->is_kept)
			plan.chomp = '-';
	}
	bool needs_indicator = yaml_needs_indicator(self->text);
	bool is_far = plan.content > parent + YAML_MAX_INDICATOR && needs_indicator;
	unsigned clear = place_clear_column(tree, yaml_line_next(tree, old_end(self)));
	if (plan.content <= parent || is_far)
		plan.content = parent + tree->indent;
	plan.content = plan.content < clear ? clear : plan.content;
	if (plan.indicator > 0 || needs_indicator)
		plan.indicator = plan.content - parent;
	return plan;
}

static bool set_block(struct setting *self)
{
	struct patch *patch = self->patch;
	const struct yaml_tree *tree = patch->tree;
	struct block_plan plan = plan_block(self);
	if (plan.indicator > YAML_MAX_INDICATOR) {
		set_line(self, FORM_DOUBLE);
		return true;
	}
	size_t end = self->is_block ? old_end(self) : plan.tail_end;
	if (!self->is_block && !place_is_tail(tree, self->node->end))
		return patch_refuse(patch, self->index,
			"a block of several lines is not possible here: put the value on a line of its own");
	if (self->is_kept)
		end = patch_grow_from(patch, end);
	patch_begin(patch, self->index, self->node->start, end);
	struct str *out = &patch->text;
	str_append_text(out, self->node->start == self->node->end ? " |" : "|");
	if (plan.indicator > 0)
		str_appendf(out, "%u", plan.indicator);
	if (plan.chomp)
		str_append_char(out, plan.chomp);
	str_append(out, tree->source.data + plan.tail, plan.tail_end - plan.tail);
	yaml_literal_lines(out, self->text, self->len, tree->newline, plan.content);
	if (self->is_kept && place_is_cut_off(patch, end)) {
		str_append_text(out, tree->newline);
		patch->is_ended = true;
	}
	patch_end(patch);
	return true;
}

static bool apply_set(struct patch *patch, const struct plan_set *set)
{
	const struct yaml_node *node = yaml_node(patch->tree, set->node);
	if (!patch_check_opaque(patch, set->node))
		return false;
	if (node->kind != YAML_SCALAR)
		return patch_refuse(patch, set->node, "this is a list or mapping, not a text");
	if (node->parent == YAML_NONE)
		return patch_refuse(patch, set->node, "the whole document cannot be replaced");
	struct setting setting = {
		.patch = patch,
		.index = set->node,
		.node = node,
		.shape = set->shape,
		.text = str_text(&set->text),
		.len = set->text.len,
		.is_flow = place_is_flow(patch->tree, set->node),
		.is_block = is_block_style(node),
	};
	enum form form = choose_form(&setting);
	bool is_kept = form == FORM_LITERAL && set->text.data[set->text.len - 1] == '\n';
	if (form == FORM_LITERAL && place_ends_oddly(patch->tree, node->end, is_kept))
		form = FORM_DOUBLE;
	if (form != FORM_PLAIN &&
		place_has_tab_below(patch->tree, yaml_line_next(patch->tree, node->end)))
		return patch_refuse(patch, set->node, "a line below begins with a tab: use spaces");
	if (form != FORM_LITERAL && setting.is_block &&
		node->column <= place_column(patch->tree, set->node) + 1)
		return patch_refuse(patch, set->node,
			"this block is not indented further than its key: indent it first");
	setting.is_kept = form == FORM_LITERAL && is_kept;
	patch_set_kept(patch, set->node, setting.is_kept);
	if (form == FORM_LITERAL)
		return set_block(&setting);
	set_line(&setting, form);
	return true;
}

static int compare_sets(const void *left, const void *right)
{
	const struct plan_set *a = *(const struct plan_set *const *)left;
	const struct plan_set *b = *(const struct plan_set *const *)right;
	return (a->node > b->node) - (a->node < b->node);
}

/* In source order, which keeps growths cheap. */
bool patch_sets(struct patch *self)
{
	size_t n = self->plan->n_sets;
	const struct plan_set **sorted = mem_zalloc(n + 1, sizeof(*sorted));
	for (size_t i = 0; i < n; i++)
		sorted[i] = &self->plan->sets[i];
	qsort(sorted, n, sizeof(*sorted), compare_sets);
	bool is_fine = true;
	for (size_t i = 0; i < n && is_fine; i++)
		is_fine = apply_set(self, sorted[i]);
	free(sorted);
	return is_fine;
}

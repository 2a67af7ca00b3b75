/*
 * Keys are carried with everything below them: other tools' keys, those without a value,
 * and those that theirs removed. If both sides changed one, its value becomes a conflict.
 */
#include "carry.h"

#include "base/ensure.h"

#include "model/conflict.h"

#include <string.h>

static bool is_same_unit(const struct outline *a, const struct unit *x, const struct outline *b,
	const struct unit *y)
{
	struct str texts[2] = {{0}};

	append_indented(&texts[0], unit_text(a, x), x->column, 0, "\n");
	append_indented(&texts[1], unit_text(b, y), y->column, 0, "\n");
	bool is_same = str_equal(&texts[0], str_text(&texts[1]), texts[1].len);

	str_release(&texts[0]);
	str_release(&texts[1]);
	return is_same;
}

void append_unit(struct str *out, const struct outline *from, const struct unit *unit,
	unsigned column, const char *newline)
{
	struct slice text = unit_text(from, unit);
	struct slice first = {"", 0};

	slice_next_line(&text, &first);
	str_append(out, first.data, first.len);
	str_append_text(out, newline);
	append_indented(out, text, unit->column, column, newline);
}

/* The version of a value for a conflict: a text as it is, anything else as in its file. */
static void append_version(const struct outline *outline, const struct unit *unit, struct str *out)
{
	if (!unit)
		return;
	const struct yaml_node *value = yaml_node(outline->tree, unit->value);

	if (value->kind == YAML_SCALAR) {
		size_t len;
		const char *text = yaml_text(outline->tree, unit->value, &len);

		str_append(out, text, len);
	} else {
		struct slice text = {
			outline->tree->source.data + value->start, value->end - value->start};

		append_indented(out, text, value->column - 1, 0, "\n");
	}
}

static void append_conflict(struct carry *self, const struct carried *unit, struct str *out)
{
	struct str versions[3] = {{0}};

	append_version(&self->base, unit->base, &versions[0]);
	append_version(&self->merged, unit->merged, &versions[1]);
	append_version(&self->theirs, unit->theirs, &versions[2]);
	put_versions(
		unit->base ? &versions[0] : NULL, &versions[1], &versions[2], self->labels, out);
	self->n_conflicts++;
	for (size_t i = 0; i < 3; i++)
		str_release(&versions[i]);
}

/* A pair whose value is a conflict, at a column. */
static void append_conflict_pair(
	struct carry *self, const struct carried *unit, unsigned column, struct str *out)
{
	const struct outline *side = unit->merged ? &self->merged : &self->theirs;
	const struct unit *named = unit->merged ? unit->merged : unit->theirs;
	const struct yaml_node *key = yaml_node(side->tree, named->key);
	struct yaml_layout layout = {self->merged.tree->newline, self->merged.tree->indent, column};
	struct str text = {0};

	append_conflict(self, unit, &text);
	str_append(out, side->tree->source.data + key->start, key->end - key->start);
	str_append_text(out, ": ");
	yaml_scalar_write(out, YAML_PROSE, str_text(&text), text.len, &layout);
	str_append_text(out, layout.newline);
	str_release(&text);
}

static bool starts_blank(const struct outline *outline, const struct unit *unit)
{
	const char *source = outline->tree->source.data;

	return unit->gap < unit->line && (source[unit->gap] == '\n' || source[unit->gap] == '\r');
}

/* Should a blank line follow the insertion, as in theirs? */
static bool wants_blank_below(const struct carry *self, uint32_t place)
{
	const struct str *source = &self->merged.tree->source;
	size_t at = unit_last_end(&self->merged, self->left[place]);

	return starts_blank(&self->theirs, &self->theirs.units[place + 1]) && at < source->len &&
	       source->data[at] != '\n' && source->data[at] != '\r';
}

/* Inserts a key that only theirs has, or a conflict if ours removed it. */
static void add_unit(struct carry *self, uint32_t place, const struct carried *unit)
{
	const struct yaml_tree *tree = self->merged.tree;
	uint32_t left = self->left[place];

	ENSURE(left == NO_UNIT || self->merged.units);
	if (left == NO_UNIT || self->merged.units[left].value == YAML_NONE) {
		self->is_refused = true;
		return;
	}
	unsigned column = self->merged.units[left].column;
	struct str *text = carry_behind(self, left);

	if (starts_blank(&self->theirs, unit->theirs))
		str_append_text(text, tree->newline);
	append_indented(text, unit_comment(&self->theirs, unit->theirs), unit->theirs->column,
		column, tree->newline);
	str_append_repeat(text, ' ', column);
	if (unit->base)
		append_conflict_pair(self, unit, column, text);
	else
		append_unit(text, &self->theirs, unit->theirs, column, tree->newline);
	if (wants_blank_below(self, place))
		str_append_text(text, tree->newline);
}

static void replace_unit(struct carry *self, const struct carried *unit, bool is_conflict)
{
	const struct unit *merged = unit->merged;
	struct str *text =
		carry_edit(self, CARRY_VALUE, merged->start, merged->end - merged->start);

	if (is_conflict)
		append_conflict_pair(self, unit, merged->column, text);
	else
		append_unit(text, &self->theirs, unit->theirs, merged->column,
			self->merged.tree->newline);
}

bool carry_key(struct carry *self, uint32_t place, const struct carried *unit)
{
	bool is_as_base =
		unit->base && is_same_unit(&self->theirs, unit->theirs, &self->base, unit->base);

	if (is_as_base)
		return false;
	if (!unit->merged)
		add_unit(self, place, unit);
	else if (!is_same_unit(&self->theirs, unit->theirs, &self->merged, unit->merged))
		replace_unit(self, unit,
			!unit->base || !is_same_unit(&self->merged, unit->merged, &self->base,
					       unit->base));
	return true;
}

/* Did ours change the comment at a unit? */
static bool has_own_comment(const struct carry *self, const struct carried *unit)
{
	struct str texts[2] = {{0}};

	append_indented(
		&texts[0], unit_comment(&self->base, unit->base), unit->base->column, 0, "\n");
	append_indented(&texts[1], unit_comment(&self->merged, unit->merged), unit->merged->column,
		0, "\n");
	bool is_same = str_equal(&texts[0], str_text(&texts[1]), texts[1].len);

	str_release(&texts[0]);
	str_release(&texts[1]);
	return !is_same;
}

/* Removes a unit from the merged file, with the comment it had in the base. */
static void remove_unit(struct carry *self, const struct carried *unit)
{
	const char *source = self->merged.tree->source.data;
	const struct unit *merged = unit->merged;
	size_t at = merged->line;

	if (strspn(source + merged->line, " ") != merged->column) {
		self->is_refused = true; /* it is on the line of its row's dash */
		return;
	}
	if (!has_own_comment(self, unit))
		at = (size_t)(unit_comment(&self->merged, merged).data - source);
	carry_edit(self, CARRY_VALUE, at, merged->end - at);
}

/* A known key that theirs removed: its value is already gone, the rest is removed with it. */
static bool is_emptied(const struct carry *self, const struct carried *unit)
{
	size_t len = 0;

	if (!unit->merged->is_leaf || unit->merged->key == YAML_NONE ||
		yaml_node(self->merged.tree, unit->merged->value)->kind != YAML_SCALAR)
		return false;
	yaml_text(self->merged.tree, unit->merged->value, &len);
	return len == 0 && !is_same_unit(&self->merged, unit->merged, &self->base, unit->base);
}

void carry_removal(struct carry *self, const struct carried *unit)
{
	if (unit->base->is_known && is_emptied(self, unit))
		remove_unit(self, unit);
	else if (unit->base->is_known)
		return;
	else if (is_same_unit(&self->merged, unit->merged, &self->base, unit->base))
		remove_unit(self, unit);
	else
		replace_unit(self, unit, true);
}

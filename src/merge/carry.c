/*
 * Brings into the merged file what the form does not know: keys of other tools, and
 * comments. It works on lines, with edits that touch nothing else; whether the values are
 * still the same is for the caller to read back.
 */
#include "carry.h"

#include "base/mem.h"
#include "carry_files.h"
#include "model/conflict.h"

#include <stdlib.h>
#include <string.h>

struct str *carry_edit(struct carry *self, enum carry_kind kind, size_t at, size_t removed)
{
	self->edits = mem_grow(self->edits, &self->cap, self->n + 1, sizeof(*self->edits));
	struct carry_edit *edit = &self->edits[self->n];

	*edit = (struct carry_edit){.at = at, .removed = removed, .kind = kind, .order = self->n};
	self->n++;
	return &edit->text;
}

/* --- which unit is which --- */

static struct str *copy_paths(const struct outline *outline)
{
	struct str *paths = mem_zalloc(outline->n + 1, sizeof(*paths));

	for (size_t i = 0; i < outline->n; i++)
		str_append(
			&paths[i], str_text(&outline->units[i].path), outline->units[i].path.len);
	return paths;
}

static void free_paths(struct str *paths, size_t n)
{
	for (size_t i = 0; i < n; i++)
		str_release(&paths[i]);
	free(paths);
}

/* For each unit of a: its place in b, or NOWHERE. */
static size_t *match_units(const struct outline *a, const struct outline *b)
{
	struct names names = {0};
	struct str *paths[2] = {copy_paths(a), copy_paths(b)};
	uint32_t *in_b = mem_zalloc(b->n + 1, sizeof(*in_b));
	uint32_t *in_a = mem_zalloc(a->n + 1, sizeof(*in_a));
	size_t *places = mem_alloc((a->n + 1) * sizeof(*places));

	keys_number(&names, paths[1], b->n, in_b); /* these are 0, 1, 2, ... */
	keys_number(&names, paths[0], a->n, in_a);
	for (size_t i = 0; i < a->n; i++)
		places[i] = in_a[i] < b->n ? in_a[i] : NOWHERE;
	names_release(&names);
	free_paths(paths[0], a->n);
	free_paths(paths[1], b->n);
	free(in_a);
	free(in_b);
	return places;
}

static const struct unit *unit_at(const struct outline *outline, size_t place)
{
	return place == NOWHERE ? NULL : &outline->units[place];
}

/* --- keys the form does not know --- */

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

/* Key and value as lines at a column; the first line has no blanks in front of it. */
static void append_unit(struct str *out, const struct outline *from, const struct unit *unit,
	unsigned column, const char *newline)
{
	struct slice text = unit_text(from, unit);
	struct slice first;

	if (slice_next_line(&text, &first))
		str_append(out, first.data, first.len);
	str_append_text(out, newline);
	append_indented(out, text, unit->column, column, newline);
}

/* The version of a value for a conflict: a text as it is, anything else as it stands there. */
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

/* The unit before this one in the same parent, or NOWHERE. */
static size_t sibling_before(const struct outline *outline, size_t place)
{
	size_t parent = outline->units[place].parent;
	size_t before = place - 1;

	if (place == 0 || before == parent)
		return NOWHERE;
	while (outline->units[before].parent != parent)
		before = outline->units[before].parent;
	return before;
}

/* Without one before it, it goes behind the first of its parent. */
static size_t first_of_parent(const struct carry *self, size_t place)
{
	size_t parent = self->theirs.units[place].parent;
	size_t in_merged = parent == NOWHERE ? NOWHERE : self->in_merged[parent];

	if (parent == NOWHERE)
		return 0;
	if (in_merged == NOWHERE || self->merged.units[in_merged].is_leaf)
		return NOWHERE;
	return in_merged + 1;
}

static void find_lefts(struct carry *self)
{
	self->left = mem_alloc((self->theirs.n + 1) * sizeof(*self->left));
	for (size_t i = 0; i < self->theirs.n; i++) {
		size_t before = sibling_before(&self->theirs, i);

		if (before == NOWHERE)
			self->left[i] = first_of_parent(self, i);
		else
			self->left[i] = self->in_merged[before] != NOWHERE ? self->in_merged[before]
									   : self->left[before];
	}
}

static bool starts_blank(const struct outline *outline, const struct unit *unit)
{
	const char *source = outline->tree->source.data;

	return unit->gap < unit->line && (source[unit->gap] == '\n' || source[unit->gap] == '\r');
}

/* Is a blank line wanted below what is put in, as theirs has it there? */
static bool wants_blank_below(const struct carry *self, size_t place, size_t at)
{
	const struct str *source = &self->merged.tree->source;

	return starts_blank(&self->theirs, &self->theirs.units[place + 1]) && at < source->len &&
	       source->data[at] != '\n' && source->data[at] != '\r';
}

/* Puts a key in that only theirs has, or a conflict when ours took it out. */
static void add_unit(struct carry *self, size_t place, const struct carried *unit)
{
	const struct yaml_tree *tree = self->merged.tree;
	size_t left = self->left[place];

	if (left == NOWHERE || self->merged.units[left].value == YAML_NONE) {
		self->is_refused = true;
		return;
	}
	unsigned column = self->merged.units[left].column;
	size_t at = self->merged.units[self->merged.units[left].last].end;
	struct str *text = carry_edit(self, CARRY_KEY, at, 0);

	if (at > 0 && tree->source.data[at - 1] != '\n')
		str_append_text(text, tree->newline);
	if (starts_blank(&self->theirs, unit->theirs))
		str_append_text(text, tree->newline);
	append_indented(text, unit_comment(&self->theirs, unit->theirs), unit->theirs->column,
		column, tree->newline);
	str_append_repeat(text, ' ', column);
	if (unit->base)
		append_conflict_pair(self, unit, column, text);
	else
		append_unit(text, &self->theirs, unit->theirs, column, tree->newline);
	if (wants_blank_below(self, place, at))
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

static void carry_unknown(struct carry *self, size_t place, const struct carried *unit)
{
	bool is_as_base =
		unit->base && is_same_unit(&self->theirs, unit->theirs, &self->base, unit->base);

	if (is_as_base)
		return;
	if (!unit->merged)
		add_unit(self, place, unit);
	else if (!is_same_unit(&self->theirs, unit->theirs, &self->merged, unit->merged))
		replace_unit(self, unit,
			!unit->base || !is_same_unit(&self->merged, unit->merged, &self->base,
					       unit->base));
}

/* Did ours write another comment at a unit? */
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

/* Takes a unit out of the merged file, with the comment it had in the base. */
static void remove_unit(struct carry *self, const struct carried *unit)
{
	const char *source = self->merged.tree->source.data;
	const struct unit *merged = unit->merged;
	size_t at = merged->line;

	if (strspn(source + merged->line, " ") != merged->column) {
		self->is_refused = true; /* it stands behind the dash of its row */
		return;
	}
	if (!has_own_comment(self, unit))
		at = (size_t)(unit_comment(&self->merged, merged).data - source);
	carry_edit(self, CARRY_VALUE, at, merged->end - at);
}

/* A known key that theirs took out: its value has gone by now, the rest goes with it. */
static bool is_emptied(const struct carry *self, const struct carried *unit)
{
	size_t len = 0;

	if (!unit->merged->is_leaf || unit->merged->key == YAML_NONE ||
		yaml_node(self->merged.tree, unit->merged->value)->kind != YAML_SCALAR)
		return false;
	yaml_text(self->merged.tree, unit->merged->value, &len);
	return len == 0 && !is_same_unit(&self->merged, unit->merged, &self->base, unit->base);
}

/* What theirs took out goes, unless ours changed it. */
static void carry_removal(struct carry *self, const struct carried *unit)
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

/* --- brackets --- */

/* Are all texts in a node of theirs, but those of known, also in the merged file's? */
static bool has_arrived(
	const struct carry *self, uint32_t node, const struct str *known, const struct str *merged)
{
	const struct yaml_node *at = yaml_node(self->theirs.tree, node);
	struct str text = {0};
	bool has = true;

	if (at->kind == YAML_SCALAR) {
		append_texts(&self->theirs, node, &text);
		has = strstr(str_text(known), str_text(&text)) ||
		      strstr(str_text(merged), str_text(&text));
		str_release(&text);
	} else if (at->kind != YAML_ALIAS) {
		for (uint32_t child = at->first; child != YAML_NONE && has;
			child = yaml_node(self->theirs.tree, child)->next)
			has = has_arrived(self, child, known, merged);
	}
	return has;
}

/* In brackets nothing but values is merged: what else theirs put there must not get lost. */
static void check_brackets(struct carry *self, const struct carried *unit)
{
	struct str known = {0};
	struct str merged = {0};
	uint32_t value = unit->theirs->value;

	if (!unit->theirs->is_leaf || value == YAML_NONE ||
		yaml_node(self->theirs.tree, value)->style != YAML_FLOW)
		return;
	if (unit->base)
		append_texts(&self->base, unit->base->value, &known);
	append_texts(&self->merged, unit->merged->value, &merged);
	if (!has_arrived(self, value, &known, &merged))
		self->is_refused = true;
	str_release(&known);
	str_release(&merged);
}

/* --- all of it --- */

/* A key without a value says nothing to the form: it is carried like one of others. */
static bool is_carried_whole(const struct carry *self, const struct unit *unit, bool is_there)
{
	if (!unit->is_leaf || unit->key == YAML_NONE)
		return false;
	return !unit->is_known || (!is_there && yaml_is_null(self->theirs.tree, unit->value));
}

/* Ours had taken out the row that it is in, and has it again from theirs. */
static bool is_restored(const struct carry *self, size_t place)
{
	size_t parent = self->theirs.units[place].parent;

	return self->in_ours[place] == NOWHERE &&
	       (self->theirs.units[place].key == YAML_NONE ||
		       (parent != NOWHERE && self->in_ours[parent] == NOWHERE));
}

static void carry_theirs(struct carry *self)
{
	for (size_t i = 0; i < self->theirs.n; i++) {
		struct carried unit = {
			.base = unit_at(
				&self->base, is_restored(self, i) ? NOWHERE : self->in_base[i]),
			.merged = unit_at(&self->merged, self->in_merged[i]),
			.theirs = &self->theirs.units[i],
		};

		if (is_carried_whole(self, unit.theirs, unit.base || unit.merged))
			carry_unknown(self, i, &unit);
		if (!unit.merged)
			continue;
		carry_comments(self, &unit);
		if (unit.theirs->is_known)
			carry_tail(self, &unit);
		if (unit.theirs->is_known && unit.merged->is_leaf)
			check_brackets(self, &unit);
	}
}

static void carry_removals(struct carry *self)
{
	size_t *in_theirs = match_units(&self->base, &self->theirs);
	size_t *in_merged = match_units(&self->base, &self->merged);

	for (size_t i = 0; i < self->base.n; i++) {
		struct carried unit = {
			.base = &self->base.units[i],
			.merged = unit_at(&self->merged, in_merged[i]),
		};

		size_t parent = unit.base->parent;
		bool has_row = parent == NOWHERE || in_theirs[parent] != NOWHERE ||
			       self->base.units[parent].key != YAML_NONE;

		if (in_theirs[i] == NOWHERE && unit.merged && has_row)
			carry_removal(self, &unit);
	}
	free(in_theirs);
	free(in_merged);
}

static int compare_edits(const void *left, const void *right)
{
	const struct carry_edit *a = left;
	const struct carry_edit *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static bool write_edits(struct carry *self, struct str *out)
{
	const struct str *source = &self->merged.tree->source;
	size_t done = 0;

	if (self->n > 0)
		qsort(self->edits, self->n, sizeof(*self->edits), compare_edits);
	for (size_t i = 0; i < self->n; i++) {
		const struct carry_edit *edit = &self->edits[i];

		if (edit->at < done)
			return false;
		str_append(out, source->data + done, edit->at - done);
		str_append(out, str_text(&edit->text), edit->text.len);
		done = edit->at + edit->removed;
	}
	str_append(out, source->data + done, source->len - done);
	return true;
}

bool carry_files(const struct form *form, const struct yaml_tree *base,
	const struct yaml_tree *ours, const struct yaml_tree *merged,
	const struct yaml_tree *theirs, const struct merge_labels *labels, struct str *out,
	size_t *conflicts)
{
	struct carry self = {.labels = labels};

	if (base)
		units_read(&self.base, base, form);
	units_read(&self.ours, ours, form);
	units_read(&self.merged, merged, form);
	units_read(&self.theirs, theirs, form);
	self.in_base = match_units(&self.theirs, &self.base);
	self.in_ours = match_units(&self.theirs, &self.ours);
	self.in_merged = match_units(&self.theirs, &self.merged);
	find_lefts(&self);
	carry_theirs(&self);
	carry_removals(&self);
	bool is_fine = !self.is_refused && write_edits(&self, out);

	*conflicts += self.n_conflicts;
	for (size_t i = 0; i < self.n; i++)
		str_release(&self.edits[i].text);
	free(self.edits);
	free(self.in_base);
	free(self.in_ours);
	free(self.in_merged);
	free(self.left);
	units_release(&self.base);
	units_release(&self.ours);
	units_release(&self.merged);
	units_release(&self.theirs);
	return is_fine;
}

/*
 * Brings into the merged file what the form does not know: other tools' keys, and
 * comments. This file finds out where things are on each side. The edits cover complete
 * lines that touch nothing else. The caller reads the result back and checks that the
 * values are unchanged.
 */
#include "carry.h"

#include "base/mem.h"
#include "carry_files.h"

#include <stdlib.h>
#include <string.h>

/* --- matching units --- */

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

/* For each unit of a: its index in b, or NOWHERE. */
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

/* --- where missing units go --- */

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

/* If none is before it, it goes after the first of its parent. */
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

/* --- all of it --- */

/* A key without a value means nothing to the form, and is carried like an unknown one. */
static bool is_carried_whole(const struct carry *self, const struct unit *unit, bool is_there)
{
	if (!unit->is_leaf || unit->key == YAML_NONE)
		return false;
	return !unit->is_known || (!is_there && yaml_is_null(self->theirs.tree, unit->value));
}

/* Ours had removed the row that it is in, and gets it back from theirs. */
static bool is_restored(const struct carry *self, size_t place)
{
	const struct unit *unit = &self->theirs.units[place];
	size_t row = unit->key == YAML_NONE ? place : unit->parent;

	return row != NOWHERE && self->in_ours[row] == NOWHERE && self->in_merged[row] != NOWHERE;
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

		bool is_put = is_carried_whole(self, unit.theirs, unit.base || unit.merged) &&
			      carry_key(self, i, &unit);

		if (unit.theirs->is_known && !is_put)
			is_put = carry_brackets(self, i, &unit);
		if (!unit.merged && unit.base && !is_put)
			carry_orphans(self, i, &unit);
		if (!unit.merged)
			continue;
		carry_comments(self, &unit);
		if (unit.theirs->is_known && !is_put)
			carry_tail(self, &unit);
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

/* Rows without an id are the same on all sides: each is the one at its index in the base. */
static bool *find_by_place(
	const struct document *base, const struct document *ours, const struct document *theirs)
{
	bool *by_place = mem_zalloc(ours->form->n_fields + 1, sizeof(*by_place));

	for (size_t i = 0; i < ours->form->n_fields && base; i++)
		by_place[i] = rows_have_same_ids(&base->tables[i], &ours->tables[i]) &&
			      rows_have_same_ids(&base->tables[i], &theirs->tables[i]);
	return by_place;
}

static void release(struct carry *self)
{
	for (size_t i = 0; i < self->n; i++)
		str_release(&self->edits[i].text);
	free(self->edits);
	free(self->in_base);
	free(self->in_ours);
	free(self->in_merged);
	free(self->left);
	units_release(&self->base);
	units_release(&self->ours);
	units_release(&self->merged);
	units_release(&self->theirs);
}

bool carry_files(const struct document *base, const struct document *ours,
	const struct document *merged, const struct document *theirs,
	const struct merge_labels *labels, struct str *out, size_t *conflicts)
{
	struct carry self = {.labels = labels};
	bool *by_place = find_by_place(base, ours, theirs);

	if (base)
		units_read(&self.base, base, by_place);
	units_read(&self.ours, ours, by_place);
	units_read(&self.merged, merged, by_place);
	units_read(&self.theirs, theirs, by_place);
	self.in_base = match_units(&self.theirs, &self.base);
	self.in_ours = match_units(&self.theirs, &self.ours);
	self.in_merged = match_units(&self.theirs, &self.merged);
	find_lefts(&self);
	carry_ends(&self);
	carry_root(&self);
	carry_theirs(&self);
	carry_removals(&self);
	bool is_odd = self.base.is_odd || self.ours.is_odd || self.theirs.is_odd;
	bool is_fine = !is_odd && !self.is_refused && carry_write(&self, out);

	*conflicts += self.n_conflicts;
	release(&self);
	free(by_place);
	return is_fine;
}

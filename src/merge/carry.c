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

/* For each unit of a: its index in b, or NO_UNIT. */
static uint32_t *match_units(
	const struct carry *self, const struct outline *a, const struct outline *b)
{
	uint32_t *by_path = mem_alloc((self->paths.n + 1) * sizeof(*by_path));
	uint32_t *places = mem_alloc((a->n + 1) * sizeof(*places));

	for (size_t i = 0; i < self->paths.n; i++)
		by_path[i] = NO_UNIT;
	for (size_t i = 0; i < b->n; i++)
		by_path[b->units[i].path] = (uint32_t)i;
	for (size_t i = 0; i < a->n; i++)
		places[i] = by_path[a->units[i].path];
	free(by_path);
	return places;
}

/* --- rows in which nothing is carried --- */

/* From the lines above them to the end of what is in them. */
static bool is_same_whole(const struct outline *a, const struct unit *x, const struct outline *b,
	const struct unit *y)
{
	size_t len = x->end - x->gap;

	return y->end - y->gap == len &&
	       memcmp(a->tree->source.data + x->gap, b->tree->source.data + y->gap, len) == 0;
}

/* A row that theirs left as it is in the base, and ours has, too. */
static void find_brief(struct carry *self, const struct outline *base, const struct outline *ours,
	const struct outline *theirs)
{
	uint32_t *in_base = match_units(self, theirs, base);
	uint32_t *in_ours = match_units(self, theirs, ours);

	self->brief.n = self->paths.n;
	self->brief.is_brief = mem_zalloc(self->paths.n + 1, sizeof(*self->brief.is_brief));
	for (size_t i = 0; i < theirs->n; i++) {
		const struct unit *unit = &theirs->units[i];

		if (unit->key == YAML_NONE && !unit->is_leaf && in_base[i] != NO_UNIT &&
			in_ours[i] != NO_UNIT)
			self->brief.is_brief[unit->path] =
				is_same_whole(theirs, unit, base, &base->units[in_base[i]]);
	}
	free(in_base);
	free(in_ours);
}

/* Of a large table these are nearly all rows, and their cells nearly all units. */
static void read_brief(struct carry *self, const struct sides *sides)
{
	static const struct brief_rows all = {.are_all = true};
	struct outline base, ours, theirs;

	units_read(&base, sides->base, sides->by_place, &self->paths, &all);
	units_read(&ours, sides->ours, sides->by_place, &self->paths, &all);
	units_read(&theirs, sides->theirs, sides->by_place, &self->paths, &all);
	if (!base.has_twins && !ours.has_twins && !theirs.has_twins)
		find_brief(self, &base, &ours, &theirs);
	units_release(&base);
	units_release(&ours);
	units_release(&theirs);
}

/* --- where missing units go --- */

/* The unit before this one in the same parent, or NO_UNIT. */
static uint32_t sibling_before(const struct outline *outline, uint32_t place)
{
	uint32_t parent = outline->units[place].parent;
	uint32_t before = place - 1;

	if (place == 0 || before == parent)
		return NO_UNIT;
	while (outline->units[before].parent != parent)
		before = outline->units[before].parent;
	return before;
}

/* If none is before it, it goes after the first of its parent. */
static uint32_t first_of_parent(const struct carry *self, uint32_t place)
{
	uint32_t parent = self->theirs.units[place].parent;
	uint32_t in_merged = parent == NO_UNIT ? NO_UNIT : self->in_merged[parent];

	if (parent == NO_UNIT)
		return 0;
	if (in_merged == NO_UNIT || self->merged.units[in_merged].is_leaf)
		return NO_UNIT;
	return in_merged + 1;
}

static void find_lefts(struct carry *self)
{
	self->left = mem_alloc((self->theirs.n + 1) * sizeof(*self->left));
	for (uint32_t i = 0; i < self->theirs.n; i++) {
		uint32_t before = sibling_before(&self->theirs, i);

		if (before == NO_UNIT)
			self->left[i] = first_of_parent(self, i);
		else
			self->left[i] = self->in_merged[before] != NO_UNIT ? self->in_merged[before]
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
static bool is_restored(const struct carry *self, uint32_t place)
{
	const struct unit *unit = &self->theirs.units[place];
	uint32_t row = unit->key == YAML_NONE ? place : unit->parent;

	return row != NO_UNIT && self->in_ours[row] == NO_UNIT && self->in_merged[row] != NO_UNIT;
}

static void carry_theirs(struct carry *self)
{
	for (uint32_t i = 0; i < self->theirs.n; i++) {
		struct carried unit = {
			.base = unit_at(
				&self->base, is_restored(self, i) ? NO_UNIT : self->in_base[i]),
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
	uint32_t *in_theirs = match_units(self, &self->base, &self->theirs);
	uint32_t *in_merged = match_units(self, &self->base, &self->merged);

	for (size_t i = 0; i < self->base.n; i++) {
		struct carried unit = {
			.base = &self->base.units[i],
			.merged = unit_at(&self->merged, in_merged[i]),
		};

		uint32_t parent = unit.base->parent;
		bool has_row = parent == NO_UNIT || in_theirs[parent] != NO_UNIT ||
			       self->base.units[parent].key != YAML_NONE;

		if (in_theirs[i] == NO_UNIT && unit.merged && has_row)
			carry_removal(self, &unit);
	}
	free(in_theirs);
	free(in_merged);
}

static void release(struct carry *self)
{
	for (size_t i = 0; i < self->n; i++)
		str_release(&self->edits[i].text);
	free(self->edits);
	free(self->brief.is_brief);
	free(self->in_base);
	free(self->in_ours);
	free(self->in_merged);
	free(self->left);
	units_release(&self->base);
	units_release(&self->ours);
	units_release(&self->merged);
	units_release(&self->theirs);
	unit_paths_release(&self->paths);
}

bool carry_files(const struct sides *sides, const struct merge_labels *labels, struct str *out,
	size_t *conflicts)
{
	struct carry self = {.labels = labels};

	if (sides->base) {
		read_brief(&self, sides);
		units_read(&self.base, sides->base, sides->by_place, &self.paths, &self.brief);
	}
	units_read(&self.ours, sides->ours, sides->by_place, &self.paths, &self.brief);
	units_read(&self.merged, sides->merged, sides->by_place, &self.paths, &self.brief);
	units_read(&self.theirs, sides->theirs, sides->by_place, &self.paths, &self.brief);
	self.in_base = match_units(&self, &self.theirs, &self.base);
	self.in_ours = match_units(&self, &self.theirs, &self.ours);
	self.in_merged = match_units(&self, &self.theirs, &self.merged);
	find_lefts(&self);
	carry_ends(&self);
	carry_root(&self);
	carry_theirs(&self);
	carry_removals(&self);
	bool is_odd = self.base.is_odd || self.ours.is_odd || self.theirs.is_odd;
	bool is_fine = !is_odd && !self.is_refused && carry_write(&self, out);

	*conflicts += self.n_conflicts;
	release(&self);
	return is_fine;
}

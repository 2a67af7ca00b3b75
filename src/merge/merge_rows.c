/*
 * Merges the rows of a field. Rows are matched by id; those without one by their index,
 * if a side has the same rows as the base, else by content. If one side removed a row
 * that the other left alone, it is removed with everything in it. If the other changed
 * it, it stays, and each change becomes a conflict with an empty version. If no cell was
 * changed, one cell stands for the row.
 */
#include "internal.h"

#include "base/mem.h"
#include "model/conflict.h"
#include "row_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BASE, OURS, THEIRS, N_SIDES };

struct row_merge {
	const struct form_field *form;
	const struct merge_labels *labels;
	const struct rows *sides[N_SIDES];
	const struct yaml_tree *source; /* of ours */
	struct row_words words[N_SIDES];
	uint32_t *numbers[N_SIDES]; /* of each row: its number across all sides */
	size_t *places[N_SIDES];    /* of each number: its index there, or NOWHERE */
	size_t n_keys;
	bool *is_kept; /* of each number: one side removed it, the other wrote something besides its
			  cells */
	unsigned last_of_ours; /* the largest N of a "~N" in ours */
	unsigned last_name;    /* on all sides, and among those given to rows of theirs */
	size_t n_conflicts;
};

/* --- which rows are the same --- */

static bool is_same_text(const struct value *a, const struct value *b)
{
	return str_equal(&a->text, str_text(&b->text), b->text.len);
}

static void append_content(const struct row *row, size_t n_columns, struct str *key)
{
	for (size_t i = 0; i < n_columns; i++) {
		str_appendf(key, "%zu ", row->cells[i].text.len);
		str_append(key, str_text(&row->cells[i].text), row->cells[i].text.len);
	}
}

/* The key of a row; alike is the matching row in the base, if rows are matched by index. */
static void build_key(const struct row_merge *self, const struct row *row, const struct row *alike,
	struct str *key)
{
	if (row->id[0] != '~') {
		str_append_text(key, row->id);
		return;
	}
	str_append_char(key, '~');
	append_content(alike ? alike : row, self->form->n_columns, key);
}

static void number_side(struct row_merge *self, size_t side, struct names *names, struct str *keys)
{
	const struct rows *rows = self->sides[side];
	const struct rows *base = self->sides[BASE];
	bool by_place = rows_have_same_ids(rows, base);

	for (size_t i = 0; i < rows->n; i++)
		build_key(self, &rows->items[i], by_place ? &base->items[i] : NULL, &keys[i]);
	self->numbers[side] = mem_zalloc(rows->n + 1, sizeof(uint32_t));
	keys_number(names, keys, rows->n, self->numbers[side]);
}

static void number_rows(struct row_merge *self)
{
	struct names names = {0};
	struct str *keys[N_SIDES];

	for (size_t side = 0; side < N_SIDES; side++) {
		keys[side] = mem_zalloc(self->sides[side]->n + 1, sizeof(struct str));
		number_side(self, side, &names, keys[side]);
	}
	self->n_keys = names.n;
	names_release(&names);
	for (size_t side = 0; side < N_SIDES; side++) {
		for (size_t i = 0; i < self->sides[side]->n; i++)
			str_release(&keys[side][i]);
		free(keys[side]);
	}
}

static void find_places(struct row_merge *self)
{
	for (size_t side = 0; side < N_SIDES; side++) {
		self->places[side] = mem_alloc((self->n_keys + 1) * sizeof(size_t));
		for (size_t i = 0; i < self->n_keys; i++)
			self->places[side][i] = NOWHERE;
		for (size_t i = 0; i < self->sides[side]->n; i++)
			self->places[side][self->numbers[side][i]] = i;
	}
}

static const struct row *row_of(const struct row_merge *self, size_t side, size_t key)
{
	size_t place = self->places[side][key];

	return place == NOWHERE ? NULL : &self->sides[side]->items[place];
}

/* --- which rows stay --- */

/* Did it get anything that would be lost with the row? */
static bool is_changed(const struct row_merge *self, const struct row *base, const struct row *row)
{
	for (size_t i = 0; i < self->form->n_columns; i++)
		if (row->cells[i].text.len > 0 && !is_same_text(&base->cells[i], &row->cells[i]))
			return true;
	return false;
}

/* The same for anything but cells. */
static bool is_written_on(
	struct row_merge *self, size_t side, const struct row *base, const struct row *row)
{
	return base->node != YAML_NONE && row->node != YAML_NONE &&
	       row_words_gained(
		       &self->words[BASE], base->node, &self->words[side], row->node, self->form);
}

/* Does the row in the file contain something that must not be touched? */
static bool is_fixed(const struct row_merge *self, const struct row *row)
{
	if (row->node != YAML_NONE && yaml_node(self->source, row->node)->is_opaque)
		return true;
	for (size_t i = 0; i < self->form->n_columns; i++)
		if (row->cells[i].is_foreign)
			return true;
	return false;
}

static bool *find_staying(struct row_merge *self)
{
	bool *stays = mem_zalloc(self->n_keys + 1, sizeof(*stays));

	for (size_t key = 0; key < self->n_keys; key++) {
		const struct row *base = row_of(self, BASE, key);
		const struct row *ours = row_of(self, OURS, key);
		const struct row *theirs = row_of(self, THEIRS, key);
		const struct row *left = ours ? ours : theirs;

		self->is_kept[key] = base && left && !(ours && theirs) &&
				     is_written_on(self, ours ? OURS : THEIRS, base, left);
		stays[key] = (ours && (theirs || is_fixed(self, ours))) ||
			     (left && (!base || is_changed(self, base, left))) ||
			     self->is_kept[key];
	}
	return stays;
}

/* --- cells --- */

/* A row that one side removed: what the other one changed becomes a conflict. */
static void put_with_none(struct row_merge *self, const struct value *base,
	const struct value *left, bool is_ours, struct str *out)
{
	static const struct str none;
	struct merge_labels labels = self->labels ? *self->labels : (struct merge_labels){0};
	struct str label = {0};
	const char **who = is_ours ? &labels.theirs : &labels.ours;

	conflict_append_removal(&label, *who ? *who : is_ours ? "theirs" : "ours");
	*who = str_text(&label);
	self->n_conflicts += put_versions(&base->text, is_ours ? &left->text : &none,
		is_ours ? &none : &left->text, &labels, out);
	str_release(&label);
}

static void merge_with_none(struct row_merge *self, const struct value *base,
	const struct value *left, bool is_ours, struct str *out)
{
	if (left->text.len == 0 || is_same_text(base, left))
		str_append(out, str_text(&left->text), left->text.len);
	else
		put_with_none(self, base, left, is_ours, out);
}

static void merge_cell(struct row_merge *self, size_t key, size_t column, struct value *out)
{
	const struct row *base = row_of(self, BASE, key);
	const struct row *ours = row_of(self, OURS, key);
	const struct row *theirs = row_of(self, THEIRS, key);
	const struct row *left = ours ? ours : theirs;
	const struct value *value = &left->cells[column];

	if (base && base->cells[column].is_foreign)
		base = NULL;
	if (ours && value->is_foreign) {
		out->is_foreign = true;
	} else if (ours && theirs && !theirs->cells[column].is_foreign) {
		self->n_conflicts += merge_value(self->form->columns[column].kind,
			base ? &base->cells[column].text : NULL, &value->text,
			&theirs->cells[column].text, self->labels, &out->text);
		return;
	} else if (base && !(ours && theirs)) {
		merge_with_none(self, &base->cells[column], value, ours != NULL, &out->text);
		return;
	}
	str_append(&out->text, str_text(&value->text), value->text.len);
}

/* --- the result --- */

static unsigned name_number(const char *id)
{
	return id[0] == '~' ? (unsigned)strtoul(id + 1, NULL, 10) : 0;
}

/* A row of theirs without an id keeps its name there, or gets an unused one. */
static void name_row(struct row_merge *self, const struct row *row, char id[ROW_ID_SIZE])
{
	if (row->id[0] != '~' || name_number(row->id) > self->last_of_ours)
		strcpy(id, row->id);
	else
		snprintf(id, ROW_ID_SIZE, "~%u", ++self->last_name);
}

static unsigned last_name_of(const struct rows *rows)
{
	unsigned last = 0;

	for (size_t i = 0; i < rows->n; i++) {
		unsigned number = name_number(rows->items[i].id);
		last = number > last ? number : last;
	}
	return last;
}

static void find_last_names(struct row_merge *self)
{
	self->last_of_ours = last_name_of(self->sides[OURS]);
	for (size_t side = 0; side < N_SIDES; side++) {
		unsigned last = last_name_of(self->sides[side]);
		self->last_name = last > self->last_name ? last : self->last_name;
	}
}

/* The cell that best identifies the row: prose, else the first with a text. */
static size_t find_telling(const struct row_merge *self, const struct row *row)
{
	size_t found = NOWHERE;

	for (size_t i = 0; i < self->form->n_columns; i++) {
		if (row->cells[i].is_foreign || row->cells[i].text.len == 0)
			continue;
		if (kind_info(self->form->columns[i].kind)->is_prose)
			return i;
		found = found == NOWHERE ? i : found;
	}
	return found;
}

/* One side removed the row and the other changed no cell: one cell stands for it. */
static void ask_about_row(struct row_merge *self, size_t key, struct row *out)
{
	const struct row *ours = row_of(self, OURS, key);
	const struct row *left = ours ? ours : row_of(self, THEIRS, key);
	size_t column = find_telling(self, left);

	if (column == NOWHERE)
		return;
	str_clear(&out->cells[column].text);
	put_with_none(self, &row_of(self, BASE, key)->cells[column], &left->cells[column],
		ours != NULL, &out->cells[column].text);
}

static void build_cells(struct row_merge *self, size_t key, struct row *out)
{
	size_t n_conflicts = self->n_conflicts;

	out->cells = mem_zalloc(self->form->n_columns, sizeof(*out->cells));
	for (size_t column = 0; column < self->form->n_columns; column++)
		merge_cell(self, key, column, &out->cells[column]);
	if (self->is_kept[key] && self->n_conflicts == n_conflicts)
		ask_about_row(self, key, out);
}

static void build_rows(struct row_merge *self, const uint32_t *order, struct rows *out)
{
	for (size_t i = 0; i < out->n; i++) {
		const struct row *ours = row_of(self, OURS, order[i]);
		struct row *row = &out->items[i];

		if (ours)
			strcpy(row->id, ours->id);
		else
			name_row(self, row_of(self, THEIRS, order[i]), row->id);
		build_cells(self, order[i], row);
	}
}

static void release_rows(struct row_merge *self, struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		for (size_t column = 0; column < self->form->n_columns; column++)
			str_release(&rows->items[i].cells[column].text);
		free(rows->items[i].cells);
	}
	free(rows->items);
}

static bool has_fixed(const struct row_merge *self)
{
	for (size_t i = 0; i < self->sides[OURS]->n; i++)
		if (is_fixed(self, &self->sides[OURS]->items[i]))
			return true;
	return false;
}

static void merge_into(struct row_merge *self, struct rows *out)
{
	struct sequence sequences[N_SIDES];

	self->is_kept = mem_zalloc(self->n_keys + 1, sizeof(*self->is_kept));
	bool *stays = find_staying(self);
	uint32_t *order = mem_zalloc(self->n_keys + 1, sizeof(*order));

	for (size_t i = 0; i < N_SIDES; i++)
		sequences[i] = (struct sequence){self->numbers[i], self->sides[i]->n};
	if (has_fixed(self))
		sequences[BASE].n = 0; /* then nothing was moved: ours keeps its order */
	out->n = merge_order(sequences, self->n_keys, stays, order);
	out->items = mem_zalloc(out->n + 1, sizeof(*out->items));
	build_rows(self, order, out);
	free(stays);
	free(order);
}

/* Most changes are in other fields, so there are no ids to compare. Rows that ours removed are
 * checked, because theirs may have written something besides their cells. */
static bool is_settled(const struct row_merge *self, const struct document *ours, unsigned field)
{
	const struct rows *base = self->sides[BASE];

	if (!rows_hold_same(base, self->sides[THEIRS], self->form->n_columns))
		return false;
	for (size_t i = 0; i < base->n; i++)
		if (document_row_index(ours, field, base->items[i].id) == SIZE_MAX)
			return false;
	return true;
}

static void release(struct row_merge *self)
{
	for (size_t i = 0; i < N_SIDES; i++) {
		free(self->numbers[i]);
		free(self->places[i]);
		row_words_release(&self->words[i]);
	}
	free(self->is_kept);
}

size_t merge_rows(const struct document *base, const struct document *ours,
	const struct document *theirs, unsigned field, const struct merge_labels *labels,
	struct ops *ops)
{
	static const struct rows none;
	const struct document *documents[N_SIDES] = {base, ours, theirs};
	struct rows merged = {0};
	struct row_merge merge = {
		.form = &ours->form->fields[field],
		.labels = labels,
		.source = &ours->source,
		.sides = {base ? &base->tables[field] : &none, &ours->tables[field],
			&theirs->tables[field]},
	};

	if (is_settled(&merge, ours, field))
		return 0;
	if (rows_have_same_ids(merge.sides[BASE], merge.sides[OURS]) &&
		rows_have_same_ids(merge.sides[BASE], merge.sides[THEIRS]))
		return merge_cells(merge.sides, merge.form, field, labels, ops);
	for (size_t i = 0; i < N_SIDES; i++)
		merge.words[i] = (struct row_words){.document = documents[i]};
	number_rows(&merge);
	find_places(&merge);
	find_last_names(&merge);
	merge_into(&merge, &merged);
	diff_rows(ops, ours->form, field, &ours->tables[field], &merged);
	release_rows(&merge, &merged);
	release(&merge);
	return merge.n_conflicts;
}

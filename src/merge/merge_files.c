/*
 * Merges three files: the values by merge_documents, written into ours, then what the
 * form does not know. The result is read back, and only accepted if it contains exactly
 * what was merged.
 */
#include "merge/merge.h"

#include "base/ensure.h"
#include "base/mem.h"
#include "carry_files.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

/* Takes the tree, even if it fails. */
static bool open_tree(
	struct document *self, const struct form *form, struct yaml_tree *tree, struct err *err)
{
	if (!document_init(self, form, tree, err))
		return false;
	if (!self->is_read_only)
		return true;
	document_release(self);
	return err_set(err, ERR_REFUSED,
		"one of the files is ambiguous, or was written by a newer Afterword");
}

/* The bytes are borrowed. */
static bool open_document(
	struct document *self, const struct form *form, const struct str *bytes, struct err *err)
{
	struct yaml_tree tree;

	return yaml_tree_borrow(&tree, bytes, err) && open_tree(self, form, &tree, err);
}

/* The same for bytes that we have written. They are taken, or borrowed if they have no cap. */
static bool open_written(
	struct document *self, const struct form *form, struct str *bytes, struct err *err)
{
	struct yaml_tree tree;

	return yaml_tree_take_written(&tree, bytes, err) && open_tree(self, form, &tree, err);
}

/* Has a value become another kind than the form's? */
static bool lost_value(const struct document *before, const struct document *after, unsigned field)
{
	const struct rows *rows = &before->tables[field];

	if (after->values[field].is_foreign && !before->values[field].is_foreign)
		return true;
	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = 0; k < before->form->fields[field].n_columns; k++)
			if (after->tables[field].items[i].cells[k].is_foreign &&
				!rows->items[i].cells[k].is_foreign)
				return true;
	return false;
}

/* Are the values the same? Those of another kind than the form's may differ. */
static bool keeps_values(const struct document *before, const struct document *after)
{
	struct ops ops = {0};
	bool keeps = true;

	diff_documents(before, after, &ops);
	keeps = ops.n == 0;
	ops_release(&ops);
	for (unsigned i = 0; i < before->form->n_fields && keeps; i++)
		keeps = before->tables[i].n == after->tables[i].n && !lost_value(before, after, i);
	return keeps;
}

static bool is_same_value(const struct value *a, const struct value *b)
{
	return a->is_foreign == b->is_foreign &&
	       str_equal(&a->text, str_text(&b->text), b->text.len);
}

static bool is_foreign(const struct value *value)
{
	return value && value->is_foreign;
}

/*
 * Ops do not touch a value of another kind than the form's. If one of the three is such a
 * value, theirs must have been carried over with the keys, or equal the base's.
 */
static bool has_theirs(const struct sides *self, const struct place *place)
{
	const struct value *base = self->base ? document_value(self->base, place) : NULL;
	const struct value *ours = document_value(self->ours, place);
	const struct value *theirs = document_value(self->theirs, place);
	const struct value *merged = document_value(self->merged, place);

	if (!is_foreign(base) && !is_foreign(ours) && !is_foreign(theirs))
		return true;
	return (base && is_same_value(base, theirs)) || (merged && is_same_value(merged, theirs));
}

static bool has_their_cells(const struct sides *self, unsigned field)
{
	const struct rows *rows = &self->theirs->tables[field];

	for (size_t i = 0; i < rows->n; i++) {
		struct place place = {.field = field};

		memcpy(place.row, rows->items[i].id, sizeof(place.row));
		for (; place.column < self->theirs->form->fields[field].n_columns; place.column++)
			if (!has_theirs(self, &place))
				return false;
	}
	return true;
}

/* If ours now has another kind of value there: did theirs leave the table's rows alone? */
static bool has_their_table(const struct sides *self, unsigned field)
{
	static const struct rows none;

	return !self->ours->values[field].is_foreign ||
	       rows_hold_same(self->base ? &self->base->tables[field] : &none,
		       &self->theirs->tables[field], self->theirs->form->fields[field].n_columns);
}

static bool has_all_foreign(const struct sides *self)
{
	for (unsigned i = 0; i < self->theirs->form->n_fields; i++)
		if (!has_theirs(self, &(struct place){.field = i}) || !has_their_cells(self, i) ||
			!has_their_table(self, i))
			return false;
	return true;
}

/* A final check for anything that merging does not carry over: no words of a side may be
 * missing. */
static bool keeps_words(const struct sides *self)
{
	struct words words = {0};

	if (self->base)
		words_read(&words, WORDS_BASE, &self->base->source);
	words_read(&words, WORDS_OURS, &self->ours->source);
	words_read(&words, WORDS_THEIRS, &self->theirs->source);
	words_read(&words, WORDS_RESULT, &self->merged->source);
	bool are_kept = words_are_kept(&words);

	words_release(&words);
	return are_kept;
}

/* Has a side a value that ops do not touch? Mostly none has. */
static bool has_foreign(const struct document *side)
{
	for (unsigned i = 0; i < side->form->n_fields; i++) {
		const struct rows *rows = &side->tables[i];

		if (side->values[i].is_foreign)
			return true;
		for (size_t row = 0; row < rows->n; row++)
			for (size_t k = 0; k < side->form->fields[i].n_columns; k++)
				if (rows->items[row].cells[k].is_foreign)
					return true;
	}
	return false;
}

static bool check_result(const struct sides *sides, bool is_any_foreign, struct err *err)
{
	if (is_any_foreign && !has_all_foreign(sides))
		return err_set(err, ERR_REFUSED,
			"a value of a different kind than in the form cannot be merged");
	return keeps_words(sides) ||
	       err_set(err, ERR_REFUSED, "something that one side wrote would be missing");
}

/* Reads back merged with theirs' comments and keys, which becomes sides->merged. */
static bool check_carried(
	struct sides *sides, bool is_any_foreign, const struct str *bytes, struct err *err)
{
	const struct document *merged = sides->merged;
	struct str borrowed = {.data = bytes->data, .len = bytes->len};
	struct document again;

	if (!open_written(&again, merged->form, &borrowed, err))
		return false;
	sides->merged = &again;
	bool is_fine = keeps_values(merged, &again)
			       ? check_result(sides, is_any_foreign, err)
			       : err_set(err, ERR_REFUSED,
					 "the merged file would not read back as what was merged");

	sides->merged = merged;
	document_release(&again);
	return is_fine;
}

/* Writes ours, and reads it back, which must hold the same. */
static bool write_ours(struct document *merged, const struct document *ours, struct err *err)
{
	struct str bytes = {0};
	bool is_fine =
		document_format(ours, &bytes, err) && open_written(merged, ours->form, &bytes, err);

	str_release(&bytes);
	if (!is_fine || document_holds_same(merged, ours))
		return is_fine;
	document_release(merged);
	return err_set(err, ERR_REFUSED, "the merged file would not read back as what was merged");
}

static bool merge_values(const struct document *base, struct document *ours,
	const struct document *theirs, const struct merge_labels *labels, size_t *conflicts,
	struct err *err)
{
	struct ops ops = {0};

	*conflicts = merge_documents(base, ours, theirs, labels, &ops);
	bool is_fine = ops_apply(&ops, ours, err);

	ops_release(&ops);
	return is_fine;
}

/* Rows without an id: see struct sides. */
static bool *find_by_place(
	const struct document *base, const struct document *ours, const struct document *theirs)
{
	bool *by_place = mem_zalloc(ours->form->n_fields + 1, sizeof(*by_place));

	for (size_t i = 0; i < ours->form->n_fields && base; i++)
		by_place[i] = rows_have_same_ids(&base->tables[i], &ours->tables[i]) &&
			      rows_have_same_ids(&base->tables[i], &theirs->tables[i]);
	return by_place;
}

/* Writes the file of merged, which is the one of sides, with theirs' comments and keys. */
static bool write_carried(struct sides *sides, struct document *merged, bool is_any_foreign,
	const struct merge_labels *labels, struct str *out, size_t *conflicts, struct err *err)
{
	if (!is_any_foreign)
		document_drop_values(merged);
	if (!carry_files(sides, labels, out, conflicts))
		return err_set(err, ERR_REFUSED,
			"a key or comment of the other file has no place in this one");
	if (out->len > 0) {
		if (!is_any_foreign)
			document_read_values(merged);
		return check_carried(sides, is_any_foreign, out, err);
	}
	if (!check_result(sides, is_any_foreign, err))
		return false;
	str_release(out);
	*out = merged->source.source;
	merged->source.source = (struct str){0};
	return true;
}

/* Ours already has the merged values. Those of the sides are dropped as soon as only their sources
 * are needed: they are a third of a large merge's memory. */
static bool write_merged(struct sides *sides, const struct merge_labels *labels, struct str *out,
	size_t *conflicts, struct err *err)
{
	bool is_any_foreign = has_foreign(sides->ours) || has_foreign(sides->theirs) ||
			      (sides->base && has_foreign(sides->base));
	bool *by_place = find_by_place(sides->base, sides->ours, sides->theirs);
	struct document merged;
	bool is_fine;

	if (!is_any_foreign) {
		document_drop_values(sides->theirs);
		if (sides->base)
			document_drop_values(sides->base);
	}
	is_fine = write_ours(&merged, sides->ours, err);
	if (is_fine) {
		if (!is_any_foreign)
			document_drop_values(sides->ours);
		sides->by_place = by_place;
		sides->merged = &merged;
		is_fine =
			write_carried(sides, &merged, is_any_foreign, labels, out, conflicts, err);
		sides->merged = NULL;
		document_release(&merged);
	}
	free(by_place);
	return is_fine;
}

bool merge_keeps_words(
	const struct document *base, const struct document *theirs, const struct str *bytes)
{
	struct words words = {0};
	struct yaml_tree tree;

	if (!yaml_tree_parse(&tree, str_text(bytes), bytes->len, NULL))
		return false;
	words_read(&words, WORDS_BASE, &base->source);
	words_read(&words, WORDS_OURS, &base->source);
	words_read(&words, WORDS_THEIRS, &theirs->source);
	words_read(&words, WORDS_RESULT, &tree);
	bool are_kept = words_are_kept(&words);

	words_release(&words);
	yaml_tree_release(&tree);
	return are_kept;
}

bool merge_files(const struct form *form, const struct str *base, struct yaml_tree *ours,
	const struct str *theirs, const struct merge_labels *labels, struct str *out,
	size_t *conflicts, struct err *err)
{
	struct document documents[3] = {{0}}; /* base, ours, theirs */
	struct sides sides = {
		base ? &documents[0] : NULL, &documents[1], &documents[2], NULL, NULL};
	bool is_fine = (!base || open_document(&documents[0], form, base, err)) &&
		       open_tree(&documents[1], form, ours, err) &&
		       open_document(&documents[2], form, theirs, err);

	ENSURE(out->len == 0);
	*conflicts = 0;
	is_fine = is_fine &&
		  merge_values(sides.base, sides.ours, sides.theirs, labels, conflicts, err) &&
		  write_merged(&sides, labels, out, conflicts, err);
	if (!is_fine)
		str_release(out);
	for (size_t i = 0; i < 3; i++)
		document_release(&documents[i]);
	yaml_tree_release(ours);
	return is_fine;
}

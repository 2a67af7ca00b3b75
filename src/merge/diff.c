/*
 * Computes the ops between two documents. Fields are compared as texts; rows are matched
 * by id, and as few as possible are moved: those outside the longest run that is in the
 * same order on both sides.
 */
#include "merge/diff.h"

#include "base/ensure.h"
#include "base/mem.h"
#include "base/slots.h"
#include "internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void ops_release(struct ops *self)
{
	for (size_t i = 0; i < self->n; i++)
		op_release(&self->items[i]);
	free(self->items);
	*self = (struct ops){0};
}

struct op *ops_add(struct ops *self)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n] = (struct op){0};
	return &self->items[self->n++];
}

bool ops_apply(const struct ops *self, struct document *document, struct err *err)
{
	return document_apply_all(document, self->items, self->n, err) == self->n;
}

bool ops_edit_same(const struct ops *self, size_t nth)
{
	const struct op *op = &self->items[nth];
	const struct op *before = nth > 0 ? &self->items[nth - 1] : NULL;

	return before && op->kind == OP_EDIT && before->kind == OP_EDIT &&
	       place_is_equal(&op->place, &before->place);
}

/* --- texts --- */

/* One edit: a hunk without what is equal at both ends. */
static void add_edit(struct ops *ops, const struct place *place, struct slice from, struct slice to,
	size_t offset)
{
	size_t start = common_start(from, to);
	struct slice removed = slice_from(from, start);
	struct slice inserted = slice_from(to, start);
	size_t end = common_end(removed, inserted);
	struct op *op = ops_add(ops);

	op->kind = OP_EDIT;
	op->place = *place;
	op->offset = offset + start;
	str_append(&op->removed, removed.data, removed.len - end);
	str_append(&op->inserted, inserted.data, inserted.len - end);
}

/* The edits by word, from the start: the text before an edit already equals the new one. */
static void diff_words(struct ops *ops, const struct place *place, struct slice from,
	struct slice to, size_t offset)
{
	struct token_diff found;

	token_diff_init(&found, from, to, tokens_read_words);
	hunks_join(&found.hunks, &found.from, true);
	for (size_t i = 0; i < found.hunks.n; i++) {
		const struct hunk *hunk = &found.hunks.items[i];

		add_edit(ops, place, tokens_text(&found.from, hunk->from, hunk->from_end),
			tokens_text(&found.to, hunk->to, hunk->to_end),
			offset + tokens_text(&found.to, 0, hunk->to).len);
	}
	token_diff_release(&found);
}

/* Appends the edits that turn one prose text into another: lines first, then the words of those
 * that differ. */
static void diff_texts(
	struct ops *ops, const struct place *place, struct slice from, struct slice to)
{
	struct token_diff found;

	token_diff_init(&found, from, to, tokens_read_lines);
	hunks_join(&found.hunks, &found.from, false);
	for (size_t i = 0; i < found.hunks.n; i++) {
		const struct hunk *hunk = &found.hunks.items[i];

		diff_words(ops, place, tokens_text(&found.from, hunk->from, hunk->from_end),
			tokens_text(&found.to, hunk->to, hunk->to_end),
			tokens_text(&found.to, 0, hunk->to).len);
	}
	token_diff_release(&found);
}

void diff_set(const struct op *op, struct ops *ops)
{
	diff_texts(ops, &op->place, slice_of(&op->removed), slice_of(&op->inserted));
}

static void add_set(
	struct ops *ops, const struct place *place, const struct str *from, const struct str *to)
{
	struct op *op = ops_add(ops);

	op->kind = OP_SET;
	op->place = *place;
	str_append(&op->removed, str_text(from), from->len);
	str_append(&op->inserted, str_text(to), to->len);
}

/* What the file holds as another kind is left as it is on both sides. */
void diff_value(struct ops *ops, const struct place *place, enum kind kind,
	const struct value *from, const struct value *to)
{
	if (from->is_foreign || to->is_foreign ||
		str_equal(&from->text, str_text(&to->text), to->text.len))
		return;
	if (kind_info(kind)->is_prose)
		diff_texts(ops, place, slice_of(&from->text), slice_of(&to->text));
	else
		add_set(ops, place, &from->text, &to->text);
}

/* --- rows --- */

/* A table on both sides. Rows are identified by their index on their side. */
struct table {
	struct ops *ops;
	unsigned field;
	const struct form_field *form;
	const struct rows *from;
	const struct rows *to;
	size_t *partner;    /* of each row of to: its index in from, or NOWHERE */
	bool *is_settled;   /* rows of from that need no move */
	struct slots slots; /* of the rows of from: 1 + index */
};

static const char *row_id(const struct table *self, size_t row)
{
	return row < self->from->n ? self->from->items[row].id
				   : self->to->items[row - self->from->n].id;
}

static struct op *add_row_op(struct table *self, enum op_kind kind, size_t row)
{
	struct op *op = ops_add(self->ops);

	op->kind = kind;
	op->place.field = self->field;
	strcpy(op->place.row, row_id(self, row));
	return op;
}

static void copy_cells(const struct table *self, const struct row *row, struct op *op)
{
	op->n_cells = self->form->n_columns;
	op->cells = mem_zalloc(op->n_cells, sizeof(*op->cells));
	for (size_t i = 0; i < op->n_cells; i++)
		str_append(&op->cells[i], str_text(&row->cells[i].text), row->cells[i].text.len);
}

struct named_row {
	const char *id;
	size_t place;
};

static int compare_names(const void *a, const void *b)
{
	return strcmp(((const struct named_row *)a)->id, ((const struct named_row *)b)->id);
}

static void find_partner(struct table *self, const struct named_row *names, size_t n, size_t place)
{
	struct named_row wanted = {.id = self->to->items[place].id};
	const struct named_row *found =
		names ? bsearch(&wanted, names, n, sizeof(*names), compare_names) : NULL;

	self->partner[place] = found ? found->place : NOWHERE;
}

/* Finds each row of to in from: usually at the same index, else by id. */
static void find_partners(struct table *self)
{
	struct named_row *names = NULL;
	size_t same = 0;
	size_t n = 0;

	while (same < self->from->n && same < self->to->n &&
		strcmp(self->from->items[same].id, self->to->items[same].id) == 0) {
		self->partner[same] = same;
		same++;
	}
	if (same < self->from->n)
		names = mem_zalloc(self->from->n - same, sizeof(*names));
	for (size_t i = same; names && i < self->from->n; i++)
		names[n++] = (struct named_row){self->from->items[i].id, i};
	if (names)
		qsort(names, n, sizeof(*names), compare_names);
	for (size_t i = same; i < self->to->n; i++)
		find_partner(self, names, n, i);
	free(names);
}

/* Removes what to does not have, from the end, so that earlier indexes stay valid. */
static void remove_rows(struct table *self)
{
	bool *is_kept = mem_zalloc(self->from->n + 1, sizeof(*is_kept));

	for (size_t i = 0; i < self->to->n; i++)
		if (self->partner[i] != NOWHERE)
			is_kept[self->partner[i]] = true;
	for (size_t i = self->from->n; i-- > 0;) {
		struct op *op;

		if (is_kept[i]) {
			slots_put(&self->slots, i + 1, 1);
			continue;
		}
		op = add_row_op(self, OP_ROW_REMOVE, i);
		op->from = i;
		copy_cells(self, &self->from->items[i], op);
	}
	free(is_kept);
}

/* Marks the longest run of rows that has the same order on both sides. */
static void settle_longest_run(struct table *self)
{
	bool *is_in_run = mem_zalloc(self->to->n + 1, sizeof(*is_in_run));

	mark_longest_run(self->partner, self->to->n, is_in_run);
	for (size_t i = 0; i < self->to->n; i++)
		if (is_in_run[i])
			self->is_settled[self->partner[i]] = true;
	free(is_in_run);
}

/* Moves a row to right after the ones before it, which are in the slots up to one. */
static void move_row(struct table *self, size_t row, size_t joined)
{
	size_t from = slots_before(&self->slots, row + 1);
	size_t to = slots_before(&self->slots, joined + 1);
	struct op *op = add_row_op(self, OP_ROW_MOVE, row);

	op->from = from;
	op->to = to - (from < to);
	slots_take(&self->slots, row + 1, 1);
	slots_put(&self->slots, joined, 1);
}

static void insert_row(struct table *self, size_t place, size_t joined)
{
	struct op *op = add_row_op(self, OP_ROW_INSERT, self->from->n + place);

	op->to = slots_before(&self->slots, joined + 1);
	copy_cells(self, &self->to->items[place], op);
	slots_put(&self->slots, joined, 1);
}

/*
 * Goes through to in order. A settled row is already in its position; any other is moved
 * to right after the one before it, which is settled by then.
 */
static void arrange_rows(struct table *self)
{
	size_t joined = 0; /* the slot of the last settled row, and of those behind it */

	for (size_t i = 0; i < self->to->n; i++) {
		size_t row = self->partner[i];

		if (row == NOWHERE)
			insert_row(self, i, joined);
		else if (self->is_settled[row])
			joined = row + 1;
		else
			move_row(self, row, joined);
	}
}

static void diff_cells(struct table *self)
{
	for (size_t i = 0; i < self->to->n; i++) {
		struct place place = {.field = self->field};

		if (self->partner[i] == NOWHERE)
			continue;
		strcpy(place.row, self->to->items[i].id);
		for (size_t k = 0; k < self->form->n_columns; k++) {
			place.column = (unsigned)k;
			diff_value(self->ops, &place, self->form->columns[k].kind,
				&self->from->items[self->partner[i]].cells[k],
				&self->to->items[i].cells[k]);
		}
	}
}

static void find_moves(struct table *self)
{
	slots_init(&self->slots, self->from->n + 1);
	find_partners(self);
	remove_rows(self);
	settle_longest_run(self);
	arrange_rows(self);
	slots_release(&self->slots);
}

void diff_rows(struct ops *ops, const struct form *form, unsigned field, const struct rows *from,
	const struct rows *to)
{
	struct table table = {
		.ops = ops,
		.field = field,
		.form = &form->fields[field],
		.from = from,
		.to = to,
	};

	table.partner = mem_zalloc(table.to->n + 1, sizeof(*table.partner));
	table.is_settled = mem_zalloc(table.from->n + 1, sizeof(*table.is_settled));
	if (rows_have_same_ids(from, to))
		for (size_t i = 0; i < to->n; i++)
			table.partner[i] = i;
	else
		find_moves(&table);
	diff_cells(&table);
	free(table.partner);
	free(table.is_settled);
}

void diff_documents(const struct document *from, const struct document *to, struct ops *ops)
{
	ENSURE(from->form == to->form);
	for (unsigned i = 0; i < from->form->n_fields; i++) {
		enum kind kind = from->form->fields[i].kind;
		struct place place = {.field = i};

		if (!kind_info(kind)->is_stored)
			continue;
		if (kind != KIND_ROWS)
			diff_value(ops, &place, kind, &from->values[i], &to->values[i]);
		else if (!from->values[i].is_foreign && !to->values[i].is_foreign)
			diff_rows(ops, from->form, i, &from->tables[i], &to->tables[i]);
	}
}

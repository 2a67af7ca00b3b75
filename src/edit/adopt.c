/*
 * Others' changes: their ops are applied in place, and the focus, half-typed text and undo steps
 * are adjusted.
 */
#include "internal.h"

/* --- half-typed text --- */

static void set_raw(struct editor *self, const struct place *place, const struct str *text)
{
	struct op op = {0};

	document_op_set(&self->document, place, str_text(text), text->len, &op);
	change_adopt(self, &op, NULL);
	op_release(&op);
}

void editor_put_aside(
	struct editor *self, const struct document *base, const struct document *theirs)
{
	struct aside *aside = &self->entry.aside;
	const struct value *before;

	*aside = (struct aside){.typed = aside->typed};
	str_clear(&aside->typed);
	if (!self->entry.is_typed)
		return;
	editor_place(self, &aside->place);
	before = document_value(base, &aside->place);
	if (before == NULL || document_value(theirs, &aside->place) == NULL)
		return;
	const struct value *value = document_value(&self->document, &aside->place);
	str_append(&aside->typed, str_text(&value->text), value->text.len);
	aside->focus = self->focus;
	aside->is_there = true;
	set_raw(self, &aside->place, &before->text);
}

static void note_theirs(struct entry *entry, const struct str *before, const struct str *now)
{
	if (str_equal(before, str_text(now), now->len))
		return;
	if (!entry->is_superseded)
		str_set(&entry->base, str_text(&entry->stored), entry->stored.len);
	entry->is_superseded = true;
	str_set(&entry->stored, str_text(now), now->len);
}

static void make_good(struct editor *self)
{
	focus_fix(self);
	if (focus_is_table(self))
		table_settle(self);
}

void editor_put_back(
	struct editor *self, const struct document *base, const struct document *theirs)
{
	struct entry *entry = &self->entry;
	struct aside *aside = &entry->aside;

	if (aside->is_there) {
		note_theirs(entry, &document_value(base, &aside->place)->text,
			&document_value(&self->document, &aside->place)->text);
		set_raw(self, &aside->place, &aside->typed);
		self->focus.cursor = aside->focus.cursor;
		self->focus.anchor = aside->focus.anchor;
		self->focus.has_selection = aside->focus.has_selection;
	} else if (entry->is_typed && document_value(theirs, &aside->place) == NULL) {
		entry->is_typed = false;
	}
	aside->is_there = false;
	make_good(self);
}

/* --- others' ops --- */

static bool is_at(const struct aside *aside, const struct op *op)
{
	return aside->is_there && (op->kind == OP_SET || op->kind == OP_EDIT) &&
	       place_is_equal(&aside->place, &op->place);
}

static void take_back(struct editor *self, const struct ops *ops, size_t n)
{
	struct ops inverse = {0};

	while (n-- > 0)
		op_invert(&ops->items[n], ops_add(&inverse));
	for (size_t i = 0; i < inverse.n; i++) {
		change_ahead(self, &inverse.items[i], inverse.n - i);
		change_adopt(self, &inverse.items[i], NULL);
	}
	ops_release(&inverse);
}

/* How many ops at the beginning concern the rows of one table. */
static size_t count_on_rows(const struct op *ops, size_t n)
{
	size_t i = 0;

	while (i < n && op_is_on_rows(&ops[i]) && ops[i].place.field == ops->place.field)
		i++;
	return i;
}

/* By the rows before the ops, which those on rows then change at once. Returns how many of them it
 * was for. */
static size_t prepare(struct editor *self, const struct op *ops, size_t n)
{
	size_t n_on_rows = count_on_rows(ops, n);
	size_t n_now = n_on_rows > 0 ? n_on_rows : 1;

	for (size_t i = 0; i < n_now; i++)
		checking_note_foreign(self, &ops[i].place);
	if (n_on_rows > 0) {
		focus_rebase_rows(self, ops, n_on_rows);
		change_ahead(self, ops, n_on_rows);
	} else {
		focus_rebase_live(self, ops);
	}
	return n_now;
}

/* Returns how many were applied. */
static size_t apply(struct editor *self, const struct ops *ops, struct err *err)
{
	size_t prepared = 0;

	for (size_t i = 0; i < ops->n; i++) {
		if (i == prepared)
			prepared += prepare(self, &ops->items[i], ops->n - i);
		if (!change_adopt(self, &ops->items[i], err))
			return i;
	}
	return ops->n;
}

bool editor_adopt(struct editor *self, const struct ops *ops, editor_judge *judge, void *context,
	struct err *err)
{
	struct focus before = self->focus;
	struct carried_words words;

	carried_words_copy(&words, &self->carrying.words);
	size_t n = apply(self, ops, err);

	if (n < ops->n || (judge != NULL && !judge(context, err))) {
		take_back(self, ops, n);
		self->focus = before;
		carried_words_release(&self->carrying.words);
		self->carrying.words = words;
		return false;
	}
	carried_words_release(&words);
	for (size_t i = 0; i < ops->n; i++)
		if (is_at(&self->entry.aside, &ops->items[i]))
			undo_forbid_last(self);
	undo_rebase(self, ops);
	return true;
}

void editor_adopt_source(struct editor *self, struct document *saved)
{
	editor_let_source_go(self);
	document_adopt(&self->document, saved);
}

void editor_adopt_own(struct editor *self, struct document *saved)
{
	editor_let_source_go(self);
	document_adopt_own(&self->document, saved);
}

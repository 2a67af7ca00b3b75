/* Changes from outside as one undo step: ops, or another document. */
#include "internal.h"

#include "model/walk.h"

#include <string.h>

void editor_begin_step(struct editor *self, enum step_kind kind)
{
	editor_finish_typed(self);
	self->checking.is_typed_in = false;
	undo_begin(self, kind);
}

bool editor_apply_op(struct editor *self, struct op *op)
{
	return change_apply(self, op);
}

void editor_end_step(struct editor *self)
{
	focus_fix(self);
	undo_end(self);
	undo_close(self);
}

void editor_enter(struct editor *self)
{
	focus_enter(self);
}

/* Applies all of them within a step, or as many as fit. */
static size_t apply(
	struct editor *self, struct ops *ops, bool (*how)(struct editor *self, struct op *op))
{
	for (size_t i = 0; i < ops->n; i++) {
		change_ahead(self, &ops->items[i], ops->n - i);

		struct op op = ops->items[i];
		ops->items[i] = (struct op){0};
		if (!how(self, &op))
			return i;
	}
	return ops->n;
}

bool editor_apply(struct editor *self, struct ops *ops)
{
	size_t n;

	editor_begin_step(self, STEP_WHOLE);
	n = apply(self, ops, change_apply);
	editor_end_step(self);
	if (n < ops->n && n > 0)
		undo_take_back(self);
	return n == ops->n;
}

bool editor_amend(struct editor *self, struct ops *ops)
{
	struct undo *undo = &self->undo;
	struct step *last = undo->done > 0 ? &undo->items[undo->done - 1] : NULL;
	struct cursor_state after;
	bool was_begun = undo->is_begun;
	size_t n;

	if (last == NULL || last->is_void)
		return editor_apply(self, ops);
	after = last->after;
	undo->is_begun = false;
	n = apply(self, ops, change_record);
	undo->is_begun = was_begun;
	last->after = after;
	return n == ops->n;
}

void editor_replace(struct editor *self, struct document *other)
{
	unsigned revision = self->document.revision + 1;

	carrying_become(self, other);
	editor_let_source_go(self);
	document_release(&self->document);
	self->document = *other;
	self->document.revision += revision;
	for (size_t i = 0; i < self->form->n_fields; i++) /* none is what a cache has seen before */
		self->document.values[i].revision += revision;
	*other = (struct document){0};
	undo_clear(self);
	wrap_cache_clear(self);
	self->entry.is_typed = false;
	self->checking.is_typed_in = false;
	self->caches->filtered.is_valid = false;
	document_zone(&self->document, &self->display.zone);
	focus_fix(self);
	editor_check_later(self);
}

/* Moves to the row with this id, or leaves a row that no longer exists. */
static void find_row_again(struct editor *self, const char *id)
{
	struct focus *focus = &self->focus;
	size_t at = document_row_index(&self->document, focus->field, id);

	if (at == SIZE_MAX)
		focus->in_row = focus->is_editing = false;
	else
		focus->row = at;
}

void editor_become(struct editor *self, struct document *other)
{
	const struct focus *focus = &self->focus;
	struct ops ops = {0};
	char row[ROW_ID_SIZE] = "";

	editor_finish_typed(self);
	if (focus->field != FORM_NONE && self->document.tables[focus->field].n > focus->row)
		memcpy(row, self->document.tables[focus->field].items[focus->row].id, ROW_ID_SIZE);
	diff_documents(&self->document, other, &ops);
	editor_begin_step(self, STEP_WHOLE);
	if (apply(self, &ops, change_record) == ops.n &&
		document_holds_same(&self->document, other) && !other->is_read_only)
		editor_adopt_source(self, other);
	else
		editor_replace(self, other);
	if (row[0] != '\0')
		find_row_again(self, row);
	document_zone(&self->document, &self->display.zone);
	editor_end_step(self);
	editor_forget_touched_words(self);
	ops_release(&ops);
}

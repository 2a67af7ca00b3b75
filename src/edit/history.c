/*
 * The steps that undo goes back by: ops, without limit. Each typed word is a step, and so is a run
 * of deletions, a paste, a row. The step of a text stops growing at a pause or when the cursor
 * moves.
 */
#include "internal.h"

#include "base/ensure.h"
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>

#define PAUSE 1500 /* milliseconds without a key that end a step */

static struct cursor_state cursor_state_of(const struct editor *self)
{
	return (struct cursor_state){self->focus, self->entry.is_typed};
}

/* May the new step be joined to the last one? What is typed into a time field is one step. */
static bool joins(const struct editor *self, enum step_kind kind, int64_t now)
{
	const struct undo *undo = &self->undo;

	if (!undo->is_open || undo->done == 0 || undo->done < undo->n ||
		undo->items[undo->done - 1].is_void)
		return false;
	return self->entry.is_typed ||
	       (kind == undo->kind && kind != STEP_WHOLE && now - undo->last_at < PAUSE);
}

void undo_begin(struct editor *self, enum step_kind kind)
{
	struct undo *undo = &self->undo;
	int64_t now = editor_now(self);

	undo->is_begun = !joins(self, kind, now);
	undo->before = cursor_state_of(self);
	undo->kind = kind;
	undo->last_at = now;
}

void step_release(struct step *self)
{
	ops_release(&self->ops);
	kept_spans_release(&self->kept);
}

void undo_release_steps(struct undo *self, size_t from)
{
	for (size_t i = from; i < self->n; i++)
		step_release(&self->items[i]);
	self->n = from;
}

void undo_record(struct editor *self, struct op *op)
{
	struct undo *undo = &self->undo;
	struct step *step;

	if (undo->is_begun) {
		undo_release_steps(undo, undo->done);
		undo->items = mem_grow(undo->items, &undo->cap, undo->n + 1, sizeof(*undo->items));
		undo->items[undo->n++] = (struct step){.before = undo->before};
		undo->done = undo->n;
		undo->is_begun = false;
		undo->is_open = true;
	}
	ENSURE(undo->n > 0 && undo->done == undo->n);
	step = &undo->items[undo->n - 1];
	carrying_record(self, step, op);
	step->after = cursor_state_of(self);
}

void undo_end(struct editor *self)
{
	struct undo *undo = &self->undo;

	undo->is_begun = false;
	if (undo->is_open)
		editor_note_cursor(self);
}

void editor_note_cursor(struct editor *self)
{
	struct undo *undo = &self->undo;

	if (undo->done > 0 && undo->done == undo->n)
		undo->items[undo->n - 1].after = cursor_state_of(self);
}

void undo_close(struct editor *self)
{
	if (!self->entry.is_typed)
		self->undo.is_open = false;
}

void undo_join(struct editor *self, size_t from)
{
	struct undo *undo = &self->undo;
	size_t n; /* steps that go into the first one */

	if (from + 1 >= undo->done)
		return;
	n = undo->done - from - 1;
	for (size_t i = from; i < undo->done; i++)
		if (undo->items[i].is_void)
			return;
	for (size_t i = from + 1; i < undo->done; i++) {
		struct step *step = &undo->items[i];
		kept_spans_join(&undo->items[from].kept, &step->kept, undo->items[from].ops.n);
		for (size_t j = 0; j < step->ops.n; j++) {
			struct op *op = ops_add(&undo->items[from].ops);
			*op = step->ops.items[j];
			step->ops.items[j] = (struct op){0};
		}
		step_release(step);
	}
	memmove(&undo->items[from + 1], &undo->items[undo->done],
		(undo->n - undo->done) * sizeof(*undo->items));
	undo->items[from].after = cursor_state_of(self);
	undo->n -= n;
	undo->done -= n;
	undo->is_open = false;
}

void undo_clear(struct editor *self)
{
	struct undo *undo = &self->undo;

	undo_release_steps(undo, 0);
	undo->done = 0;
	undo->is_open = false;
}

void undo_release(struct undo *self)
{
	undo_release_steps(self, 0);
	free(self->items);
	*self = (struct undo){0};
}

void undo_forbid_last(struct editor *self)
{
	struct undo *undo = &self->undo;

	if (undo->done > 0)
		undo->items[undo->done - 1].is_void = true;
}

bool editor_can_undo(const struct editor *self)
{
	return self->undo.done > 0;
}

bool editor_can_redo(const struct editor *self)
{
	return self->undo.done < self->undo.n;
}

bool editor_undoes_review(const struct editor *self)
{
	const struct undo *undo = &self->undo;
	const struct ops *ops = undo->done > 0 ? &undo->items[undo->done - 1].ops : NULL;

	for (size_t i = 0; ops && i < ops->n; i++)
		if (ops->items[i].place.field < self->form->n_answers)
			return false;
	return ops && ops->n > 0;
}

size_t editor_count_steps(const struct editor *self)
{
	return self->undo.done;
}

bool editor_step_place(const struct editor *self, enum action action, struct place *out)
{
	const struct undo *undo = &self->undo;
	size_t at = action == ACTION_REDO ? undo->done : undo->done - 1;

	for (size_t i = 0; at < undo->n && i < undo->items[at].ops.n; i++) {
		*out = undo->items[at].ops.items[i].place;
		if (out->field < self->form->n_answers)
			return true;
	}
	return false;
}

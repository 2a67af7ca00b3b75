/*
 * Undo: steps of ops, without limit. Words that are typed one after another make a
 * step each, so do a run of deletions, a paste, a row. The steps of a text stop
 * growing at a pause or when the cursor moves.
 */
#include "internal.h"

#include "base/ensure.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define PAUSE 1500 /* milliseconds without a key that end a step */

static struct standing stand(const struct editor *self)
{
	return (struct standing){self->focus, self->entry.is_typed};
}

static void stand_at(struct editor *self, const struct standing *standing)
{
	self->focus = standing->focus;
	self->entry.is_typed = standing->is_typed;
	self->entry.is_outrun = false;
	str_clear(&self->entry.stored);
	str_clear(&self->entry.shown);
	self->gesture.has_goal = false;
	self->gesture.is_marking = false;
	focus_fix(self);
}

/* May the step begun go on with the last one? What is typed into a time field is one step. */
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
	undo->before = stand(self);
	undo->kind = kind;
	undo->last_at = now;
}

static void release_steps(struct undo *self, size_t from)
{
	for (size_t i = from; i < self->n; i++)
		ops_release(&self->items[i].ops);
	self->n = from;
}

void undo_record(struct editor *self, struct op *op)
{
	struct undo *undo = &self->undo;
	struct step *step;

	if (undo->is_begun) {
		release_steps(undo, undo->done);
		undo->items = mem_grow(undo->items, &undo->cap, undo->n + 1, sizeof(*undo->items));
		undo->items[undo->n++] = (struct step){.before = undo->before};
		undo->done = undo->n;
		undo->is_begun = false;
		undo->is_open = true;
	}
	ENSURE(undo->n > 0 && undo->done == undo->n);
	step = &undo->items[undo->n - 1];
	if (step->ops.n == 0 || !op_join(&step->ops.items[step->ops.n - 1], op)) {
		struct op *place = ops_add(&step->ops);
		*place = *op;
		*op = (struct op){0};
	}
	step->after = stand(self);
}

void undo_end(struct editor *self)
{
	struct undo *undo = &self->undo;

	undo->is_begun = false;
	if (undo->is_open && undo->done > 0 && undo->done == undo->n)
		undo->items[undo->n - 1].after = stand(self);
}

void undo_close(struct editor *self)
{
	if (!self->entry.is_typed)
		self->undo.is_open = false;
}

void undo_clear(struct editor *self)
{
	struct undo *undo = &self->undo;

	release_steps(undo, 0);
	undo->done = 0;
	undo->is_open = false;
}

void undo_release(struct undo *self)
{
	release_steps(self, 0);
	free(self->items);
	*self = (struct undo){0};
}

void undo_forbid_last(struct editor *self)
{
	struct undo *undo = &self->undo;

	if (undo->done > 0)
		undo->items[undo->done - 1].is_void = true;
}

/* One op of a step, the way it was done or back. */
static bool replay(struct editor *self, const struct step *step, size_t at, bool is_back)
{
	struct op inverse = {0};
	bool is_done;

	if (!is_back)
		return change_replay(self, &step->ops.items[at]);
	op_invert(&step->ops.items[at], &inverse);
	is_done = change_replay(self, &inverse);
	op_release(&inverse);
	return is_done;
}

/* The whole step or nothing of it. */
static bool replay_step(struct editor *self, const struct step *step, bool is_back)
{
	size_t n = step->ops.n;

	for (size_t i = 0; i < n; i++) {
		if (replay(self, step, is_back ? n - 1 - i : i, is_back))
			continue;
		while (i-- > 0)
			replay(self, step, is_back ? n - 1 - i : i, !is_back);
		return false;
	}
	return true;
}

/* What cannot be gone through any more is out of the way; the next time it is the step behind. */
static void drop_step(struct editor *self, size_t at, const char *what)
{
	struct undo *undo = &self->undo;

	ops_release(&undo->items[at].ops);
	undo->n--;
	if (at < undo->done)
		undo->done--;
	memmove(&undo->items[at], &undo->items[at + 1], (undo->n - at) * sizeof(*undo->items));
	editor_say(self, MESSAGE_WARNING,
		"This step cannot be %s: someone else changed the same since", what);
}

/* The last step never was. */
static bool take_back(struct editor *self)
{
	struct undo *undo = &self->undo;

	if (!replay_step(self, &undo->items[undo->done - 1], true))
		return false;
	undo->done--;
	release_steps(undo, undo->done);
	undo->is_open = false;
	return true;
}

void undo_take_back(struct editor *self)
{
	take_back(self);
	focus_fix(self);
}

bool editor_can_undo(const struct editor *self)
{
	return self->undo.done > 0;
}

bool undo_take_row(struct editor *self, unsigned field, const char *id)
{
	const struct undo *undo = &self->undo;
	const struct step *step = undo->done > 0 ? &undo->items[undo->done - 1] : NULL;

	return step && undo->done == undo->n && !step->is_void && step->ops.n == 1 &&
	       step->ops.items[0].kind == OP_ROW_INSERT &&
	       step->ops.items[0].place.field == field &&
	       strcmp(step->ops.items[0].place.row, id) == 0 && take_back(self);
}

/* What is half typed over somebody else's value is a step of its own first. */
static void begin_going(struct editor *self)
{
	if (self->entry.is_outrun)
		editor_finish_typed(self);
	self->undo.is_open = false;
}

bool undo_back(struct editor *self)
{
	struct undo *undo = &self->undo;

	begin_going(self);
	if (undo->done == 0) {
		editor_say(self, MESSAGE_INFO, "Nothing to undo");
		return true;
	}
	const struct step *step = &undo->items[undo->done - 1];
	if (step->is_void || !replay_step(self, step, true)) {
		drop_step(self, undo->done - 1, "undone");
	} else {
		undo->done--;
		stand_at(self, &step->before);
	}
	return true;
}

bool undo_forward(struct editor *self)
{
	struct undo *undo = &self->undo;

	begin_going(self);
	if (undo->done == undo->n) {
		editor_say(self, MESSAGE_INFO, "Nothing to redo");
		return true;
	}
	const struct step *step = &undo->items[undo->done];
	if (step->is_void || !replay_step(self, step, false)) {
		drop_step(self, undo->done, "redone");
	} else {
		undo->done++;
		stand_at(self, &step->after);
	}
	return true;
}

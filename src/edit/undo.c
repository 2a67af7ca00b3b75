/* Undo and redo: goes back and forth through the steps of history.c. */
#include "internal.h"

#include "base/mem.h"
#include "review/answered.h"

#include <stdlib.h>
#include <string.h>

static void restore_cursor(struct editor *self, const struct cursor_state *state)
{
	self->focus = state->focus;
	self->entry.is_typed = state->is_typed;
	self->entry.is_superseded = false;
	str_clear(&self->entry.stored);
	str_clear(&self->entry.shown);
	self->gesture.has_goal = false;
	self->gesture.is_marking = false;
	focus_fix(self);
}

/* The ops of a step in either direction, to be freed: their texts and cells are the step's. */
static struct ops borrow_ops(const struct step *step, bool is_back)
{
	size_t n = step->ops.n;
	struct ops ops = {.items = mem_alloc((n + 1) * sizeof(*ops.items)), .n = n};

	for (size_t i = 0; i < n; i++)
		ops.items[i] =
			is_back ? op_inverse(&step->ops.items[n - 1 - i]) : step->ops.items[i];
	return ops;
}

/* From the nth op in that direction on; returns the first that does not fit, or how many there are.
 */
static size_t replay(struct editor *self, const struct step *step, size_t nth, bool is_back)
{
	struct ops ops = borrow_ops(step, is_back);

	for (; nth < ops.n; nth++) {
		change_ahead(self, &ops.items[nth], ops.n - nth);
		if (!change_replay(self, &ops.items[nth]))
			break;
		if (is_back)
			carrying_restore(self, step, ops.n - 1 - nth);
	}
	free(ops.items);
	return nth;
}

/* All of the step, or nothing. */
static bool replay_step(struct editor *self, const struct step *step, bool is_back)
{
	size_t n = step->ops.n;
	size_t done = replay(self, step, 0, is_back);

	if (done < n)
		replay(self, step, n - done, !is_back);
	return done == n;
}

/* Nothing that was said is taken back once it was answered. */
static bool is_allowed(
	const struct editor *self, const struct step *step, bool is_back, struct err *err)
{
	struct ops ops = borrow_ops(step, is_back);
	bool is_fine = review_allows(&self->document, &ops, err);

	free(ops.items);
	return is_fine;
}

/* Drops a step that can no longer be undone, so that the next undo reaches the one before it. */
static void drop_step(struct editor *self, size_t at, const char *what, const struct err *err)
{
	struct undo *undo = &self->undo;

	step_release(&undo->items[at]);
	undo->n--;
	if (at < undo->done)
		undo->done--;
	memmove(&undo->items[at], &undo->items[at + 1], (undo->n - at) * sizeof(*undo->items));
	editor_say(self, MESSAGE_WARNING, "This step cannot be %s: %s", what,
		err->code != ERR_NONE ? err->message
				      : "someone else has changed the same thing since");
}

/* Removes the last step, as if it had never been. */
static bool take_back(struct editor *self)
{
	struct undo *undo = &self->undo;

	if (!replay_step(self, &undo->items[undo->done - 1], true))
		return false;
	undo->done--;
	undo_release_steps(undo, undo->done);
	undo->is_open = false;
	return true;
}

void undo_take_back(struct editor *self)
{
	take_back(self);
	focus_fix(self);
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

/* Text half typed over somebody else's value becomes a step of its own first. */
static void begin_going(struct editor *self)
{
	if (self->entry.is_superseded)
		editor_finish_typed(self);
	self->undo.is_open = false;
}

bool undo_back(struct editor *self)
{
	struct undo *undo = &self->undo;
	struct err err = {0};

	begin_going(self);
	if (undo->done == 0) {
		editor_say(self, MESSAGE_INFO, "Nothing to undo");
		return true;
	}
	const struct step *step = &undo->items[undo->done - 1];
	if (step->is_void || !is_allowed(self, step, true, &err) ||
		!replay_step(self, step, true)) {
		drop_step(self, undo->done - 1, "undone", &err);
	} else {
		undo->done--;
		restore_cursor(self, &step->before);
	}
	return true;
}

bool undo_forward(struct editor *self)
{
	struct undo *undo = &self->undo;
	struct err err = {0};

	begin_going(self);
	if (undo->done == undo->n) {
		editor_say(self, MESSAGE_INFO, "Nothing to redo");
		return true;
	}
	const struct step *step = &undo->items[undo->done];
	if (step->is_void || !is_allowed(self, step, false, &err) ||
		!replay_step(self, step, false)) {
		drop_step(self, undo->done, "redone", &err);
	} else {
		undo->done++;
		restore_cursor(self, &step->after);
	}
	return true;
}

/*
 * Undo after others changed the document: each step is rewritten so that it reverts only
 * its own changes. At every depth of the stack there is a way of ops that lead from
 * there to the current document; a step's ops and that way are transformed past each
 * other. A step that cannot pass stays where it is, void, and becomes part of the way
 * from then on.
 *
 * Where rows come, go and move, each op of one side meets each of the other. Steps that would take
 * too long are void, too, with all those behind them.
 */
#include "internal.h"

#include "base/mem.h"
#include "way.h"

#include <stdlib.h>

enum { MOST_MEETINGS = 10 * 1000 * 1000 };

struct rebasing {
	struct way way;
	bool is_back;
	size_t n_met; /* pairs of ops so far */
};

/* The step's ops in the direction in which they would be applied next, one by one, borrowed. */
static struct op borrow_op(const struct step *step, size_t nth, bool is_back)
{
	return is_back ? op_inverse(&step->ops.items[step->ops.n - 1 - nth]) : step->ops.items[nth];
}

/* Only numbers have changed. */
static void put_op(struct step *step, size_t nth, bool is_back, const struct op *op)
{
	struct op_numbers numbers = op_numbers_of(op);

	if (is_back) {
		numbers.from = op->to;
		numbers.to = op->from;
	}
	op_set_numbers(&step->ops.items[is_back ? step->ops.n - 1 - nth : nth], &numbers);
}

static bool pass_op(struct rebasing *self, struct step *step, size_t nth, struct kept_spans *kept)
{
	size_t at = self->is_back ? step->ops.n - 1 - nth : nth;
	struct op op = borrow_op(step, nth, self->is_back);
	bool is_passed;

	if (!self->is_back)
		kept_spans_follow(kept, at, &self->way.ops);
	is_passed = way_pass(&self->way, &op);
	if (is_passed)
		put_op(step, nth, self->is_back, &op);
	if (self->is_back)
		kept_spans_follow(kept, at, &self->way.ops);
	return is_passed;
}

/* False leaves both unchanged. */
static bool pass_step(struct rebasing *self, struct step *step)
{
	struct op_numbers *before = mem_alloc(step->ops.n * sizeof(*before));
	struct kept_spans kept = {0};
	bool is_passed = true;

	for (size_t i = 0; i < step->ops.n; i++)
		before[i] = op_numbers_of(&step->ops.items[i]);
	kept_spans_join(&kept, &step->kept, 0);
	way_begin_step(&self->way);
	for (size_t i = 0; is_passed && i < step->ops.n; i++)
		is_passed = pass_op(self, step, i, &kept);
	if (is_passed) {
		struct kept_spans old = step->kept;

		step->kept = kept;
		kept = old;
	} else {
		way_restore(&self->way);
		for (size_t i = 0; i < step->ops.n; i++)
			op_set_numbers(&step->ops.items[i], &before[i]);
	}
	kept_spans_release(&kept);
	free(before);
	return is_passed;
}

/* The way to the steps below one that stays leads through it. */
static void go_through(struct rebasing *self, const struct step *step)
{
	struct ops ops = {0};

	for (size_t i = step->ops.n; i-- > 0;) {
		const struct op op = borrow_op(step, i, self->is_back);

		op_invert(&op, ops_add(&ops));
	}
	self->n_met += ops.n + self->way.ops.n;
	way_lengthen(&self->way, &ops);
}

static void follow_cursor_state(
	struct cursor_state *state, const struct op *place, const struct ops *way)
{
	for (size_t i = 0; i < way->n; i++)
		focus_rebase(&state->focus, &place->place, &way->items[i]);
}

/* How many ops will meet, at most. */
static size_t count_meetings(const struct rebasing *self, const struct step *step)
{
	size_t n = 2; /* both cursors */

	for (size_t i = 0; i < step->ops.n; i++)
		n += op_is_on_rows(&step->ops.items[i]);
	return n * self->way.ops.n;
}

static void follow_step(struct rebasing *self, struct step *step)
{
	bool is_back = self->is_back;
	struct cursor_state *near = is_back ? &step->after : &step->before;
	struct cursor_state *far = is_back ? &step->before : &step->after;

	if (step->is_void || step->ops.n == 0 || !way_touches(&self->way, &step->ops))
		return;
	self->n_met += count_meetings(self, step);
	if (self->n_met > MOST_MEETINGS) {
		way_claim(&self->way, &step->ops);
		step->is_void = true;
		return;
	}
	follow_cursor_state(near, &step->ops.items[is_back ? step->ops.n - 1 : 0], &self->way.ops);
	if (!pass_step(self, step)) {
		go_through(self, step);
		step->is_void = true;
		return;
	}
	follow_cursor_state(far, &step->ops.items[is_back ? 0 : step->ops.n - 1], &self->way.ops);
}

/* A text set as a whole is treated as edits, so that unchanged words do not count as theirs. */
static void begin(struct rebasing *self, const struct ops *ops, size_t n_fields, bool is_back)
{
	struct ops way = {0};

	for (size_t i = 0; i < ops->n; i++)
		if (ops->items[i].kind == OP_SET)
			diff_set(&ops->items[i], &way);
		else
			op_copy(ops_add(&way), &ops->items[i]);
	*self = (struct rebasing){.is_back = is_back};
	way_init(&self->way, &way, n_fields);
}

void undo_rebase(struct editor *self, const struct ops *ops)
{
	struct undo *undo = &self->undo;
	struct rebasing rebasing;

	if (undo->done > 0) {
		begin(&rebasing, ops, self->form->n_fields, true);
		for (size_t i = undo->done; i-- > 0;)
			follow_step(&rebasing, &undo->items[i]);
		way_release(&rebasing.way);
	}
	if (undo->done < undo->n) {
		begin(&rebasing, ops, self->form->n_fields, false);
		for (size_t i = undo->done; i < undo->n; i++)
			follow_step(&rebasing, &undo->items[i]);
		way_release(&rebasing.way);
	}
}

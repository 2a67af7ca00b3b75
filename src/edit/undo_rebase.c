/*
 * Undo after others changed the document: each step is rewritten so that it reverts only
 * its own changes. At every depth of the stack there is a list of ops that lead from
 * there to the current document; a step's op and that list are transformed past each
 * other. A step that cannot pass stays where it is, void, and becomes part of the list
 * from then on.
 */
#include "internal.h"

#include "merge/transform.h"

static void append_copy(struct ops *ops, const struct op *op)
{
	op_copy(ops_add(ops), op);
}

static bool touches(const struct ops *a, const struct ops *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++)
			if (a->items[i].place.field == b->items[k].place.field)
				return true;
	return false;
}

static bool pass_one(struct op *op, struct op *other)
{
	struct op before = {0};
	bool is_passed;

	op_copy(&before, op);
	is_passed = op_transform(op, other) && op_transform_ahead(other, &before);
	op_release(&before);
	return is_passed;
}

/* Transforms op and way, both made for one document, past each other. */
static bool pass(struct op *op, struct ops *way)
{
	for (size_t i = 0; i < way->n; i++)
		if (!pass_one(op, &way->items[i]))
			return false;
	return true;
}

/* The step's ops in the direction in which they would be applied next, one by one. */
static void take_op(const struct step *step, size_t nth, bool is_back, struct op *out)
{
	if (is_back)
		op_invert(&step->ops.items[step->ops.n - 1 - nth], out);
	else
		op_copy(out, &step->ops.items[nth]);
}

static void put_op(struct step *step, size_t nth, bool is_back, struct op *op)
{
	struct op *at = &step->ops.items[is_back ? step->ops.n - 1 - nth : nth];

	op_release(at);
	if (is_back)
		op_invert(op, at);
	else
		op_copy(at, op);
}

/* Rewrites a copy of the step; false leaves both unchanged. */
static bool pass_step(struct step *step, bool is_back, struct ops *way)
{
	struct step copy = {0};
	struct ops passed = {0};
	bool is_passed = true;

	for (size_t i = 0; i < step->ops.n; i++)
		append_copy(&copy.ops, &step->ops.items[i]);
	kept_spans_join(&copy.kept, &step->kept, 0);
	for (size_t i = 0; i < way->n; i++)
		append_copy(&passed, &way->items[i]);
	for (size_t i = 0; is_passed && i < step->ops.n; i++) {
		size_t nth = is_back ? step->ops.n - 1 - i : i;
		struct op op = {0};

		take_op(step, i, is_back, &op);
		if (!is_back)
			kept_spans_follow(&copy.kept, nth, &passed);
		is_passed = pass(&op, &passed);
		if (is_passed)
			put_op(&copy, i, is_back, &op);
		if (is_back)
			kept_spans_follow(&copy.kept, nth, &passed);
		op_release(&op);
	}
	if (is_passed) {
		struct ops old = *way;
		struct step unpassed = {.ops = step->ops, .kept = step->kept};

		step->ops = copy.ops;
		step->kept = copy.kept;
		copy = unpassed;
		*way = passed;
		passed = old;
	}
	step_release(&copy);
	ops_release(&passed);
	return is_passed;
}

/* The way to the steps below one that stays leads through it. */
static void go_through(const struct step *step, bool is_back, struct ops *way)
{
	struct ops longer = {0};

	for (size_t i = step->ops.n; i-- > 0;) {
		struct op op = {0};
		take_op(step, i, is_back, &op);
		op_invert(&op, ops_add(&longer));
		op_release(&op);
	}
	for (size_t i = 0; i < way->n; i++)
		append_copy(&longer, &way->items[i]);
	ops_release(way);
	*way = longer;
}

static void follow_cursor_state(
	struct cursor_state *state, const struct op *place, const struct ops *way)
{
	for (size_t i = 0; i < way->n; i++)
		focus_rebase(&state->focus, &place->place, &way->items[i]);
}

static void follow_step(struct step *step, bool is_back, struct ops *way)
{
	struct cursor_state *near = is_back ? &step->after : &step->before;
	struct cursor_state *far = is_back ? &step->before : &step->after;

	if (step->is_void || step->ops.n == 0 || !touches(&step->ops, way))
		return;
	follow_cursor_state(near, &step->ops.items[is_back ? step->ops.n - 1 : 0], way);
	if (!pass_step(step, is_back, way)) {
		go_through(step, is_back, way);
		step->is_void = true;
		return;
	}
	follow_cursor_state(far, &step->ops.items[is_back ? 0 : step->ops.n - 1], way);
}

/* A text set as a whole is treated as edits, so that unchanged words do not count as theirs. */
static void copy_way(const struct ops *ops, struct ops *way)
{
	for (size_t i = 0; i < ops->n; i++)
		if (ops->items[i].kind == OP_SET)
			diff_set(&ops->items[i], way);
		else
			append_copy(way, &ops->items[i]);
}

void undo_rebase(struct editor *self, const struct ops *ops)
{
	struct undo *undo = &self->undo;
	struct ops way = {0};

	copy_way(ops, &way);
	for (size_t i = undo->done; i-- > 0;)
		follow_step(&undo->items[i], true, &way);
	ops_release(&way);
	copy_way(ops, &way);
	for (size_t i = undo->done; i < undo->n; i++)
		follow_step(&undo->items[i], false, &way);
	ops_release(&way);
}

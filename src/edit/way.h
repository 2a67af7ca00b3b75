/* The ops that lead from a step of undo to the document as it is, which the step is to pass. */
#ifndef AFTERWORD_EDIT_WAY_H
#define AFTERWORD_EDIT_WAY_H

#include "merge/diff.h"

/* What op_transform changes of an op. */
struct op_numbers {
	size_t offset, from, to;
};

struct op_numbers op_numbers_of(const struct op *op);
void op_set_numbers(struct op *op, const struct op_numbers *numbers);

struct way {
	struct ops ops;
	size_t *heads; /* 1 + the first op in each of n_heads chains, which are of one text or row
			*/
	size_t n_heads;
	struct way_link *links; /* of each op */
	bool *fields;           /* those that the ops are on */
	struct way_kept *kept;  /* what ops were when the step began to pass */
	size_t n_kept;
	size_t cap_kept;
	size_t step;
};

/* Takes ops of a form with so many fields. */
void way_init(struct way *self, struct ops *ops, size_t n_fields);
void way_release(struct way *self);

/* Leads through these ops first, which it takes. */
void way_lengthen(struct way *self, struct ops *ops);

/* Is one of the ops on a field that the way is on? */
bool way_touches(const struct way *self, const struct ops *ops);
/* Nothing that is on the fields of these ops is left out any more. */
void way_claim(struct way *self, const struct ops *ops);

/* The ops of a step pass it one by one, each transformed past the whole way and the way past it.
 * False: one cannot; way_restore makes the way what it was before the step. */
void way_begin_step(struct way *self);
bool way_pass(struct way *self, struct op *op);
void way_restore(struct way *self);

#endif

/* Ops as values: copying, inverting, and joining those of continuous typing. */
#include "model/op.h"

#include "base/mem.h"

#include <stdlib.h>

bool op_is_on_rows(const struct op *self)
{
	return self->kind == OP_ROW_INSERT || self->kind == OP_ROW_REMOVE ||
	       self->kind == OP_ROW_MOVE;
}

void op_release(struct op *self)
{
	if (!self)
		return;
	str_release(&self->removed);
	str_release(&self->inserted);
	for (size_t i = 0; i < self->n_cells; i++)
		str_release(&self->cells[i]);
	free(self->cells);
	*self = (struct op){0};
}

static void copy_text(struct str *to, const struct str *from)
{
	*to = (struct str){0};
	str_append(to, str_text(from), from->len);
}

void op_copy(struct op *to, const struct op *from)
{
	*to = *from;
	copy_text(&to->removed, &from->removed);
	copy_text(&to->inserted, &from->inserted);
	to->cells = NULL;
	if (from->n_cells > 0)
		to->cells = mem_zalloc(from->n_cells, sizeof *to->cells);
	for (size_t i = 0; i < from->n_cells; i++)
		copy_text(&to->cells[i], &from->cells[i]);
}

struct op op_inverse(const struct op *self)
{
	static const enum op_kind inverse[N_OP_KINDS] = {
		[OP_SET] = OP_SET,
		[OP_EDIT] = OP_EDIT,
		[OP_ROW_INSERT] = OP_ROW_REMOVE,
		[OP_ROW_REMOVE] = OP_ROW_INSERT,
		[OP_ROW_MOVE] = OP_ROW_MOVE,
	};
	struct op op = *self;

	op.kind = inverse[self->kind];
	op.inserted = self->removed;
	op.removed = self->inserted;
	op.from = self->to;
	op.to = self->from;
	return op;
}

void op_invert(const struct op *self, struct op *out)
{
	const struct op inverse = op_inverse(self);

	op_copy(out, &inverse);
}

static bool join_typing(struct op *self, const struct op *next)
{
	if (self->inserted.len == 0 || next->removed.len > 0 || next->inserted.len == 0 ||
		next->offset != self->offset + self->inserted.len)
		return false;
	str_append(&self->inserted, next->inserted.data, next->inserted.len);
	return true;
}

/* Backspace removes what is before the cursor, Delete what is after it. */
static bool join_deleting(struct op *self, const struct op *next)
{
	if (self->inserted.len > 0 || next->inserted.len > 0 || self->removed.len == 0 ||
		next->removed.len == 0)
		return false;
	if (next->offset == self->offset) {
		str_append(&self->removed, next->removed.data, next->removed.len);
		return true;
	}
	if (next->offset + next->removed.len != self->offset)
		return false;
	str_splice(&self->removed, 0, 0, next->removed.data, next->removed.len);
	self->offset = next->offset;
	return true;
}

bool op_join(struct op *self, const struct op *next)
{
	if (self->kind != OP_EDIT || next->kind != OP_EDIT ||
		!place_is_equal(&self->place, &next->place))
		return false;
	return join_typing(self, next) || join_deleting(self, next);
}

/* Passing ops along a way: one on a text only meets those on its text or row. */
#include "way.h"

#include "base/mem.h"
#include "merge/transform.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct way_link {
	size_t next;    /* 1 + the next op in the chain; 0: it is the last one */
	size_t kept_in; /* the step before which it was kept */
};

struct way_kept {
	size_t nth;
	struct op_numbers numbers;
};

struct op_numbers op_numbers_of(const struct op *op)
{
	return (struct op_numbers){op->offset, op->from, op->to};
}

void op_set_numbers(struct op *op, const struct op_numbers *numbers)
{
	op->offset = numbers->offset;
	op->from = numbers->from;
	op->to = numbers->to;
}

static size_t *head_of(const struct way *self, const struct place *place)
{
	uint32_t hash = 2166136261u ^ place->field;

	for (const char *at = place->row; *at != '\0'; at++)
		hash = (hash ^ (unsigned char)*at) * 16777619u;
	return &self->heads[hash & (self->n_heads - 1)];
}

void way_claim(struct way *self, const struct ops *ops)
{
	for (size_t i = 0; i < ops->n; i++)
		self->fields[ops->items[i].place.field] = true;
}

/* From the last one, so that each chain has them in their order. */
static void link_ops(struct way *self)
{
	self->n_heads = 64;
	while (self->n_heads < self->ops.n)
		self->n_heads *= 2;
	self->heads = mem_zalloc(self->n_heads, sizeof(*self->heads));
	self->links = mem_zalloc(self->ops.n + 1, sizeof(*self->links));
	for (size_t i = self->ops.n; i-- > 0;) {
		const struct op *op = &self->ops.items[i];
		size_t *head = head_of(self, &op->place);

		self->links[i].next = *head;
		*head = i + 1;
	}
	self->step = 0;
	way_claim(self, &self->ops);
}

void way_init(struct way *self, struct ops *ops, size_t n_fields)
{
	*self = (struct way){.ops = *ops};
	*ops = (struct ops){0};
	self->fields = mem_zalloc(n_fields, sizeof(*self->fields));
	link_ops(self);
}

static void unlink_ops(struct way *self)
{
	free(self->heads);
	free(self->links);
}

void way_release(struct way *self)
{
	unlink_ops(self);
	ops_release(&self->ops);
	free(self->fields);
	free(self->kept);
	*self = (struct way){0};
}

void way_lengthen(struct way *self, struct ops *ops)
{
	for (size_t i = 0; i < self->ops.n; i++) {
		*ops_add(ops) = self->ops.items[i];
		self->ops.items[i] = (struct op){0};
	}
	ops_release(&self->ops);
	self->ops = *ops;
	*ops = (struct ops){0};
	unlink_ops(self);
	link_ops(self);
}

bool way_touches(const struct way *self, const struct ops *ops)
{
	for (size_t i = 0; i < ops->n; i++)
		if (self->fields[ops->items[i].place.field])
			return true;
	return false;
}

/* --- passing --- */

void way_begin_step(struct way *self)
{
	self->step++;
	self->n_kept = 0;
}

static void keep(struct way *self, size_t nth)
{
	if (self->links[nth].kept_in == self->step)
		return;
	self->links[nth].kept_in = self->step;
	self->kept = mem_grow(self->kept, &self->cap_kept, self->n_kept + 1, sizeof(*self->kept));
	self->kept[self->n_kept++] = (struct way_kept){nth, op_numbers_of(&self->ops.items[nth])};
}

static bool pass_one(struct way *self, size_t nth, struct op *op)
{
	struct op *other = &self->ops.items[nth];
	struct op before = *op; /* only its numbers change */

	if (op->place.field != other->place.field)
		return true;
	keep(self, nth);
	return op_transform(op, other) && op_transform_ahead(other, &before);
}

bool way_pass(struct way *self, struct op *op)
{
	bool meets_all = op_is_on_rows(op);
	size_t at = meets_all ? self->ops.n > 0 : *head_of(self, &op->place);

	while (at != 0) {
		if (!pass_one(self, at - 1, op))
			return false;
		if (!meets_all)
			at = self->links[at - 1].next;
		else
			at = at < self->ops.n ? at + 1 : 0;
	}
	return true;
}

void way_restore(struct way *self)
{
	for (size_t i = 0; i < self->n_kept; i++)
		op_set_numbers(&self->ops.items[self->kept[i].nth], &self->kept[i].numbers);
	self->n_kept = 0;
}

/*
 * What ops remove from a file that somebody else has edited. Ops only know about values: a list
 * item or row that is removed takes its comments and unknown keys along, including those added
 * since.
 */
#include "base/mem.h"
#include "merge/merge.h"
#include "merge/transform.h"

#include <stdlib.h>

/* Does the op remove something that may have comments and unknown keys? */
static bool is_removal(const struct document *document, const struct op *op)
{
	const struct form_field *field = document_field(document, &op->place);

	return op->kind == OP_ROW_REMOVE || (field->kind == KIND_LIST && op->removed.len > 0);
}

static bool has_removal(const struct document *document, const struct ops *ops)
{
	for (size_t i = 0; i < ops->n; i++)
		if (is_removal(document, &ops->items[i]))
			return true;
	return false;
}

/* The file of a document, including unsaved changes. */
static bool open_file(const struct document *self, struct document *file)
{
	struct ops own = {0};

	if (!document_parse(file, self->form, &self->source.source, NULL))
		return false;
	diff_documents(file, self, &own);
	bool is_open = ops_apply(&own, file, NULL);

	ops_release(&own);
	if (!is_open)
		document_release(file);
	return is_open;
}

static bool write_with(const struct document *file, const struct ops *ops, struct str *bytes)
{
	struct document result;

	document_copy(&result, file);
	bool is_written = ops_apply(ops, &result, NULL) && document_format(&result, bytes, NULL);

	document_release(&result);
	return is_written;
}

static bool write_file(const struct document *self, const struct ops *ops, struct str *bytes)
{
	struct document file;
	bool is_open = open_file(self, &file);
	bool is_written = is_open && write_with(&file, ops, bytes);

	if (is_open)
		document_release(&file);
	return is_written;
}

bool merge_ops_keep_words(
	const struct document *base, const struct document *theirs, const struct ops *ops)
{
	struct str bytes = {0};
	/* what cannot be written is reported on saving */
	bool keeps = !has_removal(theirs, ops) || !write_file(theirs, ops, &bytes) ||
		     merge_keeps_words(base, theirs, &bytes);

	str_release(&bytes);
	return keeps;
}

/* --- leaving some out --- */

/* Adjusts an op to what stays, and what stays to the op; false if it does not fit. */
static bool carry(struct op *op, struct ops *staying)
{
	for (size_t i = 0; i < staying->n; i++) {
		struct op before = {0};

		op_copy(&before, op);
		bool is_carried = op_transform(op, &staying->items[i]);

		if (is_carried)
			op_transform_ahead(&staying->items[i], &before);
		op_release(&before);
		if (!is_carried)
			return false;
	}
	return true;
}

/* Copies the ops that are applied, transformed over those left out, and the latter. */
static void part(const struct ops *ops, const bool *is_left, struct ops *done, struct ops *aside)
{
	struct ops staying = {0}; /* the inverse of what is left out, as if it had been removed */

	for (size_t i = 0; i < ops->n; i++) {
		struct op op = {0};

		op_copy(&op, &ops->items[i]);
		bool is_carried = carry(&op, &staying);

		if (is_carried && is_left[i])
			op_invert(&op, ops_add(&staying));
		*ops_add(is_carried && !is_left[i] ? done : aside) = op;
	}
	ops_release(&staying);
}

/* --- which ones --- */

enum { MOST_TRIES = 64 }; /* each writes the file once */

struct removal_search {
	const struct document *base;
	const struct document *theirs;
	const struct ops *ops;
	struct document file;
	size_t *removals; /* their indexes in ops */
	size_t n;
	bool *is_left; /* of each op */
	unsigned tries;
};

static bool keeps_words(struct removal_search *self, const bool *is_left)
{
	struct ops done = {0};
	struct ops aside = {0};
	struct str bytes = {0};

	self->tries++;
	part(self->ops, is_left, &done, &aside);
	bool keeps = write_with(&self->file, &done, &bytes) &&
		     merge_keeps_words(self->base, self->theirs, &bytes);

	ops_release(&done);
	ops_release(&aside);
	str_release(&bytes);
	return keeps;
}

/* Would removals from..to alone lose no words? */
static bool is_harmless(struct removal_search *self, size_t from, size_t to)
{
	bool *is_left = mem_zalloc(self->ops->n, sizeof(*is_left));

	for (size_t i = 0; i < self->n; i++)
		is_left[self->removals[i]] = i < from || i >= to;
	bool keeps = keeps_words(self, is_left);

	free(is_left);
	return keeps;
}

/* Starts with all left out; restores those that do no harm. */
static void find_harmless(struct removal_search *self, size_t from, size_t to)
{
	if (from == to || self->tries >= MOST_TRIES)
		return;
	if (is_harmless(self, from, to)) {
		for (size_t i = from; i < to; i++)
			self->is_left[self->removals[i]] = false;
	} else if (to - from > 1) {
		find_harmless(self, from, (from + to) / 2);
		find_harmless(self, (from + to) / 2, to);
	}
}

static void leave_all(struct removal_search *self)
{
	for (size_t i = 0; i < self->n; i++)
		self->is_left[self->removals[i]] = true;
}

static void choose(struct removal_search *self)
{
	leave_all(self);
	if (!open_file(self->theirs, &self->file))
		return;
	find_harmless(self, 0, self->n);
	/* what is harmless alone may not be in combination */
	if (!keeps_words(self, self->is_left))
		leave_all(self);
	document_release(&self->file);
}

void merge_set_removals_aside(const struct document *base, const struct document *theirs,
	struct ops *ops, struct ops *aside)
{
	if (merge_ops_keep_words(base, theirs, ops))
		return;
	struct removal_search search = {.base = base,
		.theirs = theirs,
		.ops = ops,
		.removals = mem_zalloc(ops->n, sizeof(*search.removals)),
		.is_left = mem_zalloc(ops->n, sizeof(*search.is_left))};
	struct ops done = {0};

	for (size_t i = 0; i < ops->n; i++)
		if (is_removal(theirs, &ops->items[i]))
			search.removals[search.n++] = i;
	choose(&search);
	part(ops, search.is_left, &done, aside);
	ops_release(ops);
	*ops = done;
	free(search.removals);
	free(search.is_left);
}

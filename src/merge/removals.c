/*
 * What ops take out of a file that somebody else wrote on. Ops know of values alone: a list
 * item or a row that goes takes with it the comments and unknown keys at it, also those that
 * the file has got since.
 */
#include "merge/merge.h"
#include "merge/transform.h"

/* Takes this out of the file what may have comments and keys of others at it? */
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

/* The file of a document with what it has beyond that, and ops, done to it. */
static bool write_file(const struct document *self, const struct ops *ops, struct str *bytes)
{
	struct document file;
	struct ops own = {0};

	if (!document_parse(&file, self->form, &self->source.source, NULL))
		return false;
	diff_documents(&file, self, &own);
	bool is_written = ops_apply(&own, &file, NULL) && ops_apply(ops, &file, NULL) &&
			  document_format(&file, bytes, NULL);

	ops_release(&own);
	document_release(&file);
	return is_written;
}

bool merge_ops_keep_words(
	const struct document *base, const struct document *theirs, const struct ops *ops)
{
	struct str bytes = {0};
	/* what cannot be written is told when it is saved */
	bool keeps = !has_removal(theirs, ops) || !write_file(theirs, ops, &bytes) ||
		     merge_keeps_words(base, theirs, &bytes);

	str_release(&bytes);
	return keeps;
}

/* Makes room in an op for what stays, and moves what stays along; false when it does not fit. */
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

void merge_set_removals_aside(const struct document *base, const struct document *theirs,
	struct ops *ops, struct ops *aside)
{
	struct ops staying = {0}; /* what brings it back, as if it had been taken out */
	size_t kept = 0;

	if (merge_ops_keep_words(base, theirs, ops))
		return;
	for (size_t i = 0; i < ops->n; i++) {
		struct op op = ops->items[i];
		bool is_carried = carry(&op, &staying);

		if (is_carried && is_removal(theirs, &op))
			op_invert(&op, ops_add(&staying));
		else if (is_carried)
			ops->items[kept++] = op;
		if (!is_carried || is_removal(theirs, &op))
			*ops_add(aside) = op;
	}
	ops->n = kept;
	ops_release(&staying);
}

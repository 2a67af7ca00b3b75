/* Merges three documents, as ops on ours. */
#include "merge/merge.h"

#include "base/ensure.h"

#include "internal.h"

/* A base of another kind than the form's says nothing about either side. */
static const struct str *base_text(const struct document *base, unsigned field)
{
	return base && !base->values[field].is_foreign ? &base->values[field].text : NULL;
}

static size_t merge_field(const struct document *base, const struct document *ours,
	const struct document *theirs, unsigned field, const struct merge_labels *labels,
	struct ops *ops)
{
	enum kind kind = ours->form->fields[field].kind;
	struct place place = {.field = field};
	struct value merged = {.node = YAML_NONE};
	size_t n = merge_value(kind, base_text(base, field), &ours->values[field].text,
		&theirs->values[field].text, labels, &merged.text);

	diff_value(ops, &place, kind, &ours->values[field], &merged);
	str_release(&merged.text);
	return n;
}

size_t merge_documents(const struct document *base, const struct document *ours,
	const struct document *theirs, const struct merge_labels *labels, struct ops *ops)
{
	size_t n = 0;

	ENSURE(ours->form == theirs->form && (!base || base->form == ours->form));
	for (unsigned i = 0; i < ours->form->n_fields; i++) {
		enum kind kind = ours->form->fields[i].kind;

		if (!kind_info(kind)->is_stored || ours->values[i].is_foreign ||
			theirs->values[i].is_foreign)
			continue;
		n += kind == KIND_ROWS ? merge_rows(base, ours, theirs, i, labels, ops)
				       : merge_field(base, ours, theirs, i, labels, ops);
	}
	return n;
}

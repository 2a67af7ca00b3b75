/* Merges three files that are all in memory. */
#ifndef SUPPORT_MERGE_BYTES_H
#define SUPPORT_MERGE_BYTES_H

#include "merge/merge.h"

static inline bool merge_bytes(const struct form *form, const struct str *base,
	const struct str *ours, const struct str *theirs, const struct merge_labels *labels,
	struct str *out, size_t *conflicts, struct err *err)
{
	struct yaml_tree tree;

	*conflicts = 0;
	return yaml_tree_borrow(&tree, ours, err) &&
	       merge_files(form, base, &tree, theirs, labels, out, conflicts, err);
}

#endif

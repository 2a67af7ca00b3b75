/* Carrying comments and unknown keys into a merged file. */
#ifndef AFTERWORD_MERGE_CARRY_FILES_H
#define AFTERWORD_MERGE_CARRY_FILES_H

#include "merge/merge.h"

/*
 * Appends the bytes of merged, which is ours with all values merged, with what theirs
 * changed besides values. Adds to *conflicts. False when something has no place there.
 * base may be NULL.
 */
bool carry_files(const struct form *form, const struct yaml_tree *base,
	const struct yaml_tree *ours, const struct yaml_tree *merged,
	const struct yaml_tree *theirs, const struct merge_labels *labels, struct str *out,
	size_t *conflicts);

#endif

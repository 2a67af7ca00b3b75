/* Carrying comments and unknown keys into a merged file. */
#ifndef AFTERWORD_MERGE_CARRY_FILES_H
#define AFTERWORD_MERGE_CARRY_FILES_H

#include "merge/merge.h"

/*
 * Appends the bytes of merged, which is ours with all values merged, including what theirs changed
 * besides values. ours has the merged values, but its source is the original file. Adds to
 * *conflicts. False if something cannot be placed. base may be NULL.
 */
bool carry_files(const struct document *base, const struct document *ours,
	const struct document *merged, const struct document *theirs,
	const struct merge_labels *labels, struct str *out, size_t *conflicts);

#endif

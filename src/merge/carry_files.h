/* Carrying comments and unknown keys into a merged file. */
#ifndef AFTERWORD_MERGE_CARRY_FILES_H
#define AFTERWORD_MERGE_CARRY_FILES_H

#include "merge/merge.h"

/* The three sides of a merge, and its result. */
struct sides {
	struct document *base; /* NULL: there is none */
	struct document *ours; /* its source is the original file, its values are merged */
	struct document *theirs;
	const struct document *merged; /* ours as it is then written */
	const bool *by_place; /* of each field: rows without an id are the same on all sides, each
				 the one at its index in the base */
};

/*
 * Appends the bytes of merged, including what theirs changed besides values; nothing if that is
 * nothing. Reads no values, only the sources. Adds to *conflicts. False if something cannot be
 * placed.
 */
bool carry_files(const struct sides *sides, const struct merge_labels *labels, struct str *out,
	size_t *conflicts);

#endif

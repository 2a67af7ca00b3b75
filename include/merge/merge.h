/*
 * Three-way merging: combines what two sides made of one base. Fields are merged by path,
 * rows by id, lists by value, prose by line and within a line by word. Only if both sides
 * changed the same words differently, or words with no unchanged word in between, are
 * both versions kept, as a conflict (model/conflict.h) in the value.
 *
 * The same engine serves a file that changed on disk, two editors on one file, recovery,
 * and git.
 */
#ifndef AFTERWORD_MERGE_MERGE_H
#define AFTERWORD_MERGE_MERGE_H

#include "base/err.h"
#include "merge/diff.h"
#include "model/document.h"

struct merge_labels {
	const char *ours; /* labels of the markers; NULL: "ours", "base", "theirs" */
	const char *base;
	const char *theirs;
	unsigned marker_size; /* 0: CONFLICT_MARKER */
	bool shows_base;      /* conflicts include the base's version */
};

/* Appends the merge of three texts; returns the number of conflicts in it. */
size_t merge_texts(const struct str *base, const struct str *ours, const struct str *theirs,
	const struct merge_labels *labels, struct str *out);

/*
 * Appends the ops that, applied to ours in order, give the merge. Texts are changed by
 * minimal edits, so that a cursor in ours can follow them.
 *
 * base NULL: there is none; both sides are new. All have the same form. Returns the
 * number of conflicts.
 */
size_t merge_documents(const struct document *base, const struct document *ours,
	const struct document *theirs, const struct merge_labels *labels, struct ops *ops);

/*
 * Merges the bytes of three files into out, which is empty: ours with splices, so that what was not
 * changed stays byte for byte the same. Comments and keys that the form does not know are merged
 * too, with the key they belong to. Takes the tree of ours, even if it fails.
 *
 * base NULL: there is none. Fails, with nothing in out, if a side is not a document of form or
 * cannot be changed (problems, opaque values in the way); *conflicts is the number of conflicts in
 * the result.
 */
bool merge_files(const struct form *form, const struct str *base, struct yaml_tree *ours,
	const struct str *theirs, const struct merge_labels *labels, struct str *out,
	size_t *conflicts, struct err *err);

/*
 * Does bytes contain every word, anywhere in the file, that theirs has and base does not? Ops only
 * know about values: a list item or row that they remove takes its comments along.
 */
bool merge_keeps_words(
	const struct document *base, const struct document *theirs, const struct str *bytes);

/* The same for ops to be applied to theirs, whose values may differ from its file. */
bool merge_ops_keep_words(
	const struct document *base, const struct document *theirs, const struct ops *ops);

/* Moves to aside the removals of rows and list items that would lose words; the remaining ops then
 * fit a document that still has them. */
void merge_set_removals_aside(const struct document *base, const struct document *theirs,
	struct ops *ops, struct ops *aside);

#endif

/*
 * Three-way merging: what two sides made of one base becomes one document. Fields by
 * path, rows by id, lists by value, prose by line and inside a line by word. Only
 * where both changed the same words differently, or words with no unchanged one between
 * them, both versions stay, as a conflict (model/conflict.h) in the value.
 *
 * The same engine serves the file that changed on disk, two editors on one file,
 * recovery, and git.
 */
#ifndef AFTERWORD_MERGE_MERGE_H
#define AFTERWORD_MERGE_MERGE_H

#include "base/err.h"
#include "merge/diff.h"
#include "model/document.h"

struct merge_labels {
	const char *ours; /* what the markers say; NULL: "ours", "base", "theirs" */
	const char *base;
	const char *theirs;
	unsigned marker_size; /* 0: CONFLICT_MARKER */
	bool shows_base;      /* conflicts hold the base's version, too */
};

/* Appends the merge of three texts; returns the number of conflicts in it. */
size_t merge_texts(const struct str *base, const struct str *ours, const struct str *theirs,
	const struct merge_labels *labels, struct str *out);

/*
 * Appends the ops that, applied to ours in order, give the merge. Texts change by the
 * smallest edits, so that a cursor in ours can follow them.
 *
 * base NULL: there was none; both sides were made anew. All are of one form. Returns the
 * number of conflicts.
 */
size_t merge_documents(const struct document *base, const struct document *ours,
	const struct document *theirs, const struct merge_labels *labels, struct ops *ops);

/*
 * Merges the bytes of three files and appends the result: ours with splices, so that what
 * nobody changed stays byte for byte. Comments and keys the form does not know are merged,
 * too, with the key they belong to.
 *
 * base NULL: there was none. Fails, with nothing appended, when a side is no document of
 * form or cannot be changed (problems, opaque values in the way); *conflicts is the number
 * of them in the result.
 */
bool merge_files(const struct form *form, const struct str *base, const struct str *ours,
	const struct str *theirs, const struct merge_labels *labels, struct str *out,
	size_t *conflicts, struct err *err);

/*
 * Is every word that theirs has and base has not, wherever in the file, in bytes? Ops know of
 * values alone: a list item or row that they take out goes with the comments at it.
 */
bool merge_keeps_words(
	const struct document *base, const struct document *theirs, const struct str *bytes);

/* The same of ops to be done to theirs, whose values may be beyond its file already. */
bool merge_ops_keep_words(
	const struct document *base, const struct document *theirs, const struct ops *ops);

/* Moves those removals of rows and list items to aside with which ops would not keep the words; the
 * others then fit a document that still has them. */
void merge_set_removals_aside(const struct document *base, const struct document *theirs,
	struct ops *ops, struct ops *aside);

#endif

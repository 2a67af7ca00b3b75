/* What the parts of merging share: differences between texts, lists, values, conflicts. */
#ifndef AFTERWORD_MERGE_INTERNAL_H
#define AFTERWORD_MERGE_INTERNAL_H

#include "base/slice.h"
#include "merge/diff.h"
#include "merge/merge.h"
#include "merge/tokens.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NOWHERE SIZE_MAX

/* --- differences --- */

/* Tokens from..from_end of one text correspond to to..to_end in the other. */
struct hunk {
	size_t from;
	size_t from_end;
	size_t to;
	size_t to_end;
};

struct hunks {
	struct hunk *items;
	size_t n;
	size_t cap;
};

void hunks_release(struct hunks *self);

/*
 * Finds the differences. Both are numbered by the same names. The time is always linear
 * in the tokens; a part with too little in common may be reported as completely
 * different.
 */
void diff_tokens(const struct tokens *from, const struct tokens *to, const struct names *names,
	struct hunks *hunks);
/* Two texts as tokens, and where they differ. Borrows the texts. */
struct token_diff {
	struct names names;
	struct tokens from;
	struct tokens to;
	struct hunks hunks;
};

void token_diff_init(struct token_diff *self, struct slice from, struct slice to,
	void (*read)(struct tokens *, struct names *, struct slice));
void token_diff_release(struct token_diff *self);

/* Joins hunks separated only by blank lines or, by words, only by white space and signs: these may
 * match by chance, and then the rest does not belong together. */
void hunks_join(struct hunks *self, const struct tokens *from, bool by_word);

/* Marks a longest increasing run in a list of n indexes into another list (NOWHERE: none). */
void mark_longest_run(const size_t *places, size_t n, bool *is_in_run);

/* A part of the base that one side changed, or both did; ranges of tokens. */
struct region {
	size_t base, base_end;
	size_t ours, ours_end;
	size_t theirs, theirs_end;
	bool by_ours;
	bool by_theirs;
};

struct regions {
	struct region *items;
	size_t n;
	size_t cap;
};

void regions_release(struct regions *self);
/*
 * Overlays the changes of ours and theirs. Those that meet become one region: by line, if
 * they touch; by word, if no unchanged word is between them.
 */
void regions_find(struct regions *self, const struct hunks hunks[2], const struct tokens *base,
	const struct tokens sides[2], bool by_word);

/* Bytes that two texts have in common at their start or end, in complete characters with their
 * marks. */
size_t common_start(struct slice a, struct slice b);
size_t common_end(struct slice a, struct slice b);

/* The same for a value of any kind, and for the rows of a field. */
void diff_value(struct ops *ops, const struct place *place, enum kind kind,
	const struct value *from, const struct value *to);
void diff_rows(struct ops *ops, const struct form *form, unsigned field, const struct rows *from,
	const struct rows *to);

/* --- lists --- */

/*
 * Numbers the entries of a list: equal entries of several lists get the same number.
 * Repeated ones in one list get numbers of their own; their keys are extended by a
 * suffix. The keys must outlive names.
 */
void keys_number(struct names *names, struct str *keys, size_t n, uint32_t *numbers);

struct sequence {
	const uint32_t *keys; /* numbers below n_keys, each once */
	size_t n;
};

/*
 * Puts the keys that stay into order (room for n_keys) and returns their number. sides
 * are base, ours and theirs; stays says for each key of ours or theirs whether it is in
 * the result.
 */
size_t merge_order(
	const struct sequence sides[3], size_t n_keys, const bool *stays, uint32_t *order);

void merge_lists(
	const struct str *base, const struct str *ours, const struct str *theirs, struct str *out);

/* --- values --- */

/* Appends the merge of a value; returns the number of conflicts in it. base NULL: there is none. */
size_t merge_value(enum kind kind, const struct str *base, const struct str *ours,
	const struct str *theirs, const struct merge_labels *labels, struct str *out);

/* Appends both versions as a conflict, without a newline at its end; returns 1. */
size_t put_versions(const struct str *base, const struct str *ours, const struct str *theirs,
	const struct merge_labels *labels, struct str *out);

/* Merges a rows field; see merge_documents. base NULL: there is none. */
size_t merge_rows(const struct document *base, const struct document *ours,
	const struct document *theirs, unsigned field, const struct merge_labels *labels,
	struct ops *ops);

/* The same if base, ours and theirs have the same rows in the same order. */
size_t merge_cells(const struct rows *const sides[3], const struct form_field *table,
	unsigned field, const struct merge_labels *labels, struct ops *ops);

/* Do they have the same ids in the same order? A row without one is named by its index. */
bool rows_have_same_ids(const struct rows *a, const struct rows *b);
/* And the same cells? */
bool rows_hold_same(const struct rows *a, const struct rows *b, size_t n_columns);

/* --- conflicts --- */

/* Appends a conflict with these labels (NULL: the defaults); base.data NULL: no base. */
void conflict_put(struct str *out, const struct merge_labels *labels, struct slice base,
	struct slice ours, struct slice theirs);

#endif

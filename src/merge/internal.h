/* What the parts of merging share: texts as tokens, what differs between them, values. */
#ifndef AFTERWORD_MERGE_INTERNAL_H
#define AFTERWORD_MERGE_INTERNAL_H

#include "base/slice.h"
#include "merge/diff.h"
#include "merge/merge.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NOWHERE SIZE_MAX

/* --- tokens --- */

/* Gives equal tokens equal numbers, over several texts. */
struct names {
	struct name_slot *slots;
	size_t cap; /* a power of two */
	size_t n;
};

void names_release(struct names *self);
uint32_t names_number(struct names *self, struct slice token);

/* A text cut into tokens without a gap. The text is borrowed. */
struct tokens {
	const char *text;
	uint32_t *starts; /* of each token; one more for the end of the text */
	uint32_t *numbers;
	size_t n;
	size_t cap;
};

void tokens_release(struct tokens *self);
/* Lines with their newlines. */
void tokens_read_lines(struct tokens *self, struct names *names, struct slice text);
/*
 * Words, runs of blanks, single signs; each newline for itself. Never cut inside a UTF-8
 * character or before a mark that belongs to the one in front of it.
 */
void tokens_read_words(struct tokens *self, struct names *names, struct slice text);
/* The text of a range of tokens. */
struct slice tokens_text(const struct tokens *self, size_t from, size_t to);
bool tokens_is_newline(const struct tokens *self, size_t token);
/* Is one of them more than blanks and signs? */
bool tokens_have_word(const struct tokens *self, size_t from, size_t to);
/* Are they blanks and newlines alone? */
bool tokens_are_blank(const struct tokens *self, size_t from, size_t to);
/* Does this code point belong to the character in front of it? */
bool is_mark(uint32_t code);

/* --- differences --- */

/* Tokens from..from_end of one text stand as to..to_end in the other. */
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
 * Finds what differs. Both are numbered by the same names. The time is linear in the
 * tokens, whatever they are; where they have too little in common, a part may be told as
 * all different.
 */
void diff_tokens(const struct tokens *from, const struct tokens *to, const struct names *names,
	struct hunks *hunks);
/* Joins hunks that only blank lines stand between or, of words, only blanks and signs: what
 * happens to be there on both sides is no sign that the rest belongs together. */
void hunks_join(struct hunks *self, const struct tokens *from, bool by_word);

/*
 * Marks, in a list of n places of another list (NOWHERE: none), a longest run of growing
 * ones.
 */
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
 * Lays the changes of ours and theirs over each other. Those that meet are one region: by
 * line, when they touch; by word, when no unchanged word stands between them.
 */
void regions_find(struct regions *self, const struct hunks hunks[2], const struct tokens *base,
	const struct tokens sides[2], bool by_word);

/* Bytes that two texts begin or end with alike, in whole characters with their marks. */
size_t common_start(struct slice a, struct slice b);
size_t common_end(struct slice a, struct slice b);

/* The same for a value of any kind, and for the rows of a field. */
void diff_value(struct ops *ops, const struct place *place, enum kind kind,
	const struct value *from, const struct value *to);
void diff_rows(struct ops *ops, const struct form *form, unsigned field, const struct rows *from,
	const struct rows *to);

/* --- lists --- */

/*
 * Gives the things of a list numbers: the same ones, over several lists of these names,
 * the same. Of equal ones in one list the second and so on are things of their own; their
 * keys grow by a suffix. The keys must outlive names.
 */
void keys_number(struct names *names, struct str *keys, size_t n, uint32_t *numbers);

struct sequence {
	const uint32_t *keys; /* numbers below n_keys, each once */
	size_t n;
};

/*
 * Puts the keys that stay into order (room for n_keys); returns how many they are. sides
 * are base, ours and theirs; stays says of each key that one of the last two has whether
 * it is in the result.
 */
size_t merge_order(
	const struct sequence sides[3], size_t n_keys, const bool *stays, uint32_t *order);

void merge_lists(
	const struct str *base, const struct str *ours, const struct str *theirs, struct str *out);

/* --- values --- */

/* Appends the merge of a value; returns the number of conflicts in it. base NULL: there was none.
 */
size_t merge_value(enum kind kind, const struct str *base, const struct str *ours,
	const struct str *theirs, const struct merge_labels *labels, struct str *out);

/* Appends both versions as a conflict, without a newline at its end; returns 1. */
size_t put_versions(const struct str *base, const struct str *ours, const struct str *theirs,
	const struct merge_labels *labels, struct str *out);

/* Merges a rows field; see merge_documents. base NULL: there was none. */
size_t merge_rows(const struct document *base, const struct document *ours,
	const struct document *theirs, unsigned field, const struct merge_labels *labels,
	struct ops *ops);

/* The same names in the same order; a row without an id has the name of its place. */
bool rows_have_same_ids(const struct rows *a, const struct rows *b);
/* And the same in their cells. */
bool rows_hold_same(const struct rows *a, const struct rows *b, size_t n_columns);

/* --- conflicts --- */

/* Appends a conflict with these labels (NULL: the usual ones); base.data NULL: there is none. */
void conflict_put(struct str *out, const struct merge_labels *labels, struct slice base,
	struct slice ours, struct slice theirs);

#endif

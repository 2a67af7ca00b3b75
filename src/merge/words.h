/*
 * What a file says, counted by word: values and keys as they are read, comments and tags as they
 * are written. A merge is checked against it, so that nothing that merging does not know about gets
 * lost.
 */
#ifndef AFTERWORD_MERGE_WORDS_H
#define AFTERWORD_MERGE_WORDS_H

#include "known_items.h"

enum { WORDS_BASE, WORDS_OURS, WORDS_THEIRS, WORDS_RESULT, WORDS_SIDES };

/* How often each occurs in up to four files. */
struct tally {
	struct names names;
	uint32_t *counts[WORDS_SIDES];
	size_t caps[WORDS_SIDES];
};

struct words {
	struct tally words;       /* those of a file only where the base does not say the same */
	struct tally comments;    /* each as a whole */
	struct known_items items; /* those of the base that have no comment */
	struct names lines; /* of what else the base has, and of items that a side has otherwise */
	const struct yaml_tree *base;
};

void words_release(struct words *self);
/* Counts what a file says, which must outlive self; the base comes first. */
void words_read(struct words *self, size_t side, const struct yaml_tree *tree);

/*
 * Counts what a range of a file says about one row besides the cells of its table. A value
 * without any word counts as a whole.
 */
void words_read_row(struct words *self, size_t side, const struct yaml_tree *tree,
	struct slice range, uint32_t row, const struct form_field *table);

/* Does one side have anything more often than another? */
bool words_gained(const struct words *self, size_t before, size_t after);

/* Is everything that ours or theirs added to the base in the result? */
bool words_are_kept(struct words *self);

#endif

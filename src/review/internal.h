/* What the files of this layer share. */
#ifndef AFTERWORD_REVIEW_INTERNAL_H
#define AFTERWORD_REVIEW_INTERNAL_H

#include "review/threads.h"

/* For each comment the row that begins its thread, itself if it does. The caller frees it. */
size_t *thread_find_roots(const struct document *document);

/* Where a place comes as a reader meets them: the whole document first, a field before its rows. */
struct place_rank {
	size_t field, row, column;
};

struct place_rank place_rank(const struct document *document, const struct place *place);
int place_rank_compare(const struct place_rank *a, const struct place_rank *b);

#endif

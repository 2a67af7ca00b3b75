/*
 * Where the words of threads are while their document is open. They are found once; from then on
 * each op carries them, so that they are exact whatever becomes of the words themselves.
 */
#ifndef AFTERWORD_REVIEW_CARRIED_WORDS_H
#define AFTERWORD_REVIEW_CARRIED_WORDS_H

#include "review/threads.h"

/* The words of one thread. */
struct carried_span {
	char thread[ROW_ID_SIZE]; /* the id of its first comment */
	char anchor[ROW_ID_SIZE]; /* the comment that says where they were last seen, */
	int64_t anchored_at;      /* and when it does */
	struct place on;
	struct anchor_place words; /* as they were found, then carried; lost: they were deleted */
	unsigned revision;         /* of the value in which lost ones were looked for in vain */
	bool is_touched; /* the user has changed the text since its anchor was looked at */
};

struct carried_words {
	struct carried_span *items; /* by thread */
	size_t n;
	bool is_known; /* else there may be other threads, or other places, than when it was updated
			*/
	bool has_lost;
	bool is_touched; /* one of them is */
};

void carried_words_release(struct carried_words *self);
void carried_words_copy(struct carried_words *to, const struct carried_words *from);

/* Finds the words of threads that are new, and forgets threads that are not there any more. */
void carried_words_update(struct carried_words *self, const struct threads *threads);

/*
 * Carries them over an op. Called with each span, as it was, to which it does more than to move it:
 * the inverse of the op does not bring that back.
 */
typedef void carried_visitor(void *context, const struct carried_span *before);
void carried_words_follow(
	struct carried_words *self, const struct op *op, carried_visitor *visit, void *context);
/* One of them over an op. */
void carried_span_follow(struct carried_span *self, const struct op *op);
/* Carries them to another document, which takes the place of theirs. */
void carried_words_become(
	struct carried_words *self, const struct document *from, const struct document *to);
/* Puts one where it was or is, if its thread is there. */
void carried_words_put(struct carried_words *self, const struct carried_span *span);

/* Notes which the user's own op may have made other than their anchors say. */
void carried_words_touch(struct carried_words *self, const struct op *op);
void carried_words_forget_touched(struct carried_words *self);

/* NULL: nothing is known of the thread. */
const struct carried_span *carried_words_find(const struct carried_words *self, const char *thread);
/* The complete words in the text at its place. */
struct anchor_place carried_span_place(const struct carried_span *self, struct slice text);

#endif

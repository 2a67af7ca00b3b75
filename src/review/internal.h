/* What the files of this layer share. */
#ifndef AFTERWORD_REVIEW_INTERNAL_H
#define AFTERWORD_REVIEW_INTERNAL_H

#include "review/threads.h"

/* Bytes of a row's text that stand for it: it may be long, and many comments on it. */
enum { ROW_WORDS_SHOWN = 60 };

/* For each comment the row that begins its thread, itself if it does. The caller frees it. */
size_t *thread_find_roots(const struct document *document);

/* The text that a thread is about; NULL if that is more than one text, or gone. */
const struct value *thread_value(const struct threads *self, const struct thread *thread);
/* The text that words were last looked for in: those of one place are looked for one after another,
 * and it is read only once. */
struct last_text {
	const struct value *value;
	struct anchor_text *text;
};

/* A copy of where its words were last seen. */
void thread_read_anchor(const struct thread *self, struct anchor *anchor);
/* Are these all the quoted words? White space does not count; a long quote has only the ends. */
bool quote_is(const char *quote, struct slice words);

/* Can these words stand in a field? Fails with a sentence. */
bool instead_fits(const struct form_field *field, const char *instead, struct err *err);

/* Where a place comes as a reader meets them: the whole document first, a field before its rows. */
struct place_rank {
	size_t field, row, column;
};

struct place_rank place_rank(const struct document *document, const struct place *place);
int place_rank_compare(const struct place_rank *a, const struct place_rank *b);

#endif

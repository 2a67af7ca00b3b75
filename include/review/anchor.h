/*
 * Anchors: how a comment on words finds its words again. Offsets are bytes of the text, on the
 * boundaries of clusters.
 */
#ifndef AFTERWORD_REVIEW_ANCHOR_H
#define AFTERWORD_REVIEW_ANCHOR_H

#include "base/slice.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* What is stored of the words: all of it untrusted when it comes from a file. Each is one line with
 * single spaces; a long quote is its first and last words with an ellipsis between them. */
struct anchor {
	struct str quote;  /* empty: the whole text */
	struct str before; /* the words around it */
	struct str after;
};

void anchor_release(struct anchor *self);

/* Makes one for the words of a span; words that are only partly in it are in the quote, too. */
void anchor_make(struct anchor *self, struct slice text, size_t start, size_t end);

#endif

/*
 * Anchors: how a comment on words finds its words again. Offsets are bytes of the text, on the
 * boundaries of clusters.
 */
#ifndef AFTERWORD_REVIEW_ANCHOR_H
#define AFTERWORD_REVIEW_ANCHOR_H

#include "base/err.h"
#include "base/slice.h"
#include "base/str.h"
#include "model/op.h"

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

/* How sure it is that words are those of an anchor. */
enum anchor_match {
	ANCHOR_LOST,
	ANCHOR_NEAR, /* they, or what is around them, have changed */
	ANCHOR_EXACT,
};

struct anchor_place {
	enum anchor_match match;
	size_t start; /* both 0 if lost */
	size_t end;
};

/* Finds the words in a text of which nothing else is known. Lost is also what could be in several
 * places: a visible loss is better than a wrong place. */
struct anchor_place anchor_find(const struct anchor *self, struct slice text);

/* Would its words be found for certain in the text that it was made for? Fails with a sentence. */
bool anchor_is_certain(const struct anchor *self, struct slice text, struct err *err);

/* A text that many anchors are looked for in: it is read only once. The text is borrowed. */
struct anchor_text *anchor_text_new(struct slice text);
void anchor_text_free(struct anchor_text *self);
struct anchor_place anchor_text_find(struct anchor_text *self, const struct anchor *anchor);
/* As anchor_make. */
void anchor_text_make(const struct anchor_text *self, struct anchor *out, size_t start, size_t end);

/*
 * Where a span is in a text that somebody else made of the one before. Where words of it were
 * changed, it is as many complete words as there are now.
 */
struct anchor_place anchor_carry(struct slice from, struct slice to, size_t start, size_t end);
/* The same for many spans: each start and end becomes that of its place in the other text. */
void anchor_carry_all(struct slice from, struct slice to, struct anchor_place *spans, size_t n);

/*
 * Where a span of the text at a place is after an op, by what the op does. What is inserted at its
 * edges does not become part of it; what replaces words of it does. Lost is also a span whose row
 * is removed. The edges are where the bytes went: a mark typed behind the last letter is outside.
 */
struct anchor_place anchor_follow(
	const struct op *op, const struct place *place, size_t start, size_t end);
/* Does the op replace a span together with what is beside it? Only a comparison tells where it is.
 */
bool anchor_is_replaced(const struct op *op, const struct place *place, size_t start, size_t end);
/* anchor_follow of many such spans, with one comparison. */
void anchor_follow_replaced(const struct op *op, struct anchor_place *spans, size_t n);

#endif

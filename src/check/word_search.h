/*
 * Words in texts that rules ask for. A text is looked through once for all of these rules, because
 * hardly any word is of interest to one of them.
 */
#ifndef AFTERWORD_CHECK_WORD_SEARCH_H
#define AFTERWORD_CHECK_WORD_SEARCH_H

#include "internal.h"

enum word_kind {
	WORDS_BLAME,
	WORDS_VAGUE,
	WORDS_PLACEHOLDER,
	WORDS_DOTS,     /* a line of nothing but dots */
	WORDS_DURATION, /* a duration may begin there; the end is not known yet */
	N_WORD_KINDS,
};

struct word_place {
	uint32_t text; /* private */
	uint32_t start;
	uint32_t end;
};

/* Those of one kind in one text, in order; they do not overlap. */
struct word_places {
	struct rule_cursor cursor;
	const struct word_place *items;
	size_t n;
};

/* The next text with words of a kind, if its field asks for them; start with {0}. */
bool word_places_next(const struct check *check, enum word_kind kind, struct word_places *self);

void word_search_free(struct word_search *self);

#endif

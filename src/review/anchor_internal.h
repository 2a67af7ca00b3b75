/* What making, finding and carrying anchors have in common. */
#ifndef AFTERWORD_REVIEW_ANCHOR_INTERNAL_H
#define AFTERWORD_REVIEW_ANCHOR_INTERNAL_H

#include "anchor_text.h"

#include <stdint.h>

/* between the first and the last words of a long quote */
#define ANCHOR_GAP " \xe2\x80\xa6 "

enum {
	CONTEXT = 8,      /* words on each side */
	QUOTE_WORDS = 48, /* with signs; a longer quote is cut in the middle */
	QUOTE_END = QUOTE_WORDS / 2,
	BYTES_OF_WORD = 5, /* and of more of them, if they are shorter */
	SHORT_QUOTE = 3,   /* a quote of fewer words says little without its context */
};

/* Makes an anchor with so many words of context on each side. */
void anchor_make_from(struct anchor *self, const struct word_list *words, size_t start, size_t end,
	size_t context);

/* --- what is sought --- */

enum part { PART_BEFORE, PART_QUOTE, PART_AFTER, N_PARTS };

enum { SOUGHT_CONTEXT = 32, SOUGHT_MAX = 2 * SOUGHT_CONTEXT + QUOTE_WORDS };

/* An anchor as words, one part after the other. */
struct sought {
	struct slice words[SOUGHT_MAX];
	uint32_t numbers[SOUGHT_MAX];
	int weights[SOUGHT_MAX]; /* what a word is worth: less if the text has it often */
	size_t ends[N_PARTS];
	int totals[N_PARTS];
	size_t n_words; /* of the quote, without signs */
	size_t n;
};

/* Of parts with too many words it takes those that are nearest to the quote. The parts must outlive
 * self. */
void sought_read(
	struct sought *self, const struct anchor_text *text, const struct slice parts[N_PARTS]);

/* --- a place in the text --- */

struct candidate {
	size_t from; /* words of the text; from == to is none */
	size_t to;
	int found[N_PARTS]; /* weights of what is there */
};

/* Lays what is sought along the words of a range as well as they fit. */
void sought_align(const struct sought *sought, const struct word_list *text, size_t from, size_t to,
	struct candidate *out);
/* How much of one part is in the words of a range. */
int sought_align_part(const struct sought *sought, enum part part, const struct word_list *text,
	size_t from, size_t to);

enum { PLACES_MAX = 16 };

/* The places in the text where it may be; returns how many. If it is somewhere exactly as it was,
 * only such places, and at most two. */
size_t sought_find(
	const struct sought *sought, struct anchor_text *text, struct candidate places[PLACES_MAX]);
/* Is everything there as it was, and nothing in between? */
bool sought_is_at(
	const struct sought *sought, const struct word_list *text, const struct candidate *place);

/* --- deciding --- */

/* What makes a place doubtful, in percent; 0 is nothing. Measured by tests/bench/anchor.c. */
struct doubts {
	int context; /* of a short quote's context, at least so much must be there */
	int rival;   /* no other place may have so much of what the best one has */
};

extern const struct doubts anchor_doubts;

struct anchor_place anchor_text_find_doubting(
	struct anchor_text *text, const struct anchor *anchor, const struct doubts *doubts);
struct anchor_place anchor_carry_doubting(
	struct slice from, struct slice to, size_t start, size_t end, const struct doubts *doubts);

/* A place in a text, widened to complete clusters. */
struct anchor_place anchor_place_snap(
	enum anchor_match match, struct slice text, size_t start, size_t end);

#endif

/* A text that anchors are looked for in, read once for all of them. */
#ifndef AFTERWORD_REVIEW_ANCHOR_TEXT_H
#define AFTERWORD_REVIEW_ANCHOR_TEXT_H

#include "review/anchor.h"
#include "word_list.h"

#define NO_NUMBER UINT32_MAX /* of a word that is not in the text */

struct anchor_text {
	struct names names;
	struct word_list words;
	uint32_t *ends;   /* by number: where its places end; those of the next one begin there */
	uint32_t *places; /* which words of the text have the number */
	int *weights;     /* by number, for the use of one search; all zero between them */
	int *wanted;
};

/* How often the text has a word, and where. */
uint32_t anchor_text_count(const struct anchor_text *self, uint32_t number);
const uint32_t *anchor_text_places(const struct anchor_text *self, uint32_t number);

#endif

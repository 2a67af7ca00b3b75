/* What making and finding anchors have in common. */
#ifndef AFTERWORD_REVIEW_ANCHOR_INTERNAL_H
#define AFTERWORD_REVIEW_ANCHOR_INTERNAL_H

#include "word_list.h"

/* between the first and the last words of a long quote */
#define ANCHOR_GAP " \xe2\x80\xa6 "

enum {
	SHORT_QUOTE = 3, /* a quote of fewer words says little without its context */
	CONTEXT = 4,     /* words on each side */
	CONTEXT_OF_SHORT = 6,
	QUOTE_WORDS = 48, /* with signs; a longer quote is cut in the middle */
};

#endif

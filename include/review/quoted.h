/* Words as somebody quotes them by hand or from a list, and where they are in a text. */
#ifndef AFTERWORD_REVIEW_QUOTED_H
#define AFTERWORD_REVIEW_QUOTED_H

#include "base/slice.h"

#include <stddef.h>

struct quoted {
	size_t n;      /* how often the text has them */
	bool is_other; /* as they are it has not, but with other letters or signs */
	size_t start;  /* of the one that was asked for; both 0: there is none */
	size_t end;
};

/*
 * Finds words in a text, the nth of them, from 1. Any run of white space is like any other, as a
 * quote is stored on one line. So is what a stored quote leaves out in its middle. If they are not
 * there, it finds some that differ only in capitals, accents' encoding, quotes and dashes.
 */
struct quoted quoted_find(struct slice text, struct slice words, size_t nth);

#endif

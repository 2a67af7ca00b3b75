/* The places in which two texts differ, each with what is around it, for showing them one by one.
 * The words are those of text_match_shown. */
#ifndef AFTERWORD_MERGE_TEXT_DIFFERENCE_H
#define AFTERWORD_MERGE_TEXT_DIFFERENCE_H

#include "base/slice.h"

#include <stddef.h>

/* From the first to the last changed word of a sentence, or of several that follow each other. */
struct text_difference {
	size_t from; /* bytes of the earlier text */
	size_t from_end;
	size_t to; /* and of the later one */
	size_t to_end;
	size_t before; /* bytes in front of it that are the same in both: its sentence, if that */
	size_t behind; /* is not long; and behind it */
};

struct text_differences {
	struct text_difference *items;
	size_t n;
	size_t cap;
};

void text_differences_find(struct text_differences *self, struct slice from, struct slice to);
void text_differences_release(struct text_differences *self);

#endif

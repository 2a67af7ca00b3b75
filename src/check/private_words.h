/* Which words of a private answer tell what it says, wherever else they are. */
#ifndef AFTERWORD_CHECK_PRIVATE_WORDS_H
#define AFTERWORD_CHECK_PRIVATE_WORDS_H

#include "base/slice.h"

typedef void private_words_add(void *target, struct slice words);

/* Of a line or a part of a list: itself, and the names in it. */
void private_words_add_short(struct slice line, private_words_add *add, void *target);

/* Of a line of prose: if it is only names these, else all of it, to be found word for word. */
void private_words_add_prose(struct slice line, private_words_add *add, void *target);

/* Of a number: itself if nobody else would say it, unlike 3, 200, 1000 and 2024. */
void private_words_add_figure(struct slice text, private_words_add *add, void *target);

#endif

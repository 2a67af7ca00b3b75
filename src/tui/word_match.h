/* Finds texts by typed words, for the palette and the help. */
#ifndef AFTERWORD_TUI_WORD_MATCH_H
#define AFTERWORD_TUI_WORD_MATCH_H

#include <stdbool.h>
#include <stddef.h>

/* Does a text contain all words of the input, in any order and ignoring case? */
bool words_match(const char *text, const char *input);
/* Does a text contain the input, however both are split into words? "goto" is "Go to". */
bool words_match_joined(const char *text, const char *input);

/* The smallest edit distance between the input's first word and those of a text; SIZE_MAX if it is
 * too long. Two swapped letters count as one edit. */
size_t words_distance(const char *text, const char *input);
/* The distance up to which the input's first word counts as a misspelling. */
size_t words_distance_most(const char *input);

#endif

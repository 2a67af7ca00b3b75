/* Quantities as people write them: "28", "1,5", "3/4", "1½", "twenty-four", "half a", "1:22". */
#ifndef AFTERWORD_CHECK_QUANTITY_H
#define AFTERWORD_CHECK_QUANTITY_H

#include "stated.h"

#define WORD_MAX 16 /* including its NUL; longer words are cut */

struct named {
	const char *name;
	double number;
};

/* How many of a unit, and the smallest fraction of it that the notation can express. */
struct quantity {
	double number;
	double grain;
	bool is_clock;
	bool is_article;
	bool is_word;
	enum bound bound;
};

/* All of these return the bytes read at the start of a text, 0 if it begins differently; a quantity
 * is {0} before. */

/* A quantity of any kind, and "of an" after a fraction. */
size_t quantity_read(const char *text, struct quantity *out);
/* "½", "3/4", "half", "a quarter" */
size_t quantity_read_part(const char *text, struct quantity *out);
/* "thirty", "an", "a hundred and twenty" */
size_t quantity_read_word(const char *text, struct quantity *out);
size_t quantity_read_digits(const char *text, double *number);

/* White space, including typographic spaces and line breaks. */
size_t quantity_blanks(const char *text);
/* The same, or a dash: between a number and its unit, or two words of a number. */
size_t quantity_joint(const char *text);
/* A word of ASCII letters, in lower case. */
size_t quantity_word(const char *text, char out[WORD_MAX]);
/* That word, with what joins it to the next one. */
size_t quantity_skip_word(const char *text, const char *word);
/* One of the words. */
size_t quantity_starts_with(const char *text, const char *const *words, size_t n);

/* The number of a name; 0 if the table has none. */
double quantity_look_up(const struct named *table, size_t n, const char *name);

static inline bool quantity_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool quantity_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

#endif

/* The words that rules ask for, by what they begin with. */
#ifndef AFTERWORD_CHECK_WORD_TABLE_H
#define AFTERWORD_CHECK_WORD_TABLE_H

#include "word_search.h"

#define WORD_BIT(kind) (1U << (kind))

/* Bytes, by what may begin with them. */
enum word_class {
	CLASS_OTHER,
	CLASS_QUOTE,
	CLASS_CURLY, /* the first byte of an apostrophe, an ellipsis, a third */
	CLASS_FRACTION,
	CLASS_SIGN,
	CLASS_DIGIT, /* from here on, bytes of words */
	CLASS_LETTER /* "a"; then "b" */
};

enum { N_CLASSES = CLASS_LETTER + 26, PHRASES_MAX = 80 };

struct phrase {
	const char *text;
	enum word_kind kind;
	unsigned next; /* that begins with the same class; 0: none */
};

struct word_table {
	unsigned char class[256];
	unsigned char kinds[N_CLASSES * N_CLASSES]; /* that may begin with two bytes: bits */
	uint32_t thirds[N_CLASSES * N_CLASSES];     /* classes of the byte that follows: bits */
	unsigned first[N_CLASSES];                  /* phrase; they count from 1 */
	struct phrase phrases[PHRASES_MAX + 1];
	unsigned n_phrases;
};

/* self is {0}. */
void word_table_init(struct word_table *self);

/* The next offset at or after one where one of the words may begin: at a sign, or where a word
 * does. len if there is none. The text ends in a NUL, and nothing begins at its last byte. */
size_t word_table_find(const struct word_table *self, const char *text, size_t len, size_t at);
/* The kinds of words that may begin at a text: bits. */
unsigned word_table_kinds(const struct word_table *self, const char *text);

static inline unsigned word_class(const struct word_table *self, char byte)
{
	return self->class[(unsigned char)byte];
}

#endif

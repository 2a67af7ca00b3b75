/* Typed times as tokens: numbers, known and unknown words, marks. */
#ifndef AFTERWORD_MODEL_WHEN_TOKEN_H
#define AFTERWORD_MODEL_WHEN_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TOKEN_MAX 56
#define TOKEN_PAD 8 /* token ends after the last one, so that a reader may look ahead */

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_MARK };

enum word_kind {
	WORD_OTHER, /* not in the table: perhaps a zone */
	WORD_MONTH,
	WORD_WEEKDAY,
	WORD_DAY,    /* today and its neighbours: days from today */
	WORD_CLOCK,  /* noon, midnight: the hour */
	WORD_HALF,   /* am, pm: hours to add */
	WORD_OCLOCK, /* after an hour: o'clock, Uhr */
	WORD_UNIT,   /* of a span: seconds */
	WORD_MONTHS, /* of a span: months */
	WORD_ORDINAL,
	WORD_FILLER,
	WORD_WEEK, /* last, next: weeks */
	WORD_ABOUT,
	WORD_UNTIL, /* between the two ends of a range */
	WORD_NOW,
	WORD_AGO,   /* after a span: its sign */
	WORD_VALUE, /* unknown, n/a, ongoing: enum when_kind */
};

struct token {
	enum token_kind kind;
	const char *text;
	size_t len;
	int64_t number; /* of a number; of a word what the table says */
	enum word_kind word;
	char mark;       /* '-' for every kind of dash, '\xff' for other characters outside ASCII */
	bool is_glued;   /* no space before it */
	bool is_foreign; /* a mark that replaces the ASCII one, such as an en dash */
};

/* Splits a text; the rest of tokens is TOKEN_END. false if there are too many. */
bool token_split(const char *text, struct token tokens[TOKEN_MAX]);

/* Is it a number with this many digits? */
bool token_is_number(const struct token *self, size_t from, size_t to);

/* Looks up what kind of word a token of letters is. */
void token_look_up(struct token *self);

static inline bool token_is_mark(const struct token *self, char mark)
{
	return self->kind == TOKEN_MARK && self->mark == mark;
}

static inline bool token_is_word(const struct token *self, enum word_kind word)
{
	return self->kind == TOKEN_WORD && self->word == word;
}

/* Is it this word, given in lower case? */
bool token_is_text(const struct token *self, const char *text);

/* A word of this one letter, in either case. */
static inline bool token_is_letter(const struct token *self, char letter)
{
	return self->kind == TOKEN_WORD && self->len == 1 && (self->text[0] | 0x20) == letter;
}

/* "am", "p.m.", "p. m.", and "a" and "p" right after a number: what follows it; NULL: none. */
const struct token *token_after_half(const struct token *self, bool *is_morning);
/* Skips what joins the ends of a range ("-", "to", ".."); returns the same token if there is
 * none. */
const struct token *token_after_joint(const struct token *self);

#endif

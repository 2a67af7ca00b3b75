/*
 * Splits a typed time into tokens and looks words up in one table. Blanks and
 * dashes that come with copied text (no-break spaces, en dashes) count as plain ones.
 */
#include "when_token.h"

#include "model/when.h"

#include <string.h>

#define NUMBER_DIGITS_MAX 12

struct word {
	const char *text;
	enum word_kind kind;
	int number;
	bool may_be_cut; /* to three letters or more: "oct", "thurs" */
};

static const struct word words[] = {
	{"january", WORD_MONTH, 1, true},
	{"february", WORD_MONTH, 2, true},
	{"march", WORD_MONTH, 3, true},
	{"april", WORD_MONTH, 4, true},
	{"may", WORD_MONTH, 5, true},
	{"june", WORD_MONTH, 6, true},
	{"july", WORD_MONTH, 7, true},
	{"august", WORD_MONTH, 8, true},
	{"september", WORD_MONTH, 9, true},
	{"october", WORD_MONTH, 10, true},
	{"november", WORD_MONTH, 11, true},
	{"december", WORD_MONTH, 12, true},
	{"sunday", WORD_WEEKDAY, 0, true},
	{"monday", WORD_WEEKDAY, 1, true},
	{"tuesday", WORD_WEEKDAY, 2, true},
	{"wednesday", WORD_WEEKDAY, 3, true},
	{"thursday", WORD_WEEKDAY, 4, true},
	{"friday", WORD_WEEKDAY, 5, true},
	{"saturday", WORD_WEEKDAY, 6, true},
	{"today", WORD_DAY, 0},
	{"yesterday", WORD_DAY, -1},
	{"tomorrow", WORD_DAY, 1},
	{"noon", WORD_CLOCK, 12},
	{"midnight", WORD_CLOCK, 0},
	{"am", WORD_HALF, 0},
	{"a.m", WORD_HALF, 0},
	{"pm", WORD_HALF, 12},
	{"p.m", WORD_HALF, 12},
	{"s", WORD_UNIT, 1},
	{"sec", WORD_UNIT, 1},
	{"secs", WORD_UNIT, 1},
	{"second", WORD_UNIT, 1},
	{"seconds", WORD_UNIT, 1},
	{"m", WORD_UNIT, 60},
	{"min", WORD_UNIT, 60},
	{"mins", WORD_UNIT, 60},
	{"minute", WORD_UNIT, 60},
	{"minutes", WORD_UNIT, 60},
	{"h", WORD_UNIT, 3600},
	{"hr", WORD_UNIT, 3600},
	{"hrs", WORD_UNIT, 3600},
	{"hour", WORD_UNIT, 3600},
	{"hours", WORD_UNIT, 3600},
	{"d", WORD_UNIT, 86400},
	{"day", WORD_UNIT, 86400},
	{"days", WORD_UNIT, 86400},
	{"w", WORD_UNIT, 604800},
	{"week", WORD_UNIT, 604800},
	{"weeks", WORD_UNIT, 604800},
	{"st", WORD_ORDINAL},
	{"nd", WORD_ORDINAL},
	{"rd", WORD_ORDINAL},
	{"th", WORD_ORDINAL},
	{"at", WORD_FILLER},
	{"on", WORD_FILLER},
	{"of", WORD_FILLER},
	{"the", WORD_FILLER},
	{"t", WORD_FILLER},
	{"this", WORD_WEEK, 0},
	{"last", WORD_WEEK, -1},
	{"next", WORD_WEEK, 1},
	{"about", WORD_ABOUT},
	{"around", WORD_ABOUT},
	{"approximately", WORD_ABOUT},
	{"approx", WORD_ABOUT},
	{"circa", WORD_ABOUT},
	{"ca", WORD_ABOUT},
	{"now", WORD_NOW},
	{"ago", WORD_AGO, -1},
	{"earlier", WORD_AGO, -1},
	{"later", WORD_AGO, 1},
	{"unknown", WORD_VALUE, WHEN_UNKNOWN},
	{"n/a", WORD_VALUE, WHEN_NOT_APPLICABLE},
	{"na", WORD_VALUE, WHEN_NOT_APPLICABLE},
	{"none", WORD_VALUE, WHEN_NOT_APPLICABLE},
	{"ongoing", WORD_VALUE, WHEN_ONGOING},
};

/* Characters above ASCII that come with copied times, and what they stand for. */
static const struct {
	const char *bytes;
	char mark;
} copied[] = {
	{"\xc2\xa0", ' '},     /* no-break space */
	{"\xe2\x80\xaf", ' '}, /* narrow no-break space, as browsers write before AM */
	{"\xe2\x80\x89", ' '}, /* thin space */
	{"\xe2\x80\x93", '-'}, /* en dash */
	{"\xe2\x88\x92", '-'}, /* minus */
	{"\xe2\x89\x88", '~'}, /* almost equal */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_same_word(const char *text, size_t len, const struct word *word)
{
	size_t full = strlen(word->text);

	if (len > full || (len < full && (!word->may_be_cut || len < 3)))
		return false;
	for (size_t i = 0; i < len; i++)
		if ((is_letter(text[i]) ? text[i] | 0x20 : text[i]) != word->text[i])
			return false;
	return true;
}

static void look_up(struct token *self)
{
	self->word = WORD_OTHER;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (is_same_word(self->text, self->len, &words[i])) {
			self->word = words[i].kind;
			self->number = words[i].number;
			return;
		}
	}
}

static bool is_joint(char c)
{
	return c == '/' || c == '.' || c == '_';
}

/* Words hold letters, and between them what "n/a", "p.m" and "America/New_York" have. */
static size_t word_length(const char *text)
{
	size_t len = 0;

	for (;;) {
		if (is_letter(text[len]))
			len++;
		else if (len > 0 && is_joint(text[len]) && is_letter(text[len + 1]))
			len++;
		else
			return len;
	}
}

static void read_number(struct token *self)
{
	self->kind = TOKEN_NUMBER;
	self->number = 0;
	while (is_digit(self->text[self->len])) {
		if (self->len < NUMBER_DIGITS_MAX)
			self->number = self->number * 10 + (self->text[self->len] - '0');
		self->len++;
	}
}

static char read_mark(const char *text, size_t *len)
{
	for (size_t i = 0; i < sizeof copied / sizeof *copied; i++) {
		*len = strlen(copied[i].bytes);
		if (strncmp(text, copied[i].bytes, *len) == 0)
			return copied[i].mark;
	}
	*len = 1;
	return *text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text;
}

static void read_token(struct token *self, const char *text)
{
	*self = (struct token){.text = text};
	if (is_digit(*text)) {
		read_number(self);
		return;
	}
	self->len = word_length(text);
	if (self->len > 0) {
		self->kind = TOKEN_WORD;
		look_up(self);
		return;
	}
	self->kind = TOKEN_MARK;
	self->mark = read_mark(text, &self->len);
}

bool token_split(const char *text, struct token tokens[TOKEN_MAX])
{
	size_t n = 0;
	bool is_glued = false;

	while (*text != '\0') {
		struct token token;

		read_token(&token, text);
		text += token.len;
		if (token.kind == TOKEN_MARK && token.mark == ' ') {
			is_glued = false;
			continue;
		}
		if (n == TOKEN_MAX - TOKEN_PAD)
			return false;
		token.is_glued = is_glued;
		is_glued = true;
		tokens[n++] = token;
	}
	while (n < TOKEN_MAX)
		tokens[n++] = (struct token){.kind = TOKEN_END, .text = text};
	return true;
}

/*
 * Splits a typed time into tokens. Spaces and dashes from copied text (no-break spaces,
 * en dashes) count as plain ones, and invisible direction marks are ignored.
 */
#include "when_token.h"

#include "base/utf8.h"

#include <string.h>

#define NUMBER_DIGITS_MAX 18 /* further digits are dropped; a number this long means nothing */
#define OTHER_MARK '\xff'
#define NOTHING '\0'

/* Characters above ASCII in copied times, and what they mean. */
static const struct {
	uint32_t first, last;
	char mark;
} copied[] = {
	{0xa0, 0xa0, ' '},         /* no-break space */
	{0xad, 0xad, NOTHING},     /* soft hyphen */
	{0x2000, 0x200a, ' '},     /* spaces of a fixed width */
	{0x200b, 0x200f, NOTHING}, /* no width, or a direction mark, as copied from Windows */
	{0x2010, 0x2015, '-'},     /* hyphens and dashes */
	{0x2018, 0x2019, '\''},    /* quotation marks */
	{0x201c, 0x201d, '"'}, {0x2026, 0x2026, '-'}, /* ellipsis, as between the ends of a range */
	{0x202a, 0x202e, NOTHING},                    /* direction marks */
	{0x202f, 0x202f, ' '},     /* narrow no-break space, as browsers write before AM */
	{0x2060, 0x2060, NOTHING}, /* word joiner */
	{0x2066, 0x2069, NOTHING}, /* direction marks */
	{0x2192, 0x2192, '-'},     /* arrow, as between the ends of a range */
	{0x2212, 0x2212, '-'},     /* minus */
	{0x2248, 0x2248, '~'},     /* almost equal */
	{0x223c, 0x223c, '~'},     /* tilde operator */
	{0x3000, 0x3000, ' '},     /* ideographic space */
	{0x301c, 0x301c, '~'},     /* wave dash */
	{0xfe58, 0xfe58, '-'},     /* small em dash */
	{0xfe63, 0xfe63, '-'},     /* small hyphen */
	{0xfeff, 0xfeff, NOTHING}, /* byte order mark */
	{0xff0d, 0xff0d, '-'},     /* full-width hyphen */
	{0xff1a, 0xff1a, ':'},     /* full-width colon */
	{0xff5e, 0xff5e, '~'},     /* full-width tilde */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of a letter, ASCII or Latin with an accent; 0 if it is not one. */
static size_t letter_length(const char *text)
{
	char small = *text | 0x20;

	if (small >= 'a' && small <= 'z')
		return 1;
	if (*text != '\xc3' || ((unsigned char)text[1] & 0xc0) != 0x80)
		return 0;
	return text[1] == '\x97' || text[1] == '\xb7' ? 0
						      : 2; /* multiplication and division signs */
}

/* Bytes of what may be between the letters of a word; 0 for anything else. */
static size_t joint_length(const char *text, size_t at)
{
	static const char apostrophe[] = "\xe2\x80\x99";
	char c = text[at];

	if (strncmp(text + at, apostrophe, strlen(apostrophe)) == 0)
		return strlen(apostrophe);
	return c == '/' || c == '.' || c == '_' || c == '\'' ||
	       (c == '-' && memchr(text, '/', at) != NULL);
}

/* Words consist of letters and, between them, the joints in "n/a", "p.m", "o'clock",
 * "America/New_York" and "America/Port-au-Prince". */
static size_t word_length(const char *text)
{
	size_t len = 0;

	for (;;) {
		size_t letter = letter_length(text + len);
		size_t joint = letter == 0 && len > 0 ? joint_length(text, len) : 0;

		if (letter == 0 && (joint == 0 || letter_length(text + len + joint) == 0))
			return len;
		len += letter + joint;
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

static void read_mark(struct token *self)
{
	uint32_t code;

	self->kind = TOKEN_MARK;
	self->len = utf8_decode(self->text, strlen(self->text), &code);
	self->mark = *self->text;
	if (code < 0x80) {
		if (*self->text == '\t' || *self->text == '\n' || *self->text == '\r')
			self->mark = ' ';
		return;
	}
	self->mark = OTHER_MARK;
	self->is_foreign = true;
	for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
		if (code >= copied[i].first && code <= copied[i].last)
			self->mark = copied[i].mark;
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
		token_look_up(self);
		return;
	}
	read_mark(self);
}

bool token_split(const char *text, struct token tokens[TOKEN_MAX])
{
	size_t n = 0;
	bool is_glued = false;

	while (*text != '\0') {
		struct token token;

		read_token(&token, text);
		text += token.len;
		if (token_is_mark(&token, NOTHING))
			continue;
		if (token_is_mark(&token, ' ')) {
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

bool token_is_number(const struct token *self, size_t from, size_t to)
{
	return self->kind == TOKEN_NUMBER && self->len >= from && self->len <= to;
}

/* "p. m." as in Spanish; NULL: it is something else. */
static const struct token *after_spaced_half(const struct token *self)
{
	const struct token *m = &self[token_is_mark(&self[1], '.') ? 2 : 1];

	if (!token_is_letter(m, 'm'))
		return NULL;
	return &m[token_is_mark(&m[1], '.') && m[1].is_glued ? 2 : 1];
}

const struct token *token_after_half(const struct token *self, bool *is_morning)
{
	if (token_is_word(self, WORD_HALF)) {
		bool has_point = self->len == 3 && token_is_mark(&self[1], '.');

		*is_morning = self->number == 0;
		return &self[has_point ? 2 : 1];
	}
	*is_morning = token_is_letter(self, 'a');
	if (!*is_morning && !token_is_letter(self, 'p'))
		return NULL;
	const struct token *spaced = after_spaced_half(self);

	return spaced != NULL || !self->is_glued ? spaced : &self[1];
}

/* "8:30 a 9:15", in French "à" */
static bool is_spanish_to(const struct token *self)
{
	bool is_to = (token_is_letter(self, 'a') && !self->is_glued) ||
		     (self->kind == TOKEN_WORD && self->len == 2 &&
			     strncmp(self->text, "\xc3\xa0", 2) == 0);

	return is_to && self[1].kind == TOKEN_NUMBER;
}

const struct token *token_after_joint(const struct token *self)
{
	const struct token *next = self;

	if (token_is_word(self, WORD_UNTIL) || is_spanish_to(self) || token_is_mark(self, '&') ||
		(token_is_mark(self, '~') && self->is_glued && self[1].is_glued) ||
		(token_is_mark(self, '/') && self->is_glued == self[1].is_glued))
		return &self[1];
	if (token_is_mark(self, '=') && token_is_mark(&self[1], '>'))
		return &self[2];
	while (token_is_mark(next, '-') || (next > self && token_is_mark(next, '>')))
		next++;
	if (token_is_mark(self, '.') && token_is_mark(&self[1], '.'))
		while (token_is_mark(next, '.'))
			next++;
	return next;
}

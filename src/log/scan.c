/* Reading a line from left to right. */
#include "scan.h"

#include <string.h>

/* with the no-break spaces that chat programs put around times */
static const char *const blanks[] = {" ", "\t", "\xC2\xA0", "\xE2\x80\xAF"};

bool scan_char(struct scan *self, char c)
{
	if (scan_is_at_end(self) || *self->at != c)
		return false;
	self->at++;
	return true;
}

bool scan_any(struct scan *self, const char *set)
{
	if (scan_is_at_end(self) || !ascii_is_one_of(*self->at, set))
		return false;
	self->at++;
	return true;
}

bool scan_text(struct scan *self, const char *text)
{
	size_t len;

	if (scan_peek(self) != text[0])
		return false;
	len = strlen(text);

	if ((size_t)(self->end - self->at) < len || memcmp(self->at, text, len) != 0)
		return false;
	self->at += len;
	return true;
}

bool scan_word(struct scan *self, const char *word)
{
	size_t len;

	if (ascii_lower(scan_peek(self)) != ascii_lower(word[0]))
		return false;
	len = strlen(word);
	if ((size_t)(self->end - self->at) < len ||
		!slice_equal_fold((struct slice){self->at, len}, word) ||
		(self->at + len < self->end && ascii_is_letter(self->at[len])))
		return false;
	self->at += len;
	return true;
}

bool scan_blank(struct scan *self)
{
	const char *from = self->at;

	while (scan_any(self, " \t") || scan_text(self, "\xC2\xA0") ||
		scan_text(self, "\xE2\x80\xAF"))
		;
	return self->at != from;
}

/* Most characters are no part of a blank. */
static bool may_be_blank(char c)
{
	return c == ' ' || c == '\t' || (unsigned char)c >= 0x80;
}

size_t blank_first(struct slice text)
{
	if (text.len == 0 || !may_be_blank(text.data[0]))
		return 0;
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (slice_begins(text, blanks[i]))
			return strlen(blanks[i]);
	return 0;
}

size_t blank_last(struct slice text)
{
	if (text.len == 0 || !may_be_blank(text.data[text.len - 1]))
		return 0;
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (slice_ends(text, blanks[i]))
			return strlen(blanks[i]);
	return 0;
}

struct slice trim_blanks(struct slice text)
{
	size_t len;

	while ((len = blank_first(text)) > 0)
		text = slice_from(text, len);
	while ((len = blank_last(text)) > 0)
		text.len -= len;
	return slice_trim(text);
}

bool scan_digits(struct scan *self, size_t least, size_t most, int64_t *number)
{
	struct scan ahead = *self;
	int64_t value = 0;
	size_t n = 0;

	while (n <= most && ascii_is_digit(scan_peek(&ahead))) {
		if (n < 18) /* longer ones are not numbers that anybody counts with */
			value = value * 10 + (*ahead.at - '0');
		ahead.at++;
		n++;
	}
	if (n < least || n > most)
		return false;
	*self = ahead;
	if (number)
		*number = value;
	return true;
}

bool scan_until(struct scan *self, char sign, struct slice *before)
{
	const char *found = memchr(self->at, sign, (size_t)(self->end - self->at));

	if (!found)
		return false;
	*before = (struct slice){self->at, (size_t)(found - self->at)};
	self->at = found + 1;
	return true;
}

bool scan_quoted(struct scan *self, struct slice *inside)
{
	struct scan ahead = *self;
	const char *from;

	if (!scan_char(&ahead, '"'))
		return false;
	from = ahead.at;
	while (!scan_is_at_end(&ahead) && *ahead.at != '"')
		ahead.at += *ahead.at == '\\' && ahead.at + 1 < ahead.end ? 2 : 1;
	*inside = scan_since(&ahead, from);
	if (!scan_char(&ahead, '"'))
		return false;
	*self = ahead;
	return true;
}

bool scan_token(struct scan *self, struct slice *token)
{
	const char *from = self->at;

	while (!scan_is_at_end(self) && !ascii_is_space(*self->at))
		self->at++;
	*token = scan_since(self, from);
	return token->len > 0;
}

bool slice_has(struct slice text, const char *words)
{
	size_t len = strlen(words);

	while (text.len >= len) {
		const char *found = memchr(text.data, words[0], text.len - len + 1);

		if (!found)
			return false;
		if (memcmp(found, words, len) == 0)
			return true;
		text = slice_from(text, (size_t)(found - text.data) + 1);
	}
	return false;
}

bool slice_begins(struct slice text, const char *words)
{
	size_t len;

	if (text.len == 0 || ascii_lower(text.data[0]) != ascii_lower(words[0]))
		return false;
	len = strlen(words);
	return text.len >= len && slice_equal_fold((struct slice){text.data, len}, words);
}

bool slice_ends(struct slice text, const char *words)
{
	size_t len = strlen(words);

	return text.len >= len &&
	       ascii_lower(text.data[text.len - 1]) == ascii_lower(words[len - 1]) &&
	       slice_equal_fold(slice_from(text, text.len - len), words);
}

struct slice first_line(struct slice text, size_t *used)
{
	struct slice rest = text;
	struct slice line = {text.data, 0};

	(void)slice_next_line(&rest, &line);
	if (used)
		*used = text.len - rest.len;
	return line;
}

unsigned count_lines(struct slice text)
{
	unsigned n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.data[i] == '\n';
	return n;
}

/*
 * Marks of list items. Some signs are always marks if a space follows; a dash or a number
 * may also begin a sentence, and is a mark only if several lines begin with one.
 */
#include "text/mark.h"

#include <stdint.h>
#include <string.h>

static const struct {
	const char *sign;
	bool is_strong;
} signs[] = {
	{"-", true}, {"*", true}, {"\xe2\x80\xa2", true}, /* bullet */
	{"\xe2\x80\xa3", true},                           /* triangular bullet */
	{"\xe2\x97\xa6", true},                           /* white bullet */
	{"\xe2\x81\x83", true},                           /* hyphen bullet */
	{"\xe2\x96\xaa", true},                           /* black small square */
	{"\xe2\x96\xab", true},                           /* white small square */
	{"\xe2\x96\xa0", true},                           /* black square */
	{"\xe2\x97\x8f", true},                           /* black circle */
	{"\xe2\x97\x8b", true},                           /* white circle */
	{"\xef\x82\xb7", true}, /* what a word processor's bullet becomes */
	{"+", false}, {"o", false}, {"\xc2\xb7", false}, /* middle dot */
	{"\xe2\x80\x93", false},                         /* en dash */
	{"\xe2\x80\x94", false},                         /* em dash */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t line_length(const char *text, size_t len)
{
	const char *newline = memchr(text, '\n', len);

	return newline ? (size_t)(newline - text) : len;
}

static size_t count_blanks(const char *line, size_t len, size_t at)
{
	size_t n = 0;

	while (at + n < len && is_blank(line[at + n]))
		n++;
	return n;
}

/* Bytes of "12." or "12)"; 0 if there is none. At most three digits: four are a year. */
static size_t parse_number(struct mark *self, const char *line, size_t len, size_t at)
{
	size_t n = 0;

	self->number = 0;
	while (n < 3 && at + n < len && line[at + n] >= '0' && line[at + n] <= '9')
		self->number = self->number * 10 + (unsigned)(line[at + n++] - '0');
	if (n == 0 || at + n == len || (line[at + n] != '.' && line[at + n] != ')'))
		return 0;
	self->is_number = true;
	return n + 1;
}

static size_t parse_sign(struct mark *self, const char *line, size_t len, size_t at)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t n = strlen(signs[i].sign);

		if (len - at < n || memcmp(line + at, signs[i].sign, n) != 0)
			continue;
		self->is_strong = signs[i].is_strong;
		return n;
	}
	return 0;
}

bool mark_parse(struct mark *self, const char *line, size_t len)
{
	size_t used;

	*self = (struct mark){0};
	len = line_length(line, len);
	self->start = count_blanks(line, len, 0);
	used = parse_sign(self, line, len, self->start);
	if (used == 0)
		used = parse_number(self, line, len, self->start);
	if (used == 0)
		return false;
	self->end = self->start + used;
	if (self->end < len && !is_blank(line[self->end]))
		return false;
	self->end += count_blanks(line, len, self->end);
	return true;
}

void mark_append_next(const struct mark *self, const char *line, struct str *out)
{
	size_t digits = strspn(line + self->start, "0123456789");

	str_append(out, line, self->start);
	if (self->is_number)
		str_appendf(out, "%u", self->number + 1);
	else
		digits = 0;
	str_append(out, line + self->start + digits, self->end - self->start - digits);
	if (!is_blank(out->data[out->len - 1]))
		str_append_char(out, ' ');
}

/* --- blocks --- */

/* How many lines of a block begin with each kind of weak mark. */
struct company {
	size_t n_signs;
	size_t n_numbers; /* numbers that continue the previous one or are all the same */
	unsigned number;
};

static void count_company(struct company *self, const char *text, size_t len)
{
	struct mark mark;

	*self = (struct company){0};
	for (size_t at = 0; at < len; at += line_length(text + at, len - at) + 1) {
		if (!mark_parse(&mark, text + at, len - at) || mark.is_strong)
			continue;
		if (!mark.is_number) {
			self->n_signs++;
			continue;
		}
		if (self->n_numbers == 0 || mark.number == self->number + 1 ||
			mark.number == self->number || mark.number == 1)
			self->n_numbers++;
		self->number = mark.number;
	}
}

static bool is_mark(const struct company *company, const struct mark *mark)
{
	return mark->is_strong || (mark->is_number ? company->n_numbers : company->n_signs) > 1;
}

/* The indentation that all lines with content share. */
static size_t common_indent(const char *text, size_t len)
{
	size_t least = SIZE_MAX;

	for (size_t at = 0; at < len; at += line_length(text + at, len - at) + 1) {
		size_t line = line_length(text + at, len - at);
		size_t blanks = count_blanks(text + at, line, 0);

		if (blanks < line && blanks < least)
			least = blanks;
	}
	return least == SIZE_MAX ? 0 : least;
}

struct stripping {
	struct str *out;
	struct company company;
	size_t start;  /* of out */
	size_t indent; /* of the last mark, or of the block */
	bool has_item;
	bool has_marks;
};

static void append_line(struct stripping *self, const char *line, size_t len, bool goes_on)
{
	while (len > 0 && is_blank(line[len - 1]))
		len--;
	if (len == 0)
		return;
	if (self->out->len > self->start)
		str_append_char(self->out, '\n');
	if (goes_on)
		str_append_text(self->out, "  ");
	str_append(self->out, line, len);
	self->has_item = true;
}

static void strip_line(struct stripping *self, const char *line, size_t len)
{
	struct mark mark;
	size_t blanks = count_blanks(line, len, 0);

	if (mark_parse(&mark, line, len) && is_mark(&self->company, &mark)) {
		size_t at = mark.end;

		if (len - at >= 4 && memcmp(line + at, "[ ] ", 4) == 0)
			at += 4;
		self->has_marks = true;
		self->indent = mark.start;
		self->has_item = false;
		append_line(self, line + at, len - at, false);
	} else {
		append_line(self, line + blanks, len - blanks,
			self->has_item && blanks > self->indent + (self->has_marks ? 0 : 1));
	}
}

bool mark_strip(const char *text, size_t len, struct str *out)
{
	struct stripping stripping = {
		.out = out, .start = out->len, .indent = common_indent(text, len)};

	count_company(&stripping.company, text, len);
	for (size_t at = 0; at < len;) {
		size_t line = line_length(text + at, len - at);

		strip_line(&stripping, text + at, line);
		at += line + 1;
	}
	return stripping.has_marks;
}

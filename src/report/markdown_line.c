/*
 * Values that are no prose, inside a line of Markdown: code spans and http links are kept, all
 * else is escaped.
 */
#include "markdown_text.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

struct line {
	const char *text;
	size_t len;
	unsigned flags;
	struct str *out;
};

static bool is_word(const struct line *self, size_t at)
{
	return at < self->len &&
	       (ascii_is_letter(self->text[at]) || ascii_is_digit(self->text[at]));
}

/* ----------------------------------------------------------------------- code */

static size_t run_length(const struct line *self, size_t at)
{
	size_t len = 1;

	while (at + len < self->len && self->text[at + len] == self->text[at])
		len++;
	return len;
}

/* 6.1: a span of code ends at the next run of backticks of the same length. 0: never. */
static size_t code_span_end(const struct line *self, size_t at, size_t fence)
{
	size_t run;

	for (size_t i = at + fence; i < self->len; i += run) {
		run = 1;
		if (self->text[i] != '`')
			continue;
		run = run_length(self, i);
		if (run == fence)
			return i + run;
	}
	return 0;
}

/* What it shows: without a space at both ends. */
static struct slice content_of(struct slice code)
{
	bool is_padded = code.len > 2 && code.data[0] == ' ' && code.data[code.len - 1] == ' ' &&
			 slice_trim(code).len > 0;

	return is_padded ? (struct slice){code.data + 1, code.len - 2} : code;
}

static size_t write_code_span(const struct line *self, size_t at)
{
	size_t fence = run_length(self, at);
	size_t end = code_span_end(self, at, fence);
	struct slice code = {self->text + at + fence, end - at - 2 * fence};

	if (end == 0) {
		markdown_escape((struct slice){self->text + at, fence}, self->flags, self->out);
		return fence;
	}
	markdown_code(content_of(code), self->flags, self->out);
	return end - at;
}

/* ---------------------------------------------------------------------- links */

static size_t scheme_length(const struct line *self, size_t at)
{
	static const char *const schemes[] = {"https://", "http://"};

	if (at > 0 && is_word(self, at - 1))
		return 0;
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		size_t len = strlen(schemes[i]);

		if (self->len - at > len && strncasecmp(self->text + at, schemes[i], len) == 0)
			return len;
	}
	return 0;
}

/* 6.5: no spaces, control characters or angle brackets. */
static bool is_link_byte(char c)
{
	return (unsigned char)c > ' ' && c != 0x7f && !ascii_is_one_of(c, "<>");
}

static size_t count(const char *text, size_t len, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += text[i] == c;
	return n;
}

/* Does a bracket or quote at the end of the link belong to the sentence? "(see http://x/y)" */
static bool closes_too_much(const char *link, size_t len)
{
	static const char pairs[][2] = {
		{'(', ')'}, {'[', ']'}, {'{', '}'}, {'"', '"'}, {'\'', '\''}, {'`', '`'}};
	char last = link[len - 1];

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		if (last != pairs[i][1])
			continue;
		size_t closed = count(link, len, last);
		return pairs[i][0] == last ? closed % 2 == 1
					   : closed > count(link, len, pairs[i][0]);
	}
	return false;
}

/* Does the byte after so much of a link close a bracket right before it? */
static bool closes_around(const struct line *self, size_t at, size_t len)
{
	static const char pairs[][2] = {{'(', ')'}, {'[', ']'}, {'{', '}'}};
	const char *link = self->text + at;

	for (size_t i = 0; at > 0 && i < sizeof pairs / sizeof pairs[0]; i++)
		if (link[-1] == pairs[i][0] && link[len] == pairs[i][1])
			return count(link, len, pairs[i][1]) >= count(link, len, pairs[i][0]);
	return false;
}

/* Bytes of the link that starts here; 0 for none. Full stops and the like after it are prose. */
static size_t link_length(const struct line *self, size_t at)
{
	const char *link = self->text + at;
	size_t scheme = scheme_length(self, at);
	size_t len = scheme;

	if (scheme == 0)
		return 0;
	/* "[text](address)" has two of them. */
	while (at + len < self->len && is_link_byte(link[len]) &&
		!(link[len] == ']' && at + len + 1 < self->len && link[len + 1] == '(') &&
		!closes_around(self, at, len))
		len++;
	while (len > scheme &&
		(ascii_is_one_of(link[len - 1], ".,;:!?*_~|") || closes_too_much(link, len)))
		len--;
	return len > scheme && utf8_check(link, len, NULL) ? len : 0;
}

/* ---------------------------------------------------------------------- lines */

static size_t write_piece(const struct line *self, size_t at)
{
	size_t link;

	if (self->text[at] == '`')
		return write_code_span(self, at);
	link = link_length(self, at);
	if (link > 0) {
		markdown_autolink((struct slice){self->text + at, link}, self->flags, self->out);
		return link;
	}
	return markdown_escape_at(
		(struct slice){self->text, self->len}, at, self->flags, self->out);
}

/* Spaces at the end would be a hard break (6.7), those at the start an indented block (4.4). */
static void write_line(struct slice given, unsigned flags, struct str *out)
{
	struct slice text = slice_trim(given);
	struct line self = {.text = text.data, .len = text.len, .flags = flags, .out = out};
	size_t at = flags & MARKDOWN_LINE_START ? markdown_escape_start(text, out) : 0;

	while (at < self.len)
		at += write_piece(&self, at);
}

void markdown_line(const char *text, size_t len, struct str *out)
{
	size_t before = out->len;

	write_line((struct slice){text, len}, 0, out);
	/* 4.2: a # at the end of a heading would be dropped. */
	if (out->len > before && out->data[out->len - 1] == '#')
		str_splice(out, out->len - 1, 0, "\\", 1);
}

void markdown_line_start(const char *text, size_t len, struct str *out)
{
	write_line((struct slice){text, len}, MARKDOWN_LINE_START, out);
}

/* A bare carriage return ends a line in Markdown, so it does here. */
static bool next_line(struct slice *rest, struct slice *line)
{
	size_t len = 0;

	if (rest->len == 0)
		return false;
	while (len < rest->len && rest->data[len] != '\n' && rest->data[len] != '\r')
		len++;
	*line = (struct slice){rest->data, len};
	*rest = slice_from(*rest, len);
	if (rest->len > 1 && memcmp(rest->data, "\r\n", 2) == 0)
		*rest = slice_from(*rest, 1);
	if (rest->len > 0)
		*rest = slice_from(*rest, 1);
	return true;
}

void markdown_cell(const char *text, size_t len, struct str *out)
{
	struct slice rest = {text, len};
	struct slice line;

	for (bool first = true; next_line(&rest, &line); first = false) {
		if (!first)
			str_append_text(out, "<br>");
		write_line(line, MARKDOWN_CELL, out);
	}
}

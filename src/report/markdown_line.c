/*
 * Inside a line of Markdown: what is kept (code spans, http links) and what is escaped.
 * Section numbers refer to the CommonMark specification 0.30:
 * https://spec.commonmark.org/0.30/
 */
#include "markdown_text.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

struct line {
	const char *text;
	size_t len;
	bool is_cell;
	struct str *out;
};

static bool is_word(const struct line *self, size_t at)
{
	return at < self->len &&
	       (ascii_is_letter(self->text[at]) || ascii_is_digit(self->text[at]));
}

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

/* Code points that are invalid or would act on a reader of the file: 2.3 and bare controls. */
static size_t write_code_point(const char *text, size_t len, struct str *out)
{
	uint32_t code;
	size_t size = utf8_decode(text, len, &code);

	if (code == UTF8_INVALID || (code < 0x20 && code != '\t') || code == 0x7f)
		str_append_text(out, "\xEF\xBF\xBD");
	else
		str_append(out, text, size);
	return size;
}

void markdown_verbatim(const char *text, size_t len, struct str *out)
{
	for (size_t i = 0; i < len;)
		i += write_code_point(text + i, len - i, out);
}

/* Counts the backslashes that end right before a position. */
static size_t backslashes_before(const char *text, size_t at)
{
	size_t n = 0;

	while (n < at && text[at - n - 1] == '\\')
		n++;
	return n;
}

static bool is_odd_pipe(const char *text, size_t at)
{
	return text[at] == '|' && backslashes_before(text, at) % 2 == 1;
}

static bool has_odd_pipe(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_odd_pipe(text, i))
			return true;
	return false;
}

/* A piece of code in a cell, with a backslash before each pipe: GFM 4.10, example 200. */
static void write_cell_code(const char *code, size_t len, size_t fence, struct str *out)
{
	if (len == 0)
		return;
	str_append_repeat(out, '`', fence);
	for (size_t i = 0; i < len;) {
		if (code[i] == '|')
			str_append_char(out, '\\');
		i += write_code_point(code + i, len - i, out);
	}
	str_append_repeat(out, '`', fence);
}

/*
 * A backslash before such a pipe would be read as escaping the pipe's backslash, and the
 * cell would end; so it goes between two code spans.
 */
static void write_cell_span(const char *code, size_t len, size_t fence, struct str *out)
{
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		if (!is_odd_pipe(code, i))
			continue;
		write_cell_code(code + from, i - 1 - from, fence, out);
		str_append_text(out, "\\\\");
		from = i;
	}
	write_cell_code(code + from, len - from, fence, out);
}

static size_t write_code_span(const struct line *self, size_t at)
{
	size_t fence = run_length(self, at);
	size_t end = code_span_end(self, at, fence);

	/* Pieces of code that contain backticks could not be distinguished from their
	 * delimiters. */
	if (self->is_cell && fence > 1 && end > 0 && has_odd_pipe(self->text + at, end - at))
		end = 0;
	if (end == 0) {
		for (size_t i = 0; i < fence; i++)
			str_append_text(self->out, "\\`");
		return fence;
	}
	if (self->is_cell)
		write_cell_span(self->text + at + fence, end - at - 2 * fence, fence, self->out);
	else
		markdown_verbatim(self->text + at, end - at, self->out);
	return end - at;
}

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

/* A pipe would end a cell, and not every reader accepts an escape inside a link. */
static void write_link(const struct line *self, const char *link, size_t len)
{
	str_append_char(self->out, '<');
	for (size_t i = 0; i < len; i++) {
		if (self->is_cell && link[i] == '|')
			str_append_text(self->out, "%7C");
		else
			str_append_char(self->out, link[i]);
	}
	str_append_char(self->out, '>');
}

/* 6.2: &name; or &#number; */
static bool begins_entity(const struct line *self, size_t at)
{
	size_t end = at + 1;

	if (end < self->len && self->text[end] == '#')
		end++;
	while (is_word(self, end))
		end++;
	return end > at + 1 && end < self->len && self->text[end] == ';';
}

static bool needs_escape(const struct line *self, size_t at)
{
	char c = self->text[at];

	if (c == '_')
		return at == 0 || !is_word(self, at - 1) || !is_word(self, at + 1);
	if (c == '&')
		return begins_entity(self, at);
	if (c == '$')
		return at + 1 < self->len && !ascii_is_digit(self->text[at + 1]) &&
		       self->text[at + 1] != ' ';
	return ascii_is_one_of(c, "\\*[<|~");
}

static size_t write_piece(const struct line *self, size_t at)
{
	size_t link;

	if (self->text[at] == '`')
		return write_code_span(self, at);
	link = link_length(self, at);
	if (link > 0) {
		write_link(self, self->text + at, link);
		return link;
	}
	if (needs_escape(self, at))
		str_append_char(self->out, '\\');
	return write_code_point(self->text + at, self->len - at, self->out);
}

/* Spaces at the end would be a hard break (6.7), those at the start an indented block (4.4). */
static void write_line(const struct line *given)
{
	struct slice text = slice_trim((struct slice){given->text, given->len});
	struct line self = *given;

	self.text = text.data;
	self.len = text.len;
	for (size_t i = 0; i < self.len;)
		i += write_piece(&self, i);
}

void markdown_line(const char *text, size_t len, struct str *out)
{
	size_t before = out->len;

	write_line(&(struct line){.text = text, .len = len, .out = out});
	/* 4.2: a # at the end of a heading would be dropped. */
	if (out->len > before && out->data[out->len - 1] == '#')
		str_splice(out, out->len - 1, 0, "\\", 1);
}

bool markdown_next_line(struct slice *rest, struct slice *line)
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

	for (bool first = true; markdown_next_line(&rest, &line); first = false) {
		if (!first)
			str_append_text(out, "<br>");
		write_line(&(struct line){
			.text = line.data, .len = line.len, .is_cell = true, .out = out});
	}
}

/* 5.2: up to nine digits, then a full stop or bracket, then a space or the end. */
static size_t ordered_marker_digits(const char *text, size_t len)
{
	size_t digits = 0;

	while (digits < len && digits < 9 && ascii_is_digit(text[digits]))
		digits++;
	if (digits == 0 || digits == len || !ascii_is_one_of(text[digits], ".)"))
		return 0;
	if (digits + 1 < len && text[digits + 1] != ' ' && text[digits + 1] != '\t')
		return 0;
	return digits;
}

void markdown_line_start(const char *text, size_t len, struct str *out)
{
	struct slice trimmed = slice_trim((struct slice){text, len});
	size_t digits = ordered_marker_digits(trimmed.data, trimmed.len);

	text = trimmed.data;
	len = trimmed.len;
	if (digits > 0) {
		str_append(out, text, digits);
		str_append_char(out, '\\');
		str_append_char(out, text[digits]);
		text += digits + 1;
		len -= digits + 1;
		if (len > 0)
			str_append_char(out, ' ');
	} else if (len > 0 && ascii_is_one_of(text[0], "#>+-=:")) {
		str_append_char(out, '\\');
	}
	write_line(&(struct line){.text = text, .len = len, .out = out});
}

/*
 * Text, code and addresses as Markdown that a reader shows as they are. Section numbers refer to
 * the CommonMark specification 0.30: https://spec.commonmark.org/0.30/
 */
#include "markdown_text.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

#define REPLACEMENT "\xEF\xBF\xBD"

static bool is_word(struct slice text, size_t at)
{
	return at < text.len && (ascii_is_letter(text.data[at]) || ascii_is_digit(text.data[at]) ||
					(unsigned char)text.data[at] >= 0x80);
}

static bool is_space(struct slice text, size_t at)
{
	return at < text.len && text.data[at] == ' ';
}

/* Code points that are invalid or would act on a reader of the file: 2.3 and bare controls. */
static size_t write_code_point(struct slice text, size_t at, struct str *out)
{
	uint32_t code;
	size_t size = utf8_decode(text.data + at, text.len - at, &code);

	if (code == UTF8_INVALID || (code < 0x20 && code != '\t') || code == 0x7f)
		str_append_text(out, REPLACEMENT);
	else
		str_append(out, text.data + at, size);
	return size;
}

void markdown_verbatim(struct slice text, struct str *out)
{
	for (size_t i = 0; i < text.len;)
		i += write_code_point(text, i, out);
}

/* ----------------------------------------------------------------------- text */

/* 6.2: &name; or &#number;, or what becomes one with the text behind. */
static bool begins_entity(struct slice text, size_t at)
{
	size_t end = at + 1;

	if (end < text.len && text.data[end] == '#')
		end++;
	while (end < text.len &&
		(ascii_is_letter(text.data[end]) || ascii_is_digit(text.data[end])))
		end++;
	return end < text.len && text.data[end] == ';';
}

/* GitHub links such a name although it has no scheme. */
static bool ends_www(struct slice text, size_t at)
{
	return at >= 3 && strncasecmp(text.data + at - 3, "www", 3) == 0 &&
	       !(at > 3 && is_word(text, at - 4));
}

/* Before a figure a lone one is money; two of them would be a formula. */
static bool is_money(struct slice text, size_t at)
{
	return at + 1 < text.len &&
	       (ascii_is_digit(text.data[at + 1]) || text.data[at + 1] == ' ') &&
	       !memchr(text.data, '$', at) && !memchr(text.data + at + 1, '$', text.len - at - 1);
}

static bool needs_escape(struct slice text, size_t at, unsigned flags)
{
	char c = text.data[at];
	bool is_apart = at > 0 && is_space(text, at - 1) && is_space(text, at + 1);

	switch (c) {
	case '\\':
	case '`':
	case '[':
	case '<':
		return true;
	case ']':
		return flags & MARKDOWN_LINK_TEXT;
	case '|':
		return (flags & MARKDOWN_CELL) || ((flags & MARKDOWN_LINE_START) && at == 0);
	case '*':
		return !is_apart;
	case '_':
		return !is_apart && !(at > 0 && is_word(text, at - 1) && is_word(text, at + 1));
	case '~': /* "~5 min" can begin to strike out, but nothing ends it */
		return (flags & MARKDOWN_STRUCK) || (at > 0 && !is_space(text, at - 1)) ||
		       !is_word(text, at + 1);
	case '&':
		return begins_entity(text, at);
	case '$':
		return !is_money(text, at);
	case '.':
		return ends_www(text, at);
	case ':':
		return at + 2 < text.len && memcmp(text.data + at, "://", 3) == 0;
	default:
		return false;
	}
}

size_t markdown_escape_at(struct slice text, size_t at, unsigned flags, struct str *out)
{
	if (needs_escape(text, at, flags))
		str_append_char(out, '\\');
	return write_code_point(text, at, out);
}

/* 5.2: up to nine digits, then a full stop or bracket, then a space or the end. */
static size_t ordered_marker_digits(struct slice text)
{
	size_t digits = 0;

	while (digits < text.len && digits < 9 && ascii_is_digit(text.data[digits]))
		digits++;
	if (digits == 0 || digits == text.len || !ascii_is_one_of(text.data[digits], ".)"))
		return 0;
	if (digits + 1 < text.len && !ascii_is_one_of(text.data[digits + 1], " \t"))
		return 0;
	return digits;
}

size_t markdown_escape_start(struct slice text, struct str *out)
{
	size_t digits = ordered_marker_digits(text);

	if (digits > 0) {
		str_append(out, text.data, digits);
		str_append_char(out, '\\');
		str_append_char(out, text.data[digits]);
		return digits + 1;
	}
	if (text.len > 0 && ascii_is_one_of(text.data[0], "#>+-=:"))
		str_append_char(out, '\\');
	return 0;
}

void markdown_escape(struct slice text, unsigned flags, struct str *out)
{
	size_t at = flags & MARKDOWN_LINE_START ? markdown_escape_start(text, out) : 0;

	while (at < text.len)
		at += markdown_escape_at(text, at, flags, out);
}

/* ----------------------------------------------------------------------- code */

static bool is_odd_pipe(struct slice code, size_t at)
{
	size_t n = 0;

	while (n < at && code.data[at - n - 1] == '\\')
		n++;
	return code.data[at] == '|' && n % 2 == 1;
}

static size_t longest_fence(struct slice code)
{
	size_t longest = 0;
	size_t run = 0;

	for (size_t i = 0; i < code.len; i++) {
		run = code.data[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

/* 6.1: a space at both ends is removed, unless there is nothing else. */
static bool needs_spaces(struct slice code)
{
	char first = code.data[0];
	char last = code.data[code.len - 1];

	return first == '`' || last == '`' ||
	       (first == ' ' && last == ' ' && slice_trim(code).len > 0);
}

static void write_span(struct slice code, bool is_cell, struct str *out)
{
	if (code.len == 0)
		return;
	size_t fence = longest_fence(code) + 1;
	const char *space = needs_spaces(code) ? " " : "";

	str_append_repeat(out, '`', fence);
	str_append_text(out, space);
	for (size_t i = 0; i < code.len;) {
		if (is_cell && code.data[i] == '|')
			str_append_char(out, '\\'); /* GFM 4.10, example 200 */
		i += write_code_point(code, i, out);
	}
	str_append_text(out, space);
	str_append_repeat(out, '`', fence);
}

static bool has_odd_pipe(struct slice code)
{
	for (size_t i = 0; i < code.len; i++)
		if (is_odd_pipe(code, i))
			return true;
	return false;
}

/*
 * In a cell a backslash before a pipe would be read as escaping the pipe's backslash, and the
 * cell would end; so it goes between two spans. Pieces with backticks could not be told from
 * their fences.
 */
void markdown_code(struct slice code, unsigned flags, struct str *out)
{
	bool is_cell = flags & MARKDOWN_CELL;
	size_t from = 0;

	if (is_cell && has_odd_pipe(code) && memchr(code.data, '`', code.len)) {
		markdown_escape(code, flags, out);
		return;
	}
	for (size_t i = 0; is_cell && i < code.len; i++) {
		if (!is_odd_pipe(code, i))
			continue;
		write_span((struct slice){code.data + from, i - 1 - from}, is_cell, out);
		str_append_text(out, "\\\\");
		from = i;
	}
	write_span(slice_from(code, from), is_cell, out);
}

size_t markdown_fence(struct slice code)
{
	size_t longest = longest_fence(code);

	return longest < 3 ? 3 : longest + 1;
}

/* ------------------------------------------------------------------ addresses */

/* A pipe would end a cell, and not every reader accepts an escape inside an address. */
void markdown_autolink(struct slice address, unsigned flags, struct str *out)
{
	str_append_char(out, '<');
	for (size_t i = 0; i < address.len; i++)
		if ((flags & MARKDOWN_CELL) && address.data[i] == '|')
			str_append_text(out, "%7C");
		else
			str_append_char(out, address.data[i]);
	str_append_char(out, '>');
}

static bool is_simple(struct slice address)
{
	for (size_t i = 0; i < address.len; i++)
		if (!ascii_is_letter(address.data[i]) && !ascii_is_digit(address.data[i]) &&
			!ascii_is_one_of(address.data[i], "/:.?=&#%-_~+,;@"))
			return false;
	return true;
}

/* A backtick would begin code, which comes before links. */
void markdown_destination(struct slice address, unsigned flags, struct str *out)
{
	bool is_bare = is_simple(address);

	str_append_text(out, is_bare ? "(" : "(<");
	for (size_t i = 0; i < address.len; i++) {
		char c = address.data[i];

		if (c == '`')
			str_append_text(out, "%60");
		else if (c == '|' && (flags & MARKDOWN_CELL))
			str_append_text(out, "%7C");
		else if (ascii_is_one_of(c, "\\<>") || (c == '&' && begins_entity(address, i)))
			str_appendf(out, "\\%c", c);
		else
			str_append_char(out, c);
	}
	str_append_text(out, is_bare ? ")" : ">)");
}

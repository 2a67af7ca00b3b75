/*
 * Writes one scalar: which style can represent a text, and the text in that style.
 *
 * A plain scalar must be that string for every reader of YAML 1.1 and 1.2. The words, and
 * the number patterns behind "starts like a number and has nothing else in it", are those
 * of yaml.org/type and of the 1.2 core schema.
 */
#include "base/ensure.h"
#include "base/utf8.h"
#include "internal.h"

#include <string.h>
#include <strings.h>

struct range {
	uint32_t first;
	uint32_t last;
};

/* Only written as escapes: what YAML forbids or takes for a line break, and invisible
 * characters. */
static const struct range escaped[] = {
	{0x00, 0x1F},
	{0x7F, 0x9F},
	{0x061C, 0x061C}, /* bidi controls, here and below */
	{0x200E, 0x200F},
	{0x2028, 0x202E}, /* LS and PS, too */
	{0x2066, 0x2069},
	{0xFEFF, 0xFEFF}, /* BOM */
	{0xFFFE, 0xFFFF},
	{UTF8_INVALID, UTF8_INVALID},
};

static bool is_escaped(uint32_t code)
{
	for (size_t i = 0; i < sizeof(escaped) / sizeof(*escaped); i++)
		if (code >= escaped[i].first && code <= escaped[i].last)
			return true;
	return false;
}

/* Can all of it be written as it is? allowed: the control characters that can. */
static bool is_printable(const char *text, size_t len, const char *allowed)
{
	for (size_t i = 0; i < len;) {
		if (text[i] >= ' ' && text[i] <= '~') {
			i++;
			continue;
		}
		uint32_t code;
		i += utf8_decode(text + i, len - i, &code);
		bool is_allowed = code > 0 && code < ' ' && strchr(allowed, (int)code);
		if (is_escaped(code) && !is_allowed)
			return false;
	}
	return true;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Does text start with these letters? */
static bool starts_with(const char *text, size_t len, const char *start)
{
	return len >= strlen(start) && memcmp(text, start, strlen(start)) == 0;
}

static bool starts_fine(const char *text, size_t len, bool is_flow)
{
	if (strchr(",[]{}#&*!|>'\"%@`", text[0]))
		return false;
	if (starts_with(text, len, "---") || starts_with(text, len, "..."))
		return false;
	if (!strchr("-?:", text[0]))
		return true;
	return len > 1 && !is_blank(text[1]) && !is_flow;
}

/* May it be written without quotes at all, whatever it then means? */
static bool is_plain_syntax(const char *text, size_t len, bool is_flow)
{
	if (len == 0 || is_blank(text[0]) || is_blank(text[len - 1]) || text[len - 1] == ':')
		return false;
	if (!is_printable(text, len, "") || !starts_fine(text, len, is_flow))
		return false;
	for (size_t i = 1; i < len; i++) {
		bool is_mark = (text[i] == ' ' && text[i - 1] == ':') ||
			       (text[i] == '#' && text[i - 1] == ' ');
		if (is_mark || (is_flow && strchr(",[]{}:?", text[i])))
			return false;
	}
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* How many leading bytes are in a set? */
static size_t count_of(const char *text, size_t len, const char *set)
{
	size_t count = 0;
	while (count < len && text[count] && strchr(set, text[count]))
		count++;
	return count;
}

/* Numbers of every base, with signs, points, exponents, colons; dates and times. */
static bool is_number_like(const char *text, size_t len)
{
	if (!is_digit(text[0]) && !strchr("+-.", text[0]))
		return false;
	if (len > 5 && count_of(text, len, "0123456789") == 4 && text[4] == '-' &&
		is_digit(text[5]))
		return true;
	return count_of(text, len, "0123456789abcdefABCDEFxXoO_:.,+- tTzZ") == len;
}

static bool is_other_word(const char *text, size_t len)
{
	static const char *const words[] = {"~", "null", "y", "n", "yes", "no", "true", "false",
		"on", "off", "nan", ".nan", "inf", ".inf", "+.inf", "-.inf", "=", "<<"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i]) == len && strncasecmp(words[i], text, len) == 0)
			return true;
	return false;
}

bool yaml_is_plain_word(const char *text, size_t len, bool is_flow)
{
	return is_plain_syntax(text, len, is_flow) && !strchr("-?:", text[0]) &&
	       !is_number_like(text, len) && !is_other_word(text, len);
}

bool yaml_fits_single(const char *text, size_t len)
{
	return is_printable(text, len, "");
}

bool yaml_fits_literal(const char *text, size_t len)
{
	size_t i = 0;
	while (i < len && (is_blank(text[i]) || text[i] == '\n'))
		i++;
	return i < len && is_printable(text, len, "\n\t");
}

void yaml_single_write(struct str *out, const char *text, size_t len)
{
	str_append_char(out, '\'');
	for (const char *quote; (quote = memchr(text, '\'', len)) != NULL;) {
		size_t part = (size_t)(quote - text) + 1;
		str_append(out, text, part);
		str_append_char(out, '\'');
		text += part;
		len -= part;
	}
	str_append(out, text, len);
	str_append_char(out, '\'');
}

static void escape(struct str *out, uint32_t code)
{
	static const char letters[128] = {
		['\0'] = '0',
		['\a'] = 'a',
		['\b'] = 'b',
		['\t'] = 't',
		['\n'] = 'n',
		['\v'] = 'v',
		['\f'] = 'f',
		['\r'] = 'r',
		['\033'] = 'e',
		['"'] = '"',
		['\\'] = '\\',
	};
	if (code == UTF8_INVALID)
		code = 0xFFFD;
	if (code < sizeof(letters) && letters[code])
		str_appendf(out, "\\%c", letters[code]);
	else if (code <= 0xFF)
		str_appendf(out, "\\x%02X", (unsigned)code);
	else
		str_appendf(out, "\\u%04X", (unsigned)code);
}

static void write_escaped(struct str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t code;
		size_t size = utf8_decode(text + i, len - i, &code);
		if (code == '"' || code == '\\' || is_escaped(code))
			escape(out, code);
		else
			str_append(out, text + i, size);
		i += size;
	}
}

void yaml_double_write(struct str *out, const char *text, size_t len)
{
	str_append_char(out, '"');
	write_escaped(out, text, len);
	str_append_char(out, '"');
}

void yaml_double_prose_write(struct str *out, const char *text, size_t len)
{
	str_append_char(out, '"');
	write_escaped(out, text, len);
	if (len > 0 && text[len - 1] == '\n')
		str_append_text(out, "\\n");
	str_append_char(out, '"');
}

void yaml_line_write(
	struct str *out, enum yaml_shape shape, const char *text, size_t len, bool is_flow)
{
	bool is_plain = (shape == YAML_WORD && yaml_is_plain_word(text, len, is_flow)) ||
			(shape == YAML_RAW && is_plain_syntax(text, len, is_flow));
	if (is_plain)
		str_append(out, text, len);
	else if (shape == YAML_PROSE)
		yaml_double_prose_write(out, text, len);
	else
		yaml_double_write(out, text, len);
}

bool yaml_needs_indicator(const char *text)
{
	while (*text == '\n')
		text++;
	return is_blank(*text);
}

void yaml_literal_lines(
	struct str *out, const char *text, size_t len, const char *newline, unsigned content)
{
	for (;;) {
		const char *feed = memchr(text, '\n', len);
		size_t line = feed ? (size_t)(feed - text) : len;
		str_append_text(out, newline);
		if (line > 0)
			str_append_repeat(out, ' ', content);
		str_append(out, text, line);
		if (!feed)
			return;
		text += line + 1;
		len -= line + 1;
	}
}

void yaml_scalar_write(struct str *out, enum yaml_shape shape, const char *text, size_t len,
	const struct yaml_layout *layout)
{
	unsigned content = layout->indent + layout->step;
	ENSURE(layout->step >= 1 && layout->step <= YAML_MAX_INDICATOR);
	if (content < layout->clear)
		content = layout->clear;
	bool is_block = shape == YAML_PROSE && yaml_fits_literal(text, len);
	bool needs_indicator = is_block && yaml_needs_indicator(text);
	if (!is_block || (needs_indicator && content - layout->indent > YAML_MAX_INDICATOR)) {
		yaml_line_write(out, shape, text, len, false);
		return;
	}
	str_append_char(out, '|');
	if (needs_indicator)
		str_appendf(out, "%u", content - layout->indent);
	if (text[len - 1] == '\n')
		str_append_char(out, '+');
	yaml_literal_lines(out, text, len, layout->newline, content);
}

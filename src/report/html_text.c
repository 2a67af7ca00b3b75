/* Characters that mean something to HTML, CSS and SVG; see html_text.h. */
#include "html_text.h"

#include "base/utf8.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

/* https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream */
static bool is_allowed(uint32_t code)
{
	if (code < 0x20)
		return code == '\t' || code == '\n';
	return code != UTF8_INVALID && !(code >= 0x7f && code < 0xa0) &&
	       !(code >= 0xfdd0 && code <= 0xfdef) && (code & 0xfffe) != 0xfffe;
}

static const char *name_of(uint32_t code)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

/* Most of a text, for which nothing is to be done. */
static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '"';
}

void html_escape(struct slice text, struct str *out)
{
	size_t from = 0;
	size_t size;

	for (size_t i = 0; i < text.len; i += size) {
		uint32_t code;
		const char *instead;

		size = 1;
		if (is_plain((unsigned char)text.data[i]))
			continue;
		size = utf8_decode(text.data + i, text.len - i, &code);
		instead = is_allowed(code) ? name_of(code) : REPLACEMENT;
		if (!instead)
			continue;
		str_append(out, text.data + from, i - from);
		str_append_text(out, instead);
		from = i + size;
	}
	str_append(out, text.data + from, text.len - from);
}

void html_escape_text(const char *text, struct str *out)
{
	html_escape(slice_of_text(text), out);
}

void html_escape_whole(struct slice text, struct str *out)
{
	size_t from = 0;

	for (size_t i = 0; i <= text.len; i++) {
		if (i < text.len && text.data[i] != ' ')
			continue;
		html_escape((struct slice){text.data + from, i - from}, out);
		if (i < text.len)
			str_append_text(out, "\xC2\xA0");
		from = i + 1;
	}
}

/* CSS Syntax 4.3.7: hexadecimal escapes for all that could end the string or the element, or that
 * no HTML document may contain. */
void html_css_string(struct slice text, struct str *out)
{
	size_t size;

	str_append_char(out, '"');
	for (size_t i = 0; i < text.len; i += size) {
		uint32_t code;

		size = utf8_decode(text.data + i, text.len - i, &code);
		if (!is_allowed(code))
			str_append_text(out, REPLACEMENT);
		else if (code < 0x20 || ascii_is_one_of(text.data[i], "\"\\<>&"))
			str_appendf(out, "\\%x ", (unsigned)code);
		else
			str_append(out, text.data + i, size);
	}
	str_append_char(out, '"');
}

void html_open_link(struct slice address, struct slice text, struct str *out)
{
	bool is_bare = address.len == text.len && memcmp(address.data, text.data, text.len) == 0;

	str_append_text(out, is_bare ? "<a class=\"bare\" href=\"" : "<a href=\"");
	html_escape(address, out);
	str_append_text(out, "\" rel=\"noopener noreferrer\">");
}

/* As printf does it, which takes ten times as long: a half goes to the even digit. */
void html_number(double number, struct str *out)
{
	double tenths = (number < 0 ? -number : number) * 10;
	unsigned long whole = (unsigned long)tenths;
	double rest = tenths - (double)whole;
	char digits[24];
	size_t n = 0;

	whole += rest > .5 || (rest == .5 && whole % 2 == 1);
	if (number < 0 && whole > 0)
		str_append_char(out, '-');
	if (whole % 10 > 0) {
		digits[n++] = (char)('0' + whole % 10);
		digits[n++] = '.';
	}
	whole /= 10;
	do
		digits[n++] = (char)('0' + whole % 10);
	while ((whole /= 10) > 0);
	while (n > 0)
		str_append_char(out, digits[--n]);
}

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

void html_escape(struct slice text, struct str *out)
{
	size_t from = 0;
	size_t size;

	for (size_t i = 0; i < text.len; i += size) {
		uint32_t code;
		const char *instead;

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

void html_number(double number, struct str *out)
{
	size_t from = out->len;

	str_appendf(out, "%.1f", number);
	if (out->len > from + 2 && memcmp(out->data + out->len - 2, ".0", 2) == 0)
		str_splice(out, out->len - 2, 2, "", 0);
}

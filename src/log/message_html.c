/* The text of a message that a chat keeps as HTML. */
#include "message_html.h"

#include "base/utf8.h"
#include "scan.h"

#include <string.h>

static const struct {
	const char *code, *sign;
} signs[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"},
	{"&rarr;", "\xE2\x86\x92"}, {"&nbsp;", " "}};

/* "&#39;": the character of that number, if there is one that can be seen. */
static size_t append_number(struct slice text, struct str *out)
{
	struct scan scan = scan_of(text);
	char bytes[UTF8_MAX];
	int64_t code;

	if (!scan_text(&scan, "&#") || !scan_digits(&scan, 1, 7, &code) || !scan_char(&scan, ';') ||
		code < ' ' || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return 0;
	str_append(out, bytes, utf8_encode((uint32_t)code, bytes));
	return text.len - scan_rest(&scan).len;
}

size_t message_html_append_sign(struct slice text, struct str *out)
{
	size_t used = append_number(text, out);

	for (size_t i = 0; used == 0 && i < sizeof signs / sizeof *signs; i++) {
		struct scan scan = scan_of(text);

		if (scan_text(&scan, signs[i].code)) {
			str_append_text(out, signs[i].sign);
			used = strlen(signs[i].code);
		}
	}
	if (used == 0)
		str_append_char(out, '&');
	return used > 0 ? used : 1;
}

static bool is_break(struct slice tag)
{
	static const char *const breaks[] = {"br", "p", "/p", "div", "/div", "li", "/li", "tr",
		"/tr", "pre", "/pre", "blockquote", "/blockquote", "codeblock", "/codeblock", "h1",
		"/h1", "h2", "/h2", "h3", "/h3"};
	struct scan scan = scan_of(tag);

	for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++)
		if (scan_word(&scan, breaks[i]))
			return true;
	return false;
}

static bool is_cell_end(struct slice tag)
{
	return slice_equal(tag, "/td") || slice_equal(tag, "/th");
}

/* Emoji are tags whose "alt" is the sign. */
static void append_emoji(struct slice tag, struct str *out)
{
	static const char before[] = "alt=\"";
	struct scan scan = scan_of(tag);
	struct slice sign;

	if (!slice_begins(tag, "emoji ") && !slice_has(tag, "class=\"emoji"))
		return;
	while (!scan_is_at_end(&scan) && !scan_text(&scan, before))
		scan.at++;
	if (scan_until(&scan, '"', &sign))
		str_append(out, sign.data, sign.len);
}

void message_html_append(struct slice html, struct str *out)
{
	while (html.len > 0) {
		const char *end = html.data[0] == '<' ? memchr(html.data, '>', html.len) : NULL;
		size_t used = 1;

		if (end) {
			used = (size_t)(end - html.data) + 1;
			if (is_cell_end((struct slice){html.data + 1, used - 2}))
				str_append_char(out, ' ');
			append_emoji((struct slice){html.data + 1, used - 2}, out);
			if (is_break((struct slice){html.data + 1, used - 2}) && out->len > 0 &&
				out->data[out->len - 1] != '\n')
				str_append_char(out, '\n');
		} else if (html.data[0] == '&') {
			used = message_html_append_sign(html, out);
		} else {
			str_append_char(out, html.data[0]);
		}
		html = slice_from(html, used);
	}
}

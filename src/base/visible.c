/*
 * The gate between content and a terminal. A table of ranges says what must not be shown
 * raw: control characters, those that reorder text (Trojan Source, CVE-2021-42574) and
 * invisible ones.
 */
#include "base/visible.h"
#include "base/utf8.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct range {
	uint32_t first;
	uint32_t last;
};

/* Ascending. Unicode: bidi controls, default ignorables, separators, noncharacters. */
static const struct range hidden[] = {
	{0x0000, 0x001f},   /* C0 */
	{0x007f, 0x009f},   /* DEL, C1 with NEL */
	{0x00ad, 0x00ad},   /* soft hyphen */
	{0x034f, 0x034f},   /* combining grapheme joiner */
	{0x061c, 0x061c},   /* Arabic letter mark */
	{0x115f, 0x1160},   /* Hangul fillers */
	{0x17b4, 0x17b5},   /* Khmer inherent vowels */
	{0x180b, 0x180f},   /* Mongolian variation selectors, vowel separator */
	{0x200b, 0x200f},   /* zero width space, ZWNJ, ZWJ, LRM, RLM */
	{0x2028, 0x202e},   /* LS, PS, bidi embeddings and overrides */
	{0x2060, 0x206f},   /* word joiner, invisible operators, bidi isolates */
	{0x3164, 0x3164},   /* Hangul filler */
	{0xd800, 0xdfff},   /* surrogates */
	{0xfdd0, 0xfdef},   /* noncharacters */
	{0xfe00, 0xfe0f},   /* variation selectors */
	{0xfeff, 0xfeff},   /* BOM */
	{0xffa0, 0xffa0},   /* half-width Hangul filler */
	{0xfff0, 0xfffb},   /* unassigned ignorables, interlinear annotation */
	{0xfffe, 0xffff},   /* noncharacters */
	{0x13430, 0x13455}, /* Egyptian hieroglyph format controls */
	{0x1bca0, 0x1bca3}, /* shorthand format controls */
	{0x1d173, 0x1d17a}, /* musical format controls */
	{0xe0000, 0xe0fff}, /* tags, variation selectors, unassigned ignorables */
};

/* The characters that a joiner or selector can change; next to others it would only be hidden.
 * Ascending. */
static const struct range joined[] = {
	{0x0600, 0x109f},   /* Arabic to Myanmar */
	{0x1780, 0x18af},   /* Khmer, Mongolian */
	{0x1900, 0x1cff},   /* Limbu to Vedic extensions */
	{0x200c, 0x200d},   /* a joiner among these */
	{0x2190, 0x2bff},   /* arrows to symbols: emoji */
	{0xa800, 0xa95f},   /* Syloti Nagri to Rejang */
	{0xa980, 0xabff},   /* Javanese to Meetei Mayek */
	{0xfe00, 0xfe0f},   /* variation selectors in emoji */
	{0x10a00, 0x10fff}, /* Kharoshthi to Sogdian */
	{0x11000, 0x11fff}, /* Brahmi to Tamil supplement */
	{0x1f000, 0x1faff}, /* emoji */
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static bool is_in(const struct range *ranges, size_t n, uint32_t code)
{
	size_t low = 0;
	size_t high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (code > ranges[middle].last)
			low = middle + 1;
		else if (code < ranges[middle].first)
			high = middle;
		else
			return true;
	}
	return false;
}

static bool is_hidden(uint32_t code)
{
	return is_in(hidden, LENGTH(hidden), code);
}

static bool is_zero_width_joiner(uint32_t code)
{
	return code == 0x200c || code == 0x200d;
}

static bool is_variation_selector(uint32_t code)
{
	return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef) ||
	       (code >= 0x180b && code <= 0x180d) || code == 0x180f;
}

bool visible_replacement(uint32_t code, char out[VISIBLE_MAX])
{
	if (code >= 0x20 && code < 0x7f)
		return false;
	if (code == UTF8_INVALID)
		memcpy(out, "\xef\xbf\xbd", sizeof("\xef\xbf\xbd"));
	else if (!is_hidden(code))
		return false;
	else if (code < 0x80)
		snprintf(out, VISIBLE_MAX, "^%c", (int)(code ^ 0x40));
	else
		snprintf(out, VISIBLE_MAX, "<U+%04X>", (unsigned)(code & 0xffffff));
	return true;
}

bool visible_is_joiner(uint32_t code)
{
	return is_zero_width_joiner(code) || is_variation_selector(code);
}

/* Is it a visible character above ASCII? */
static bool is_shape(uint32_t code)
{
	return code >= 0x80 && code != UTF8_INVALID && !is_hidden(code);
}

static bool is_ideograph(uint32_t code)
{
	return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) ||
	       (code >= 0x20000 && code <= 0x3ffff);
}

/* Does a selector follow a character of its own kind? More than one in a row could spell a hidden
 * message. */
static bool selects(uint32_t before, uint32_t code, uint32_t after)
{
	bool is_keycap = after == 0x20e3 && before < 0x80 && before != 0 &&
			 strchr("#*0123456789", (int)before);

	if (code >= 0xe0100)
		return is_ideograph(before);
	if (code < 0xfe00)
		return before >= 0x1810 && before <= 0x18af;
	return is_shape(before) || is_keycap;
}

bool visible_joins(uint32_t before, uint32_t code, uint32_t after)
{
	if (is_variation_selector(code))
		return selects(before, code, after);
	return is_zero_width_joiner(code) && is_in(joined, LENGTH(joined), before) &&
	       is_in(joined, LENGTH(joined), after) && before != code;
}

/* The code point at an offset; 0 at the end. */
static uint32_t peek(const char *text, size_t len, size_t at)
{
	uint32_t code = 0;

	if (at < len)
		utf8_decode(text + at, len - at, &code);
	return code;
}

static size_t skip_printable(const char *text, size_t len, size_t at)
{
	while (at < len && text[at] >= 0x20 && text[at] < 0x7f)
		at++;
	return at;
}

/* Appends a replacement for what may not be shown as it is. */
typedef void escape_function(struct str *out, uint32_t code, const char *replacement);

static void append(
	struct str *out, const char *text, size_t len, const char *kept, escape_function *escape)
{
	char replacement[VISIBLE_MAX];
	uint32_t before = 0;
	uint32_t code;
	size_t at = 0;

	while (at < len) {
		size_t end = skip_printable(text, len, at);

		if (end > at) {
			str_append(out, text + at, end - at);
			before = (unsigned char)text[end - 1];
			at = end;
			continue;
		}

		size_t step = utf8_decode(text + at, len - at, &code);

		if (!visible_replacement(code, replacement) ||
			visible_joins(before, code, peek(text, len, at + step)) ||
			(code != 0 && code < 0x80 && strchr(kept, (int)code)))
			str_append(out, text + at, step);
		else
			escape(out, code, replacement);
		before = code;
		at += step;
	}
}

static void put_replacement(struct str *out, uint32_t code, const char *replacement)
{
	(void)code;
	str_append_text(out, replacement);
}

void visible_append(struct str *out, const char *text, size_t len)
{
	append(out, text, len, "", put_replacement);
}

void visible_append_text(struct str *out, const char *text)
{
	visible_append(out, text, strlen(text));
}

void visible_append_start(struct str *out, const char *text, size_t most)
{
	size_t len = strnlen(text, most + 1);

	visible_append(out, text, len > most ? utf8_prefix(text, len, most) : len);
	if (len > most)
		str_append_text(out, "\xe2\x80\xa6");
}

void visible_append_lines(struct str *out, const char *text, size_t len)
{
	append(out, text, len, "\n\t", put_replacement);
}

/* RFC 8259, section 7: a code point above U+FFFF is a pair of surrogates. */
static void put_json_escape(struct str *out, uint32_t code, const char *replacement)
{
	if (code == UTF8_INVALID)
		str_append_text(out, replacement);
	else if (code < 0x10000)
		str_appendf(out, "\\u%04x", (unsigned)code);
	else
		str_appendf(out, "\\u%04x\\u%04x", 0xd7c0 + (unsigned)(code >> 10),
			0xdc00 + (unsigned)(code & 0x3ff));
}

void visible_append_json(struct str *out, const char *json, size_t len)
{
	append(out, json, len, "\n\t", put_json_escape);
}

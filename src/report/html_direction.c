/*
 * Which way a text runs. dir="auto" does the same in browsers, but not for what holds paragraphs
 * with a direction of their own, such as a quote or an item of a list, and WeasyPrint does not know
 * it. So right to left is said, and auto stays for the rest.
 */
#include "html_text.h"

#include "base/utf8.h"

#include <string.h>

struct range {
	uint32_t first;
	uint32_t last;
};

static bool is_in(uint32_t code, const struct range *ranges, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

/* Hebrew, Arabic, Syriac, Thaana, N'Ko and their like, with the mark that says so. */
static bool is_right_to_left(uint32_t code)
{
	static const struct range letters[] = {{0x5BE, 0x5BE}, {0x5C0, 0x5C0}, {0x5C3, 0x5C3},
		{0x5C6, 0x5C6}, {0x5D0, 0x5FF}, {0x608, 0x608}, {0x60B, 0x60B}, {0x60D, 0x60D},
		{0x61B, 0x64A}, {0x66D, 0x66F}, {0x671, 0x6D5}, {0x6E5, 0x6E6}, {0x6EE, 0x6EF},
		{0x6FA, 0x710}, {0x712, 0x72F}, {0x74D, 0x7A5}, {0x7B1, 0x7EA}, {0x7F4, 0x7F5},
		{0x7FA, 0x815}, {0x81A, 0x81A}, {0x824, 0x824}, {0x828, 0x828}, {0x830, 0x858},
		{0x85E, 0x8C9}, {0x200F, 0x200F}, {0xFB1D, 0xFB1D}, {0xFB1F, 0xFB28},
		{0xFB2A, 0xFD3D}, {0xFD50, 0xFDFC}, {0xFE70, 0xFEFC}, {0x10800, 0x10FFF},
		{0x1E800, 0x1EFFF}};

	return is_in(code, letters, sizeof letters / sizeof letters[0]);
}

/* Digits, signs, marks and emoji have no direction of their own. */
static bool is_left_to_right(uint32_t code)
{
	static const struct range others[] = {{0x80, 0xA9}, {0xAB, 0xB4}, {0xB6, 0xB9},
		{0xBB, 0xBF}, {0xD7, 0xD7}, {0xF7, 0xF7}, {0x2B9, 0x2BA}, {0x2C2, 0x2CF},
		{0x2D2, 0x2DF}, {0x300, 0x36F}, {0x483, 0x489}, {0x590, 0x8FF}, {0x2000, 0x200D},
		{0x2010, 0x2070}, {0x2074, 0x207E}, {0x2080, 0x208E}, {0x20A0, 0x20FF},
		{0x2190, 0x2335}, {0x237B, 0x2394}, {0x2396, 0x249B}, {0x24EA, 0x26AB},
		{0x26AD, 0x27FF}, {0x2900, 0x2BFF}, {0x3000, 0x3004}, {0x3008, 0x3020},
		{0x3030, 0x3030}, {0xFE00, 0xFE6F}, {0xFEFF, 0xFF20}, {0xFF3B, 0xFF40},
		{0xFF5B, 0xFF65}, {0x1F000, 0x1FAFF}, {0xE0000, 0xE0FFF}};

	return code < 0x80 ? (code | 0x20) >= 'a' && (code | 0x20) <= 'z'
			   : !is_in(code, others, sizeof others / sizeof others[0]);
}

enum html_direction html_direction(struct slice text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;

		at += utf8_decode(text.data + at, text.len - at, &code);
		if (code == UTF8_INVALID)
			continue;
		if (is_right_to_left(code))
			return HTML_RIGHT_TO_LEFT;
		if (is_left_to_right(code))
			return HTML_LEFT_TO_RIGHT;
	}
	return HTML_NO_DIRECTION;
}

void html_write_direction(struct slice text, struct str *out)
{
	str_append_text(
		out, html_direction(text) == HTML_RIGHT_TO_LEFT ? " dir=\"rtl\"" : " dir=\"auto\"");
}

static bool is_one_of(struct slice part, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equal_fold(part, names[i]))
			return true;
	return false;
}

/* By its script, if it says one: "az-Arab", "ku-Latn". */
bool html_is_right_to_left(const char *language)
{
	static const char *const languages[] = {"ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he",
		"iw", "ji", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sd", "syr", "ug", "ur",
		"yi"};
	static const char *const scripts[] = {
		"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"};
	enum { SCRIPT_LETTERS = 4 };
	struct slice rest = slice_of_text(language);
	struct slice part;

	if (!slice_next_part(&rest, '-', &part))
		return false;
	bool is_right = is_one_of(part, languages, sizeof languages / sizeof languages[0]);

	while (slice_next_part(&rest, '-', &part))
		if (part.len == SCRIPT_LETTERS && ascii_is_letter(part.data[0]))
			is_right = is_one_of(part, scripts, sizeof scripts / sizeof scripts[0]);
	return is_right;
}

/* Words as parts of names, in any script. */
#include "name_word.h"

#include "internal.h"

#include "base/utf8.h"

#include <string.h>

bool name_is_letter(uint32_t code)
{
	static const struct {
		uint32_t first;
		uint32_t last;
	} others[] = {{0x80, 0xBF}, {0xD7, 0xD7}, {0xF7, 0xF7}, {0x660, 0x669}, {0x6F0, 0x6F9},
		{0x966, 0x96F}, {0x2000, 0x2BFF}, {0x3000, 0x303F}, {0xE000, 0xF8FF},
		{0xFE00, 0xFE0F}, {0xFF00, 0xFF20}, {0x1F000, 0x1FFFF}, {0xE0000, 0x10FFFF}};

	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
	for (size_t i = 0; i < LENGTH(others); i++)
		if (code >= others[i].first && code <= others[i].last)
			return false;
	return true;
}

/* Lower case in a European alphabet, which a name does not begin with. */
static bool is_small(uint32_t code)
{
	return (code >= 'a' && code <= 'z') || (code >= 0xDF && code <= 0xFF) ||
	       (code >= 0x100 && code <= 0x137 && code % 2 == 1) ||
	       (code >= 0x3AC && code <= 0x3CE) || (code >= 0x430 && code <= 0x45F);
}

/* Bytes of the apostrophe of "O'Brien", straight or curly. */
static size_t apostrophe(const char *text, size_t len)
{
	if (len > 0 && *text == '\'')
		return 1;
	return len >= 3 && memcmp(text, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

/* Bytes of "'Brien" after "O". */
static size_t goes_on(const char *text, size_t len, const struct name_word *word)
{
	bool may_go_on = word->letters > 0 && word->letters <= 2 && word->is_capital;
	size_t sign = may_go_on ? apostrophe(text, len) : 0;

	return sign > 0 && sign < len && text[sign] >= 'A' && text[sign] <= 'Z' ? sign : 0;
}

/* Bytes of the character at the start of a text. */
static size_t character(const char *text, size_t len)
{
	uint32_t code;

	return utf8_decode(text, len, &code);
}

size_t name_word_read(const char *text, size_t len, struct name_word *out)
{
	uint32_t code;

	*out = (struct name_word){.is_name = true, .is_capital = true};
	while (out->len < len) {
		size_t sign = goes_on(text + out->len, len - out->len, out);
		size_t n = sign > 0 ? sign : utf8_decode(text + out->len, len - out->len, &code);
		bool is_number = sign == 0 && code < 0x80 && is_word_byte((char)code) &&
				 !name_is_letter(code);

		if (sign == 0 && !name_is_letter(code) && !is_number)
			break;
		if (sign == 0) {
			out->is_name =
				out->is_name && !is_number && (out->letters > 0 || !is_small(code));
			out->is_capital = out->is_capital && code >= 'A' && code <= 'Z';
			out->is_short = out->is_short || code >= 0x3040;
			out->letters++;
		}
		out->len += n;
	}
	return out->len > 0 || len == 0 ? out->len : character(text, len);
}

/* Most words begin with a small letter, and what goes on after an apostrophe is no word of its own
 * only after a capital. */
size_t name_word_skip(const char *text, size_t len)
{
	struct name_word word;
	size_t end = 0;
	uint32_t code;
	size_t n;

	if (*text >= 'A' && *text <= 'Z')
		return name_word_read(text, len, &word);
	for (;;) {
		end += ascii_word(text + end);
		if (end >= len)
			return len;
		if ((unsigned char)text[end] < 0x80)
			break;
		n = utf8_decode(text + end, len - end, &code);
		if (!name_is_letter(code))
			break;
		end += n;
	}
	return end > 0 ? end : character(text, len);
}

bool name_word_is_same(struct slice self, struct slice other)
{
	size_t a = 0;
	size_t b = 0;

	while (a < self.len && b < other.len) {
		size_t left = apostrophe(self.data + a, self.len - a);
		size_t right = apostrophe(other.data + b, other.len - b);

		if ((left > 0) != (right > 0) || (left == 0 && self.data[a] != other.data[b]))
			return false;
		a += left > 0 ? left : 1;
		b += right > 0 ? right : 1;
	}
	return a == self.len && b == other.len;
}

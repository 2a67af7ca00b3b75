/*
 * UTF-8 by the table of RFC 3629 section 4: the lead byte decides the length and the
 * range of the second byte, and that range excludes overlong sequences, surrogates and
 * everything above U+10FFFF.
 */
#include "base/utf8.h"

#include "base/eight.h"

#include <string.h>

struct lead {
	unsigned char first; /* lead bytes first..last */
	unsigned char last;
	unsigned char low; /* the second byte */
	unsigned char high;
	unsigned char len;
};

static const struct lead leads[] = {
	{.first = 0xc2, .last = 0xdf, .low = 0x80, .high = 0xbf, .len = 2},
	{.first = 0xe0, .last = 0xe0, .low = 0xa0, .high = 0xbf, .len = 3},
	{.first = 0xe1, .last = 0xec, .low = 0x80, .high = 0xbf, .len = 3},
	{.first = 0xed, .last = 0xed, .low = 0x80, .high = 0x9f, .len = 3},
	{.first = 0xee, .last = 0xef, .low = 0x80, .high = 0xbf, .len = 3},
	{.first = 0xf0, .last = 0xf0, .low = 0x90, .high = 0xbf, .len = 4},
	{.first = 0xf1, .last = 0xf3, .low = 0x80, .high = 0xbf, .len = 4},
	{.first = 0xf4, .last = 0xf4, .low = 0x80, .high = 0x8f, .len = 4},
};

static const struct lead *find_lead(unsigned char byte)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
		if (byte <= leads[i].last)
			return byte >= leads[i].first ? &leads[i] : NULL;
	}
	return NULL;
}

static size_t decode_long(const unsigned char *bytes, size_t len, uint32_t *code)
{
	const struct lead *lead = find_lead(bytes[0]);

	*code = UTF8_INVALID;
	if (!lead || len < lead->len || bytes[1] < lead->low || bytes[1] > lead->high)
		return 1;

	uint32_t value = bytes[0] & (0x7fU >> lead->len);

	for (size_t i = 1; i < lead->len; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return 1;
		value = value << 6 | (bytes[i] & 0x3fU);
	}
	*code = value;
	return lead->len;
}

size_t utf8_decode(const char *bytes, size_t len, uint32_t *code)
{
	unsigned char first = (unsigned char)bytes[0];

	if (first < 0x80) {
		*code = first;
		return 1;
	}
	return decode_long((const unsigned char *)bytes, len, code);
}

size_t utf8_encode(uint32_t code, char out[UTF8_MAX])
{
	static const unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
	size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

	for (size_t i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3f));
		code >>= 6;
	}
	out[0] = (char)(marks[len] | code);
	return len;
}

/* Skips leading ASCII eight bytes at a time, because most files contain little else. */
static size_t skip_ascii(const char *bytes, size_t len)
{
	size_t at = 0;

	while (len - at >= 8 && eight_is_ascii(eight_at(bytes + at)))
		at += 8;
	while (at < len && (unsigned char)bytes[at] < 0x80)
		at++;
	return at;
}

bool utf8_check(const char *bytes, size_t len, size_t *bad)
{
	size_t at = 0;
	uint32_t code;

	while ((at += skip_ascii(bytes + at, len - at)) < len) {
		size_t step = utf8_decode(bytes + at, len - at, &code);

		if (code == UTF8_INVALID) {
			if (bad)
				*bad = at;
			return false;
		}
		at += step;
	}
	return true;
}

size_t utf8_prefix(const char *bytes, size_t len, size_t most)
{
	size_t end = most;

	if (len <= most)
		return len;
	while (end > 0 && most - end < UTF8_MAX - 1 && ((unsigned char)bytes[end] & 0xc0) == 0x80)
		end--;
	/* What is not a valid character may be cut anywhere. */
	return ((unsigned char)bytes[end] & 0xc0) == 0x80 ? most : end;
}

int utf8_fit(const char *text, int most)
{
	return (int)utf8_prefix(text, strlen(text), (size_t)most);
}

size_t utf8_count(const char *bytes, size_t len)
{
	size_t at = 0;
	size_t count = 0;
	uint32_t code;

	while (at < len) {
		size_t ascii = skip_ascii(bytes + at, len - at);

		count += ascii;
		at += ascii;
		if (at < len) {
			at += utf8_decode(bytes + at, len - at, &code);
			count++;
		}
	}
	return count;
}

/*
 * Keys also arrive together: a held key repeats, a slow line delivers what was typed while it
 * stalled. So what counts is how often the character changes within the run, and whether it
 * contains readable text. A few letters with Enter among them are as likely typed ahead as pasted,
 * and losing keys is worse than a deleted row, whose message says how to get it back. But Enter
 * does not send a line feed, so one between letters means a paste.
 */
#include "burst.h"

#include "base/utf8.h"

#include <string.h>

enum { CHANGES_LEAST = 6 };

/* Backspace and the other control characters are keys, even between letters. */
static bool is_text(uint32_t code)
{
	return code >= 0x20 ? code != 0x7f
			    : code == '\t' || code == '\n' || code == '\r' || code == '\0' ||
				      code == '\a';
}

static bool is_unfinished(const char *bytes, size_t len)
{
	unsigned char first = (unsigned char)bytes[0];

	return first >= 0xc2 && first <= 0xf4 && len < UTF8_MAX;
}

size_t burst_run(const char *bytes, size_t len)
{
	size_t at = 0;
	uint32_t code;

	while (at < len) {
		size_t step = utf8_decode(bytes + at, len - at, &code);

		if (code == UTF8_INVALID ? is_unfinished(bytes + at, len - at) : !is_text(code))
			break;
		at += step;
	}
	return at;
}

static bool is_readable(uint32_t code)
{
	return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
	       (code >= 'a' && code <= 'z') || code >= 0x80;
}

bool burst_is_paste(const char *bytes, size_t len)
{
	unsigned changes = 0;
	bool is_text = false;
	bool is_broken = false;
	uint32_t last = 0;
	uint32_t code;

	for (size_t at = 0; at < len && (changes < CHANGES_LEAST || !is_text);) {
		at += utf8_decode(bytes + at, len - at, &code);
		changes += changes == 0 || code != last;
		if (is_broken && is_readable(code))
			return true;
		is_broken = is_broken || (is_text && code == '\n');
		is_text = is_text || is_readable(code);
		last = code;
	}
	return changes >= CHANGES_LEAST && is_text;
}

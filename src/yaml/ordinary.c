/* Is a source free of characters that need a closer look? A pass over eight bytes at a time. */
#include "internal.h"

#include <string.h>

static uint64_t word_at(const char *bytes)
{
	uint64_t word;
	memcpy(&word, bytes, sizeof(word));
	return word;
}

/* Are all eight of them ASCII and printable? May say no where they are. */
static bool is_printable_run(const char *bytes)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t word = word_at(bytes);
	uint64_t below_blank = word - ones * ' ';
	uint64_t is_delete = (word ^ ones * 0x7F) - ones;
	return ((word | below_blank | is_delete) & ones * 0x80) == 0;
}

/* Of a character that is not ASCII, in valid UTF-8: does libyaml take it for more than a letter? */
static bool is_odd_character(const unsigned char *at)
{
	bool is_control = at[0] == 0xC2 && at[1] < 0xA0; /* with NEL */
	bool is_separator = at[0] == 0xE2 && at[1] == 0x80 && (at[2] == 0xA8 || at[2] == 0xA9);
	bool is_mark = at[0] == 0xEF && at[1] == 0xBB && at[2] == 0xBF;
	bool is_none = at[0] == 0xEF && at[1] == 0xBF && at[2] >= 0xBE;
	return is_control || is_separator || is_mark || is_none;
}

bool yaml_is_ordinary(const char *source, size_t len)
{
	for (size_t at = 0; at < len;) {
		if (len - at >= 8 && is_printable_run(source + at)) {
			at += 8;
			continue;
		}
		unsigned char c = (unsigned char)source[at];
		bool is_odd = c < 0x80 ? (c < ' ' && c != '\t' && c != '\n') || c == 0x7F
				       : is_odd_character((const unsigned char *)source + at);
		if (is_odd)
			return false;
		at++;
	}
	return true;
}

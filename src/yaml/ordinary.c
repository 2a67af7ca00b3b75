/* Does a source, or a line, have anything but text, and so need a closer look? */
#include "base/eight.h"
#include "internal.h"

#include <string.h>

/* Are all eight of them printable ASCII or line feeds? */
static bool is_ordinary_run(const char *bytes)
{
	uint64_t eight = eight_at(bytes);
	uint64_t other = ~eight_printable(eight) & EIGHT_TOP_BITS;
	return other == 0 || (other & eight_other_than(eight, '\n')) == 0;
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
		if (len - at >= 8 && is_ordinary_run(source + at)) {
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

/* Where the comment of a line begins, or its end. */
static const char *find_comment(const char *line, const char *end)
{
	for (const char *at = line; (at = memchr(at, '#', (size_t)(end - at))) != NULL; at++)
		if (at[-1] == ' ')
			return at;
	return end;
}

size_t yaml_plain_len(const char *line, size_t len)
{
	const char *end = find_comment(line, line + len);
	for (const char *at = line; (at = memchr(at, ':', (size_t)(end - at))) != NULL; at++)
		if (at[1] == ' ' || at + 1 == line + len)
			return 0;
	if (memchr(line, '\t', (size_t)(end - line)))
		return 0;
	while (end[-1] == ' ')
		end--;
	return (size_t)(end - line);
}

/*
 * What a terminal answers when it is asked for its background: OSC 11 of xterm, "ESC ] 11 ;
 * rgb:1e1e/1e1e/1e1e" and BEL or "ESC \". It is read by its shape, so that it is never typed into
 * a field, whenever it comes.
 */
#include "terminal_answer.h"

#include <ctype.h>
#include <string.h>

static const char head[] = "\033]11;";
enum { HEAD_LEN = sizeof(head) - 1 };

/* The bytes of the colour behind the head, of which no others are in an answer. */
static size_t colour_len(const char *bytes, size_t len)
{
	size_t n = HEAD_LEN;

	while (n < len &&
		(isxdigit((unsigned char)bytes[n]) || (bytes[n] && strchr("rgba:/", bytes[n]))))
		n++;
	return n - HEAD_LEN;
}

/* One of three parts of a colour, 1 to 4 hexadecimal digits, as a number up to 1. */
static bool read_part(const char **at, const char *end, double *part)
{
	unsigned value = 0;
	unsigned most = 0;

	for (; *at < end && isxdigit((unsigned char)**at) && most < 0xffff; ++*at) {
		char c = (char)tolower((unsigned char)**at);

		value = value * 16 + (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
		most = most * 16 + 15;
	}
	*part = most > 0 ? (double)value / most : 0;
	return most > 0;
}

/* "rgb:1e1e/1e1e/1e1e", "rgba:.../.../.../ffff". */
static bool read_colour(const char *at, size_t len, double parts[3])
{
	const char *end = at + len;
	const char *colon = memchr(at, ':', len);

	if (!colon || len < 4 || memcmp(at, "rgb", 3) != 0)
		return false;
	at = colon + 1;
	for (int i = 0; i < 3; i++) {
		if (!read_part(&at, end, &parts[i]))
			return false;
		if (i < 2 && (at == end || *at++ != '/'))
			return false;
	}
	return true;
}

/* The end of it at a place; 0: there is none. */
static size_t end_len(const char *bytes, size_t len, size_t at)
{
	if (at < len && bytes[at] == '\a')
		return 1;
	return at + 1 < len && bytes[at] == '\033' && bytes[at + 1] == '\\' ? 2 : 0;
}

size_t answer_decode(const char *bytes, size_t len, struct input_event *event, bool *may_grow)
{
	size_t common = len < HEAD_LEN ? len : HEAD_LEN;
	double parts[3];
	size_t at, end;

	*may_grow = memcmp(bytes, head, common) == 0;
	if (!*may_grow || len < HEAD_LEN)
		return 0;
	at = HEAD_LEN + colour_len(bytes, len);
	*may_grow =
		at < INPUT_SEQUENCE_MAX && (at == len || (bytes[at] == '\033' && at + 1 == len));
	if (*may_grow)
		return 0;
	end = end_len(bytes, len, at);
	if (end > 0 && read_colour(bytes + HEAD_LEN, at - HEAD_LEN, parts)) {
		event->kind = INPUT_BACKGROUND;
		event->is_light = 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] > 0.5;
	}
	return at + end; /* one that was cut off is none to be typed either */
}

bool answer_is_sure(const char *bytes, size_t len)
{
	return len >= HEAD_LEN && memcmp(bytes, head, HEAD_LEN) == 0;
}

/* The cells of one-line texts. */
#include "step.h"

/* How many characters from here on are surely one byte and one cell each: a mark may follow the
 * last one. */
static size_t plain_length(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && text[n] >= 0x20 && text[n] < 0x7f)
		n++;
	return n == len || n == 0 ? n : n - 1;
}

unsigned grapheme_width(const char *text, size_t len)
{
	size_t at = plain_length(text, len);
	unsigned column = (unsigned)at;

	while (at < len)
		at = text_step(text, len, at, &column);
	return column;
}

size_t grapheme_fit(const char *text, size_t len, unsigned cells)
{
	unsigned column = 0;
	size_t at = 0;

	while (at < len) {
		size_t next = text_step(text, len, at, &column);

		if (column > cells)
			break;
		at = next;
	}
	return at;
}

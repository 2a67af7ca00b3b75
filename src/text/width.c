/* The cells of one-line texts. */
#include "step.h"

unsigned grapheme_width(const char *text, size_t len)
{
	unsigned column = 0;

	for (size_t at = 0; at < len;)
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

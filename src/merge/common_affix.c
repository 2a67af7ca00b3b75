/* The common start and end of two texts. */
#include "internal.h"

#include "base/utf8.h"

/* Does a character begin here that is not a mark of the one before it? */
static bool is_boundary(struct slice text, size_t at)
{
	uint32_t code;

	if (at == 0 || at >= text.len)
		return true;
	if (((unsigned char)text.data[at] & 0xc0) == 0x80)
		return false;
	utf8_decode(text.data + at, text.len - at, &code);
	return !code_is_mark(code);
}

size_t common_start(struct slice a, struct slice b)
{
	size_t max = a.len < b.len ? a.len : b.len;
	size_t n = 0;

	while (n < max && a.data[n] == b.data[n])
		n++;
	while (n > 0 && (!is_boundary(a, n) || !is_boundary(b, n)))
		n--;
	return n;
}

size_t common_end(struct slice a, struct slice b)
{
	size_t max = a.len < b.len ? a.len : b.len;
	size_t n = 0;

	while (n < max && a.data[a.len - n - 1] == b.data[b.len - n - 1])
		n++;
	while (n > 0 && (!is_boundary(a, a.len - n) || !is_boundary(b, b.len - n)))
		n--;
	return n;
}

/*
 * Eight bytes of text at a time, the first one lowest. What holds for some of them is said by their
 * top bits.
 */
#ifndef AFTERWORD_BASE_EIGHT_H
#define AFTERWORD_BASE_EIGHT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define EIGHT_OF(byte) ((byte)*UINT64_C(0x0101010101010101))
#define EIGHT_TOP_BITS EIGHT_OF(0x80)

static inline uint64_t eight_at(const char *text)
{
	uint64_t eight;

	memcpy(&eight, text, sizeof(eight));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	eight = __builtin_bswap64(eight);
#endif
	return eight;
}

static inline bool eight_is_ascii(uint64_t eight)
{
	return (eight & EIGHT_TOP_BITS) == 0;
}

/* Those that are another byte than this. */
static inline uint64_t eight_other_than(uint64_t eight, char byte)
{
	uint64_t difference = eight ^ EIGHT_OF((unsigned char)byte);

	return (((difference & ~EIGHT_TOP_BITS) + ~EIGHT_TOP_BITS) | difference) & EIGHT_TOP_BITS;
}

/* Those that are printable ASCII. */
static inline uint64_t eight_printable(uint64_t eight)
{
	uint64_t not_below = (eight & ~EIGHT_TOP_BITS) + EIGHT_OF(0x80 - ' ');

	return not_below & eight_other_than(eight, 0x7f) & ~eight & EIGHT_TOP_BITS;
}

#endif

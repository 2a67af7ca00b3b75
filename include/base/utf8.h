/* UTF-8 as in RFC 3629: no surrogates, nothing overlong, nothing above U+10FFFF. */
#ifndef AFTERWORD_BASE_UTF8_H
#define AFTERWORD_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_INVALID UINT32_MAX
#define UTF8_MAX 4 /* bytes of the longest sequence */

/*
 * Decodes the sequence at the start of len (at least 1) bytes.
 *
 * Returns the bytes it takes; a bad byte takes 1 and gives UTF8_INVALID.
 */
size_t utf8_decode(const char *bytes, size_t len, uint32_t *code);

/* Writes a valid code point; returns the bytes written. */
size_t utf8_encode(uint32_t code, char out[UTF8_MAX]);

/* Is all of it UTF-8? If not, *bad (may be NULL) is the offset of the first bad byte. */
bool utf8_check(const char *bytes, size_t len, size_t *bad);

/* How many of len bytes fit into most without cutting a character. */
size_t utf8_prefix(const char *bytes, size_t len, size_t most);

/* The same for a C string, as %.*s takes it. */
int utf8_fit(const char *text, int most);

/* Code points in valid UTF-8; bad bytes count one each. */
size_t utf8_count(const char *bytes, size_t len);

#endif

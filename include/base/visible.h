/*
 * The one gate between content and a terminal: text in, text that no terminal
 * acts on out. Everything shown passes here: values, file names, messages,
 * findings on stderr, text reports on a terminal.
 *
 *     C0            ^A ^[ ...            DEL               ^?
 *     C1, NEL, LS, PS                    <U+009B>
 *     bidi controls, zero-width, BOM, tags and other invisible marks   <U+202E>
 *     a byte that is not UTF-8           U+FFFD
 *
 * Zero-width joiners pass between two characters that they join, as in emoji and
 * Indic clusters; a variation selector passes after a character it can vary.
 */
#ifndef AFTERWORD_BASE_VISIBLE_H
#define AFTERWORD_BASE_VISIBLE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

#define VISIBLE_MAX 12 /* bytes of the longest replacement, with NUL */

/*
 * The replacement of one code point, which may be UTF8_INVALID.
 *
 * Returns false when it may be shown as it is. ZWJ, ZWNJ and variation selectors
 * are replaced here; who knows the neighbours may let them pass.
 */
bool visible_replacement(uint32_t code, char out[VISIBLE_MAX]);

/* May this one be shown raw in the right company? (ZWJ, ZWNJ, variation selectors) */
bool visible_is_joiner(uint32_t code);

/* Is it in the right company between its neighbours, 0 where there is none? */
bool visible_joins(uint32_t before, uint32_t code, uint32_t after);

/* Appends a one-line text; newline and tab are replaced like every control. */
void visible_append(struct str *out, const char *text, size_t len);

/* As visible_append, but newline and tab stay. */
void visible_append_lines(struct str *out, const char *text, size_t len);

/* JSON that means the same: what may not be shown stands in its strings as an escape. */
void visible_append_json(struct str *out, const char *json, size_t len);

#endif

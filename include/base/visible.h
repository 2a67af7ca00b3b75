/*
 * The one gate between content and a terminal: its output contains nothing that a
 * terminal would act on. Everything shown passes through here: values, file names,
 * messages, findings on stderr, text reports on a terminal.
 *
 *     C0            ^A ^[ ...            DEL               ^?
 *     C1, NEL, LS, PS                    <U+009B>
 *     bidi controls, zero-width, BOM, tags and other invisible marks   <U+202E>
 *     a byte that is not UTF-8           U+FFFD
 *
 * Zero-width joiners are let through between two characters that they join, as in emoji
 * and Indic clusters, and a variation selector after a character that it can vary.
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
 * Returns false if it may be shown as it is. ZWJ, ZWNJ and variation selectors are
 * replaced here; a caller who knows the neighbours may let them through.
 */
bool visible_replacement(uint32_t code, char out[VISIBLE_MAX]);

/* Is it shown raw between the right neighbours? (ZWJ, ZWNJ, variation selectors) */
bool visible_is_joiner(uint32_t code);

/* Does a joiner have the right neighbours? 0 means there is none on that side. */
bool visible_joins(uint32_t before, uint32_t code, uint32_t after);

/* Appends a one-line text; newline and tab are replaced like every control character. */
void visible_append(struct str *out, const char *text, size_t len);

/* The same for a text that ends with NUL. */
void visible_append_text(struct str *out, const char *text);

/* Its first bytes, at most so many, with an ellipsis if there are more: names and quotes may be
 * megabytes. */
void visible_append_start(struct str *out, const char *text, size_t most);

/* As visible_append, but keeps newline and tab. */
void visible_append_lines(struct str *out, const char *text, size_t len);

/* Appends JSON with the same meaning: what may not be shown is escaped in its strings. */
void visible_append_json(struct str *out, const char *json, size_t len);

#endif

/*
 * What a program sends to a terminal, read by a strict machine: text, and the escape
 * sequences an editor has use for. Everything else fails, above all what only content
 * could have brought there: titles, clipboard, reports, other strings to the terminal.
 */
#ifndef SUPPORT_OUTPUT_H
#define SUPPORT_OUTPUT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* What is not of our own list, in words, and where; NULL when all is. */
const char *output_find_unknown(const struct str *output, size_t *at);

/* Fails the test, showing the place, at the first byte that is not of our own list. */
void output_assert_known(const struct str *output);

/* Does it set any colour (SGR 30-49, 90-107)? */
bool output_has_colour(const struct str *output);

#endif

/*
 * What a program sends to a terminal, read strictly: text, and the escape sequences that
 * an editor needs. Everything else fails, especially what only content could have caused:
 * titles, clipboard, reports, other strings to the terminal.
 */
#ifndef SUPPORT_OUTPUT_H
#define SUPPORT_OUTPUT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* A description and the position of what is not on our own list; NULL if everything is. */
const char *output_find_unknown(const struct str *output, size_t *at);

/* Fails the test, showing the position, at the first byte that is not on our own list. */
void output_assert_known(const struct str *output);

/* Does it set any colour (SGR 30-49, 90-107)? */
bool output_has_colour(const struct str *output);
/* Does it set one of the eight colours for text? */
bool output_has_foreground(const struct str *output, int colour);

#endif

/* What pasted bytes become before they are text. */
#ifndef AFTERWORD_TEXT_PASTE_H
#define AFTERWORD_TEXT_PASTE_H

#include "base/str.h"

#include <stdbool.h>

/*
 * Appends pasted bytes as text: CRLF and CR become LF, other C0 and DEL but tab go
 * away, bytes that are not UTF-8 become U+FFFD. For a one-line field line breaks
 * become blanks; *joined (NULL allowed) counts them.
 */
void paste_clean(struct str *out, const char *bytes, size_t len, bool one_line, size_t *joined);

#endif

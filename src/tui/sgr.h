/* Changes of the terminal's attributes, in as few bytes as possible. */
#ifndef AFTERWORD_TUI_SGR_H
#define AFTERWORD_TUI_SGR_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Shortens what curses wrote, from a byte on: attributes set in several steps are set in one, and
 * what is the case is not set again. is_normal is kept from one call to the next: the terminal is
 * known to draw without any attribute.
 */
void sgr_shorten(struct str *bytes, size_t from, bool *is_normal);

#endif

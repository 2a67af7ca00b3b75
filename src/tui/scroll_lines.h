/*
 * Finds blocks of lines that only moved up or down, and moves them. Curses could, but it goes by
 * hashes of lines, which are no longer right once we have shifted rows, and it finds no lines that
 * occur twice.
 */
#ifndef AFTERWORD_TUI_SCROLL_LINES_H
#define AFTERWORD_TUI_SCROLL_LINES_H

#include "canvas_rows.h"

#include "base/str.h"

#include <stddef.h>

enum { SCROLLS_MAX = 4 };

struct scroll {
	unsigned first; /* of the lines from here */
	unsigned end;
	int by; /* each becomes what was so many lines below, or, below 0, above */
};

struct scrolls {
	struct scroll items[SCROLLS_MAX];
	size_t n;
};

/*
 * Finds the scrolls that are worth their bytes and applies them to before, which is what the
 * terminal shows. Both canvases must have the same size.
 *
 * Appends the bytes (ECMA-48, and DEC's margins and save and restore of the cursor) that do the
 * same on the terminal; the cursor stays where it is.
 */
void scrolls_apply(struct scrolls *self, struct canvas *before, const struct canvas *after,
	const struct changed *changed, struct str *bytes);

#endif

/*
 * User-perceived characters (extended grapheme clusters, UAX 29), the unit in
 * which the cursor moves and text is drawn. Offsets are bytes; every function
 * takes the whole text and an offset on a cluster boundary.
 *
 * Hard lines are separated by '\n' alone; clusters never cross one.
 */
#ifndef AFTERWORD_TEXT_GRAPHEME_H
#define AFTERWORD_TEXT_GRAPHEME_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* The boundary after at; len at the end. */
size_t grapheme_next(const char *text, size_t len, size_t at);

/* The boundary before at; 0 at the start. */
size_t grapheme_previous(const char *text, size_t len, size_t at);

/* The nearest boundary at or before at, which may be any offset. */
size_t grapheme_snap(const char *text, size_t len, size_t at);

/*
 * Appends what the screen shows for one cluster to out, made safe by base/visible.
 *
 * Returns its width in cells by wcwidth, which ncurses draws with (1 for what wcwidth
 * does not know, shown as U+FFFD). A tab becomes spaces up to the next multiple of 8 from
 * column; '\n' has no width. out may be NULL. *escaped (may be NULL) says whether a
 * replacement is shown, so that it can be styled.
 */
unsigned grapheme_show(
	const char *cluster, size_t len, unsigned column, struct str *out, bool *escaped);

/* Cells of a one-line text. */
unsigned grapheme_width(const char *text, size_t len);

/* The longest prefix of a one-line text that fits into cells, in bytes. */
size_t grapheme_fit(const char *text, size_t len, unsigned cells);

#endif

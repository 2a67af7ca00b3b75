/* Steps over clusters, inline: most are one ASCII byte. */
#ifndef AFTERWORD_TEXT_STEP_H
#define AFTERWORD_TEXT_STEP_H

#include "internal.h"
#include "text/grapheme.h"

/* The boundary after at, which is below len; adds the cluster's cells to *column. */
static inline size_t text_step(const char *text, size_t len, size_t at, unsigned *column)
{
	if (text_is_plain(text, len, at) && text[at] >= 0x20 && text[at] < 0x7f) {
		*column += 1;
		return at + 1;
	}

	size_t next = grapheme_next(text, len, at);

	*column += grapheme_show(text + at, next - at, *column, NULL, NULL);
	return next;
}

#endif

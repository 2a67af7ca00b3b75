/* A text that is typed in one line: where its visible part begins if the line is shorter. */
#include "internal.h"

#include "text/grapheme.h"

size_t typed_line_start(const char *text, size_t len, size_t cursor, unsigned columns)
{
	unsigned sign = cursor < len; /* for text left out at the right end */
	size_t start = cursor;

	while (start > 0) {
		size_t before = grapheme_previous(text, len, start);

		if (grapheme_width(text + before, cursor - before) + (before > 0) + sign >= columns)
			break;
		start = before;
	}
	return start;
}

unsigned typed_line_column(const char *text, size_t len, size_t cursor, unsigned columns)
{
	size_t start = typed_line_start(text, len, cursor, columns);

	return (start > 0) + grapheme_width(text + start, cursor - start);
}

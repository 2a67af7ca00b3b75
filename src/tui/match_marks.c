/* Marks matches in the visible texts of the page, or else the words that comments are on. */
#include "internal.h"

#include "text/search.h"

#include <string.h>

const struct str *match_sought(const struct screen *screen)
{
	const struct popup *popup = &screen->popup;

	if (!popup->type || popup->type->context != KEYS_FIND)
		return NULL;
	return popup->about.len > 0 ? &screen->search.needle : &popup->prompt.input;
}

/* The current match stands out from the others, even on a reversed line. */
static enum style match_style(
	const struct screen *screen, const struct place *place, size_t at, enum style around)
{
	struct place found;
	struct match match;

	if (!editor_found(screen->editor, &found, &match) || match.at != at ||
		!place_is_equal(&found, place))
		return STYLE_WARNING;
	return around == STYLE_SELECTION ? STYLE_NORMAL : STYLE_SELECTION;
}

static void commented_write(const struct screen *screen, struct pen *pen, const struct place *place,
	struct slice text, size_t from, size_t to)
{
	enum style style = pen->style;
	size_t start, end;

	while (from < to && style == STYLE_NORMAL &&
		comment_marks_next(screen, place, from, &start, &end) && start < to) {
		start = start > from ? start : from;
		end = end < to ? end : to;
		pen_write(pen, text.data + from, start - from);
		pen->style = STYLE_COMMENTED;
		pen_write(pen, text.data + start, end - start);
		pen->style = style;
		from = end;
	}
	pen_write(pen, text.data + from, to - from);
}

void found_write(const struct screen *screen, struct pen *pen, const struct place *place,
	struct slice text, size_t from, size_t to)
{
	const struct str *needle = match_sought(screen);
	enum style style = pen->style;
	size_t at = from;
	size_t len, found;
	const char *newline;

	if (needle == NULL) {
		commented_write(screen, pen, place, text, from, to);
		return;
	}
	/* Matches do not cross a line's end, so begin at its start, and look no further. */
	while (at > 0 && text.data[at - 1] != '\n')
		at--;
	newline = memchr(text.data + to, '\n', text.len - to);
	text.len = newline ? (size_t)(newline - text.data) : text.len;
	while (from < to) {
		found = search_text(text.data, text.len, str_text(needle), needle->len, at, &len);
		if (found >= to) /* also if there is none */
			break;
		at = found + len;
		if (at <= from)
			continue;
		if (found > from) {
			pen_write(pen, text.data + from, found - from);
			from = found;
		}
		pen->style = match_style(screen, place, found, style);
		pen_write(pen, text.data + from, (at < to ? at : to) - from);
		pen->style = style;
		from = at < to ? at : to;
	}
	pen_write(pen, text.data + from, to - from);
}

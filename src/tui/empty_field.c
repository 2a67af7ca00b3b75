/*
 * What an empty field shows: the values of a choice, else what is wanted in ( ), until something is
 * typed there. It is dim, as the program says it and not the document.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

static unsigned room(const struct pen *pen)
{
	return pen->end > pen->column ? pen->end - pen->column : 0;
}

/* Columns of all values of a choice, with so many between two. */
static unsigned picks_width(const struct form_field *field, unsigned gap)
{
	unsigned width = 0;

	for (size_t i = 0; i < field_pick_count(field); i++) {
		const char *shown = field_pick(field, i).shown;

		width += grapheme_width(shown, strlen(shown)) + (i > 0 ? gap : 0);
	}
	return width;
}

static bool has_words(const struct form_field *field)
{
	for (size_t i = 0; i < field_pick_count(field); i++)
		if (strchr(field_pick(field, i).shown, ' '))
			return true;
	return false;
}

/* All values of a choice, or none: a part of them would look like all. */
static bool picks_draw(const struct form_field *field, struct pen *pen)
{
	size_t n = kind_info(field->kind)->is_picked ? field_pick_count(field) : 0;
	unsigned gap = 2;

	if (n > 1 && picks_width(field, gap) > room(pen) && !has_words(field))
		gap = 1;
	if (n < 2 || picks_width(field, gap) > room(pen)) /* one alone would look like the answer */
		return false;
	for (size_t i = 0; i < n; i++) {
		pen_move(pen, pen->column + (i > 0 ? gap : 0));
		pen_text(pen, field_pick(field, i).shown);
	}
	return true;
}

/* One line; what does not fit ends in an ellipsis, still in ( ). */
static void wanted_draw(const char *hint, struct pen *pen)
{
	unsigned end = pen->end;

	pen_text(pen, "(");
	pen->end = end - 1;
	pen_text(pen, hint);
	pen_finish(pen);
	pen->is_cut = false;
	pen->end = end;
	pen_text(pen, ")");
}

void empty_draw(
	const struct screen *screen, const struct form_field *field, bool has_hint, struct pen *pen)
{
	bool is_asked = kind_info(field->kind)->is_stored &&
			session_save_state(screen->session) != SAVE_READ_ONLY;
	const char *hint = field_hint(field);

	pen->style = STYLE_DIM;
	if (is_asked && picks_draw(field, pen))
		return;
	if (is_asked && has_hint && hint[0] && room(pen) > 2)
		wanted_draw(hint, pen);
	else
		pen_text(pen, "--");
	pen->style = STYLE_NORMAL;
}

/*
 * What stays as it is while one types, and follows when typing pauses: the title line, and on some
 * screens the lines below the text. A terminal moves lines only as wide as it is, so next to a side
 * that does not move, a text that needs one more line would repaint all of the page below it; and
 * on a small screen texts need one every few words. Until the pause the text goes over the lines
 * below, of which the first is blank.
 */
#include "internal.h"

#include <string.h>

enum { PAUSE = 300 /* milliseconds, as before a check */ };

static bool is_over(const struct screen *screen)
{
	return session_clock(screen->session) - screen->drawn.still.typed_at >= PAUSE;
}

void still_note(struct screen *screen)
{
	const struct editor *editor = screen->editor;
	unsigned revision = editor_document(editor)->revision;
	struct still *still = &screen->drawn.still;
	struct place place = {.field = FORM_NONE};

	if (editor_focus(editor)->is_editing && editor_focus(editor)->field != FORM_NONE)
		editor_place(editor, &place);
	if (place.field == FORM_NONE || !place_is_equal(&place, &still->place)) {
		still->place = place;
		still->is_typing = false;
	} else if (revision != still->revision) {
		still->is_typing = true;
		still->typed_at = session_clock(screen->session);
	} else if (is_over(screen)) {
		still->is_typing = false;
	}
	still->revision = revision;
	still->is_behind = false;
}

void still_end(struct screen *screen)
{
	screen->drawn.still.is_typing = false;
}

int still_timeout(const struct screen *screen)
{
	const struct still *still = &screen->drawn.still;
	int64_t left = still->typed_at + PAUSE - session_clock(screen->session);

	if (!still->is_behind)
		return -1;
	return left > 0 ? (int)left : 0;
}

size_t still_lines(struct screen *screen, size_t n)
{
	struct still *still = &screen->drawn.still;
	size_t change = n > still->own ? n - still->own : still->own - n;
	bool holds_lines = screen->layout.has_side || !screen->layout.has_room;

	/* A paste or an undo may change more lines at once: the text would cover too much. */
	if (!still->is_typing || !holds_lines || change > 1)
		still->room = n;
	still->own = n;
	still->is_behind = still->is_behind || still->room != n;
	return still->room;
}

const struct str *still_title(struct screen *screen, const struct str *title)
{
	struct still *still = &screen->drawn.still;
	const struct form *form = editor_form(screen->editor);
	bool is_typed = still->is_typing && still->place.row[0] == '\0' &&
			still->place.field == form_find_role(form, ROLE_TITLE);

	if (!is_typed)
		str_set(&still->title, str_text(title), title->len);
	else if (!str_equal(&still->title, str_text(title), title->len))
		still->is_behind = true;
	return &still->title;
}

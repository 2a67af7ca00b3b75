/* The state of a page as a word or count, for the page list and, on narrow screens, the title
 * line. */
#include "internal.h"

#include <stdio.h>

static bool page_is_empty(const struct session *session, const struct form_page *page)
{
	const struct document *document = editor_document(session_editor(session));

	for (unsigned i = page->first; i < page->first + page->n_fields; i++) {
		if (document->values[i].text.len > 0 || document->tables[i].n > 0)
			return false;
	}
	return true;
}

static bool count_say(const struct screen *screen, unsigned page, enum level level, char sign,
	struct page_state *state)
{
	size_t count = marks_count(&screen->marks, page, level);

	if (count > 0)
		snprintf(state->text, sizeof(state->text), "%zu %c%s", count > 999 ? 999 : count,
			sign, session_count_remote_changes(screen->session, page) > 0 ? "*" : "");
	return count > 0;
}

/* Errors matter most, then others' changes. A page that was not begun is shown as empty, not as
 * lacking things. */
void page_state_find(const struct screen *screen, unsigned page, struct page_state *state)
{
	const struct session *session = screen->session;

	if (count_say(screen, page, LEVEL_ERROR, '!', state)) {
		state->style = STYLE_ERROR;
		return;
	}
	if (count_say(screen, page, LEVEL_WARNING, '?', state)) {
		state->style = STYLE_WARNING;
		return;
	}
	if (session_count_remote_changes(session, page) > 0) {
		*state = (struct page_state){STYLE_NOTE, "new"};
		return;
	}
	state->style = STYLE_DIM;
	if (page_is_empty(session, &editor_form(screen->editor)->pages[page]))
		snprintf(state->text, sizeof(state->text), "--");
	else if (!count_say(screen, page, LEVEL_NOTE, '-', state))
		snprintf(state->text, sizeof(state->text), "ok");
}

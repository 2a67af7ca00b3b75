/* A page in a word or a count: what the page list says and, on narrow screens, the title line. */
#include "internal.h"

#include <stdio.h>

static bool page_is_empty(const struct session *session, const struct form_page *page)
{
	const struct document *document = &session->document;

	for (unsigned i = page->first; i < page->first + page->n_fields; i++) {
		if (document->values[i].text.len > 0 || document->tables[i].n > 0)
			return false;
	}
	return true;
}

void page_state_find(const struct session *session, unsigned page, struct page_state *state)
{
	static const struct {
		enum level level;
		char sign;
		enum style style;
	} levels[] = {
		{LEVEL_ERROR, '!', STYLE_ERROR},
		{LEVEL_WARNING, '?', STYLE_WARNING},
		{LEVEL_NOTE, '-', STYLE_DIM},
	};

	state->style = STYLE_DIM;
	if (page_is_empty(session, &session->form->pages[page])) {
		snprintf(state->text, sizeof(state->text), "--");
		return;
	}
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++) {
		size_t count = findings_count_page(
			&session->findings, session->form, page, levels[i].level);

		if (count > 0) {
			state->style = levels[i].style;
			snprintf(state->text, sizeof(state->text), "%zu %c",
				count > 999 ? 999 : count, levels[i].sign);
			return;
		}
	}
	snprintf(state->text, sizeof(state->text), "ok");
}

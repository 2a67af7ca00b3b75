/*
 * What is to be done on a page: the worst that was found there, as a sign for the tabs and the
 * title line, and in words for the side.
 */
#include "finding_lines.h"
#include "internal.h"

#include <stdio.h>

static bool count_find(
	const struct screen *screen, unsigned page, enum level level, struct page_state *state)
{
	size_t count = marks_count(&screen->marks, page, level);
	const struct finding_level *found = &finding_levels[level];
	const char *word = level == LEVEL_NOTE ? "missing" : found->name;
	bool is_plural = count > 1 && level != LEVEL_NOTE;

	if (count == 0)
		return false;
	if (count > 999)
		count = 999;
	state->style = found->style;
	state->word_style = found->word_style;
	snprintf(state->sign, sizeof(state->sign), "%zu%c%s", count, found->mark[0],
		state->is_changed ? "*" : "");
	snprintf(state->words, sizeof(state->words), "%zu %s%s%s", count, word,
		is_plural ? "s" : "", state->is_changed ? " *" : "");
	return true;
}

/* What is wrong counts most; a page that is empty lacks nothing yet. Before the first check nothing
 * is said of the others. */
void page_state_find(const struct screen *screen, unsigned page, struct page_state *state)
{
	const struct session *session = screen->session;

	*state = (struct page_state){.style = STYLE_DIM,
		.word_style = STYLE_DIM,
		.is_changed = session_count_remote_changes(session, page) > 0};
	if (count_find(screen, page, LEVEL_ERROR, state) ||
		count_find(screen, page, LEVEL_WARNING, state))
		return;
	if (state->is_changed) {
		state->style = STYLE_CHANGED_SIGN;
		state->word_style = STYLE_COMPANY;
		snprintf(state->sign, sizeof(state->sign), "*");
		snprintf(state->words, sizeof(state->words), "changed *");
	} else if (marks_page_is_empty(&screen->marks, page)) {
		snprintf(state->sign, sizeof(state->sign), ".");
		snprintf(state->words, sizeof(state->words), "empty");
	} else if (!count_find(screen, page, LEVEL_NOTE, state) &&
		   editor_is_checked(screen->editor)) {
		snprintf(state->words, sizeof(state->words), "ok");
	}
}

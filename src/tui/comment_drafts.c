/* Comments that were begun and not posted: in the list of comments, and at the start. */
#include "internal.h"

#include "review/threads.h"

int drafts_value(size_t nth)
{
	return -1 - (int)nth;
}

bool drafts_is_value(int value, size_t *nth)
{
	*nth = (size_t)(-1 - (int64_t)value);
	return value < 0;
}

static void add_item(struct screen *screen, struct popup *popup, size_t nth)
{
	struct session *session = screen->session;
	const char *quote = session_draft_quote(session, nth);
	struct comment_subject subject;
	struct popup_item *item;
	struct str text = {0};
	bool is_there = session_draft_subject(session, nth, &subject);

	if (subject.kind == DRAFT_OF_TASK)
		str_append_text(&text, "A task");
	else
		comment_append_where(screen, &subject.on, &text);
	if (quote[0])
		str_appendf(
			&text, ", %s\xc2\xab%s\xc2\xbb", is_there ? "" : "words are gone: ", quote);
	item = popup_add_text(popup, NULL, str_text(&text));
	item->is_heading = true;
	item->is_text = true;
	item = popup_add_text(popup, "not posted", session_draft_text(session, nth));
	item->value = drafts_value(nth);
	str_release(&text);
}

void drafts_add_items(struct screen *screen, struct popup *popup)
{
	for (size_t i = 0; i < session_drafts_end(screen->session); i++)
		if (session_draft_text(screen->session, i)[0])
			add_item(screen, popup, i);
}

/* The only one there is. */
static void mention_one(struct screen *screen, const char *key)
{
	struct comment_subject subject;
	struct str where = {0};
	size_t nth = 0;

	while (session_draft_text(screen->session, nth)[0] == '\0')
		nth++;
	session_draft_subject(screen->session, nth, &subject);
	if (subject.kind == DRAFT_OF_TASK) {
		session_say(screen->session, MESSAGE_INFO,
			"A task was begun and not added: %s shows it", key);
		return;
	}
	comment_append_where(screen, &subject.on, &where);
	session_say(screen->session, MESSAGE_INFO, "A comment (%s) was not posted: %s shows it",
		str_text(&where), key);
	str_release(&where);
}

void drafts_mention(struct screen *screen)
{
	const char *key = screen_action_key(screen, ACTION_THREADS);
	size_t n = session_count_drafts(screen->session);

	if (n == 0 || editor_message(screen->editor)->text.len > 0)
		return;
	if (key == NULL)
		key = "the list of comments";
	if (n == 1)
		mention_one(screen, key);
	else
		session_say(screen->session, MESSAGE_INFO,
			"%zu comments or tasks were not posted: %s shows them", n, key);
}

void drafts_keep(struct screen *screen, struct slice text)
{
	struct remembered *remembered = &screen->remembered;

	remembered->draft = session_keep_draft(
		screen->session, remembered->draft, &remembered->commenting, text);
}

const char *drafts_typed(const struct screen *screen)
{
	size_t draft = screen->remembered.draft;

	return draft != NO_DRAFT ? session_draft_text(screen->session, draft) : "";
}

void drafts_say_kept(struct screen *screen)
{
	if (drafts_typed(screen)[0])
		session_say(screen->session, MESSAGE_INFO,
			"Not posted: what you typed is there when you comment here again");
}

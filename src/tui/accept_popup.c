/* Before a suggestion is accepted: the words that go and those that come. */
#include "internal.h"

#include "review/threads.h"

#include <string.h>

static enum request accept_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	(void)item;
	if (session_accept(screen->session, screen->remembered.commenting.to))
		session_say(screen->session, MESSAGE_INFO, "Accepted");
	editor_settle(screen->editor);
	return REQUEST_NOTHING;
}

static void accept_list(struct screen *screen, struct popup *popup)
{
	struct threads threads;
	const struct thread *thread;

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, screen->remembered.commenting.to);
	if (thread != NULL) {
		popup_add_wrapped(popup, "- ", STYLE_REMOVED, thread->quote, popup_columns(screen));
		popup_add_wrapped(popup, "+ ", STYLE_ADDED,
			review_text(thread->row, COMMENT_INSTEAD), popup_columns(screen));
	}
	threads_release(&threads);
}

static const struct hint accept_hints[] = {
	{ACTION_ENTER, "Accept"},
	{ACTION_LEAVE, "Not now"},
	{ACTION_NONE, NULL},
};

static const struct popup_type accept_type = {
	.title = "Accept the suggestion?",
	.hint = "Enter puts the new words in",
	.list = accept_list,
	.hints = accept_hints,
	.choose = accept_choose,
};

void accept_open(struct screen *screen, const char *id)
{
	struct threads threads;
	const struct thread *thread;
	bool is_suggestion;

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, id);
	is_suggestion = thread != NULL && thread->kind == THREAD_SUGGESTION;
	if (is_suggestion)
		strcpy(screen->remembered.commenting.to, thread->row->id);
	threads_release(&threads);
	if (is_suggestion)
		popup_open(screen, &accept_type, "");
	else
		session_say(screen->session, MESSAGE_INFO, "That comment suggests no other words");
}

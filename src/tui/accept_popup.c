/* Before a suggestion is accepted: the words that go and those that come. */
#include "internal.h"

#include "review/threads.h"

#include <string.h>

static enum request accept_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	(void)item;
	/* What was typed in the thread goes with it. */
	if (session_accept(
		    screen->session, screen->remembered.commenting.to, drafts_typed(screen))) {
		drafts_keep(screen, (struct slice){0});
		session_say(screen->session, MESSAGE_INFO, "Accepted");
	}
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
		popup_add_wrapped(popup, "+ ", STYLE_ADDED, thread->instead, popup_columns(screen));
	}
	if (thread != NULL && drafts_typed(screen)[0]) {
		popup_add_wrapped(popup, "", STYLE_HEADING, "Your reply", popup_columns(screen));
		popup_add_wrapped(
			popup, "  ", STYLE_NORMAL, drafts_typed(screen), popup_columns(screen));
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
	.closed = drafts_say_kept,
};

static void remember(struct screen *screen, const struct thread *thread)
{
	struct remembered *remembered = &screen->remembered;

	remembered->commenting = (struct comment_subject){.on = thread->on};
	strcpy(remembered->commenting.to, thread->row->id);
	remembered->draft = session_find_draft(screen->session, &remembered->commenting);
}

void accept_open(struct screen *screen, const char *id)
{
	struct threads threads;
	const struct thread *thread;
	struct op op = {0};
	struct err err = {0};
	bool is_possible;

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, id);
	is_possible = thread != NULL && thread_accept_op(&threads, thread, &op, &err);
	if (is_possible)
		remember(screen, thread);
	op_release(&op);
	if (is_possible)
		popup_open(screen, &accept_type, "");
	else if (thread == NULL || thread->kind != THREAD_SUGGESTION)
		session_say(screen->session, MESSAGE_INFO, "That comment suggests no other words");
	else
		session_say(screen->session, MESSAGE_WARNING, "Not possible: %s", err.message);
	threads_release(&threads);
}

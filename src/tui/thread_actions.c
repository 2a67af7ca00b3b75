/* What can be done about a comment: the one on a line that is read, at the cursor, or whose thread
 * is open. */
#include "internal.h"

#include "review/threads.h"

#include <string.h>

/* Says why not. */
static bool is_possible(struct screen *screen, const char *id, enum comment_does does)
{
	struct threads threads;
	const struct thread *thread;
	struct err err = {0};
	bool is_done;

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, id);
	is_done = thread != NULL && thread_takes(thread, does, &err);
	threads_release(&threads);
	if (!is_done && err.code != ERR_NONE)
		session_say(screen->session, MESSAGE_INFO, "Not possible: %s", err.message);
	return is_done;
}

bool thread_is_there(const struct screen *screen, const char *id)
{
	struct threads threads;
	bool is_there;

	editor_threads(screen->editor, &threads);
	is_there = threads_find(&threads, id) != NULL;
	threads_release(&threads);
	return is_there;
}

static bool is_open(struct screen *screen, const char *id)
{
	struct threads threads;
	const struct thread *thread;
	bool is_open;

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, id);
	is_open = thread != NULL && thread->state == THREAD_OPEN;
	threads_release(&threads);
	return is_open;
}

static void resolve(struct screen *screen, const char *id)
{
	bool resolves = is_open(screen, id);
	const struct new_comment comment = {
		.to = id, .does = resolves ? COMMENT_RESOLVES : COMMENT_REOPENS};

	if (session_comment(screen->session, &comment))
		session_say(screen->session, MESSAGE_INFO, resolves ? "Resolved" : "Open again");
	editor_settle(screen->editor);
}

/* --- declining --- */

static enum request decline_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct slice why = slice_trim(slice_of(&popup->prompt.input));
	const struct new_comment comment = {.to = screen->remembered.commenting.to,
		.does = COMMENT_DECLINES,
		.text = why.len > 0 ? str_text(&popup->prompt.input) : NULL};

	(void)item;
	if (session_comment(screen->session, &comment))
		session_say(screen->session, MESSAGE_INFO, "Declined");
	editor_settle(screen->editor);
	return REQUEST_NOTHING;
}

static const struct hint decline_hints[] = {
	{ACTION_ENTER, "Decline"},
	{ACTION_LEAVE, "Not now"},
	{ACTION_NONE, NULL},
};

static const struct popup_type decline_type = {
	.title = "Declined, because: ",
	.has_input = true,
	.is_line = true,
	.idle = "a reason, if there is one to give",
	.hints = decline_hints,
	.choose = decline_choose,
};

static void decline(struct screen *screen, const char *id)
{
	if (!is_possible(screen, id, COMMENT_DECLINES))
		return;
	strcpy(screen->remembered.commenting.to, id);
	popup_open(screen, &decline_type, "");
}

/* --- which one, and what --- */

static void (*const doings[N_ACTIONS])(struct screen *screen, const char *id) = {
	[ACTION_READ_RESOLVE] = resolve,
	[ACTION_READ_ACCEPT] = accept_open,
	[ACTION_READ_DECLINE] = decline,
	[ACTION_READ_AMEND] = amend_open,
	[ACTION_READ_MOVE] = move_begin,
};

bool thread_does(enum action action)
{
	return doings[action] != NULL || action == ACTION_READ_REPLY;
}

bool thread_may(struct screen *screen, const char *id, enum action action)
{
	static const enum comment_does does[N_ACTIONS] = {
		[ACTION_READ_ACCEPT] = COMMENT_ACCEPTS,
		[ACTION_READ_DECLINE] = COMMENT_DECLINES,
		[ACTION_READ_MOVE] = COMMENT_MOVES,
		[ACTION_READ_AMEND] = COMMENT_AMENDS,
	};

	return is_possible(screen, id, does[action]);
}

/* What else there is to do, with the keys for it. */
static void say_nothing_to_take_back(struct screen *screen)
{
	bool is_other = editor_can_undo(screen->editor);
	struct str first = {0};
	struct str second = {0};

	screen_key_in(screen, is_other ? ACTION_UNDO : ACTION_READ_AMEND, KEYS_READING, &first);
	screen_key_in(screen, ACTION_READ_RESOLVE, KEYS_READING, &second);
	if (is_other)
		session_say(screen->session, MESSAGE_INFO,
			"The last thing you did was something else; %s takes that back",
			str_text(&first));
	else
		session_say(screen->session, MESSAGE_INFO,
			"Nothing is left to take back; %s amends what you said before, %s "
			"resolves it",
			str_text(&first), str_text(&second));
	str_release(&first);
	str_release(&second);
}

/* Only what was said: an answer is not changed by this. */
void said_take_back(struct screen *screen)
{
	if (!editor_undoes_review(screen->editor))
		say_nothing_to_take_back(screen);
	else if (editor_do(screen->editor, ACTION_UNDO))
		session_say(screen->session, MESSAGE_INFO, "Taken back");
	editor_settle(screen->editor);
}

void thread_do(struct screen *screen, const char *id, enum action action)
{
	char copy[ROW_ID_SIZE] = ""; /* the row may move in memory meanwhile */

	if (strlen(id) < sizeof(copy))
		strcpy(copy, id);
	if (doings[action] != NULL)
		doings[action](screen, copy);
}

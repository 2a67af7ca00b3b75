/* Amending a comment of one's own: its text is there to be changed, below the thread. */
#include "internal.h"

#include "review/threads.h"

#include <string.h>

/* The comment that is amended, in threads that the caller releases; NULL: it is gone. */
static const struct comment *find_own(struct screen *screen, struct threads *threads)
{
	editor_threads(screen->editor, threads);
	return threads_find_comment(threads, screen->remembered.commenting.to);
}

/* Is it a suggestion of which the words are to be changed, rather than what is said about them? */
static bool is_of_words(const struct threads *threads, const struct comment *comment)
{
	const struct thread *thread = threads_find(threads, comment->row->id);

	return comment->row == thread->row && thread->kind == THREAD_SUGGESTION &&
	       thread->state == THREAD_OPEN;
}

static const char *text_of(const struct threads *threads, const struct comment *comment)
{
	return is_of_words(threads, comment) ? threads_find(threads, comment->row->id)->instead
					     : comment->text;
}

/* What is typed is kept before it is drawn, unless it is what is there. */
static void amend_list(struct screen *screen, struct popup *popup)
{
	struct threads threads;
	const struct comment *comment = find_own(screen, &threads);
	struct slice text = slice_of(&popup->prompt.input);

	if (comment != NULL && slice_equal(text, text_of(&threads, comment)))
		text = (struct slice){0};
	threads_release(&threads);
	drafts_keep(screen, text);
	said_list_thread(screen, popup);
}

/* False, with a message, if it is refused. */
static bool write_down(struct screen *screen, const char *text)
{
	struct threads threads;
	const struct comment *comment = find_own(screen, &threads);
	struct new_comment amendment = {
		.to = screen->remembered.commenting.to, .does = COMMENT_AMENDS};
	struct err err = {0};
	bool is_done = false;

	if (comment != NULL && is_of_words(&threads, comment))
		amendment.instead = text;
	else
		amendment.text = text;
	if (comment_may_be_amended(
		    &threads, amendment.to, session_user(screen->session), &amendment, &err))
		is_done = session_comment(screen->session, &amendment);
	else
		session_say(screen->session, MESSAGE_WARNING, "Not amended: %s", err.message);
	threads_release(&threads);
	return is_done;
}

static void post(struct screen *screen)
{
	const struct str *text = &screen->popup.prompt.input;
	bool is_changed = drafts_typed(screen)[0] != '\0';

	if (slice_trim(slice_of(text)).len == 0) {
		session_say(screen->session, MESSAGE_INFO,
			"Nothing can take its place: what was said stays said");
	} else if (!is_changed || write_down(screen, str_text(text))) {
		drafts_keep(screen, (struct slice){0});
		popup_dismiss(screen);
		session_say(screen->session, MESSAGE_INFO,
			is_changed ? "Amended" : "It says that already");
	}
}

static bool amend_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	(void)popup;
	if (keymap_find(screen->keys.map, key, KEYS_TEXT) != ACTION_SAVE)
		return false;
	post(screen);
	return true;
}

static void amend_closed(struct screen *screen)
{
	drafts_say_kept(screen);
	editor_settle(screen->editor);
}

static const struct hint amend_hints[] = {
	{ACTION_SAVE, "Amend"},
	{ACTION_LEAVE, "Keep as draft", .brief = "Draft"},
	{ACTION_NONE, NULL},
};

static const struct popup_type amend_type = {
	.title = "Amend",
	.hint = "your comment, as it will be read",
	.counts_itself = true,
	.has_input = true,
	.is_writing = true,
	.is_beside = true,
	.list = amend_list,
	.follow = popup_follow,
	.hints = amend_hints,
	.key = amend_key,
	.closed = amend_closed,
};

/* --- opening --- */

static void open_popup(struct screen *screen, const char *text)
{
	popup_open(screen, &amend_type, text);
	screen->popup.prompt.is_offered = false; /* typing goes on */
	str_append_text(&screen->popup.title, "Amend: ");
	comment_append_where(screen, &screen->remembered.commenting.on, &screen->popup.title);
}

void amend_open_draft(struct screen *screen)
{
	open_popup(screen, drafts_typed(screen));
}

/* Draft, or what it says now. */
static void open_on(
	struct screen *screen, const struct threads *threads, const struct comment *comment)
{
	struct remembered *remembered = &screen->remembered;

	remembered->commenting = (struct comment_subject){
		.on = threads_find(threads, comment->row->id)->on, .amends = true};
	strcpy(remembered->commenting.to, comment->row->id);
	remembered->draft = session_find_draft(screen->session, &remembered->commenting);
	if (remembered->draft != NO_DRAFT)
		amend_open_draft(screen);
	else
		open_popup(screen, text_of(threads, comment));
}

void amend_open(struct screen *screen, const char *id)
{
	const char *user = session_user(screen->session);
	struct threads threads;
	const struct thread *thread;
	const struct comment *own;

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, id);
	own = thread != NULL ? thread_last_by(&threads, thread, user) : NULL;
	if (session_save_state(screen->session) == SAVE_READ_ONLY)
		session_say(
			screen->session, MESSAGE_WARNING, "%s", session_read_only(screen->session));
	else if (own == NULL)
		session_say(screen->session, MESSAGE_INFO,
			"None of it is by %s: only your own words can be amended", user);
	else
		open_on(screen, &threads, own);
	threads_release(&threads);
}

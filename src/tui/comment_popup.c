/*
 * Writing a comment or a reply. What it is about and what was said so far are above what is typed.
 */
#include "internal.h"

#include "review/threads.h"
#include "store/git_hint.h"

#include <string.h>

/* --- what is shown --- */

/* What others do meanwhile moves the words, or deletes them. */
static void follow_words(struct screen *screen)
{
	struct comment_subject *self = &screen->remembered.commenting;

	if (self->end == self->start)
		return;
	editor_held_words(screen->editor, &self->start, &self->end);
	if (self->end > self->start)
		return;
	if (self->kind == THREAD_SUGGESTION)
		self->kind = THREAD_REMARK;
	session_say(screen->session, MESSAGE_WARNING,
		"The words were deleted just now: this is about all of the text");
}

static void comment_list(struct screen *screen, struct popup *popup)
{
	struct comment_subject *self = &screen->remembered.commenting;

	follow_words(screen);
	/* before it is drawn */
	drafts_keep(screen, slice_of(&popup->prompt.input));
	if (self->to[0])
		said_list_thread(screen, popup);
	else
		said_list_subject(screen, popup);
}

static void comment_bottom(const struct screen *screen, const struct popup *popup, struct str *out)
{
	const struct comment_subject *self = &screen->remembered.commenting;

	if (self->to[0] && said_state(popup) != THREAD_OPEN)
		str_appendf(out, "%s: your reply", thread_state_name(said_state(popup)));
	else if (self->to[0])
		str_append_text(out, "your reply");
	else
		str_appendf(out, "%s%s", thread_kind_name((enum thread_kind)self->kind),
			self->kind == THREAD_SUGGESTION ? ": the words to put there" : "");
}

/* Questions, remarks, ideas; suggestions are for words. */
static void next_kind(struct comment_subject *self)
{
	do
		self->kind = (self->kind + 1) % N_THREAD_KINDS;
	while (self->kind == THREAD_SUGGESTION && self->end == self->start);
}

/* --- posting --- */

static void write_new(struct screen *screen, struct new_comment *comment, struct anchor *anchor)
{
	struct comment_subject *self = &screen->remembered.commenting;
	const struct value *value = document_value(editor_document(screen->editor), &self->on);

	comment->on = self->on.field != FORM_NONE ? &self->on : NULL;
	comment->kind = (enum thread_kind)self->kind;
	if (self->end > self->start && value != NULL && self->end <= value->text.len) {
		anchor_make(anchor, slice_of(&value->text), self->start, self->end);
		comment->quote = str_text(&anchor->quote);
		comment->before = str_text(&anchor->before);
		comment->after = str_text(&anchor->after);
	}
	if (comment->kind == THREAD_SUGGESTION) {
		comment->instead = comment->text;
		comment->text = NULL;
	}
}

/* Says why a suggestion cannot be made. */
static bool may_suggest(struct screen *screen, const struct new_comment *comment)
{
	const struct comment_subject *self = &screen->remembered.commenting;
	const struct document *document = editor_document(screen->editor);
	const struct value *value = document_value(document, &self->on);
	struct err err = {0};

	if (comment->to != NULL || comment->kind != THREAD_SUGGESTION || value == NULL ||
		suggestion_fits(document_field(document, &self->on), comment->quote,
			(struct slice){
				str_text(&value->text) + self->start, self->end - self->start},
			comment->instead, &err))
		return true;
	session_say(screen->session, MESSAGE_WARNING, "Not posted: %s", err.message);
	return false;
}

static const char *word_for(const struct new_comment *comment)
{
	static const char *const words[N_COMMENT_DOES] = {
		[COMMENT_RESOLVES] = "Resolved",
		[COMMENT_REOPENS] = "Open again",
		[COMMENT_DECLINES] = "Declined",
		[COMMENT_SAYS] = "Reply added",
	};

	if (comment->to != NULL)
		return words[comment->does];
	return comment->kind == THREAD_IDEA ? "Idea parked" : "Comment added";
}

static void say_posted(struct screen *screen, const struct new_comment *comment)
{
	session_say(screen->session, MESSAGE_INFO, "%s%s", word_for(comment),
		session_take_git_hint(screen->session)
			? ". To let git merge comments, run " GIT_HINT_COMMAND
			: "");
}

static void post(struct screen *screen, enum comment_does does)
{
	struct comment_subject *self = &screen->remembered.commenting;
	const struct str *text = &screen->popup.prompt.input;
	struct anchor anchor = {0};
	struct new_comment comment = {.text = str_text(text), .does = does};

	if (slice_trim(slice_of(text)).len == 0 && does == COMMENT_SAYS) {
		session_say(screen->session, MESSAGE_INFO, "Type the comment first");
		return;
	}
	if (self->to[0])
		comment.to = self->to;
	else
		write_new(screen, &comment, &anchor);
	if (may_suggest(screen, &comment) && session_comment(screen->session, &comment)) {
		drafts_keep(screen, (struct slice){0});
		popup_dismiss(screen);
		/* else the next letter would replace the words */
		if (editor_focus(screen->editor)->has_selection)
			editor_set_cursor(
				screen->editor, editor_focus(screen->editor)->cursor, false);
		say_posted(screen, &comment);
	}
	anchor_release(&anchor);
}

/* --- keys --- */

static bool comment_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_TEXT);

	if (action == ACTION_SAVE || action == ACTION_COMMENT) {
		post(screen, COMMENT_SAYS);
	} else if (action == ACTION_NEXT_FIELD) {
		next_kind(&screen->remembered.commenting);
		drafts_keep(screen, slice_of(&popup->prompt.input));
	} else {
		return false;
	}
	return true;
}

/* What is about the thread, rather than said in it. */
static void leave_for(struct screen *screen, enum action action)
{
	char id[ROW_ID_SIZE];

	memcpy(id, screen->remembered.commenting.to, sizeof(id));
	if (!thread_may(screen, id, action))
		return;
	if (action == ACTION_READ_ACCEPT)
		popup_close(&screen->popup); /* what was typed goes with it */
	else
		popup_dismiss(screen);
	thread_do(screen, id, action);
}

/* Perhaps the thread itself. */
static void take_back(struct screen *screen)
{
	said_take_back(screen);
	if (!thread_is_there(screen, screen->remembered.commenting.to))
		popup_close(&screen->popup);
}

static bool reply_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_THREAD);

	if (action == ACTION_SAVE)
		post(screen, COMMENT_SAYS);
	else if (action == ACTION_COMMENT)
		post(screen, said_state(popup) == THREAD_OPEN ? COMMENT_RESOLVES : COMMENT_REOPENS);
	else if (action == ACTION_READ_DECLINE && popup->prompt.input.len > 0 &&
		 (popup->value & SAID_MAY_DECLINE))
		post(screen, COMMENT_DECLINES);
	else if (action == ACTION_UNDO)
		take_back(screen);
	else if (thread_does(action))
		leave_for(screen, action);
	else
		return false;
	return true;
}

static const struct hint new_hints[] = {
	{ACTION_SAVE, "Post"},
	{ACTION_NEXT_FIELD, "Kind"},
	{ACTION_LEAVE, "Keep as draft", .brief = "Draft"},
	{ACTION_NONE, NULL},
};

static const struct hint reply_hints[] = {
	{ACTION_SAVE, "Post"},
	{ACTION_COMMENT, "Post and resolve", .brief = "Resolve"},
	{ACTION_COMMENT, "Post and reopen", .brief = "Reopen"},
	{ACTION_READ_ACCEPT, "Accept"},
	{ACTION_READ_DECLINE, "Decline"},
	{ACTION_READ_MOVE, "New words", .brief = "Words"},
	{ACTION_PAGE_UP, "Earlier"},
	{ACTION_READ_AMEND, "Amend"},
	{ACTION_LEAVE, "Keep as draft", .brief = "Draft"},
	{ACTION_NONE, NULL},
};

static bool reply_has_hint(const struct popup *popup, const struct hint *hint)
{
	static const int needs[N_ACTIONS] = {
		[ACTION_READ_ACCEPT] = SAID_MAY_ACCEPT,
		[ACTION_READ_DECLINE] = SAID_MAY_DECLINE,
		[ACTION_READ_MOVE] = SAID_MAY_MOVE,
		[ACTION_READ_AMEND] = SAID_MAY_AMEND,
	};
	bool is_open = said_state(popup) == THREAD_OPEN;

	if (hint->action == ACTION_PAGE_UP)
		return popup->n > popup->visible;
	if (hint->action == ACTION_COMMENT)
		return (hint == &reply_hints[1]) == is_open;
	return (popup->value & needs[hint->action]) == needs[hint->action];
}

static const struct popup_type new_type = {
	.title = "Comment",
	.bottom = comment_bottom,
	.counts_itself = true,
	.has_input = true,
	.is_writing = true,
	.is_beside = true,
	.list = comment_list,
	.follow = popup_follow,
	.hints = new_hints,
	.key = comment_key,
	.closed = drafts_say_kept,
};

static const struct popup_type reply_type = {
	.title = "Comments",
	.bottom = comment_bottom,
	.has_input = true,
	.is_writing = true,
	.is_beside = true,
	.list = comment_list,
	.follow = popup_follow,
	.hints = reply_hints,
	.has_hint = reply_has_hint,
	.context = KEYS_THREAD,
	.key = reply_key,
	.closed = drafts_say_kept,
};

/* --- opening --- */

static void set_title(struct screen *screen)
{
	const struct comment_subject *self = &screen->remembered.commenting;
	struct str *title = &screen->popup.title;

	str_append_text(title, self->to[0] ? "Thread: " : "Comment: ");
	comment_append_where(screen, &self->on, title);
}

void comment_popup_open(struct screen *screen)
{
	struct comment_subject *self = &screen->remembered.commenting;

	if (session_save_state(screen->session) == SAVE_READ_ONLY) {
		session_say(
			screen->session, MESSAGE_WARNING, "%s", session_read_only(screen->session));
		return;
	}
	if (!self->to[0] && self->on.row[0] == '~') {
		session_say(screen->session, MESSAGE_INFO,
			"This row has no id in the file, so a comment cannot name it: comment on the table");
		return;
	}
	if (self->end > self->start)
		editor_hold_words(screen->editor, &self->on, self->start, self->end);
	popup_open(screen, self->to[0] ? &reply_type : &new_type, drafts_typed(screen));
	screen->popup.prompt.is_offered = false; /* typing goes on */
	set_title(screen);
}

/*
 * Writing a comment: a new one about what is selected or focused, or a reply in the thread that is
 * there. What was said so far is above what is typed.
 */
#include "internal.h"

#include "base/mem.h"
#include "review/threads.h"
#include "store/git_hint.h"
#include "text/grapheme.h"
#include "text/motion.h"

#include <stdlib.h>
#include <string.h>

/* --- what it is about --- */

/* The word that the cursor is on, be it on its first letter or behind its last one. */
static void find_word(struct comment_subject *self, const char *text, size_t len, size_t cursor)
{
	size_t behind = cursor < len ? grapheme_next(text, len, cursor) : len;

	self->end = motion_word_right(text, len, motion_word_left(text, len, behind));
	self->start = motion_word_left(text, len, self->end);
	if (self->end < cursor) /* between words: all of the text */
		self->start = self->end = 0;
}

/* The words that are selected, else the one at the cursor, in a text that is shown as it is. */
static void find_words(const struct screen *screen, struct comment_subject *self)
{
	const struct focus *focus = editor_focus(screen->editor);
	const struct form_field *field = editor_field(screen->editor);
	const struct value *value = document_value(editor_document(screen->editor), &self->on);
	const char *text = value ? str_text(&value->text) : "";
	size_t len = value ? value->text.len : 0;

	if (!focus->is_editing || !kind_info(field->kind)->is_words || focus->cursor > len ||
		focus->anchor > len)
		return;
	if (focus->has_selection) {
		self->start = focus->cursor < focus->anchor ? focus->cursor : focus->anchor;
		self->end = focus->cursor < focus->anchor ? focus->anchor : focus->cursor;
		return;
	}
	find_word(self, text, len, focus->cursor);
}

static void find_subject(const struct screen *screen, struct comment_subject *self)
{
	const struct editor *editor = screen->editor;
	const struct focus *focus = editor_focus(editor);

	self->start = self->end = 0;
	self->to[0] = '\0';
	editor_place(editor, &self->on);
	if (self->on.row[0] == '\0' && editor_on_row(editor)) {
		const struct rows *rows = &editor_document(editor)->tables[self->on.field];

		memcpy(self->on.row, rows->items[focus->row].id, ROW_ID_SIZE);
		self->on.column = FORM_NONE;
	}
	find_words(screen, self);
}

/* --- its thread --- */

/* Is the thread about the words at the cursor, or about all that the focus is on? */
static bool is_here(
	const struct screen *screen, const struct threads *threads, const struct thread *thread)
{
	const struct comment_subject *self = &screen->remembered.commenting;
	const struct focus *focus = editor_focus(screen->editor);
	struct anchor_place words;

	if (thread->state != THREAD_OPEN || thread->is_gone ||
		!place_is_equal(&thread->on, &self->on) || focus->has_selection)
		return false;
	words = thread_find_words(threads, thread);
	if (words.match == ANCHOR_LOST || words.end == 0)
		return self->end == 0 || words.match == ANCHOR_LOST;
	return !focus->is_editing || (words.start <= focus->cursor && focus->cursor <= words.end);
}

static void find_thread(struct screen *screen)
{
	struct threads threads;

	editor_threads(screen->editor, &threads);
	for (size_t i = 0; i < threads.n; i++) {
		if (is_here(screen, &threads, &threads.items[i])) {
			strcpy(screen->remembered.commenting.to, threads.items[i].row->id);
			break;
		}
	}
	threads_release(&threads);
}

/* What is typed is kept before it is drawn. */
static void keep(struct screen *screen, struct slice text)
{
	struct remembered *remembered = &screen->remembered;

	remembered->draft = session_keep_draft(
		screen->session, remembered->draft, &remembered->commenting, text);
}

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
	keep(screen, slice_of(&popup->prompt.input));
	if (self->to[0])
		said_list_thread(screen, popup);
	else
		said_list_subject(screen, popup);
}

/* --- keys --- */

static void comment_bottom(const struct screen *screen, const struct popup *popup, struct str *out)
{
	const struct comment_subject *self = &screen->remembered.commenting;

	if (self->to[0] && popup->value != THREAD_OPEN)
		str_appendf(
			out, "%s: your reply", thread_state_name((enum thread_state)popup->value));
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
		keep(screen, (struct slice){0});
		popup_dismiss(screen);
		/* else the next letter would replace the words */
		if (editor_focus(screen->editor)->has_selection)
			editor_set_cursor(
				screen->editor, editor_focus(screen->editor)->cursor, false);
		say_posted(screen, &comment);
	}
	anchor_release(&anchor);
}

/* What the second key for posting does to the thread. */
static enum comment_does closing(const struct screen *screen, const struct popup *popup)
{
	if (!screen->remembered.commenting.to[0])
		return COMMENT_SAYS;
	return popup->value == THREAD_OPEN ? COMMENT_RESOLVES : COMMENT_REOPENS;
}

static bool comment_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_TEXT);

	if (action == ACTION_SAVE)
		post(screen, COMMENT_SAYS);
	else if (action == ACTION_COMMENT)
		post(screen, closing(screen, popup));
	else if (action == ACTION_NEXT_FIELD && !screen->remembered.commenting.to[0])
		next_kind(&screen->remembered.commenting);
	else
		return false;
	return true;
}

static void comment_closed(struct screen *screen)
{
	size_t draft = screen->remembered.draft;

	if (draft != NO_DRAFT && session_draft_text(screen->session, draft)[0])
		session_say(screen->session, MESSAGE_INFO,
			"Not posted: what you typed is there when you comment here again");
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
	{ACTION_PAGE_UP, "Earlier"},
	{ACTION_LEAVE, "Keep as draft", .brief = "Draft"},
	{ACTION_NONE, NULL},
};

static bool reply_has_hint(const struct popup *popup, const struct hint *hint)
{
	bool is_open = popup->value == THREAD_OPEN;

	if (hint->action == ACTION_PAGE_UP)
		return popup->n > popup->visible;
	return hint->action != ACTION_COMMENT || (hint == &reply_hints[1]) == is_open;
}

static const struct popup_type new_type = {
	.title = "Comment",
	.bottom = comment_bottom,
	.counts_itself = true,
	.has_input = true,
	.is_writing = true,
	.list = comment_list,
	.follows = true,
	.hints = new_hints,
	.key = comment_key,
	.closed = comment_closed,
};

static const struct popup_type reply_type = {
	.title = "Comments",
	.bottom = comment_bottom,
	.has_input = true,
	.is_writing = true,
	.list = comment_list,
	.follows = true,
	.hints = reply_hints,
	.has_hint = reply_has_hint,
	.key = comment_key,
	.closed = comment_closed,
};

/* --- opening --- */

static bool has_thread(const struct screen *screen, const char *id)
{
	struct threads threads;
	bool is_there;

	editor_threads(screen->editor, &threads);
	is_there = threads_find(&threads, id) != NULL;
	threads_release(&threads);
	return is_there;
}

static void set_title(struct screen *screen)
{
	const struct comment_subject *self = &screen->remembered.commenting;
	struct str *title = &screen->popup.title;

	str_append_text(title, self->to[0] ? "Thread: " : "Comment: ");
	comment_append_where(screen, &self->on, title);
}

static void open_popup(struct screen *screen)
{
	struct comment_subject *self = &screen->remembered.commenting;
	struct remembered *remembered = &screen->remembered;

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
	popup_open(screen, self->to[0] ? &reply_type : &new_type,
		remembered->draft != NO_DRAFT
			? session_draft_text(screen->session, remembered->draft)
			: "");
	screen->popup.prompt.is_offered = false; /* typing goes on */
	set_title(screen);
}

/* What was typed about the same, unless the draft is known. */
static void find_draft(struct screen *screen)
{
	struct remembered *remembered = &screen->remembered;
	struct comment_subject as_kept;

	remembered->commenting.kind = THREAD_QUESTION;
	remembered->draft = session_find_draft(screen->session, &remembered->commenting);
	if (remembered->draft == NO_DRAFT)
		return;
	session_draft_subject(screen->session, remembered->draft, &as_kept);
	remembered->commenting.kind = as_kept.kind;
}

/* The draft on words that the cursor is in, unless others are selected. */
static void find_words_of_draft(struct screen *screen)
{
	struct comment_subject *self = &screen->remembered.commenting;
	const struct focus *focus = editor_focus(screen->editor);

	for (size_t i = 0; !focus->has_selection && i < session_drafts_end(screen->session); i++) {
		struct comment_subject as_kept;

		if (session_draft_text(screen->session, i)[0] &&
			session_draft_subject(screen->session, i, &as_kept) &&
			as_kept.to[0] == '\0' && as_kept.end > as_kept.start &&
			place_is_equal(&as_kept.on, &self->on) && as_kept.start <= focus->cursor &&
			focus->cursor <= as_kept.end) {
			self->start = as_kept.start;
			self->end = as_kept.end;
			return;
		}
	}
}

void comment_open(struct screen *screen)
{
	struct comment_subject *self = &screen->remembered.commenting;

	if (editor_field(screen->editor) == NULL)
		return;
	find_subject(screen, self);
	find_thread(screen);
	if (!self->to[0])
		find_words_of_draft(screen);
	find_draft(screen);
	open_popup(screen);
}

void comment_open_on(struct screen *screen, const struct place *place)
{
	comment_open_words(screen, place, 0, 0);
}

void comment_open_words(struct screen *screen, const struct place *place, size_t start, size_t end)
{
	struct comment_subject *self = &screen->remembered.commenting;

	self->on = *place;
	self->start = start;
	self->end = end;
	self->to[0] = '\0';
	find_draft(screen);
	open_popup(screen);
}

void comment_open_idea(struct screen *screen, const struct place *place)
{
	comment_open_on(screen, place);
	screen->remembered.commenting.kind = THREAD_IDEA;
}

void comment_open_thread(struct screen *screen, const char *id)
{
	struct comment_subject *self = &screen->remembered.commenting;
	struct threads threads;
	const struct thread *thread;

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, id);
	if (thread != NULL) {
		self->on = thread->on;
		self->start = self->end = 0;
		strcpy(self->to, thread->row->id);
	}
	threads_release(&threads);
	if (thread == NULL)
		return;
	find_draft(screen);
	open_popup(screen);
}

void comment_open_draft(struct screen *screen, size_t nth)
{
	struct comment_subject *self = &screen->remembered.commenting;

	session_draft_subject(screen->session, nth, self);
	if (self->to[0] && !has_thread(screen, self->to))
		self->to[0] = '\0'; /* it was undone: a comment of its own */
	if (self->on.field != FORM_NONE)
		editor_go(screen->editor, &self->on);
	screen->remembered.draft = nth;
	open_popup(screen);
}

/*
 * What a comment is about that is about to be written: what is selected or focused, the thread that
 * is there, or what was begun before.
 */
#include "internal.h"

#include "review/threads.h"
#include "text/grapheme.h"
#include "text/motion.h"

#include <string.h>

/* --- at the cursor --- */

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
		editor_selection(screen->editor, &self->start, &self->end);
		return;
	}
	find_word(self, text, len, focus->cursor);
}

static void find_subject(const struct screen *screen, struct comment_subject *self)
{
	const struct editor *editor = screen->editor;

	self->start = self->end = 0;
	self->to[0] = '\0';
	self->amends = false;
	editor_row_place(editor, &self->on);
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

/* --- what was begun --- */

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

/* --- opening --- */

const char *comment_find_thread(struct screen *screen)
{
	find_subject(screen, &screen->remembered.commenting);
	find_thread(screen);
	return screen->remembered.commenting.to;
}

void comment_open(struct screen *screen)
{
	if (editor_field(screen->editor) == NULL)
		return;
	if (comment_find_thread(screen)[0] == '\0')
		find_words_of_draft(screen);
	find_draft(screen);
	comment_popup_open(screen);
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
	self->amends = false;
	find_draft(screen);
	comment_popup_open(screen);
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
		self->amends = false;
		strcpy(self->to, thread->row->id);
	}
	threads_release(&threads);
	if (thread == NULL)
		return;
	find_draft(screen);
	comment_popup_open(screen);
}

void comment_open_draft(struct screen *screen, size_t nth)
{
	struct comment_subject *self = &screen->remembered.commenting;

	session_draft_subject(screen->session, nth, self);
	if (self->kind == DRAFT_OF_TASK) {
		task_open_draft(screen, nth);
		return;
	}
	if (self->to[0] && !thread_is_there(screen, self->to))
		self->to[0] = '\0'; /* it was undone: a comment of its own */
	if (self->on.field != FORM_NONE)
		editor_go(screen->editor, &self->on);
	presenter_show(screen, &self->on, self->end > self->start ? self->start : SIZE_MAX);
	screen->remembered.draft = nth;
	if (self->amends && self->to[0])
		amend_open_draft(screen);
	else
		comment_popup_open(screen);
}

/* What a comment is about and what was said so far, above the comment that is being written. */
#include "internal.h"

#include "review/threads.h"

#include <string.h>

static void add_words(
	struct screen *screen, struct popup *popup, const char *before, const char *words)
{
	struct str text = {0};

	str_appendf(&text, "%s\xc2\xab%s\xc2\xbb", before, words);
	popup_add_wrapped(popup, "", STYLE_DIM, str_text(&text), popup_columns(screen));
	str_release(&text);
}

static void add_comment(struct screen *screen, struct popup *popup, const struct comment *comment)
{
	static const char *const does[] = {
		[COMMENT_RESOLVES] = "  resolved it",
		[COMMENT_REOPENS] = "  opened it again",
		[COMMENT_ACCEPTS] = "  accepted it",
		[COMMENT_DECLINES] = "  declined it",
		[COMMENT_SAYS] = "",
	};
	struct str head = {0};

	str_appendf(&head, "%s%s", comment_by(comment), does[comment->does]);
	if (comment->at != INT64_MIN) {
		str_append_text(&head, "  ");
		append_moment(screen->session, comment->at, &head);
	}
	if (comment->is_amended) {
		str_append_text(&head, ", amended");
		if (comment->amended_at != INT64_MIN) {
			str_append_char(&head, ' ');
			append_moment(screen->session, comment->amended_at, &head);
		}
	}
	if (comment->is_ahead)
		str_append_text(&head, "  (dated ahead, does not count)");
	popup_add_wrapped(popup, "", STYLE_HEADING, str_text(&head), popup_columns(screen));
	if (comment->text[0])
		popup_add_wrapped(popup, "  ", STYLE_NORMAL, comment->text, popup_columns(screen));
	str_release(&head);
}

/* The words that it was written about, and what has become of them. */
static void add_subject(struct screen *screen, struct popup *popup, const struct threads *threads,
	const struct thread *thread)
{
	const char *first = review_text(thread->row, COMMENT_QUOTE);
	struct anchor_place place = thread_find_words(threads, thread);
	struct anchor now;

	add_words(screen, popup, "", first);
	if (place.match == ANCHOR_LOST) {
		popup_add_wrapped(popup, "", STYLE_DIM,
			"These words are gone, or could be several.", popup_columns(screen));
		return;
	}
	const struct value *value = document_value(threads->document, &thread->on);

	anchor_make(&now, slice_of(&value->text), place.start, place.end);
	if (strcmp(str_text(&now.quote), first) != 0)
		add_words(screen, popup, "now ", str_text(&now.quote));
	anchor_release(&now);
}

/* The row that all of it is about; if it is gone, what it was known by. */
static void add_row(struct screen *screen, struct popup *popup, const struct threads *threads,
	const struct thread *thread)
{
	struct str text = {0};

	if (thread_append_loss(threads, thread, &text))
		text.data[0] = 'I'; /* "Its place is gone" */
	else
		row_append_words(threads->document, &thread->on, &text);
	if (text.len > 0)
		popup_add_wrapped(popup, "", STYLE_DIM, str_text(&text), popup_columns(screen));
	str_release(&text);
}

static int what_may_be_done(
	const struct screen *screen, const struct threads *threads, const struct thread *thread)
{
	bool is_open = thread->state == THREAD_OPEN;
	bool is_suggestion = is_open && thread->kind == THREAD_SUGGESTION;
	bool is_idea = is_open && thread->kind == THREAD_IDEA;
	bool is_elsewhere =
		is_open &&
		(thread->is_gone || thread_find_words(threads, thread).match != ANCHOR_EXACT);
	bool is_own = thread_last_by(threads, thread, session_user(screen->session)) != NULL;

	return (int)thread->state |
	       (is_suggestion && thread_is_acceptable(threads, thread) ? SAID_MAY_ACCEPT : 0) |
	       (is_suggestion || is_idea ? SAID_MAY_DECLINE : 0) |
	       (is_elsewhere ? SAID_MAY_MOVE : 0) | (is_own ? SAID_MAY_AMEND : 0);
}

enum thread_state said_state(const struct popup *popup)
{
	return (enum thread_state)(popup->value & SAID_STATE);
}

void said_list_thread(struct screen *screen, struct popup *popup)
{
	struct threads threads;
	const struct thread *thread;

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, screen->remembered.commenting.to);
	popup->value = thread != NULL ? what_may_be_done(screen, &threads, thread) : THREAD_OPEN;
	if (thread != NULL && review_text(thread->row, COMMENT_QUOTE)[0])
		add_subject(screen, popup, &threads, thread);
	else if (thread != NULL)
		add_row(screen, popup, &threads, thread);
	for (size_t i = 0; thread != NULL && i < thread->n; i++)
		add_comment(screen, popup, &threads.comments[thread->first + i]);
	if (thread != NULL && thread->kind == THREAD_SUGGESTION)
		popup_add_wrapped(
			popup, "+ ", STYLE_NORMAL, thread->instead, popup_columns(screen));
	threads_release(&threads);
}

/* The text it is about; of a row what the row is about. */
static const struct value *subject_value(const struct screen *screen)
{
	struct place place = screen->remembered.commenting.on;
	const struct form_field *field;

	if (place.field == FORM_NONE)
		return NULL;
	field = &editor_form(screen->editor)->fields[place.field];
	if (place.row[0] && place.column == FORM_NONE)
		place.column = form_main_column(field);
	return document_value(editor_document(screen->editor), &place);
}

void said_list_subject(struct screen *screen, struct popup *popup)
{
	const struct comment_subject *self = &screen->remembered.commenting;
	const struct value *value = subject_value(screen);
	struct anchor anchor = {0};

	if (self->on.row[0] && self->on.column == FORM_NONE && value != NULL) {
		anchor_make(&anchor, slice_of(&value->text), 0, value->text.len);
		add_words(screen, popup, "", str_text(&anchor.quote));
	} else if (self->end > self->start && value != NULL) {
		anchor_make(&anchor, slice_of(&value->text), self->start, self->end);
		add_words(screen, popup, "", str_text(&anchor.quote));
	}
	anchor_release(&anchor);
}

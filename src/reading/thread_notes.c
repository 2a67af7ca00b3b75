/* Open threads as notes beside the words that they are about. */
#include "reading/notes.h"

#include "base/visible.h"
#include "review/threads.h"

#include <string.h>

/* What has no words, and has not lost its place, says what it is about. */
static void append_about(
	const struct threads *threads, const struct thread *thread, struct str *out)
{
	struct str name = {0};

	if (thread->quote[0] == '\0' && !thread->is_gone) {
		place_append_name(threads->document, &thread->on, &name);
		str_append_text(out, " about ");
		visible_append(out, str_text(&name), name.len);
	}
	str_release(&name);
}

/* "Ida Nyman, question: Since which version? (2 replies, last by Geda Siraj)" */
static void write_text(const struct threads *threads, const struct thread *thread,
	enum anchor_match match, struct str *out)
{
	const struct comment *first = &threads->comments[thread->first];
	struct str loss = {0};

	visible_append_start(out, comment_by(first), NAME_SHOWN);
	str_appendf(out, ", %s", thread_kind_name(thread->kind));
	append_about(threads, thread, out);
	if (thread->state != THREAD_OPEN)
		str_appendf(out, ", %s", thread_state_name(thread->state));
	str_append_text(out, ": ");
	if (thread_append_loss(threads, thread, &loss))
		str_appendf(out, "(%s) ", str_text(&loss));
	else if (match == ANCHOR_NEAR)
		str_append_text(out, "~ ");
	str_append_text(out, first->text);
	if (thread->kind == THREAD_SUGGESTION)
		str_appendf(out, "%s{+%s+}", first->text[0] ? " " : "", thread->instead);
	thread_append_replies(threads, thread, out);
	str_release(&loss);
}

static void add_thread(
	struct reading_notes *self, const struct threads *threads, const struct thread *thread)
{
	struct reading_note *note = reading_notes_add(self);
	struct anchor_place words = thread_find_words(threads, thread);

	note->kind = thread->state == THREAD_OPEN ? NOTE_THREAD : NOTE_CLOSED;
	note->sign = "\"";
	note->level = thread->state == THREAD_OPEN ? LEVEL_WARNING : LEVEL_NOTE;
	strcpy(note->thread, thread->row->id);
	note->suggests = thread->state == THREAD_OPEN && thread_is_acceptable(threads, thread);
	note->has_place = thread->on.field != FORM_NONE;
	note->place = thread->on;
	note->begin = words.start;
	note->end = words.end;
	write_text(threads, thread, words.match, &note->text);
}

void reading_notes_add_threads(
	struct reading_notes *self, const struct threads *threads, bool with_closed)
{
	for (size_t i = 0; i < threads->n; i++)
		if (with_closed || threads->items[i].state == THREAD_OPEN)
			add_thread(self, threads, &threads->items[i]);
}

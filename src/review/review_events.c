/* Rows that an earlier version had not, and those that only it had, each as a sentence about who
 * did what. */
#include "review/review_events.h"

#include "base/mem.h"
#include "event_words.h"
#include "review/signoffs.h"

#include <stdlib.h>
#include <string.h>

/* What is compared. */
struct search {
	struct review_events *events;
	const struct document *document; /* whose rows are looked at */
	const struct document *other;    /* and are new if it has not got them */
	int64_t now;
	bool is_gone;           /* the other one is the later one: they are gone */
	struct threads threads; /* of the document */
};

static const struct place whole = {.field = FORM_NONE, .column = FORM_NONE};

static bool is_new(const struct search *self, enum review_table table, const struct row *row)
{
	unsigned field = review_field(self->other->form, table);

	return document_row_index(self->other, field, row->id) == SIZE_MAX;
}

/* --- events --- */

static struct review_event *add(struct search *self, enum review_event_kind kind,
	const struct row *row, unsigned by, unsigned at)
{
	struct review_events *events = self->events;
	struct review_event *event;
	bool is_ahead;

	events->items =
		mem_grow(events->items, &events->cap, events->n + 1, sizeof(*events->items));
	event = &events->items[events->n++];
	*event = (struct review_event){
		.kind = kind, .place = whole, .at = review_seconds(row, at, self->now, &is_ahead)};
	event->is_gone = self->is_gone;
	if (!self->is_gone)
		str_append_text(&event->by, review_text(row, by));
	return event;
}

/* What was said is left out of what is gone. */
static void finish(const struct search *self, struct review_event *event, const char *text)
{
	event->deed = event->words.len;
	if (!self->is_gone)
		event_append_said(text, &event->words);
}

static void add_comment(
	struct search *self, const struct thread *thread, const struct comment *comment)
{
	static const enum review_event_kind beginnings[N_THREAD_KINDS] = {
		[THREAD_QUESTION] = EVENT_QUESTION,
		[THREAD_REMARK] = EVENT_NOTE,
		[THREAD_SUGGESTION] = EVENT_NOTE,
		[THREAD_IDEA] = EVENT_IDEA,
	};
	const struct comment_deed deed = {.by = comment->by,
		.on = &thread->on,
		.kind = thread->kind,
		.does = comment->does,
		.is_first = comment->row == thread->row};
	bool is_said = comment->does == COMMENT_SAYS;
	struct review_event *event;

	event = add(self,
		deed.is_first ? beginnings[thread->kind]
		: is_said     ? EVENT_NOTE
			      : EVENT_DECISION,
		comment->row, COMMENT_BY, COMMENT_AT);
	event->place = thread->on;
	comment_append_deed(&deed, self->document, self->is_gone, &event->words);
	finish(self, event, deed.is_first ? thread_text(&self->threads, thread) : comment->text);
}

/* Those of comments that were there before: of others their newest text is told anyway. */
static void find_amendments(struct search *self, const struct thread *thread)
{
	for (size_t i = 0; i < thread->n_amendments; i++) {
		const struct comment *comment =
			&self->threads.amendments[thread->first_amendment + i];
		const char *to = review_text(comment->row, COMMENT_TO);
		struct review_event *event;

		if (!is_new(self, REVIEW_COMMENTS, comment->row) ||
			is_new(self, REVIEW_COMMENTS,
				threads_find_comment(&self->threads, to)->row))
			continue;
		event = add(self, EVENT_NOTE, comment->row, COMMENT_BY, COMMENT_AT);
		event->place = thread->on;
		comment_append_deed(
			&(struct comment_deed){
				.by = comment->by, .on = &thread->on, .does = COMMENT_AMENDS},
			self->document, self->is_gone, &event->words);
		finish(self, event,
			comment->text[0] ? comment->text
					 : review_text(comment->row, COMMENT_INSTEAD));
	}
}

static void find_comments(struct search *self)
{
	const struct threads *threads = &self->threads;

	for (size_t i = 0; i < threads->n; i++) {
		const struct thread *thread = &threads->items[i];

		for (size_t k = 0; k < thread->n; k++) {
			const struct comment *comment = &threads->comments[thread->first + k];

			if (is_new(self, REVIEW_COMMENTS, comment->row))
				add_comment(self, thread, comment);
		}
		find_amendments(self, thread);
	}
}

static void add_signoff(struct search *self, const struct row *row)
{
	struct review_event *event = add(self, EVENT_SIGNOFF, row, SIGNOFF_BY, SIGNOFF_AT);

	event->objects = !self->is_gone && review_choice(self->document, REVIEW_SIGNOFFS, row,
						   SIGNOFF_DOES) == SIGNOFF_OBJECTS;
	signoff_append_deed(self->document, row, self->is_gone, &event->words);
	finish(self, event, review_text(row, SIGNOFF_TEXT));
}

static void add_state(struct search *self, const struct row *row)
{
	struct review_event *event = add(self, EVENT_DECISION, row, STATE_BY, STATE_AT);

	state_append_deed(row, self->is_gone, &event->words);
	finish(self, event, review_text(row, STATE_WHY));
}

static void add_tick(struct search *self, const struct row *row)
{
	struct review_event *event = add(self, EVENT_TICK, row, TICK_BY, TICK_AT);

	tick_append_deed(self->document, row, self->is_gone, &event->words);
	finish(self, event, review_text(row, TICK_WHY));
}

static void find_rows(struct search *self, enum review_table table,
	void (*add_row)(struct search *self, const struct row *row))
{
	const struct rows *rows = review_rows(self->document, table);

	for (size_t i = 0; i < rows->n; i++)
		if (is_new(self, table, &rows->items[i]))
			add_row(self, &rows->items[i]);
}

/* Those of one kind stay in the order in which they were found. */
static void sort(struct review_events *self)
{
	struct review_event *sorted = mem_zalloc(self->n + 1, sizeof(*sorted));
	size_t n = 0;

	for (int kind = 0; kind < N_EVENT_KINDS; kind++)
		for (size_t i = 0; i < self->n; i++)
			if ((int)self->items[i].kind == kind)
				sorted[n++] = self->items[i];
	free(self->items);
	self->items = sorted;
	self->cap = self->n + 1;
}

static void find_all(struct search *self)
{
	threads_init(&self->threads, self->document, self->now);
	find_comments(self);
	threads_release(&self->threads);
	find_rows(self, REVIEW_STATES, add_state);
	find_rows(self, REVIEW_CHECKLIST, add_tick);
	find_rows(self, REVIEW_SIGNOFFS, add_signoff);
}

void review_events_find(struct review_events *self, const struct document *before,
	const struct document *after, int64_t now)
{
	struct search done = {.events = self, .document = after, .other = before, .now = now};
	struct search gone = {
		.events = self, .document = before, .other = after, .now = now, .is_gone = true};

	find_all(&done);
	find_all(&gone);
	sort(self);
}

static void release(struct review_event *event)
{
	str_release(&event->by);
	str_release(&event->words);
}

void review_events_drop(struct review_events *self, int64_t at)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n; i++) {
		if (self->items[i].at > at)
			self->items[n++] = self->items[i];
		else
			release(&self->items[i]);
	}
	self->n = n;
}

void review_events_release(struct review_events *self)
{
	for (size_t i = 0; i < self->n; i++)
		release(&self->items[i]);
	free(self->items);
	*self = (struct review_events){0};
}

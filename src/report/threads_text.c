/* Threads in the format of compiler messages, one line each, so that editors can jump to them. */
#include "base/visible.h"
#include "model/locator.h"
#include "report/threads.h"
#include "review/turn.h"

#include <string.h>

static bool has_new(
	const struct document *since, const struct threads *threads, const struct thread *thread)
{
	unsigned field = review_field(since->form, REVIEW_COMMENTS);

	for (size_t i = 0; i < thread->n; i++) {
		const struct comment *comment = &threads->comments[thread->first + i];

		if (document_row_index(since, field, comment->row->id) == SIZE_MAX)
			return true;
	}
	return false;
}

bool thread_filter_takes(const struct thread_filter *self, const struct threads *threads,
	const struct thread *thread)
{
	return (self->with_closed || thread->state == THREAD_OPEN) &&
	       (self->waits_for == NULL || thread_waits_for(threads, thread, self->waits_for)) &&
	       (self->since == NULL || has_new(self->since, threads, thread));
}

/* One line: the first that is not blank, and a sign if there are more. */
static void append_first_line(struct str *out, const char *text)
{
	struct slice rest = slice_trim(slice_of_text(text));
	struct slice line = {0};

	slice_next_line(&rest, &line);
	visible_append(out, line.data, line.len);
	if (slice_trim(rest).len > 0)
		str_append_text(out, " ...");
}

/* What is dated in the future does not count; the date is a mistake, or meant to mislead. */
static void append_ahead(
	const struct threads *threads, const struct thread *thread, struct str *out)
{
	const struct comment *comments = &threads->comments[thread->first];
	size_t n = 0;

	for (size_t i = 0; i < thread->n; i++)
		n += comments[i].is_ahead;
	if (n > 0 && comments->is_ahead)
		str_append_text(out, "(dated in the future) ");
	else if (n > 0)
		str_appendf(out, "(%zu %s dated in the future) ", n, n == 1 ? "reply" : "replies");
}

static void format_thread(const struct threads *threads, const struct thread *thread,
	const char *file, struct locator *locator, struct str *out)
{
	struct place cell = thread_cell(thread);
	struct anchor_place words = thread_find_words(threads, thread);
	unsigned line = 1;
	unsigned column = 1;
	struct str loss = {0};

	if (cell.field != FORM_NONE)
		locator_find(
			locator, threads->document, &cell, words.start, words.end, &line, &column);
	visible_append_text(out, file);
	str_appendf(out, ":%u:%u: %s %s by ", line, column, thread_state_name(thread->state),
		thread_kind_name(thread->kind));
	visible_append_start(out, comment_by(&threads->comments[thread->first]), NAME_SHOWN);
	str_append_text(out, " [");
	visible_append_text(out, thread->row->id);
	str_append_text(out, "]: ");
	if (thread_append_loss(threads, thread, &loss))
		str_appendf(out, "(%s) ", str_text(&loss));
	append_ahead(threads, thread, out);
	append_first_line(out, thread_text(threads, thread));
	thread_append_replies(threads, thread, out);
	str_append_char(out, '\n');
	str_release(&loss);
}

/* What has lost its place comes first, because nothing in the document leads to it. */
void threads_format_text(const struct threads *threads, const char *file,
	const struct thread_filter *filter, struct str *out)
{
	struct locator locator = {0};

	for (int lost = 1; lost >= 0; lost--)
		for (size_t i = 0; i < threads->n; i++)
			if (thread_filter_takes(filter, threads, &threads->items[i]) &&
				thread_is_lost(threads, &threads->items[i]) == (lost == 1))
				format_thread(threads, &threads->items[i], file, &locator, out);
}

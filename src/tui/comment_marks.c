/*
 * The words that open comments are on, underlined where they are. Which comments are open is looked
 * up when the document was checked; where their words are is asked whenever their text has changed.
 */
#include "internal.h"

#include "review/threads.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* One open comment on words. */
struct comment_mark {
	struct place place;
	char thread[ROW_ID_SIZE];
	unsigned revision; /* of the value, for which these are: */
	struct anchor_place words;
};

void comment_marks_release(struct comment_marks *self)
{
	free(self->items);
	*self = (struct comment_marks){0};
}

static void note_words(struct comment_mark *self, const struct editor *editor, bool is_new)
{
	const struct value *value = document_value(editor_document(editor), &self->place);

	if (value == NULL) {
		self->words = (struct anchor_place){.match = ANCHOR_LOST};
	} else if (is_new || self->revision != value->revision) {
		self->words = editor_thread_words(editor, self->thread);
		self->revision = value->revision;
	}
}

static void find_all(struct comment_marks *self, const struct screen *screen)
{
	struct threads threads;

	comment_marks_release(self);
	self->is_made = true;
	self->revision = editor_findings_revision(screen->editor);
	self->n_rows = review_rows(editor_document(screen->editor), REVIEW_COMMENTS)->n;
	editor_threads(screen->editor, &threads);
	self->items = mem_alloc((threads.n + 1) * sizeof(*self->items));
	for (size_t i = 0; i < threads.n; i++) {
		const struct thread *thread = &threads.items[i];

		if (thread->state != THREAD_OPEN || thread->quote[0] == '\0' || thread->is_gone ||
			thread->on.field == FORM_NONE ||
			(thread->on.row[0] != '\0' && thread->on.column == FORM_NONE))
			continue;
		self->items[self->n].place = thread->on;
		strcpy(self->items[self->n].thread, thread->row->id);
		note_words(&self->items[self->n++], screen->editor, true);
	}
	threads_release(&threads);
}

void comment_marks_update(struct screen *screen)
{
	struct comment_marks *self = &screen->drawn.comments;
	const struct rows *rows = review_rows(editor_document(screen->editor), REVIEW_COMMENTS);

	if (!self->is_made || self->n_rows != rows->n ||
		self->revision != editor_findings_revision(screen->editor))
		find_all(self, screen);
	for (size_t i = 0; i < self->n; i++)
		note_words(&self->items[i], screen->editor, false);
}

bool comment_marks_next(const struct screen *screen, const struct place *place, size_t from,
	size_t *start, size_t *end)
{
	const struct comment_marks *self = &screen->drawn.comments;
	bool is_found = false;

	for (size_t i = 0; i < self->n; i++) {
		const struct comment_mark *mark = &self->items[i];

		if (mark->words.end <= from || !place_is_equal(&mark->place, place) ||
			(is_found && mark->words.start >= *start))
			continue;
		*start = mark->words.start;
		*end = mark->words.end;
		is_found = true;
	}
	return is_found;
}

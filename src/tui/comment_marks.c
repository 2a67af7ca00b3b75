/*
 * The words that open comments are on, underlined where they are. They are looked for when the
 * document was checked, and, in the text that is typed in, for each drawing: not in a long one,
 * where they wait for the check.
 */
#include "internal.h"

#include "review/threads.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { TYPED_MAX = 1 << 16 /* bytes */ };

/* One open comment on words. */
struct comment_mark {
	struct place place;
	unsigned revision; /* of the value in which the words were found */
	struct anchor anchor;
	size_t start; /* both 0: not found */
	size_t end;
};

void comment_marks_release(struct comment_marks *self)
{
	for (size_t i = 0; i < self->n; i++)
		anchor_release(&self->items[i].anchor);
	free(self->items);
	*self = (struct comment_marks){0};
}

static void find_words(struct comment_mark *self, const struct value *value)
{
	struct anchor_place words = anchor_find(&self->anchor, slice_of(&value->text));

	self->start = words.start;
	self->end = words.end;
	self->revision = value->revision;
}

static void add(
	struct comment_marks *self, const struct document *document, const struct thread *thread)
{
	const struct value *value;
	struct comment_mark *mark;

	if (thread->state != THREAD_OPEN || thread->quote[0] == '\0' || thread->is_gone ||
		thread->on.field == FORM_NONE ||
		(thread->on.row[0] != '\0' && thread->on.column == FORM_NONE))
		return;
	value = document_value(document, &thread->on);
	if (value == NULL)
		return;
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	mark = &self->items[self->n++];
	*mark = (struct comment_mark){.place = thread->on};
	str_append_text(&mark->anchor.quote, thread->quote);
	str_append_text(&mark->anchor.before, thread->before);
	str_append_text(&mark->anchor.after, thread->after);
	find_words(mark, value);
}

static void find_all(struct comment_marks *self, const struct screen *screen)
{
	const struct document *document = editor_document(screen->editor);
	struct threads threads;

	comment_marks_release(self);
	self->is_made = true;
	self->revision = editor_findings_revision(screen->editor);
	self->n_rows = review_rows(document, REVIEW_COMMENTS)->n;
	threads_init(&threads, document, session_seconds(screen->session));
	for (size_t i = 0; i < threads.n; i++)
		add(self, document, &threads.items[i]);
	threads_release(&threads);
}

/* In the text that is typed in. */
static void find_typed(struct comment_marks *self, const struct screen *screen)
{
	const struct value *value;
	struct place place;

	if (self->n == 0 || editor_field(screen->editor) == NULL)
		return;
	editor_place(screen->editor, &place);
	value = document_value(editor_document(screen->editor), &place);
	for (size_t i = 0; value != NULL && value->text.len <= TYPED_MAX && i < self->n; i++)
		if (self->items[i].revision != value->revision &&
			place_is_equal(&self->items[i].place, &place))
			find_words(&self->items[i], value);
}

void comment_marks_update(struct screen *screen)
{
	struct comment_marks *self = &screen->drawn.comments;
	const struct rows *rows = review_rows(editor_document(screen->editor), REVIEW_COMMENTS);

	if (!self->is_made || self->n_rows != rows->n ||
		self->revision != editor_findings_revision(screen->editor))
		find_all(self, screen);
	find_typed(self, screen);
}

bool comment_marks_next(const struct screen *screen, const struct place *place, size_t from,
	size_t *start, size_t *end)
{
	const struct comment_marks *self = &screen->drawn.comments;
	bool is_found = false;

	for (size_t i = 0; i < self->n; i++) {
		const struct comment_mark *mark = &self->items[i];

		if (mark->end <= from || !place_is_equal(&mark->place, place) ||
			(is_found && mark->start >= *start) ||
			document_value(editor_document(screen->editor), place)->revision !=
				mark->revision)
			continue;
		*start = mark->start;
		*end = mark->end;
		is_found = true;
	}
	return is_found;
}

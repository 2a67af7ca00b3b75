/* The row of a new comment, and where it goes. */
#include "internal.h"

#include "model/place_path.h"

#include <stdlib.h>
#include <string.h>

struct thread_rows {
	size_t end;     /* behind the last one */
	int64_t latest; /* the newest time that counts; INT64_MIN if there is none */
};

/* The rows of a thread; behind all rows if there is none of that id. */
static struct thread_rows rows_of_thread(const struct threads *self, const char *to, int64_t now)
{
	const struct rows *rows = review_rows(self->document, REVIEW_COMMENTS);
	unsigned field = review_field(self->document->form, REVIEW_COMMENTS);
	size_t row = document_row_index(self->document, field, to);
	size_t *roots = thread_find_roots(self->document);
	struct thread_rows found = {.end = rows->n, .latest = INT64_MIN};

	for (size_t i = 0; row != SIZE_MAX && i < rows->n; i++) {
		bool is_ahead;
		int64_t at = review_seconds(&rows->items[i], COMMENT_AT, now, &is_ahead);

		if (roots[i] != roots[row])
			continue;
		found.end = i + 1;
		if (!is_ahead && at > found.latest)
			found.latest = at;
	}
	free(roots);
	return found;
}

/* Behind all rows of threads on this place or an earlier one. */
static size_t end_of_place(const struct threads *self, const struct place *on, int64_t now)
{
	const struct rows *rows = review_rows(self->document, REVIEW_COMMENTS);
	struct place_rank rank = place_rank(self->document, on);
	const struct thread *last = NULL;

	for (size_t i = 0; i < self->n; i++) {
		struct place_rank other = place_rank(self->document, &self->items[i].on);

		if (place_rank_compare(&other, &rank) > 0)
			break;
		last = &self->items[i];
	}
	return last == NULL || rows->n == 0 ? 0 : rows_of_thread(self, last->row->id, now).end;
}

static struct slice text_of(const char *text)
{
	return slice_of_text(text != NULL ? text : "");
}

void comment_op(const struct threads *self, const struct new_comment *comment, const char *id,
	int64_t now, struct op *out)
{
	static const struct place whole_document = {.field = FORM_NONE, .column = FORM_NONE};
	const struct place *on = comment->on != NULL ? comment->on : &whole_document;
	bool is_first = comment->to == NULL;
	bool does = !is_first && comment->does != COMMENT_SAYS;
	struct thread_rows thread = {0};
	struct str path = {0};
	struct str row = {0};
	struct str at = {0};

	if (comment->on != NULL)
		place_format(on, self->document->form, &path);
	if (comment->quote == NULL) /* if it goes, nothing else tells which it was */
		row_append_words(self->document, on, &row);
	if (!is_first) {
		thread = rows_of_thread(self, comment->to, now);
		now = review_later(now, thread.latest);
	}
	review_append_time(self->document, now, &at);
	const struct slice cells[N_COMMENT_COLUMNS] = {
		[COMMENT_ABOUT] = slice_of(&path),
		[COMMENT_ROW] = slice_of(&row),
		[COMMENT_QUOTE] = text_of(comment->quote),
		[COMMENT_BEFORE] = text_of(comment->before),
		[COMMENT_AFTER] = text_of(comment->after),
		[COMMENT_KIND] = text_of(is_first ? thread_kind_name(comment->kind) : NULL),
		[COMMENT_TO] = text_of(comment->to),
		[COMMENT_DOES] = text_of(does ? comment_does_name(comment->does) : NULL),
		[COMMENT_BY] = text_of(comment->by),
		[COMMENT_AT] = slice_of(&at),
		[COMMENT_TEXT] = text_of(comment->text),
		[COMMENT_INSTEAD] = text_of(comment->instead),
	};

	review_op_add(self->document, REVIEW_COMMENTS,
		is_first ? end_of_place(self, on, now) : thread.end, id, cells, out);
	str_release(&path);
	str_release(&row);
	str_release(&at);
}

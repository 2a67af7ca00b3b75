/* Comments made by the user of the session. */
#include "internal.h"

#include "review/threads.h"
#include "store/git_hint.h"

#include <stdlib.h>

/* The row of a comment, after other ops. */
static void add_row(struct session *self, const struct new_comment *comment,
	const struct threads *threads, struct ops *ops)
{
	struct new_comment signed_by = *comment;
	char id[ID_SIZE];

	signed_by.by = self->person.user;
	id_source_next(&self->ids, id);
	comment_op(threads, &signed_by, id, session_seconds(self), ops_add(ops));
}

bool comment_add(struct session *self, const struct new_comment *comment,
	const struct threads *threads, struct ops *ops)
{
	add_row(self, comment, threads, ops);
	return editor_apply(self->editor, ops);
}

bool comment_is_allowed(struct session *self)
{
	editor_finish_typed(self->editor);
	if (session_save_state(self) != SAVE_READ_ONLY)
		return true;
	session_say(self, MESSAGE_WARNING, "%s", session_read_only(self));
	return false;
}

bool session_comment(struct session *self, const struct new_comment *comment)
{
	struct threads threads;
	struct ops ops = {0};
	bool is_done;

	if (!comment_is_allowed(self))
		return false;
	editor_threads(self->editor, &threads);
	is_done = comment_add(self, comment, &threads, &ops);
	threads_release(&threads);
	ops_release(&ops);
	return is_done;
}

bool session_take_git_hint(struct session *self)
{
	bool is_asked = self->is_git_asked;

	self->is_git_asked = true;
	return !is_asked && git_hint_take(self->io, session_path(self));
}

bool session_accept(struct session *self, const char *id, const char *text)
{
	bool says = slice_trim(slice_of_text(text)).len > 0;
	struct threads threads;
	const struct thread *thread;
	struct ops ops = {0};
	struct err err = {0};
	bool is_done = false;

	if (!comment_is_allowed(self))
		return false;
	editor_threads(self->editor, &threads);
	thread = threads_find(&threads, id);
	if (thread != NULL && thread->state == THREAD_OPEN &&
		thread_accept_op(&threads, thread, ops_add(&ops), &err))
		is_done = comment_add(self,
			&(struct new_comment){.to = thread->row->id,
				.does = COMMENT_ACCEPTS,
				.text = says ? text : NULL},
			&threads, &ops);
	else
		session_say(self, MESSAGE_WARNING, "Not accepted: %s",
			err.code != ERR_NONE ? err.message : "it is not open any more");
	threads_release(&threads);
	ops_release(&ops);
	return is_done;
}

/* The place is named if it is another one. */
static bool move(struct session *self, const struct threads *threads, const struct thread *thread,
	const struct place *place, const struct anchor *anchor)
{
	bool is_there = !thread->is_gone && place_is_equal(place, &thread->on);
	const struct new_comment comment = {.to = thread->row->id,
		.does = COMMENT_MOVES,
		.on = is_there ? NULL : place,
		.quote = str_text(&anchor->quote),
		.before = str_text(&anchor->before),
		.after = str_text(&anchor->after)};
	struct ops ops = {0};
	bool is_done = comment_add(self, &comment, threads, &ops);

	ops_release(&ops);
	return is_done;
}

bool session_move_comment(
	struct session *self, const char *id, const struct place *place, size_t start, size_t end)
{
	const struct document *document = session_document(self);
	const struct value *value;
	const struct thread *thread;
	struct threads threads;
	struct anchor anchor = {0};
	struct err err = {0};
	bool is_done = false;

	if (!comment_is_allowed(self))
		return false;
	editor_threads(self->editor, &threads);
	thread = threads_find(&threads, id);
	value = document_value(document, place);
	if (value == NULL || !kind_info(document_field(document, place)->kind)->is_words)
		err_set(&err, ERR_USAGE, "these are no words of a text");
	else if (thread == NULL)
		err_set(&err, ERR_MISSING, "the comment is not there any more");
	else
		anchor_make(&anchor, slice_of(&value->text), start, end);
	if (thread != NULL && err.code == ERR_NONE && thread_takes(thread, COMMENT_MOVES, &err) &&
		anchor_is_certain(&anchor, slice_of(&value->text), &err))
		is_done = move(self, &threads, thread, place, &anchor);
	if (err.code != ERR_NONE)
		session_say(self, MESSAGE_WARNING, "Not possible: %s", err.message);
	threads_release(&threads);
	anchor_release(&anchor);
	return is_done;
}

/* --- where commented words are now --- */

static void add_move(struct session *self, const struct threads *threads,
	const struct thread *thread, struct ops *ops)
{
	struct anchor anchor;

	if (thread->state != THREAD_OPEN || !thread_find_anchor(threads, thread, &anchor))
		return;
	add_row(self,
		&(struct new_comment){.to = thread->row->id,
			.does = COMMENT_MOVES,
			.quote = str_text(&anchor.quote),
			.before = str_text(&anchor.before),
			.after = str_text(&anchor.after)},
		threads, ops);
	anchor_release(&anchor);
}

/* The last ones first, because each is made for the document without the others. */
static int compare_rows(const void *a, const void *b)
{
	const struct op *left = a;
	const struct op *right = b;

	return (left->to < right->to) - (left->to > right->to);
}

/* Undo must not lose what can be done again, and a row must not decide what the user is asked. */
static bool may_keep_words(const struct session *self, bool is_end)
{
	return session_save_state(self) != SAVE_READ_ONLY &&
	       self->recovering.answer != RECOVERY_WAITS &&
	       (is_end || !editor_can_redo(self->editor));
}

void session_keep_words(struct session *self, bool is_end)
{
	struct threads threads;
	struct ops ops = {0};

	if (!editor_has_touched_words(self->editor) || !may_keep_words(self, is_end))
		return;
	editor_threads(self->editor, &threads);
	for (size_t i = 0; i < threads.n; i++)
		add_move(self, &threads, &threads.items[i], &ops);
	threads_release(&threads);
	if (ops.n > 0) {
		qsort(ops.items, ops.n, sizeof(*ops.items), compare_rows);
		if (editor_can_redo(self->editor))
			editor_apply(self->editor, &ops);
		else
			editor_amend(self->editor, &ops);
	}
	ops_release(&ops);
	editor_forget_touched_words(self->editor);
}

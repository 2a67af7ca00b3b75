/* Amending a comment: another text for it, from who wrote it. */
#include "internal.h"

#include <string.h>

const struct comment *thread_last_by(
	const struct threads *self, const struct thread *thread, const char *by)
{
	for (size_t i = thread->n; i-- > 0;)
		if (strcmp(self->comments[thread->first + i].by, by) == 0)
			return &self->comments[thread->first + i];
	return NULL;
}

const struct comment *threads_find_comment(const struct threads *self, const char *id)
{
	for (size_t i = 0; i < self->n_comments; i++)
		if (strcmp(self->comments[i].row->id, id) == 0)
			return &self->comments[i];
	return NULL;
}

static bool may_suggest(const struct threads *self, const struct thread *thread,
	const struct comment *comment, const char *instead, struct err *err)
{
	if (thread->kind != THREAD_SUGGESTION || comment->row != thread->row)
		return err_set(err, ERR_USAGE, "'%s' suggests no other words", comment->row->id);
	if (thread->state != THREAD_OPEN)
		return err_set(err, ERR_USAGE, "the suggestion '%s' is %s already",
			comment->row->id, thread_state_name(thread->state));
	return thread_value(self, thread) == NULL ||
	       instead_fits(document_field(self->document, &thread->on), instead, err);
}

bool comment_may_be_amended(const struct threads *self, const char *id, const char *by,
	const struct new_comment *amendment, struct err *err)
{
	const struct thread *thread = threads_find(self, id);
	const struct comment *comment = threads_find_comment(self, id);

	if (thread == NULL || comment == NULL)
		return err_set(err, ERR_MISSING, "there is no comment '%s'", id);
	if (strcmp(comment->by, by) != 0)
		return err_set(err, ERR_USAGE,
			"'%s' is by %s: only they can amend it; a reply can say what is wrong", id,
			comment_by(comment));
	return amendment->instead == NULL ||
	       may_suggest(self, thread, comment, amendment->instead, err);
}

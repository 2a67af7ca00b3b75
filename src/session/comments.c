/* Comments made by the user of the session. */
#include "internal.h"

#include "review/threads.h"

/* The row of a comment, after other ops; false, with a message, if the document takes none. */
static bool add_comment(struct session *self, const struct new_comment *comment,
	const struct threads *threads, struct ops *ops)
{
	struct new_comment signed_by = *comment;
	char id[ID_SIZE];

	signed_by.by = self->person.user;
	id_source_next(&self->ids, id);
	comment_op(threads, &signed_by, id, session_seconds(self), ops_add(ops));
	return editor_apply(self->editor, ops);
}

static bool may_comment(struct session *self)
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

	if (!may_comment(self))
		return false;
	editor_threads(self->editor, &threads);
	is_done = add_comment(self, comment, &threads, &ops);
	threads_release(&threads);
	ops_release(&ops);
	return is_done;
}

bool session_accept(struct session *self, const char *id)
{
	struct threads threads;
	const struct thread *thread;
	struct ops ops = {0};
	struct err err = {0};
	bool is_done = false;

	if (!may_comment(self))
		return false;
	editor_threads(self->editor, &threads);
	thread = threads_find(&threads, id);
	if (thread != NULL && thread->state == THREAD_OPEN &&
		thread_accept_op(&threads, thread, ops_add(&ops), &err))
		is_done = add_comment(self,
			&(struct new_comment){.to = thread->row->id, .does = COMMENT_ACCEPTS},
			&threads, &ops);
	else
		session_say(self, MESSAGE_WARNING, "Not accepted: %s",
			err.code != ERR_NONE ? err.message : "it is not open any more");
	threads_release(&threads);
	ops_release(&ops);
	return is_done;
}

/* Comments made by the user of the session. */
#include "internal.h"

#include "review/threads.h"

bool session_comment(struct session *self, const struct new_comment *comment)
{
	struct new_comment signed_by = *comment;
	struct threads threads;
	struct ops ops = {0};
	bool is_done;
	int64_t now = session_seconds(self);
	char id[ID_SIZE];

	editor_finish_typed(self->editor);
	if (session_save_state(self) == SAVE_READ_ONLY) {
		session_say(self, MESSAGE_WARNING, "%s", session_read_only(self));
		return false;
	}
	signed_by.by = self->person.user;
	id_source_next(&self->ids, id);
	threads_init(&threads, session_document(self), now);
	comment_op(&threads, &signed_by, id, now, ops_add(&ops));
	threads_release(&threads);
	is_done = editor_apply(self->editor, &ops);
	ops_release(&ops);
	return is_done;
}

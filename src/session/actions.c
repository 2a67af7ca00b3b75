/* What actions do: the session's here, all others in the editor. */
#include "internal.h"

static bool save(struct session *self)
{
	session_save(self);
	return true;
}

static bool (*const doings[N_ACTIONS])(struct session *) = {
	[ACTION_SAVE] = save,
	[ACTION_NEXT_CHANGE] = remote_changes_step,
};

bool session_do(struct session *self, enum action action)
{
	bool is_done = editor_do(self->editor, action);

	if (doings[action] != NULL)
		is_done = doings[action](self);
	return is_done;
}

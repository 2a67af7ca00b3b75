/*
 * Both complete versions from before a merge with conflicts, for users who reject the merge; kept
 * until the last conflict is resolved.
 */
#include "internal.h"

void merge_sides_keep(struct session *self, const struct str *theirs)
{
	struct merge_sides *sides = &self->sides;

	str_clear(&sides->mine);
	if (!document_format(session_document(self), &sides->mine, NULL))
		return;
	str_set(&sides->theirs, str_text(theirs), theirs->len);
	sides->is_there = true;
}

void merge_sides_forget(struct session *self)
{
	struct merge_sides *sides = &self->sides;

	str_release(&sides->mine);
	str_release(&sides->theirs);
	sides->is_there = false;
}

void merge_sides_forget_decided(struct session *self)
{
	const struct message *message = editor_message(self->editor);
	bool is_said = message->level != MESSAGE_NONE && message->topic == TOPIC_MERGE;

	if ((!self->sides.is_there && !is_said) || editor_has_conflict(self->editor))
		return;
	self->sides.is_there = false;
	editor_clear_message(self->editor, TOPIC_MERGE);
}

bool session_go_conflict(struct session *self)
{
	bool is_there = editor_go_conflict(self->editor);

	if (!is_there)
		merge_sides_forget_decided(self);
	return is_there;
}

void session_decide(struct session *self, enum decision how)
{
	editor_decide(self->editor, how);
	merge_sides_forget_decided(self);
}

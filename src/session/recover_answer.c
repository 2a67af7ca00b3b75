/*
 * What the user decides about recovered text: to keep it, or to drop it, which takes back what was
 * recovered and not what was typed since.
 */
#include "internal.h"

#include "store/recovery.h"

#include <string.h>

void session_keep_recovered(struct session *self)
{
	if (self->recovering.answer != RECOVERY_WAITS)
		return;
	editor_begin(self->editor);
	/* It was undone, which is as good as dropped: the file will not have it. */
	if (!editor_can_undo(self->editor)) {
		recover_set_aside(self);
		return;
	}
	self->recovering.answer = RECOVERY_KEPT;
	session_say(self, MESSAGE_INFO, "Kept; undo still removes it");
	if (session_is_edited(self))
		session_start_save(self);
	else
		recover_finish(self);
}

/* The documents with and without what was recovered: the difference is merged with what was typed
 * since. */
static bool find_way_back(struct session *self, struct ops *back, struct err *err)
{
	struct document without = {0};
	struct document with = {0};
	bool is_found = baseline_load(self, &without, err);

	if (is_found && !baseline_load(self, &with, err)) {
		document_release(&without);
		return false;
	}
	is_found = is_found && ops_apply(&self->recovering.ops, &with, err);
	if (is_found)
		merge_documents(&with, session_document(self), &without, &recovery_labels, back);
	document_release(&without);
	document_release(&with);
	return is_found;
}

/* Was a text changed after the recovery? Then it is kept, rather than turned into a conflict. */
static bool is_changed_since(const struct ops *back, const struct place *place)
{
	for (size_t i = 0; i < back->n; i++)
		if (place_is_equal(&back->items[i].place, place) &&
			strstr(str_text(&back->items[i].inserted), "<<<<<<< " RECOVERY_OURS))
			return true;
	return false;
}

static void drop(struct session *self, struct ops *back)
{
	size_t n = 0;

	editor_begin_step(self->editor, STEP_WHOLE);
	for (size_t i = 0; i < back->n; i++) {
		if (is_changed_since(back, &back->items[i].place)) {
			n++;
			continue;
		}
		struct op op = back->items[i];
		back->items[i] = (struct op){.place = op.place};
		if (!editor_apply_op(self->editor, &op))
			break;
	}
	editor_end_step(self->editor);
	session_say(self, MESSAGE_INFO, "%s; undo brings it back, and 'afterword recover' has it",
		n > 0 ? "Dropped, except for what you changed since" : "Dropped");
}

void session_drop_recovered(struct session *self)
{
	struct ops back = {0};
	struct err err = {0};

	editor_begin(self->editor);
	editor_finish_typed(self->editor);
	if (self->recovering.ops.n == 0 || self->recovering.answer == RECOVERY_DROPPED) {
		session_say(self, MESSAGE_INFO, "There is nothing to drop");
		return;
	}
	if (!find_way_back(self, &back, &err)) {
		session_say(self, MESSAGE_ERROR, "It cannot be dropped, but undo works: %s",
			err.message);
		return;
	}
	recover_set_aside(self);
	self->recovering.answer = RECOVERY_DROPPED;
	drop(self, &back);
	ops_release(&back);
}

/* What the user has changed since the document was opened, and reverting that, or one change since
 * any version. */
#include "internal.h"

#include "review/answered.h"

#include <string.h>

static void find_changes(
	const struct session *self, const struct document *version, struct changes *out)
{
	struct when_style style = editor_when_style(self->editor);

	changes_find(out, version, session_document(self), &style);
}

bool session_changes(struct session *self, struct changes *out)
{
	struct document scratch = {0};
	const struct document *opening = baseline_find(self, &scratch);

	session_compare_with_opening(self);
	if (opening)
		find_changes(self, opening, out);
	document_release(&scratch);
	return opening != NULL;
}

/* --- reverting --- */

/* Adjusts a row op from a complete revert so that it can be applied alone. */
static void fit_row(const struct session *self, struct op *op)
{
	const struct rows *rows = &session_document(self)->tables[op->place.field];
	size_t last = op->kind == OP_ROW_INSERT ? rows->n : rows->n - 1;

	if (op->kind != OP_ROW_INSERT)
		op->from =
			document_row_index(session_document(self), op->place.field, op->place.row);
	if (op->to > last)
		op->to = last;
}

/* Does an op of a complete revert concern this change? */
static bool is_about(const struct op *op, const struct change *change)
{
	bool is_text = op->kind == OP_SET || op->kind == OP_EDIT;

	return op->place.field == change->place.field &&
	       strcmp(op->place.row, change->place.row) == 0 &&
	       is_text == (change->kind == OP_SET) &&
	       (!is_text || op->place.row[0] == '\0' || op->place.column == change->place.column);
}

/* Keeps only the ops of a complete revert that concern one change. */
static void keep_only(const struct session *self, struct ops *ops, const struct change *only)
{
	struct ops kept = {0};

	for (size_t i = 0; i < ops->n; i++) {
		if (!is_about(&ops->items[i], only))
			continue;
		struct op *op = ops_add(&kept);
		*op = ops->items[i];
		ops->items[i] = (struct op){0};
		if (op->kind != OP_SET && op->kind != OP_EDIT)
			fit_row(self, op);
	}
	ops_release(ops);
	*ops = kept;
}

/* Reverts all changes since a version, or one; false if there was nothing to do, or it cannot be
 * reverted alone. */
static bool go_back(struct session *self, const struct document *version, const struct change *only)
{
	struct ops ops = {0};
	bool is_done;

	if (only && only->part.nth > 0) {
		change_undo_part(only, ops_add(&ops));
	} else {
		diff_documents(session_document(self), version, &ops);
		if (only)
			keep_only(self, &ops, only);
		review_keep_answered(session_document(self), &ops);
	}
	is_done = ops.n > 0 && editor_apply(self->editor, &ops);
	ops_release(&ops);
	return is_done;
}

static bool go_to_opening(struct session *self)
{
	struct document scratch = {0};
	const struct document *opening = baseline_find(self, &scratch);
	bool is_done;

	editor_finish_typed(self->editor);
	is_done = opening && go_back(self, opening, NULL);
	document_release(&scratch);
	return is_done;
}

void session_say_unchanged(struct session *self)
{
	session_say(self, MESSAGE_INFO, "You have not changed anything since you opened it");
}

void session_revert(struct session *self)
{
	editor_begin(self->editor);
	if (session_save_state(self) == SAVE_READ_ONLY)
		session_say(self, MESSAGE_WARNING, "%s", str_text(&self->file.read_only));
	else if (go_to_opening(self))
		session_say(self, MESSAGE_INFO, "%s",
			self->baseline.document
				? "Your changes are reverted, those of others "
				  "stay; undo restores yours"
				: "This is the text as you opened it; undo brings the "
				  "other one back");
	else
		session_say_unchanged(self);
}

/* What has been listed is taken back only as it was listed: what others have made of it meanwhile
 * nobody has decided about. */
static void take_back(
	struct session *self, const struct document *version, const struct change *change)
{
	struct changes now = {0};
	const struct change *same;

	editor_finish_typed(self->editor);
	find_changes(self, version, &now);
	same = changes_find_same(&now, change);
	if (!same)
		session_say(self, MESSAGE_INFO,
			"This has changed meanwhile; the list has it as it is now");
	else if (!go_back(self, version, same))
		session_say(self, MESSAGE_INFO,
			"This cannot be taken back alone; other changes depend on it");
	else
		session_say(self, MESSAGE_INFO,
			session_compared(self)
				? "Taken back; undo brings it here again"
				: "As it was when you opened it; undo takes that back");
	changes_release(&now);
}

void session_revert_change(struct session *self, const struct change *change)
{
	const struct version *compared = session_compared(self);
	struct document scratch = {0};
	const struct document *version;

	editor_begin(self->editor);
	if (session_save_state(self) == SAVE_READ_ONLY) {
		session_say(self, MESSAGE_WARNING, "%s", str_text(&self->file.read_only));
		return;
	}
	version = compared ? &compared->document : baseline_find(self, &scratch);
	if (version)
		take_back(self, version, change);
	document_release(&scratch);
}

/*
 * The document as it was opened: what the user has changed since, and how to revert it.
 * Its bytes are in the journal's base; only a session without a journal keeps them
 * itself, from the first save on.
 *
 * What others change meanwhile is not the user's to revert. It is applied to the opened
 * document too, so that a comparison does not show it.
 */
#include "internal.h"

#include "base/mem.h"
#include "merge/merge.h"

#include <stdlib.h>
#include <string.h>

static const struct str *baseline_bytes(const struct session *self)
{
	const struct str *base = autosave_journal_base(self->autosave);

	if (self->baseline.bytes.len > 0)
		return &self->baseline.bytes;
	return base != NULL ? base : session_base(self);
}

void baseline_keep(struct session *self)
{
	const struct str *bytes = baseline_bytes(self);

	if (self->baseline.bytes.len == 0)
		str_append(&self->baseline.bytes, str_text(bytes), bytes->len);
}

bool baseline_load(const struct session *self, struct document *opened, struct err *err)
{
	return document_parse(opened, self->form, baseline_bytes(self), err);
}

/* Theirs wins where it meets ours, because our words are already gone from there. */
static void take_theirs(
	struct document *opening, const struct document *theirs, const struct place *place)
{
	const struct value *merged = document_value(opening, place);
	const struct value *value = document_value(theirs, place);
	struct conflict conflict;
	struct op op = {0};

	if (!merged || !value ||
		!conflict_find(str_text(&merged->text), merged->text.len, 0, &conflict))
		return;
	document_op_set(opening, place, str_text(&value->text), value->text.len, &op);
	document_apply(opening, &op, NULL);
	op_release(&op);
}

void baseline_follow(struct session *self, const struct file_probe *look)
{
	struct document *opening = self->baseline.document;
	struct ops ops = {0};

	if (!opening) {
		opening = mem_zalloc(1, sizeof(*opening));
		if (!baseline_load(self, opening, NULL)) {
			free(opening);
			return;
		}
		self->baseline.document = opening;
	}
	merge_documents(&look->base, opening, &look->theirs, NULL, &ops);
	for (size_t i = 0; i < ops.n && document_apply(opening, &ops.items[i], NULL); i++)
		take_theirs(opening, &look->theirs, &ops.items[i].place);
	ops_release(&ops);
}

void baseline_release(struct baseline *self)
{
	str_release(&self->bytes);
	if (self->document)
		document_release(self->document);
	free(self->document);
}

const struct document *baseline_find(
	const struct session *self, struct document *scratch, struct err *err)
{
	if (self->baseline.document)
		return self->baseline.document;
	return baseline_load(self, scratch, err) ? scratch : NULL;
}

/* The same with a message if it cannot be read. */
static const struct document *find_opening(struct session *self, struct document *scratch)
{
	struct err err = {0};
	const struct document *opening = baseline_find(self, scratch, &err);

	if (!opening)
		session_say(
			self, MESSAGE_ERROR, "The text as opened cannot be read: %s", err.message);
	return opening;
}

bool session_changes(struct session *self, struct changes *out)
{
	struct document scratch = {0};
	const struct document *opening = find_opening(self, &scratch);
	struct when_style style = editor_when_style(self->editor);

	if (opening)
		changes_find(out, opening, session_document(self), &style);
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

/* Reverts all changes, or one; false if there was nothing to do, or it cannot be reverted alone. */
static bool go_back(struct session *self, const struct change *only)
{
	struct document scratch = {0};
	const struct document *opening = find_opening(self, &scratch);
	struct ops ops = {0};
	bool is_done;

	if (!opening)
		return false;
	editor_finish_typed(self->editor);
	diff_documents(session_document(self), opening, &ops);
	if (only != NULL)
		keep_only(self, &ops, only);
	is_done = ops.n > 0 && editor_apply(self->editor, &ops);
	ops_release(&ops);
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
	else if (go_back(self, NULL))
		session_say(self, MESSAGE_INFO, "%s",
			self->baseline.document
				? "Your changes are reverted, those of others "
				  "stay; undo restores yours"
				: "This is the text as you opened it; undo brings the "
				  "other one back");
	else
		session_say_unchanged(self);
}

bool session_revert_change(struct session *self, const struct change *change)
{
	editor_begin(self->editor);
	if (!go_back(self, change))
		return false;
	session_say(self, MESSAGE_INFO, "As it was when you opened it; undo takes that back");
	return true;
}

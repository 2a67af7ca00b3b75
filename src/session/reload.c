/*
 * Taking the file as it is on disk: as ops in one undo step where they lead there, else as a
 * whole; and reading it for that.
 */
#include "disk.h"
#include "editing.h"

#include "model/walk.h"
#include "store/load.h"

#include <string.h>

bool reload_read(struct session *self, struct document *theirs, struct str *bytes,
	struct file_stamp *stamp, struct err *err)
{
	return file_load(self->inside->io, self->path, bytes, stamp, err) &&
	       document_parse(theirs, self->form, bytes, err);
}

bool reload_apply(struct session *self, struct ops *ops)
{
	self->inside->checking.is_typed_in = false;
	for (size_t i = 0; i < ops->n; i++) {
		struct op op = ops->items[i];
		ops->items[i] = (struct op){0};
		if (!change_apply(self, &op))
			return false;
	}
	return true;
}

/* Where no ops lead there, the document is swapped as a whole; that cannot be undone. */
void reload_swap(struct session *self, struct document *theirs)
{
	unsigned revision = self->document.revision + 1;

	document_release(&self->document);
	self->document = *theirs;
	self->document.revision += revision;
	*theirs = (struct document){0};
	undo_clear(self);
	layout_clear(self);
	self->inside->entry.is_typed = false;
	self->inside->checking.is_typed_in = false;
	self->inside->filtered.is_valid = false;
	document_zone(&self->document, &self->zone);
	focus_fix(self);
	finding_postpone(self);
}

/* Becomes what is on disk, in one undo step. */
static void become(struct session *self, struct document *theirs)
{
	struct ops ops = {0};
	char row[ROW_ID_SIZE] = "";
	struct focus *focus = &self->focus;

	if (focus->field != FORM_NONE && self->document.tables[focus->field].n > focus->row)
		memcpy(row, self->document.tables[focus->field].items[focus->row].id, ROW_ID_SIZE);
	diff_documents(&self->document, theirs, &ops);
	undo_begin(self, STEP_WHOLE);
	if (reload_apply(self, &ops) && document_holds_same(&self->document, theirs) &&
		!theirs->is_read_only)
		document_adopt(&self->document, theirs);
	else
		reload_swap(self, theirs);
	if (row[0] != '\0') {
		size_t at = document_row_index(&self->document, focus->field, row);
		if (at == SIZE_MAX)
			focus->in_row = focus->is_editing = false;
		else
			focus->row = at;
	}
	focus_fix(self);
	undo_end(self);
	undo_close(self);
	ops_release(&ops);
}

bool reload_file(struct session *self)
{
	struct session_private *inside = self->inside;
	struct document theirs = {0};
	struct str bytes = {0};
	struct err err = {0};
	struct file_stamp stamp;

	if (!reload_read(self, &theirs, &bytes, &stamp, &err)) {
		session_say(
			self, MESSAGE_ERROR, "The file on disk cannot be taken: %s", err.message);
		str_release(&bytes);
		return false;
	}
	recover_forsake(self);
	become(self, &theirs);
	inside->stamp = stamp;
	str_release(&bytes);
	save_hold(self, self->document.revision,
		inside->journal != NULL ? journal_sequence(inside->journal) : 0);
	if (self->document.is_read_only)
		session_note_read_only(self);
	document_zone(&self->document, &self->zone);
	finding_update(self);
	return true;
}

void reload_shown(struct session *self)
{
	struct session_private *inside = self->inside;
	struct document theirs = {0};
	struct str bytes = {0};
	struct err err = {0};

	if (!reload_read(self, &theirs, &bytes, &inside->stamp, &err)) {
		session_say(
			self, MESSAGE_ERROR, "The file on disk cannot be taken: %s", err.message);
		str_release(&bytes);
		return;
	}
	str_release(&bytes);
	reload_swap(self, &theirs);
	self->is_stale = false;
	inside->saving.saved_revision = self->document.revision;
	finding_update(self);
	if (self->document.is_read_only) {
		session_note_read_only(self);
		return;
	}
	self->save_state = SAVE_CLEAN;
	journaling_start(self);
	session_say(self, MESSAGE_INFO, "The file was read anew and can be edited now");
}

/*
 * Taking the file as it is on disk: as ops in one undo step where they lead there, else as a
 * whole; and reading it for that.
 */
#include "disk.h"

#include "model/walk.h"
#include "store/load.h"

#include <string.h>

bool reload_read(struct session *self, struct document *theirs, struct str *bytes,
	struct file_stamp *stamp, struct err *err)
{
	return file_load(self->inside->io, self->path, bytes, stamp, err) &&
	       document_parse(theirs, self->form, bytes, err);
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
	editor_become(self->editor, &theirs);
	inside->stamp = stamp;
	str_release(&bytes);
	save_hold(self, editor_document(self->editor)->revision,
		inside->journal != NULL ? journal_sequence(inside->journal) : 0);
	if (editor_document(self->editor)->is_read_only)
		session_note_read_only(self);
	editor_check(self->editor);
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
	editor_replace(self->editor, &theirs);
	self->is_stale = false;
	inside->saving.saved_revision = editor_document(self->editor)->revision;
	editor_check(self->editor);
	if (editor_document(self->editor)->is_read_only) {
		session_note_read_only(self);
		return;
	}
	self->save_state = SAVE_CLEAN;
	journaling_start(self);
	session_say(self, MESSAGE_INFO, "The file was read anew and can be edited now");
}

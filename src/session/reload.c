/*
 * Takes the file as it is on disk: as ops in one undo step if they lead there, else as a whole; and
 * reads it for that.
 */
#include "internal.h"

#include "model/walk.h"
#include "store/load.h"

#include <string.h>

bool reload_read(struct session *self, struct document *theirs, struct str *bytes,
	struct file_stamp *stamp, struct err *err)
{
	return file_load(self->io, session_path(self), bytes, stamp, err) &&
	       document_parse(theirs, self->form, bytes, err);
}

bool reload_file(struct session *self)
{
	struct document theirs = {0};
	struct str bytes = {0};
	struct err err = {0};
	struct file_stamp stamp;

	if (!reload_read(self, &theirs, &bytes, &stamp, &err)) {
		session_say(
			self, MESSAGE_ERROR, "The file on disk cannot be used: %s", err.message);
		str_release(&bytes);
		return false;
	}
	recover_set_aside(self);
	editor_become(self->editor, &theirs);
	str_release(&bytes);
	autosave_set_stamp(self->autosave, &stamp);
	file_note_held(self);
	if (session_document(self)->is_read_only)
		file_note_read_only(self);
	editor_check(self->editor);
	return true;
}

void reload_shown(struct session *self)
{
	struct document theirs = {0};
	struct str bytes = {0};
	struct err err = {0};
	struct file_stamp stamp;
	bool is_read = reload_read(self, &theirs, &bytes, &stamp, &err);

	str_release(&bytes);
	if (!is_read) {
		session_say(
			self, MESSAGE_ERROR, "The file on disk cannot be used: %s", err.message);
		return;
	}
	editor_replace(self->editor, &theirs);
	self->file.is_stale = false;
	autosave_restart(self->autosave, session_document(self), &stamp);
	editor_check(self->editor);
	if (session_document(self)->is_read_only) {
		file_note_read_only(self);
		return;
	}
	session_start_journal(self);
	session_say(self, MESSAGE_INFO, "The file was read again and can be edited now");
}

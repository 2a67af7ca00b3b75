/* Describes how the file on disk differs from what is shown. */
#include "internal.h"

void file_note_read_only(struct session *self)
{
	const struct yaml_tree *source = &session_document(self)->source;
	struct str *sentence = &self->file.read_only;

	autosave_block(self->autosave, SAVE_READ_ONLY);
	str_clear(sentence);
	if (source->n_problems > 0)
		str_appendf(sentence, "Read-only: line %u: %s", source->problems[0].line,
			source->problems[0].message);
	else
		str_append_text(sentence, "Read-only: the file was written by a newer Afterword");
	editor_set_read_only(self->editor, str_text(sentence));
	session_say(self, MESSAGE_WARNING, "%s", str_text(sentence));
}

void file_note_failed(struct session *self, const struct err *err)
{
	self->file.err = *err;
	self->file.is_announced = false;
	editor_say_about(self->editor, TOPIC_FILE, MESSAGE_ERROR, "Not saved: %s; %s", err->message,
		session_is_kept(self) ? "the journal keeps your text"
				      : "your text is only in memory");
}

/* The key comes before the reason, whose end may be cut off on a small screen. */
void file_say_conflict(struct session *self)
{
	const char *why = err_reason(&self->file.err);
	struct str key = {0};

	editor_append_key(self->editor, ACTION_RESOLVE, &key);
	editor_clear_message(self->editor, TOPIC_FILE);
	if (self->file.conflict == FILE_CONFLICT_GONE)
		editor_say_about(self->editor, TOPIC_FILE, MESSAGE_ERROR,
			"The file is gone from the disk: %s to write it again or go on elsewhere",
			str_text(&key));
	else if (self->file.conflict == FILE_CONFLICT_UNREADABLE)
		editor_say_about(self->editor, TOPIC_FILE, MESSAGE_ERROR,
			"The file on disk is not a document now: %s to choose; %s", str_text(&key),
			why);
	else
		editor_say_about(self->editor, TOPIC_FILE, MESSAGE_ERROR,
			"The file changed on disk and cannot be merged: %s to choose (%s)",
			str_text(&key), why);
	str_release(&key);
}

void file_note_conflict(struct session *self, enum file_conflict why, const struct err *err)
{
	bool is_known = session_save_state(self) == SAVE_CONFLICT && self->file.conflict == why;

	if (session_save_state(self) == SAVE_READ_ONLY) {
		file_note_stale(self);
		return;
	}
	if (why == FILE_CONFLICT_GONE && autosave_is_gone(self->autosave))
		return; /* it is being written again */
	autosave_block(self->autosave, SAVE_CONFLICT);
	self->file.conflict = why;
	self->file.err = *err;
	self->file.is_announced = false;
	if (!is_known)
		file_say_conflict(self);
}

static void forget_conflict(struct session *self)
{
	self->file.conflict = FILE_CONFLICT_NONE;
	editor_clear_message(self->editor, TOPIC_FILE);
}

void file_end_conflict(struct session *self)
{
	self->file.is_stale = false;
	autosave_unblock(self->autosave, session_document(self));
	forget_conflict(self);
}

void file_note_stale(struct session *self)
{
	if (!self->file.is_stale)
		editor_say_about(self->editor, TOPIC_FILE, MESSAGE_WARNING,
			"The file changed on disk; this is what it was before");
	self->file.is_stale = true;
}

void file_note_known(struct session *self, bool is_noted, const struct err *err)
{
	session_say_journal(self, is_noted, err);
	forget_conflict(self);
	recover_finish(self);
}

void file_note_held(struct session *self)
{
	struct err err = {0};
	bool is_noted = autosave_note_held(self->autosave, session_document(self), &err);

	file_note_known(self, is_noted, &err);
}

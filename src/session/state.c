/* A session's state: queries for its other files and its owner, and messages about it. */
#include "internal.h"

int64_t session_clock(const struct session *self)
{
	return time_source_steady(&self->time);
}

int64_t session_seconds(const struct session *self)
{
	int64_t milliseconds = time_source_wall(&self->time);

	return milliseconds >= 0 ? milliseconds / 1000 : -((999 - milliseconds) / 1000);
}

void session_civil(const struct session *self, int64_t seconds, struct civil *out)
{
	if (editor_shows_utc(self->editor))
		zone_civil(editor_shown_zone(self->editor), seconds, out);
	else
		zone_civil_own(seconds, out);
}

void session_say(struct session *self, enum message_level level, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	editor_sayv(self->editor, level, format, arguments);
	va_end(arguments);
}

struct editor *session_editor(const struct session *self)
{
	return self->editor;
}

const struct document *session_document(const struct session *self)
{
	return editor_document(self->editor);
}

const struct str *session_base(const struct session *self)
{
	return &session_document(self)->source.source;
}

bool session_is_edited(const struct session *self)
{
	return autosave_is_edited(self->autosave, session_document(self));
}

void session_say_journal(struct session *self, bool is_noted, const struct err *err)
{
	if (!is_noted)
		session_say(self, MESSAGE_ERROR, "The journal cannot be written: %s", err->message);
}

void session_say_no_journal(struct session *self, const struct err *err)
{
	session_say(self, MESSAGE_WARNING,
		"No journal, so a crash would lose the last seconds of typing: %s", err->message);
}

void session_start_journal(struct session *self)
{
	struct err err = {0};

	if (!autosave_start_journal(self->autosave, session_document(self), &err))
		session_say_no_journal(self, &err);
}

const char *session_path(const struct session *self)
{
	return autosave_path(self->autosave);
}

const char *session_state_folder(const struct session *self)
{
	return autosave_state_folder(self->autosave);
}

enum save_state session_save_state(const struct session *self)
{
	return autosave_state(self->autosave);
}

bool session_is_new(const struct session *self)
{
	return autosave_is_unborn(self->autosave);
}

int64_t session_saved_at(const struct session *self)
{
	return autosave_saved_at(self->autosave);
}

bool session_is_kept(const struct session *self)
{
	return autosave_is_kept(self->autosave);
}

const struct err *session_save_error(const struct session *self)
{
	return &self->file.err;
}

enum file_conflict session_file_conflict(const struct session *self)
{
	return self->file.conflict;
}

bool session_is_stale(const struct session *self)
{
	return self->file.is_stale;
}

const char *session_read_only(const struct session *self)
{
	return str_text(&self->file.read_only);
}

enum recovery session_recovery(const struct session *self)
{
	return self->recovering.answer;
}

size_t session_count_recovered(const struct session *self)
{
	return self->recovering.n_lines;
}

const struct str *session_recovered(const struct session *self, size_t nth)
{
	return &self->recovering.lines[nth];
}

const char *session_moved_from(const struct session *self)
{
	return self->recovering.moved_from;
}

const struct company *session_company(const struct session *self)
{
	return &self->company;
}

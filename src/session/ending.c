/*
 * The end of a session, and its pauses: how to get a file that has everything, and what stays in
 * the journal if that is impossible.
 */
#include "internal.h"

/* --- the last look --- */

/* Another process that is still writing may not leave a document behind. */
static void doubt(struct session *self)
{
	struct err err = {0};

	err_set(&err, ERR_CHANGED, "somebody is writing it right now");
	file_note_conflict(self, FILE_CONFLICT_UNREADABLE, &err);
}

/* Does this change remove what is shown, all of which was saved? */
static bool is_loss(const struct session *self, const struct file_probe *look)
{
	return look->result == PROBE_DOCUMENT && !session_is_edited(self) &&
	       session_save_state(self) != SAVE_CONFLICT &&
	       !document_holds_all(&look->theirs, session_document(self));
}

/* A user who leaves by a key sees it first; if nobody is there to see it, the journal keeps the
 * text. */
static void take_loss(struct session *self, struct file_probe *look)
{
	struct err err = {0};

	if (self->ending.is_alone) {
		err_set(&err, ERR_CHANGED, "it does not have all the text that was shown");
		file_note_conflict(self, FILE_CONFLICT_CHANGED, &err);
		return;
	}
	incoming_take(self, look);
	if (session_save_state(self) == SAVE_CONFLICT)
		return;
	self->ending.has_found_changes = true;
	editor_clear_message(self->editor, TOPIC_MERGE);
	editor_say_about(self->editor, TOPIC_MERGE, MESSAGE_WARNING,
		"This text was changed by %s just now: look at it, then leave again",
		editor_others(self->editor));
}

static void take_last(struct session *self, struct file_probe *look)
{
	bool is_document = look->result == PROBE_DOCUMENT;

	if (look->result == PROBE_BUSY)
		doubt(self);
	else if (is_loss(self, look))
		take_loss(self, look);
	else if (look->result != PROBE_EQUAL || session_save_state(self) != SAVE_FAILED)
		incoming_take(self, look); /* else the reason for the failed save is the message */
	/* After a merge, check once more, because the file may have changed again. */
	self->ending.is_seen = !is_document || session_save_state(self) == SAVE_CONFLICT ||
			       self->ending.has_found_changes;
}

/* Checks the file's bytes, whatever its stamp says, and handles the result. */
static void look_last(struct session *self, bool waits)
{
	struct autosave_moment moment = session_moment(self);
	struct file_probe look;

	self->ending.is_looking = !autosave_look_last(self->autosave, &moment, waits, &look);
	if (self->ending.is_looking)
		return;
	take_last(self, &look);
	file_probe_release(&look);
}

/* --- a file that has everything --- */

static void take_save(struct session *self, bool waits)
{
	struct autosave_outcome outcome;
	enum autosave_event event = autosave_take_save(self->autosave, waits, &outcome);

	session_take(self, event, &outcome);
}

/*
 * Is the current file a document with everything that is shown? If not, the journal may be the only
 * copy.
 */
static bool is_held(const struct session *self)
{
	if (session_save_state(self) == SAVE_READ_ONLY)
		return true;
	return self->ending.is_seen && !self->ending.has_found_changes &&
	       !session_is_edited(self) && session_save_state(self) != SAVE_RUNNING &&
	       session_save_state(self) != SAVE_CONFLICT;
}

/* One step towards a file that has everything. A failed save is retried once. */
static void flush_on(struct session *self, bool waits)
{
	bool is_refused = session_save_state(self) == SAVE_FAILED && self->ending.is_tried;

	if (session_save_state(self) == SAVE_RUNNING) {
		take_save(self, waits);
	} else if (session_is_edited(self) && session_save_state(self) != SAVE_CONFLICT &&
		   !is_refused) {
		self->ending.is_tried = true;
		session_start_save(self);
	} else {
		look_last(self, waits);
	}
}

static bool is_stuck(const struct session *self)
{
	return self->ending.is_seen &&
	       (self->ending.has_found_changes || session_save_state(self) == SAVE_FAILED ||
		       session_save_state(self) == SAVE_CONFLICT);
}

/* Starts, or takes the result of, the next step towards that. */
static enum flush flush(struct session *self, bool waits)
{
	enum flush result = FLUSH_DONE;

	while (!is_held(self) && result == FLUSH_DONE) {
		flush_on(self, waits);
		if (is_stuck(self))
			result = FLUSH_FAILED;
		else if (!waits &&
			 (session_save_state(self) == SAVE_RUNNING || self->ending.is_looking))
			return FLUSH_WAITS;
	}
	self->ending.is_seen = self->ending.has_found_changes = self->ending.is_tried = false;
	if (result == FLUSH_DONE)
		self->file.is_announced = false;
	else if (session_save_state(self) == SAVE_CONFLICT)
		file_say_conflict(self);
	return result;
}

enum flush session_flush_step(struct session *self)
{
	enum flush result = flush(self, false);

	if (result == FLUSH_DONE)
		printing_wait(self);
	return result;
}

void session_leave(struct session *self)
{
	editor_leave(self->editor);
	session_keep_words(self, true);
}

/* Why the text is not in the file, for when no more keys can be pressed. */
static const char *why_in_conflict(const struct session *self)
{
	static const char *const why[] = {
		[FILE_CONFLICT_CHANGED] = "the file changed on disk and cannot be merged",
		[FILE_CONFLICT_GONE] = "the file is gone from the disk",
		[FILE_CONFLICT_UNREADABLE] = "the file on disk is not a document any more",
	};

	return session_save_state(self) == SAVE_CONFLICT
		       ? why[self->file.conflict]
		       : str_text(&editor_message(self->editor)->text);
}

static bool say_not_saved(const struct session *self, struct err *err)
{
	bool is_failed = session_save_state(self) == SAVE_FAILED;

	return err_set(err, is_failed ? self->file.err.code : ERR_CHANGED, "%s%s",
		is_failed ? self->file.err.message : why_in_conflict(self),
		session_is_kept(self) ? "; 'afterword recover' has the text" : "");
}

bool session_end(struct session *self, enum flush flush, struct err *err)
{
	if (flush != FLUSH_DONE)
		return say_not_saved(self, err);
	session_keep_recovered(self);
	autosave_remove_journal(self->autosave);
	return autosave_finish_drafts(self->autosave, err);
}

/* The user has not yet said whether to keep what was recovered, and nothing was changed after
 * it. */
static bool is_undecided(const struct session *self)
{
	return self->recovering.answer == RECOVERY_WAITS && autosave_is_held_back(self->autosave);
}

enum flush session_pause_step(struct session *self)
{
	return is_undecided(self) && session_is_kept(self) ? FLUSH_DONE : flush(self, false);
}

bool session_hang_up(struct session *self, struct err *err)
{
	session_leave(self);
	self->ending.is_alone = true;
	if (is_undecided(self) && session_is_kept(self))
		return true;
	return session_end(self, flush(self, true), err);
}

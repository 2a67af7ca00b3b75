/*
 * Saving by itself: two seconds after the last key, after ten of steady typing, on
 * leaving a field and at the end. The saver's thread does the work; here it is decided when.
 */
#include "disk.h"

#include "base/mem.h"

#define AFTER_KEY 2000      /* milliseconds without a change */
#define WITHOUT_JOURNAL 300 /* the same when only the file keeps the text */
#define STEADY 10000        /* since the first change */
#define QUICK_AFTER_KEY 700 /* with company */
#define QUICK_STEADY 1500

bool save_is_edited(const struct session *self)
{
	return editor_document(self->editor)->revision != self->inside->saving.saved_revision;
}

const struct str *save_base(const struct session *self)
{
	return &editor_document(self->editor)->source.source;
}

void save_note_edit(struct session *self)
{
	struct saving *saving = &self->inside->saving;
	int64_t now = session_now(self);

	saving->last_edit_at = now;
	saving->first_edit_at = sooner(saving->first_edit_at, now);
	saving->next_edit_at = sooner(saving->next_edit_at, now);
	saving->is_refused = false;
	if (self->save_state == SAVE_CLEAN)
		self->save_state = SAVE_EDITED;
}

void save_hold_back(struct session *self)
{
	self->inside->saving.first_edit_at = NEVER;
}

int64_t save_due_at(const struct session *self)
{
	const struct saving *saving = &self->inside->saving;
	/* What is half typed is nothing to show to others yet. */
	bool is_quick = watch_is_quick(self) && !editor_is_half_typed(self->editor);
	int64_t pause = is_quick ? QUICK_AFTER_KEY : AFTER_KEY;
	int64_t steady = is_quick ? QUICK_STEADY : STEADY;

	if (self->save_state == SAVE_FAILED)
		return saving->is_refused ? NEVER : saving->retry_at;
	if (self->save_state != SAVE_EDITED || saving->first_edit_at == NEVER)
		return NEVER;
	if (!session_is_kept(self))
		pause = WITHOUT_JOURNAL;
	return sooner(saving->last_edit_at + pause, saving->first_edit_at + steady);
}

/* --- starting --- */

static void request(struct session *self, struct str *bytes)
{
	struct session_private *inside = self->inside;
	struct save_request request = {
		.path = mem_strdup(self->path),
		.has_base = !inside->saving.is_gone,
		.bytes = *bytes,
		.form = self->form,
		.is_anew = inside->saving.is_unsynced,
		.sequence = inside->journal != NULL ? journal_sequence(inside->journal) : 0,
	};
	bool is_noted;

	*bytes = (struct str){0};
	/* Without this note an end of the program now looks like somebody else's save. */
	is_noted = inside->journal != NULL &&
		   journal_saving(inside->journal, request.sequence, &request.bytes, NULL);
	/* A save in place relies on the journal; the thread syncs that first. */
	if (inside->saving.sync_at != NEVER || !inside->saving.is_folder_synced)
		journaling_sync(self);
	request.has_journal = is_noted && !journal_is_doubtful(inside->journal);
	if (request.has_journal)
		request.journal = journal_fd(inside->journal);
	str_append(&request.base, str_text(save_base(self)), save_base(self)->len);
	document_dump(editor_document(self->editor), &request.dump);
	inside->saving.revision = editor_document(self->editor)->revision;
	inside->saving.next_edit_at = NEVER;
	self->save_state = SAVE_RUNNING;
	saver_start(inside->saver, &request);
}

void save_start(struct session *self)
{
	struct session_private *inside = self->inside;
	struct str bytes = {0};
	struct err err = {0};

	inside->saving.is_wanted = false;
	if (self->save_state == SAVE_READ_ONLY || self->save_state == SAVE_CONFLICT)
		return;
	if (saver_is_busy(inside->saver)) {
		inside->saving.is_wanted = true;
		return;
	}
	/* Half typed over what somebody else put there: the file keeps that, too. */
	if (editor_is_outrun(self->editor))
		editor_finish_typed(self->editor);
	if (!document_format(editor_document(self->editor), &bytes, &err)) {
		save_fail(self, &err);
	} else if (!inside->saving.is_unsynced && !inside->saving.is_gone &&
		   str_equal(&bytes, str_text(save_base(self)), save_base(self)->len)) {
		/* Undone to what the file holds. */
		save_hold(self, editor_document(self->editor)->revision,
			inside->journal != NULL ? journal_sequence(inside->journal) : 0);
		inside->saving.is_announced = false;
	} else {
		request(self, &bytes);
	}
	str_release(&bytes);
}

void save_on_leave(struct session *self)
{
	if (save_is_edited(self) && self->save_state == SAVE_EDITED &&
		self->inside->saving.first_edit_at != NEVER)
		save_start(self);
	else if (self->save_state == SAVE_RUNNING &&
		 editor_document(self->editor)->revision != self->inside->saving.revision)
		self->inside->saving.is_wanted = true;
}

void session_save(struct session *self)
{
	switch (self->save_state) {
	case SAVE_READ_ONLY:
		session_say(self, MESSAGE_WARNING, "%s", str_text(&self->read_only));
		return;
	case SAVE_CONFLICT:
		save_say_parting(self);
		return;
	case SAVE_CLEAN:
		session_say(self, MESSAGE_INFO, "Nothing to save: %s holds everything", self->path);
		return;
	default:
		self->inside->saving.is_announced = true;
		save_start(self);
	}
}

/* --- leaving --- */

/*
 * Is the file, as it is now, a document that holds what is shown? While it is not, the journal
 * may be all there is of it.
 */
static bool is_held(const struct session *self)
{
	if (self->save_state == SAVE_READ_ONLY)
		return true;
	return self->inside->saving.is_seen && !self->inside->saving.is_outseen &&
	       !save_is_edited(self) && self->save_state != SAVE_RUNNING &&
	       self->save_state != SAVE_CONFLICT;
}

/* A step towards a file that holds everything. A save that failed is tried once. */
static void flush_on(struct session *self, bool waits)
{
	struct saving *saving = &self->inside->saving;
	bool is_refused = self->save_state == SAVE_FAILED && saving->is_tried;

	if (self->save_state == SAVE_RUNNING) {
		save_take(self, waits);
	} else if (save_is_edited(self) && self->save_state != SAVE_CONFLICT && !is_refused) {
		saving->is_tried = true;
		save_start(self);
	} else {
		watch_last(self, waits);
	}
}

static bool is_stuck(const struct session *self)
{
	const struct saving *saving = &self->inside->saving;

	return saving->is_seen && (saving->is_outseen || self->save_state == SAVE_FAILED ||
					  self->save_state == SAVE_CONFLICT);
}

/* Starts or takes what leads to a file that holds everything. */
static enum flush flush(struct session *self, bool waits)
{
	struct saving *saving = &self->inside->saving;
	enum flush result = FLUSH_DONE;

	while (!is_held(self) && result == FLUSH_DONE) {
		flush_on(self, waits);
		if (is_stuck(self))
			result = FLUSH_FAILED;
		else if (!waits && (self->save_state == SAVE_RUNNING || saving->is_seeing))
			return FLUSH_WAITS;
	}
	saving->is_seen = saving->is_outseen = saving->is_tried = false;
	if (result == FLUSH_DONE)
		saving->is_announced = false;
	else if (self->save_state == SAVE_CONFLICT)
		save_say_parting(self);
	return result;
}

enum flush session_flush_step(struct session *self)
{
	return flush(self, false);
}

bool session_flush(struct session *self)
{
	return flush(self, true) == FLUSH_DONE;
}

void session_leave(struct session *self)
{
	editor_leave(self->editor);
}

/* What keeps the text out of the file, for when there are no keys to press any more. */
static const char *why_parted(const struct session *self)
{
	static const char *const why[] = {
		[PARTED_CHANGED] = "the file changed on disk and cannot be merged",
		[PARTED_GONE] = "the file is gone from the disk",
		[PARTED_UNREADABLE] = "the file on disk is not a document any more",
	};

	return self->save_state == SAVE_CONFLICT ? why[self->parting]
						 : str_text(&editor_message(self->editor)->text);
}

static bool say_not_saved(const struct session *self, struct err *err)
{
	bool is_failed = self->save_state == SAVE_FAILED;

	return err_set(err, is_failed ? self->save_err.code : ERR_CHANGED, "%s%s",
		is_failed ? self->save_err.message : why_parted(self),
		session_is_kept(self) ? "; 'afterword recover' has the text" : "");
}

bool session_end(struct session *self, enum flush flush, struct err *err)
{
	if (flush != FLUSH_DONE)
		return say_not_saved(self, err);
	session_keep_recovered(self);
	journal_remove(self->inside->journal);
	self->inside->journal = NULL;
	return true;
}

bool session_finish(struct session *self, struct err *err)
{
	session_leave(self);
	return session_end(self, flush(self, true), err);
}

/* Nobody has said yet whether what was recovered is wanted, and nothing came after it. */
static bool is_undecided(const struct session *self)
{
	return self->recovery == RECOVERY_WAITS && self->inside->saving.first_edit_at == NEVER;
}

enum flush session_pause_step(struct session *self)
{
	return is_undecided(self) && session_is_kept(self) ? FLUSH_DONE : flush(self, false);
}

bool session_hang_up(struct session *self, struct err *err)
{
	session_leave(self);
	self->inside->saving.is_ending = true;
	if (is_undecided(self) && session_is_kept(self))
		return true;
	return session_end(self, flush(self, true), err);
}

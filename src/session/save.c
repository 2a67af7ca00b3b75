/*
 * Saving by itself: two seconds after the last key, after ten of steady typing, on
 * leaving a field. The saver's thread does the work; here it is decided when, and what
 * its outcome means.
 */
#include "internal.h"

#include "base/mem.h"

#include <string.h>

#define AFTER_KEY 2000      /* milliseconds without a change */
#define WITHOUT_JOURNAL 300 /* the same when only the file keeps the text */
#define STEADY 10000        /* since the first change */
#define FIRST_RETRY 5000    /* after a failure */
#define LATER_RETRY 30000   /* after more of them */
#define QUICK_AFTER_KEY 700 /* with company */
#define QUICK_STEADY 1500
#define MOST_MERGES 20 /* before one save, until it is left for later */
#define SOON(time, other) ((time) < (other) ? (time) : (other))

bool save_is_edited(const struct session *self)
{
	return self->document.revision != self->inside->saving.saved_revision;
}

bool session_is_kept(const struct session *self)
{
	return self->inside->journal != NULL && !self->inside->is_journal_behind;
}

const char *session_state_folder(const struct session *self)
{
	return self->inside->state_folder;
}

void save_note_edit(struct session *self)
{
	struct saving *saving = &self->inside->saving;
	int64_t now = session_now(self);

	saving->last_edit_at = now;
	saving->first_edit_at = SOON(saving->first_edit_at, now);
	saving->next_edit_at = SOON(saving->next_edit_at, now);
	saving->is_refused = false;
	if (self->save_state == SAVE_CLEAN)
		self->save_state = SAVE_EDITED;
}

void save_hold_back(struct session *self)
{
	self->inside->saving.first_edit_at = NEVER;
}

/* When the next autosave is due. */
static int64_t due_at(const struct session *self)
{
	const struct saving *saving = &self->inside->saving;
	/* What is half typed is nothing to show to others yet. */
	bool is_quick = watch_is_quick(self) && !self->inside->entry.is_typed;
	int64_t pause = is_quick ? QUICK_AFTER_KEY : AFTER_KEY;
	int64_t steady = is_quick ? QUICK_STEADY : STEADY;

	if (self->save_state == SAVE_FAILED)
		return saving->is_refused ? NEVER : saving->retry_at;
	if (self->save_state != SAVE_EDITED || saving->first_edit_at == NEVER)
		return NEVER;
	if (!session_is_kept(self))
		pause = WITHOUT_JOURNAL;
	return SOON(saving->last_edit_at + pause, saving->first_edit_at + steady);
}

/* --- outcomes --- */

static void set_failure(struct session *self, const struct err *err)
{
	struct saving *saving = &self->inside->saving;

	self->save_state = SAVE_FAILED;
	self->save_err = *err;
	saving->is_refused = err->code == ERR_REFUSED;
	saving->is_unsynced = saving->is_unsynced || err->code == ERR_UNSYNCED;
	saving->retry_at =
		session_now(self) + (saving->n_failures++ == 0 ? FIRST_RETRY : LATER_RETRY);
	saving->is_announced = false;
	saving->is_wanted = false;
	session_say(self, MESSAGE_ERROR, "Not saved: %s; %s", err->message,
		session_is_kept(self) ? "the journal keeps your text"
				      : "your text is only in memory");
}

void save_say_parting(struct session *self)
{
	const char *why = self->save_err.message;

	if (self->parting == PARTED_GONE)
		session_say(self, MESSAGE_ERROR,
			"The file is gone from the disk: write it again, or go on in a new one");
	else
		session_say(self, MESSAGE_ERROR,
			"The file changed on disk and cannot be merged (%s): take the file on disk, "
			"save yours beside it and go on there, or keep both",
			why);
}

void save_conflict(struct session *self, enum parting why, const struct err *err)
{
	struct saving *saving = &self->inside->saving;
	bool is_known = self->save_state == SAVE_CONFLICT && self->parting == why;

	if (self->save_state == SAVE_READ_ONLY) {
		save_stale(self);
		return;
	}
	if (why == PARTED_GONE && saving->is_gone)
		return; /* it is being written again */
	self->save_state = SAVE_CONFLICT;
	self->parting = why;
	self->save_err = *err;
	saving->is_announced = false;
	saving->is_wanted = false;
	if (!is_known)
		save_say_parting(self);
}

void save_unpart(struct session *self)
{
	self->is_stale = false;
	self->inside->saving.is_gone = false;
	self->parting = PARTED_NOT;
	if (self->save_state == SAVE_CONFLICT)
		self->save_state = save_is_edited(self) ? SAVE_EDITED : SAVE_CLEAN;
}

void save_stale(struct session *self)
{
	if (!self->is_stale)
		session_say(self, MESSAGE_WARNING,
			"The file changed on disk; what is shown is what it was before");
	self->is_stale = true;
}

const struct str *save_base(const struct session *self)
{
	return &self->document.source.source;
}

void save_hold(struct session *self, unsigned revision, uint64_t sequence)
{
	struct session_private *inside = self->inside;
	struct saving *saving = &inside->saving;
	struct err err = {0};

	saving->saved_revision = revision;
	saving->n_failures = 0;
	saving->n_outrun = 0;
	saving->retry_at = NEVER;
	saving->is_refused = false;
	if (inside->journal != NULL) {
		inside->is_journal_behind =
			!journal_saved(inside->journal, sequence, save_base(self), &err);
		if (inside->is_journal_behind)
			session_say(self, MESSAGE_ERROR, "The journal cannot be written: %s",
				err.message);
	}
	saving->is_gone = false;
	self->parting = PARTED_NOT;
	if (save_is_edited(self)) {
		self->save_state = SAVE_EDITED;
		saving->first_edit_at = saving->next_edit_at;
	} else {
		self->save_state = SAVE_CLEAN;
		saving->first_edit_at = NEVER;
	}
	recover_finish(self);
}

void save_rebase(struct session *self, bool has_own)
{
	struct saving *saving = &self->inside->saving;
	int64_t now = session_now(self);

	has_own = has_own || saving->is_unsynced;
	saving->saved_revision = self->document.revision - (has_own ? 1 : 0);
	saving->n_failures = 0;
	saving->retry_at = NEVER;
	saving->is_refused = false;
	saving->is_gone = false;
	self->parting = PARTED_NOT;
	self->save_state = has_own ? SAVE_EDITED : SAVE_CLEAN;
	if (!has_own) {
		saving->first_edit_at = NEVER;
	} else if (saving->first_edit_at == NEVER && self->recovery != RECOVERY_WAITS) {
		saving->first_edit_at = now;
		saving->last_edit_at = now;
	}
	recover_finish(self);
}

static void set_saved(struct session *self, struct save_outcome *outcome)
{
	struct session_private *inside = self->inside;

	if (inside->journal == NULL)
		opening_keep(self);
	document_adopt(&self->document, &outcome->document);
	inside->stamp = outcome->stamp;
	inside->saving.is_unsynced = false;
	self->saved_at = outcome->saved_at;
	save_hold(self, inside->saving.revision, outcome->sequence);
	if (inside->saving.is_announced)
		session_say(self, MESSAGE_INFO, "Saved %s", self->path);
	inside->saving.is_announced = false;
	if (save_is_edited(self) && !session_is_kept(self))
		inside->saving.is_wanted = true;
}

/* Others write faster than we can. */
static void give_way(struct session *self)
{
	struct err err = {0};

	self->inside->saving.n_outrun = 0;
	err_set(&err, ERR_CHANGED, "others keep changing the file");
	set_failure(self, &err);
}

/* Somebody else's bytes are there. Merged with ours they are saved at once. */
static void set_changed(struct session *self, struct save_outcome *outcome)
{
	struct saving *saving = &self->inside->saving;

	self->save_state = SAVE_EDITED;
	saving->is_gone = false;
	saving->first_edit_at = SOON(saving->first_edit_at, saving->last_edit_at);
	if (!arrive_take(self, &outcome->look))
		set_failure(self, &outcome->err);
	else if (++saving->n_outrun == MOST_MERGES)
		give_way(self);
	else if (self->save_state == SAVE_EDITED)
		saving->is_wanted = true;
}

static void take(struct session *self, bool waits)
{
	struct save_outcome outcome = {0};
	struct saving *saving = &self->inside->saving;

	if (!saver_take(self->inside->saver, waits, &outcome))
		return;
	switch (outcome.result) {
	case FILE_SAVED:
		set_saved(self, &outcome);
		break;
	case FILE_CHANGED:
		set_changed(self, &outcome);
		break;
	case FILE_FAILED:
		set_failure(self, &outcome.err);
		break;
	}
	save_outcome_release(&outcome);
	if (saving->is_wanted && self->save_state != SAVE_CONFLICT) {
		saving->is_wanted = false;
		save_start(self);
	}
}

/* --- starting --- */

/* The journal did not reach the disk: what is in memory goes to a new one. */
static void renew_journal(struct session *self)
{
	struct session_private *inside = self->inside;
	struct err err = {0};

	if (journal_renew(inside->journal, &err))
		return;
	inside->is_journal_behind = true;
	inside->saving.is_wanted = save_is_edited(self) && self->save_state != SAVE_FAILED;
	session_say(self, MESSAGE_ERROR, "The journal cannot be written: %s", err.message);
}

static void sync_journal(struct session *self)
{
	struct session_private *inside = self->inside;
	struct saving *saving = &inside->saving;

	saving->sync_at = NEVER;
	if (inside->journal == NULL)
		return;
	if (journal_is_doubtful(inside->journal)) {
		renew_journal(self);
		return;
	}
	saver_sync(inside->saver, journal_fd(inside->journal),
		saving->is_folder_synced ? -1 : journal_folder_fd(inside->journal));
	saving->is_folder_synced = true;
}

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
		sync_journal(self);
	request.has_journal = is_noted && !journal_is_doubtful(inside->journal);
	if (request.has_journal)
		request.journal = journal_fd(inside->journal);
	str_append(&request.base, str_text(save_base(self)), save_base(self)->len);
	document_dump(&self->document, &request.dump);
	inside->saving.revision = self->document.revision;
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
	if (!document_format(&self->document, &bytes, &err)) {
		set_failure(self, &err);
	} else if (!inside->saving.is_unsynced && !inside->saving.is_gone &&
		   str_equal(&bytes, str_text(save_base(self)), save_base(self)->len)) {
		/* Undone to what the file holds. */
		save_hold(self, self->document.revision,
			inside->journal != NULL ? journal_sequence(inside->journal) : 0);
		inside->saving.is_announced = false;
	} else {
		request(self, &bytes);
	}
	str_release(&bytes);
}

void save_if_wanted(struct session *self)
{
	if (self->inside->saving.is_wanted && !saver_is_busy(self->inside->saver))
		save_start(self);
}

void save_on_leave(struct session *self)
{
	if (save_is_edited(self) && self->save_state == SAVE_EDITED &&
		self->inside->saving.first_edit_at != NEVER)
		save_start(self);
	else if (self->save_state == SAVE_RUNNING &&
		 self->document.revision != self->inside->saving.revision)
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

/* Starts or takes what leads to a file that holds everything. */
static enum flush flush(struct session *self, bool waits)
{
	bool is_gone = self->save_state == SAVE_CONFLICT && self->parting == PARTED_GONE;

	while (self->save_state == SAVE_RUNNING || save_is_edited(self) || is_gone) {
		if (self->save_state == SAVE_RUNNING)
			take(self, waits);
		else if (self->save_state == SAVE_CONFLICT)
			session_save(self);
		else
			save_start(self);
		if (self->save_state == SAVE_FAILED || self->save_state == SAVE_CONFLICT)
			return FLUSH_FAILED;
		if (self->save_state == SAVE_RUNNING && !waits)
			return FLUSH_WAITS;
	}
	self->inside->saving.is_announced = false;
	return FLUSH_DONE;
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
	session_begin(self);
	focus_leave(self);
}

bool session_end(struct session *self, enum flush flush, struct err *err)
{
	if (flush != FLUSH_DONE)
		return self->save_state == SAVE_CONFLICT
			       ? err_set(err, ERR_CHANGED, "%s", str_text(&self->message))
			       : err_set(err, self->save_err.code, "%s", self->save_err.message);
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

/* --- the clock --- */

int session_fd(const struct session *self)
{
	return saver_fd(self->inside->saver);
}

void session_settle(struct session *self)
{
	saver_settle(self->inside->saver);
}

int session_timeout(const struct session *self)
{
	const struct session_private *inside = self->inside;
	int64_t next = SOON(due_at(self), SOON(inside->checking.due_at, inside->saving.sync_at));
	int64_t left;

	next = SOON(SOON(next, watch_due(self)), company_due_at(self));
	if (inside->saving.is_wanted && !saver_is_busy(inside->saver))
		return 0;
	if (next == NEVER)
		return -1;
	left = next - session_now(self);
	return left < 0 ? 0 : (int)SOON(left, 3600 * 1000);
}

void session_tick(struct session *self)
{
	struct session_private *inside = self->inside;
	struct saving *saving = &inside->saving;
	int64_t now = session_now(self);

	take(self, false);
	watch_take(self);
	if (saver_take_sync_error(inside->saver) != 0 && inside->journal != NULL)
		renew_journal(self);
	if (now >= saving->sync_at)
		sync_journal(self);
	if (now >= due_at(self) || (saving->is_wanted && !saver_is_busy(inside->saver)))
		save_start(self);
	if (now >= inside->checking.due_at)
		finding_update(self);
	if (now >= watch_due(self))
		watch_start(self);
	company_tick(self);
	news_update(self);
}

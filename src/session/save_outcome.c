/*
 * What has become of a save, or of the file meanwhile: what the session says about the file
 * from then on, and what it does next.
 */
#include "disk.h"

#include <string.h>

#define FIRST_RETRY 5000  /* milliseconds after a failure */
#define LATER_RETRY 30000 /* after more of them */
#define MOST_MERGES 20    /* before one save, until it is left for later */

void save_fail(struct session *self, const struct err *err)
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
	editor_say_about(self->editor, TOPIC_FILE, MESSAGE_ERROR, "Not saved: %s; %s", err->message,
		session_is_kept(self) ? "the journal keeps your text"
				      : "your text is only in memory");
}

/* What the message has said already. */
static const char *skip_words(const char *text, const char *words)
{
	size_t len = strlen(words);

	return strncmp(text, words, len) == 0 ? text + len : text;
}

/* The key comes before the reason, of which a small screen may have to cut the end. */
void save_say_parting(struct session *self)
{
	const char *why = skip_words(self->save_err.message, "this is no Afterword document: ");
	struct str key = {0};

	editor_append_key(self->editor, ACTION_RESOLVE, &key);
	editor_unsay(self->editor, TOPIC_FILE);
	if (self->parting == PARTED_GONE)
		editor_say_about(self->editor, TOPIC_FILE, MESSAGE_ERROR,
			"The file is gone from the disk: %s to write it again or go on elsewhere",
			str_text(&key));
	else if (self->parting == PARTED_UNREADABLE)
		editor_say_about(self->editor, TOPIC_FILE, MESSAGE_ERROR,
			"The file on disk is no document now: %s to choose; %s", str_text(&key),
			why);
	else
		editor_say_about(self->editor, TOPIC_FILE, MESSAGE_ERROR,
			"The file changed on disk and cannot be merged: %s to choose (%s)",
			str_text(&key), why);
	str_release(&key);
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

static void forget_parting(struct session *self)
{
	self->inside->saving.is_gone = false;
	self->parting = PARTED_NOT;
	editor_unsay(self->editor, TOPIC_FILE);
}

void save_unpart(struct session *self)
{
	self->is_stale = false;
	forget_parting(self);
	if (self->save_state == SAVE_CONFLICT)
		self->save_state = save_is_edited(self) ? SAVE_EDITED : SAVE_CLEAN;
}

void save_stale(struct session *self)
{
	if (!self->is_stale)
		editor_say_about(self->editor, TOPIC_FILE, MESSAGE_WARNING,
			"The file changed on disk; what is shown is what it was before");
	self->is_stale = true;
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
	forget_parting(self);
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
	saving->saved_revision = editor_document(self->editor)->revision - (has_own ? 1 : 0);
	saving->n_failures = 0;
	saving->retry_at = NEVER;
	saving->is_refused = false;
	forget_parting(self);
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
	editor_adopt_source(self->editor, &outcome->document);
	inside->stamp = outcome->stamp;
	inside->saving.is_unsynced = inside->saving.is_doubtful = false;
	self->saved_at = outcome->saved_at;
	if (inside->meeting.is_put_off)
		company_join(self);
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
	save_fail(self, &err);
}

/* Somebody else's bytes are there. Merged with ours they are saved at once. */
static void set_changed(struct session *self, struct save_outcome *outcome)
{
	struct saving *saving = &self->inside->saving;

	self->save_state = SAVE_EDITED;
	saving->is_gone = false;
	saving->first_edit_at = sooner(saving->first_edit_at, saving->last_edit_at);
	if (!arrive_take(self, &outcome->look))
		save_fail(self, &outcome->err);
	else if (++saving->n_outrun == MOST_MERGES)
		give_way(self);
	else if (self->save_state == SAVE_EDITED)
		saving->is_wanted = true;
}

void save_take(struct session *self, bool waits)
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
		save_fail(self, &outcome.err);
		break;
	}
	save_outcome_release(&outcome);
	if (saving->is_wanted && self->save_state != SAVE_CONFLICT) {
		saving->is_wanted = false;
		save_start(self);
	}
}

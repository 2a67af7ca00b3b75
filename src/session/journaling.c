/*
 * The session's journal: every op goes there at once, and to the disk within a second.
 * While it cannot be written the file is saved instead.
 */
#include "disk.h"

#define SYNC 800 /* milliseconds: with the sync itself within a second */

void journaling_start(struct session *self)
{
	struct session_private *inside = self->inside;
	struct err err = {0};

	inside->journal = journal_create(inside->io, inside->state_folder, self->path,
		self->form->name, save_base(self), &inside->ids, &inside->time, &err);
	if (inside->journal == NULL)
		session_say(self, MESSAGE_WARNING,
			"No journal, so a crash would lose the last seconds of typing: %s",
			err.message);
}

bool session_is_kept(const struct session *self)
{
	return self->inside->journal != NULL && !self->inside->is_journal_behind;
}

const char *session_state_folder(const struct session *self)
{
	return self->inside->state_folder;
}

void journaling_note(struct session *self)
{
	struct saving *saving = &self->inside->saving;

	if (saving->sync_at == NEVER)
		saving->sync_at = session_now(self) + SYNC;
}

void journaling_append(struct session *self, const struct op *op)
{
	struct session_private *inside = self->inside;
	struct err err = {0};

	if (inside->journal == NULL && inside->saving.is_unborn)
		journaling_start(self);
	/* One that cannot be had is not asked for with every key. */
	inside->saving.is_unborn = false;
	if (inside->journal == NULL)
		return;
	/* What failed to be written is written with the next op. */
	inside->is_journal_behind = !journal_append(inside->journal, op, self->form, &err);
	if (inside->is_journal_behind) {
		session_say(self, MESSAGE_ERROR,
			"The journal cannot be written, saving to the file instead: %s",
			err.message);
		/* A save that has just failed, too, is tried again by the clock. */
		inside->saving.is_wanted = self->save_state != SAVE_FAILED;
	} else {
		journaling_note(self);
	}
}

void journaling_renew(struct session *self)
{
	struct session_private *inside = self->inside;
	struct err err = {0};

	if (journal_renew(inside->journal, &err))
		return;
	inside->is_journal_behind = true;
	inside->saving.is_wanted = save_is_edited(self) && self->save_state != SAVE_FAILED;
	session_say(self, MESSAGE_ERROR, "The journal cannot be written: %s", err.message);
}

void journaling_sync(struct session *self)
{
	struct session_private *inside = self->inside;
	struct saving *saving = &inside->saving;

	saving->sync_at = NEVER;
	if (inside->journal == NULL)
		return;
	if (journal_is_doubtful(inside->journal)) {
		journaling_renew(self);
		return;
	}
	saver_sync(inside->saver, journal_fd(inside->journal),
		saving->is_folder_synced ? -1 : journal_folder_fd(inside->journal));
	saving->is_folder_synced = true;
}

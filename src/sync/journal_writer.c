/*
 * The journal of an open document: each op is in it before it is visible, and on the disk within a
 * second.
 */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

void journal_writer_init(struct journal_writer *self, const char *folder)
{
	*self = (struct journal_writer){.folder = mem_strdup(folder), .sync_at = NEVER};
}

void journal_writer_release(struct journal_writer *self)
{
	journal_close(self->journal);
	journal_close(self->former);
	free(self->folder);
}

bool journal_writer_start(struct journal_writer *self, const struct autosave *autosave,
	const struct str *base, struct err *err)
{
	self->journal = journal_create(autosave->io, self->folder, autosave->path,
		autosave->form->name, base, &autosave->ids, &autosave->time, err);
	return self->journal != NULL;
}

bool journal_writer_is_kept(const struct journal_writer *self)
{
	return self->journal != NULL && !self->is_behind;
}

uint64_t journal_writer_sequence(const struct journal_writer *self)
{
	return self->journal != NULL ? journal_sequence(self->journal) : 0;
}

/* It was written to, so it needs a sync. */
static void note_written(struct journal_writer *self, int64_t now)
{
	if (self->sync_at == NEVER)
		self->sync_at = now + SYNC;
}

bool journal_writer_append(struct journal_writer *self, const struct op *op,
	const struct form *form, int64_t now, struct err *err)
{
	self->is_behind = !journal_append(self->journal, op, form, err);
	if (!self->is_behind)
		note_written(self, now);
	return !self->is_behind;
}

bool journal_writer_rebase(struct journal_writer *self, const struct str *bytes,
	const struct ops *own, const struct form *form, int64_t now, struct err *err)
{
	if (self->journal == NULL)
		return true;
	self->is_behind = !journal_rebase(self->journal, bytes, own, form, err);
	note_written(self, now);
	return !self->is_behind;
}

bool journal_writer_saved(
	struct journal_writer *self, uint64_t sequence, const struct str *base, struct err *err)
{
	if (self->journal == NULL)
		return true;
	self->is_behind = !journal_saved(self->journal, sequence, base, err);
	return !self->is_behind;
}

bool journal_writer_renew(struct journal_writer *self, struct err *err)
{
	if (journal_renew(self->journal, err))
		return true;
	self->is_behind = true;
	return false;
}

bool journal_writer_sync(struct journal_writer *self, struct saver *saver, struct err *err)
{
	self->sync_at = NEVER;
	if (self->journal == NULL)
		return true;
	if (journal_is_doubtful(self->journal))
		return journal_writer_renew(self, err);
	saver_sync(saver, SAVER_JOURNAL, journal_fd(self->journal),
		self->is_folder_synced ? -1 : journal_folder_fd(self->journal));
	self->is_folder_synced = true;
	return true;
}

void journal_writer_drop_former(struct journal_writer *self)
{
	journal_remove(self->former);
	self->former = NULL;
}

/* --- of an autosave --- */

void autosave_keep_base(struct autosave *self)
{
	if (self->writer.journal != NULL)
		journal_keep_base(self->writer.journal);
}

bool autosave_start_journal(struct autosave *self, const struct document *document, struct err *err)
{
	return journal_writer_start(&self->writer, self, &document->source.source, err);
}

bool autosave_move_to(
	struct autosave *self, const char *path, const struct str *bytes, struct err *err)
{
	struct journal_writer *writer = &self->writer;

	free(self->path);
	self->path = mem_strdup(path);
	if (self->poll.is_joined)
		presence_poll_join(&self->poll, autosave_now(self));
	draft_writer_move_to(&self->drafts, path, autosave_now(self));
	writer->former = writer->journal;
	writer->is_behind = writer->is_folder_synced = false;
	if (!journal_writer_start(writer, self, bytes, err))
		return false;
	journal_keep_base(writer->journal);
	return true;
}

void autosave_took_journal(struct autosave *self, const char *path)
{
	if (self->writer.journal != NULL)
		journal_took(self->writer.journal, path, NULL);
}

const struct str *autosave_journal_base(const struct autosave *self)
{
	return self->writer.journal != NULL ? journal_base(self->writer.journal) : NULL;
}

bool autosave_is_kept(const struct autosave *self)
{
	return journal_writer_is_kept(&self->writer);
}

void autosave_remove_journal(struct autosave *self)
{
	journal_remove(self->writer.journal);
	self->writer.journal = NULL;
}

/*
 * Drafts of comments: each change is in their file before it is visible, and on the disk within a
 * second.
 */
#include "internal.h"

void draft_writer_init(struct draft_writer *self, const struct autosave_config *config)
{
	*self = (struct draft_writer){.sync_at = NEVER};
	self->drafts = drafts_open(config->io, config->state_folder, config->path,
		config->form->name, &config->ids, &config->time);
}

void draft_writer_release(struct draft_writer *self)
{
	drafts_free(self->drafts);
}

/* It was written to, so it needs a sync. */
static void note_written(struct draft_writer *self, int64_t now)
{
	if (self->sync_at == NEVER)
		self->sync_at = now + SYNC;
}

void draft_writer_sync(struct draft_writer *self, struct saver *saver, int64_t now)
{
	/* If that fails, too, the next change writes all of it. */
	if (saver_take_sync_error(saver, SAVER_DRAFTS) != 0)
		drafts_renew(self->drafts, NULL);
	if (now < self->sync_at)
		return;
	self->sync_at = NEVER;
	if (drafts_fd(self->drafts) < 0)
		return;
	saver_sync(saver, SAVER_DRAFTS, drafts_fd(self->drafts),
		self->is_folder_synced ? -1 : drafts_folder_fd(self->drafts));
	self->is_folder_synced = true;
}

void draft_writer_move_to(struct draft_writer *self, const char *path, int64_t now)
{
	if (drafts_move_to(self->drafts, path, NULL))
		note_written(self, now);
}

/* --- of an autosave --- */

const struct draft_list *autosave_drafts(const struct autosave *self)
{
	return drafts_list(self->drafts.drafts);
}

size_t autosave_add_draft(struct autosave *self, const struct slice *cells)
{
	return drafts_add(self->drafts.drafts, cells);
}

bool autosave_set_draft(
	struct autosave *self, size_t nth, enum draft_cell cell, struct slice text, struct err *err)
{
	if (!drafts_set(self->drafts.drafts, nth, cell, text, err))
		return false;
	note_written(&self->drafts, autosave_now(self));
	return true;
}

bool autosave_finish_drafts(struct autosave *self, struct err *err)
{
	return drafts_finish(self->drafts.drafts, err);
}

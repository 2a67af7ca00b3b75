/*
 * What happens to a recovered journal: it is removed when its text is durable in the
 * file, and set aside if the user wants another text.
 */
#include "internal.h"

#include "store/recovery.h"

#include <fcntl.h>
#include <string.h>

/* The ended session's save may have lacked its last sync. */
static bool sync_file(struct session *self)
{
	struct io io = self->io;
	struct str folder = {0};
	struct str path = {0};
	bool is_durable = file_real_path(io, session_path(self), &path, NULL);

	if (is_durable) {
		str_append(&folder, path.data, (size_t)(strrchr(path.data, '/') - path.data));
		str_append_char(&folder, '/');
		is_durable = io_sync_path(io, str_text(&path), O_RDONLY) &&
			     io_sync_path(io, str_text(&folder), O_RDONLY);
	}
	str_release(&folder);
	str_release(&path);
	return is_durable;
}

static bool has_finished(const struct recovering *self)
{
	for (size_t i = 0; i < self->journals.n; i++)
		if (self->fates[i] != FATE_LEFT)
			return true;
	return false;
}

size_t session_recovered_from(const struct session *self, int64_t *last)
{
	struct stat stat;
	size_t n = 0;

	*last = 0;
	for (size_t i = 0; i < self->recovering.journals.n; i++) {
		const struct journal_entry *entry = &self->recovering.journals.items[i];

		if (self->recovering.fates[i] == FATE_LEFT || entry->n_ops == 0)
			continue;
		n++;
		if (self->io.ops->fstatat(self->io.context, AT_FDCWD, entry->path, &stat,
			    AT_SYMLINK_NOFOLLOW) == 0 &&
			stat.st_mtime > *last)
			*last = stat.st_mtime;
	}
	return n;
}

/* Is there a journal left that may contain a taken one's text? */
static bool has_left(const struct recovering *self)
{
	for (size_t i = 0; i < self->journals.n; i++) {
		const struct journal_entry *entry = &self->journals.items[i];

		if (entry->taken_by == NULL && self->fates[i] == FATE_LEFT &&
			(entry->is_live || entry->n_ops > 0))
			return true;
	}
	return false;
}

/* Could the session that took it take everything in it? */
static bool is_all_taken(const struct session *self, const struct journal_entry *entry)
{
	struct recovery_reader *reader = recovery_reader_new(self->io);
	struct recovered result;
	bool is_all = !entry->is_cut &&
		      recovery_reader_merge(reader, entry, session_document(self), &result, NULL);

	if (is_all) {
		is_all = recovered_is_whole(&result);
		recovered_release(&result);
	}
	recovery_reader_free(reader);
	return is_all;
}

/* Those contained in another one are removed first, because alone they would be recovered again. */
static void finish(struct session *self, bool is_taken)
{

	for (size_t i = 0; i < self->recovering.journals.n; i++) {
		struct journal_entry *entry = &self->recovering.journals.items[i];
		enum journal_fate fate = self->recovering.fates[i];

		if ((entry->taken_by != NULL) != is_taken || fate == FATE_LEFT)
			continue;
		if (fate == FATE_IN_IT || (fate == FATE_TAKEN && is_all_taken(self, entry)))
			journal_entry_remove(self->io, entry, NULL);
		else
			journal_entry_set_aside(self->io, entry, NULL);
		self->recovering.fates[i] = FATE_LEFT;
	}
}

void recover_finish(struct session *self)
{

	if (self->recovering.answer == RECOVERY_WAITS || session_is_edited(self) ||
		session_save_state(self) == SAVE_CONFLICT || !has_finished(&self->recovering) ||
		self->recovering.is_doubtful)
		return;
	self->recovering.is_doubtful = !sync_file(self);
	if (self->recovering.is_doubtful)
		return;
	if (!has_left(&self->recovering))
		finish(self, true);
	finish(self, false);
}

void recover_set_aside(struct session *self)
{

	for (size_t i = 0; i < self->recovering.journals.n; i++)
		if (self->recovering.fates[i] != FATE_LEFT) {
			journal_entry_set_aside(
				self->io, &self->recovering.journals.items[i], NULL);
			self->recovering.fates[i] = FATE_LEFT;
		}
	if (self->recovering.answer == RECOVERY_WAITS)
		self->recovering.answer = RECOVERY_DROPPED;
}

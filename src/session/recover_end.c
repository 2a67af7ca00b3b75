/*
 * The end of a journal that was recovered: removed when its text is durable in the file,
 * set aside when the user wants another text.
 */
#include "disk.h"

#include "store/recovery.h"

#include <fcntl.h>
#include <string.h>

static bool sync_path(struct io io, const char *path)
{
	int fd = io.ops->openat(io.context, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
	bool is_synced = fd >= 0 && io.ops->fsync(io.context, fd) == 0;

	if (fd >= 0)
		io_close(io, fd);
	return is_synced;
}

/* A save of the session that ended may have been cut short of its last sync. */
static bool sync_file(struct session *self)
{
	struct io io = self->inside->io;
	struct str folder = {0};
	struct str path = {0};
	bool is_durable = file_real_path(io, self->path, &path, NULL);

	if (is_durable) {
		str_append(&folder, path.data, (size_t)(strrchr(path.data, '/') - path.data));
		str_append_char(&folder, '/');
		is_durable = sync_path(io, str_text(&path)) && sync_path(io, str_text(&folder));
	}
	str_release(&folder);
	str_release(&path);
	return is_durable;
}

static bool has_finished(const struct session_private *inside)
{
	for (size_t i = 0; i < inside->old_journals.n; i++)
		if (inside->fates[i] != FATE_LEFT)
			return true;
	return false;
}

size_t session_recovered_from(const struct session *self, int64_t *last)
{
	const struct session_private *inside = self->inside;
	struct stat stat;
	size_t n = 0;

	*last = 0;
	for (size_t i = 0; i < inside->old_journals.n; i++) {
		const struct journal_entry *entry = &inside->old_journals.items[i];

		if (inside->fates[i] == FATE_LEFT || entry->n_ops == 0)
			continue;
		n++;
		if (inside->io.ops->fstatat(inside->io.context, AT_FDCWD, entry->path, &stat,
			    AT_SYMLINK_NOFOLLOW) == 0 &&
			stat.st_mtime > *last)
			*last = stat.st_mtime;
	}
	return n;
}

/* Is there one that may be what holds a taken one's text? */
static bool has_left(const struct session_private *inside)
{
	for (size_t i = 0; i < inside->old_journals.n; i++) {
		const struct journal_entry *entry = &inside->old_journals.items[i];

		if (entry->taken_by == NULL && inside->fates[i] == FATE_LEFT &&
			(entry->is_live || entry->n_ops > 0))
			return true;
	}
	return false;
}

/* Is there nothing in it that the session which took it could not take? */
static bool is_all_taken(const struct session *self, const struct journal_entry *entry)
{
	struct recovery_reader *reader = recovery_reader_new(self->inside->io);
	struct recovered result;
	bool is_all = !entry->is_cut && recovery_reader_merge(reader, entry,
						editor_document(self->editor), &result, NULL);

	if (is_all) {
		is_all = recovered_is_whole(&result);
		recovered_release(&result);
	}
	recovery_reader_free(reader);
	return is_all;
}

/* Those that another one holds go first: alone they would be taken once more. */
static void finish(struct session *self, bool is_taken)
{
	struct session_private *inside = self->inside;

	for (size_t i = 0; i < inside->old_journals.n; i++) {
		struct journal_entry *entry = &inside->old_journals.items[i];
		enum journal_fate fate = inside->fates[i];

		if ((entry->taken_by != NULL) != is_taken || fate == FATE_LEFT)
			continue;
		if (fate == FATE_IN_IT || (fate == FATE_TAKEN && is_all_taken(self, entry)))
			journal_entry_remove(inside->io, entry, NULL);
		else
			journal_entry_set_aside(inside->io, entry, NULL);
		inside->fates[i] = FATE_LEFT;
	}
}

void recover_finish(struct session *self)
{
	struct session_private *inside = self->inside;

	if (self->recovery == RECOVERY_WAITS || save_is_edited(self) ||
		self->save_state == SAVE_CONFLICT || !has_finished(inside) ||
		inside->saving.is_doubtful)
		return;
	inside->saving.is_doubtful = !sync_file(self);
	if (inside->saving.is_doubtful)
		return;
	if (!has_left(inside))
		finish(self, true);
	finish(self, false);
}

void recover_forsake(struct session *self)
{
	struct session_private *inside = self->inside;

	for (size_t i = 0; i < inside->old_journals.n; i++)
		if (inside->fates[i] != FATE_LEFT) {
			journal_entry_set_aside(inside->io, &inside->old_journals.items[i], NULL);
			inside->fates[i] = FATE_LEFT;
		}
	if (self->recovery == RECOVERY_WAITS)
		self->recovery = RECOVERY_DROPPED;
}

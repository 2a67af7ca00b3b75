/*
 * Completes an interrupted save in place. Such a file has, byte by byte, what it had
 * before, what the journal says it was about to have, or zeros where it had just grown;
 * any other is somebody's text and is left alone.
 */
#include "internal.h"
#include "journal_file.h"
#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>

/* The bytes of a save, and where their journal is. */
struct cut_off {
	struct io io;
	const char *journal;
	const char *folder;
	const struct str *before;
	const struct str *after;
};

static char byte_at(const struct str *bytes, size_t at)
{
	return at < bytes->len ? bytes->data[at] : '\0';
}

/* Is it a mixture of the two, but not one of them? */
static bool is_torn(const struct cut_off *save, const struct str *there)
{
	const struct str *before = save->before;
	const struct str *after = save->after;
	size_t least = before->len < after->len ? before->len : after->len;
	size_t most = before->len < after->len ? after->len : before->len;

	if (there->len < least || there->len > most ||
		str_equal(there, str_text(before), before->len) ||
		str_equal(there, str_text(after), after->len))
		return false;
	for (size_t i = 0; i < there->len; i++)
		if (there->data[i] != '\0' && there->data[i] != byte_at(before, i) &&
			there->data[i] != byte_at(after, i))
			return false;
	return true;
}

/* This save can be interrupted too, so the journal must be durable. */
static bool guard(void *context, struct err *err)
{
	struct cut_off *save = context;

	return (io_sync_path(save->io, save->journal, O_RDONLY | O_NOFOLLOW) &&
		       io_sync_path(save->io, save->folder, O_RDONLY | O_DIRECTORY)) ||
	       err_system(err, errno, "the journal of an earlier session did not reach the disk");
}

static bool mend(struct cut_off *save, const char *document_path, const struct id_source *ids,
	struct err *err)
{
	struct str there = {0};
	bool is_good = true;

	/* A file that cannot be read is not torn, and reported elsewhere. */
	if (file_load(save->io, document_path, &there, NULL, NULL) && is_torn(save, &there)) {
		struct file_save file = {
			.path = document_path,
			.base = &there,
			.bytes = save->after,
			.ids = ids,
			.guard = guard,
			.guard_context = save,
		};

		is_good = file_replace(save->io, &file, NULL, err) == FILE_SAVED;
	}
	str_release(&there);
	return is_good;
}

static bool mend_by(struct io io, const struct journal_entry *entry, const char *folder,
	const char *document_path, const struct id_source *ids, struct err *err)
{
	struct journal_view view = {0};
	bool is_good = true;

	if (!journal_view_load(&view, io, entry->path, NULL))
		return true;
	if (view.has_saving) {
		struct cut_off save = {
			.io = io,
			.journal = entry->path,
			.folder = folder,
			.before = view.has_saved ? &view.saved : &view.header.base,
			.after = &view.saving,
		};

		is_good = mend(&save, document_path, ids, err);
	}
	journal_view_release(&view);
	return is_good;
}

bool journal_mend(struct io io, const struct journal_list *list, const char *folder,
	const char *document_path, const struct id_source *ids, struct err *err)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct journal_entry *entry = &list->items[i];

		if (!entry->problem && !entry->is_live && entry->has_saving &&
			!mend_by(io, entry, folder, document_path, ids, err))
			return false;
	}
	return true;
}

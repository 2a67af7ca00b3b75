/* A single journal in the folder: setting it aside, or removing it. */
#include "journal_file.h"
#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool journal_entry_set_aside(struct io io, struct journal_entry *entry, struct err *err)
{
	size_t stem = strlen(entry->path) - strlen(JOURNAL_SUFFIX);
	struct str path = {0};

	if (entry->is_aside)
		return true;
	str_append(&path, entry->path, stem);
	str_append_text(&path, JOURNAL_ASIDE_SUFFIX);
	if (io.ops->renameat(io.context, AT_FDCWD, entry->path, str_text(&path)) != 0) {
		err_system(err, errno, "the journal cannot be set aside");
		err_locate(err, entry->path, 0, 0);
		str_release(&path);
		return false;
	}
	free(entry->path);
	entry->path = str_take(&path);
	entry->is_aside = true;
	return true;
}

static bool check_removable(struct io io, const char *path, struct err *err)
{
	struct stat stat;

	if (io.ops->fstatat(io.context, AT_FDCWD, path, &stat, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || err_system(err, errno, "the journal cannot be found");
	return (S_ISREG(stat.st_mode) && stat.st_uid == geteuid()) ||
	       err_set(err, ERR_REFUSED, "this is not your file; remove it by hand");
}

bool journal_entry_remove(struct io io, const struct journal_entry *entry, struct err *err)
{
	if (check_removable(io, entry->path, err) &&
		(io.ops->unlinkat(io.context, AT_FDCWD, entry->path) == 0 || errno == ENOENT ||
			err_system(err, errno, "the journal cannot be removed")))
		return true;
	return err_locate(err, entry->path, 0, 0);
}

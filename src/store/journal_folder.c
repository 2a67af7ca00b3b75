/* Where journals are, and what they are called. */
#include "journal_folder.h"
#include "base/ensure.h"
#include "base/mem.h"
#include "base/source.h"
#include "internal.h"
#include "journal_file.h"
#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define WRITE "the journal cannot be written"

bool journal_folder(struct str *out, struct err *err)
{
	if (path_xdg("XDG_STATE_HOME", ".local/state", out))
		return true;
	return err_set(
		err, ERR_USAGE, "there is nowhere to keep the journal; set HOME or XDG_STATE_HOME");
}

bool journal_folder_is_ours(const struct stat *stat, struct err *err)
{
	if (stat->st_uid != geteuid())
		return err_set(err, ERR_REFUSED, "the folder for journals belongs to another user");
	if ((stat->st_mode & 022) != 0)
		return err_set(err, ERR_REFUSED,
			"others can write to the folder for journals; chmod 700 it");
	return true;
}

/* *is_link: the name is a link. */
static int open_name(struct io io, const char *folder, bool *is_link)
{
	int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	int dir = io.ops->openat(io.context, AT_FDCWD, folder, flags | O_NOFOLLOW, 0);

	*is_link = dir < 0 && (errno == ELOOP || errno == ENOTDIR);
	return *is_link ? io.ops->openat(io.context, AT_FDCWD, folder, flags, 0) : dir;
}

int journal_folder_open(struct io io, const char *folder, struct err *err)
{
	struct stat stat;
	bool is_link;
	int dir;

	if (!path_make_folder(io, folder, err)) {
		err_locate(err, folder, 0, 0);
		return -1;
	}
	dir = open_name(io, folder, &is_link);
	if (dir < 0 || io.ops->fstat(io.context, dir, &stat) != 0)
		err_system(err, errno, "the folder for journals cannot be opened");
	else if (journal_folder_is_ours(&stat, err)) {
		/* The folder may have been made by hand, and the names in it are private. A link's
		 * target may have been given its mode for more than journals, so it is left
		 * alone. */
		if (!is_link && (stat.st_mode & 077) != 0)
			io.ops->fchmod(io.context, dir, 0700);
		return dir;
	}
	err_locate(err, folder, 0, 0);
	if (dir >= 0)
		io_close(io, dir);
	return -1;
}

bool journal_folder_list(struct io io, const char *folder, struct str *names, struct err *err)
{
	int fd =
		io.ops->openat(io.context, AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	struct stat stat;
	bool is_read;

	if (fd < 0)
		return errno == ENOENT ||
		       err_system(err, errno, "the folder for journals cannot be opened");
	is_read = (io.ops->fstat(io.context, fd, &stat) == 0 &&
			  io.ops->list(io.context, fd, names) == 0) ||
		  err_system(err, errno, "the folder for journals cannot be read");
	is_read = is_read && journal_folder_is_ours(&stat, err);
	io_close(io, fd);
	return is_read;
}

void journal_stem(const char *document_path, struct str *out)
{
	enum { ROOM = 100 }; /* bytes of the document's name in the journal's name */
	const char *name = path_name(document_path);

	for (size_t i = 0; i < ROOM && name[i]; i++) {
		bool is_plain = (name[i] >= 'a' && name[i] <= 'z') ||
				(name[i] >= 'A' && name[i] <= 'Z') ||
				(name[i] >= '0' && name[i] <= '9') || strchr("-_", name[i]) ||
				(name[i] == '.' && i > 0);

		str_append_char(out, is_plain ? name[i] : '_');
	}
}

static bool is_name_free(struct io io, int dir, const char *name)
{
	struct stat stat;

	return io.ops->fstatat(io.context, dir, name, &stat, AT_SYMLINK_NOFOLLOW) != 0 &&
	       errno == ENOENT;
}

char *journal_name_new(struct io io, int dir, const char *document_path, const char *suffix,
	const struct id_source *ids, struct err *err)
{
	enum { TRIES = 100 };

	for (int i = 0; i < TRIES; i++) {
		struct str out = {0};
		char id[ID_SIZE];

		journal_stem(document_path, &out);
		id_source_next(ids, id);
		str_appendf(&out, ".%s%s", id, suffix);
		if (is_name_free(io, dir, out.data))
			return str_take(&out);
		str_release(&out);
	}
	err_set(err, ERR_LIMIT, "there is no free name for the journal");
	return NULL;
}

/* Locks it, too; without locks (some network file systems) a session does not appear as live. */
static bool fill(
	struct io io, int fd, const struct slice *parts, size_t n, bool is_synced, struct err *err)
{
	off_t at = 0;

	for (size_t i = 0; i < n; at += (off_t)parts[i].len, i++)
		if (!io_write_all_at(io, fd, parts[i].data, parts[i].len, at, err))
			return false;
	io.ops->lock(io.context, fd);
	return !is_synced || io.ops->fsync(io.context, fd) == 0 || err_system(err, errno, WRITE);
}

int journal_file_write(struct io io, int dir, const char *name, const struct slice *parts, size_t n,
	bool replaces, struct err *err)
{
	struct str temp = {0};
	int fd;

	str_appendf(&temp, ".%s.tmp", name);
	fd = io.ops->openat(io.context, dir, temp.data,
		O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) {
		err_system(err, errno, WRITE);
	} else if (!fill(io, fd, parts, n, replaces, err) ||
		   (io.ops->renameat(io.context, dir, temp.data, name) != 0 &&
			   !err_system(err, errno, WRITE))) {
		io.ops->unlinkat(io.context, dir, temp.data);
		io_close(io, fd);
		fd = -1;
	}
	str_release(&temp);
	return fd;
}

bool journal_is_named_after(const char *name, const char *document_path, const char *suffix)
{
	struct str stem = {0};
	bool is_named;

	journal_stem(document_path, &stem);
	is_named = strncmp(name, str_text(&stem), stem.len) == 0 &&
		   strlen(name) == stem.len + ID_SIZE + strlen(suffix);
	str_release(&stem);
	return is_named;
}

bool journal_name_ends_in(const char *name, const char *suffix)
{
	size_t len = strlen(name);
	size_t end = strlen(suffix);

	/* A leading dot marks one that was being written. */
	return name[0] != '.' && len > end && strcmp(name + len - end, suffix) == 0;
}

/* "postmortem.yaml.k3f9q2mx.journal" gives k3f9q2mx; for other names, everything before the suffix,
 * which every name here has. */
char *journal_name_id(const char *name)
{
	const char *end = strrchr(name, '.');
	size_t len;

	ENSURE(end);
	len = (size_t)(end - name);
	if (len >= ID_SIZE && name[len - ID_SIZE] == '.')
		return mem_strndup(name + len - (ID_SIZE - 1), ID_SIZE - 1);
	return mem_strndup(name, len);
}

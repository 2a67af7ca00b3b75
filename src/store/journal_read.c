/*
 * Reads a journal's file. The folder is not trusted: links are not followed, and other
 * users' files are not read.
 */
#include "journal_read.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int open_journal(struct io io, const char *path)
{
	/* For writing, because a write lock requires it. */
	return io.ops->openat(io.context, AT_FDCWD, path,
		O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
}

static bool check_own(struct io io, int fd, struct stat *stat, struct err *err)
{
	if (io.ops->fstat(io.context, fd, stat) != 0)
		return err_system(err, errno, "the journal cannot be read");
	if (!S_ISREG(stat->st_mode))
		return err_set(err, ERR_REFUSED, "this is not a regular file");
	if (stat->st_size > JOURNAL_MAX_BYTES)
		return err_set(err, ERR_LIMIT, "the journal is larger than %d MiB",
			JOURNAL_MAX_BYTES / (1024 * 1024));
	if (stat->st_uid != geteuid())
		return err_set(err, ERR_REFUSED, "this journal belongs to another user");
	if ((stat->st_mode & 022) != 0)
		return err_set(err, ERR_REFUSED, "others can write to this journal");
	return true;
}

int journal_open_own(struct io io, const char *path, struct stat *stat, struct err *err)
{
	int fd = open_journal(io, path);

	if (fd < 0 && errno == ELOOP)
		err_set(err, ERR_REFUSED, "this is a link, not a journal");
	else if (fd < 0)
		err_system(err, errno, "the journal cannot be opened");
	if (fd < 0 || check_own(io, fd, stat, err))
		return fd;
	io_close(io, fd);
	return -1;
}

bool journal_is_locked(struct io io, int fd)
{
	return io.ops->lock(io.context, fd) != 0 && (errno == EAGAIN || errno == EACCES);
}

bool journal_read_rest(struct io io, int fd, const struct stat *stat, struct str *bytes,
	struct journal_view *view, struct err *err)
{
	str_reserve(bytes, (size_t)stat->st_size + 1);

	bool is_read = io_read_all(io, fd, JOURNAL_MAX_BYTES, bytes, err) &&
		       journal_view_init(view, bytes, err);

	str_release(bytes);
	return is_read;
}

bool journal_read_head(struct io io, int fd, struct str *bytes, struct err *err)
{
	enum { HEAD = 1024 };
	ssize_t got;

	str_reserve(bytes, HEAD);
	do {
		got = io.ops->read(io.context, fd, bytes->data, HEAD);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_system(err, errno, "the file cannot be read");
	bytes->len = (size_t)got;
	bytes->data[bytes->len] = '\0';
	return true;
}

bool journal_view_load(struct journal_view *view, struct io io, const char *path, struct err *err)
{
	struct stat stat;
	struct str bytes = {0};
	int fd = journal_open_own(io, path, &stat, err);
	bool is_read;

	if (fd < 0)
		return false;
	is_read = journal_read_rest(io, fd, &stat, &bytes, view, err);
	io_close(io, fd);
	return is_read;
}

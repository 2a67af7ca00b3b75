/* The shared loops over short reads and writes. */
#include "base/fileio.h"

#include <errno.h>
#include <fcntl.h>

enum { FIRST_CHUNK = 64 * 1024 };

static bool refuse_size(size_t limit, struct err *err)
{
	if (limit >= 1 << 20 && limit % (1 << 20) == 0)
		return err_set(err, ERR_LIMIT, "the file is larger than %zu MiB", limit >> 20);
	return err_set(err, ERR_LIMIT, "the file is larger than %zu bytes", limit);
}

static size_t spare_room(const struct str *text)
{
	return text->cap > text->len ? text->cap - text->len - 1 : 0;
}

bool io_read_all(struct io io, int fd, size_t limit, struct str *out, struct err *err)
{
	size_t start = out->len;

	for (;;) {
		size_t taken = out->len - start;
		size_t room = spare_room(out);

		if (room == 0)
			room = taken > FIRST_CHUNK ? taken : FIRST_CHUNK;
		/* One byte beyond the limit shows whether the file ends there. */
		if (room > limit - taken)
			room = limit - taken + 1;
		str_reserve(out, out->len + room);

		ssize_t got = io.ops->read(io.context, fd, out->data + out->len, room);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_system(err, errno, "the file cannot be read");
		if (got == 0)
			return true;
		if ((size_t)got > limit - taken)
			return refuse_size(limit, err);
		out->len += (size_t)got;
		out->data[out->len] = '\0';
	}
}

bool io_write_all(struct io io, int fd, const void *bytes, size_t len, struct err *err)
{
	const char *at = bytes;

	while (len > 0) {
		ssize_t put = io.ops->write(io.context, fd, at, len);

		if (put < 0 && errno == EINTR)
			continue;
		/* POSIX does not let a regular file accept 0 bytes; a device that does is full. */
		if (put <= 0)
			return err_system(
				err, put < 0 ? errno : ENOSPC, "the file cannot be written");
		at += put;
		len -= (size_t)put;
	}
	return true;
}

bool io_write_all_at(
	struct io io, int fd, const void *bytes, size_t len, off_t offset, struct err *err)
{
	const char *at = bytes;

	while (len > 0) {
		ssize_t put = io.ops->pwrite(io.context, fd, at, len, offset);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return err_system(
				err, put < 0 ? errno : ENOSPC, "the file cannot be written");
		at += put;
		offset += put;
		len -= (size_t)put;
	}
	return true;
}

void io_close(struct io io, int fd)
{
	io.ops->close(io.context, fd);
}

bool io_sync_path(struct io io, const char *path, int flags)
{
	int fd = io.ops->openat(io.context, AT_FDCWD, path, flags | O_CLOEXEC, 0);
	bool is_synced = fd >= 0 && io.ops->fsync(io.context, fd) == 0;
	int number = errno;

	if (fd >= 0)
		io_close(io, fd);
	errno = number;
	return is_synced;
}

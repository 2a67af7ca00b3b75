/*
 * Every file call of the program, behind one table, so that tests can fail,
 * delay and record each of them. The only home of calls that are not POSIX
 * (renameat2, xattr). No stdio: what is written is written.
 *
 * The functions of the table return what the system call of that name returns,
 * -1 with errno on failure.
 */
#ifndef AFTERWORD_BASE_FILEIO_H
#define AFTERWORD_BASE_FILEIO_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

struct io_ops {
	int (*openat)(void *context, int dir, const char *name, int flags, mode_t mode);
	int (*close)(void *context, int fd);
	ssize_t (*read)(void *context, int fd, void *bytes, size_t len);
	ssize_t (*write)(void *context, int fd, const void *bytes, size_t len);
	ssize_t (*pwrite)(void *context, int fd, const void *bytes, size_t len, off_t offset);
	int (*ftruncate)(void *context, int fd, off_t len);
	/* Reserves disk space and leaves the size alone; 0 where the file system cannot. */
	int (*allocate)(void *context, int fd, off_t offset, off_t len);
	int (*fsync)(void *context, int fd);
	int (*fdatasync)(void *context, int fd);
	int (*fstat)(void *context, int fd, struct stat *out);
	int (*fstatat)(void *context, int dir, const char *name, struct stat *out, int flags);
	int (*fchmod)(void *context, int fd, mode_t mode);
	int (*fchown)(void *context, int fd, uid_t owner, gid_t group);
	/* Copies ACLs and extended attributes; 0 when there are none or none are supported. */
	int (*copy_attributes)(void *context, int from, int to);
	int (*linkat)(void *context, int dir, const char *from, const char *to);
	int (*unlinkat)(void *context, int dir, const char *name);
	int (*renameat)(void *context, int dir, const char *from, const char *to);
	/* Swaps two names in one step (renameat2, RENAME_EXCHANGE); EINVAL or ENOSYS where it
	 * cannot. */
	int (*exchangeat)(void *context, int dir, const char *a, const char *b);
	int (*mkdirat)(void *context, int dir, const char *name, mode_t mode);
	ssize_t (*readlinkat)(void *context, int dir, const char *name, char *out, size_t size);
	/* Appends the absolute path without links. */
	int (*realpath)(void *context, const char *path, struct str *out);
	/* Appends the names in a folder, in no order, each with its NUL; not "." and "..". */
	int (*list)(void *context, int dir, struct str *names);
	/*
	 * Tries an advisory write lock on the whole file; EAGAIN or EACCES when another holds one.
	 * It belongs to the open file, not to the process (fcntl F_OFD_SETLK), where there is
	 * such a thing.
	 */
	int (*lock)(void *context, int fd);
	/* Does another open file hold such a lock? 1 or 0; -1 where that cannot be told. Unlike
	 * lock it needs no permission to write and takes nothing. */
	int (*is_locked)(void *context, int fd);
};

/* A table with what its functions need; passed by value, borrowed by whoever keeps it. */
struct io {
	const struct io_ops *ops;
	void *context;
};

/* The real one. */
struct io io_system(void);

/* Reads all from fd, at most limit bytes; more is ERR_LIMIT. Restarts on EINTR. A file's
 * size and one byte reserved before spare guessing, and memory. */
bool io_read_all(struct io io, int fd, size_t limit, struct str *out, struct err *err);

/* Writes all; goes on after short writes and EINTR. */
bool io_write_all(struct io io, int fd, const void *bytes, size_t len, struct err *err);

/* As io_write_all, at an offset of its own. */
bool io_write_all_at(
	struct io io, int fd, const void *bytes, size_t len, off_t offset, struct err *err);

/* Closes; a failure after a good fsync says nothing of use, so there is no result. */
void io_close(struct io io, int fd);

/* Makes a file or folder that has this name durable; flags as in open(2). False with errno. */
bool io_sync_path(struct io io, const char *path, int flags);

#endif

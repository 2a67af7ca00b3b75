/*
 * Every file call of the program, behind one table, so that tests can fail, delay and
 * record each of them. Calls that are not POSIX (renameat2, xattr) live only here. No
 * stdio, so nothing is buffered.
 *
 * Each function in the table returns what the system call of that name does: -1 with
 * errno on failure.
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
	/* Reserves disk space without changing the size; 0 where the file system cannot. */
	int (*allocate)(void *context, int fd, off_t offset, off_t len);
	int (*fsync)(void *context, int fd);
	int (*fdatasync)(void *context, int fd);
	int (*fstat)(void *context, int fd, struct stat *out);
	int (*fstatat)(void *context, int dir, const char *name, struct stat *out, int flags);
	int (*fchmod)(void *context, int fd, mode_t mode);
	int (*fchown)(void *context, int fd, uid_t owner, gid_t group);
	/* Copies ACLs and extended attributes; 0 also if there are none or they are not
	 * supported. */
	int (*copy_attributes)(void *context, int from, int to);
	int (*linkat)(void *context, int dir, const char *from, const char *to);
	int (*unlinkat)(void *context, int dir, const char *name);
	int (*renameat)(void *context, int dir, const char *from, const char *to);
	/* Swaps two names atomically (renameat2, RENAME_EXCHANGE); EINVAL or ENOSYS if
	 * unsupported. */
	int (*exchangeat)(void *context, int dir, const char *a, const char *b);
	int (*mkdirat)(void *context, int dir, const char *name, mode_t mode);
	ssize_t (*readlinkat)(void *context, int dir, const char *name, char *out, size_t size);
	/* Appends the absolute path with symbolic links resolved. */
	int (*realpath)(void *context, const char *path, struct str *out);
	/* Appends the names in a folder, unsorted, each with its NUL; not "." and "..". */
	int (*list)(void *context, int dir, struct str *names);
	/*
	 * Tries to take an advisory write lock on the complete file; EAGAIN or EACCES if somebody
	 * else holds one. Where the system can, the lock belongs to the open file, not to the
	 * process (fcntl F_OFD_SETLK).
	 */
	int (*lock)(void *context, int fd);
	/* Does another open file hold such a lock? 1 or 0; -1 if that cannot be determined. Unlike
	 * lock it needs no write permission and takes no lock. */
	int (*is_locked)(void *context, int fd);
};

/* A table and the context its functions need; passed by value. */
struct io {
	const struct io_ops *ops;
	void *context;
};

/* The real system calls. */
struct io io_system(void);

/* The same without waiting for the disk, for many files that can be made again at any time. */
struct io io_unsynced(void);

/* Reads everything from fd, at most limit bytes; more is ERR_LIMIT. Restarts on EINTR. Reserving
 * the file's size and one byte in spare beforehand saves memory and reallocations. */
bool io_read_all(struct io io, int fd, size_t limit, struct str *out, struct err *err);

/* Writes everything, continuing after short writes and EINTR. */
bool io_write_all(struct io io, int fd, const void *bytes, size_t len, struct err *err);

/* As io_write_all, at a given offset. */
bool io_write_all_at(
	struct io io, int fd, const void *bytes, size_t len, off_t offset, struct err *err);

/* Closes. No result, because a failure after a successful fsync says nothing useful. */
void io_close(struct io io, int fd);

/* Syncs the file or folder of this name; flags as in open(2). False with errno. */
bool io_sync_path(struct io io, const char *path, int flags);

#endif

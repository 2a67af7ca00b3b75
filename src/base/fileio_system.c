/*
 * The system calls behind struct io_ops. What POSIX lacks stays in this file: swapping two
 * names (renameat2), extended attributes (which hold the ACLs too), reserving space beyond
 * the end of a file, and locks that belong to an open file.
 */
#define _GNU_SOURCE
#include "base/fileio.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h> /* renameat */
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#define ACL_NAME "system.posix_acl_access"

enum { SWAP_NAMES = 2 /* RENAME_EXCHANGE of linux/fs.h */ };

static int system_openat(void *context, int dir, const char *name, int flags, mode_t mode)
{
	(void)context;
	return openat(dir, name, flags, mode);
}

static int system_close(void *context, int fd)
{
	(void)context;
	return close(fd);
}

static ssize_t system_read(void *context, int fd, void *bytes, size_t len)
{
	(void)context;
	return read(fd, bytes, len);
}

static ssize_t system_write(void *context, int fd, const void *bytes, size_t len)
{
	(void)context;
	return write(fd, bytes, len);
}

static ssize_t system_pwrite(void *context, int fd, const void *bytes, size_t len, off_t offset)
{
	(void)context;
	return pwrite(fd, bytes, len, offset);
}

static int system_ftruncate(void *context, int fd, off_t len)
{
	(void)context;
	return ftruncate(fd, len);
}

static int system_allocate(void *context, int fd, off_t offset, off_t len)
{
	int result;

	(void)context;
#ifdef FALLOC_FL_KEEP_SIZE
	do {
		result = len > 0 ? fallocate(fd, FALLOC_FL_KEEP_SIZE, offset, len) : 0;
	} while (result != 0 && errno == EINTR);
	/* Some file systems report EINVAL if they cannot. */
	if (result != 0 && (errno == EOPNOTSUPP || errno == ENOSYS || errno == EINVAL))
		result = 0;
#else
	(void)fd, (void)offset, (void)len;
	result = 0;
#endif
	return result;
}

static int system_fsync(void *context, int fd)
{
	(void)context;
	return fsync(fd);
}

static int system_fdatasync(void *context, int fd)
{
	(void)context;
	return fdatasync(fd);
}

static int system_fstat(void *context, int fd, struct stat *out)
{
	(void)context;
	return fstat(fd, out);
}

static int system_fstatat(void *context, int dir, const char *name, struct stat *out, int flags)
{
	(void)context;
	return fstatat(dir, name, out, flags);
}

static int system_fchmod(void *context, int fd, mode_t mode)
{
	(void)context;
	return fchmod(fd, mode);
}

static int system_fchown(void *context, int fd, uid_t owner, gid_t group)
{
	(void)context;
	return fchown(fd, owner, group);
}

/*
 * The names of a file's attributes, each with its NUL, in a block that the caller frees;
 * returns its length or -1. The list may grow between the two calls.
 */
static ssize_t list_attributes(int fd, char **names)
{
	size_t cap = 1024;
	ssize_t len;

	*names = mem_alloc(cap);
	while ((len = flistxattr(fd, *names, cap)) < 0 && errno == ERANGE) {
		cap *= 2;
		*names = mem_resize(*names, cap, 1);
	}
	return len;
}

static ssize_t get_attribute(int fd, const char *name, char **value)
{
	size_t cap = 256;
	ssize_t len;

	*value = mem_alloc(cap);
	while ((len = fgetxattr(fd, name, *value, cap)) < 0 && errno == ERANGE) {
		cap *= 2;
		*value = mem_resize(*value, cap, 1);
	}
	return len;
}

/* Can the copy do without this attribute? Labels below "security." are set by the system itself. */
static bool is_tolerable(const char *name, int number)
{
	if (number == EOPNOTSUPP || number == ENODATA)
		return true;
	return (number == EPERM || number == EACCES) && strncmp(name, "security.", 9) == 0;
}

static int copy_attribute(int from, int to, const char *name)
{
	char *value;
	ssize_t len = get_attribute(from, name, &value);
	int result = len < 0 ? -1 : fsetxattr(to, name, value, (size_t)len, 0);
	int number = errno;

	free(value);
	if (result == 0 || is_tolerable(name, number))
		return 0;
	errno = number;
	return -1;
}

static int system_copy_attributes(void *context, int from, int to)
{
	char *names;
	ssize_t len = list_attributes(from, &names);
	int number = errno;
	bool has_acl = false;
	int result = 0;

	(void)context;
	if (len < 0 && number != EOPNOTSUPP)
		result = -1;
	for (ssize_t at = 0; at < len && result == 0; at += (ssize_t)strlen(names + at) + 1) {
		has_acl = has_acl || strcmp(names + at, ACL_NAME) == 0;
		result = copy_attribute(from, to, names + at);
		number = errno;
	}
	free(names);
	/* A folder's default ACL may have given the copy wider permissions than the original. */
	if (result == 0 && !has_acl && fremovexattr(to, ACL_NAME) != 0 && errno != EOPNOTSUPP &&
		errno != ENODATA)
		return -1;
	errno = number;
	return result;
}

static int system_linkat(void *context, int dir, const char *from, const char *to)
{
	(void)context;
	return linkat(dir, from, dir, to, 0);
}

static int system_unlinkat(void *context, int dir, const char *name)
{
	(void)context;
	return unlinkat(dir, name, 0);
}

static int system_renameat(void *context, int dir, const char *from, const char *to)
{
	(void)context;
	return renameat(dir, from, dir, to);
}

static int system_exchangeat(void *context, int dir, const char *a, const char *b)
{
	(void)context;
#ifdef SYS_renameat2
	return (int)syscall(SYS_renameat2, dir, a, dir, b, SWAP_NAMES);
#else
	(void)dir, (void)a, (void)b;
	errno = ENOSYS;
	return -1;
#endif
}

static int system_mkdirat(void *context, int dir, const char *name, mode_t mode)
{
	(void)context;
	return mkdirat(dir, name, mode);
}

static ssize_t system_readlinkat(void *context, int dir, const char *name, char *out, size_t size)
{
	(void)context;
	return readlinkat(dir, name, out, size);
}

static int system_realpath(void *context, const char *path, struct str *out)
{
	char *real = realpath(path, NULL);

	(void)context;
	if (!real)
		return -1;
	str_append_text(out, real);
	free(real);
	return 0;
}

static int read_names(DIR *folder, struct str *names)
{
	const struct dirent *entry;

	errno = 0;
	while ((entry = readdir(folder))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			str_append(names, entry->d_name, strlen(entry->d_name) + 1);
		errno = 0;
	}
	return errno == 0 ? 0 : -1;
}

static int system_list(void *context, int dir, struct str *names)
{
	/* A descriptor of its own: closedir closes it, and readdir moves its offset. */
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	int result = -1;
	int number;

	(void)context;
	if (folder)
		result = read_names(folder, names);
	number = errno;
	if (folder)
		closedir(folder);
	else if (fd >= 0)
		close(fd);
	errno = number;
	return result;
}

static int system_lock(void *context, int fd)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	(void)context;
#ifdef F_OFD_SETLK
	return fcntl(fd, F_OFD_SETLK, &lock);
#else
	return fcntl(fd, F_SETLK, &lock);
#endif
}

static int system_is_locked(void *context, int fd)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int result;

	(void)context;
#ifdef F_OFD_GETLK
	result = fcntl(fd, F_OFD_GETLK, &lock);
#else
	result = fcntl(fd, F_GETLK, &lock);
#endif
	return result != 0 ? -1 : lock.l_type != F_UNLCK;
}

static const struct io_ops system_ops = {
	.openat = system_openat,
	.close = system_close,
	.read = system_read,
	.write = system_write,
	.pwrite = system_pwrite,
	.ftruncate = system_ftruncate,
	.allocate = system_allocate,
	.fsync = system_fsync,
	.fdatasync = system_fdatasync,
	.fstat = system_fstat,
	.fstatat = system_fstatat,
	.fchmod = system_fchmod,
	.fchown = system_fchown,
	.copy_attributes = system_copy_attributes,
	.linkat = system_linkat,
	.unlinkat = system_unlinkat,
	.renameat = system_renameat,
	.exchangeat = system_exchangeat,
	.mkdirat = system_mkdirat,
	.readlinkat = system_readlinkat,
	.realpath = system_realpath,
	.list = system_list,
	.lock = system_lock,
	.is_locked = system_is_locked,
};

struct io io_system(void)
{
	return (struct io){.ops = &system_ops};
}

static int skip_sync(void *context, int fd)
{
	(void)context;
	(void)fd;
	return 0;
}

struct io io_unsynced(void)
{
	static struct io_ops ops;

	ops = system_ops;
	ops.fsync = skip_sync;
	ops.fdatasync = skip_sync;
	return (struct io){.ops = &ops};
}

#include "fault_io.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

const char *const fault_call_names[N_CALLS] = {
	[CALL_OPENAT] = "openat",
	[CALL_CLOSE] = "close",
	[CALL_READ] = "read",
	[CALL_WRITE] = "write",
	[CALL_PWRITE] = "pwrite",
	[CALL_FTRUNCATE] = "ftruncate",
	[CALL_ALLOCATE] = "allocate",
	[CALL_FSYNC] = "fsync",
	[CALL_FDATASYNC] = "fdatasync",
	[CALL_FSTAT] = "fstat",
	[CALL_FSTATAT] = "fstatat",
	[CALL_FCHMOD] = "fchmod",
	[CALL_FCHOWN] = "fchown",
	[CALL_COPY_ATTRIBUTES] = "copy_attributes",
	[CALL_LINKAT] = "linkat",
	[CALL_UNLINKAT] = "unlinkat",
	[CALL_RENAMEAT] = "renameat",
	[CALL_EXCHANGEAT] = "exchangeat",
	[CALL_MKDIRAT] = "mkdirat",
	[CALL_READLINKAT] = "readlinkat",
	[CALL_REALPATH] = "realpath",
	[CALL_LIST] = "list",
	[CALL_LOCK] = "lock",
	[CALL_IS_LOCKED] = "is_locked",
};

enum verdict { GOES, FAILS, IS_SHORT };

static struct fault_record *add_record(struct fault_io *self, enum fault_call call, int fd)
{
	struct fault_record *record;
	struct stat stat;

	self->log = mem_grow(self->log, &self->cap, self->n_log + 1, sizeof(*self->log));
	record = &self->log[self->n_log++];
	*record = (struct fault_record){.call = call};
	if (fd >= 0 && fstat(fd, &stat) == 0) {
		record->inode = stat.st_ino;
		record->is_folder = S_ISDIR(stat.st_mode);
	}
	return record;
}

/* Counts and logs a call, runs the hook, and says whether the call is let through. */
static enum verdict enter(struct fault_io *self, enum fault_call call, int fd)
{
	struct fault_record *record = add_record(self, call, fd);

	self->n_calls++;
	if (self->hook && self->n_calls == self->hook_at)
		self->hook(self->hook_context);
	if (self->is_missing[call]) {
		record->failed = true;
		errno = self->missing_number ? self->missing_number : EINVAL;
		return FAILS;
	}
	if (self->fail_at == 0 || self->n_calls < self->fail_at ||
		(!self->for_ever && self->n_calls > self->fail_at))
		return GOES;
	if (self->number == 0)
		return IS_SHORT;
	record->failed = true;
	errno = self->number;
	return FAILS;
}

/* Notes how a call that was let through ended. */
static long leave(struct fault_io *self, long result)
{
	if (result < 0)
		self->log[self->n_log - 1].failed = true;
	return result;
}

static size_t shorten(enum verdict verdict, size_t len)
{
	return verdict == IS_SHORT && len > 1 ? len / 2 : len;
}

static const struct io_ops *real(void)
{
	return io_system().ops;
}

static int fault_openat(void *context, int dir, const char *name, int flags, mode_t mode)
{
	struct fault_io *self = context;

	if (enter(self, CALL_OPENAT, -1) == FAILS)
		return -1;
	self->log[self->n_log - 1].is_created = flags & O_CREAT;
	return (int)leave(self, real()->openat(NULL, dir, name, flags, mode));
}

static int fault_close(void *context, int fd)
{
	enum verdict verdict = enter(context, CALL_CLOSE, fd);
	int number = errno;
	int result = real()->close(NULL, fd);

	/* A close that fails has closed all the same, as on Linux. */
	if (verdict != FAILS)
		return (int)leave(context, result);
	errno = number;
	return -1;
}

static ssize_t fault_read(void *context, int fd, void *bytes, size_t len)
{
	enum verdict verdict = enter(context, CALL_READ, fd);

	if (verdict == FAILS)
		return -1;
	return leave(context, real()->read(NULL, fd, bytes, shorten(verdict, len)));
}

static ssize_t fault_write(void *context, int fd, const void *bytes, size_t len)
{
	enum verdict verdict = enter(context, CALL_WRITE, fd);

	if (verdict == FAILS)
		return -1;
	return leave(context, real()->write(NULL, fd, bytes, shorten(verdict, len)));
}

static ssize_t fault_pwrite(void *context, int fd, const void *bytes, size_t len, off_t offset)
{
	enum verdict verdict = enter(context, CALL_PWRITE, fd);

	if (verdict == FAILS)
		return -1;
	return leave(context, real()->pwrite(NULL, fd, bytes, shorten(verdict, len), offset));
}

static int fault_ftruncate(void *context, int fd, off_t len)
{
	if (enter(context, CALL_FTRUNCATE, fd) == FAILS)
		return -1;
	return (int)leave(context, real()->ftruncate(NULL, fd, len));
}

static int fault_allocate(void *context, int fd, off_t offset, off_t len)
{
	if (enter(context, CALL_ALLOCATE, fd) == FAILS)
		return -1;
	return (int)leave(context, real()->allocate(NULL, fd, offset, len));
}

static int fault_fsync(void *context, int fd)
{
	if (enter(context, CALL_FSYNC, fd) == FAILS)
		return -1;
	return (int)leave(context, real()->fsync(NULL, fd));
}

static int fault_fdatasync(void *context, int fd)
{
	if (enter(context, CALL_FDATASYNC, fd) == FAILS)
		return -1;
	return (int)leave(context, real()->fdatasync(NULL, fd));
}

static int fault_fstat(void *context, int fd, struct stat *out)
{
	if (enter(context, CALL_FSTAT, fd) == FAILS)
		return -1;
	return (int)leave(context, real()->fstat(NULL, fd, out));
}

static int fault_fstatat(void *context, int dir, const char *name, struct stat *out, int flags)
{
	if (enter(context, CALL_FSTATAT, -1) == FAILS)
		return -1;
	return (int)leave(context, real()->fstatat(NULL, dir, name, out, flags));
}

static int fault_fchmod(void *context, int fd, mode_t mode)
{
	if (enter(context, CALL_FCHMOD, fd) == FAILS)
		return -1;
	return (int)leave(context, real()->fchmod(NULL, fd, mode));
}

static int fault_fchown(void *context, int fd, uid_t owner, gid_t group)
{
	if (enter(context, CALL_FCHOWN, fd) == FAILS)
		return -1;
	return (int)leave(context, real()->fchown(NULL, fd, owner, group));
}

static int fault_copy_attributes(void *context, int from, int to)
{
	if (enter(context, CALL_COPY_ATTRIBUTES, to) == FAILS)
		return -1;
	return (int)leave(context, real()->copy_attributes(NULL, from, to));
}

static int fault_linkat(void *context, int dir, const char *from, const char *to)
{
	if (enter(context, CALL_LINKAT, -1) == FAILS)
		return -1;
	return (int)leave(context, real()->linkat(NULL, dir, from, to));
}

static int fault_unlinkat(void *context, int dir, const char *name)
{
	if (enter(context, CALL_UNLINKAT, -1) == FAILS)
		return -1;
	return (int)leave(context, real()->unlinkat(NULL, dir, name));
}

static int fault_renameat(void *context, int dir, const char *from, const char *to)
{
	if (enter(context, CALL_RENAMEAT, -1) == FAILS)
		return -1;
	return (int)leave(context, real()->renameat(NULL, dir, from, to));
}

static int fault_exchangeat(void *context, int dir, const char *a, const char *b)
{
	if (enter(context, CALL_EXCHANGEAT, -1) == FAILS)
		return -1;
	return (int)leave(context, real()->exchangeat(NULL, dir, a, b));
}

static int fault_mkdirat(void *context, int dir, const char *name, mode_t mode)
{
	if (enter(context, CALL_MKDIRAT, -1) == FAILS)
		return -1;
	return (int)leave(context, real()->mkdirat(NULL, dir, name, mode));
}

static ssize_t fault_readlinkat(void *context, int dir, const char *name, char *out, size_t size)
{
	if (enter(context, CALL_READLINKAT, -1) == FAILS)
		return -1;
	return leave(context, real()->readlinkat(NULL, dir, name, out, size));
}

static int fault_realpath(void *context, const char *path, struct str *out)
{
	if (enter(context, CALL_REALPATH, -1) == FAILS)
		return -1;
	return (int)leave(context, real()->realpath(NULL, path, out));
}

static int fault_list(void *context, int dir, struct str *names)
{
	if (enter(context, CALL_LIST, dir) == FAILS)
		return -1;
	return (int)leave(context, real()->list(NULL, dir, names));
}

static int fault_lock(void *context, int fd)
{
	if (enter(context, CALL_LOCK, fd) == FAILS)
		return -1;
	return (int)leave(context, real()->lock(NULL, fd));
}

static int fault_is_locked(void *context, int fd)
{
	if (enter(context, CALL_IS_LOCKED, fd) == FAILS)
		return -1;
	return (int)leave(context, real()->is_locked(NULL, fd));
}

static const struct io_ops fault_ops = {
	.openat = fault_openat,
	.close = fault_close,
	.read = fault_read,
	.write = fault_write,
	.pwrite = fault_pwrite,
	.ftruncate = fault_ftruncate,
	.allocate = fault_allocate,
	.fsync = fault_fsync,
	.fdatasync = fault_fdatasync,
	.fstat = fault_fstat,
	.fstatat = fault_fstatat,
	.fchmod = fault_fchmod,
	.fchown = fault_fchown,
	.copy_attributes = fault_copy_attributes,
	.linkat = fault_linkat,
	.unlinkat = fault_unlinkat,
	.renameat = fault_renameat,
	.exchangeat = fault_exchangeat,
	.mkdirat = fault_mkdirat,
	.readlinkat = fault_readlinkat,
	.realpath = fault_realpath,
	.list = fault_list,
	.lock = fault_lock,
	.is_locked = fault_is_locked,
};

struct io fault_io(struct fault_io *self)
{
	return (struct io){.ops = &fault_ops, .context = self};
}

void fault_io_release(struct fault_io *self)
{
	free(self->log);
	*self = (struct fault_io){0};
}

bool fault_io_failed(const struct fault_io *self, enum fault_call call)
{
	for (size_t i = 0; i < self->n_log; i++)
		if (self->log[i].call == call && self->log[i].failed)
			return true;
	return false;
}

static bool is_sync(const struct fault_record *record)
{
	return record->call == CALL_FSYNC || record->call == CALL_FDATASYNC;
}

/* Is there a sync of the file after this failed one? When a file was removed in between, its
 * number may stand for a new one. */
static bool is_repeated(const struct fault_io *self, size_t failed)
{
	const struct fault_record *first = &self->log[failed];

	for (size_t i = failed + 1; i < self->n_log; i++) {
		const struct fault_record *next = &self->log[i];

		if (next->call == CALL_UNLINKAT && !next->failed && !first->is_folder)
			return false;
		if (is_sync(next) && next->inode == first->inode)
			return true;
	}
	return false;
}

bool fault_io_repeats_sync(const struct fault_io *self)
{
	for (size_t i = 0; i < self->n_log; i++)
		if (is_sync(&self->log[i]) && self->log[i].failed && is_repeated(self, i))
			return true;
	return false;
}

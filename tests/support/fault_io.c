/* The table of calls that fail, one function each. */
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

/* The table below. */
static struct io below(const struct fault_io *self)
{
	return self->under.ops ? self->under : io_system();
}

static struct fault_record *add_record(struct fault_io *self, enum fault_call call, int fd)
{
	struct io io = below(self);
	struct fault_record *record;
	struct stat stat;

	self->log = mem_grow(self->log, &self->cap, self->n_log + 1, sizeof(*self->log));
	record = &self->log[self->n_log++];
	*record = (struct fault_record){.call = call};
	if (fd >= 0 && io.ops->fstat(io.context, fd, &stat) == 0) {
		record->inode = stat.st_ino;
		record->is_folder = S_ISDIR(stat.st_mode);
	}
	return record;
}

/* Makes a call of another thread wait for the test. */
static void hold(struct fault_io *self)
{
	if (pthread_equal(pthread_self(), self->owner) || ++self->n_others != self->hold_at)
		return;
	self->is_held = true;
	while (self->is_held)
		pthread_cond_wait(&self->changes, &self->mutex);
}

/* Counts and logs a call, runs the hook, and says whether the call may proceed. The mutex is held
 * until leave. */
static enum verdict enter(struct fault_io *self, enum fault_call call, int fd)
{
	struct fault_record *record;

	if (self->is_shared) {
		pthread_mutex_lock(&self->mutex);
		hold(self);
	}
	record = add_record(self, call, fd);
	self->n_calls++;
	if (self->hook && self->n_calls == self->hook_at)
		self->hook(self->hook_context);
	if (self->is_missing[call]) {
		record->failed = true;
		errno = self->missing_number ? self->missing_number : EINVAL;
		return FAILS;
	}
	if (self->fails_sync && call == CALL_FDATASYNC) {
		self->fails_sync = false;
		self->fail_at = self->n_calls;
	}
	if (self->fail_at == 0 || self->n_calls < self->fail_at ||
		(!self->for_ever && self->n_calls > self->fail_at))
		return GOES;
	if (self->number == 0)
		return IS_SHORT;
	record->failed = true;
	if ((call == CALL_FSYNC || call == CALL_FDATASYNC) && self->sync_failed)
		self->sync_failed(self->under.context, fd);
	errno = self->number;
	return FAILS;
}

/* Records how a call that was allowed ended. */
static long leave(struct fault_io *self, long result)
{
	if (result < 0)
		self->log[self->n_log - 1].failed = true;
	if (self->is_shared)
		pthread_mutex_unlock(&self->mutex);
	return result;
}

/* The failure of a write, which may come after some of its bytes. */
static long leave_torn(struct fault_io *self, int fd, const void *bytes, size_t len, off_t offset)
{
	struct io io = below(self);
	int number = errno;

	if (self->is_torn && len > 1 && offset >= 0)
		io.ops->pwrite(io.context, fd, bytes, len / 2, offset);
	else if (self->is_torn && len > 1)
		io.ops->write(io.context, fd, bytes, len / 2);
	errno = number;
	return leave(self, -1);
}

static size_t shorten(enum verdict verdict, size_t len)
{
	return verdict == IS_SHORT && len > 1 ? len / 2 : len;
}

static int fault_openat(void *context, int dir, const char *name, int flags, mode_t mode)
{
	struct io io = below(context);
	struct fault_io *self = context;

	if (enter(self, CALL_OPENAT, -1) == FAILS)
		return (int)leave(context, -1);
	self->log[self->n_log - 1].is_created = flags & O_CREAT;
	return (int)leave(self, io.ops->openat(io.context, dir, name, flags, mode));
}

static int fault_close(void *context, int fd)
{
	struct io io = below(context);
	enum verdict verdict = enter(context, CALL_CLOSE, fd);
	int number = errno;
	int result = io.ops->close(io.context, fd);

	/* A close that fails has still closed, as on Linux. */
	if (verdict != FAILS)
		return (int)leave(context, result);
	errno = number;
	return (int)leave(context, -1);
}

static ssize_t fault_read(void *context, int fd, void *bytes, size_t len)
{
	struct io io = below(context);
	enum verdict verdict = enter(context, CALL_READ, fd);

	if (verdict == FAILS)
		return leave(context, -1);
	return leave(context, io.ops->read(io.context, fd, bytes, shorten(verdict, len)));
}

static ssize_t fault_write(void *context, int fd, const void *bytes, size_t len)
{
	struct io io = below(context);
	enum verdict verdict = enter(context, CALL_WRITE, fd);

	if (verdict == FAILS)
		return leave_torn(context, fd, bytes, len, -1);
	return leave(context, io.ops->write(io.context, fd, bytes, shorten(verdict, len)));
}

static ssize_t fault_pwrite(void *context, int fd, const void *bytes, size_t len, off_t offset)
{
	struct io io = below(context);
	struct fault_io *self = context;
	enum verdict verdict = enter(self, CALL_PWRITE, fd);

	if (verdict == FAILS)
		return leave_torn(context, fd, bytes, len, offset);
	self->log[self->n_log - 1].is_rewrite = offset == 0;
	return leave(context, io.ops->pwrite(io.context, fd, bytes, shorten(verdict, len), offset));
}

static int fault_ftruncate(void *context, int fd, off_t len)
{
	struct io io = below(context);
	if (enter(context, CALL_FTRUNCATE, fd) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->ftruncate(io.context, fd, len));
}

static int fault_allocate(void *context, int fd, off_t offset, off_t len)
{
	struct io io = below(context);
	if (enter(context, CALL_ALLOCATE, fd) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->allocate(io.context, fd, offset, len));
}

static int fault_fsync(void *context, int fd)
{
	struct io io = below(context);
	if (enter(context, CALL_FSYNC, fd) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->fsync(io.context, fd));
}

static int fault_fdatasync(void *context, int fd)
{
	struct io io = below(context);
	if (enter(context, CALL_FDATASYNC, fd) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->fdatasync(io.context, fd));
}

static int fault_fstat(void *context, int fd, struct stat *out)
{
	struct io io = below(context);
	if (enter(context, CALL_FSTAT, fd) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->fstat(io.context, fd, out));
}

static int fault_fstatat(void *context, int dir, const char *name, struct stat *out, int flags)
{
	struct io io = below(context);
	if (enter(context, CALL_FSTATAT, -1) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->fstatat(io.context, dir, name, out, flags));
}

static int fault_fchmod(void *context, int fd, mode_t mode)
{
	struct io io = below(context);
	if (enter(context, CALL_FCHMOD, fd) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->fchmod(io.context, fd, mode));
}

static int fault_fchown(void *context, int fd, uid_t owner, gid_t group)
{
	struct io io = below(context);
	if (enter(context, CALL_FCHOWN, fd) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->fchown(io.context, fd, owner, group));
}

static int fault_copy_attributes(void *context, int from, int to)
{
	struct io io = below(context);
	if (enter(context, CALL_COPY_ATTRIBUTES, to) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->copy_attributes(io.context, from, to));
}

static int fault_linkat(void *context, int dir, const char *from, const char *to)
{
	struct io io = below(context);
	if (enter(context, CALL_LINKAT, -1) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->linkat(io.context, dir, from, to));
}

static int fault_unlinkat(void *context, int dir, const char *name)
{
	struct io io = below(context);
	if (enter(context, CALL_UNLINKAT, -1) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->unlinkat(io.context, dir, name));
}

static int fault_renameat(void *context, int dir, const char *from, const char *to)
{
	struct io io = below(context);
	if (enter(context, CALL_RENAMEAT, -1) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->renameat(io.context, dir, from, to));
}

static int fault_exchangeat(void *context, int dir, const char *a, const char *b)
{
	struct io io = below(context);
	if (enter(context, CALL_EXCHANGEAT, -1) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->exchangeat(io.context, dir, a, b));
}

static int fault_mkdirat(void *context, int dir, const char *name, mode_t mode)
{
	struct io io = below(context);
	if (enter(context, CALL_MKDIRAT, -1) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->mkdirat(io.context, dir, name, mode));
}

static ssize_t fault_readlinkat(void *context, int dir, const char *name, char *out, size_t size)
{
	struct io io = below(context);
	if (enter(context, CALL_READLINKAT, -1) == FAILS)
		return leave(context, -1);
	return leave(context, io.ops->readlinkat(io.context, dir, name, out, size));
}

static int fault_realpath(void *context, const char *path, struct str *out)
{
	struct io io = below(context);
	if (enter(context, CALL_REALPATH, -1) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->realpath(io.context, path, out));
}

static int fault_list(void *context, int dir, struct str *names)
{
	struct io io = below(context);
	if (enter(context, CALL_LIST, dir) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->list(io.context, dir, names));
}

static int fault_lock(void *context, int fd)
{
	struct io io = below(context);
	if (enter(context, CALL_LOCK, fd) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->lock(io.context, fd));
}

static int fault_is_locked(void *context, int fd)
{
	struct io io = below(context);

	if (enter(context, CALL_IS_LOCKED, fd) == FAILS)
		return (int)leave(context, -1);
	return (int)leave(context, io.ops->is_locked(io.context, fd));
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

void fault_io_init(struct fault_io *self)
{
	*self = (struct fault_io){.is_shared = true, .owner = pthread_self()};
	pthread_mutex_init(&self->mutex, NULL);
	pthread_cond_init(&self->changes, NULL);
}

bool fault_io_is_held(struct fault_io *self)
{
	bool is_held;

	pthread_mutex_lock(&self->mutex);
	is_held = self->is_held;
	pthread_mutex_unlock(&self->mutex);
	return is_held;
}

void fault_io_let_go(struct fault_io *self)
{
	pthread_mutex_lock(&self->mutex);
	self->is_held = false;
	pthread_cond_signal(&self->changes);
	pthread_mutex_unlock(&self->mutex);
}

struct io fault_io(struct fault_io *self)
{
	return (struct io){.ops = &fault_ops, .context = self};
}

void fault_io_release(struct fault_io *self)
{
	free(self->log);
	if (self->is_shared) {
		pthread_mutex_destroy(&self->mutex);
		pthread_cond_destroy(&self->changes);
	}
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

static bool changes_name(const struct fault_record *record)
{
	return record->call == CALL_RENAMEAT || record->call == CALL_EXCHANGEAT ||
	       record->call == CALL_LINKAT || record->is_created;
}

/*
 * Is there a sync of the file after this failed one? If a file was removed in between, its number
 * may refer to a new one. For a folder, a second sync is only allowed after a name was added or
 * removed, so that there is something new to sync.
 */
static bool is_repeated(const struct fault_io *self, size_t failed)
{
	const struct fault_record *first = &self->log[failed];

	for (size_t i = failed + 1; i < self->n_log; i++) {
		const struct fault_record *next = &self->log[i];

		if (!next->failed &&
			(next->call == CALL_UNLINKAT || (first->is_folder && changes_name(next))))
			return false;
		/* Everything is written again from memory, so nothing depends on the failed
		 * sync. */
		if (next->is_rewrite && !next->failed && next->inode == first->inode)
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

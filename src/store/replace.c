/*
 * Replacing a file so that, whatever happens, the old bytes or the new ones are
 * there, and nobody else's bytes are lost: a temporary file beside it, synced, is
 * exchanged with it; what came out is looked at before it goes.
 *
 * Where a name stands for bytes that are neither the base nor ours, it is never
 * removed: it goes back to its place, or is kept under a name that is reported.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
	NAME_ROOM = 200, /* bytes of the file's name in a temporary one; NAME_MAX is 255 */
	TRIES = 8,       /* names tried until one is free */
};

static const char CHANGED[] = "the file is not the one that was opened";

enum step replace_fail(struct replace *self, const char *what)
{
	err_system(&self->err, errno, "%s", what);
	return STEP_FAILED;
}

static bool is_one_of(int number, const int *numbers, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (numbers[i] == number)
			return true;
	return false;
}

/* The file may not be replaced by another one here, but perhaps be written. */
static bool is_forbidden(int number)
{
	static const int numbers[] = {EACCES, EPERM, EROFS, EBUSY};

	return is_one_of(number, numbers, sizeof(numbers) / sizeof(*numbers));
}

/* The file system has no such call. */
static bool is_unsupported(int number)
{
	static const int numbers[] = {EINVAL, ENOSYS, EOPNOTSUPP, ENOTSUP};

	return is_one_of(number, numbers, sizeof(numbers) / sizeof(*numbers));
}

static int open_beside(struct replace *self, const char *name, int flags, mode_t mode)
{
	int fd;

	do {
		fd = self->io.ops->openat(self->io.context, self->dir, name,
			flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, mode);
	} while (fd < 0 && errno == EINTR);
	return fd;
}

/* A name beside the file; hidden when it starts with a dot. */
static void name_beside(
	struct replace *self, const char *prefix, const char *suffix, char out[TEMP_NAME_SIZE])
{
	char id[ID_SIZE];

	id_source_next(self->save->ids, id);
	snprintf(out, TEMP_NAME_SIZE, "%s%.*s.%s.%s", prefix, NAME_ROOM, self->name, id, suffix);
}

static bool is_same_inode(struct replace *self, const char *name, const struct stat *stat)
{
	struct stat now;

	return self->io.ops->fstatat(
		       self->io.context, self->dir, name, &now, AT_SYMLINK_NOFOLLOW) == 0 &&
	       now.st_dev == stat->st_dev && now.st_ino == stat->st_ino;
}

static void remove_name(struct replace *self, const char *name)
{
	self->io.ops->unlinkat(self->io.context, self->dir, name);
}

static void remove_temp(struct replace *self)
{
	if (self->temp[0])
		remove_name(self, self->temp);
	self->temp[0] = '\0';
}

/* --- comparing --- */

static enum match match_open(
	struct replace *self, int fd, const struct str *bytes, struct stat *stat)
{
	struct str there = {0};
	enum match match;

	if (self->io.ops->fstat(self->io.context, fd, stat) != 0) {
		replace_fail(self, "the file cannot be compared");
		return MATCH_FAILED;
	}
	if (!S_ISREG(stat->st_mode) || stat->st_size != (off_t)bytes->len)
		return MATCH_OTHER;
	/* Grown since: the size no longer counts. */
	if (!io_read_all(self->io, fd, bytes->len + 1, &there, &self->err))
		match = self->err.code == ERR_LIMIT ? MATCH_OTHER : MATCH_FAILED;
	else
		match = str_equal(&there, str_text(bytes), bytes->len) ? MATCH_SAME : MATCH_OTHER;
	str_release(&there);
	return match;
}

enum match replace_match(
	struct replace *self, const char *name, const struct str *bytes, struct stat *stat)
{
	struct stat own;
	enum match match;
	int fd = open_beside(self, name, O_RDONLY, 0);

	if (fd < 0 && errno == ENOENT)
		return MATCH_NONE;
	if (fd < 0 && errno == ELOOP)
		return MATCH_OTHER; /* a link by now */
	if (fd < 0) {
		replace_fail(self, "the file cannot be compared");
		return MATCH_FAILED;
	}
	match = match_open(self, fd, bytes, stat ? stat : &own);
	io_close(self->io, fd);
	return match;
}

/* --- the temporary file --- */

static int open_temp(struct replace *self)
{
	/* A new file gets its mode from the umask; a copy stays closed until it is complete. */
	mode_t mode = self->old < 0 && !self->save->is_private ? 0666 : 0600;
	int fd = -1;

	for (int i = 0; i < TRIES && fd < 0; i++) {
		name_beside(self, ".", "tmp", self->temp);
		fd = open_beside(self, self->temp, O_WRONLY | O_CREAT | O_EXCL, mode);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd < 0)
		self->temp[0] = '\0';
	return fd;
}

/* Gives the copy the owner, group, mode, ACL and attributes of the file. */
static enum step keep_attributes(struct replace *self, int fd)
{
	static const char what[] = "the file's owner, mode and attributes cannot be kept";
	const struct io_ops *ops = self->io.ops;
	void *context = self->io.context;
	const struct stat *old = &self->old_stat;
	struct stat now;

	if (ops->fstat(context, fd, &now) != 0)
		return replace_fail(self, what);
	if (ops->copy_attributes(context, self->old, fd) != 0)
		return is_forbidden(errno) ? STEP_IN_PLACE : replace_fail(self, what);
	if (now.st_uid != old->st_uid || now.st_gid != old->st_gid) {
		uid_t owner = now.st_uid == old->st_uid ? (uid_t)-1 : old->st_uid;

		if (ops->fchown(context, fd, owner, old->st_gid) != 0)
			return is_forbidden(errno) ? STEP_IN_PLACE : replace_fail(self, what);
	}
	/* Last: a new owner takes set-id bits away, an ACL brings its mask. */
	if (ops->fchmod(context, fd, old->st_mode & 07777) != 0)
		return is_forbidden(errno) ? STEP_IN_PLACE : replace_fail(self, what);
	return STEP_DONE;
}

static enum step fill_temp(struct replace *self, int fd)
{
	const struct str *bytes = self->save->bytes;
	enum step step = STEP_DONE;

	if (!io_write_all(self->io, fd, str_text(bytes), bytes->len, &self->err))
		return STEP_FAILED;
	if (self->old >= 0)
		step = keep_attributes(self, fd);
	if (step != STEP_DONE)
		return step;
	if (self->io.ops->fsync(self->io.context, fd) != 0) {
		replace_fail(self, "the new text did not reach the disk");
		return STEP_AGAIN;
	}
	if (self->io.ops->fstat(self->io.context, fd, &self->temp_stat) != 0)
		return replace_fail(self, "the new file cannot be looked at");
	stamp_set(&self->stamp, &self->temp_stat);
	return STEP_DONE;
}

/*
 * Leaves a complete, synced temporary file. After a failed fsync Linux takes the
 * pages for clean, so a second one would lie: the next try is a new file.
 */
static enum step make_temp(struct replace *self)
{
	enum step step = STEP_AGAIN;

	for (int i = 0; i < 2 && step == STEP_AGAIN; i++) {
		int fd;

		self->err = (struct err){0};
		fd = open_temp(self);
		if (fd < 0 && self->old >= 0 && is_forbidden(errno))
			return STEP_IN_PLACE;
		if (fd < 0)
			return replace_fail(self, "a new file cannot be made in the folder");
		step = fill_temp(self, fd);
		io_close(self->io, fd);
		if (step != STEP_DONE)
			remove_temp(self);
	}
	return step;
}

/* --- taking the file's place --- */

static enum step sync_folder(struct replace *self)
{
	if (self->io.ops->fsync(self->io.context, self->dir) != 0)
		return replace_fail(self, "the folder did not reach the disk");
	return STEP_DONE;
}

/* Gives bytes that must not be lost a name people see. */
static enum step keep(struct replace *self, char *name)
{
	char kept[TEMP_NAME_SIZE];

	name_beside(self, "", "kept", kept);
	if (self->io.ops->renameat(self->io.context, self->dir, name, kept) != 0)
		snprintf(kept, sizeof(kept), "%s", name);
	name[0] = '\0';
	self->err = (struct err){0};
	err_set(&self->err, ERR_CHANGED,
		"somebody else wrote the file at the same moment; one version is kept as %s", kept);
	return STEP_CHANGED;
}

/* Removes a name whose bytes are the expected ones and so not lost; keeps any other. */
static enum step dispose(
	struct replace *self, char *name, const struct str *expected, enum step why)
{
	struct err err = self->err;

	if (replace_match(self, name, expected, NULL) != MATCH_SAME)
		return keep(self, name);
	self->err = err;
	remove_name(self, name);
	name[0] = '\0';
	return why;
}

/* Our text is in the file and nothing could be done about it, but it may not be durable. */
static void warn_unsynced(struct replace *self)
{
	struct err why = self->err;

	self->err = (struct err){0};
	err_set(&self->err, ERR_SYSTEM,
		"the new text is in the file, but may not survive a power cut: %.300s",
		why.message);
	self->err.number = why.number;
}

/* Takes the exchange back; why is what stopped it. */
static enum step give_back(struct replace *self, enum step why)
{
	if (self->io.ops->exchangeat(self->io.context, self->dir, self->temp, self->name) == 0)
		return dispose(self, self->temp, self->save->bytes, why);
	why = dispose(self, self->temp, self->save->base, why);
	if (why == STEP_FAILED)
		warn_unsynced(self);
	return why;
}

/* Did a rename or link that reported an error do its work? A resent NFS request does that. */
static bool is_in_place(struct replace *self)
{
	int number = errno;
	bool is_ours = is_same_inode(self, self->name, &self->temp_stat);

	errno = number;
	return is_ours;
}

static enum step rename_over(struct replace *self)
{
	if (!is_same_inode(self, self->name, &self->old_stat))
		return STEP_CHANGED;
	if (self->io.ops->renameat(self->io.context, self->dir, self->temp, self->name) == 0 ||
		is_in_place(self)) {
		self->temp[0] = '\0';
		return STEP_DONE;
	}
	return is_forbidden(errno) ? STEP_IN_PLACE
				   : replace_fail(self, "the new file cannot take its place");
}

/* Puts the old file back from its backup, unless the name stands for other bytes than ours. */
static enum step restore(struct replace *self, char *backup, enum step why)
{
	struct err err = self->err;
	bool is_back = replace_match(self, self->name, self->save->bytes, NULL) == MATCH_SAME &&
		       self->io.ops->renameat(self->io.context, self->dir, backup, self->name) == 0;

	self->err = err;
	if (is_back) {
		backup[0] = '\0';
		return why;
	}
	why = dispose(self, backup, self->save->base, why);
	if (why == STEP_FAILED)
		warn_unsynced(self);
	return why;
}

/* Holds the old file by a second name; "" where the file system has no hard links. */
static enum step link_backup(struct replace *self, char backup[TEMP_NAME_SIZE])
{
	int result = -1;

	for (int i = 0; i < TRIES && result != 0; i++) {
		name_beside(self, ".", "bak", backup);
		result = self->io.ops->linkat(self->io.context, self->dir, self->name, backup);
		if (result != 0 && errno != EEXIST)
			break;
	}
	if (result == 0)
		return STEP_DONE;
	backup[0] = '\0';
	if (errno == ENOENT)
		return STEP_CHANGED;
	if (errno == EPERM || errno == EMLINK || is_unsupported(errno))
		return STEP_DONE;
	return replace_fail(self, "a backup of the file cannot be made");
}

/* Is the backup, if there is one, still the base? */
static enum step look_at_backup(struct replace *self, const char *backup)
{
	if (!backup[0])
		return STEP_DONE;
	switch (replace_match(self, backup, self->save->base, NULL)) {
	case MATCH_SAME:
		return STEP_DONE;
	case MATCH_FAILED:
		return STEP_FAILED;
	default:
		return STEP_CHANGED;
	}
}

/* Our file has the name: was the old one the base to the end, and is it durable? */
static enum step settle(struct replace *self, char *backup)
{
	enum step step = look_at_backup(self, backup);

	if (step == STEP_DONE)
		step = sync_folder(self);
	if (step == STEP_DONE)
		return step;
	if (backup[0])
		return restore(self, backup, step);
	warn_unsynced(self);
	return step;
}

/*
 * For file systems that cannot exchange: the old file keeps a second name while
 * ours is renamed over the first. A file that somebody renames into place between
 * the last look and our rename would be lost; no call exists that closes this gap.
 */
static enum step swap_by_rename(struct replace *self)
{
	char backup[TEMP_NAME_SIZE];
	enum step step = link_backup(self, backup);

	if (step == STEP_DONE)
		step = look_at_backup(self, backup);
	if (step == STEP_DONE) {
		step = rename_over(self);
		if (step == STEP_DONE)
			step = settle(self, backup);
	}
	if (backup[0])
		remove_name(self, backup);
	return step;
}

static enum step swap(struct replace *self)
{
	enum match match;

	if (self->io.ops->exchangeat(self->io.context, self->dir, self->temp, self->name) != 0) {
		if (is_unsupported(errno))
			return swap_by_rename(self);
		if (is_forbidden(errno))
			return STEP_IN_PLACE;
		if (errno == ENOENT)
			return STEP_CHANGED;
		return replace_fail(self, "the new file cannot take its place");
	}
	match = replace_match(self, self->temp, self->save->base, NULL);
	if (match != MATCH_SAME)
		return give_back(self, match == MATCH_FAILED ? STEP_FAILED : STEP_CHANGED);
	if (sync_folder(self) != STEP_DONE)
		return give_back(self, STEP_FAILED);
	return STEP_DONE;
}

/* --- the ways to save --- */

/* Gives the temporary file the name, unless somebody else has it by now. */
static enum step link_new(struct replace *self)
{
	const struct io_ops *ops = self->io.ops;
	struct stat stat;

	if (ops->linkat(self->io.context, self->dir, self->temp, self->name) == 0 ||
		is_in_place(self)) {
		remove_temp(self);
		return STEP_DONE;
	}
	if (errno == EEXIST)
		return STEP_CHANGED;
	if (errno != EPERM && !is_unsupported(errno))
		return replace_fail(self, "the new file cannot get its name");
	/* No hard links here: look, then rename. */
	if (ops->fstatat(self->io.context, self->dir, self->name, &stat, AT_SYMLINK_NOFOLLOW) == 0)
		return STEP_CHANGED;
	if (ops->renameat(self->io.context, self->dir, self->temp, self->name) != 0)
		return replace_fail(self, "the new file cannot get its name");
	self->temp[0] = '\0';
	return STEP_DONE;
}

static enum step create(struct replace *self)
{
	enum step step = make_temp(self);

	if (step == STEP_DONE)
		step = link_new(self);
	if (step != STEP_DONE)
		return step;
	step = sync_folder(self);
	if (step != STEP_DONE &&
		replace_match(self, self->name, self->save->bytes, NULL) == MATCH_SAME)
		remove_name(self, self->name);
	return step;
}

/* Nothing to write; but nobody may have synced what is there. */
static enum step confirm(struct replace *self)
{
	if (self->io.ops->fsync(self->io.context, self->old) != 0)
		return replace_fail(self, "the file did not reach the disk");
	stamp_set(&self->stamp, &self->old_stat);
	return sync_folder(self);
}

/* Would a new file break what the old one is: a name among several, another one's own? */
static bool must_stay(const struct replace *self)
{
	uid_t user = geteuid();

	return self->old_stat.st_nlink > 1 || (self->old_stat.st_uid != user && user != 0);
}

static enum step overwrite(struct replace *self)
{
	const struct str *base = self->save->base;
	enum step step;

	if (str_equal(self->save->bytes, str_text(base), base->len))
		return confirm(self);
	step = must_stay(self) ? STEP_IN_PLACE : make_temp(self);
	if (step == STEP_DONE)
		step = swap(self);
	if (step == STEP_IN_PLACE) {
		remove_temp(self);
		step = replace_in_place(self);
	}
	return step;
}

/* --- opening --- */

/* Opens the present file to read and write; false says why it cannot be saved. */
static bool open_old(struct replace *self)
{
	self->old = open_beside(self, self->name, O_RDWR, 0);
	if (self->old < 0 && errno == ENOENT)
		return true;
	if (self->old < 0 && (errno == EACCES || errno == EROFS || errno == EPERM))
		return err_system(&self->err, errno, "the file is read-only");
	if (self->old < 0)
		return err_system(&self->err, errno, "the file cannot be opened");
	if (self->io.ops->fstat(self->io.context, self->old, &self->old_stat) != 0)
		return err_system(&self->err, errno, "the file cannot be looked at");
	if (!S_ISREG(self->old_stat.st_mode))
		return err_set(&self->err, ERR_USAGE, "this is not a regular file");
	/* The superuser may write anything; who took the write bits away meant it. */
	if ((self->old_stat.st_mode & 0222) == 0)
		return err_set(&self->err, ERR_SYSTEM, "the file is read-only");
	return true;
}

static bool open_folder(struct replace *self)
{
	struct str folder = {0};

	if (!path_follow(self->io, self->save->path, &self->path, &self->err))
		return false;
	self->name = path_name(str_text(&self->path));
	path_folder(str_text(&self->path), &folder);
	self->dir = self->io.ops->openat(self->io.context, AT_FDCWD, str_text(&folder),
		O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	str_release(&folder);
	return self->dir >= 0 || err_system(&self->err, errno, "the folder cannot be opened");
}

static enum step run(struct replace *self)
{
	const struct str *base = self->save->base;

	if (!open_folder(self) || !open_old(self))
		return STEP_FAILED;
	if (!base)
		return self->old < 0 ? create(self) : STEP_CHANGED;
	if (self->old < 0)
		return STEP_CHANGED;
	switch (match_open(self, self->old, base, &self->old_stat)) {
	case MATCH_SAME:
		return overwrite(self);
	case MATCH_FAILED:
		return STEP_FAILED;
	default:
		return STEP_CHANGED;
	}
}

static void report(struct replace *self, enum step step, struct err *err)
{
	/* A file that grew while it was compared left a limit behind that means the same. */
	if (step == STEP_CHANGED && self->err.code != ERR_CHANGED) {
		self->err = (struct err){0};
		err_set(&self->err, ERR_CHANGED, "%s", CHANGED);
	}
	err_locate(&self->err, self->save->path, 0, 0);
	if (err && err->code == ERR_NONE)
		*err = self->err;
}

enum file_result file_replace(
	struct io io, const struct file_save *save, struct file_stamp *stamp, struct err *err)
{
	struct replace self = {.io = io, .save = save, .dir = -1, .old = -1};
	enum step step = run(&self);

	remove_temp(&self);
	if (self.old >= 0)
		io_close(io, self.old);
	if (self.dir >= 0)
		io_close(io, self.dir);
	str_release(&self.path);
	if (step == STEP_DONE) {
		if (stamp)
			*stamp = self.stamp;
		return FILE_SAVED;
	}
	report(&self, step, err);
	return step == STEP_CHANGED ? FILE_CHANGED : FILE_FAILED;
}

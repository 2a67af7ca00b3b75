/*
 * Replaces a file so that it always has the old or the new bytes, whatever happens, and
 * nobody else's are lost: chooses the method, and reports the result.
 */
#include "replace.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

enum {
	TURNS = 50, /* how often it waits for another session */
	TURN = 20,  /* milliseconds */
};

/* Gives the temporary file the name, unless the name is taken by now. */
static enum step link_new(struct replace *self)
{
	const struct io_ops *ops = self->io.ops;
	struct stat stat;

	if (ops->linkat(self->io.context, self->dir, self->temp, self->name) == 0 ||
		replace_is_in_place(self)) {
		replace_remove_temp(self);
		return STEP_DONE;
	}
	if (errno == EEXIST)
		return STEP_CHANGED;
	if (errno != EPERM && !replace_is_unsupported(errno))
		return replace_fail(self, "the new file cannot be renamed");
	/* No hard links here: check, then rename. */
	if (ops->fstatat(self->io.context, self->dir, self->name, &stat, AT_SYMLINK_NOFOLLOW) == 0)
		return STEP_CHANGED;
	if (ops->renameat(self->io.context, self->dir, self->temp, self->name) != 0)
		return replace_fail(self, "the new file cannot be renamed");
	self->temp[0] = '\0';
	return STEP_DONE;
}

/* Removes the name of a new file again. If others have written to it, it stays. */
static bool take_back_new(struct replace *self)
{
	struct err why = self->err;
	enum match match = replace_match(self, self->name, self->save->bytes);

	self->err = why;
	if (match != MATCH_SAME)
		return match != MATCH_FAILED;
	return self->io.ops->unlinkat(self->io.context, self->dir, self->name) == 0;
}

static enum step create(struct replace *self)
{
	enum step step = replace_make_temp(self);

	if (step == STEP_DONE)
		step = link_new(self);
	if (step != STEP_DONE)
		return step;
	step = replace_sync_folder(self);
	if (step == STEP_DONE || take_back_new(self))
		return step;
	return replace_warn_unsynced(self);
}

/*
 * Sessions take turns at a file, so that two of them never interfere; the lock is advisory and
 * belongs to the open file. A session that holds it for longer than any save takes is not waited
 * for.
 */
static void take_turn(struct replace *self)
{
	for (int i = 0; i < TURNS; i++) {
		if (self->io.ops->lock(self->io.context, self->old) == 0 || errno != EAGAIN)
			return;
		poll(NULL, 0, TURN);
	}
}

/* Nothing to write, but the present bytes may not be synced yet. */
static enum step confirm(struct replace *self)
{
	if (self->io.ops->fsync(self->io.context, self->old) != 0)
		return replace_fail(self, "the file did not reach the disk");
	stamp_set(&self->stamp, &self->old_stat);
	return replace_sync_folder(self);
}

/* Would a new file break something: a hard link, or another user's ownership? */
static bool must_stay(const struct replace *self)
{
	uid_t user = geteuid();

	return self->old_stat.st_nlink > 1 || (self->old_stat.st_uid != user && user != 0);
}

static enum step overwrite(struct replace *self)
{
	const struct str *base = self->save->base;
	enum step step;

	if (!self->save->is_anew && str_equal(self->save->bytes, str_text(base), base->len))
		return confirm(self);
	step = must_stay(self) ? STEP_IN_PLACE : replace_make_temp(self);
	if (step == STEP_DONE)
		step = replace_swap(self);
	if (step == STEP_IN_PLACE) {
		replace_remove_temp(self);
		step = replace_in_place(self);
	}
	return step;
}

/* --- opening --- */

/* Opens the present file for reading and writing; false says why it cannot be saved. */
static bool open_old(struct replace *self)
{
	self->old = replace_open(self, self->name, O_RDWR, 0);
	if (self->old < 0 && errno == ENOENT)
		return true;
	if (self->old < 0 && (errno == EACCES || errno == EROFS || errno == EPERM))
		return err_system(&self->err, errno, "the file is read-only");
	if (self->old < 0)
		return err_system(&self->err, errno, "the file cannot be opened");
	if (self->io.ops->fstat(self->io.context, self->old, &self->old_stat) != 0)
		return err_system(&self->err, errno, "the file cannot be examined");
	if (!S_ISREG(self->old_stat.st_mode))
		return err_set(&self->err, ERR_USAGE, "this is not a regular file");
	/* The superuser can write anything, but whoever removed the write permissions meant it. */
	if ((self->old_stat.st_mode & 0222) == 0)
		return err_set(&self->err, ERR_SYSTEM, "the file is read-only");
	return true;
}

static bool refuse_folder(const char *folder, int number, struct err *err)
{
	if (number == ENOENT)
		return err_set(
			err, ERR_MISSING, "there is no folder '%s'; create it first", folder);
	if (number == ENOTDIR)
		return err_set(err, ERR_USAGE, "'%s' is not a folder", folder);
	return err_system(err, number, "the folder cannot be opened");
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
	if (self->dir < 0)
		refuse_folder(str_text(&folder), errno, &self->err);
	str_release(&folder);
	return self->dir >= 0;
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
	take_turn(self);
	switch (replace_match_open(self, self->old, base, &self->old_stat)) {
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
	/* A file that grew while it was compared failed with a limit error, which means the
	 * same. */
	if (step == STEP_CHANGED && self->err.code != ERR_CHANGED) {
		self->err = (struct err){0};
		err_set(&self->err, ERR_CHANGED, "the file has changed since it was opened");
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

	replace_remove_temp(&self);
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

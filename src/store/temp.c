/* The temporary file that is to replace another: complete, with the same attributes, and on the
 * disk. */
#include "internal.h"
#include "replace.h"

#include <errno.h>
#include <fcntl.h>

enum { TRIES = 8 /* names tried until one is free */ };

static int open_temp(struct replace *self)
{
	/* A new file gets its mode from the umask; a copy stays private until it is complete. */
	mode_t mode = self->old < 0 && !self->save->is_private ? 0666 : 0600;
	int fd = -1;

	for (int i = 0; i < TRIES && fd < 0; i++) {
		replace_name(self, ".", "tmp", self->temp);
		fd = replace_open(self, self->temp, O_WRONLY | O_CREAT | O_EXCL, mode);
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
		return replace_is_forbidden(errno) ? STEP_IN_PLACE : replace_fail(self, what);
	if (now.st_uid != old->st_uid || now.st_gid != old->st_gid) {
		uid_t owner = now.st_uid == old->st_uid ? (uid_t)-1 : old->st_uid;

		if (ops->fchown(context, fd, owner, old->st_gid) != 0)
			return replace_is_forbidden(errno) ? STEP_IN_PLACE
							   : replace_fail(self, what);
	}
	/* Last, because a change of owner clears set-id bits, and an ACL brings its mask. */
	if (ops->fchmod(context, fd, old->st_mode & 07777) != 0)
		return replace_is_forbidden(errno) ? STEP_IN_PLACE : replace_fail(self, what);
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
		return replace_fail(self, "the new file cannot be examined");
	stamp_set(&self->stamp, &self->temp_stat);
	return STEP_DONE;
}

/*
 * Leaves a complete, synced temporary file. After a failed fsync Linux considers the
 * pages clean, so a second one would falsely succeed: the next attempt uses a new file.
 */
enum step replace_make_temp(struct replace *self)
{
	enum step step = STEP_AGAIN;

	for (int i = 0; i < 2 && step == STEP_AGAIN; i++) {
		int fd;

		self->err = (struct err){0};
		fd = open_temp(self);
		if (fd < 0 && self->old >= 0 && replace_is_forbidden(errno))
			return STEP_IN_PLACE;
		if (fd < 0)
			return replace_fail(self, "a new file cannot be created in the folder");
		step = fill_temp(self, fd);
		io_close(self->io, fd);
		if (step != STEP_DONE)
			replace_remove_temp(self);
	}
	return step;
}

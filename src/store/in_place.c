/*
 * Writing a file in place: for one with several names, of another owner, or in a
 * folder where nothing may be made. No step empties it first. What goes wrong
 * midway is taken back with the old bytes; a crash midway is what the caller's
 * journal is for.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>

static const char WRITE[] = "the file cannot be written";

static bool write_bytes(struct replace *self, const struct str *bytes)
{
	return io_write_all_at(self->io, self->old, str_text(bytes), bytes->len, 0, &self->err);
}

static bool cut(struct replace *self, const struct str *bytes)
{
	int result;

	do {
		result = self->io.ops->ftruncate(self->io.context, self->old, (off_t)bytes->len);
	} while (result != 0 && errno == EINTR);
	return result == 0 || replace_fail(self, WRITE) == STEP_DONE;
}

/* Puts the old bytes back. No fsync: the one before may have been what failed. */
static enum step put_back(struct replace *self)
{
	struct err why = self->err;

	self->err = (struct err){0};
	if (write_bytes(self, self->save->base) && cut(self, self->save->base)) {
		self->err = why;
	} else {
		self->err = (struct err){0};
		err_set(&self->err, ERR_SYSTEM,
			"the file is only partly written and cannot be put right: %.300s",
			why.message);
	}
	return STEP_FAILED;
}

/*
 * Is the open file still the one of the name, with the base in it? Who writes it
 * between this look and our first write is overwritten; no call closes that gap.
 */
static enum step look_again(struct replace *self)
{
	struct stat stat;

	switch (replace_match(self, self->name, self->save->base, &stat)) {
	case MATCH_SAME:
		break;
	case MATCH_FAILED:
		return STEP_FAILED;
	default:
		return STEP_CHANGED;
	}
	return stat.st_dev == self->old_stat.st_dev && stat.st_ino == self->old_stat.st_ino
		       ? STEP_DONE
		       : STEP_CHANGED;
}

enum step replace_in_place(struct replace *self)
{
	const struct io_ops *ops = self->io.ops;
	const struct str *bytes = self->save->bytes;
	enum step step;
	struct stat stat;

	self->err = (struct err){0};
	step = look_again(self);
	if (step != STEP_DONE)
		return step;
	/* A full disk shows here, while nothing is overwritten yet. */
	if (ops->allocate(self->io.context, self->old, 0, (off_t)bytes->len) != 0)
		return replace_fail(self, WRITE);
	if (!write_bytes(self, bytes) || !cut(self, bytes))
		return put_back(self);
	if (ops->fsync(self->io.context, self->old) != 0) {
		replace_fail(self, "the new text did not reach the disk");
		return put_back(self);
	}
	if (ops->fstat(self->io.context, self->old, &stat) != 0) {
		replace_fail(self, "the file cannot be looked at");
		return put_back(self);
	}
	stamp_set(&self->stamp, &stat);
	return STEP_DONE;
}

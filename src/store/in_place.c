/*
 * Writes a file in place: if it has several names or another owner, or is in a folder
 * where files cannot be created. No step empties it first. If something goes wrong
 * midway, the old bytes are written back; for a crash midway there are the caller's guard
 * and journal_mend.
 */
#include "internal.h"

#include "base/utf8.h"
#include "replace.h"

#include <errno.h>

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
	return result == 0 || err_system(&self->err, errno, "%s", WRITE);
}

/* Puts the old bytes back. No fsync, because that may be what failed. */
static enum step put_back(struct replace *self)
{
	struct err why = self->err;

	self->err = (struct err){0};
	if (write_bytes(self, self->save->base) && cut(self, self->save->base)) {
		self->err = why;
	} else {
		self->err = (struct err){0};
		err_set(&self->err, ERR_SYSTEM,
			"the file is only partly written and cannot be repaired: %.*s",
			utf8_fit(why.message, 300), why.message);
	}
	return STEP_FAILED;
}

enum step replace_look_again(struct replace *self)
{
	switch (replace_match(self, self->name, self->save->base)) {
	case MATCH_SAME:
		return replace_check_same(self, self->name, &self->old_stat);
	case MATCH_FAILED:
		return STEP_FAILED;
	default:
		return STEP_CHANGED;
	}
}

/* Our bytes are in the open file. Its stamp is taken before the sync, so that concurrent writes are
 * noticed later. */
static enum step finish(struct replace *self)
{
	const struct io_ops *ops = self->io.ops;
	struct stat stat;

	if (ops->fstat(self->io.context, self->old, &stat) != 0)
		return replace_fail(self, "the file cannot be examined");
	if (stat.st_size != (off_t)self->save->bytes->len)
		return STEP_CHANGED;
	stamp_set(&self->stamp, &stat);
	if (ops->fsync(self->io.context, self->old) != 0)
		return replace_fail(self, "the new text did not reach the disk");
	return STEP_DONE;
}

enum step replace_in_place(struct replace *self)
{
	const struct str *base = self->save->base;
	const struct str *bytes = self->save->bytes;
	enum step step;

	self->err = (struct err){0};
	if (self->save->guard && !self->save->guard(self->save->guard_context, &self->err))
		return STEP_FAILED;
	step = replace_look_again(self);
	if (step != STEP_DONE)
		return step;
	/* A full disk shows up here, before anything is overwritten. */
	if (self->io.ops->allocate(self->io.context, self->old, 0, (off_t)bytes->len) != 0)
		return replace_fail(self, WRITE);
	if (!write_bytes(self, bytes) || (bytes->len < base->len && !cut(self, bytes)))
		return put_back(self);
	step = finish(self);
	return step == STEP_FAILED ? put_back(self) : step;
}

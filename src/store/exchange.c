/*
 * Puts a temporary file in the place of the old one. The replaced bytes are checked
 * before they are removed: a file with bytes other than the base or ours is never
 * removed, but put back, or kept under a name that is reported.
 */
#include "replace.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdio.h>

enum { TRIES = 8 /* names tried until one is free */ };

enum step replace_sync_folder(struct replace *self)
{
	if (self->io.ops->fsync(self->io.context, self->dir) != 0)
		return replace_fail(self, "the folder did not reach the disk");
	return STEP_DONE;
}

/* Gives bytes that must not be lost a visible name. */
static enum step keep(struct replace *self, char *name, enum match match)
{
	char kept[TEMP_NAME_SIZE];

	replace_name(self, "", "kept", kept);
	if (self->io.ops->renameat(self->io.context, self->dir, name, kept) != 0)
		snprintf(kept, sizeof(kept), "%s", name);
	name[0] = '\0';
	self->err = (struct err){0};
	if (match == MATCH_FAILED) {
		err_set(&self->err, ERR_SYSTEM,
			"the previous file could not be compared; it is kept as %s", kept);
		return STEP_FAILED;
	}
	err_set(&self->err, ERR_CHANGED,
		"somebody else wrote the file at the same moment; one version is kept as %s", kept);
	return STEP_CHANGED;
}

/* Removes a name whose bytes are the expected ones; keeps any other. */
static enum step dispose(
	struct replace *self, char *name, const struct str *expected, enum step why)
{
	struct err err = self->err;
	enum match match = replace_match(self, name, expected);

	if (match == MATCH_OTHER || match == MATCH_FAILED)
		return keep(self, name, match);
	self->err = err;
	replace_remove(self, name);
	name[0] = '\0';
	return why;
}

enum step replace_warn_unsynced(struct replace *self)
{
	struct err why = self->err;

	self->err = (struct err){0};
	err_set(&self->err, ERR_UNSYNCED,
		"the new text is in the file, but may not survive a power cut: %.*s",
		utf8_fit(why.message, 300), why.message);
	self->err.number = why.number;
	return STEP_FAILED;
}

/* Reverts the exchange; why is what stopped it. */
static enum step give_back(struct replace *self, enum step why)
{
	if (self->io.ops->exchangeat(self->io.context, self->dir, self->temp, self->name) == 0)
		return dispose(self, self->temp, self->save->bytes, why);
	why = dispose(self, self->temp, self->save->base, why);
	return why == STEP_FAILED ? replace_warn_unsynced(self) : why;
}

bool replace_is_in_place(struct replace *self)
{
	int number = errno;
	enum step step = replace_check_same(self, self->name, &self->temp_stat);

	self->err = (struct err){0};
	errno = number;
	return step == STEP_DONE;
}

static enum step rename_over(struct replace *self, bool has_backup)
{
	enum step step;

	/* Changes to the old file after this check show up in the backup, if there is one. */
	if (has_backup)
		step = replace_check_same(self, self->name, &self->old_stat);
	else
		step = replace_look_again(self);
	if (step != STEP_DONE)
		return step;
	if (self->io.ops->renameat(self->io.context, self->dir, self->temp, self->name) == 0 ||
		replace_is_in_place(self)) {
		self->temp[0] = '\0';
		return STEP_DONE;
	}
	return replace_is_forbidden(errno)
		       ? STEP_IN_PLACE
		       : replace_fail(self, "the new file cannot be put in its place");
}

/* Ours could not be taken back: the name now refers to it, or to somebody else's. */
static enum step stay(struct replace *self, enum match match)
{
	if (match == MATCH_OTHER || match == MATCH_NONE)
		return STEP_CHANGED;
	return replace_warn_unsynced(self);
}

/* Restores the old file from its backup, unless the name refers to other bytes than ours. */
static enum step restore(struct replace *self, char *backup, enum step why)
{
	struct err err = self->err;
	enum match match = replace_match(self, self->name, self->save->bytes);
	bool is_back = match == MATCH_SAME &&
		       self->io.ops->renameat(self->io.context, self->dir, backup, self->name) == 0;

	self->err = err;
	if (is_back) {
		backup[0] = '\0';
		return why;
	}
	why = dispose(self, backup, self->save->base, why);
	return why == STEP_FAILED ? stay(self, match) : why;
}

/* The same without a backup: writes the old text to a new file, which replaces ours. */
static enum step write_back(struct replace *self, enum step why)
{
	const struct file_save *save = self->save;
	struct file_save back = *save;
	struct err err = self->err;
	enum match match;
	bool is_back;

	back.bytes = save->base;
	self->save = &back;
	is_back = replace_make_temp(self) == STEP_DONE;
	match = replace_match(self, self->name, save->bytes);
	is_back = is_back && match == MATCH_SAME &&
		  self->io.ops->renameat(self->io.context, self->dir, self->temp, self->name) == 0;
	self->save = save;
	self->err = err;
	if (!is_back)
		return stay(self, match);
	self->temp[0] = '\0';
	return why;
}

/* Keeps the old file under a second name; "" if the file system has no hard links. */
static enum step link_backup(struct replace *self, char backup[TEMP_NAME_SIZE])
{
	int result = -1;

	for (int i = 0; i < TRIES && result != 0; i++) {
		replace_name(self, ".", "bak", backup);
		result = self->io.ops->linkat(self->io.context, self->dir, self->name, backup);
		if (result != 0 && errno != EEXIST)
			break;
	}
	if (result == 0)
		return STEP_DONE;
	backup[0] = '\0';
	if (errno == ENOENT)
		return STEP_CHANGED;
	if (errno == EPERM || errno == EMLINK || replace_is_unsupported(errno))
		return STEP_DONE;
	return replace_fail(self, "a backup of the file cannot be created");
}

/* Does the backup, if there is one, still equal the base? */
static enum step look_at_backup(struct replace *self, const char *backup)
{
	if (!backup[0])
		return STEP_DONE;
	switch (replace_match(self, backup, self->save->base)) {
	case MATCH_SAME:
		return STEP_DONE;
	case MATCH_FAILED:
		return STEP_FAILED;
	default:
		return STEP_CHANGED;
	}
}

/* Our file has the name: was the old one the base until the end, and is ours durable? */
static enum step settle(struct replace *self, char *backup)
{
	enum step step = look_at_backup(self, backup);

	if (step == STEP_DONE)
		step = replace_sync_folder(self);
	if (step == STEP_DONE)
		return step;
	/* Without a backup only the folder's sync can have failed. */
	return backup[0] ? restore(self, backup, step) : write_back(self, step);
}

/*
 * For file systems that cannot exchange: the old file keeps a second name while ours is
 * renamed over the first. A file that somebody renames into place between the last check
 * and our rename would be lost; no system call closes this gap.
 */
static enum step swap_by_rename(struct replace *self)
{
	char backup[TEMP_NAME_SIZE];
	enum step step = link_backup(self, backup);

	if (step == STEP_DONE)
		step = look_at_backup(self, backup);
	if (step == STEP_DONE) {
		step = rename_over(self, backup[0]);
		if (step == STEP_DONE)
			step = settle(self, backup);
	}
	if (backup[0])
		replace_remove(self, backup);
	return step;
}

enum step replace_swap(struct replace *self)
{
	enum match match;

	if (self->io.ops->exchangeat(self->io.context, self->dir, self->temp, self->name) != 0) {
		if (replace_is_unsupported(errno))
			return swap_by_rename(self);
		if (replace_is_forbidden(errno))
			return STEP_IN_PLACE;
		if (errno == ENOENT)
			return STEP_CHANGED;
		return replace_fail(self, "the new file cannot be put in its place");
	}
	match = replace_match(self, self->temp, self->save->base);
	if (match != MATCH_SAME)
		return give_back(self, match == MATCH_FAILED ? STEP_FAILED : STEP_CHANGED);
	if (replace_sync_folder(self) != STEP_DONE)
		return give_back(self, STEP_FAILED);
	return STEP_DONE;
}

/*
 * Names in the folder of a file being replaced: creating, comparing, removing them, and
 * what their failures mean.
 */
#include "replace.h"

#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

enum { NAME_ROOM = 200 /* bytes of the file's name in a temporary one; NAME_MAX is 255 */ };

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

bool replace_is_forbidden(int number)
{
	static const int numbers[] = {EACCES, EPERM, EROFS, EBUSY};

	return is_one_of(number, numbers, sizeof(numbers) / sizeof(*numbers));
}

bool replace_is_unsupported(int number)
{
	static const int numbers[] = {EINVAL, ENOSYS, EOPNOTSUPP, ENOTSUP};

	return is_one_of(number, numbers, sizeof(numbers) / sizeof(*numbers));
}

int replace_open(struct replace *self, const char *name, int flags, mode_t mode)
{
	int fd;

	do {
		fd = self->io.ops->openat(self->io.context, self->dir, name,
			flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, mode);
	} while (fd < 0 && errno == EINTR);
	return fd;
}

void replace_name(
	struct replace *self, const char *prefix, const char *suffix, char out[TEMP_NAME_SIZE])
{
	char id[ID_SIZE];

	id_source_next(self->save->ids, id);
	snprintf(out, TEMP_NAME_SIZE, "%s%.*s.%s.%s", prefix, utf8_fit(self->name, NAME_ROOM),
		self->name, id, suffix);
}

enum step replace_check_same(struct replace *self, const char *name, const struct stat *stat)
{
	struct stat now;

	if (self->io.ops->fstatat(self->io.context, self->dir, name, &now, AT_SYMLINK_NOFOLLOW) !=
		0)
		return errno == ENOENT ? STEP_CHANGED
				       : replace_fail(self, "the file cannot be examined");
	return now.st_dev == stat->st_dev && now.st_ino == stat->st_ino ? STEP_DONE : STEP_CHANGED;
}

void replace_remove(struct replace *self, const char *name)
{
	self->io.ops->unlinkat(self->io.context, self->dir, name);
}

void replace_remove_temp(struct replace *self)
{
	if (self->temp[0])
		replace_remove(self, self->temp);
	self->temp[0] = '\0';
}

enum match replace_match_open(
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
	/* It has grown since, so the size no longer counts. */
	if (!io_read_all(self->io, fd, bytes->len + 1, &there, &self->err))
		match = self->err.code == ERR_LIMIT ? MATCH_OTHER : MATCH_FAILED;
	else
		match = str_equal(&there, str_text(bytes), bytes->len) ? MATCH_SAME : MATCH_OTHER;
	str_release(&there);
	return match;
}

enum match replace_match(struct replace *self, const char *name, const struct str *bytes)
{
	struct stat stat;
	enum match match;
	int fd = replace_open(self, name, O_RDONLY, 0);

	if (fd < 0 && errno == ENOENT)
		return MATCH_NONE;
	if (fd < 0 && errno == ELOOP)
		return MATCH_OTHER; /* it is a link by now */
	if (fd < 0) {
		replace_fail(self, "the file cannot be compared");
		return MATCH_FAILED;
	}
	match = replace_match_open(self, fd, bytes, &stat);
	io_close(self->io, fd);
	return match;
}

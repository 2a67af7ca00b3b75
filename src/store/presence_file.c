/*
 * The content of a file that says who has a document open: these lines in this order,
 * padded with newlines.
 *
 *     afterword-here 1
 *     user geda
 *     host db1.example.org
 *     process 4242
 *     since 1697371200
 *     page timeline
 */
#include "presence_file.h"

#include "base/slice.h"

#include <fcntl.h>
#include <limits.h>
#include <string.h>

static const char magic[] = "afterword-here 1";

#define SINCE_MAX INT64_C(253402300799) /* the end of the year 9999 */

/* --- names --- */

void presence_prefix(const char *document, struct str *out)
{
	str_appendf(out, ".%s.here-", document);
}

/* The prefix is followed by an id: 8 characters of a-z and 2-7. */
bool presence_is_name(const char *name, const struct str *prefix)
{
	return strncmp(name, str_text(prefix), prefix->len) == 0 &&
	       strspn(name + prefix->len, "abcdefghijklmnopqrstuvwxyz234567") == ID_SIZE - 1 &&
	       name[prefix->len + ID_SIZE - 1] == '\0';
}

/* --- content --- */

void person_format(const struct person *self, struct str *out)
{
	size_t start = out->len;

	str_appendf(out, "%s\nuser %s\nhost %s\nprocess %ld\nsince %lld\npage %s\n", magic,
		self->user, self->host, self->process, (long long)self->since, self->page);
	str_append_repeat(out, '\n', PRESENCE_BYTES - (out->len - start));
}

/* Takes off the next line; its value follows the key. */
static bool take_line(struct slice *rest, const char *key, struct slice *value)
{
	size_t len = strlen(key);
	struct slice line;

	if (!slice_next_line(rest, &line) || line.len <= len || memcmp(line.data, key, len) != 0 ||
		line.data[len] != ' ')
		return false;
	*value = slice_from(line, len + 1);
	return true;
}

static bool take_text(struct slice *rest, const char *key, char out[PERSON_TEXT + 1])
{
	struct slice value;

	/* A carriage return before the newline would be taken for part of the line break. */
	if (!take_line(rest, key, &value) || value.len > PERSON_TEXT ||
		memchr(value.data, '\0', value.len) != NULL ||
		memchr(value.data, '\r', value.len) != NULL)
		return false;
	memcpy(out, value.data, value.len);
	out[value.len] = '\0';
	return true;
}

static bool take_number(struct slice *rest, const char *key, int64_t max, int64_t *out)
{
	struct slice value;

	if (!take_line(rest, key, &value) || value.len == 0)
		return false;
	*out = 0;
	for (size_t i = 0; i < value.len; i++) {
		if (!ascii_is_digit(value.data[i]))
			return false;
		*out = *out * 10 + (value.data[i] - '0');
		if (*out > max)
			return false;
	}
	return true;
}

static bool take_magic(struct slice *rest)
{
	struct slice line;

	return slice_next_line(rest, &line) && slice_equal(line, magic);
}

static bool is_filling(struct slice rest)
{
	for (size_t i = 0; i < rest.len; i++)
		if (rest.data[i] != '\n')
			return false;
	return true;
}

bool person_parse(struct person *self, const struct str *bytes)
{
	struct slice rest = slice_of(bytes);
	int64_t process;

	*self = (struct person){0};
	if (!take_magic(&rest) || !take_text(&rest, "user", self->user) ||
		!take_text(&rest, "host", self->host) ||
		!take_number(&rest, "process", INT_MAX, &process) ||
		!take_number(&rest, "since", SINCE_MAX, &self->since) ||
		!take_text(&rest, "page", self->page) || !is_filling(rest))
		return false;
	self->process = (long)process;
	return self->user[0] != '\0' && self->host[0] != '\0' && process > 0;
}

/* --- reading --- */

static enum read_result find_lock(struct io io, int fd)
{
	int locked = io.ops->is_locked(io.context, fd);

	if (locked < 0)
		return READ_UNKNOWN;
	return locked ? READ_LOCKED : READ_UNLOCKED;
}

static enum read_result read_open(struct io io, int fd, struct person *person, struct stat *stat)
{
	struct str bytes = {0};
	enum read_result result = READ_NOTHING;

	if (io.ops->fstat(io.context, fd, stat) == 0 && S_ISREG(stat->st_mode) &&
		stat->st_size <= PRESENCE_MAX && io_read_all(io, fd, PRESENCE_MAX, &bytes, NULL) &&
		person_parse(person, &bytes))
		result = find_lock(io, fd);
	str_release(&bytes);
	return result;
}

enum read_result presence_read(
	struct io io, int dir, const char *name, struct person *person, struct stat *stat)
{
	/* Anything but a regular file is not even opened, because opening a device can have
	 * effects. */
	if (io.ops->fstatat(io.context, dir, name, stat, AT_SYMLINK_NOFOLLOW) != 0 ||
		!S_ISREG(stat->st_mode))
		return READ_NOTHING;

	int fd = io.ops->openat(io.context, dir, name,
		O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);

	if (fd < 0)
		return READ_NOTHING;

	enum read_result result = read_open(io, fd, person, stat);

	io_close(io, fd);
	return result;
}

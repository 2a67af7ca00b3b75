/* Where marks are kept: reading them without trusting them, replacing them, and how many. */
#include "store/read_marks.h"

#include "base/mem.h"
#include "internal.h"
#include "read_mark_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char FAILED[] = "what you have read cannot be kept";

void read_mark_release(struct read_mark *self)
{
	str_release(&self->place);
	str_release(&self->bytes);
	*self = (struct read_mark){0};
}

/* --- the folder --- */

static void folder_append(const struct read_marks *self, struct str *out)
{
	str_appendf(out, "%s/read", self->state_folder);
}

/* Not one that others can put something into. */
static int open_folder(const struct read_marks *self, const char *path, struct err *err)
{
	struct io io = self->io;
	int dir = io.ops->openat(
		io.context, AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
	struct stat stat;

	if (dir < 0) {
		(void)err_system(err, errno, "%s", FAILED);
	} else if (io.ops->fstat(io.context, dir, &stat) != 0) {
		(void)err_system(err, errno, "%s", FAILED);
		io_close(io, dir);
		dir = -1;
	} else if (stat.st_uid != geteuid() || (stat.st_mode & 022) != 0) {
		err_set(err, ERR_REFUSED, "%s: others can write to %s", FAILED, path);
		io_close(io, dir);
		dir = -1;
	}
	return dir;
}

/* --- the limit --- */

struct kept {
	char *name;
	int64_t size;
	struct timespec at;
};

static int compare_age(const void *a, const void *b)
{
	const struct kept *x = a;
	const struct kept *y = b;

	if (x->at.tv_sec != y->at.tv_sec)
		return x->at.tv_sec < y->at.tv_sec ? -1 : 1;
	if (x->at.tv_nsec != y->at.tv_nsec)
		return x->at.tv_nsec < y->at.tv_nsec ? -1 : 1;
	return strcmp(x->name, y->name);
}

/* Marks in the folder besides the new one; returns their number, and the size of all. */
static size_t list_others(const struct read_marks *self, int dir, struct str *names,
	const char *new, struct kept **out)
{
	struct io io = self->io;
	struct kept *items = NULL;
	size_t n = 0;
	size_t cap = 0;

	if (io.ops->list(io.context, dir, names) != 0)
		return 0;
	for (size_t at = 0; at < names->len; at += strlen(names->data + at) + 1) {
		char *name = names->data + at;
		struct stat stat;

		if (!read_mark_is_name(name) || strcmp(name, new) == 0 ||
			io.ops->fstatat(io.context, dir, name, &stat, AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		items = mem_grow(items, &cap, n + 1, sizeof(*items));
		items[n++] = (struct kept){name, stat.st_size, stat.st_mtim};
	}
	*out = items;
	return n;
}

/* The oldest go until the rest fits beside the new one. */
static void make_room(const struct read_marks *self, int dir, const char *new, int64_t size)
{
	struct str names = {0};
	struct kept *items = NULL;
	size_t n = list_others(self, dir, &names, new, &items);

	assert(n == 0 || items);
	for (size_t i = 0; i < n; i++)
		size += items[i].size;
	if (n > 1 && size > READ_MARKS_MOST)
		qsort(items, n, sizeof(*items), compare_age);
	for (size_t i = 0; i < n && size > READ_MARKS_MOST; i++) {
		self->io.ops->unlinkat(self->io.context, dir, items[i].name);
		size -= items[i].size;
	}
	free(items);
	str_release(&names);
}

/* --- saving --- */

static bool write_new(const struct read_marks *self, int dir, const char *temp,
	const struct str *bytes, struct err *err)
{
	struct io io = self->io;
	int fd = io.ops->openat(
		io.context, dir, temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool done;

	if (fd < 0)
		return err_system(err, errno, "%s", FAILED);
	done = io_write_all(io, fd, str_text(bytes), bytes->len, err);
	io_close(io, fd);
	return done;
}

static bool replace(const struct read_marks *self, int dir, const char *name,
	const struct str *bytes, struct err *err)
{
	struct io io = self->io;
	char id[ID_SIZE];
	struct str temp = {0};
	bool done;

	id_source_next(&self->ids, id);
	str_appendf(&temp, ".%s.%s.tmp", name, id);
	done = write_new(self, dir, str_text(&temp), bytes, err);
	if (done && io.ops->renameat(io.context, dir, str_text(&temp), name) != 0)
		done = err_system(err, errno, "%s", FAILED);
	if (!done)
		io.ops->unlinkat(io.context, dir, str_text(&temp));
	str_release(&temp);
	return done;
}

static bool put(
	const struct read_marks *self, const char *name, const struct str *bytes, struct err *err)
{
	struct str folder = {0};
	bool done = false;
	int dir = -1;

	folder_append(self, &folder);
	if (path_make_folder(self->io, str_text(&folder), err))
		dir = open_folder(self, str_text(&folder), err);
	if (dir >= 0) {
		make_room(self, dir, name, (int64_t)bytes->len);
		done = replace(self, dir, name, bytes, err);
		io_close(self->io, dir);
	}
	str_release(&folder);
	return done;
}

bool read_marks_save(const struct read_marks *self, enum read_mark_kind kind,
	const struct read_mark *mark, struct err *err)
{
	struct str document = {0};
	struct str name = {0};
	struct str bytes = {0};
	bool done = file_real_path(self->io, self->document, &document, err);

	if (done) {
		read_mark_name(&document, kind, &name);
		read_mark_format(mark, &document, &bytes);
		done = put(self, str_text(&name), &bytes, err);
	}
	str_release(&document);
	str_release(&name);
	str_release(&bytes);
	return done;
}

/* --- loading --- */

static bool read_own(const struct read_marks *self, int dir, const char *name, struct str *bytes)
{
	struct io io = self->io;
	int fd = io.ops->openat(io.context, dir, name,
		O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
	struct stat stat;
	bool done;

	if (fd < 0)
		return false;
	done = io.ops->fstat(io.context, fd, &stat) == 0 && S_ISREG(stat.st_mode) &&
	       stat.st_uid == geteuid() && stat.st_size <= READ_MARKS_MOST &&
	       io_read_all(io, fd, READ_MARKS_MOST, bytes, NULL);
	io_close(io, fd);
	return done;
}

bool read_marks_load(
	const struct read_marks *self, enum read_mark_kind kind, struct read_mark *mark)
{
	struct str document = {0};
	struct str folder = {0};
	struct str name = {0};
	struct str bytes = {0};
	bool done = false;
	int dir = -1;

	folder_append(self, &folder);
	if (file_real_path(self->io, self->document, &document, NULL))
		dir = open_folder(self, str_text(&folder), NULL);
	if (dir >= 0) {
		read_mark_name(&document, kind, &name);
		done = read_own(self, dir, str_text(&name), &bytes) &&
		       read_mark_parse(mark, &document, &bytes);
		io_close(self->io, dir);
	}
	str_release(&document);
	str_release(&folder);
	str_release(&name);
	str_release(&bytes);
	return done;
}

/*
 * Shows that we have a document open, and finds out who else has.
 *
 * On our own host a session is alive as long as it holds the lock on its file; the kernel
 * releases it however the session ends. On other hosts a heartbeat shows it: the file is
 * rewritten every few seconds. The age of a heartbeat is measured by the time that the
 * file system gives our own file, because the clocks of hosts differ.
 */
#include "base/mem.h"
#include "internal.h"
#include "presence_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	BEAT = 10000,  /* milliseconds between heartbeats */
	STALE = 60000, /* without one, the session is assumed gone */
};

struct presence {
	struct io io;
	struct id_source ids;
	struct time_source time;
	struct person person;
	char *path;      /* of the document, as given; NULL: none yet */
	struct str real; /* the same with links resolved */
	int dir;         /* its folder; open between calls as long as our file exists */
	int fd;          /* of our file, locked; -1: none */
	struct str name; /* of our file */
	struct stat stat;
	int64_t beat_at; /* when it was last written, steady */
};

/* --- our own file --- */

static bool is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Removes a name if it still refers to this very file. */
static void remove_file(const struct presence *self, const char *name, const struct stat *stat)
{
	struct stat now;

	if (self->io.ops->fstatat(self->io.context, self->dir, name, &now, AT_SYMLINK_NOFOLLOW) ==
			0 &&
		is_same_file(&now, stat))
		self->io.ops->unlinkat(self->io.context, self->dir, name);
}

static void leave_folder(struct presence *self)
{
	if (self->dir >= 0)
		io_close(self->io, self->dir);
	self->dir = -1;
}

static void leave(struct presence *self)
{
	if (self->fd >= 0) {
		remove_file(self, str_text(&self->name), &self->stat);
		io_close(self->io, self->fd);
	}
	self->fd = -1;
	leave_folder(self);
}

static bool heartbeat(struct presence *self)
{
	struct str bytes = {0};
	bool is_written;

	person_format(&self->person, &bytes);
	is_written = io_write_all_at(self->io, self->fd, bytes.data, bytes.len, 0, NULL) &&
		     self->io.ops->fstat(self->io.context, self->fd, &self->stat) == 0;
	str_release(&bytes);
	self->beat_at = time_source_steady(&self->time);
	return is_written;
}

/* Gives the file the readers of the document: its group, its ACL, its mode. */
static void share_with(struct presence *self, int document)
{
	const struct io_ops *ops = self->io.ops;
	struct stat stat;
	mode_t mode;

	if (ops->fstat(self->io.context, document, &stat) != 0 || !S_ISREG(stat.st_mode) ||
		ops->copy_attributes(self->io.context, document, self->fd) != 0)
		return;
	mode = stat.st_mode & 0644;
	if (stat.st_gid != self->stat.st_gid &&
		ops->fchown(self->io.context, self->fd, (uid_t)-1, stat.st_gid) != 0)
		mode &= 0604;
	ops->fchmod(self->io.context, self->fd, mode);
}

static void share(struct presence *self)
{
	int document =
		self->io.ops->openat(self->io.context, self->dir, path_name(str_text(&self->real)),
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);

	if (document < 0)
		return;
	share_with(self, document);
	io_close(self->io, document);
}

/* If our file cannot be created, the rest works all the same. */
static void enter(struct presence *self)
{
	char id[ID_SIZE];

	id_source_next(&self->ids, id);
	str_clear(&self->name);
	presence_prefix(path_name(str_text(&self->real)), &self->name);
	str_append_text(&self->name, id);
	/* Closed to everybody else until it is known who may read it. */
	self->fd = self->io.ops->openat(self->io.context, self->dir, str_text(&self->name),
		O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0400);
	if (self->fd < 0)
		return;
	/* Without locks (some network file systems) the heartbeat must suffice. */
	self->io.ops->lock(self->io.context, self->fd);
	if (self->io.ops->fstat(self->io.context, self->fd, &self->stat) == 0 && heartbeat(self)) {
		share(self);
		return;
	}
	self->io.ops->unlinkat(self->io.context, self->dir, str_text(&self->name));
	io_close(self->io, self->fd);
	self->fd = -1;
}

/* Somebody may have cleaned the folder, or replaced it. */
static bool is_in_place(const struct presence *self)
{
	struct stat now;

	return self->io.ops->fstat(self->io.context, self->fd, &now) == 0 && now.st_nlink > 0;
}

static bool open_folder(struct presence *self)
{
	struct str folder = {0};

	str_clear(&self->real);
	if (!file_real_path(self->io, self->path, &self->real, NULL))
		return false;
	path_folder(str_text(&self->real), &folder);
	self->dir = self->io.ops->openat(self->io.context, AT_FDCWD, str_text(&folder),
		O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	str_release(&folder);
	return self->dir >= 0;
}

static void show(struct presence *self, const char *page)
{
	bool is_elsewhere = strcmp(self->person.page, page) != 0;

	person_set_page(&self->person, page);
	if (self->fd < 0)
		enter(self);
	else if ((is_elsewhere || time_source_steady(&self->time) - self->beat_at >= BEAT) &&
		 !heartbeat(self))
		leave(self);
}

/* --- the others --- */

static int64_t milliseconds(const struct timespec *time)
{
	return (int64_t)time->tv_sec * 1000 + time->tv_nsec / 1000000;
}

/* The file system's time. Without a file of ours, our own clock must do. */
static int64_t file_system_now(const struct presence *self)
{
	if (self->fd < 0)
		return time_source_wall(&self->time);
	return milliseconds(&self->stat.st_mtim) + time_source_steady(&self->time) - self->beat_at;
}

/* Heartbeats in the future do not count either. */
static bool is_stale(const struct presence *self, const struct stat *stat)
{
	int64_t age = file_system_now(self) - milliseconds(&stat->st_mtim);

	return age > STALE || age < -STALE;
}

/*
 * Removes what a session of our own user and host left behind: nobody holds its lock, and
 * it has had no heartbeat for a long time. This can only be determined if we could create
 * a file here.
 */
static bool is_left_behind(
	const struct presence *self, const struct stat *stat, enum read_result read)
{
	return self->fd >= 0 && read == READ_UNLOCKED && stat->st_uid == geteuid() &&
	       is_stale(self, stat);
}

static void read_other(struct presence *self, const char *name, struct company *out)
{
	struct person person;
	struct stat stat;
	enum read_result read = presence_read(self->io, self->dir, name, &person, &stat);
	bool is_here;

	if (read == READ_NOTHING)
		return;
	if (strcmp(person.host, self->person.host) == 0 && read != READ_UNKNOWN) {
		is_here = read == READ_LOCKED;
		if (is_left_behind(self, &stat, read))
			remove_file(self, name, &stat);
	} else {
		is_here = !is_stale(self, &stat);
	}
	if (is_here)
		company_add(out, &person);
}

static void look_around(struct presence *self, struct company *out)
{
	struct str prefix = {0};
	struct str names = {0};
	size_t n_read = 0;

	presence_prefix(path_name(str_text(&self->real)), &prefix);
	if (self->io.ops->list(self->io.context, self->dir, &names) != 0)
		str_clear(&names);
	for (size_t at = 0; at < names.len && n_read < COMPANY_MAX;
		at += strlen(names.data + at) + 1) {
		const char *name = names.data + at;

		if (!presence_is_name(name, &prefix) ||
			(self->fd >= 0 && strcmp(name, str_text(&self->name)) == 0))
			continue;
		n_read++;
		read_other(self, name, out);
	}
	company_sort(out);
	str_release(&prefix);
	str_release(&names);
}

/* --- public functions --- */

bool presence_concerns(const struct presence *self, const char *name)
{
	struct str prefix = {0};
	bool concerns;

	presence_prefix(path_name(str_text(&self->real)), &prefix);
	concerns = presence_is_name(name, &prefix) && strcmp(name, str_text(&self->name)) != 0;
	str_release(&prefix);
	return concerns;
}

struct presence *presence_new(
	struct io io, struct id_source ids, struct time_source time, const struct person *person)
{
	struct presence *self = mem_zalloc(1, sizeof(*self));

	self->io = io;
	self->ids = ids;
	self->time = time;
	self->person = *person;
	self->dir = self->fd = -1;
	return self;
}

void presence_free(struct presence *self)
{
	if (!self)
		return;
	leave(self);
	free(self->path);
	str_release(&self->real);
	str_release(&self->name);
	free(self);
}

void presence_update(struct presence *self, const char *path, const char *page, struct company *out)
{
	company_release(out);
	if (!self->path || strcmp(self->path, path) != 0) {
		leave(self);
		free(self->path);
		self->path = mem_strdup(path);
	}
	if (self->fd >= 0 && !is_in_place(self))
		leave(self);
	if (self->dir < 0 && !open_folder(self))
		return;
	show(self, page);
	if (self->dir < 0) /* it could not be created: try again next time */
		return;
	look_around(self, out);
	if (self->fd < 0)
		leave_folder(self);
}

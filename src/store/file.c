/*
 * Reads a document's file: one open that cannot block on a pipe or follow an unexpected
 * link, and a sentence for each thing that may be wrong with it.
 */
#include "store/file.h"
#include "internal.h"
#include "yaml/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>

#define REPORT_MAX_BYTES ((size_t)256 << 20) /* a document of the largest size makes far less */

void stamp_set(struct file_stamp *self, const struct stat *from)
{
	*self = (struct file_stamp){
		.exists = true,
		.device = from->st_dev,
		.inode = from->st_ino,
		.size = from->st_size,
		.modified = from->st_mtim,
	};
}

static bool refuse_open(int number, struct err *err)
{
	switch (number) {
	case ENOENT:
		return err_set(err, ERR_MISSING, "there is no such file");
	case ENOTDIR:
		return err_set(err, ERR_MISSING,
			"there is no such file; a part of the path is not a folder");
	case ENXIO: /* a socket */
		return err_set(err, ERR_USAGE, "this is not a regular file");
	default:
		return err_system(err, number, "the file cannot be opened");
	}
}

static bool check_kind(const struct stat *stat, size_t most, struct err *err)
{
	if (S_ISDIR(stat->st_mode))
		return err_set(err, ERR_USAGE, "this is a folder, not a file");
	if (!S_ISREG(stat->st_mode))
		return err_set(err, ERR_USAGE, "this is not a regular file");
	if ((uintmax_t)stat->st_size > most)
		return err_set(
			err, ERR_LIMIT, "the file is larger than %zu MiB", most / (1024 * 1024));
	return true;
}

static bool load_open(struct io io, int fd, size_t most, struct str *out, struct file_stamp *stamp,
	struct err *err)
{
	struct stat stat;

	/* The stamp is taken before reading, so that a concurrent change is noticed later. */
	if (io.ops->fstat(io.context, fd, &stat) != 0)
		return err_system(err, errno, "the file cannot be read");
	if (!check_kind(&stat, most, err))
		return false;
	str_reserve(out, out->len + (size_t)stat.st_size + 1);
	if (!io_read_all(io, fd, most, out, err))
		return false;
	if (stamp)
		stamp_set(stamp, &stat);
	return true;
}

static bool load(struct io io, const char *path, size_t most, struct str *out,
	struct file_stamp *stamp, struct err *err)
{
	/* O_NONBLOCK, because opening a pipe would wait for its other end. */
	int fd = io.ops->openat(
		io.context, AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
	bool is_read;

	if (fd < 0) {
		refuse_open(errno, err);
		return err_locate(err, path, 0, 0);
	}
	is_read = load_open(io, fd, most, out, stamp, err);
	io_close(io, fd);
	return is_read || err_locate(err, path, 0, 0);
}

bool file_load(
	struct io io, const char *path, struct str *out, struct file_stamp *stamp, struct err *err)
{
	return load(io, path, YAML_MAX_BYTES, out, stamp, err);
}

bool file_load_report(
	struct io io, const char *path, struct str *out, struct file_stamp *stamp, struct err *err)
{
	return load(io, path, REPORT_MAX_BYTES, out, stamp, err);
}

bool file_stamp_is_equal(const struct file_stamp *a, const struct file_stamp *b)
{
	if (!a->exists || !b->exists)
		return a->exists == b->exists;
	return a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       a->modified.tv_sec == b->modified.tv_sec &&
	       a->modified.tv_nsec == b->modified.tv_nsec;
}

bool file_is_same(struct io io, const char *path, const struct file_stamp *stamp)
{
	struct file_stamp present;
	struct stat stat;

	if (io.ops->fstatat(io.context, AT_FDCWD, path, &stat, 0) != 0)
		return !stamp->exists && errno == ENOENT;
	stamp_set(&present, &stat);
	return file_stamp_is_equal(&present, stamp);
}

bool file_real_path(struct io io, const char *path, struct str *out, struct err *err)
{
	struct str target = {0};
	struct str folder = {0};
	bool is_found = path_follow(io, path, &target, err);

	if (is_found) {
		path_folder(str_text(&target), &folder);
		is_found = io.ops->realpath(io.context, str_text(&folder), out) == 0 ||
			   err_system(err, errno, "the folder cannot be found");
	}
	if (is_found) {
		if (out->data[out->len - 1] != '/')
			str_append_char(out, '/');
		str_append_text(out, path_name(str_text(&target)));
	}
	str_release(&folder);
	str_release(&target);
	return is_found || err_locate(err, path, 0, 0);
}

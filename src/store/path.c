/*
 * Paths: following the links at the end of a name, its parts, and a program's folders by
 * the XDG base directory specification.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LINKS = 40 /* as Linux, path_resolution(7) */ };

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

void path_folder(const char *path, struct str *out)
{
	const char *name = path_name(path);

	if (name == path)
		str_append_char(out, '.');
	else if (name == path + 1)
		str_append_char(out, '/');
	else
		str_append(out, path, (size_t)(name - path) - 1);
}

/* Replaces path by the target of a link in its folder. */
static void follow_one(struct str *path, const char *target, size_t len)
{
	size_t folder = (size_t)(path_name(path->data) - path->data);

	if (target[0] == '/')
		folder = 0;
	str_splice(path, folder, path->len - folder, target, len);
}

bool path_follow(struct io io, const char *path, struct str *out, struct err *err)
{
	struct str at = {0};
	char target[PATH_MAX];
	ssize_t len = 1;

	str_set(&at, path, strlen(path));
	for (int links = 0; len > 0 && links <= MAX_LINKS; links++) {
		len = io.ops->readlinkat(
			io.context, AT_FDCWD, str_text(&at), target, sizeof(target));
		if (len > 0)
			follow_one(&at, target, (size_t)len);
	}

	/* Not a link, or missing: this is the end. */
	bool is_end = len <= 0 && (errno == EINVAL || errno == ENOENT || errno == ENOTDIR);

	if (len > 0)
		errno = ELOOP;
	if (is_end)
		str_append(out, str_text(&at), at.len);
	else
		err_system(err, errno, "the path cannot be followed");
	str_release(&at);
	return is_end;
}

/* Syncs the folder above, so that a new folder is not lost. A folder that cannot be synced is left
 * at that. */
static void sync_above(struct io io, const char *path)
{
	struct str above = {0};
	int fd;

	path_folder(path, &above);
	fd = io.ops->openat(
		io.context, AT_FDCWD, str_text(&above), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	if (fd >= 0) {
		io.ops->fsync(io.context, fd);
		io_close(io, fd);
	}
	str_release(&above);
}

bool path_make_folder(struct io io, const char *path, struct err *err)
{
	struct str part = {0};
	const char *at = path;
	bool is_made;
	int first = 0; /* why the first failed one did */

	do {
		at += strspn(at, "/");
		at += strcspn(at, "/");
		str_set(&part, path, (size_t)(at - path));
		is_made = io.ops->mkdirat(io.context, AT_FDCWD, str_text(&part), 0700) == 0;
		if (is_made)
			sync_above(io, str_text(&part));
		else
			is_made = errno == EEXIST || errno == EISDIR;
		if (!is_made && first == 0)
			first = errno;
		/* A parent folder may be on a read-only disk but exist. */
	} while (*at);
	str_release(&part);
	return is_made || err_system(err, first, "the folder cannot be created");
}

bool path_xdg(const char *variable, const char *fallback, struct str *out)
{
	const char *base = getenv(variable);
	const char *home = getenv("HOME");

	/* XDG: "all paths must be absolute; if an implementation encounters a relative path it
	 * should consider the path invalid and ignore it". */
	if (base && base[0] == '/') {
		str_append_text(out, base);
	} else {
		if (!home || home[0] != '/')
			return false;
		str_appendf(out, "%s/%s", home, fallback);
	}
	str_append_text(out, "/afterword");
	return true;
}

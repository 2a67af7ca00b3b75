/* Images below a document's folder; see image.h. */
#include "store/image.h"

#include "base/slice.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

/* ------------------------------------------------------------------------- the path */

static int digit_of(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *found = c ? strchr(digits, ascii_lower(c)) : NULL;

	return found ? (int)(found - digits) : -1;
}

/* "my%20graph.png" as a name; false if it can be none. */
static bool decode(const char *path, struct str *out)
{
	for (; *path; path++) {
		int high = *path == '%' ? digit_of(path[1]) : -1;
		int low = high >= 0 ? digit_of(path[2]) : -1;

		if (low < 0) {
			str_append_char(out, *path);
			continue;
		}
		if (high == 0 && low == 0)
			return false;
		str_append_char(out, (char)(high * 16 + low));
		path += 2;
	}
	return out->len > 0;
}

static bool is_below(const struct str *path)
{
	struct slice rest = slice_of(path);
	struct slice part;
	bool is_good = path->len > 0 && !strstr(str_text(path), "://");

	while (is_good && slice_next_part(&rest, '/', &part))
		is_good = part.len > 0 && !slice_equal(part, "..");
	return is_good;
}

/* ------------------------------------------------------------------------- the file */

static bool fail_to_open(int number, struct err *err)
{
	if (number == ELOOP || number == ENOTDIR)
		return err_set(err, ERR_REFUSED, "leads through a link or is not below a folder");
	return err_system(err, number, "cannot be opened");
}

/* No part of the path may be a link, so that it cannot lead elsewhere, not even meanwhile. */
static int open_below(struct io io, const char *folder, const struct str *path, struct err *err)
{
	enum { FOLDER = O_RDONLY | O_DIRECTORY | O_CLOEXEC };
	struct slice rest = slice_of(path);
	struct slice part;
	struct str name = {0};
	int fd = io.ops->openat(io.context, AT_FDCWD, folder, FOLDER, 0);

	if (fd < 0)
		(void)err_system(err, errno, "the document's folder cannot be opened");
	while (fd >= 0 && slice_next_part(&rest, '/', &part)) {
		int flags = rest.data ? FOLDER | O_NOFOLLOW
				      : O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;

		str_set(&name, part.data, part.len);
		int next = io.ops->openat(io.context, fd, str_text(&name), flags, 0);

		if (next < 0)
			(void)fail_to_open(errno, err);
		io_close(io, fd);
		fd = next;
	}
	str_release(&name);
	return fd;
}

static bool read_file(struct io io, int fd, struct str *bytes, struct err *err)
{
	struct stat what;

	if (io.ops->fstat(io.context, fd, &what) != 0)
		return err_system(err, errno, "cannot be read");
	if (!S_ISREG(what.st_mode))
		return err_set(err, ERR_REFUSED, "is not a file");
	if ((size_t)what.st_size > IMAGE_MAX_BYTES ||
		!io_read_all(io, fd, IMAGE_MAX_BYTES, bytes, err))
		return err_set(err, ERR_LIMIT, "is larger than %zu MB", IMAGE_MAX_BYTES >> 20);
	return true;
}

/* ------------------------------------------------------------------------- the bytes */

static bool begins(const struct str *bytes, size_t at, const char *with, size_t len)
{
	return bytes->len >= at + len && memcmp(bytes->data + at, with, len) == 0;
}

/* By what is in it, as browsers do; what its name says may be wrong. */
static const char *type_of(const struct str *bytes)
{
	if (begins(bytes, 0, "\x89PNG\r\n\x1a\n", 8))
		return "image/png";
	if (begins(bytes, 0, "\xff\xd8\xff", 3))
		return "image/jpeg";
	if (begins(bytes, 0, "GIF87a", 6) || begins(bytes, 0, "GIF89a", 6))
		return "image/gif";
	if (begins(bytes, 0, "RIFF", 4) && begins(bytes, 8, "WEBP", 4))
		return "image/webp";
	return NULL;
}

bool image_load(struct io io, const char *folder, const char *path, struct str *bytes,
	const char **type, struct err *err)
{
	struct str name = {0};
	int fd = -1;
	bool done = false;

	if (!decode(path, &name) || !is_below(&name))
		err_set(err, ERR_REFUSED, "is not below the document's folder");
	else
		fd = open_below(io, folder, &name, err);
	if (fd >= 0) {
		done = read_file(io, fd, bytes, err);
		io_close(io, fd);
	}
	*type = done ? type_of(bytes) : NULL;
	if (done && !*type)
		done = err_set(err, ERR_REFUSED, "is not a PNG, JPEG, GIF or WebP image");
	str_release(&name);
	return done;
}

/* Input that a command only reads: a file, a pipe (`<(git show HEAD:a.yaml)`), standard input. */
#include "internal.h"
#include "yaml/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool check_stream(struct io io, int fd, struct err *err)
{
	struct stat stat;

	if (io.ops->fstat(io.context, fd, &stat) == 0 && S_ISDIR(stat.st_mode))
		return err_set(err, ERR_USAGE, "this is a folder, not a file");
	return true;
}

const char *input_name(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" : path;
}

bool input_open(struct io io, const char *path, int *fd, struct err *err)
{
	*fd = STDIN_FILENO;
	if (strcmp(path, "-") != 0)
		*fd = io.ops->openat(
			io.context, AT_FDCWD, path, O_RDONLY | O_NOCTTY | O_CLOEXEC, 0);
	if (*fd < 0 && errno == ENOENT)
		err_set(err, ERR_MISSING, "there is no such file");
	else if (*fd < 0)
		err_system(err, errno, "the file cannot be opened");
	else if (check_stream(io, *fd, err))
		return true;
	input_close(io, *fd);
	return err_locate(err, input_name(path), 0, 0);
}

void input_close(struct io io, int fd)
{
	if (fd > STDIN_FILENO)
		io_close(io, fd);
}

bool input_read(struct io io, const char *path, struct str *out, struct err *err)
{
	return input_read_most(io, path, YAML_MAX_BYTES, out, err);
}

bool input_read_most(struct io io, const char *path, size_t limit, struct str *out, struct err *err)
{
	int fd;
	bool done;

	if (!input_open(io, path, &fd, err))
		return false;
	done = io_read_all(io, fd, limit, out, err) || err_locate(err, input_name(path), 0, 0);
	input_close(io, fd);
	return done;
}

bool input_read_value(struct io io, const char *value, struct str *out, struct err *err)
{
	if (strcmp(value, "-") != 0) {
		str_append_text(out, value);
		return true;
	}
	if (!input_read(io, value, out, err))
		return false;
	if (memchr(str_text(out), '\0', out->len)) {
		err_set(err, ERR_ENCODING, "this is not text: it contains NUL bytes");
		return err_locate(err, "standard input", 0, 0);
	}
	if (out->len > 0 && out->data[out->len - 1] == '\n')
		str_splice(out, out->len - 1, 1, "", 0);
	return true;
}

bool input_read_replaced(struct io io, struct file_save *save, struct str *old, struct err *err)
{
	struct err missing = {0};

	if (file_load_report(io, save->path, old, NULL, &missing))
		save->base = old;
	else if (missing.code == ERR_LIMIT)
		*err = missing;
	return missing.code != ERR_LIMIT; /* what else it may be, writing tells */
}

/* Input that a command only reads: a file, a pipe (`<(git show HEAD:a.yaml)`), standard input. */
#include "internal.h"
#include "yaml/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool read_stream(struct io io, int fd, struct str *out, struct err *err)
{
	struct stat stat;

	if (io.ops->fstat(io.context, fd, &stat) == 0 && S_ISDIR(stat.st_mode))
		return err_set(err, ERR_USAGE, "this is a folder, not a file");
	return io_read_all(io, fd, YAML_MAX_BYTES, out, err);
}

bool input_read(struct io io, const char *path, struct str *out, struct err *err)
{
	int fd;
	bool done;

	if (strcmp(path, "-") == 0)
		return read_stream(io, STDIN_FILENO, out, err) ||
		       err_locate(err, "standard input", 0, 0);
	fd = io.ops->openat(io.context, AT_FDCWD, path, O_RDONLY | O_NOCTTY | O_CLOEXEC, 0);
	if (fd < 0 && errno == ENOENT)
		err_set(err, ERR_MISSING, "there is no such file");
	else if (fd < 0)
		err_system(err, errno, "the file cannot be opened");
	done = fd >= 0 && read_stream(io, fd, out, err);
	if (fd >= 0)
		io_close(io, fd);
	return done || err_locate(err, path, 0, 0);
}

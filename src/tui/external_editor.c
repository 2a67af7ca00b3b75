/*
 * The text is passed in a file, never through a shell: the shell sees only the user's own
 * setting and a path that we made.
 */
#include "external_editor.h"

#include "child.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEXT_MAX = 4 << 20 /* as a file may hold in one value */ };

/* A private folder, 0700, in the folder for temporary files. */
static bool make_folder(struct str *path, struct err *err)
{
	static const char *const variables[] = {"XDG_RUNTIME_DIR", "TMPDIR"};
	const char *base = "/tmp";

	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++) {
		const char *value = getenv(variables[i]);

		if (value && value[0] == '/' && access(value, W_OK) == 0) {
			base = value;
			break;
		}
	}
	str_appendf(path, "%s/afterword-XXXXXX", base);
	if (!mkdtemp(path->data))
		return err_system(err, errno, "cannot create a folder in %s", base);
	return true;
}

static bool write_file(const char *path, const struct str *text, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	size_t at = 0;
	bool ends_line = text->len > 0 && text->data[text->len - 1] == '\n';

	if (fd < 0)
		return err_system(err, errno, "cannot write %s", path);
	while (at < text->len) {
		ssize_t written = write(fd, text->data + at, text->len - at);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			break;
		at += (size_t)written;
	}
	if (at == text->len && !ends_line && write(fd, "\n", 1) != 1)
		at = SIZE_MAX;
	if (close(fd) != 0 || at != text->len)
		return err_system(err, errno, "cannot write %s", path);
	return true;
}

static bool read_all(int fd, struct str *out, struct err *err)
{
	char bytes[65536];

	for (;;) {
		ssize_t size = read(fd, bytes, sizeof(bytes));

		if (size < 0 && errno == EINTR)
			continue;
		if (size < 0)
			return err_system(err, errno, "cannot read the file back");
		if (size == 0)
			break;
		str_append(out, bytes, (size_t)size);
		if (out->len > TEXT_MAX)
			return err_set(err, ERR_LIMIT, "the text is larger than 4 MiB");
	}
	if (!utf8_check(str_text(out), out->len, NULL))
		return err_set(err, ERR_ENCODING, "the text is not UTF-8");
	return true;
}

/* Whatever is there now: links are not followed, pipes not waited for. */
static bool read_file(const char *path, struct str *out, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	struct stat stat;
	bool is_read;

	if (fd < 0 && errno == ENOENT)
		return err_set(err, ERR_MISSING, "the editor left no file");
	if (fd < 0)
		return err_system(err, errno, "cannot read the file back");
	if (fstat(fd, &stat) == 0 && S_ISREG(stat.st_mode))
		is_read = read_all(fd, out, err);
	else
		is_read = err_set(err, ERR_USAGE, "the editor left something that is not a file");
	close(fd);
	return is_read;
}

bool editor_open(const char *path, const char *editor, struct err *err)
{
	struct str command = {0};
	char *file = mem_strdup(path);
	bool is_done;

	if (!*editor)
		editor = "vi";
	str_appendf(&command, "%s \"$1\"", editor);
	{
		char sh[] = "sh", option[] = "-c", name[] = "the editor";
		char *const arguments[] = {sh, option, command.data, name, file, NULL};

		is_done = child_run(arguments, editor, NULL, 0, err);
	}
	str_release(&command);
	free(file);
	return is_done;
}

/* A file's last line ends in a newline; the text did only if it had one before. */
static void take_text(struct str *text, struct str *read)
{
	bool ended_line = text->len > 0 && text->data[text->len - 1] == '\n';

	if (!ended_line && read->len > 0 && read->data[read->len - 1] == '\n')
		str_splice(read, read->len - 1, 1, "", 0);
	str_set(text, str_text(read), read->len);
}

/* An editor that failed may have left the text in the file. */
static void say_kept(const char *path, const struct err *why, struct err *err)
{
	if (access(path, F_OK) == 0)
		err_set(err, why->code, "%s; the field is as it was, and the file is kept: %s",
			why->message, path);
	else
		err_set(err, why->code, "%s; the field is as it was", why->message);
}

bool editor_run(struct str *text, const char *name, const char *editor, struct err *err)
{
	struct str folder = {0};
	struct str path = {0};
	struct str read = {0};
	struct err why = {0};
	bool is_done = make_folder(&folder, err);

	if (is_done) {
		str_appendf(&path, "%s/%s.md", folder.data, name);
		is_done = write_file(path.data, text, &why) &&
			  editor_open(path.data, editor, &why) && read_file(path.data, &read, &why);
		if (is_done) {
			take_text(text, &read);
			unlink(path.data);
			rmdir(folder.data);
		} else {
			say_kept(path.data, &why, err);
			rmdir(folder.data); /* an empty one, if there is nothing to keep */
		}
	}
	str_release(&folder);
	str_release(&path);
	str_release(&read);
	return is_done;
}

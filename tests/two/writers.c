/* Each kind of writer, step by step. */
#include "writers.h"

#include "base/fileio.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { WAY_COMMENT, WAY_LINE, WAY_ROW };

#define FILE_MAX (1 << 24)

const char two_document[] = "afterword: 1\n"
			    "form: postmortem\n"
			    "title: Two at once\n"
			    "status: draft\n"
			    "timezone: UTC\n"
			    "\n"
			    "# A comment that nobody may lose.\n"
			    "summary:\n"
			    "  overview: |\n"
			    "    The first line.\n"
			    "    The second line.\n"
			    "\n"
			    "impact:\n"
			    "  service: |\n"
			    "    The service.\n"
			    "\n"
			    "  x-own: kept\n"
			    "timeline:\n"
			    "  events:\n"
			    "    - id: aaaaaaaa\n"
			    "      what: It began.\n"
			    "\n"
			    "    - id: bbbbbbbb\n"
			    "      what: It ended.\n"
			    "\n"
			    "resolution:\n"
			    "  fix: |\n"
			    "    The fix.\n";

/* --- editing by hand --- */

static void put_behind(struct str *text, const char *line, const struct str *added)
{
	const char *at = strstr(str_text(text), line);

	str_splice(
		text, (size_t)(at - str_text(text)) + strlen(line), 0, str_text(added), added->len);
}

void text_add_word(struct str *text, const char *word, unsigned way)
{
	static const char overview[] = "\n  overview: |\n";
	static const char events[] = "\n  events:\n";
	struct str added = {0};

	if (way == WAY_LINE && strstr(str_text(text), overview)) {
		str_appendf(&added, "    %s\n", word);
		put_behind(text, overview, &added);
	} else if (way == WAY_ROW && strstr(str_text(text), events)) {
		/* Indented like the existing ones. */
		const char *first = strstr(str_text(text), events) + strlen(events);
		int indent = (int)strspn(first, " ");

		str_appendf(&added, "%*s- id: r%s\n%*s  what: by hand %s\n\n", indent, "", word + 2,
			indent, "", word);
		put_behind(text, events, &added);
	} else {
		if (text->len > 0 && text->data[text->len - 1] != '\n')
			str_append_char(text, '\n');
		str_appendf(text, "# %s\n", word);
	}
	str_release(&added);
}

/* --- files --- */

static bool read_open(int fd, struct str *out)
{
	return io_read_all(io_system(), fd, FILE_MAX, out, NULL);
}

bool writer_read(const char *path, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool is_read = fd >= 0 && read_open(fd, out);

	if (fd >= 0)
		close(fd);
	return is_read;
}

static bool is_still(const char *path, const struct str *read)
{
	struct str now = {0};
	bool is_same = writer_read(path, &now) && str_equal(&now, str_text(read), read->len);

	str_release(&now);
	return is_same;
}

static void write_new(const char *path, const struct str *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	assert_true(fd >= 0);
	assert_true(io_write_all(io_system(), fd, str_text(text), text->len, NULL));
	close(fd);
}

bool writer_rename(
	const char *path, const struct str *read, const struct str *text, struct str *found)
{
	char temp[512];

	snprintf(temp, sizeof(temp), "%s~%ld", path, (long)getpid());
	write_new(temp, text);
	/* Swapped, not renamed, so that nothing is overwritten unnoticed. */
	if (!is_still(path, read) || io_system().ops->exchangeat(NULL, AT_FDCWD, temp, path) != 0) {
		unlink(temp);
		return false;
	}
	if (!is_still(temp, read))
		writer_read(temp, found);
	unlink(temp);
	return true;
}

bool writer_cut(
	struct in_place *self, const char *path, const struct str *read, const struct str *text)
{
	struct str now = {0};
	int fd = open(path, O_RDWR | O_CLOEXEC);
	bool is_same = fd >= 0 && read_open(fd, &now) && str_equal(&now, str_text(read), read->len);

	str_release(&now);
	if (!is_same) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	assert_int_equal(ftruncate(fd, 0), 0);
	*self = (struct in_place){.fd = fd};
	str_append(&self->text, str_text(text), text->len);
	return true;
}

void writer_fill_half(const struct in_place *self)
{
	size_t len = self->text.len / 2;

	/* Calls end anywhere, rarely at the end of a line. */
	if (self->text.data[len - 1] == '\n')
		len++;
	assert_true(io_write_all_at(io_system(), self->fd, self->text.data, len, 0, NULL));
}

bool writer_fill(struct in_place *self, const char *path)
{
	struct stat open_one, named;
	bool is_named;

	assert_true(io_write_all_at(
		io_system(), self->fd, str_text(&self->text), self->text.len, 0, NULL));
	assert_int_equal(fstat(self->fd, &open_one), 0);
	is_named = stat(path, &named) == 0 && named.st_ino == open_one.st_ino &&
		   named.st_dev == open_one.st_dev;
	close(self->fd);
	str_release(&self->text);
	return is_named;
}

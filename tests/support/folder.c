/* Creates, fills, checks and removes the folder. */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define FOLDER_PREFIX "afterword-test-" /* then the process */

/* In memory, if that is writable: waiting for a disk would not prove more. */
static const char *parent_folder(void)
{
	const char *wanted = getenv("AFTERWORD_TEST_DIR");

	if (wanted && *wanted)
		return wanted;
	return access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp";
}

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void remove_tree(const char *path)
{
	DIR *folder;
	const struct dirent *entry;

	chmod(path, 0700);
	folder = opendir(path);
	while (folder && (entry = readdir(folder))) {
		char below[1024];

		if (is_dots(entry->d_name))
			continue;
		snprintf(below, sizeof(below), "%s/%s", path, entry->d_name);
		if (unlink(below) != 0)
			remove_tree(below);
	}
	if (folder)
		closedir(folder);
	rmdir(path);
}

/* Is it the folder of a test that was killed? */
static bool is_left_over(const char *name)
{
	size_t len = strlen(FOLDER_PREFIX);
	char *end;

	if (strncmp(name, FOLDER_PREFIX, len) != 0)
		return false;
	long pid = strtol(name + len, &end, 10);

	return pid > 0 && *end == '-' && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

/* Once per process, before its own first folder. */
static void remove_left_over(const char *parent)
{
	static bool is_done;
	DIR *folder = is_done ? NULL : opendir(parent);
	const struct dirent *entry;

	is_done = true;
	while (folder && (entry = readdir(folder))) {
		char path[512];

		if (!is_left_over(entry->d_name))
			continue;
		snprintf(path, sizeof(path), "%s/%s", parent, entry->d_name);
		remove_tree(path);
	}
	if (folder)
		closedir(folder);
}

void folder_init(struct folder *self)
{
	const char *parent = parent_folder();
	int len = snprintf(self->path, sizeof(self->path), "%s/" FOLDER_PREFIX "%ld-XXXXXX", parent,
		(long)getpid());

	assert_true(len > 0 && (size_t)len < sizeof(self->path));
	remove_left_over(parent);
	assert_non_null(mkdtemp(self->path));
}

void folder_release(struct folder *self)
{
	remove_tree(self->path);
}

const char *folder_path(struct folder *self, const char *name)
{
	snprintf(self->found, sizeof(self->found), "%s/%s", self->path, name);
	return self->found;
}

static void write_file(const char *path, const char *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_true(write(fd, bytes, len) == (ssize_t)len);
	close(fd);
}

void folder_put(struct folder *self, const char *name, const char *bytes, size_t len)
{
	write_file(folder_path(self, name), bytes, len);
}

void folder_put_text(struct folder *self, const char *name, const char *text)
{
	folder_put(self, name, text, strlen(text));
}

void folder_replace(struct folder *self, const char *name, const char *text)
{
	char temp[128];

	snprintf(temp, sizeof(temp), "%s/foreign-temp", self->path);
	write_file(temp, text, strlen(text));
	assert_int_equal(rename(temp, folder_path(self, name)), 0);
}

bool folder_get(struct folder *self, const char *name, struct str *out)
{
	int fd = open(folder_path(self, name), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char chunk[4096];
	ssize_t got;

	if (fd < 0)
		return false;
	while ((got = read(fd, chunk, sizeof(chunk))) > 0)
		str_append(out, chunk, (size_t)got);
	close(fd);
	return got == 0;
}

bool folder_holds(struct folder *self, const char *name, const char *text)
{
	struct str bytes = {0};
	bool holds = folder_get(self, name, &bytes) && str_equal(&bytes, text, strlen(text));

	str_release(&bytes);
	return holds;
}

bool folder_has(struct folder *self, const char *name, const char *part)
{
	struct str bytes = {0};
	bool has = folder_get(self, name, &bytes) && strstr(str_text(&bytes), part) != NULL;

	str_release(&bytes);
	return has;
}

void folder_stat(struct folder *self, const char *name, struct stat *out)
{
	assert_int_equal(lstat(folder_path(self, name), out), 0);
}

/* Counts names that end in suffix and, unless bytes is NULL, are files with this content. */
static size_t count(struct folder *self, const char *suffix, const char *bytes)
{
	DIR *folder = opendir(self->path);
	const struct dirent *entry;
	size_t n = 0;

	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		size_t len = strlen(entry->d_name);

		if (!is_dots(entry->d_name) && len >= strlen(suffix) &&
			strcmp(entry->d_name + len - strlen(suffix), suffix) == 0 &&
			(!bytes || folder_holds(self, entry->d_name, bytes)))
			n++;
	}
	closedir(folder);
	return n;
}

size_t folder_count(struct folder *self)
{
	return count(self, "", NULL);
}

size_t folder_count_suffix(struct folder *self, const char *suffix)
{
	return count(self, suffix, NULL);
}

bool folder_has_bytes(struct folder *self, const char *text)
{
	return count(self, "", text) > 0;
}

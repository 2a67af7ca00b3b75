/* The system table on a real folder, and the loops on a misbehaving table. */
#define _GNU_SOURCE
#include "base/fileio.h"
#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cmocka.h>

struct place {
	struct folder folder;
	int dir;
	struct io io;
};

static int make_place(void **state)
{
	static struct place place;

	folder_init(&place.folder);
	place.dir = open(place.folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	place.io = io_system();
	*state = &place;
	return place.dir < 0 ? -1 : 0;
}

static int remove_place(void **state)
{
	struct place *place = *state;

	close(place->dir);
	folder_release(&place->folder);
	return 0;
}

static int put_file(struct place *place, const char *name, const char *text)
{
	struct io io = place->io;
	struct err err = {0};
	int fd = io.ops->openat(
		io.context, place->dir, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_true(io_write_all(io, fd, text, strlen(text), &err));
	return fd;
}

static void assert_content(struct place *place, const char *name, const char *expected)
{
	struct io io = place->io;
	struct err err = {0};
	struct str out = {0};
	int fd = io.ops->openat(io.context, place->dir, name, O_RDONLY | O_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_true(io_read_all(io, fd, 1 << 20, &out, &err));
	assert_string_equal(str_text(&out), expected);
	io_close(io, fd);
	str_release(&out);
}

static void test_names(void **state)
{
	struct place *place = *state;
	struct io io = place->io;
	struct stat info;

	io_close(io, put_file(place, "a", "one"));
	io_close(io, put_file(place, "b", "two"));
	if (io.ops->exchangeat(io.context, place->dir, "a", "b") == 0) {
		assert_content(place, "a", "two");
		assert_content(place, "b", "one");
		assert_int_equal(io.ops->exchangeat(io.context, place->dir, "a", "c"), -1);
		assert_int_equal(errno, ENOENT);
	} else {
		assert_true(errno == EINVAL || errno == ENOSYS);
		assert_int_equal(io.ops->renameat(io.context, place->dir, "b", "a"), 0);
		io_close(io, put_file(place, "b", "one"));
	}
	assert_int_equal(io.ops->linkat(io.context, place->dir, "a", "c"), 0);
	assert_int_equal(io.ops->fstatat(io.context, place->dir, "a", &info, 0), 0);
	assert_int_equal(info.st_nlink, 2);
	assert_int_equal(io.ops->linkat(io.context, place->dir, "a", "c"), -1);
	assert_int_equal(errno, EEXIST);
	assert_int_equal(io.ops->renameat(io.context, place->dir, "b", "a"), 0);
	assert_content(place, "a", "one");
	assert_content(place, "c", "two");
	assert_int_equal(io.ops->unlinkat(io.context, place->dir, "c"), 0);
	assert_int_equal(io.ops->mkdirat(io.context, place->dir, "c", 0700), 0);
	assert_int_equal(io.ops->fstatat(io.context, place->dir, "c", &info, 0), 0);
	assert_true(S_ISDIR(info.st_mode));
}

static void test_file(void **state)
{
	struct place *place = *state;
	struct io io = place->io;
	struct stat info;
	int fd = put_file(place, "a", "hello");

	assert_int_equal(io.ops->fchmod(io.context, fd, 0640), 0);
	assert_int_equal(io.ops->fchown(io.context, fd, (uid_t)-1, getgid()), 0);
	assert_int_equal(io.ops->fstat(io.context, fd, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0640);
	assert_int_equal(io.ops->allocate(io.context, fd, 0, 8192), 0);
	assert_int_equal(io.ops->fstat(io.context, fd, &info), 0);
	assert_int_equal(info.st_size, 5);
	assert_int_equal(io.ops->ftruncate(io.context, fd, 4), 0);
	assert_int_equal(io.ops->fsync(io.context, fd), 0);
	assert_int_equal(io.ops->fdatasync(io.context, fd), 0);
	io_close(io, fd);
	assert_content(place, "a", "hell");
	assert_int_equal(io.ops->allocate(io.context, -1, 0, 1), -1);
	assert_int_equal(errno, EBADF);
	assert_int_equal(io.ops->openat(io.context, place->dir, "b", O_RDONLY, 0), -1);
	assert_int_equal(errno, ENOENT);
}

/* Nobody can lock what an open file has locked, not even the same process through another one. */
static void test_lock(void **state)
{
	struct place *place = *state;
	struct io io = place->io;
	int fd = put_file(place, "a", "");
	int other = io.ops->openat(io.context, place->dir, "a", O_RDWR | O_CLOEXEC, 0);

	assert_int_equal(io.ops->is_locked(io.context, other), 0);
	assert_int_equal(io.ops->lock(io.context, fd), 0);
	/* Others see it, even with read permission only. */
	int reader = io.ops->openat(io.context, place->dir, "a", O_RDONLY | O_CLOEXEC, 0);
	assert_int_equal(io.ops->is_locked(io.context, reader), 1);
	assert_int_equal(io.ops->is_locked(io.context, fd), 0);
	assert_int_equal(io.ops->is_locked(io.context, -1), -1);
	io_close(io, reader);
	assert_int_equal(io.ops->lock(io.context, other), -1);
	assert_true(errno == EAGAIN || errno == EACCES);
	io_close(io, other);
	/* Closing the other one does not unlock it. */
	other = io.ops->openat(io.context, place->dir, "a", O_RDWR | O_CLOEXEC, 0);
	assert_int_equal(io.ops->lock(io.context, other), -1);
	io_close(io, fd);
	assert_int_equal(io.ops->lock(io.context, other), 0);
	io_close(io, other);
}

static void test_links(void **state)
{
	struct place *place = *state;
	struct io io = place->io;
	struct str real = {0};
	struct str path = {0};
	char target[16];

	io_close(io, put_file(place, "a", ""));
	assert_int_equal(symlinkat("a", place->dir, "b"), 0);
	assert_int_equal(io.ops->readlinkat(io.context, place->dir, "b", target, 16), 1);
	assert_int_equal(target[0], 'a');
	assert_int_equal(io.ops->readlinkat(io.context, place->dir, "a", target, 16), -1);
	assert_int_equal(errno, EINVAL);
	str_appendf(&path, "%s/./b", place->folder.path);
	assert_int_equal(io.ops->realpath(io.context, path.data, &real), 0);
	str_clear(&path);
	str_appendf(&path, "%s/a", place->folder.path);
	assert_string_equal(str_text(&real), str_text(&path));
	assert_int_equal(io.ops->realpath(io.context, "/no such folder", &real), -1);
	assert_int_equal(errno, ENOENT);
	str_release(&real);
	str_release(&path);
}

static void test_list(void **state)
{
	struct place *place = *state;
	struct io io = place->io;
	struct str names = {0};

	assert_int_equal(io.ops->list(io.context, place->dir, &names), 0);
	assert_int_equal(names.len, 0);
	io_close(io, put_file(place, "a", ""));
	io_close(io, put_file(place, "c", ""));
	assert_int_equal(io.ops->list(io.context, place->dir, &names), 0);
	assert_true(str_equal(&names, "a\0c", 4) || str_equal(&names, "c\0a", 4));
	/* The folder can be listed again, and stays open. */
	assert_int_equal(io.ops->list(io.context, place->dir, &names), 0);
	assert_int_equal(names.len, 8);
	assert_int_equal(io.ops->list(io.context, -1, &names), -1);
	str_release(&names);
}

static void test_write_at(void **state)
{
	struct place *place = *state;
	struct io io = place->io;
	struct err err = {0};
	int fd = put_file(place, "a", "hello");

	assert_true(io_write_all_at(io, fd, "LP!", 3, 3, &err));
	io_close(io, fd);
	assert_content(place, "a", "helLP!");
	assert_false(io_write_all_at(io, -1, "x", 1, 0, &err));
	assert_int_equal(err.number, EBADF);
}

static void test_attributes(void **state)
{
	struct place *place = *state;
	struct io io = place->io;
	char large[2000];
	char value[2001];
	int from = put_file(place, "a", "");
	int to = put_file(place, "b", "");

	assert_int_equal(io.ops->copy_attributes(io.context, from, to), 0);
	memset(large, 'x', sizeof(large));
	if (fsetxattr(from, "user.short", "1", 1, 0) != 0 ||
		fsetxattr(from, "user.large", large, sizeof(large), 0) != 0) {
		/* tmpfs before Linux 6.6 has no user attributes */
		assert_true(errno == EOPNOTSUPP || errno == ENOSPC);
		print_message("[  SKIPPED ] this file system has no user attributes\n");
	} else {
		assert_int_equal(io.ops->copy_attributes(io.context, from, to), 0);
		assert_int_equal(fgetxattr(to, "user.short", value, sizeof(value)), 1);
		assert_int_equal(fgetxattr(to, "user.large", value, sizeof(value)), 2000);
		assert_memory_equal(value, large, sizeof(large));
	}
	io_close(io, to);
	io_close(io, from);
	assert_int_equal(io.ops->copy_attributes(io.context, from, to), -1);
	assert_int_equal(errno, EBADF);
}

/* user::rw- user:0:rwx group::r-- mask::rwx other::r--, as linux/posix_acl_xattr.h has it. */
static const unsigned char acl[] = {2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255, 2, 0, 7, 0, 0, 0, 0,
	0, 4, 0, 4, 0, 255, 255, 255, 255, 16, 0, 7, 0, 255, 255, 255, 255, 32, 0, 4, 0, 255, 255,
	255, 255};

/* The copy gets the ACL of the original, and loses one that the original lacks. */
static void test_acl(void **state)
{
	static const char name[] = "system.posix_acl_access";
	struct place *place = *state;
	struct io io = place->io;
	unsigned char value[64];
	int with = put_file(place, "a", "");
	int copy = put_file(place, "b", "");
	int without = put_file(place, "c", "");

	if (fsetxattr(with, name, acl, sizeof(acl), 0) != 0) {
		print_message("[  SKIPPED ] this file system has no ACLs\n");
	} else {
		assert_int_equal(io.ops->copy_attributes(io.context, with, copy), 0);
		assert_int_equal(fgetxattr(copy, name, value, sizeof(value)), sizeof(acl));
		assert_memory_equal(value, acl, sizeof(acl));
		assert_int_equal(io.ops->copy_attributes(io.context, without, copy), 0);
		assert_int_equal(fgetxattr(copy, name, value, sizeof(value)), -1);
		assert_int_equal(errno, ENODATA);
	}
	io_close(io, with);
	io_close(io, copy);
	io_close(io, without);
}

/* A file in memory whose calls are short, interrupted, or fail at one of them. */
struct faulty {
	struct str content;
	size_t at;
	unsigned calls;
	unsigned fails_at; /* number of the failing call, from 1; 0: none */
	int number;        /* errno of that call; 0: it moves no bytes */
};

static ssize_t fault(struct faulty *self)
{
	self->calls++;
	if (self->calls == self->fails_at) {
		errno = self->number;
		return self->number ? -1 : 0;
	}
	if (self->calls % 3 == 0) {
		errno = EINTR;
		return -1;
	}
	return 1;
}

static ssize_t faulty_read(void *context, int fd, void *bytes, size_t len)
{
	struct faulty *self = context;
	ssize_t result = fault(self);
	size_t most = self->content.len - self->at;

	(void)fd;
	if (result != 1)
		return result;
	len = len > 7 ? 7 : len;
	len = len > most ? most : len;
	memcpy(bytes, str_text(&self->content) + self->at, len);
	self->at += len;
	return (ssize_t)len;
}

static ssize_t faulty_write(void *context, int fd, const void *bytes, size_t len)
{
	struct faulty *self = context;
	ssize_t result = fault(self);

	(void)fd;
	if (result != 1)
		return result;
	len = len > 7 ? 7 : len;
	str_append(&self->content, bytes, len);
	return (ssize_t)len;
}

static const struct io_ops faulty_ops = {.read = faulty_read, .write = faulty_write};

static void test_short_calls(void **state)
{
	static const char text[] = "a text that takes several short calls to move";
	struct faulty file = {0};
	struct io io = {.ops = &faulty_ops, .context = &file};
	struct err err = {0};
	struct str out = {0};

	(void)state;
	assert_true(io_write_all(io, 0, text, strlen(text), &err));
	assert_string_equal(str_text(&file.content), text);
	assert_true(io_read_all(io, 0, 1000, &out, &err));
	assert_string_equal(str_text(&out), text);
	assert_int_equal(err.code, ERR_NONE);
	str_release(&out);
	str_release(&file.content);
}

static void test_failed_calls(void **state)
{
	static const char text[] = "a text that takes several short calls to move";
	static const int numbers[] = {ENOSPC, 0};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct faulty file = {.fails_at = 5, .number = numbers[i]};
		struct io io = {.ops = &faulty_ops, .context = &file};
		struct err err = {0};

		assert_false(io_write_all(io, 0, text, strlen(text), &err));
		assert_int_equal(err.code, ERR_SYSTEM);
		assert_int_equal(err.number, ENOSPC);
		str_release(&file.content);
	}

	struct faulty file = {.fails_at = 4, .number = EIO};
	struct io io = {.ops = &faulty_ops, .context = &file};
	struct err err = {0};

	str_append_text(&file.content, text);
	assert_false(io_read_all(io, 0, 1000, &out, &err));
	assert_int_equal(err.number, EIO);
	str_release(&file.content);
	str_release(&out);
}

static void test_limit(void **state)
{
	struct place *place = *state;
	struct str out = {0};
	struct err err = {0};
	int fd = put_file(place, "a", "12345");

	lseek(fd, 0, SEEK_SET);
	assert_true(io_read_all(place->io, fd, 5, &out, &err));
	assert_true(str_equal(&out, "12345", 5));
	str_clear(&out);
	lseek(fd, 0, SEEK_SET);
	assert_false(io_read_all(place->io, fd, 4, &out, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_string_equal(err.message, "the file is larger than 4 bytes");
	assert_int_equal(io_write_all(place->io, fd, "", 0, &err), true);

	/* Larger than any chunk, appended to existing content. */
	struct str large = {0};
	struct err none = {0};

	str_append_repeat(&large, 'y', 1 << 20);
	lseek(fd, 0, SEEK_SET);
	assert_true(io_write_all(place->io, fd, large.data, large.len, &none));
	lseek(fd, 0, SEEK_SET);
	str_set(&out, ">", 1);
	assert_true(io_read_all(place->io, fd, SIZE_MAX, &out, &none));
	assert_int_equal(out.len, large.len + 1);
	assert_memory_equal(out.data + 1, large.data, large.len);
	str_release(&large);
	str_release(&out);
	io_close(place->io, fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_names, make_place, remove_place),
		cmocka_unit_test_setup_teardown(test_file, make_place, remove_place),
		cmocka_unit_test_setup_teardown(test_lock, make_place, remove_place),
		cmocka_unit_test_setup_teardown(test_links, make_place, remove_place),
		cmocka_unit_test_setup_teardown(test_list, make_place, remove_place),
		cmocka_unit_test_setup_teardown(test_write_at, make_place, remove_place),
		cmocka_unit_test_setup_teardown(test_attributes, make_place, remove_place),
		cmocka_unit_test_setup_teardown(test_acl, make_place, remove_place),
		cmocka_unit_test(test_short_calls),
		cmocka_unit_test(test_failed_calls),
		cmocka_unit_test_setup_teardown(test_limit, make_place, remove_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

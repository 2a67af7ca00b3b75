/*
 * Replacing a file when two things go wrong: a call fails after another one failed or somebody else
 * wrote, and calls that report an error although they succeeded.
 */
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define OLD "old text\n"
#define NEW "new and longer text\n"
#define THEIRS "their text\n"

/* What a call does instead, by its number among calls of its kind. */
struct twist {
	enum fault_call call;
	size_t nth;   /* from 1; 0: each */
	int number;   /* errno; 0: it works */
	bool is_done; /* although it reports an error */
	void (*before)(struct folder *folder);
};

enum { MAX_TWISTS = 4 };

struct desk {
	struct folder folder;
	struct io_ops ops;
	struct twist twists[MAX_TWISTS];
	size_t counts[N_CALLS];
	size_t shift; /* of all devices that stat by name reports */
	unsigned ids;
	struct file_stamp stamp;
	struct err err;
};

static const struct io_ops *real_ops(void)
{
	return io_system().ops;
}

/* Does this call fail? Then errno says how; *done says whether to make the call anyway. */
static bool is_twisted(struct desk *desk, enum fault_call call, bool *is_done)
{
	size_t nth = ++desk->counts[call];

	*is_done = true;
	for (size_t i = 0; i < MAX_TWISTS; i++) {
		const struct twist *twist = &desk->twists[i];

		if (twist->call != call || (twist->nth != 0 && twist->nth != nth))
			continue;
		if (twist->before)
			twist->before(&desk->folder);
		*is_done = twist->number == 0 || twist->is_done;
		errno = twist->number;
		return twist->number != 0;
	}
	return false;
}

/* The result of a call that may have been made and may report an error. */
#define TWISTED(context, call, real)                                                               \
	do {                                                                                       \
		bool is_done;                                                                      \
		bool is_failed = is_twisted(context, call, &is_done);                              \
		int number = errno;                                                                \
		int result = is_done ? (real) : -1;                                                \
                                                                                                   \
		if (is_failed)                                                                     \
			errno = number;                                                            \
		return is_failed ? -1 : result;                                                    \
	} while (0)

static int twisted_openat(void *context, int dir, const char *name, int flags, mode_t mode)
{
	/* Only those of the file itself, and of new ones. */
	if ((flags & (O_RDWR | O_EXCL)) == 0)
		return real_ops()->openat(NULL, dir, name, flags, mode);
	TWISTED(context, CALL_OPENAT, real_ops()->openat(NULL, dir, name, flags, mode));
}

static int twisted_fsync(void *context, int fd)
{
	TWISTED(context, CALL_FSYNC, real_ops()->fsync(NULL, fd));
}

static int twisted_ftruncate(void *context, int fd, off_t len)
{
	TWISTED(context, CALL_FTRUNCATE, real_ops()->ftruncate(NULL, fd, len));
}

static int twisted_fchown(void *context, int fd, uid_t owner, gid_t group)
{
	TWISTED(context, CALL_FCHOWN, real_ops()->fchown(NULL, fd, owner, group));
}

static int twisted_fstatat(void *context, int dir, const char *name, struct stat *out, int flags)
{
	struct desk *desk = context;
	int result = real_ops()->fstatat(NULL, dir, name, out, flags);

	out->st_dev += desk->shift;
	return result;
}

static int twisted_linkat(void *context, int dir, const char *from, const char *to)
{
	TWISTED(context, CALL_LINKAT, real_ops()->linkat(NULL, dir, from, to));
}

static int twisted_renameat(void *context, int dir, const char *from, const char *to)
{
	TWISTED(context, CALL_RENAMEAT, real_ops()->renameat(NULL, dir, from, to));
}

static int twisted_exchangeat(void *context, int dir, const char *a, const char *b)
{
	TWISTED(context, CALL_EXCHANGEAT, real_ops()->exchangeat(NULL, dir, a, b));
}

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	desk->ops = *real_ops();
	desk->ops.openat = twisted_openat;
	desk->ops.fsync = twisted_fsync;
	desk->ops.ftruncate = twisted_ftruncate;
	desk->ops.fchown = twisted_fchown;
	desk->ops.fstatat = twisted_fstatat;
	desk->ops.linkat = twisted_linkat;
	desk->ops.renameat = twisted_renameat;
	desk->ops.exchangeat = twisted_exchangeat;
	folder_put_text(&desk->folder, "a", OLD);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	folder_release(&desk->folder);
	free(desk);
	return 0;
}

/* Replaces a name in the folder; base NULL: a new file. */
static enum file_result replace_name(
	struct desk *desk, const char *name, const char *base, const char *text, bool is_anew)
{
	struct id_source ids = counting_ids(&desk->ids);
	struct str old = {0};
	struct str new = {0};
	char path[256];
	struct file_save save = {
		.path = path,
		.base = base ? &old : NULL,
		.bytes = &new,
		.ids = &ids,
		.is_anew = is_anew,
	};
	enum file_result result;

	str_append_text(&old, base ? base : "");
	str_append_text(&new, text);
	snprintf(path, sizeof(path), "%s", folder_path(&desk->folder, name));
	memset(desk->counts, 0, sizeof(desk->counts));
	desk->err = (struct err){0};
	result = file_replace((struct io){&desk->ops, desk}, &save, &desk->stamp, &desk->err);
	str_release(&old);
	str_release(&new);
	return result;
}

static enum file_result replace(struct desk *desk)
{
	return replace_name(desk, "a", OLD, NEW, false);
}

static enum file_result create(struct desk *desk)
{
	return replace_name(desk, "new", NULL, NEW, false);
}

static void twist(struct desk *desk, size_t at, struct twist twist)
{
	desk->twists[at] = twist;
}

/* No exchange and, where noted, no links either. */
static void use_rename(struct desk *desk, bool has_links)
{
	twist(desk, 0, (struct twist){.call = CALL_EXCHANGEAT, .number = EINVAL});
	if (!has_links)
		twist(desk, 1, (struct twist){.call = CALL_LINKAT, .number = EPERM});
}

static bool says(const struct desk *desk, const char *part)
{
	return strstr(desk->err.message, part) != NULL;
}

static void write_theirs(struct folder *folder)
{
	folder_replace(folder, "a", THEIRS);
}

static void remove_it(struct folder *folder)
{
	assert_int_equal(unlink(folder_path(folder, "a")), 0);
}

/* --- calls that report an error although they succeeded --- */

/* As a request to a file server that is sent twice: the second time it is already done. */
static void test_done_all_the_same(void **state)
{
	struct desk *desk = *state;

	twist(desk, 0, (struct twist){.call = CALL_LINKAT, .number = EEXIST, .is_done = true});
	assert_int_equal(create(desk), FILE_SAVED);
	assert_true(folder_holds(&desk->folder, "new", NEW));
	assert_int_equal(folder_count(&desk->folder), 2);
	use_rename(desk, false);
	twist(desk, 2, (struct twist){.call = CALL_RENAMEAT, .number = ENOENT, .is_done = true});
	assert_int_equal(replace(desk), FILE_SAVED);
	assert_true(folder_holds(&desk->folder, "a", NEW));
	assert_int_equal(folder_count(&desk->folder), 2);
	assert_int_equal(desk->err.code, ERR_NONE);
}

/* --- two failures --- */

/* Somebody wrote before the exchange, and it cannot be reverted: theirs is kept under a name. */
static void test_not_given_back(void **state)
{
	struct desk *desk = *state;

	twist(desk, 0, (struct twist){.call = CALL_EXCHANGEAT, .nth = 1, .before = write_theirs});
	twist(desk, 1, (struct twist){.call = CALL_EXCHANGEAT, .nth = 2, .number = EIO});
	assert_int_equal(replace(desk), FILE_CHANGED);
	assert_true(says(desk, "one version is kept as"));
	assert_true(folder_has_bytes(&desk->folder, THEIRS));
	assert_true(folder_holds(&desk->folder, "a", NEW));
	assert_int_equal(folder_count_suffix(&desk->folder, ".kept"), 1);
	assert_int_equal(folder_count(&desk->folder), 2);
}

/* The folder was not synced, and the old file cannot be restored: the new text is there, and it is
 * reported that it may not last. Nothing is synced a second time. */
static void test_not_restored(void **state)
{
	struct desk *desk = *state;

	use_rename(desk, true);
	twist(desk, 1, (struct twist){.call = CALL_FSYNC, .nth = 2, .number = EIO});
	twist(desk, 2, (struct twist){.call = CALL_RENAMEAT, .nth = 2, .number = EIO});
	assert_int_equal(replace(desk), FILE_FAILED);
	assert_int_equal(desk->err.code, ERR_UNSYNCED);
	assert_int_equal(desk->err.number, EIO);
	assert_int_equal(desk->counts[CALL_FSYNC], 2);
	assert_true(folder_holds(&desk->folder, "a", NEW));
	assert_int_equal(folder_count(&desk->folder), 1);
}

/* Without a backup the old text is written again, which can fail at each step. */
static void test_not_written_back(void **state)
{
	static const struct twist cases[] = {
		{.call = CALL_OPENAT, .nth = 3, .number = ENOSPC},
		{.call = CALL_RENAMEAT, .nth = 2, .number = EIO},
	};
	struct desk *desk = *state;

	use_rename(desk, false);
	twist(desk, 2, (struct twist){.call = CALL_FSYNC, .nth = 2, .number = EIO});
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		folder_put_text(&desk->folder, "a", OLD);
		twist(desk, 3, cases[i]);
		assert_int_equal(replace(desk), FILE_FAILED);
		assert_int_equal(desk->err.code, ERR_UNSYNCED);
		assert_true(folder_holds(&desk->folder, "a", NEW));
		assert_int_equal(folder_count(&desk->folder), 1);
	}
}

/* Somebody else wrote before ours was reverted: theirs stays, and nothing claims that ours is in
 * the file. */
static void test_written_meanwhile(void **state)
{
	struct desk *desk = *state;

	for (int has_links = 0; has_links < 2; has_links++) {
		memset(desk->twists, 0, sizeof(desk->twists));
		folder_put_text(&desk->folder, "a", OLD);
		use_rename(desk, has_links);
		twist(desk, 2,
			(struct twist){.call = CALL_FSYNC,
				.nth = 2,
				.number = EIO,
				.before = write_theirs});
		assert_int_equal(replace(desk), FILE_CHANGED);
		assert_int_equal(desk->err.code, ERR_CHANGED);
		assert_true(folder_holds(&desk->folder, "a", THEIRS));
		assert_int_equal(folder_count(&desk->folder), 1);
	}
	/* The same if the old text cannot be written anywhere, and if ours was removed. */
	folder_put_text(&desk->folder, "a", OLD);
	use_rename(desk, false);
	twist(desk, 3, (struct twist){.call = CALL_OPENAT, .nth = 3, .number = ENOSPC});
	assert_int_equal(replace(desk), FILE_CHANGED);
	assert_true(folder_holds(&desk->folder, "a", THEIRS));
	assert_int_equal(folder_count(&desk->folder), 1);
	folder_put_text(&desk->folder, "a", OLD);
	desk->twists[2].before = remove_it;
	assert_int_equal(replace(desk), FILE_CHANGED);
	assert_int_equal(folder_count(&desk->folder), 0);
}

/* In place: the new text is not durable, and the file cannot be cut to the old one. */
static void test_not_put_back(void **state)
{
	struct desk *desk = *state;

	twist(desk, 0, (struct twist){.call = CALL_EXCHANGEAT, .number = EBUSY});
	twist(desk, 1, (struct twist){.call = CALL_FSYNC, .nth = 2, .number = EIO});
	twist(desk, 2, (struct twist){.call = CALL_FTRUNCATE, .number = EIO});
	assert_int_equal(replace(desk), FILE_FAILED);
	assert_string_equal(desk->err.message,
		"the file is only partly written and cannot be repaired: "
		"the new text did not reach the disk: Input/output error");
	assert_int_equal(desk->counts[CALL_FSYNC], 2);
	/* All of the old text is there; what follows it is not cut off. */
	assert_true(folder_has(&desk->folder, "a", OLD));
}

/* --- names --- */

/* Every name tried is taken: it gives up eventually, and nobody's file is removed. */
static void test_no_free_name(void **state)
{
	struct desk *desk = *state;

	twist(desk, 0, (struct twist){.call = CALL_LINKAT, .number = EEXIST});
	twist(desk, 1, (struct twist){.call = CALL_EXCHANGEAT, .number = EINVAL});
	assert_int_equal(replace(desk), FILE_FAILED);
	assert_string_equal(
		desk->err.message, "a backup of the file cannot be created: File exists");
	assert_true(desk->counts[CALL_LINKAT] > 1 && desk->counts[CALL_LINKAT] < 100);
	/* A single taken name is not a reason to give up. */
	twist(desk, 0, (struct twist){.call = CALL_LINKAT, .nth = 1, .number = EEXIST});
	assert_int_equal(replace(desk), FILE_SAVED);
	assert_int_equal(folder_count(&desk->folder), 1);
	twist(desk, 0, (struct twist){.call = CALL_OPENAT, .number = EEXIST});
	assert_int_equal(create(desk), FILE_FAILED);
	assert_string_equal(desk->err.message, "the file cannot be opened: File exists");
}

static void test_no_free_temporary_name(void **state)
{
	struct desk *desk = *state;
	struct id_source ids = counting_ids(&desk->ids);

	for (int i = 0; i < 8; i++) {
		char name[64], id[ID_SIZE];

		id_source_next(&ids, id);
		snprintf(name, sizeof(name), ".a.%s.tmp", id);
		folder_put_text(&desk->folder, name, "precious");
	}
	desk->ids = 0;
	assert_int_equal(replace(desk), FILE_FAILED);
	assert_string_equal(
		desk->err.message, "a new file cannot be created in the folder: File exists");
	assert_true(folder_holds(&desk->folder, "a", OLD));
	assert_int_equal(folder_count_suffix(&desk->folder, ".tmp"), 8);
	assert_int_equal(replace(desk), FILE_SAVED);
}

/* A file with the maximum number of links gets no other: then there is no backup. */
static void test_too_many_names(void **state)
{
	struct desk *desk = *state;

	twist(desk, 0, (struct twist){.call = CALL_LINKAT, .number = EMLINK});
	twist(desk, 1, (struct twist){.call = CALL_EXCHANGEAT, .number = EINVAL});
	assert_int_equal(replace(desk), FILE_SAVED);
	assert_true(folder_holds(&desk->folder, "a", NEW));
	assert_int_equal(folder_count(&desk->folder), 1);
}

/* --- the file is removed, or replaced --- */

/* Removed at the last moment: it is not recreated from what was opened. */
static void test_removed(void **state)
{
	static const enum fault_call calls[] = {CALL_EXCHANGEAT, CALL_LINKAT};
	struct desk *desk = *state;

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		memset(desk->twists, 0, sizeof(desk->twists));
		folder_put_text(&desk->folder, "a", OLD);
		twist(desk, 0, (struct twist){.call = calls[i], .before = remove_it});
		if (calls[i] == CALL_LINKAT)
			twist(desk, 1, (struct twist){.call = CALL_EXCHANGEAT, .number = EINVAL});
		assert_int_equal(replace(desk), FILE_CHANGED);
		assert_string_equal(desk->err.message, "the file has changed since it was opened");
		assert_int_equal(folder_count(&desk->folder), 0);
	}
}

/* The same inode number on another device, mounted there meanwhile, is another file. */
static void test_other_device(void **state)
{
	struct desk *desk = *state;
	char path[256];

	snprintf(path, sizeof(path), "%s", folder_path(&desk->folder, "a"));
	use_rename(desk, true);
	desk->shift = 1;
	assert_int_equal(replace(desk), FILE_CHANGED);
	assert_true(folder_holds(&desk->folder, "a", OLD));
	assert_int_equal(folder_count(&desk->folder), 1);
	desk->shift = 0;
	assert_int_equal(replace(desk), FILE_SAVED);
	assert_true(file_is_same(io_system(), path, &desk->stamp));
	desk->shift = 1;
	assert_false(file_is_same((struct io){&desk->ops, desk}, path, &desk->stamp));
}

/* Setting the group fails for another reason than a missing permission. */
static void test_group_not_given(void **state)
{
	struct desk *desk = *state;

	if (geteuid() != 0)
		skip();
	assert_int_equal(chown(folder_path(&desk->folder, "a"), (uid_t)-1, 4), 0);
	twist(desk, 0, (struct twist){.call = CALL_FCHOWN, .number = EIO});
	assert_int_equal(replace(desk), FILE_FAILED);
	assert_string_equal(desk->err.message,
		"the file's owner, mode and attributes cannot be kept: Input/output error");
	assert_true(folder_holds(&desk->folder, "a", OLD));
	assert_int_equal(folder_count(&desk->folder), 1);
}

/* A file that cannot be changed because of an attribute of its file system. */
static void test_immutable(void **state)
{
	struct desk *desk = *state;

	twist(desk, 0, (struct twist){.call = CALL_OPENAT, .number = EPERM});
	assert_int_equal(replace(desk), FILE_FAILED);
	assert_string_equal(desk->err.message, "the file is read-only: Operation not permitted");
	assert_true(folder_holds(&desk->folder, "a", OLD));
}

static void test_no_folder(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(replace_name(desk, "a/below", NULL, NEW, false), FILE_FAILED);
	assert_non_null(strstr(desk->err.message, "/a' is not a folder"));
	assert_true(folder_holds(&desk->folder, "a", OLD));
}

/* --- paths --- */

/* Whether the file exists cannot be determined: it is not assumed missing. */
static void test_not_looked_at(void **state)
{
	struct fault_io fault = {.is_missing = {[CALL_FSTATAT] = true}, .missing_number = EACCES};
	struct file_stamp none = {0};

	(void)state;
	assert_false(file_is_same(fault_io(&fault), "/nowhere", &none));
	fault.missing_number = ENOENT;
	assert_true(file_is_same(fault_io(&fault), "/nowhere", &none));
	fault_io_release(&fault);
}

/* Every part of the stamp counts: here, a second and a part of one. */
static void test_touched(void **state)
{
	static const struct timespec times[] = {{1700000001, 5}, {1700000000, 6}};
	const struct timespec at = {1700000000, 5};
	struct desk *desk = *state;
	struct str bytes = {0};
	char path[256];

	snprintf(path, sizeof(path), "%s", folder_path(&desk->folder, "a"));
	assert_int_equal(utimensat(AT_FDCWD, path, (struct timespec[]){at, at}, 0), 0);
	assert_true(file_load(io_system(), path, &bytes, &desk->stamp, NULL));
	assert_true(file_is_same(io_system(), path, &desk->stamp));
	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
		struct timespec both[] = {times[i], times[i]};

		assert_int_equal(utimensat(AT_FDCWD, path, both, 0), 0);
		assert_false(file_is_same(io_system(), path, &desk->stamp));
	}
	str_release(&bytes);
}

static void test_paths_in_root(void **state)
{
	struct str path = {0};

	(void)state;
	assert_true(file_real_path(io_system(), "/no-such-document.yaml", &path, NULL));
	assert_string_equal(path.data, "/no-such-document.yaml");
	str_release(&path);
}

/* --- without an edit --- */

/* The present file may not last: the same bytes are written again, to another file. */
static void test_anew(void **state)
{
	struct desk *desk = *state;
	struct stat before, after;

	folder_stat(&desk->folder, "a", &before);
	assert_int_equal(replace_name(desk, "a", OLD, OLD, false), FILE_SAVED);
	folder_stat(&desk->folder, "a", &after);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(replace_name(desk, "a", OLD, OLD, true), FILE_SAVED);
	folder_stat(&desk->folder, "a", &after);
	assert_int_not_equal(before.st_ino, after.st_ino);
	assert_int_equal(desk->counts[CALL_FSYNC], 2);
	assert_true(folder_holds(&desk->folder, "a", OLD));
}

/* The result reports it, too, and the first error wins. */
static void test_no_error_wanted(void **state)
{
	struct desk *desk = *state;
	struct id_source ids = counting_ids(&desk->ids);
	struct str empty = {0};
	char path[256];
	struct file_save save = {.path = path, .base = &empty, .bytes = &empty, .ids = &ids};

	snprintf(path, sizeof(path), "%s", folder_path(&desk->folder, "a"));
	assert_int_equal(file_replace(io_system(), &save, NULL, NULL), FILE_CHANGED);
	err_set(&desk->err, ERR_USAGE, "first");
	assert_int_equal(file_replace(io_system(), &save, NULL, &desk->err), FILE_CHANGED);
	assert_string_equal(desk->err.message, "first");
	assert_true(folder_holds(&desk->folder, "a", OLD));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_done_all_the_same),
		TEST(test_not_given_back),
		TEST(test_not_restored),
		TEST(test_not_written_back),
		TEST(test_written_meanwhile),
		TEST(test_not_put_back),
		TEST(test_no_free_name),
		TEST(test_no_free_temporary_name),
		TEST(test_too_many_names),
		TEST(test_removed),
		TEST(test_other_device),
		TEST(test_group_not_given),
		TEST(test_immutable),
		TEST(test_no_folder),
		TEST(test_not_looked_at),
		TEST(test_touched),
		TEST(test_paths_in_root),
		TEST(test_anew),
		TEST(test_no_error_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

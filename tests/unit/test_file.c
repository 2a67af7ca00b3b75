/* Reading and replacing files, on a real folder. */
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOBODY = 65534 };

struct place {
	struct folder folder;
	struct fault_io fault;
	unsigned ids;
	struct err err;
	struct file_stamp stamp;
};

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	folder_init(&place->folder);
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;

	fault_io_release(&place->fault);
	folder_release(&place->folder);
	free(place);
	return 0;
}

static struct str text(const char *bytes)
{
	struct str str = {0};

	str_append_text(&str, bytes);
	return str;
}

/* Replaces a name in the folder; base NULL: a new file. */
static enum file_result replace(
	struct place *place, const char *name, const char *base, const char *bytes)
{
	struct str old = text(base ? base : "");
	struct str new = text(bytes);
	struct id_source ids = counting_ids(&place->ids);
	char path[512];
	struct file_save save = {
		.path = path,
		.base = base ? &old : NULL,
		.bytes = &new,
		.ids = &ids,
	};
	enum file_result result;

	snprintf(path, sizeof(path), "%s", folder_path(&place->folder, name));
	place->err = (struct err){0};
	result = file_replace(fault_io(&place->fault), &save, &place->stamp, &place->err);
	str_release(&old);
	str_release(&new);
	return result;
}

/* --- loading --- */

static bool load(struct place *place, const char *name, struct str *out)
{
	place->err = (struct err){0};
	str_clear(out);
	return file_load(
		io_system(), folder_path(&place->folder, name), out, &place->stamp, &place->err);
}

static void test_load(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct str out = {0};

	folder_put(folder, "a", "one\0two\r\n", 9);
	assert_true(load(place, "a", &out));
	assert_true(str_equal(&out, "one\0two\r\n", 9));
	assert_true(place->stamp.exists);
	assert_int_equal(place->stamp.size, 9);
	folder_put_text(folder, "empty", "");
	assert_true(load(place, "empty", &out));
	assert_int_equal(out.len, 0);
	str_release(&out);
}

static void make_socket(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strncpy(address.sun_path, path, sizeof(address.sun_path) - 1);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	close(fd);
}

static void test_load_sentences(void **state)
{
	static const struct {
		const char *name;
		enum err_code code;
		const char *message;
	} cases[] = {
		{"missing", ERR_MISSING, "there is no such file"},
		{"file/below", ERR_MISSING,
			"there is no such file; a part of the path is not a folder"},
		{"folder", ERR_USAGE, "this is a folder, not a file"},
		{"pipe", ERR_USAGE, "this is not a regular file"},
		{"socket", ERR_USAGE, "this is not a regular file"},
		{"large", ERR_LIMIT, "the file is larger than 16 MiB"},
		{"loop", ERR_SYSTEM,
			"the file cannot be opened: Too many levels of symbolic links"},
	};
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct str out = {0};

	folder_put_text(folder, "file", "x");
	assert_int_equal(mkdir(folder_path(folder, "folder"), 0700), 0);
	assert_int_equal(mkfifo(folder_path(folder, "pipe"), 0600), 0);
	make_socket(folder_path(folder, "socket"));
	folder_put_text(folder, "large", "");
	assert_int_equal(truncate(folder_path(folder, "large"), 16 * 1024 * 1024 + 1), 0);
	assert_int_equal(symlink("loop", folder_path(folder, "loop")), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_false(load(place, cases[i].name, &out));
		assert_int_equal(place->err.code, cases[i].code);
		assert_string_equal(place->err.message, cases[i].message);
		assert_string_equal(place->err.path, folder_path(folder, cases[i].name));
	}
	assert_int_equal(truncate(folder_path(folder, "large"), 16 * 1024 * 1024), 0);
	assert_true(load(place, "large", &out));
	str_release(&out);
}

static void test_stamp(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct str out = {0};
	struct file_stamp none = {0};
	char path[512];

	snprintf(path, sizeof(path), "%s", folder_path(folder, "a"));
	assert_true(file_is_same(io_system(), path, &none));
	folder_put_text(folder, "a", "one");
	assert_false(file_is_same(io_system(), path, &none));
	assert_true(load(place, "a", &out));
	assert_true(file_is_same(io_system(), path, &place->stamp));
	folder_replace(folder, "a", "two");
	assert_false(file_is_same(io_system(), path, &place->stamp));
	assert_true(load(place, "a", &out));
	folder_put_text(folder, "a", "three");
	assert_false(file_is_same(io_system(), path, &place->stamp));
	assert_true(load(place, "a", &out));
	unlink(path);
	assert_false(file_is_same(io_system(), path, &place->stamp));
	str_release(&out);
}

static void test_real_path(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct str real = {0};
	struct str expected = {0};
	struct err err = {0};

	assert_int_equal(mkdir(folder_path(folder, "d"), 0700), 0);
	assert_int_equal(symlink("d", folder_path(folder, "e")), 0);
	folder_put_text(folder, "d/a", "x");
	assert_int_equal(symlink("e/b", folder_path(folder, "link")), 0);
	assert_int_equal(symlink("a", folder_path(folder, "d/b")), 0);
	assert_true(file_real_path(io_system(), folder_path(folder, "link"), &real, &err));
	str_append_text(&expected, folder_path(folder, "d/a"));
	assert_string_equal(real.data, expected.data);
	str_clear(&real);
	str_clear(&expected);
	/* The file need not exist. */
	assert_true(file_real_path(io_system(), folder_path(folder, "e/../d/new"), &real, &err));
	str_append_text(&expected, folder_path(folder, "d/new"));
	assert_string_equal(real.data, expected.data);
	assert_false(file_real_path(io_system(), folder_path(folder, "no/new"), &real, &err));
	str_release(&real);
	str_release(&expected);
}

/* --- replacing --- */

static void test_replace(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct stat before, after;

	folder_put_text(folder, "a", "old");
	assert_int_equal(chmod(folder_path(folder, "a"), 0640), 0);
	folder_stat(folder, "a", &before);
	assert_int_equal(replace(place, "a", "old", "new text"), FILE_SAVED);
	assert_true(folder_holds(folder, "a", "new text"));
	folder_stat(folder, "a", &after);
	assert_int_equal(after.st_mode & 07777, 0640);
	assert_true(before.st_ino != after.st_ino);
	assert_int_equal(folder_count(folder), 1);
	assert_true(file_is_same(io_system(), folder_path(folder, "a"), &place->stamp));
	assert_int_equal(place->err.code, ERR_NONE);
}

static void test_mode(void **state)
{
	static const mode_t modes[] = {0600, 0644, 0664, 0400 | 0200, 0777, 02660, 0604};
	struct place *place = *state;
	struct folder *folder = &place->folder;

	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		struct stat after;

		folder_put_text(folder, "a", "old");
		assert_int_equal(chmod(folder_path(folder, "a"), modes[i]), 0);
		assert_int_equal(replace(place, "a", "old", "new"), FILE_SAVED);
		folder_stat(folder, "a", &after);
		assert_int_equal(after.st_mode & 07777, modes[i]);
		unlink(folder_path(folder, "a"));
	}
}

static void test_group(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct stat after;

	if (geteuid() != 0)
		skip();
	folder_put_text(folder, "a", "old");
	assert_int_equal(chown(folder_path(folder, "a"), NOBODY, 4), 0);
	assert_int_equal(replace(place, "a", "old", "new"), FILE_SAVED);
	folder_stat(folder, "a", &after);
	assert_int_equal(after.st_uid, NOBODY);
	assert_int_equal(after.st_gid, 4);
}

/* A new file has the mode of any other new file, or a private one. */
static void test_create(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct stat stat;
	struct str bytes = text("secret");
	struct id_source ids = counting_ids(&place->ids);
	struct file_save save = {.bytes = &bytes, .ids = &ids, .is_private = true};
	mode_t old = umask(027);

	assert_int_equal(replace(place, "a", NULL, "new"), FILE_SAVED);
	assert_true(folder_holds(folder, "a", "new"));
	folder_stat(folder, "a", &stat);
	assert_int_equal(stat.st_mode & 07777, 0640);
	assert_int_equal(stat.st_nlink, 1);
	assert_true(file_is_same(io_system(), folder_path(folder, "a"), &place->stamp));
	save.path = folder_path(folder, "b");
	assert_int_equal(file_replace(io_system(), &save, NULL, NULL), FILE_SAVED);
	folder_stat(folder, "b", &stat);
	assert_int_equal(stat.st_mode & 07777, 0600);
	assert_int_equal(folder_count(folder), 2);
	umask(old);
	str_release(&bytes);
}

static void test_create_without_links(void **state)
{
	struct place *place = *state;

	place->fault.is_missing[CALL_LINKAT] = true;
	place->fault.missing_number = EPERM; /* as FAT reports */
	assert_int_equal(replace(place, "a", NULL, "new"), FILE_SAVED);
	assert_true(folder_holds(&place->folder, "a", "new"));
	assert_int_equal(replace(place, "a", NULL, "other"), FILE_CHANGED);
	assert_true(folder_holds(&place->folder, "a", "new"));
	assert_int_equal(folder_count(&place->folder), 1);
}

static void test_changed(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;

	folder_put_text(folder, "a", "theirs");
	assert_int_equal(replace(place, "a", "old", "new"), FILE_CHANGED);
	assert_int_equal(place->err.code, ERR_CHANGED);
	assert_int_equal(replace(place, "a", "their_", "new"), FILE_CHANGED);
	assert_int_equal(replace(place, "a", NULL, "new"), FILE_CHANGED);
	assert_true(folder_holds(folder, "a", "theirs"));
	assert_int_equal(replace(place, "b", "old", "new"), FILE_CHANGED);
	assert_int_equal(folder_count(folder), 1);
}

/* Saving the same content writes nothing. */
/* How many syncs of folders, or of files, there were. */
static size_t count_syncs(const struct place *place, bool of_folders)
{
	size_t n = 0;

	for (size_t i = 0; i < place->fault.n_log; i++)
		n += place->fault.log[i].call == CALL_FSYNC &&
		     place->fault.log[i].is_folder == of_folders;
	return n;
}

/* Nothing is written, but its writer may not have synced it, nor its name. */
static void test_unchanged(void **state)
{
	struct place *place = *state;
	struct stat before, after;

	folder_put_text(&place->folder, "a", "same");
	folder_stat(&place->folder, "a", &before);
	assert_int_equal(replace(place, "a", "same", "same"), FILE_SAVED);
	folder_stat(&place->folder, "a", &after);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_memory_equal(&before.st_mtim, &after.st_mtim, sizeof(before.st_mtim));
	assert_memory_equal(&before.st_ctim, &after.st_ctim, sizeof(before.st_ctim));
	assert_int_equal(count_syncs(place, false), 1);
	assert_int_equal(count_syncs(place, true), 1);
}

static void test_links(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct stat stat;

	assert_int_equal(mkdir(folder_path(folder, "d"), 0700), 0);
	folder_put_text(folder, "d/a", "old");
	assert_int_equal(symlink("d/a", folder_path(folder, "l1")), 0);
	assert_int_equal(symlink("l1", folder_path(folder, "l2")), 0);
	assert_int_equal(replace(place, "l2", "old", "new"), FILE_SAVED);
	assert_true(folder_holds(folder, "d/a", "new"));
	folder_stat(folder, "l2", &stat);
	assert_true(S_ISLNK(stat.st_mode));
	folder_stat(folder, "l1", &stat);
	assert_true(S_ISLNK(stat.st_mode));
	/* With a whole path in it. */
	char target[128];
	snprintf(target, sizeof(target), "%s", folder_path(folder, "d/a"));
	assert_int_equal(symlink(target, folder_path(folder, "l5")), 0);
	assert_int_equal(replace(place, "l5", "new", "newer"), FILE_SAVED);
	assert_true(folder_holds(folder, "d/a", "newer"));
	/* A link to nothing yet: its target is created. */
	assert_int_equal(symlink("d/b", folder_path(folder, "l3")), 0);
	assert_int_equal(replace(place, "l3", NULL, "fresh"), FILE_SAVED);
	assert_true(folder_holds(folder, "d/b", "fresh"));
	folder_stat(folder, "l3", &stat);
	assert_true(S_ISLNK(stat.st_mode));
	assert_int_equal(symlink("l4", folder_path(folder, "l4")), 0);
	assert_int_equal(replace(place, "l4", NULL, "x"), FILE_FAILED);
}

static void test_hard_link(void **state)
{
	static const char *const texts[] = {"old", "longer text", "s", ""};
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct stat stat;
	char other[512];

	folder_put_text(folder, "a", texts[0]);
	snprintf(other, sizeof(other), "%s", folder_path(folder, "b"));
	assert_int_equal(link(folder_path(folder, "a"), other), 0);
	for (size_t i = 1; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_int_equal(replace(place, "a", texts[i - 1], texts[i]), FILE_SAVED);
		assert_true(folder_holds(folder, "a", texts[i]));
		assert_true(folder_holds(folder, "b", texts[i]));
		assert_true(file_is_same(io_system(), other, &place->stamp));
	}
	folder_stat(folder, "a", &stat);
	assert_int_equal(stat.st_nlink, 2);
	assert_int_equal(replace(place, "a", "else", "new"), FILE_CHANGED);
}

/* Becomes a user subject to permissions. Returns false if it cannot. */
static bool become_nobody(struct place *place)
{
	if (geteuid() != 0)
		return true;
	return chown(place->folder.path, NOBODY, NOBODY) == 0 && setegid(NOBODY) == 0 &&
	       seteuid(NOBODY) == 0;
}

static void become_self(void)
{
	if (getuid() == 0) {
		assert_int_equal(seteuid(0), 0);
		assert_int_equal(setegid(0), 0);
	}
}

static void test_read_only_file(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct stat stat;

	folder_put_text(folder, "a", "old");
	assert_int_equal(chmod(folder_path(folder, "a"), 0444), 0);
	/* For every user, even root. */
	assert_int_equal(replace(place, "a", "old", "new"), FILE_FAILED);
	assert_string_equal(place->err.message, "the file is read-only");
	assert_true(folder_holds(folder, "a", "old"));
	folder_stat(folder, "a", &stat);
	assert_int_equal(stat.st_mode & 07777, 0444);
	assert_int_equal(folder_count(folder), 1);
}

static void test_read_only_folder(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	enum file_result in_place, created;
	struct stat before, after;

	if (!become_nobody(place))
		skip();
	folder_put_text(folder, "a", "old");
	folder_stat(folder, "a", &before);
	chmod(folder->path, 0500);
	in_place = replace(place, "a", "old", "new text");
	created = replace(place, "b", NULL, "new");
	chmod(folder->path, 0700);
	become_self();
	assert_int_equal(in_place, FILE_SAVED);
	assert_true(folder_holds(folder, "a", "new text"));
	folder_stat(folder, "a", &after);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(created, FILE_FAILED);
	assert_string_equal(place->err.message,
		"a new file cannot be created in the folder: Permission denied");
	assert_int_equal(folder_count(folder), 1);
}

/* A file that belongs to somebody else but is writable keeps its owner. */
static void test_foreign_owner(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	enum file_result writable, closed;
	struct stat before, after;

	if (geteuid() != 0)
		skip();
	folder_put_text(folder, "a", "old");
	chmod(folder_path(folder, "a"), 0666);
	folder_put_text(folder, "b", "old");
	chmod(folder_path(folder, "b"), 0644);
	folder_stat(folder, "a", &before);
	assert_true(become_nobody(place));
	writable = replace(place, "a", "old", "new");
	closed = replace(place, "b", "old", "new");
	become_self();
	assert_int_equal(writable, FILE_SAVED);
	folder_stat(folder, "a", &after);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(after.st_uid, 0);
	assert_true(folder_holds(folder, "a", "new"));
	assert_int_equal(closed, FILE_FAILED);
	assert_string_equal(place->err.message, "the file is read-only: Permission denied");
	assert_true(folder_holds(folder, "b", "old"));
}

/* A new file cannot get the group: the old file is written. */
static void test_foreign_group(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	enum file_result result;
	struct stat after;

	if (geteuid() != 0)
		skip();
	folder_put_text(folder, "a", "old");
	assert_int_equal(chown(folder_path(folder, "a"), NOBODY, 4), 0);
	assert_true(become_nobody(place));
	result = replace(place, "a", "old", "new");
	become_self();
	assert_int_equal(result, FILE_SAVED);
	folder_stat(folder, "a", &after);
	assert_int_equal(after.st_gid, 4);
	assert_true(folder_holds(folder, "a", "new"));
	assert_int_equal(folder_count(folder), 1);
}

static void test_without_exchange(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;

	place->fault.is_missing[CALL_EXCHANGEAT] = true;
	folder_put_text(folder, "a", "old");
	assert_int_equal(replace(place, "a", "old", "new"), FILE_SAVED);
	assert_true(folder_holds(folder, "a", "new"));
	place->fault.is_missing[CALL_LINKAT] = true;
	assert_int_equal(replace(place, "a", "new", "newer"), FILE_SAVED);
	assert_true(folder_holds(folder, "a", "newer"));
	assert_int_equal(folder_count(folder), 1);
}

static size_t find_call(const struct fault_io *fault, enum fault_call call)
{
	for (size_t i = 0; i < fault->n_log; i++)
		if (fault->log[i].call == call)
			return i + 1;
	return 0;
}

/* A full disk is noticed before the first byte is overwritten. */
static void test_in_place_on_full_disk(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	char other[512];

	snprintf(other, sizeof(other), "%s", folder_path(folder, "b"));
	folder_put_text(folder, "a", "old");
	assert_int_equal(link(folder_path(folder, "a"), other), 0);
	place->fault.is_missing[CALL_ALLOCATE] = true;
	place->fault.missing_number = ENOSPC;
	assert_int_equal(replace(place, "a", "old", "new"), FILE_FAILED);
	assert_string_equal(
		place->err.message, "the file cannot be written: No space left on device");
	assert_int_equal(find_call(&place->fault, CALL_PWRITE), 0);
	assert_true(folder_holds(folder, "a", "old"));
}

static void plant_link(void *context)
{
	struct place *place = context;
	struct folder *folder = &place->folder;

	unlink(folder_path(folder, "a"));
	assert_int_equal(symlink("victim", folder_path(folder, "a")), 0);
}

/* A link put in the file's place after its path was followed is not followed. */
static void test_planted_link(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	char other[512];
	size_t n_calls;

	snprintf(other, sizeof(other), "%s", folder_path(folder, "second"));
	for (size_t at = 2, n = at; at <= n; at++) {
		struct stat stat;

		folder_put_text(folder, "victim", "old");
		assert_int_equal(link(folder_path(folder, "victim"), other), 0);
		folder_replace(folder, "a", "old");
		n_calls = place->fault.n_calls;
		place->fault.hook = plant_link;
		place->fault.hook_context = place;
		place->fault.hook_at = n_calls + at;
		replace(place, "a", "old", "new");
		n = place->fault.n_calls - n_calls;
		assert_true(folder_holds(folder, "victim", "old"));
		folder_stat(folder, "a", &stat);
		assert_true(S_ISLNK(stat.st_mode) || n < at);
		unlink(folder_path(folder, "victim"));
		unlink(other);
	}
}

static pid_t rival;

/* Another session saves at the same time; it is given time to be first. */
static void start_rival(void *context)
{
	struct place *place = context;

	rival = fork();
	assert_true(rival >= 0);
	if (rival == 0) {
		/* A separate process does not share our lock. */
		for (int fd = 3; fd < 64; fd++)
			close(fd);
		place->fault.hook = NULL;
		place->ids = 1000;
		_exit(replace(place, "a", "old", "theirs"));
	}
	for (int i = 0; i < 5; i++) {
		siginfo_t info = {0};

		if (waitid(P_PID, (id_t)rival, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
			info.si_pid != 0)
			return;
		poll(NULL, 0, 10);
	}
}

/* Where names cannot be swapped and where files are written in place, there are gaps between a
 * check and a write: two sessions never meet in them. */
static void test_rivals(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	char other[512];

	snprintf(other, sizeof(other), "%s", folder_path(folder, "b"));
	place->fault.is_missing[CALL_EXCHANGEAT] = true;
	for (int in_place = 0; in_place < 2; in_place++)
		for (size_t at = 1, n = 1; at <= n; at++) {
			size_t n_calls = place->fault.n_calls;
			enum file_result ours;
			int status;

			folder_replace(folder, "a", "old");
			unlink(other);
			if (in_place)
				assert_int_equal(link(folder_path(folder, "a"), other), 0);
			rival = 0;
			place->fault.hook = start_rival;
			place->fault.hook_context = place;
			place->fault.hook_at = n_calls + at;
			ours = replace(place, "a", "old", "ours");
			n = place->fault.n_calls - n_calls;
			if (rival == 0)
				break;
			assert_int_equal(waitpid(rival, &status, 0), rival);
			assert_true(WIFEXITED(status));
			if ((ours == FILE_SAVED) == (WEXITSTATUS(status) == FILE_SAVED))
				fail_msg("%d, call %zu: %d and %d", in_place, at, ours,
					WEXITSTATUS(status));
			assert_true(
				folder_holds(folder, "a", ours == FILE_SAVED ? "ours" : "theirs"));
		}
	place->fault.hook = NULL;
}

/* Nobody can keep us from saving by holding the lock. */
static void test_held_lock(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct io io = io_system();
	int fd;

	folder_put_text(folder, "a", "old");
	fd = open(folder_path(folder, "a"), O_RDWR);
	assert_int_equal(io.ops->lock(io.context, fd), 0);
	assert_int_equal(replace(place, "a", "old", "new"), FILE_SAVED);
	assert_true(folder_holds(folder, "a", "new"));
	close(fd);
}

/* A file that is itself a mount point cannot be renamed over. */
static void test_busy(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct stat before, after;

	place->fault.is_missing[CALL_EXCHANGEAT] = true;
	place->fault.missing_number = EBUSY;
	folder_put_text(folder, "a", "old");
	folder_stat(folder, "a", &before);
	assert_int_equal(replace(place, "a", "old", "new"), FILE_SAVED);
	folder_stat(folder, "a", &after);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_true(folder_holds(folder, "a", "new"));
	assert_int_equal(folder_count(folder), 1);
}

static void test_not_a_file(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;

	assert_int_equal(mkdir(folder_path(folder, "d"), 0700), 0);
	assert_int_equal(replace(place, "d", "x", "new"), FILE_FAILED);
	assert_int_equal(mkfifo(folder_path(folder, "pipe"), 0600), 0);
	assert_int_equal(replace(place, "pipe", "x", "new"), FILE_FAILED);
	assert_string_equal(place->err.message, "this is not a regular file");
	assert_int_equal(replace(place, "no/a", NULL, "new"), FILE_FAILED);
	assert_int_equal(folder_count(folder), 2);
}

/* The temporary name of the longest name still fits. */
static void test_long_name(void **state)
{
	struct place *place = *state;
	char name[NAME_MAX + 1];

	memset(name, 'n', NAME_MAX);
	name[NAME_MAX] = '\0';
	assert_int_equal(replace(place, name, NULL, "one"), FILE_SAVED);
	assert_int_equal(replace(place, name, "one", "two"), FILE_SAVED);
	assert_true(folder_holds(&place->folder, name, "two"));
}

/* A name that is taken, even by a planted link, is not used. */
static void test_planted_temp(void **state)
{
	struct place *place = *state;
	struct folder *folder = &place->folder;
	struct id_source ids = counting_ids(&place->ids);
	char id[ID_SIZE];
	char name[64];

	id_source_next(&ids, id);
	place->ids = 0;
	snprintf(name, sizeof(name), ".a.%s.tmp", id);
	folder_put_text(folder, "victim", "precious");
	assert_int_equal(symlink("victim", folder_path(folder, name)), 0);
	folder_put_text(folder, "a", "old");
	assert_int_equal(replace(place, "a", "old", "new"), FILE_SAVED);
	assert_true(folder_holds(folder, "victim", "precious"));
	assert_true(folder_holds(folder, "a", "new"));
	assert_int_equal(folder_count(folder), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_load, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_load_sentences, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_stamp, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_real_path, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_replace, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_mode, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_group, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_create, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_create_without_links, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_changed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_unchanged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_links, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_hard_link, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_read_only_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_read_only_folder, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_foreign_owner, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_foreign_group, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_without_exchange, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_in_place_on_full_disk, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_planted_link, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rivals, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_held_lock, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_busy, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_not_a_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_long_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_planted_temp, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

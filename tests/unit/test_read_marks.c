/*
 * The reader's own state: a mark comes back as it was saved, one that is damaged, foreign or about
 * another document is none, and the oldest go when there are too many.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/store/read_mark_file.h"
#include "base/crc32c.h"
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/read_marks.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct desk {
	struct folder folder;
	char state[128];
	char document[128];
	char other[128];
	unsigned ids;
	struct read_mark mark;
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	folder_put_text(&desk->folder, "doc.yaml", "afterword: 1\n");
	folder_put_text(&desk->folder, "other.yaml", "afterword: 1\n");
	snprintf(desk->state, sizeof(desk->state), "%s", folder_path(&desk->folder, "state"));
	snprintf(desk->document, sizeof(desk->document), "%s",
		folder_path(&desk->folder, "doc.yaml"));
	snprintf(desk->other, sizeof(desk->other), "%s", folder_path(&desk->folder, "other.yaml"));
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	read_mark_release(&desk->mark);
	folder_release(&desk->folder);
	free(desk);
	return 0;
}

static struct read_marks marks_by(struct desk *desk, struct io io, const char *document)
{
	return (struct read_marks){io, counting_ids(&desk->ids), desk->state, document};
}

static bool save_by(struct desk *desk, struct io io, enum read_mark_kind kind, const char *bytes)
{
	struct read_marks marks = marks_by(desk, io, desk->document);
	struct read_mark mark = {.at = 1697371200, .until = 1697374800};
	struct err err = {0};

	str_append_text(&mark.place, "root_cause.cause");
	str_append_text(&mark.bytes, bytes);

	bool done = read_marks_save(&marks, kind, &mark, &err);

	assert_true(done == (err.code == ERR_NONE));
	read_mark_release(&mark);
	return done;
}

static void save(struct desk *desk, enum read_mark_kind kind, const char *bytes)
{
	assert_true(save_by(desk, io_system(), kind, bytes));
}

static bool load_of(struct desk *desk, const char *document, enum read_mark_kind kind)
{
	struct read_marks marks = marks_by(desk, io_system(), document);

	read_mark_release(&desk->mark);
	return read_marks_load(&marks, kind, &desk->mark);
}

static bool load(struct desk *desk, enum read_mark_kind kind)
{
	return load_of(desk, desk->document, kind);
}

/* The path in the folder of the only file in the state folder. */
static const char *only_file(struct desk *desk)
{
	static char path[300];
	struct str names = {0};
	int dir;

	dir = open(folder_path(&desk->folder, "state/read"), O_RDONLY | O_DIRECTORY);
	assert_int_equal(io_system().ops->list(NULL, dir, &names), 0);
	close(dir);
	assert_int_equal(names.len, strlen(str_text(&names)) + 1);
	snprintf(path, sizeof(path), "state/read/%s", str_text(&names));
	str_release(&names);
	return path;
}

static void test_a_mark_comes_back(void **state)
{
	struct desk *desk = *state;

	assert_false(load(desk, READ_MARK_READ));
	save(desk, READ_MARK_READ, "title: One\n");
	assert_true(load(desk, READ_MARK_READ));
	assert_int_equal(desk->mark.at, 1697371200);
	assert_int_equal(desk->mark.until, 1697374800);
	assert_string_equal(str_text(&desk->mark.place), "root_cause.cause");
	assert_string_equal(str_text(&desk->mark.bytes), "title: One\n");
	assert_false(load(desk, READ_MARK_PRESENT));
	assert_false(load_of(desk, desk->other, READ_MARK_READ));
}

static void test_kinds_stand_side_by_side_and_the_last_counts(void **state)
{
	struct desk *desk = *state;

	save(desk, READ_MARK_READ, "one");
	save(desk, READ_MARK_PRESENT, "two");
	save(desk, READ_MARK_READ, "three");
	assert_true(load(desk, READ_MARK_READ));
	assert_string_equal(str_text(&desk->mark.bytes), "three");
	assert_true(load(desk, READ_MARK_PRESENT));
	assert_string_equal(str_text(&desk->mark.bytes), "two");
}

/* Whichever way it was opened. */
static void test_a_link_is_the_document_that_it_leads_to(void **state)
{
	struct desk *desk = *state;

	save(desk, READ_MARK_READ, "one");
	assert_int_equal(symlink("doc.yaml", folder_path(&desk->folder, "link.yaml")), 0);
	assert_true(load_of(desk, folder_path(&desk->folder, "link.yaml"), READ_MARK_READ));
}

static void test_nobody_else_reads_it(void **state)
{
	struct desk *desk = *state;
	struct stat stat;

	save(desk, READ_MARK_READ, "one");
	folder_stat(&desk->folder, "state/read", &stat);
	assert_int_equal(stat.st_mode & 0777, 0700);
	folder_stat(&desk->folder, only_file(desk), &stat);
	assert_int_equal(stat.st_mode & 0777, 0600);
}

/* Each byte in turn is another one, and each end is cut off. */
static void test_damage_is_no_mark(void **state)
{
	struct desk *desk = *state;
	struct str good = {0};
	struct str bad = {0};
	char path[300];

	save(desk, READ_MARK_READ, "title: One\n");
	snprintf(path, sizeof(path), "%s", only_file(desk));
	assert_true(folder_get(&desk->folder, path, &good));
	for (size_t i = 0; i < good.len; i++) {
		str_set(&bad, good.data, good.len);
		bad.data[i] ^= 1;
		folder_put(&desk->folder, path, bad.data, bad.len);
		assert_false(load(desk, READ_MARK_READ));
		folder_put(&desk->folder, path, good.data, i);
		assert_false(load(desk, READ_MARK_READ));
	}
	folder_put(&desk->folder, path, good.data, good.len);
	assert_true(load(desk, READ_MARK_READ));
	str_release(&good);
	str_release(&bad);
}

/* A sum that is right proves nothing: it is no secret. */
static void test_nonsense_with_its_sum_is_no_mark(void **state)
{
	static const struct {
		const char *body;
		bool is_mark;
	} cases[] = {
		{"1\n0\nplace\n5\n/a.yXtext", false},
		{"1\n0\nplace\n5\n/a.yxtext", true},
		{"1\n0\nplace\n5\n/a.yx", true},
		{"1\n0\nplace\n4\n/a.yxtext", false},
		{"1\n0\nplace\n5\n/a.y", false},
		{"1\n0\nplace\n\n/a.yxtext", false},
		{"1\n0\nplace\n5", false},
		{"1\n0\nplace\n", false},
		{"1\n0\nplace", false},
		{"1\n", false},
		{"\nplace\n5\n/a.yxtext", false},
		{"-1\n0\nplace\n5\n/a.yxtext", false},
		{"1x\n0\nplace\n5\n/a.yxtext", false},
		{"253402300799\n0\n\n5\n/a.yx", true},
		{"253402300800\n0\n\n5\n/a.yx", false},
		{"99999999999999999999999\n0\n\n5\n/a.yx", false},
		{"1\n\nplace\n5\n/a.yxtext", false},
		{"1\nx\nplace\n5\n/a.yxtext", false},
		{"1\n253402300800\nplace\n5\n/a.yxtext", false},
		{"", false},
	};
	struct str document = {0};

	(void)state;
	str_append_text(&document, "/a.yx");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t len = strlen(cases[i].body);
		struct read_mark mark = {0};
		struct str bytes = {0};

		str_appendf(&bytes, "afterword-mark 1\n%08lx\n%s",
			(unsigned long)crc32c(0, cases[i].body, len), cases[i].body);
		assert_true(read_mark_parse(&mark, &document, &bytes) == cases[i].is_mark);
		read_mark_release(&mark);
		str_set(&bytes, "afterword-mark 2\n", 17);
		assert_false(read_mark_parse(&mark, &document, &bytes));
		str_release(&bytes);
	}
	str_release(&document);
}

/* What people call a place may have any characters, and so may a document. */
static void test_a_place_with_lines(void **state)
{
	static const char *const cases[][2] = {
		{"timeline[a\nb]", "timeline[a"}, {"timeline[a\rb]", "timeline[a"}, {"", ""}};
	struct str document = {0};

	(void)state;
	str_append_text(&document, "/a\n1\nb.yaml");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct read_mark mark = {.at = 7};
		struct read_mark back = {0};
		struct str bytes = {0};

		str_append_text(&mark.place, cases[i][0]);
		read_mark_format(&mark, &document, &bytes);
		assert_true(read_mark_parse(&back, &document, &bytes));
		assert_string_equal(str_text(&back.place), cases[i][1]);
		assert_int_equal(back.bytes.len, 0);
		read_mark_release(&mark);
		read_mark_release(&back);
		str_release(&bytes);
	}
	str_release(&document);
}

static void test_names(void **state)
{
	static const struct {
		const char *name;
		bool is_mark;
	} cases[] = {
		{"0123456789abcdef.read.mark", true},
		{"0123456789abcdef.present.mark", true},
		{"0123456789abcdef.sign-off.mark", true},
		{"0123456789abcdef.reads.mark", false},
		{"0123456789abcdef..mark", false},
		{"0123456789abcdef.mark", false},
		{"0123456789abcdef.read.marks", false},
		{"0123456789abcdef.x", false},
		{"0123456789abcdef", false},
		{"0123456789abcdefa.read.mark", false},
		{"0123456789abcde.read.mark", false},
		{"0123456789ABCDEF.read.mark", false},
		{".0123456789abcdef.read.mark.x.tmp", false},
		{"", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_true(read_mark_is_name(cases[i].name) == cases[i].is_mark);
}

static void test_what_others_put_there_is_no_mark(void **state)
{
	struct desk *desk = *state;
	char path[300];

	save(desk, READ_MARK_READ, "one");
	snprintf(path, sizeof(path), "%s", only_file(desk));
	assert_int_equal(chmod(folder_path(&desk->folder, "state/read"), 0777), 0);
	assert_false(load(desk, READ_MARK_READ));
	assert_false(save_by(desk, io_system(), READ_MARK_READ, "two"));
	assert_int_equal(chmod(folder_path(&desk->folder, "state/read"), 0700), 0);

	char here[600];

	snprintf(here, sizeof(here), "%s/%s", desk->folder.path, path);
	assert_int_equal(rename(here, folder_path(&desk->folder, "elsewhere")), 0);
	assert_int_equal(symlink(folder_path(&desk->folder, "elsewhere"), here), 0);
	assert_false(load(desk, READ_MARK_READ));
	assert_int_equal(unlink(here), 0);
	assert_int_equal(mkfifo(here, 0600), 0); /* nobody waits for its other end */
	assert_false(load(desk, READ_MARK_READ));
	assert_int_equal(unlink(here), 0);
	folder_put_text(&desk->folder, path, "");
	assert_int_equal(truncate(here, READ_MARKS_MOST + 1), 0);
	assert_false(load(desk, READ_MARK_READ));
}

/* Only root can give files away. */
static void test_marks_of_others_are_none(void **state)
{
	struct desk *desk = *state;
	char path[300];

	if (geteuid() != 0)
		skip();
	save(desk, READ_MARK_READ, "one");
	snprintf(path, sizeof(path), "%s", only_file(desk));
	assert_int_equal(chown(folder_path(&desk->folder, path), 1, 1), 0);
	assert_false(load(desk, READ_MARK_READ));
	assert_int_equal(chown(folder_path(&desk->folder, path), 0, 0), 0);
	assert_true(load(desk, READ_MARK_READ));
	assert_int_equal(chown(folder_path(&desk->folder, "state/read"), 1, 1), 0);
	assert_false(load(desk, READ_MARK_READ));
	assert_false(save_by(desk, io_system(), READ_MARK_READ, "two"));
}

static void test_a_document_in_no_folder_has_none(void **state)
{
	struct desk *desk = *state;

	snprintf(desk->document, sizeof(desk->document), "%s",
		folder_path(&desk->folder, "missing/doc.yaml"));
	assert_false(load(desk, READ_MARK_READ));
	assert_false(save_by(desk, io_system(), READ_MARK_READ, "one"));
}

/* A mark is whole or none, whichever call fails. */
static void test_every_call_of_reading_may_fail(void **state)
{
	struct desk *desk = *state;
	bool has_failed = true;

	save(desk, READ_MARK_READ, "one");
	for (size_t at = 1; has_failed; at++) {
		struct fault_io faults = {.fail_at = at, .number = EIO};
		struct read_marks marks = marks_by(desk, fault_io(&faults), desk->document);

		read_mark_release(&desk->mark);
		if (read_marks_load(&marks, READ_MARK_READ, &desk->mark))
			assert_string_equal(str_text(&desk->mark.bytes), "one");
		else
			assert_int_equal(desk->mark.bytes.len, 0);
		has_failed = faults.n_calls >= at;
		fault_io_release(&faults);
	}
}

/* A failing call leaves the old mark or the new one, and nothing else behind. */
static void test_every_call_may_fail(void **state)
{
	struct desk *desk = *state;
	size_t n_calls = SIZE_MAX;

	save(desk, READ_MARK_READ, "old");
	for (size_t at = 1; at <= n_calls; at++) {
		struct fault_io faults = {.fail_at = at, .number = EIO};
		bool done = save_by(desk, fault_io(&faults), READ_MARK_READ, "new");

		if (faults.n_calls < at)
			n_calls = faults.n_calls;
		assert_true(load(desk, READ_MARK_READ));
		assert_string_equal(
			str_text(&desk->mark.bytes), done || at > n_calls ? "new" : "old");
		if (!fault_io_failed(&faults, CALL_UNLINKAT))
			only_file(desk);
		fault_io_release(&faults);
		save(desk, READ_MARK_READ, "old");
	}
	assert_in_range(n_calls, 5, 100);
}

static void test_a_full_disk_keeps_the_old_mark(void **state)
{
	struct desk *desk = *state;
	struct fault_io faults = {0};

	save(desk, READ_MARK_READ, "old");
	for (size_t at = 1; at < 30; at++) {
		faults = (struct fault_io){
			.fail_at = at, .number = ENOSPC, .for_ever = true, .is_torn = true};
		bool done = save_by(desk, fault_io(&faults), READ_MARK_READ, "new");

		assert_true(load(desk, READ_MARK_READ));
		assert_string_equal(str_text(&desk->mark.bytes), done ? "new" : "old");
		fault_io_release(&faults);
		if (done)
			break;
	}
}

/* A mark of another document, so large and so old; only its name and size matter. */
static void put_sparse(struct desk *desk, const char *name, off_t size, time_t modified)
{
	const struct timespec times[2] = {{.tv_sec = modified}, {.tv_sec = modified}};
	const char *path = folder_path(&desk->folder, name);
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	assert_int_equal(ftruncate(fd, size), 0);
	assert_int_equal(futimens(fd, times), 0);
	close(fd);
}

static bool is_there(struct desk *desk, const char *name)
{
	return access(folder_path(&desk->folder, name), F_OK) == 0;
}

static void test_the_oldest_go(void **state)
{
	static const char oldest[] = "state/read/00000000000000ff.read.mark";
	static const char older[] = "state/read/0000000000000001.present.mark";
	static const char newer[] = "state/read/0000000000000000.read.mark";
	static const char foreign[] = "state/read/notes.txt";
	struct desk *desk = *state;

	save(desk, READ_MARK_READ, "one");
	put_sparse(desk, oldest, 20 << 20, 1000);
	put_sparse(desk, older, 20 << 20, 2000);
	put_sparse(desk, newer, 20 << 20, 3000);
	put_sparse(desk, foreign, 90 << 20, 500);
	save(desk, READ_MARK_READ, "two");
	assert_true(is_there(desk, oldest)); /* they fit */
	put_sparse(desk, newer, 40 << 20, 3000);
	save(desk, READ_MARK_PRESENT, "three");
	assert_false(is_there(desk, oldest));
	assert_true(is_there(desk, older));
	assert_true(is_there(desk, newer));
	assert_true(is_there(desk, foreign));
	assert_true(load(desk, READ_MARK_READ));
	assert_true(load(desk, READ_MARK_PRESENT));
}

/* Of one moment, so that only parts of a second or their names are an order. */
static void test_the_oldest_of_one_second_go(void **state)
{
	static const char *const names[] = {"state/read/0000000000000003.read.mark",
		"state/read/0000000000000001.read.mark", "state/read/0000000000000002.read.mark"};
	struct desk *desk = *state;

	save(desk, READ_MARK_READ, "one");
	for (size_t i = 0; i < 3; i++)
		put_sparse(desk, names[i], 30 << 20, 1000);
	const struct timespec later[2] = {{.tv_sec = 1000}, {.tv_sec = 1000, .tv_nsec = 5}};

	assert_int_equal(utimensat(AT_FDCWD, folder_path(&desk->folder, names[1]), later, 0), 0);
	save(desk, READ_MARK_READ, "two");
	assert_true(is_there(desk, names[0]));
	assert_true(is_there(desk, names[1]));
	assert_false(is_there(desk, names[2]));
}

/* One that goes meanwhile, or whose size nobody tells, takes no place. */
static void test_making_room_may_fail(void **state)
{
	static const char old[] = "state/read/0000000000000001.read.mark";
	struct desk *desk = *state;
	bool has_failed = true;

	for (size_t at = 1; has_failed; at++) {
		struct fault_io faults = {.fail_at = at, .number = ENOENT};

		save(desk, READ_MARK_PRESENT, "one");
		put_sparse(desk, old, 70 << 20, 1000);
		save_by(desk, fault_io(&faults), READ_MARK_PRESENT, "two");
		has_failed = faults.n_calls >= at;
		assert_true(load(desk, READ_MARK_PRESENT));
		fault_io_release(&faults);
	}
	assert_false(is_there(desk, old));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_mark_comes_back),
		TEST(test_kinds_stand_side_by_side_and_the_last_counts),
		TEST(test_a_link_is_the_document_that_it_leads_to),
		TEST(test_nobody_else_reads_it),
		TEST(test_damage_is_no_mark),
		TEST(test_nonsense_with_its_sum_is_no_mark),
		TEST(test_a_place_with_lines),
		TEST(test_names),
		TEST(test_what_others_put_there_is_no_mark),
		TEST(test_marks_of_others_are_none),
		TEST(test_a_document_in_no_folder_has_none),
		TEST(test_every_call_of_reading_may_fail),
		TEST(test_every_call_may_fail),
		TEST(test_a_full_disk_keeps_the_old_mark),
		TEST(test_the_oldest_go),
		TEST(test_the_oldest_of_one_second_go),
		TEST(test_making_room_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The saver's thread looks by itself: it tells once that the file is another one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/saver.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LONG = 10000 };

struct desk {
	struct folder folder;
	char path[128];
	unsigned ids;
	int64_t now;
	struct file_stamp stamp;
	struct saver *saver;
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	desk->now = 1700000000123;
	desk->saver =
		saver_new(io_system(), counting_ids(&desk->ids), standing_time(&desk->now), NULL);
	assert_non_null(desk->saver);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	saver_free(desk->saver);
	folder_release(&desk->folder);
	free(desk);
	return 0;
}

/* A file of this name, and what is known of it. */
static void put(struct desk *desk, const char *name)
{
	struct str bytes = {0};

	folder_put_text(&desk->folder, name, "one\n");
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, name));
	assert_true(file_load(io_system(), desk->path, &bytes, &desk->stamp, NULL));
	str_release(&bytes);
}

static void watch_as(struct desk *desk, bool is_quick)
{
	saver_watch(desk->saver, desk->path, &desk->stamp, is_quick);
	saver_settle(desk->saver);
}

static void watch(struct desk *desk)
{
	watch_as(desk, false);
}

static bool wait_for_stir(struct desk *desk)
{
	struct pollfd fd = {.fd = saver_fd(desk->saver), .events = POLLIN};

	return poll(&fd, 1, LONG) > 0 && saver_take_stir(desk->saver);
}

/* Wakes the thread, which sees what time it is. */
static void pass(struct desk *desk, int64_t milliseconds)
{
	struct file_probe_request request = {.path = strdup(desk->path), .known = desk->stamp};
	struct file_probe look;

	desk->now += milliseconds;
	saver_look(desk->saver, &request);
	assert_true(saver_take_look(desk->saver, true, &look));
	file_probe_release(&look);
	saver_settle(desk->saver);
}

static void test_same(void **state)
{
	struct desk *desk = *state;

	put(desk, "a");
	watch(desk);
	assert_false(saver_take_stir(desk->saver));
	pass(desk, LONG);
	assert_false(saver_take_stir(desk->saver));
}

/* Already another one when it is first watched. */
static void test_other(void **state)
{
	struct desk *desk = *state;

	put(desk, "a");
	folder_put_text(&desk->folder, "a", "one, two\n");
	watch(desk);
	assert_true(saver_take_stir(desk->saver));
	assert_false(saver_take_stir(desk->saver));
}

static void test_written(void **state)
{
	struct desk *desk = *state;

	put(desk, "a");
	watch(desk);
	folder_put_text(&desk->folder, "a", "one, two\n");
	pass(desk, LONG); /* for systems that give no hints */
	assert_true(wait_for_stir(desk));
	put(desk, "a");
	watch(desk);
	assert_false(saver_take_stir(desk->saver));
	unlink(desk->path);
	pass(desk, LONG);
	pass(desk, 200);
	assert_true(wait_for_stir(desk));
}

/* Some remove a file and write another one: that it is gone is only told if it stays so. */
static void test_away(void **state)
{
	struct desk *desk = *state;

	put(desk, "a");
	watch(desk);
	pass(desk, 0);
	unlink(desk->path);
	pass(desk, 0);
	folder_put_text(&desk->folder, "a", "one, two\n");
	pass(desk, LONG);
	assert_true(wait_for_stir(desk));
	put(desk, "a");
	watch(desk);
	unlink(desk->path);
	pass(desk, 0);
	pass(desk, LONG);
	pass(desk, 200);
	assert_true(saver_take_stir(desk->saver));
}

/* The same file came back: the next time that it is gone is a time of its own. */
static void test_back(void **state)
{
	struct desk *desk = *state;
	char away[128];

	put(desk, "a");
	watch(desk);
	snprintf(away, sizeof(away), "%s", folder_path(&desk->folder, "away"));
	assert_int_equal(rename(desk->path, away), 0);
	pass(desk, 0);
	assert_int_equal(rename(away, desk->path), 0);
	pass(desk, 0);
	pass(desk, LONG);
	assert_false(saver_take_stir(desk->saver));
	unlink(desk->path);
	pass(desk, 0);
	assert_false(saver_take_stir(desk->saver));
	pass(desk, LONG);
	pass(desk, 200);
	assert_true(saver_take_stir(desk->saver));
}

/* Whoever keeps saying that it knows the former file is not told again at once. */
static void test_same_again(void **state)
{
	struct desk *desk = *state;

	put(desk, "a");
	folder_put_text(&desk->folder, "a", "one, two\n");
	watch(desk);
	assert_true(saver_take_stir(desk->saver));
	watch(desk);
	assert_false(saver_take_stir(desk->saver));
	pass(desk, 999);
	assert_false(saver_take_stir(desk->saver));
	pass(desk, 1);
	assert_true(saver_take_stir(desk->saver));
}

/* Where no hints come from, it looks every second, and every 0.7 seconds if others are about. */
static void test_without_hints(void **state)
{
	struct desk *desk = *state;

	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "in/a"));
	watch(desk);
	assert_int_equal(mkdir(folder_path(&desk->folder, "in"), 0700), 0);
	folder_put_text(&desk->folder, "in/a", "one\n");
	pass(desk, 999);
	assert_false(saver_take_stir(desk->saver));
	pass(desk, 1);
	assert_true(saver_take_stir(desk->saver));

	watch_as(desk, true);
	assert_true(saver_take_stir(desk->saver));
	watch_as(desk, true);
	pass(desk, 699);
	assert_false(saver_take_stir(desk->saver));
	pass(desk, 1);
	assert_true(saver_take_stir(desk->saver));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_other, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_away, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_same_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_without_hints, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("saver_watch", tests, NULL, NULL);
}

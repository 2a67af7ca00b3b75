/* What the system says about a file that others write, whichever way they do it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"

#include "base/file_watch.h"
#include "base/fileio.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct place {
	struct folder folder, other;
	char path[128];
	struct file_watch watch;
	struct str noted; /* names, each with a blank behind it; "*" for "" */
};

static void note(void *context, const char *name)
{
	struct str *noted = context;

	str_append_text(noted, *name == '\0' ? "*" : name);
	str_append_char(noted, ' ');
}

static const char *take(struct place *place)
{
	str_clear(&place->noted);
	file_watch_take(&place->watch, note, &place->noted);
	return str_text(&place->noted);
}

/* Is it noted, as a word? */
static bool is_noted(struct place *place, const char *name)
{
	char word[64];

	snprintf(word, sizeof(word), "%s ", name);
	return strstr(take(place), word) != NULL;
}

static bool is_readable(const struct place *place)
{
	struct pollfd fd = {.fd = place->watch.fd, .events = POLLIN};

	return poll(&fd, 1, 0) > 0;
}

static bool set(struct place *place, const char *path)
{
	struct io io = io_system();
	struct str real = {0};
	bool is_real = io.ops->realpath(io.context, path, &real) == 0;
	bool is_set = file_watch_set(&place->watch, path, is_real ? str_text(&real) : path);

	str_release(&real);
	return is_set;
}

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	folder_init(&place->folder);
	folder_init(&place->other);
	folder_put_text(&place->folder, "a", "one");
	snprintf(place->path, sizeof(place->path), "%s", folder_path(&place->folder, "a"));
	file_watch_init(&place->watch);
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;

	file_watch_release(&place->watch);
	str_release(&place->noted);
	folder_release(&place->folder);
	folder_release(&place->other);
	free(place);
	return 0;
}

/* Neither every system tells, nor every file system. */
static void need(struct place *place, const char *path)
{
	if (!set(place, path))
		skip();
	assert_string_equal(take(place), "");
	assert_false(is_readable(place));
}

static void test_written(void **state)
{
	struct place *place = *state;

	need(place, place->path);
	folder_put_text(&place->folder, "a", "two");
	assert_true(is_readable(place));
	assert_true(is_noted(place, "a"));
	assert_false(is_readable(place));
	folder_put_text(&place->folder, "b", "two");
	assert_false(is_noted(place, "a"));
	folder_put_text(&place->folder, "b", "three");
	assert_true(is_noted(place, "b"));
	assert_int_equal(truncate(place->path, 0), 0);
	assert_true(is_noted(place, "a"));
}

/* As editors and git save; and the file that is there then is watched, too. */
static void test_renamed_over(void **state)
{
	struct place *place = *state;

	need(place, place->path);
	folder_replace(&place->folder, "a", "two");
	assert_true(is_noted(place, "a"));
	assert_true(set(place, place->path));
	take(place);
	assert_int_equal(link(place->path, folder_path(&place->other, "b")), 0);
	folder_put_text(&place->other, "b", "three");
	assert_true(is_noted(place, "*"));
}

/* Written through a name in another folder. */
static void test_hard_link(void **state)
{
	struct place *place = *state;

	assert_int_equal(link(place->path, folder_path(&place->other, "b")), 0);
	need(place, place->path);
	folder_put_text(&place->other, "b", "two");
	assert_string_equal(take(place), "* * ");
}

static void test_link(void **state)
{
	struct place *place = *state;
	char path[128];

	snprintf(path, sizeof(path), "%s", folder_path(&place->other, "link"));
	assert_int_equal(symlink(place->path, path), 0);
	need(place, path);
	folder_put_text(&place->folder, "a", "two");
	assert_true(is_noted(place, "a"));
	folder_replace(&place->folder, "a", "three");
	assert_true(is_noted(place, "a"));
	assert_int_equal(unlink(path), 0);
	assert_true(is_noted(place, "link"));
}

static void test_missing(void **state)
{
	struct place *place = *state;

	assert_int_equal(unlink(place->path), 0);
	need(place, place->path);
	folder_put_text(&place->folder, "a", "two");
	assert_true(is_noted(place, "a"));
	/* It was not there to be watched when the watch was set. */
	assert_true(set(place, place->path));
	assert_int_equal(unlink(place->path), 0);
	assert_true(is_noted(place, "a"));
}

static void test_folder_moved(void **state)
{
	struct place *place = *state;
	char folder[128], moved[160], path[160];

	snprintf(folder, sizeof(folder), "%s", folder_path(&place->folder, "in"));
	snprintf(moved, sizeof(moved), "%s", folder_path(&place->folder, "moved"));
	assert_int_equal(mkdir(folder, 0700), 0);
	folder_put_text(&place->folder, "in/a", "one");
	snprintf(path, sizeof(path), "%s/a", folder);
	need(place, path);
	assert_int_equal(rename(folder, moved), 0);
	assert_true(is_noted(place, "*"));
	/* Another one in its place; the former is not watched any more. */
	assert_int_equal(mkdir(folder, 0700), 0);
	folder_put_text(&place->folder, "in/a", "two");
	assert_true(set(place, path));
	take(place);
	folder_put_text(&place->folder, "moved/a", "three");
	assert_string_equal(take(place), "");
	folder_put_text(&place->folder, "in/a", "four");
	assert_true(is_noted(place, "a"));
}

static void test_folder_above_moved(void **state)
{
	struct place *place = *state;
	char above[128], moved[160], path[160];

	snprintf(above, sizeof(above), "%s", folder_path(&place->folder, "above"));
	snprintf(moved, sizeof(moved), "%s", folder_path(&place->folder, "moved"));
	assert_int_equal(mkdir(above, 0700), 0);
	assert_int_equal(mkdir(folder_path(&place->folder, "above/in"), 0700), 0);
	folder_put_text(&place->folder, "above/in/a", "one");
	snprintf(path, sizeof(path), "%s/in/a", above);
	need(place, path);
	folder_put_text(&place->folder, "above/b", "one");
	assert_string_equal(take(place), "");
	assert_int_equal(rename(above, moved), 0);
	assert_string_equal(take(place), "* ");
}

/* Without a folder, or where others may write from elsewhere, nobody can rely on it. */
static void test_untold(void **state)
{
	struct place *place = *state;

	assert_false(file_watch_set(&place->watch, "/proc/self/status", "/proc/self/status"));
	assert_false(file_watch_set(&place->watch, "/missing/a", "/missing/a"));
	need(place, "a"); /* in the working folder */
}

static void test_no_system(void **state)
{
	struct place *place = *state;

	file_watch_release(&place->watch);
	assert_false(set(place, place->path));
	assert_string_equal(take(place), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_renamed_over, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_hard_link, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_link, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_missing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_folder_moved, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_folder_above_moved, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_untold, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_system, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("file_watch", tests, NULL, NULL);
}

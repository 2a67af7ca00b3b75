/* The user's own files: found where XDG has them, empty where there are none, and never replaced
 * when somebody else has changed them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/config.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH "config/afterword/keys.yaml"

struct desk {
	struct folder folder;
	struct fault_io fault;
	struct config_file file;
	unsigned ids;
	struct str bytes;
	bool is_there;
	struct err err;
};

static void find(struct desk *desk)
{
	struct id_source ids = counting_ids(&desk->ids);

	config_file_release(&desk->file);
	config_file_init(&desk->file, fault_io(&desk->fault), &ids, "keys.yaml");
}

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	setenv("XDG_CONFIG_HOME", folder_path(&desk->folder, "config"), 1);
	setenv("HOME", folder_path(&desk->folder, "home"), 1);
	find(desk);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	config_file_release(&desk->file);
	fault_io_release(&desk->fault);
	folder_release(&desk->folder);
	str_release(&desk->bytes);
	free(desk);
	return 0;
}

static bool read_file(struct desk *desk)
{
	desk->err = (struct err){0};
	str_clear(&desk->bytes);
	return config_file_read(&desk->file, &desk->bytes, &desk->is_there, &desk->err);
}

/* base NULL: nothing was there. */
static bool write_file(struct desk *desk, const char *base, const char *text)
{
	struct str old = {0};
	struct str new = {0};
	bool done;

	desk->err = (struct err){0};
	str_append_text(&old, base ? base : "");
	str_append_text(&new, text);
	done = config_file_write(&desk->file, base ? &old : NULL, &new, &desk->err);
	assert_true(done == (desk->err.code == ERR_NONE));
	str_release(&old);
	str_release(&new);
	return done;
}

static void test_written_and_read(void **state)
{
	struct desk *desk = *state;

	assert_true(read_file(desk));
	assert_false(desk->is_there);
	assert_true(write_file(desk, NULL, "one\n")); /* its folder, too */
	assert_true(read_file(desk));
	assert_true(desk->is_there);
	assert_string_equal(str_text(&desk->bytes), "one\n");
	assert_true(write_file(desk, "one\n", "two\n"));
	assert_true(folder_holds(&desk->folder, PATH, "two\n"));
}

static void test_where_it_is(void **state)
{
	struct desk *desk = *state;

	unsetenv("XDG_CONFIG_HOME");
	find(desk);
	assert_string_equal(str_text(&desk->file.path),
		folder_path(&desk->folder, "home/.config/afterword/keys.yaml"));
	unsetenv("HOME");
	find(desk);
	assert_int_equal(desk->file.path.len, 0);
	assert_true(read_file(desk));
	assert_false(desk->is_there);
	assert_false(write_file(desk, NULL, "one\n"));
	assert_string_equal(desk->err.message, "set HOME or XDG_CONFIG_HOME");
}

static void test_somebody_else_has_changed_it(void **state)
{
	struct desk *desk = *state;

	assert_true(write_file(desk, NULL, "one\n"));
	assert_false(write_file(desk, "other\n", "two\n"));
	assert_int_equal(desk->err.code, ERR_CHANGED);
	assert_false(write_file(desk, NULL, "two\n"));
	assert_true(folder_holds(&desk->folder, PATH, "one\n"));
}

static void test_a_folder_in_its_place(void **state)
{
	struct desk *desk = *state;

	assert_true(write_file(desk, NULL, "one\n"));
	assert_int_equal(unlink(folder_path(&desk->folder, PATH)), 0);
	assert_int_equal(mkdir(folder_path(&desk->folder, PATH), 0700), 0);
	assert_false(read_file(desk));
	assert_false(desk->is_there);
	assert_int_not_equal(desk->err.code, ERR_NONE);
	assert_false(config_file_read(&desk->file, &desk->bytes, &desk->is_there, NULL));
}

static void test_its_folder_cannot_be_made(void **state)
{
	struct desk *desk = *state;

	folder_put_text(&desk->folder, "config", "a file\n");
	assert_false(write_file(desk, NULL, "one\n"));
	assert_int_not_equal(desk->err.code, ERR_CHANGED);
}

/* The old file or the new one, whichever call fails. */
static void test_every_call_may_fail(void **state)
{
	struct desk *desk = *state;
	bool has_failed = true;

	assert_true(write_file(desk, NULL, "old\n"));
	for (size_t at = 1; has_failed; at++) {
		fault_io_release(&desk->fault);
		desk->fault = (struct fault_io){.fail_at = at, .number = ENOSPC};
		bool done = write_file(desk, "old\n", "new\n");

		has_failed = desk->fault.n_calls >= at;
		assert_true(folder_holds(&desk->folder, PATH, "new\n") ||
			    (!done && folder_holds(&desk->folder, PATH, "old\n")));
		folder_replace(&desk->folder, PATH, "old\n");
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_written_and_read),
		TEST(test_where_it_is),
		TEST(test_somebody_else_has_changed_it),
		TEST(test_a_folder_in_its_place),
		TEST(test_its_folder_cannot_be_made),
		TEST(test_every_call_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Replacing a file that changes between any two calls. */
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

struct desk {
	struct folder folder;
	unsigned ids;
	struct err err;
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
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

static void become_pipe(void *context)
{
	struct folder *folder = context;

	unlink(folder_path(folder, "a"));
	assert_int_equal(mkfifo(folder_path(folder, "a"), 0600), 0);
}

static void be_removed(void *context)
{
	unlink(folder_path(context, "a"));
}

static void grow(void *context)
{
	struct folder *folder = context;
	int fd = open(folder_path(folder, "a"), O_WRONLY | O_APPEND | O_CLOEXEC);

	assert_int_equal(write(fd, "!!", 2), 2);
	close(fd);
}

/* How the new file gets the name. */
enum way { BY_EXCHANGE, BY_RENAME, WITHOUT_BACKUP, N_WAYS };

/* One save during which the name's file changes; false if the save was over before. */
static bool replace_while(
	struct desk *desk, void (*hook)(void *), size_t at, enum way way, enum file_result *result)
{
	struct fault_io fault = {.hook = hook,
		.hook_context = &desk->folder,
		.hook_at = at,
		.missing_number = EINVAL};
	struct str old = {0};
	struct str new = {0};
	struct id_source ids = counting_ids(&desk->ids);
	char path[256];
	struct file_save save = {.path = path, .base = &old, .bytes = &new, .ids = &ids};
	bool is_hit;

	fault.is_missing[CALL_EXCHANGEAT] = way != BY_EXCHANGE;
	fault.is_missing[CALL_LINKAT] = way == WITHOUT_BACKUP;
	str_append_text(&old, OLD);
	str_append_text(&new, NEW);
	snprintf(path, sizeof(path), "%s", folder_path(&desk->folder, "a"));
	unlink(path);
	folder_put_text(&desk->folder, "a", OLD);
	desk->err = (struct err){0};
	*result = file_replace(fault_io(&fault), &save, NULL, &desk->err);
	is_hit = fault.n_calls >= at;
	fault_io_release(&fault);
	str_release(&old);
	str_release(&new);
	return is_hit;
}

/* Pipes are neither waited for nor replaced; what is left in the folder is reported. */
static void test_becomes_pipe(void **state)
{
	struct desk *desk = *state;
	bool is_hit = true;

	alarm(60);
	for (size_t at = 2; is_hit; at++) {
		enum file_result result;
		struct stat stat;

		is_hit = replace_while(desk, become_pipe, at, BY_EXCHANGE, &result);
		folder_stat(&desk->folder, "a", &stat);
		assert_int_equal(S_ISFIFO(stat.st_mode), is_hit);
		assert_true(is_hit || result == FILE_SAVED);
		assert_true(result == FILE_SAVED || desk->err.code != ERR_NONE);
		assert_int_equal(folder_count(&desk->folder), 1);
	}
	alarm(0);
}

/* A removed file is not created again, except just before a rename, when no call can tell the
 * difference. */
static void test_is_removed(void **state)
{
	struct desk *desk = *state;

	for (int way = 0; way < N_WAYS; way++) {
		bool is_hit = true;
		size_t n_made = 0;

		for (size_t at = 2; is_hit; at++) {
			enum file_result result;
			size_t n;

			is_hit = replace_while(desk, be_removed, at, (enum way)way, &result);
			n = folder_count(&desk->folder);
			if (n > 0)
				assert_true(folder_holds(&desk->folder, "a", NEW));
			if (n > 0 || !is_hit)
				assert_int_equal(result, FILE_SAVED);
			if (result != FILE_SAVED)
				assert_int_equal(desk->err.code, ERR_CHANGED);
			n_made += is_hit && n > 0;
		}
		assert_int_equal(n_made, way == BY_EXCHANGE ? 0 : 1);
	}
}

/* Appended text ends up in the file, or the save reports that it was overwritten. */
static void test_grows(void **state)
{
	struct desk *desk = *state;
	bool is_hit = true;

	for (size_t at = 1; is_hit; at++) {
		enum file_result result;

		is_hit = replace_while(desk, grow, at, BY_EXCHANGE, &result);
		if (is_hit && !folder_holds(&desk->folder, "a", OLD "!!") &&
			!folder_holds(&desk->folder, "a", NEW "!!"))
			fail_msg("before call %zu: the bytes are lost", at);
		if (folder_holds(&desk->folder, "a", OLD "!!"))
			assert_int_equal(result, FILE_CHANGED);
		assert_int_equal(folder_count(&desk->folder), 1);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_becomes_pipe),
		TEST(test_is_removed),
		TEST(test_grows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

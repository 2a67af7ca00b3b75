/*
 * A disk whose syncs never return: keys continue to work, whatever they do. The editing thread must
 * never even call one.
 */
#include "editing.h"
#include "ending.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A gate before every sync, until the test opens it. */
static struct {
	pthread_mutex_t mutex;
	pthread_cond_t changes;
	pthread_t editing;
	bool is_open;
	size_t n_waiting; /* in the saver's thread */
	size_t n_called;  /* by the editing thread */
} door = {.mutex = PTHREAD_MUTEX_INITIALIZER, .changes = PTHREAD_COND_INITIALIZER};

static void stand_before(void)
{
	pthread_mutex_lock(&door.mutex);
	if (pthread_equal(pthread_self(), door.editing)) {
		door.n_called += !door.is_open;
	} else {
		door.n_waiting++;
		pthread_cond_broadcast(&door.changes);
		while (!door.is_open)
			pthread_cond_wait(&door.changes, &door.mutex);
		door.n_waiting--;
	}
	pthread_mutex_unlock(&door.mutex);
}

static int sync_all(void *context, int fd)
{
	stand_before();
	return io_system().ops->fsync(context, fd);
}

static int sync_data(void *context, int fd)
{
	stand_before();
	return io_system().ops->fdatasync(context, fd);
}

static void set_open(bool is_open)
{
	pthread_mutex_lock(&door.mutex);
	door.is_open = is_open;
	pthread_cond_broadcast(&door.changes);
	pthread_mutex_unlock(&door.mutex);
}

static void wait_for_saver(void)
{
	pthread_mutex_lock(&door.mutex);
	while (door.n_waiting == 0)
		pthread_cond_wait(&door.changes, &door.mutex);
	pthread_mutex_unlock(&door.mutex);
}

static struct editing e;
static struct io_ops slow;

static int open_document(void **state)
{
	(void)state;
	door.editing = pthread_self();
	door.n_called = 0;
	slow = *io_system().ops;
	slow.fsync = sync_all;
	slow.fdatasync = sync_data;
	set_open(true);
	editing_init(&e, editing_document);
	e.config.io.ops = &slow;
	editing_reopen(&e);
	set_open(false);
	return 0;
}

static int close_document(void **state)
{
	(void)state;
	set_open(true);
	editing_release(&e);
	return 0;
}

/* Keys, and a turn of the loop after each, a tenth of a second apart. */
static void press(const char *keys, int times)
{
	for (int i = 0; i < times; i++) {
		editing_keys(&e, keys);
		e.clock += 100;
		session_tick(e.session);
	}
}

static void test_typing(void **state)
{
	(void)state;
	press("a", 100);
	wait_for_saver();
	press("b", 200);
	assert_int_equal(session_save_state(e.session), SAVE_RUNNING);
	assert_int_equal(door.n_called, 0);
	assert_true(strstr(editing_text(&e, FIELD_TITLE), "aabb") != NULL);
}

static void test_everything_else(void **state)
{
	static const char *const keys[] = {"x<^S>", "<Tab>", "<Alt+.>", "<Alt+,>", "<Alt+U>",
		"<Alt+E>", "<:find-next>", "<Alt+N>", "<Esc>", "<:row-add>", "<:row-delete>"};

	(void)state;
	press("a<^S>", 1);
	wait_for_saver();
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		press(keys[i], 30);
	assert_int_equal(door.n_called, 0);
}

/* What was typed meanwhile is saved when the disk responds. */
static void test_then_it_answers(void **state)
{
	struct str bytes = {0};

	(void)state;
	press("a<^S>", 1);
	wait_for_saver();
	press("b", 20);
	assert_int_equal(door.n_called, 0);
	set_open(true);
	assert_true(session_flush(e.session));
	assert_true(folder_get(&e.folder, "doc.yaml", &bytes));
	assert_non_null(strstr(str_text(&bytes), "abbbbbbbbbbbbbbbbbbbb"));
	str_release(&bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_document, close_document)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_typing),
		TEST(test_everything_else),
		TEST(test_then_it_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

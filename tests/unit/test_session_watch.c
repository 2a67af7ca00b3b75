/* A session whose saver watches the file in real time: it has nothing to do until others come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "editing.h"

#include "base/file_watch.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LONG = 10000 };

static struct editing e;
static const struct person geda = {.user = "geda", .host = "db1", .process = 42, .since = 1000};
static const struct person mara = {.user = "mara", .host = "db1", .process = 43, .since = 2000};

static int set_up(void **state)
{
	(void)state;
	editing_init(&e, editing_document);
	session_free(e.session);
	e.config.watches = true;
	e.config.person = &geda;
	editing_open(&e);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	editing_release(&e);
	return 0;
}

/* Ticks whenever there is something, without letting the clock go on; false: nothing came. */
static bool wait_for(bool (*is_seen)(void))
{
	struct pollfd fd = {.fd = session_fd(e.session), .events = POLLIN};

	session_tick(e.session);
	while (!is_seen()) {
		if (poll(&fd, 1, LONG) <= 0)
			return false;
		session_tick(e.session);
	}
	return true;
}

static bool is_settled(void)
{
	return session_timeout(e.session) == -1;
}

static bool has_their_title(void)
{
	return strcmp(editing_text(&e, 0), "Theirs") == 0;
}

static bool has_company(void)
{
	return session_company(e.session)->n == 1;
}

static bool is_alone(void)
{
	return session_company(e.session)->n == 0;
}

/* Where the system does not tell, the thread would wait for its clock, which stands. */
static void need_hints(void)
{
	struct file_watch watch;
	bool is_told;

	file_watch_init(&watch);
	is_told = file_watch_set(&watch, e.path, e.path);
	file_watch_release(&watch);
	if (!is_told)
		skip();
	e.clock += 200; /* others are met a moment after the start */
	session_tick(e.session);
	session_settle(e.session);
	if (!wait_for(is_settled))
		fail_msg("it is due in %d ms", session_timeout(e.session));
}

/* Alone, and once everything is saved, the editing thread is never woken. */
static void test_nothing_due(void **state)
{
	(void)state;
	need_hints();
	e.clock += INT64_C(3600) * 1000;
	assert_int_equal(session_timeout(e.session), -1);
	editing_keys(&e, "x");
	assert_true(session_timeout(e.session) >= 0);
	editing_wait(&e, 3000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_true(wait_for(is_settled));
}

static void test_their_change(void **state)
{
	(void)state;
	need_hints();
	editing_they_change(&e, "Cards failed", "Theirs");
	assert_true(wait_for(has_their_title));
}

static void test_others(void **state)
{
	struct presence *other;
	struct company company = {0};
	unsigned counter = 5000;

	(void)state;
	need_hints();
	other = presence_new(io_system(), counting_ids(&counter), e.config.time, &mara);
	presence_update(other, e.path, "", &company);
	assert_int_equal(company.n, 1);
	company_release(&company);
	assert_true(wait_for(has_company));
	presence_free(other);
	assert_true(wait_for(is_alone));
	assert_int_equal(session_timeout(e.session), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_nothing_due, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_their_change, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_others, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("session_watch", tests, NULL, NULL);
}

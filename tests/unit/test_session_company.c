/* A session among others: who hears about whom, when, and that no key waits for it. */
#include "ending.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "editing.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct editing e;
static const struct person geda = {.user = "geda", .host = "db1", .process = 42, .since = 1000};
static const struct person mara = {.user = "mara", .host = "db1", .process = 43, .since = 2000};

/* A gate before the folder's list: an unreachable server does not respond. */
static struct {
	pthread_mutex_t mutex;
	pthread_cond_t changes;
	bool is_closed;
	bool is_reached;
} door = {.mutex = PTHREAD_MUTEX_INITIALIZER, .changes = PTHREAD_COND_INITIALIZER};

static struct io_ops ops;

static int list_behind_door(void *context, int dir, struct str *names)
{
	pthread_mutex_lock(&door.mutex);
	door.is_reached = true;
	pthread_cond_broadcast(&door.changes);
	while (door.is_closed)
		pthread_cond_wait(&door.changes, &door.mutex);
	pthread_mutex_unlock(&door.mutex);
	return io_system().ops->list(context, dir, names);
}

static void set_door(bool is_closed)
{
	pthread_mutex_lock(&door.mutex);
	door.is_closed = is_closed;
	door.is_reached = false;
	pthread_cond_broadcast(&door.changes);
	pthread_mutex_unlock(&door.mutex);
}

static void wait_at_door(void)
{
	pthread_mutex_lock(&door.mutex);
	while (!door.is_reached)
		pthread_cond_wait(&door.changes, &door.mutex);
	pthread_mutex_unlock(&door.mutex);
}

static int set_up(void **state)
{
	(void)state;
	editing_init(&e, editing_document);
	session_free(e.session);
	ops = *io_system().ops;
	ops.list = list_behind_door;
	e.config.io = (struct io){.ops = &ops};
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

/* Lets time pass until this many others are here, and returns how long it took. */
static int64_t wait_company(size_t n)
{
	int64_t start = e.clock;

	while (session_company(e.session)->n != n) {
		int timeout = session_timeout(e.session);
		struct pollfd fd = {.fd = session_fd(e.session), .events = POLLIN};

		assert_true(timeout >= 0);
		/* The thread runs in real time, however fast ours passes. */
		poll(&fd, 1, timeout > 20 ? 20 : timeout);
		e.clock += timeout > 20 ? 20 : timeout;
		session_tick(e.session);
		if (e.clock - start > 20000)
			fail_msg("%zu there, not %zu", session_company(e.session)->n, n);
	}
	return e.clock - start;
}

static struct presence *come(void)
{
	return presence_new(io_system(), id_source_system(), time_source_system(), &mara);
}

static const char *page_key(unsigned page)
{
	return editor_form(session_editor(e.session))->pages[page].key;
}

static void meet(struct presence *presence, const char *page, struct company *company)
{
	presence_update(presence, e.path, page, company);
}

static void test_come_and_go(void **state)
{
	struct presence *other = come();
	struct company company = {0};
	char expected[200];

	(void)state;
	meet(other, page_key(1), &company);
	assert_true(wait_company(1) <= 3000);
	assert_true(person_is(&session_company(e.session)->items[0], &mara));
	snprintf(expected, sizeof(expected), "This file is also open: mara@db1, process 43, on %s",
		editor_form(session_editor(e.session))->pages[1].title);
	assert_says(&e, expected);
	assert_int_equal(editor_message(session_editor(e.session))->level, MESSAGE_INFO);
	/* And they see us. */
	meet(other, page_key(1), &company);
	assert_int_equal(company.n, 1);
	assert_true(person_is(&company.items[0], &geda));
	assert_string_equal(company.items[0].page, page_key(0));
	presence_free(other);
	editing_keys(&e, "<F1>");
	assert_true(wait_company(0) <= 3000);
	assert_says(&e, "");
	company_release(&company);
}

/* What was said stays: the title line tells of them, too. */
static void test_message_stays(void **state)
{
	struct presence *other = come();
	struct company company = {0};

	(void)state;
	session_say(e.session, MESSAGE_INFO, "Accepted");
	meet(other, page_key(1), &company);
	wait_company(1);
	assert_says(&e, "Accepted");
	presence_free(other);
	company_release(&company);
}

/* Each side reads the same names in the file, so they must differ. */
static void test_same_login(void **state)
{
	struct person twin = geda;
	struct presence *other;
	struct company company = {0};

	(void)state;
	twin.process = 44;
	other = presence_new(io_system(), id_source_system(), time_source_system(), &twin);
	meet(other, page_key(0), &company);
	wait_company(1);
	assert_string_equal(editor_own_label(session_editor(e.session)), "geda (42)");
	assert_string_equal(editor_others(session_editor(e.session)), "geda (44)");
	presence_free(other);
	wait_company(0);
	assert_string_equal(editor_own_label(session_editor(e.session)), "geda (42)");
	assert_string_equal(editor_others(session_editor(e.session)), "someone else");
	strcpy(twin.host, "db9");
	other = presence_new(io_system(), id_source_system(), time_source_system(), &twin);
	meet(other, page_key(0), &company);
	wait_company(1);
	assert_string_equal(editor_others(session_editor(e.session)), "geda@db9");
	presence_free(other);
	company_release(&company);
}

/* Who only reads has not written what arrives. */
static void test_reader_is_no_author(void **state)
{
	struct presence *other = come();
	struct company company = {0};

	(void)state;
	meet(other, PERSON_READS, &company);
	wait_company(1);
	assert_string_equal(editor_others(session_editor(e.session)), "someone else");
	presence_free(other);
	company_release(&company);
}

/* Somebody whose name cannot be shown has none, even among others of the same login. */
static void test_same_login_without_a_name(void **state)
{
	struct person nobody = geda;
	struct person twin;
	struct presence *other;
	struct company company = {0};

	(void)state;
	strcpy(nobody.user, "\x1f");
	twin = nobody;
	twin.process = 44;
	session_free(e.session);
	e.config.person = &nobody;
	editing_open(&e);
	other = presence_new(io_system(), id_source_system(), time_source_system(), &twin);
	meet(other, page_key(0), &company);
	wait_company(1);
	assert_string_equal(editor_own_label(session_editor(e.session)), "mine");
	assert_string_equal(editor_others(session_editor(e.session)), "someone else");
	presence_free(other);
	company_release(&company);
}

/* A change of page is announced at once, and the others' pages show up soon. */
static void test_pages(void **state)
{
	struct presence *other = come();
	struct company company = {0};
	int64_t start;

	(void)state;
	meet(other, page_key(0), &company);
	wait_company(1);
	editor_go_page(session_editor(e.session), 1);
	assert_true(session_timeout(e.session) <= 300);
	start = e.clock;
	do {
		meet(other, page_key(1), &company);
		e.clock += 20;
		session_tick(e.session);
		assert_true(e.clock - start <= 3000);
		poll(NULL, 0, 20);
	} while (company.n != 1 || strcmp(company.items[0].page, page_key(1)) != 0);
	start = e.clock;
	while (strcmp(session_company(e.session)->items[0].page, page_key(1)) != 0) {
		e.clock += 20;
		session_tick(e.session);
		assert_true(e.clock - start <= 3000);
		poll(NULL, 0, 20);
	}
	/* Turning a page does not count as arriving. */
	editing_keys(&e, "<F1>");
	assert_says(&e, "");
	presence_free(other);
	company_release(&company);
}

/* How long it takes from now on until a save begins, with a key every so many milliseconds; 0: no
 * more keys. */
static int64_t wait_save(int64_t between)
{
	enum { STEP = 50 };
	int64_t start = e.clock;

	while (session_save_state(e.session) == SAVE_EDITED) {
		e.clock += STEP;
		if (between > 0 && (e.clock - start) % between == 0)
			editor_type(session_editor(e.session), "x", 1);
		session_tick(e.session);
		if (e.clock - start > 20000)
			fail_msg("not saved for 20 s");
	}
	return e.clock - start;
}

/* With somebody who reads, what is typed is saved soon, whatever the settings say. */
static void test_reader(void **state)
{
	struct presence *other = come();
	struct company company = {0};
	char expected[200];

	(void)state;
	session_set_save_pause(e.session, 60000);
	meet(other, PERSON_READS, &company);
	wait_company(1);
	snprintf(expected, sizeof(expected), "mara@db1, process 43, reading");
	assert_says(&e, expected);
	editing_keys(&e, "a");
	assert_true(wait_save(0) <= 1000);
	session_settle(e.session);
	session_tick(e.session);
	editing_keys(&e, "b");
	assert_true(wait_save(200) <= 2000);
	session_settle(e.session);
	presence_free(other);
	company_release(&company);
}

/* They see that we read, and when we do so no more. */
static void test_reading(void **state)
{
	struct presence *other = come();
	struct company company = {0};

	(void)state;
	for (int i = 0; i < 2; i++) {
		const char *page = i == 0 ? PERSON_READS : page_key(0);
		int64_t start = e.clock;

		session_set_reading(e.session, i == 0);
		do {
			meet(other, page_key(1), &company);
			e.clock += 20;
			session_tick(e.session);
			assert_true(e.clock - start <= 3000);
			poll(NULL, 0, 20);
		} while (company.n != 1 || strcmp(company.items[0].page, page) != 0);
	}
	presence_free(other);
	company_release(&company);
}

/* A page that the form does not have is not named. */
static void test_unknown_page(void **state)
{
	struct presence *other = come();
	struct company company = {0};

	(void)state;
	meet(other, "\033[31m", &company);
	wait_company(1);
	assert_null(session_person_page(e.session, &session_company(e.session)->items[0]));
	presence_free(other);
	company_release(&company);
}

static void test_removed_at_the_end(void **state)
{
	struct err err = {0};

	(void)state;
	wait_company(0);
	e.clock += 200;
	session_tick(e.session);
	while (folder_count(&e.folder) < 3)
		poll(NULL, 0, 20);
	editing_keys(&e, "x");
	assert_true(session_finish(e.session, &err));
	session_free(e.session);
	e.session = NULL;
	/* forms/ and the document */
	assert_int_equal(folder_count(&e.folder), 2);
}

/* While the folder does not respond, keys are typed and journaled, and nothing waits. */
static void test_unreachable(void **state)
{
	(void)state;
	set_door(true);
	e.clock += 200;
	session_tick(e.session);
	wait_at_door();
	editing_keys(&e, "typed all the same");
	for (int i = 0; i < 50; i++) {
		e.clock += 100;
		session_tick(e.session);
	}
	assert_true(session_is_kept(e.session));
	assert_non_null(strstr(editing_text(&e, FIELD_TITLE), "typed all the same"));
	set_door(false);
	editing_settle(&e);
}

/* Without a name nobody is told, and nothing is written. */
static void test_nameless(void **state)
{
	(void)state;
	session_free(e.session);
	e.config.person = NULL;
	editing_open(&e);
	editing_wait(&e, 5000);
	assert_int_equal(folder_count(&e.folder), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_come_and_go),
		TEST(test_message_stays),
		TEST(test_reader_is_no_author),
		TEST(test_same_login),
		TEST(test_same_login_without_a_name),
		TEST(test_pages),
		TEST(test_reader),
		TEST(test_reading),
		TEST(test_unknown_page),
		TEST(test_removed_at_the_end),
		TEST(test_unreachable),
		TEST(test_nameless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

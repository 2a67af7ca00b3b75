/*
 * People at a document: their names, who is the same as whom, and presence files that change
 * between two looks.
 */
#define _GNU_SOURCE /* unshare */
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/presence.h"

#include <errno.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define THEIRS ".doc.yaml.here-abcdefgh"
#define OURS ".doc.yaml.here-aaaaaaab"

struct desk {
	struct folder folder;
	char path[128];
	unsigned ids;
	int64_t clock;
	struct company company;
};

static const struct person geda = {.user = "geda", .host = "db1", .process = 42, .since = 1000};

static const char from_db2[] = "afterword-here 1\nuser ola\nhost db2\nprocess 7\nsince 3000\n"
			       "page impact\n";

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	folder_put_text(&desk->folder, "doc.yaml", "afterword: 1\n");
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "doc.yaml"));
	desk->clock = 86400000;
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	company_release(&desk->company);
	folder_release(&desk->folder);
	free(desk);
	return 0;
}

static struct presence *come(struct desk *desk, struct io io)
{
	return presence_new(io, counting_ids(&desk->ids), standing_time(&desk->clock), &geda);
}

static mode_t mode_of(struct desk *desk, const char *name)
{
	struct stat stat;

	folder_stat(&desk->folder, name, &stat);
	return stat.st_mode & 07777;
}

/* --- people --- */

static struct person person_now(void)
{
	int64_t now = 1700000000000;
	struct time_source time = standing_time(&now);
	struct person person;

	person_init(&person, &time);
	return person;
}

/* Bytes outside any character have no boundary to cut at. */
static void test_no_character(void **state)
{
	char name[2 * PERSON_TEXT + 1];
	struct person person;

	(void)state;
	memset(name, 0x80, sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	setenv("LOGNAME", name, 1);
	person = person_now();
	assert_true(strlen(person.user) <= PERSON_TEXT);
	setenv("LOGNAME", "geda", 1);
	person = person_now();
	assert_string_equal(person.user, "geda");
}

/* Neither the environment nor the system knows a name. */
static void test_nameless(void **state)
{
	struct person person;

	(void)state;
	if (geteuid() != 0)
		skip();
	unsetenv("LOGNAME");
	unsetenv("USER");
	assert_int_equal(seteuid(1234567), 0);
	person = person_now();
	assert_int_equal(seteuid(0), 0);
	assert_string_equal(person.user, "somebody");
	/* In a container of its own this process may remove the host's name. */
	if (unshare(CLONE_NEWUTS) != 0 || sethostname("", 0) != 0)
		return;
	person = person_now();
	assert_string_equal(person.host, "localhost");
}

/* Another user, host, process or moment is another session; another page is not. */
static void test_same(void **state)
{
	static const struct person others[] = {
		{.user = "gedb", .host = "db1", .process = 42, .since = 1000},
		{.user = "geda", .host = "db2", .process = 42, .since = 1000},
		{.user = "geda", .host = "db1", .process = 43, .since = 1000},
		{.user = "geda", .host = "db1", .process = 42, .since = 1001},
	};
	struct person elsewhere = geda;
	struct company one = {.items = (struct person[]){geda}, .n = 1};
	struct company none = {0};

	(void)state;
	strcpy(elsewhere.page, "impact");
	assert_true(person_is(&geda, &elsewhere));
	assert_true(company_has(&one, &elsewhere));
	assert_true(company_is_equal(&one, &one));
	assert_false(company_is_equal(&one, &none));
	assert_false(company_has(&none, &geda));
	assert_false(company_is_equal(
		&one, &(struct company){.items = (struct person[]){elsewhere}, .n = 1}));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		struct company two = {.items = (struct person[]){others[i]}, .n = 1};

		assert_false(person_is(&geda, &others[i]));
		assert_false(company_has(&one, &others[i]));
		assert_false(company_is_equal(&one, &two));
	}
}

/* --- who may read it --- */

/* What is not a file has no readers: ours stays private. */
static void test_no_file(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, io_system());

	assert_int_equal(unlink(desk->path), 0);
	assert_int_equal(mkdir(desk->path, 0755), 0);
	presence_update(a, desk->path, "", &desk->company);
	assert_int_equal(mode_of(desk, OURS), 0400);
	presence_free(a);
	assert_int_equal(folder_count(&desk->folder), 1);
}

/* The document's group cannot be set: then our own group must not read it instead. */
static void test_no_group(void **state)
{
	struct desk *desk = *state;
	struct fault_io fault = {.is_missing = {[CALL_FCHOWN] = true}, .missing_number = EPERM};
	struct presence *a = come(desk, fault_io(&fault));

	if (geteuid() != 0) {
		presence_free(a);
		skip();
	}
	assert_int_equal(chown(desk->path, (uid_t)-1, 12345), 0);
	assert_int_equal(chmod(desk->path, 0664), 0);
	presence_update(a, desk->path, "", &desk->company);
	assert_true(fault_io_failed(&fault, CALL_FCHOWN));
	assert_int_equal(mode_of(desk, OURS), 0604);
	presence_free(a);
	fault_io_release(&fault);
}

/* --- concurrent changes --- */

static int stat_elsewhere(void *context, int dir, const char *name, struct stat *out, int flags)
{
	int result = io_system().ops->fstatat(context, dir, name, out, flags);

	out->st_dev++;
	return result;
}

/* A file with our inode number on another device, mounted over the folder, is not ours to
 * remove. */
static void test_other_device(void **state)
{
	struct desk *desk = *state;
	struct io_ops ops = *io_system().ops;
	struct presence *a = come(desk, (struct io){.ops = &ops});

	presence_update(a, desk->path, "", &desk->company);
	ops.fstatat = stat_elsewhere;
	presence_free(a);
	assert_int_equal(folder_count(&desk->folder), 2);
}

static void become_pipe(void *context)
{
	struct desk *desk = context;

	assert_int_equal(unlink(folder_path(&desk->folder, THEIRS)), 0);
	assert_int_equal(mkfifo(folder_path(&desk->folder, THEIRS), 0644), 0);
}

/* It was a file when checked, and is a pipe when opened: it is not waited for. */
static void test_becomes_pipe(void **state)
{
	struct desk *desk = *state;
	bool is_hit = true;

	alarm(60);
	for (size_t at = 1; is_hit; at++) {
		struct fault_io fault = {.hook = become_pipe, .hook_context = desk, .hook_at = at};
		struct presence *a = come(desk, fault_io(&fault));
		struct stat stat;

		unlink(folder_path(&desk->folder, THEIRS));
		folder_put_text(&desk->folder, THEIRS, from_db2);
		presence_update(a, desk->path, "", &desk->company);
		is_hit = fault.n_calls >= at;
		assert_true(desk->company.n <= 1);
		assert_true(is_hit || desk->company.n == 1);
		folder_stat(&desk->folder, THEIRS, &stat);
		assert_int_equal(S_ISFIFO(stat.st_mode), is_hit);
		fault.hook = NULL;
		fault.hook_at = 0;
		presence_free(a);
		fault_io_release(&fault);
	}
	alarm(0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_character),
		cmocka_unit_test(test_nameless),
		cmocka_unit_test(test_same),
		TEST(test_no_file),
		TEST(test_no_group),
		TEST(test_other_device),
		TEST(test_becomes_pipe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

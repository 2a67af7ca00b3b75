/*
 * Who else has a document open: what others see of us, what we make of what they, or
 * somebody in their name, put beside it, and that none of it ever stands in the way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/presence.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct desk {
	struct folder folder;
	char path[128];
	unsigned ids;
	int64_t clock;
	struct company company;
};

static const struct person geda = {.user = "geda", .host = "db1", .process = 42, .since = 1000};
static const struct person mara = {.user = "mara", .host = "db1", .process = 43, .since = 2000};

/* What somebody on another host wrote. */
static const char from_db2[] = "afterword-here 1\nuser ola\nhost db2\nprocess 7\nsince 3000\n"
			       "page impact\n\n\n";
/* And somebody on ours. */
static const char from_db1[] = "afterword-here 1\nuser ola\nhost db1\nprocess 7\nsince 3000\n"
			       "page impact\n";

#define THEIRS ".doc.yaml.here-abcdefgh"

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	folder_put_text(&desk->folder, "doc.yaml", "afterword: 1\n");
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "doc.yaml"));
	/* Years away from what the file system says. */
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

static struct presence *come_by(struct desk *desk, struct io io, const struct person *person)
{
	return presence_new(io, counting_ids(&desk->ids), standing_time(&desk->clock), person);
}

static struct presence *come(struct desk *desk, const struct person *person)
{
	return come_by(desk, io_system(), person);
}

static void meet(struct desk *desk, struct presence *presence, const char *page)
{
	presence_update(presence, desk->path, page, &desk->company);
}

static void assert_only(const struct desk *desk, const struct person *person, const char *page)
{
	assert_int_equal(desk->company.n, 1);
	assert_true(person_is(&desk->company.items[0], person));
	assert_string_equal(desk->company.items[0].page, page);
}

/* Moves a file's heartbeat by so many seconds. */
static void shift_beat(struct desk *desk, const char *name, long seconds)
{
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = time(NULL) + seconds}};

	assert_int_equal(utimensat(AT_FDCWD, folder_path(&desk->folder, name), times, 0), 0);
}

/* --- meeting --- */

/* Who somebody is, in a line: cut between characters, whatever the environment says. */
static void test_person(void **state)
{
	int64_t now = 1700000000000;
	struct time_source time = standing_time(&now);
	char name[3 * PERSON_TEXT + 1] = "x";
	struct person person;

	(void)state;
	for (size_t i = 0; i < PERSON_TEXT; i++)
		strcat(name, "\u00e9"); /* two bytes each, from an odd place on */
	setenv("LOGNAME", name, 1);
	person_init(&person, &time);
	assert_true(utf8_check(person.user, strlen(person.user), NULL));
	assert_true(strlen(person.user) + 1 >= PERSON_TEXT);
	setenv("LOGNAME", "", 1);
	setenv("USER", "a\nb\x1b", 1);
	person_init(&person, &time);
	assert_string_equal(person.user, "a?b?");
	unsetenv("LOGNAME");
	unsetenv("USER");
	person_init(&person, &time);
	assert_true(person.user[0] != '\0');
	assert_true(person.host[0] != '\0');
}

static void test_meet(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);
	struct presence *b = come(desk, &mara);

	meet(desk, a, "summary");
	assert_int_equal(desk->company.n, 0);
	meet(desk, b, "timeline");
	assert_only(desk, &geda, "summary");
	meet(desk, a, "impact");
	assert_only(desk, &mara, "timeline");
	meet(desk, b, "timeline");
	assert_only(desk, &geda, "impact");
	presence_free(a);
	meet(desk, b, "timeline");
	assert_int_equal(desk->company.n, 0);
	presence_free(b);
	/* Nothing is left but the document. */
	assert_int_equal(folder_count(&desk->folder), 1);
}

static void test_order(void **state)
{
	struct desk *desk = *state;
	struct presence *late = come(desk, &mara);
	struct presence *early = come(desk, &geda);

	folder_put_text(&desk->folder, THEIRS, from_db2);
	meet(desk, late, "");
	meet(desk, early, "");
	meet(desk, late, "");
	assert_int_equal(desk->company.n, 2);
	assert_string_equal(desk->company.items[0].user, "geda");
	assert_string_equal(desk->company.items[1].user, "ola");
	presence_free(late);
	presence_free(early);
}

/* By whatever name the document is opened, it is one document. */
static void test_link(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);
	struct presence *b = come(desk, &mara);
	char link[128];

	snprintf(link, sizeof(link), "%s", folder_path(&desk->folder, "link.yaml"));
	assert_int_equal(symlink("doc.yaml", link), 0);
	meet(desk, a, "summary");
	presence_update(b, link, "summary", &desk->company);
	assert_only(desk, &geda, "summary");
	presence_free(a);
	presence_free(b);
}

static void test_other_document(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);
	struct presence *b = come(desk, &mara);
	char other[128];

	folder_put_text(&desk->folder, "doc.yaml.here", "afterword: 1\n");
	snprintf(other, sizeof(other), "%s", folder_path(&desk->folder, "doc.yaml.here"));
	meet(desk, a, "");
	presence_update(b, other, "", &desk->company);
	assert_int_equal(desk->company.n, 0);
	/* Whoever goes on with another document leaves the first. */
	presence_update(a, other, "", &desk->company);
	assert_only(desk, &mara, "");
	assert_int_equal(folder_count(&desk->folder), 4);
	presence_free(a);
	presence_free(b);
}

static void test_cleaned_away(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);
	struct presence *b = come(desk, &mara);

	meet(desk, a, "");
	assert_int_equal(unlink(folder_path(&desk->folder, ".doc.yaml.here-aaaaaaab")), 0);
	meet(desk, a, "");
	meet(desk, b, "");
	assert_only(desk, &geda, "");
	presence_free(a);
	presence_free(b);
}

/* Only our own file is ever removed, not what has its name by now. */
static void test_name_taken(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);

	meet(desk, a, "");
	folder_replace(&desk->folder, ".doc.yaml.here-aaaaaaab", "somebody's own\n");
	presence_free(a);
	assert_true(folder_holds(&desk->folder, ".doc.yaml.here-aaaaaaab", "somebody's own\n"));
}

/* --- the living and the dead --- */

static void test_killed(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);
	int ready[2];
	char byte;

	assert_int_equal(pipe(ready), 0);

	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		alarm(60);
		desk->ids = 100;
		meet(desk, come(desk, &mara), "impact");
		(void)!write(ready[1], "x", 1);
		for (;;)
			pause();
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	meet(desk, a, "");
	assert_only(desk, &mara, "impact");
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
	meet(desk, a, "");
	assert_int_equal(desk->company.n, 0);
	/* A young one may be of a host of the same name; an old one goes. */
	assert_int_equal(folder_count_suffix(&desk->folder, "aaaadf"), 1);
	shift_beat(desk, ".doc.yaml.here-aaaaaadf", -600);
	meet(desk, a, "");
	assert_int_equal(folder_count_suffix(&desk->folder, "aaaadf"), 0);
	presence_free(a);
	close(ready[0]);
	close(ready[1]);
}

/* Locked and without a heartbeat: suspended, but there. */
static void test_suspended(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);
	struct presence *b = come(desk, &mara);

	meet(desk, b, "");
	shift_beat(desk, ".doc.yaml.here-aaaaaaab", -600);
	meet(desk, a, "");
	assert_only(desk, &mara, "");
	presence_free(a);
	presence_free(b);
}

static void test_other_host(void **state)
{
	static const struct {
		long age;
		size_t n;
	} cases[] = {{0, 1}, {-30, 1}, {-90, 0}, {-86400, 0}, {30, 1}, {600, 0}};
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);

	meet(desk, a, "");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		folder_put_text(&desk->folder, THEIRS, from_db2);
		shift_beat(desk, THEIRS, cases[i].age);
		meet(desk, a, "");
		if (desk->company.n != cases[i].n)
			fail_msg("%ld s: %zu there", cases[i].age, desk->company.n);
		/* What another host left is never ours to remove. */
		assert_true(folder_holds(&desk->folder, THEIRS, from_db2));
	}
	presence_free(a);
}

/* Nobody comes back to life because our own heartbeat is some seconds old. */
static void test_time_goes_on(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);

	folder_put_text(&desk->folder, THEIRS, from_db2);
	meet(desk, a, "");
	assert_int_equal(desk->company.n, 1);
	shift_beat(desk, THEIRS, -55);
	meet(desk, a, "");
	assert_int_equal(desk->company.n, 1);
	desk->clock += 9000;
	meet(desk, a, "");
	assert_int_equal(desk->company.n, 0);
	presence_free(a);
}

static void test_heartbeat(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);
	struct stat stat;

	meet(desk, a, "");
	shift_beat(desk, ".doc.yaml.here-aaaaaaab", -600);
	desk->clock += 9000;
	meet(desk, a, "");
	folder_stat(&desk->folder, ".doc.yaml.here-aaaaaaab", &stat);
	assert_true(stat.st_mtim.tv_sec < time(NULL) - 500);
	desk->clock += 1000;
	meet(desk, a, "");
	folder_stat(&desk->folder, ".doc.yaml.here-aaaaaaab", &stat);
	assert_true(stat.st_mtim.tv_sec > time(NULL) - 100);
	presence_free(a);
}

/* Dead, but not provably a session of ours: nobody removes it. */
static void test_not_ours(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);

	folder_put_text(&desk->folder, THEIRS, "afterword-here 2\nuser geda\n");
	shift_beat(desk, THEIRS, -86400);
	meet(desk, a, "");
	assert_int_equal(folder_count_suffix(&desk->folder, "abcdefgh"), 1);
	folder_put_text(&desk->folder, THEIRS, from_db1);
	shift_beat(desk, THEIRS, -86400);
	if (geteuid() == 0 && chown(folder_path(&desk->folder, THEIRS), 12345, 12345) == 0) {
		meet(desk, a, "");
		assert_int_equal(folder_count_suffix(&desk->folder, "abcdefgh"), 1);
		assert_int_equal(desk->company.n, 0);
	}
	presence_free(a);
}

/* --- what must not be believed --- */

#define LONG_NAME "0123456789012345678901234567890123456789012345678901234567890123"
#define HEAD "afterword-here 1\n"
#define REST "host db2\nprocess 7\nsince 3\npage p\n"
#define TEXT(text) text, sizeof(text) - 1

static const struct {
	const char *bytes;
	size_t len;
	const char *user; /* NULL: it is nobody */
} contents[] = {
	{TEXT(HEAD "user o\n" REST), "o"},
	{TEXT(HEAD "user " LONG_NAME "\n" REST), LONG_NAME},
	/* Shown escaped, so taken as it is. */
	{TEXT(HEAD "user \033[31m\n" REST), "\033[31m"},
	{TEXT(HEAD "user \xff\xfe\n" REST), "\xff\xfe"},
	{TEXT(HEAD "user \xe2\x80\xae\n" REST), "\xe2\x80\xae"},
	{TEXT(HEAD "user a b\n" REST), "a b"},
	{TEXT(""), NULL},
	{TEXT("\n"), NULL},
	{TEXT("\0\0\0\0"), NULL},
	{TEXT("user o\n" REST), NULL},
	{TEXT("afterword-here 2\nuser o\n" REST), NULL},
	{TEXT("afterword-here 10\nuser o\n" REST), NULL},
	{TEXT(HEAD REST), NULL},
	{TEXT(HEAD "user\n" REST), NULL},
	{TEXT(HEAD "user=o\n" REST), NULL},
	{TEXT(HEAD "user \n" REST), NULL},
	{TEXT(HEAD "user " LONG_NAME "4\n" REST), NULL},
	{TEXT(HEAD "user o\0o\n" REST), NULL},
	{TEXT(HEAD "user o\nuser o\n" REST), NULL},
	{TEXT(HEAD "user o\nhost db2\nsince 3\nprocess 7\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost \nprocess 7\nsince 3\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost " LONG_NAME "4\nprocess 7\nsince 3\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost db2\nprocess \nsince 3\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost db2\nprocess 0\nsince 3\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost db2\nprocess -1\nsince 3\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost db2\nprocess 1x\nsince 3\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost db2\nprocess  1\nsince 3\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost db2\nprocess 2147483648\nsince 3\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost db2\nprocess 99999999999999999999999\nsince 3\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost db2\nprocess 7\nsince -3\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost db2\nprocess 7\nsince 253402300800\npage p\n"), NULL},
	{TEXT(HEAD "user o\nhost db2\nprocess 7\nsince 3\n"), NULL},
	{TEXT(HEAD "user o\nhost db2\nprocess 7\nsince 3\npage " LONG_NAME "4\n"), NULL},
	{TEXT(HEAD "user o\n" REST "more\n"), NULL},
	{TEXT(HEAD "user o\n" REST "\n\n\0"), NULL},
};

static void test_contents(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);

	for (size_t i = 0; i < sizeof(contents) / sizeof(*contents); i++) {
		folder_put(&desk->folder, THEIRS, contents[i].bytes, contents[i].len);
		meet(desk, a, "");
		if (desk->company.n != (contents[i].user != NULL))
			fail_msg("content %zu: %zu there", i, desk->company.n);
		if (contents[i].user)
			assert_string_equal(desk->company.items[0].user, contents[i].user);
	}
	presence_free(a);
}

static void test_large(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);
	struct str bytes = {0};

	str_append_text(&bytes, from_db2);
	str_append_repeat(&bytes, '\n', 1024 - bytes.len);
	folder_put(&desk->folder, THEIRS, bytes.data, bytes.len);
	meet(desk, a, "");
	assert_int_equal(desk->company.n, 1);
	str_append_char(&bytes, '\n');
	folder_put(&desk->folder, THEIRS, bytes.data, bytes.len);
	meet(desk, a, "");
	assert_int_equal(desk->company.n, 0);
	/* Nor is a file of a terabyte read. */
	assert_int_equal(truncate(folder_path(&desk->folder, THEIRS), (off_t)1 << 40), 0);
	meet(desk, a, "");
	assert_int_equal(desk->company.n, 0);
	str_release(&bytes);
	presence_free(a);
}

static void test_names(void **state)
{
	static const char *const names[] = {
		"doc.yaml.here-abcdefgh",
		".doc.yaml.here-abcdefg",
		".doc.yaml.here-abcdefghi",
		".doc.yaml.here-ABCDEFGH",
		".doc.yaml.here-abcdef18",
		".doc.yaml.here-abcdefgh~",
		".doc.yaml.there-abcdefgh",
		".other.yaml.here-abcdefgh",
	};
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		folder_put_text(&desk->folder, names[i], from_db2);
	meet(desk, a, "");
	assert_int_equal(desk->company.n, 0);
	presence_free(a);
}

/* The test's alarm ends it if one of these is waited for. */
static void test_not_files(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);
	struct stat stat;

	folder_put_text(&desk->folder, "elsewhere", from_db2);
	assert_int_equal(symlink("elsewhere", folder_path(&desk->folder, THEIRS)), 0);
	assert_int_equal(mkfifo(folder_path(&desk->folder, ".doc.yaml.here-bbbbbbbb"), 0600), 0);
	assert_int_equal(mkdir(folder_path(&desk->folder, ".doc.yaml.here-cccccccc"), 0700), 0);
	assert_int_equal(
		symlink("nowhere", folder_path(&desk->folder, ".doc.yaml.here-dddddddd")), 0);
	assert_int_equal(
		symlink("/dev/zero", folder_path(&desk->folder, ".doc.yaml.here-eeeeeeee")), 0);
	alarm(60);
	meet(desk, a, "");
	assert_int_equal(desk->company.n, 0);
	desk->clock += 3600000;
	meet(desk, a, "");
	assert_int_equal(desk->company.n, 0);
	presence_free(a);
	alarm(0);
	folder_stat(&desk->folder, THEIRS, &stat);
	assert_true(S_ISLNK(stat.st_mode));
	assert_int_equal(folder_count(&desk->folder), 7);
}

/* A name that is planted before we come is neither written through nor removed. */
static void test_planted(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);

	folder_put_text(&desk->folder, "precious", "mine\n");
	assert_int_equal(
		symlink("precious", folder_path(&desk->folder, ".doc.yaml.here-aaaaaaab")), 0);
	meet(desk, a, "");
	assert_true(folder_holds(&desk->folder, "precious", "mine\n"));
	presence_free(a);
	assert_int_equal(folder_count(&desk->folder), 3);
}

static void test_crowd(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);

	for (int i = 0; i < COMPANY_MAX + 50; i++) {
		char name[64];

		snprintf(name, sizeof(name), ".doc.yaml.here-%c%caaaaaa", 'a' + i / 26,
			'a' + i % 26);
		folder_put_text(&desk->folder, name, from_db2);
	}
	meet(desk, a, "");
	assert_int_equal(desk->company.n, COMPANY_MAX);
	presence_free(a);
}

/* --- who may read it --- */

static void test_modes(void **state)
{
	static const mode_t modes[] = {0600, 0640, 0644, 0660, 0664, 0444, 0400, 0666, 0755};
	static const mode_t umasks[] = {000, 022, 077};
	struct desk *desk = *state;

	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++)
		for (size_t j = 0; j < sizeof(umasks) / sizeof(*umasks); j++) {
			mode_t before = umask(umasks[j]);
			struct presence *a;
			struct stat stat;
			char name[64];

			desk->ids = 0;
			a = come(desk, &geda);
			assert_int_equal(chmod(desk->path, modes[i]), 0);
			meet(desk, a, "");
			snprintf(name, sizeof(name), ".doc.yaml.here-aaaaaaab");
			folder_stat(&desk->folder, name, &stat);
			assert_int_equal(stat.st_mode & 07777, modes[i] & 0644);
			presence_free(a);
			umask(before);
		}
}

/* The document's group reads it, or no group does. */
static void test_group(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);
	struct stat stat;

	if (geteuid() != 0)
		skip();
	assert_int_equal(chown(desk->path, (uid_t)-1, 12345), 0);
	assert_int_equal(chmod(desk->path, 0640), 0);
	meet(desk, a, "");
	folder_stat(&desk->folder, ".doc.yaml.here-aaaaaaab", &stat);
	assert_int_equal(stat.st_gid, 12345);
	assert_int_equal(stat.st_mode & 07777, 0640);
	presence_free(a);
}

/* --- file systems that fail --- */

static int refuse_creation(void *context, int dir, const char *name, int flags, mode_t mode)
{
	if (flags & O_CREAT) {
		errno = EACCES;
		return -1;
	}
	return io_system().ops->openat(context, dir, name, flags, mode);
}

static void test_folder_not_ours(void **state)
{
	struct desk *desk = *state;
	struct io_ops ops = *io_system().ops;
	struct presence *a, *b = come(desk, &mara);

	ops.openat = refuse_creation;
	desk->clock = (int64_t)time(NULL) * 1000;
	a = come_by(desk, (struct io){.ops = &ops}, &geda);
	meet(desk, b, "impact");
	folder_put_text(&desk->folder, THEIRS, from_db1);
	shift_beat(desk, THEIRS, -86400);
	meet(desk, a, "summary");
	assert_only(desk, &mara, "impact");
	/* The other one cannot see us, and what is dead there stays. */
	assert_int_equal(folder_count(&desk->folder), 3);
	presence_free(a);
	presence_free(b);
}

static void test_nowhere(void **state)
{
	struct desk *desk = *state;
	struct presence *a = come(desk, &geda);

	presence_update(a, "/nowhere/at/all.yaml", "", &desk->company);
	assert_int_equal(desk->company.n, 0);
	presence_free(a);
}

/* Without locks the heartbeat decides, on our own host too. */
static void test_no_locks(void **state)
{
	struct desk *desk = *state;
	struct fault_io fault = {.is_missing = {[CALL_LOCK] = true, [CALL_IS_LOCKED] = true}};
	struct presence *a = come_by(desk, fault_io(&fault), &geda);
	struct presence *b = come(desk, &mara);

	meet(desk, b, "");
	meet(desk, a, "");
	assert_only(desk, &mara, "");
	shift_beat(desk, ".doc.yaml.here-aaaaaaab", -90);
	meet(desk, a, "");
	assert_int_equal(desk->company.n, 0);
	presence_free(a);
	presence_free(b);
	fault_io_release(&fault);
}

static int next_descriptor(void)
{
	int fd = open("/dev/null", O_RDONLY);

	close(fd);
	return fd;
}

static bool may_leave_a_file(const struct fault_io *fault)
{
	return fault_io_failed(fault, CALL_UNLINKAT) || fault_io_failed(fault, CALL_FSTATAT) ||
	       fault_io_failed(fault, CALL_FSTAT);
}

static void check_modes(struct desk *desk)
{
	for (char last = 'a'; last <= 'h'; last++) {
		char name[64];
		struct stat stat;

		snprintf(name, sizeof(name), ".doc.yaml.here-aaaaaaa%c", last);
		if (lstat(folder_path(&desk->folder, name), &stat) == 0)
			assert_int_equal(stat.st_mode & 07777 & ~(mode_t)0640, 0);
	}
}

enum trouble { ONCE, FOR_A_WHILE, TO_THE_END, N_TROUBLES };

/* A whole stay in which one call fails, or all from it on; false when there was no such call. */
static bool stay(struct desk *desk, size_t fail_at, enum trouble trouble, int number)
{
	bool for_ever = trouble != ONCE;
	struct fault_io fault = {.fail_at = fail_at, .for_ever = for_ever, .number = number};
	struct presence *a;
	int descriptor = next_descriptor();
	bool has_failed;

	desk->ids = 0;
	a = come_by(desk, fault_io(&fault), &geda);
	for (int i = 0; i < 3; i++) {
		meet(desk, a, i == 0 ? "summary" : "impact");
		check_modes(desk);
		desk->clock += 6000;
	}
	has_failed = fail_at <= fault.n_calls;
	if (trouble != TO_THE_END) {
		/* It works again, and so do we. */
		fault.fail_at = 0;
		meet(desk, a, "impact");
		assert_int_equal(desk->company.n, 1);
		assert_true(folder_count(&desk->folder) >= 3);
	}
	presence_free(a);
	assert_int_equal(next_descriptor(), descriptor);
	assert_true(folder_holds(&desk->folder, "doc.yaml", "afterword: 1\n"));
	assert_true(folder_holds(&desk->folder, THEIRS, from_db2));
	if (folder_count(&desk->folder) != 2 && !may_leave_a_file(&fault))
		fail_msg("call %zu (%s) left a file behind", fail_at,
			fault_call_names[fault.log[fail_at - 1].call]);
	for (char last = 'a'; last <= 'h'; last++) {
		char name[64];

		snprintf(name, sizeof(name), ".doc.yaml.here-aaaaaaa%c", last);
		unlink(folder_path(&desk->folder, name));
	}
	fault_io_release(&fault);
	return has_failed;
}

static void test_every_call_fails(void **state)
{
	static const int numbers[] = {EIO, EACCES, ENOSPC, ESTALE};
	struct desk *desk = *state;
	mode_t before = umask(0);

	assert_int_equal(chmod(desk->path, 0640), 0);
	folder_put_text(&desk->folder, THEIRS, from_db2);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		for (int trouble = 0; trouble < N_TROUBLES; trouble++) {
			size_t n = 1;

			while (stay(desk, n, (enum trouble)trouble, numbers[i]))
				n++;
			assert_true(n > 40);
		}
	umask(before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_person),
		TEST(test_meet),
		TEST(test_order),
		TEST(test_link),
		TEST(test_other_document),
		TEST(test_cleaned_away),
		TEST(test_name_taken),
		TEST(test_killed),
		TEST(test_suspended),
		TEST(test_other_host),
		TEST(test_time_goes_on),
		TEST(test_heartbeat),
		TEST(test_not_ours),
		TEST(test_contents),
		TEST(test_large),
		TEST(test_names),
		TEST(test_not_files),
		TEST(test_planted),
		TEST(test_crowd),
		TEST(test_modes),
		TEST(test_group),
		TEST(test_folder_not_ours),
		TEST(test_nowhere),
		TEST(test_no_locks),
		TEST(test_every_call_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

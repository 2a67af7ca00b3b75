/*
 * Journals that cannot be written normally: their names, their folder, and a new beginning that
 * whatever comes next must write.
 */
#include "document_fixture.h"
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/file.h"
#include "store/journal.h"

#include <errno.h>
#include <unistd.h>

struct desk {
	struct folder folder;
	char state[256]; /* the folder of journals */
	char path[512];  /* the document's */
	struct fault_io fault;
	unsigned ids;
	int64_t now;
	struct form *form;
	struct journal *journal;
	struct err err;
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	snprintf(desk->state, sizeof(desk->state), "%s", folder_path(&desk->folder, "state"));
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "a.yaml"));
	desk->now = 1700000000000;
	desk->form = fixture_form_new();
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	journal_close(desk->journal);
	form_free(desk->form);
	fault_io_release(&desk->fault);
	folder_release(&desk->folder);
	free(desk);
	return 0;
}

static bool begin(struct desk *desk)
{
	struct id_source ids = counting_ids(&desk->ids);
	struct time_source time = standing_time(&desk->now);
	struct str base = {0};

	str_append_text(&base, HEAD "title: Base\n");
	journal_close(desk->journal);
	desk->err = (struct err){0};
	desk->journal = journal_create(fault_io(&desk->fault), desk->state, desk->path, "outage",
		&base, &ids, &time, &desk->err);
	if (desk->journal)
		journal_keep_base(desk->journal);
	str_release(&base);
	return desk->journal != NULL;
}

/* The only journal there is. */
static void list(struct desk *desk, struct journal_list *found)
{
	*found = (struct journal_list){0};
	if (!journal_list_load(found, io_system(), desk->state, desk->path, &desk->err))
		fail_msg("%s", desk->err.message);
	assert_int_equal(found->n, 1);
	assert_null(found->items[0].problem);
}

/* What a start would find: the title last in the file, and that with all ops. */
static void assert_recovers(struct desk *desk, const char *saved, const char *after, size_t n_ops)
{
	struct journal_list found;
	struct document base, recovered;
	size_t lost = 99;

	list(desk, &found);
	assert_int_equal(found.items[0].n_ops, n_ops);
	assert_false(found.items[0].is_cut);
	assert_true(journal_replay(
		io_system(), &found.items[0], desk->form, &base, &recovered, &lost, NULL));
	assert_int_equal(lost, 0);
	assert_string_equal(fixture_text(&base, "title"), saved);
	assert_string_equal(fixture_text(&recovered, "title"), after);
	document_release(&base);
	document_release(&recovered);
	journal_list_release(&found);
}

/* --- beginning --- */

/* Only safe characters of a document's name go into the journal's, and not too many. */
static void test_names(void **state)
{
	static const struct {
		const char *document;
		const char *stem;
	} cases[] = {
		{"a-b_c.Z9.yaml", "a-b_c.Z9.yaml"},
		{"z0.A", "z0.A"},
		{".hidden", "_hidden"},
		{"@[`{~:", "______"},
		{"\xc3\xa4\x1b[m", "____m"},
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct journal_list found;
		const char *name;

		snprintf(desk->path, sizeof(desk->path), "%s",
			folder_path(&desk->folder, cases[i].document));
		assert_true(begin(desk));
		list(desk, &found);
		name = strrchr(found.items[0].path, '/') + 1;
		assert_int_equal(strlen(name), strlen(cases[i].stem) + strlen(".aaaaaaaa.journal"));
		assert_memory_equal(name, cases[i].stem, strlen(cases[i].stem));
		journal_list_release(&found);
	}
}

static void test_long_name(void **state)
{
	enum { ROOM = 100 };
	struct desk *desk = *state;
	struct journal_list found;
	char document[256] = "";

	memset(document, 'd', 250);
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, document));
	assert_true(begin(desk));
	list(desk, &found);
	assert_int_equal(
		strlen(strrchr(found.items[0].path, '/') + 1), ROOM + strlen(".aaaaaaaa.journal"));
	journal_list_release(&found);
}

/* The names in the folder are private; if that cannot be set, the journal still matters more. */
static void test_open_folder(void **state)
{
	struct desk *desk = *state;
	struct stat stat;

	assert_int_equal(mkdir(desk->state, 0700), 0);
	for (int is_missing = 1; is_missing >= 0; is_missing--) {
		assert_int_equal(chmod(desk->state, 0755), 0);
		desk->fault.is_missing[CALL_FCHMOD] = is_missing;
		desk->fault.missing_number = EPERM;
		assert_true(begin(desk));
		folder_stat(&desk->folder, "state", &stat);
		assert_int_equal(stat.st_mode & 07777, is_missing ? 0755 : 0700);
	}
}

/* Some systems report this error for the root, and so for any existing folder. */
static void test_folder_is_there(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(mkdir(desk->state, 0700), 0);
	desk->fault.is_missing[CALL_MKDIRAT] = true;
	desk->fault.missing_number = EISDIR;
	assert_true(begin(desk));
	desk->fault.missing_number = EROFS;
	assert_false(begin(desk));
	assert_string_equal(
		desk->err.message, "the folder cannot be created: Read-only file system");
}

/* Without a folder for the document there is nothing to journal. */
static void test_no_document_folder(void **state)
{
	struct desk *desk = *state;

	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "no/a.yaml"));
	assert_false(begin(desk));
	assert_int_equal(desk->err.number, ENOENT);
	assert_string_equal(desk->err.path, desk->path);
	assert_int_equal(access(desk->state, F_OK), -1);
}

/* --- a new beginning that was not written --- */

static void fail_all(struct desk *desk, int number)
{
	desk->fault.fail_at = desk->fault.n_calls + 1;
	desk->fault.for_ever = true;
	desk->fault.number = number;
}

static void fail_none(struct desk *desk)
{
	desk->fault.fail_at = 0;
	desk->fault.for_ever = false;
}

/* The base is now other bytes, and a title of ours is the only op. */
static bool rebase(struct desk *desk, const char *theirs, const char *title)
{
	struct document document;
	struct ops own = {0};
	struct str bytes = {0};
	struct place place;
	bool is_written;

	str_appendf(&bytes, HEAD "title: %s\n", theirs);
	fixture_open(&document, desk->form, bytes.data);
	place = fixture_place(&document, "title", NULL, NULL);
	document_op_set(&document, &place, title, strlen(title), ops_add(&own));
	desk->err = (struct err){0};
	is_written = journal_rebase(desk->journal, &bytes, &own, desk->form, &desk->err);
	ops_release(&own);
	document_release(&document);
	str_release(&bytes);
	return is_written;
}

static void begin_outdated(struct desk *desk)
{
	assert_true(begin(desk));
	fail_all(desk, ENOSPC);
	assert_false(rebase(desk, "Theirs", "Merged"));
	assert_string_equal(
		desk->err.message, "the file cannot be written: No space left on device");
	/* The previous state is what remains. */
	assert_recovers(desk, "Base", "Base", 0);
}

typedef bool note_function(
	struct journal *self, uint64_t sequence, const struct str *bytes, struct err *err);

static bool note(struct desk *desk, note_function *function, const char *title)
{
	struct str bytes = {0};
	bool is_noted;

	str_appendf(&bytes, HEAD "title: %s\n", title);
	desk->err = (struct err){0};
	is_noted = function(desk->journal, 1, &bytes, &desk->err);
	str_release(&bytes);
	return is_noted;
}

/* A save brings it along: recorded in a journal without it, its bytes would be meaningless. */
static void test_saving_outdated(void **state)
{
	struct desk *desk = *state;

	begin_outdated(desk);
	assert_false(note(desk, journal_saving, "Merged"));
	assert_int_equal(desk->err.number, ENOSPC);
	assert_recovers(desk, "Base", "Base", 0);
	fail_none(desk);
	assert_true(note(desk, journal_saving, "Merged"));
	assert_recovers(desk, "Theirs", "Merged", 1);
	/* The save was done but could not be recorded. */
	folder_put_text(&desk->folder, "a.yaml", HEAD "title: Merged\n");
	assert_recovers(desk, "Merged", "Merged", 1);
}

static void test_saved_outdated(void **state)
{
	struct desk *desk = *state;

	begin_outdated(desk);
	assert_false(note(desk, journal_saved, "Merged"));
	assert_int_equal(desk->err.number, ENOSPC);
	assert_recovers(desk, "Base", "Base", 0);
	fail_none(desk);
	assert_true(note(desk, journal_saved, "Merged"));
	assert_recovers(desk, "Merged", "Merged", 0);
}

static void test_rebased_outdated(void **state)
{
	struct desk *desk = *state;

	begin_outdated(desk);
	assert_false(rebase(desk, "Theirs again", "Merged again"));
	assert_recovers(desk, "Base", "Base", 0);
	fail_none(desk);
	assert_true(rebase(desk, "Theirs at last", "Merged at last"));
	assert_recovers(desk, "Theirs at last", "Merged at last", 1);
}

/* --- growing --- */

static bool note_large(struct desk *desk, char letter)
{
	struct str bytes = {0};
	bool is_noted;

	str_append_text(&bytes, HEAD "title: Saved\n#");
	str_append_repeat(&bytes, letter, 1000 * 1000);
	is_noted = journal_saved(desk->journal, 0, &bytes, NULL);
	str_release(&bytes);
	return is_noted;
}

static size_t count_creations(const struct desk *desk)
{
	size_t n = 0;

	for (size_t i = 0; i < desk->fault.n_log; i++)
		n += desk->fault.log[i].call == CALL_OPENAT && desk->fault.log[i].failed;
	return n;
}

/* It has grown and cannot be rewritten: it is as good as before, and not every save tries. */
static void test_not_shortened(void **state)
{
	struct desk *desk = *state;
	struct stat stat;

	assert_true(begin(desk));
	desk->fault.is_missing[CALL_OPENAT] = true;
	desk->fault.missing_number = ENOSPC;
	for (char letter = 'a'; letter < 'a' + 12; letter++)
		assert_true(note_large(desk, letter));
	assert_int_equal(count_creations(desk), 1);
	assert_int_equal(fstat(journal_fd(desk->journal), &stat), 0);
	assert_true(stat.st_size > 12 * 1000 * 1000);
	assert_recovers(desk, "Saved", "Saved", 0);
	/* Eight MiB later it can. */
	desk->fault.is_missing[CALL_OPENAT] = false;
	for (char letter = 'a'; letter < 'a' + 12; letter++)
		assert_true(note_large(desk, letter));
	assert_int_equal(fstat(journal_fd(desk->journal), &stat), 0);
	assert_true(stat.st_size < 12 * 1000 * 1000);
	assert_recovers(desk, "Saved", "Saved", 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_names),
		TEST(test_long_name),
		TEST(test_open_folder),
		TEST(test_folder_is_there),
		TEST(test_no_document_folder),
		TEST(test_saving_outdated),
		TEST(test_saved_outdated),
		TEST(test_rebased_outdated),
		TEST(test_not_shortened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

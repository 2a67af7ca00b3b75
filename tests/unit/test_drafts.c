/*
 * Drafts of comments: what was typed is in the next session whatever ends this one, once, and until
 * it is posted.
 */
#include "../../src/store/draft_list.h"
#include "document_fixture.h"
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/drafts.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

struct desk {
	struct folder folder;
	struct folder state;
	char path[512]; /* the document's */
	struct fault_io fault;
	unsigned ids;
	int64_t now;
	struct err err;
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	folder_init(&desk->state);
	folder_put_text(&desk->folder, "a.yaml", HEAD "title: Base\n");
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "a.yaml"));
	desk->now = 1700000000000;
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	fault_io_release(&desk->fault);
	folder_release(&desk->folder);
	folder_release(&desk->state);
	free(desk);
	return 0;
}

static struct drafts *open_drafts(struct desk *desk)
{
	struct id_source ids = counting_ids(&desk->ids);
	struct time_source time = standing_time(&desk->now);

	desk->now += 1000;
	return drafts_open(
		fault_io(&desk->fault), desk->state.path, desk->path, "outage", &ids, &time);
}

/* A draft about the title's word "Base", without a text. */
static size_t add(struct drafts *drafts)
{
	struct slice cells[N_DRAFT_CELLS] = {
		[DRAFT_ABOUT] = slice_of_text("title"),
		[DRAFT_QUOTE] = slice_of_text("Base"),
		[DRAFT_KIND] = slice_of_text("question"),
	};

	return drafts_add(drafts, cells);
}

static bool type(struct desk *desk, struct drafts *drafts, size_t nth, const char *text)
{
	return drafts_set(drafts, nth, DRAFT_TEXT, slice_of_text(text), &desk->err);
}

static const char *cell(const struct drafts *drafts, size_t nth, enum draft_cell which)
{
	assert_true(nth < drafts_list(drafts)->n);
	return str_text(&drafts_list(drafts)->items[nth].cells[which]);
}

/* Is that all that a next session would find? NULL: nothing. */
static void assert_left(struct desk *desk, const char *text)
{
	struct drafts *drafts = open_drafts(desk);

	assert_int_equal(drafts_list(drafts)->n, text ? 1 : 0);
	if (text) {
		assert_string_equal(cell(drafts, 0, DRAFT_TEXT), text);
		assert_string_equal(cell(drafts, 0, DRAFT_ABOUT), "title");
		assert_string_equal(cell(drafts, 0, DRAFT_QUOTE), "Base");
		assert_string_equal(cell(drafts, 0, DRAFT_TO), "");
	}
	drafts_free(drafts);
}

static void test_typed_text_outlives_the_program(void **state)
{
	struct desk *desk = *state;
	struct drafts *drafts = open_drafts(desk);
	size_t nth = add(drafts);

	assert_int_equal(folder_count(&desk->state), 0);
	assert_true(type(desk, drafts, nth, "S"));
	assert_true(type(desk, drafts, nth, "Si"));
	assert_true(type(desk, drafts, nth, "Since?"));
	assert_true(type(desk, drafts, nth, "Since when?"));
	drafts_free(drafts); /* as kill -9 would leave it */
	assert_left(desk, "Since when?");
	assert_left(desk, "Since when?");
}

static void test_one_that_is_posted_does_not_come_back(void **state)
{
	struct desk *desk = *state;
	struct drafts *drafts = open_drafts(desk);

	assert_true(type(desk, drafts, add(drafts), "Since when?"));
	drafts_free(drafts);
	drafts = open_drafts(desk);
	assert_true(type(desk, drafts, 0, ""));
	drafts_free(drafts); /* killed right after posting */
	assert_left(desk, NULL);
	drafts = open_drafts(desk);
	assert_true(type(desk, drafts, add(drafts), "x"));
	assert_true(type(desk, drafts, 0, ""));
	assert_true(drafts_finish(drafts, &desk->err));
	drafts_free(drafts);
	assert_int_equal(folder_count(&desk->state), 0);
}

static void test_several_sessions_leave_one_file(void **state)
{
	struct desk *desk = *state;
	struct drafts *drafts;

	for (int i = 0; i < 3; i++) {
		drafts = open_drafts(desk);
		assert_true(type(desk, drafts, i == 0 ? add(drafts) : 0, i % 2 ? "odd" : "even"));
		drafts_free(drafts);
	}
	assert_int_equal(folder_count(&desk->state), 3);
	assert_left(desk, "even");
	drafts = open_drafts(desk);
	assert_true(type(desk, drafts, 0, "all"));
	assert_true(drafts_finish(drafts, &desk->err));
	drafts_free(drafts);
	assert_int_equal(folder_count(&desk->state), 1);
	assert_left(desk, "all");
	drafts = open_drafts(desk);
	assert_true(drafts_finish(drafts, &desk->err)); /* nothing was changed */
	drafts_free(drafts);
	assert_left(desk, "all");
}

static void test_a_running_session_keeps_its_own(void **state)
{
	struct desk *desk = *state;
	struct drafts *drafts = open_drafts(desk);
	struct drafts *other;

	assert_true(type(desk, drafts, add(drafts), "mine"));
	assert_left(desk, NULL);
	other = open_drafts(desk);
	assert_true(type(desk, other, add(other), "other"));
	assert_true(type(desk, other, 0, ""));
	assert_true(drafts_finish(other, &desk->err));
	drafts_free(other);
	drafts_free(drafts);
	assert_left(desk, "mine");
}

static void test_another_document_has_none_of_it(void **state)
{
	struct desk *desk = *state;
	struct drafts *drafts = open_drafts(desk);

	assert_true(type(desk, drafts, add(drafts), "mine"));
	drafts_free(drafts);
	folder_put_text(&desk->folder, "b.yaml", HEAD "title: Base\n");
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "b.yaml"));
	assert_left(desk, NULL);
	/* Unless it is the same one, moved. */
	assert_int_equal(rename(folder_path(&desk->folder, "a.yaml"), desk->path), 0);
	assert_left(desk, "mine");
}

static void test_a_failed_call_loses_nothing_that_was_kept(void **state)
{
	struct desk *desk = *state;
	bool has_failed = true;

	for (size_t at = 1; has_failed; at++) {
		struct drafts *drafts = open_drafts(desk);
		size_t nth = add(drafts);
		const char *kept = NULL;

		fault_io_release(&desk->fault);
		desk->fault = (struct fault_io){.fail_at = at, .number = ENOSPC, .is_torn = true};
		if (type(desk, drafts, nth, "one"))
			kept = "one";
		if (type(desk, drafts, nth, "one two"))
			kept = "one two";
		has_failed = desk->fault.n_calls >= at;
		desk->fault.fail_at = 0;
		drafts_free(drafts);
		assert_non_null(kept); /* the next change writes what the last one could not */
		assert_left(desk, kept);
		drafts = open_drafts(desk);
		assert_true(type(desk, drafts, 0, ""));
		assert_true(drafts_finish(drafts, &desk->err));
		drafts_free(drafts);
	}
}

static void test_a_disk_that_stays_full_is_said(void **state)
{
	struct desk *desk = *state;
	struct drafts *drafts = open_drafts(desk);
	size_t nth = add(drafts);

	fault_io_release(&desk->fault);
	desk->fault = (struct fault_io){.fail_at = 1, .for_ever = true, .number = ENOSPC};
	assert_false(type(desk, drafts, nth, "one"));
	assert_int_equal(desk->err.number, ENOSPC);
	assert_false(drafts_finish(drafts, &desk->err));
	desk->fault.fail_at = 0;
	assert_true(drafts_finish(drafts, &desk->err));
	drafts_free(drafts);
	assert_left(desk, "one");
}

/* The bytes of a file with a draft of two changes; returns its name. */
static char *make_file(struct desk *desk, struct str *bytes)
{
	struct drafts *drafts = open_drafts(desk);
	DIR *stream = opendir(desk->state.path);
	struct dirent *entry;
	char *name = NULL;
	size_t nth = add(drafts);

	assert_true(type(desk, drafts, nth, "one"));
	assert_true(type(desk, drafts, nth, "one two"));
	drafts_free(drafts);
	while ((entry = readdir(stream)) != NULL)
		if (entry->d_name[0] != '.')
			name = mem_strdup(entry->d_name);
	closedir(stream);
	assert_true(folder_get(&desk->state, name, bytes));
	return name;
}

static void test_damage_costs_no_more_than_what_follows_it(void **state)
{
	struct desk *desk = *state;
	struct str bytes = {0};
	char *name = make_file(desk, &bytes);

	for (size_t at = 0; at <= bytes.len; at++) {
		struct drafts *drafts;
		struct str damaged = {0};

		str_append(&damaged, bytes.data, at);
		if (at % 2 && at < bytes.len) {
			str_append(&damaged, bytes.data + at, bytes.len - at);
			damaged.data[at] ^= 0x20;
		}
		folder_put(&desk->state, name, damaged.data ? damaged.data : "", damaged.len);
		drafts = open_drafts(desk);
		assert_true(drafts_list(drafts)->n <= 1);
		if (drafts_list(drafts)->n == 1 && at < bytes.len)
			assert_string_equal(cell(drafts, 0, DRAFT_TEXT), "one");
		drafts_free(drafts);
		str_release(&damaged);
	}
	assert_left(desk, "one two");
	str_release(&bytes);
	free(name);
}

static void test_a_damaged_file_is_not_removed(void **state)
{
	struct desk *desk = *state;
	struct str bytes = {0};
	char *name = make_file(desk, &bytes);
	struct drafts *drafts;

	bytes.data[bytes.len - 1] ^= 1;
	folder_put(&desk->state, name, bytes.data, bytes.len);
	drafts = open_drafts(desk);
	assert_string_equal(cell(drafts, 0, DRAFT_TEXT), "one");
	assert_true(type(desk, drafts, 0, ""));
	assert_true(drafts_finish(drafts, &desk->err));
	drafts_free(drafts);
	assert_left(desk, NULL);
	assert_int_equal(folder_count(&desk->state), 1);
	str_release(&bytes);
	free(name);
}

/* --- a document that moves, and syncs that fail --- */

static void test_drafts_move_with_the_document(void **state)
{
	struct desk *desk = *state;
	struct drafts *drafts = open_drafts(desk);
	char new[512];

	snprintf(new, sizeof(new), "%s", folder_path(&desk->folder, "b.yaml"));
	assert_true(drafts_move_to(drafts, new, &desk->err)); /* nothing to write yet */
	assert_int_equal(folder_count(&desk->state), 0);
	drafts_free(drafts);
	drafts = open_drafts(desk);
	assert_true(type(desk, drafts, add(drafts), "mine"));
	folder_put_text(&desk->folder, "b.yaml", HEAD "title: Other\n");
	assert_true(drafts_move_to(drafts, new, &desk->err));
	drafts_free(drafts);
	snprintf(desk->path, sizeof(desk->path), "%s", new);
	assert_left(desk, "mine");
}

/* A folder that is gone has no real path. */
static void test_a_document_in_no_folder(void **state)
{
	struct desk *desk = *state;
	struct drafts *drafts;

	snprintf(
		desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "missing/a.yaml"));
	drafts = open_drafts(desk);
	assert_true(type(desk, drafts, add(drafts), "mine"));
	assert_true(drafts_move_to(drafts, desk->path, &desk->err));
	drafts_free(drafts);
	assert_left(desk, "mine");
}

static void test_a_new_file_after_a_failed_sync(void **state)
{
	struct desk *desk = *state;
	struct drafts *drafts = open_drafts(desk);

	assert_int_equal(drafts_fd(drafts), -1);
	assert_int_equal(drafts_folder_fd(drafts), -1);
	assert_true(drafts_renew(drafts, &desk->err)); /* nothing was written */
	assert_int_equal(folder_count(&desk->state), 0);
	assert_true(type(desk, drafts, add(drafts), "one"));
	for (int i = 0; i < 3; i++) {
		int old = drafts_fd(drafts);

		assert_true(drafts_renew(drafts, &desk->err));
		assert_int_not_equal(drafts_fd(drafts), old);
		assert_int_equal(folder_count(&desk->state), 1);
	}
	assert_true(drafts_folder_fd(drafts) >= 0);
	drafts_free(drafts);
	assert_left(desk, "one");
}

/* Whichever call fails at the end, what was typed is there, and former files go only after that. */
static void test_a_failed_end_loses_nothing(void **state)
{
	struct desk *desk = *state;
	bool has_failed = true;

	for (size_t at = 1; has_failed; at++) {
		struct drafts *drafts = open_drafts(desk);

		assert_true(type(desk, drafts, add(drafts), "one"));
		drafts_free(drafts);
		drafts = open_drafts(desk);
		assert_true(type(desk, drafts, 0, "one two"));
		fault_io_release(&desk->fault);
		desk->fault = (struct fault_io){.fail_at = at, .number = EIO};
		drafts_finish(drafts, &desk->err);
		has_failed = desk->fault.n_calls >= at;
		desk->fault.fail_at = 0;
		drafts_free(drafts);
		assert_left(desk, "one two");
		drafts = open_drafts(desk);
		assert_true(type(desk, drafts, 0, ""));
		assert_true(drafts_finish(drafts, &desk->err));
		drafts_free(drafts);
	}
	drafts_free(NULL);
}

/* What cannot be read hides nothing else, and is left where it is. */
static void test_files_that_are_none(void **state)
{
	struct desk *desk = *state;
	struct str bytes = {0};
	char *name = make_file(desk, &bytes);
	struct drafts *drafts;

	folder_put_text(&desk->state, "aaaaaaaa.drafts", "afterword-journal");
	folder_put_text(&desk->state, "notes.txt", "mine");
	assert_left(desk, "one two");
	drafts = open_drafts(desk);
	assert_true(type(desk, drafts, 0, ""));
	assert_true(drafts_finish(drafts, &desk->err));
	drafts_free(drafts);
	assert_int_equal(folder_count(&desk->state), 2);
	str_release(&bytes);
	free(name);
}

/* --- without a session --- */

static struct draft_files find(struct desk *desk, const char *document_path)
{
	struct draft_files files = {0};

	assert_true(
		draft_files_load(&files, io_system(), desk->state.path, document_path, &desk->err));
	return files;
}

static void test_all_that_sessions_left(void **state)
{
	struct desk *desk = *state;
	struct drafts *drafts = open_drafts(desk);
	char first[512];
	struct draft_files files;

	snprintf(first, sizeof(first), "%s", desk->path);
	assert_true(type(desk, drafts, add(drafts), "first"));
	drafts_free(drafts);
	drafts = open_drafts(desk); /* which takes that one over */
	assert_true(type(desk, drafts, add(drafts), "second"));
	files = find(desk, NULL); /* they are in a running session */
	assert_int_equal(files.n, 0);
	drafts_free(drafts);
	folder_put_text(&desk->folder, "b.yaml", HEAD "title: Base\n");
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "b.yaml"));
	drafts = open_drafts(desk);
	assert_true(type(desk, drafts, add(drafts), "other"));
	add(drafts);
	drafts_free(drafts);
	drafts = open_drafts(desk); /* all of it is posted, but that is not durable */
	assert_true(type(desk, drafts, 0, ""));
	drafts_free(drafts);
	files = find(desk, NULL);
	assert_int_equal(files.n, 1);
	assert_string_equal(files.items[0].document_path, first);
	assert_int_equal(files.items[0].started, 1700000002);
	assert_int_equal(files.items[0].list.n, 2);
	assert_null(files.items[0].problem);
	assert_false(files.items[0].is_cut);
	draft_files_release(&files);
	files = find(desk, desk->path);
	assert_int_equal(files.n, 0);
	files = find(desk, first);
	assert_int_equal(files.n, 1);
	draft_files_release(&files);
	assert_left(desk, NULL); /* looking has changed nothing */
}

static void test_files_that_cannot_be_read_are_told(void **state)
{
	struct desk *desk = *state;
	struct draft_files files;

	folder_put_text(&desk->state, "a.yaml.aaaaaaaa.drafts", "afterword-journal");
	files = find(desk, NULL);
	assert_int_equal(files.n, 1);
	assert_non_null(files.items[0].problem);
	assert_string_equal(
		files.items[0].path, folder_path(&desk->state, "a.yaml.aaaaaaaa.drafts"));
	draft_files_release(&files);
	files = find(desk, desk->path); /* it has its name */
	assert_int_equal(files.n, 1);
	draft_files_release(&files);
	files = find(desk, folder_path(&desk->folder, "b.yaml"));
	assert_int_equal(files.n, 0);
	assert_int_equal(chmod(desk->state.path, 0777), 0);
	assert_false(draft_files_load(&files, io_system(), desk->state.path, NULL, &desk->err));
	assert_int_equal(files.n, 0);
}

/* --- changes as a file tells of them --- */

static void test_changes_that_do_not_fit(void **state)
{
	static const struct {
		struct draft_change change;
		bool fits;
	} cases[] = {
		{{.number = 1, .cell = DRAFT_TEXT}, false},
		{{.number = 0, .cell = N_DRAFT_CELLS}, false},
		{{.number = UINT64_MAX, .cell = UINT64_MAX}, false},
		{{.number = 0, .cell = DRAFT_TEXT, .prefix = 1}, false},
		{{.number = 0, .cell = DRAFT_TEXT, .removed = 1}, false},
		{{.number = 0, .cell = DRAFT_TEXT, .inserted = {"abc", 3}}, true},
		{{.number = 0, .cell = DRAFT_TEXT, .prefix = 4}, false},
		{{.number = 0, .cell = DRAFT_TEXT, .prefix = 2, .removed = 2}, false},
		{{.number = 0, .cell = DRAFT_TEXT, .prefix = 2, .removed = UINT64_MAX}, false},
		{{.number = 0, .cell = DRAFT_TEXT, .prefix = UINT64_MAX, .removed = 2}, false},
		{{.number = 0, .cell = DRAFT_TEXT, .prefix = 1, .removed = 2, .inserted = {"x", 1}},
			true},
		{{.number = 2, .cell = DRAFT_TEXT}, false},
		{{.number = 1, .cell = DRAFT_QUOTE, .inserted = {"q", 1}}, true},
	};
	struct draft_list list = {0};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		size_t n = list.n;

		assert_true(draft_list_change(&list, &cases[i].change) == cases[i].fits);
		assert_true(cases[i].fits || list.n == n);
	}
	assert_int_equal(list.n, 2);
	assert_string_equal(str_text(&list.items[0].cells[DRAFT_TEXT]), "ax");
	assert_true(draft_list_has_text(&list));
	draft_list_release(&list);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_typed_text_outlives_the_program),
		TEST(test_one_that_is_posted_does_not_come_back),
		TEST(test_several_sessions_leave_one_file),
		TEST(test_a_running_session_keeps_its_own),
		TEST(test_another_document_has_none_of_it),
		TEST(test_a_failed_call_loses_nothing_that_was_kept),
		TEST(test_a_disk_that_stays_full_is_said),
		TEST(test_damage_costs_no_more_than_what_follows_it),
		TEST(test_a_damaged_file_is_not_removed),
		TEST(test_drafts_move_with_the_document),
		TEST(test_a_document_in_no_folder),
		TEST(test_a_new_file_after_a_failed_sync),
		TEST(test_a_failed_end_loses_nothing),
		TEST(test_files_that_are_none),
		TEST(test_all_that_sessions_left),
		TEST(test_files_that_cannot_be_read_are_told),
		TEST(test_changes_that_do_not_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

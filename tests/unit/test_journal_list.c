/*
 * Journals that others left, planted or moved away: which of them are listed for a
 * document, what is reported about the rest, and that only our own are ever removed.
 */
#include "../../src/store/journal_file.h"
#include "document_fixture.h"
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/file.h"
#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { NOBODY = 65534 };

#define ONE "doc.yaml.aaaaaaaa.journal"
#define TWO "doc.yaml.bbbbbbbb.journal"

struct desk {
	struct folder folder;
	char state[256]; /* the folder of journals */
	char path[256];  /* the document's */
	struct fault_io fault;
	struct journal_list found;
	struct err err;
};

static const char text[] = HEAD "title: Before\n";

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	snprintf(desk->state, sizeof(desk->state), "%s", folder_path(&desk->folder, "state"));
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "doc.yaml"));
	assert_int_equal(mkdir(desk->state, 0700), 0);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	journal_list_release(&desk->found);
	fault_io_release(&desk->fault);
	folder_release(&desk->folder);
	free(desk);
	return 0;
}

/* The path of a journal. */
static const char *at(struct desk *desk, const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "state/%s", name);
	return folder_path(&desk->folder, path);
}

/* The content of a journal; all belong to a document that was at "old/doc.yaml". */
struct left {
	const char *base;
	const char *saved;  /* NULL: none */
	const char *saving; /* the same */
	struct file_identity file;
	int64_t started;
	bool has_no_op;
};

static void add_bytes(
	struct str *out, enum record_type type, const struct str *base, const char *bytes)
{
	struct str other = {0};

	if (!bytes)
		return;
	str_append_text(&other, bytes);
	record_format_bytes(type, 0, base, &other, out);
	str_release(&other);
}

/* Puts a journal into the folder; its one op cannot be read, but it counts. */
static void leave_at(struct desk *desk, const char *name, const char *path, const struct left *left)
{
	struct journal_header header = {.has_base = true};
	struct str bytes = {0};
	struct str op = {0};
	char place[128];

	header.started = left->started;
	header.file = left->file;
	header.document_path = mem_strdup(path);
	header.form_name = mem_strdup("outage");
	str_append_text(&header.base, left->base);
	journal_header_format(&header, &bytes);
	add_bytes(&bytes, RECORD_SAVED, &header.base, left->saved);
	str_append_text(&op, "op");
	if (!left->has_no_op)
		record_format(RECORD_OP, 1, &op, &bytes);
	add_bytes(&bytes, RECORD_SAVING, &header.base, left->saving);
	snprintf(place, sizeof(place), "state/%s", name);
	folder_put(&desk->folder, place, bytes.data, bytes.len);
	assert_int_equal(chmod(folder_path(&desk->folder, place), 0600), 0);
	journal_header_release(&header);
	str_release(&bytes);
	str_release(&op);
}

static void leave(struct desk *desk, const char *name, const struct left *left)
{
	char old[256];

	snprintf(old, sizeof(old), "%s", folder_path(&desk->folder, "old/doc.yaml"));
	leave_at(desk, name, old, left);
}

static bool load_by(struct desk *desk, struct io io, const char *path)
{
	journal_list_release(&desk->found);
	desk->err = (struct err){0};
	return journal_list_load(&desk->found, io, desk->state, path, &desk->err);
}

static size_t count_listed(struct desk *desk)
{
	if (!load_by(desk, io_system(), desk->path))
		fail_msg("%s", desk->err.message);
	return desk->found.n;
}

/* Loads them while every call of this kind fails. */
static bool load_with_failure(struct desk *desk, enum fault_call call, int number)
{
	desk->fault.is_missing[call] = true;
	desk->fault.missing_number = number;

	bool is_loaded = load_by(desk, fault_io(&desk->fault), NULL);

	desk->fault.is_missing[call] = false;
	return is_loaded;
}

/* --- documents that were moved --- */

static void test_moved_by_bytes(void **state)
{
	static const struct left cases[] = {
		{.base = text},
		{.base = "other", .saved = text},
		{.base = "other", .saving = text},
		{.base = text, .file = {1, 1}},
	};
	struct desk *desk = *state;

	folder_put_text(&desk->folder, "doc.yaml", text);
	for (size_t i = 0; i < LEN(cases); i++) {
		leave(desk, ONE, &cases[i]);
		if (count_listed(desk) != 1)
			fail_msg("case %zu: %zu", i, desk->found.n);
		assert_true(desk->found.items[0].is_moved);
		assert_null(desk->found.items[0].problem);
	}
	/* "old" is no longer a folder, so nothing is in it. */
	folder_put_text(&desk->folder, "old", "a file");
	assert_int_equal(count_listed(desk), 1);
}

static void test_not_moved(void **state)
{
	static const struct left cases[] = {
		{.base = "other"},
		{.base = ""},
		{.base = text, .saved = "other"},
		{.base = "other", .saving = "another"},
		{.base = text, .has_no_op = true},
	};
	struct desk *desk = *state;

	folder_put_text(&desk->folder, "doc.yaml", text);
	for (size_t i = 0; i < LEN(cases); i++) {
		leave(desk, ONE, &cases[i]);
		if (count_listed(desk) != 0)
			fail_msg("case %zu: %zu", i, desk->found.n);
	}
	/* All empty files look alike. */
	folder_put_text(&desk->folder, "doc.yaml", "");
	leave(desk, ONE, &(struct left){.base = ""});
	assert_int_equal(count_listed(desk), 0);
	/* Two journals, and no document to compare them with. */
	leave(desk, TWO, &(struct left){.base = text});
	assert_int_equal(unlink(desk->path), 0);
	assert_int_equal(count_listed(desk), 0);
}

static void test_moved_by_inode(void **state)
{
	struct desk *desk = *state;
	struct left left = {.base = "other"};
	struct stat stat;

	folder_put_text(&desk->folder, "doc.yaml", text);
	folder_stat(&desk->folder, "doc.yaml", &stat);
	left.file = (struct file_identity){(uint64_t)stat.st_dev, (uint64_t)stat.st_ino};
	leave(desk, ONE, &left);
	left.started = -1;
	leave(desk, TWO, &left);
	/* The older one first. */
	assert_int_equal(count_listed(desk), 2);
	assert_string_equal(desk->found.items[0].id, "bbbbbbbb");
	assert_true(desk->found.items[0].is_moved && desk->found.items[1].is_moved);
	/* The same number on another device is another file. */
	left.file.device++;
	leave(desk, ONE, &left);
	assert_int_equal(count_listed(desk), 1);
}

/* Whether the other document exists cannot be determined, so it keeps its journal. */
static void test_not_known_to_be_gone(void **state)
{
	struct desk *desk = *state;

	folder_put_text(&desk->folder, "doc.yaml", text);
	leave(desk, ONE, &(struct left){.base = text});
	assert_int_equal(count_listed(desk), 1);
	desk->fault.is_missing[CALL_FSTATAT] = true;
	desk->fault.missing_number = EACCES;
	assert_true(load_by(desk, fault_io(&desk->fault), desk->path));
	assert_int_equal(desk->found.n, 0);
}

/* --- many --- */

enum { MANY = 200, LONG = 60000 };

/* Lists the document's journals; returns the number of calls of a kind. */
static size_t count_calls(struct desk *desk, enum fault_call call)
{
	size_t n = 0;

	fault_io_release(&desk->fault);
	desk->fault = (struct fault_io){0};
	assert_true(load_by(desk, fault_io(&desk->fault), desk->path));
	for (size_t i = 0; i < desk->fault.n_log; i++)
		n += desk->fault.log[i].call == call;
	return n;
}

/* Of another document's journal only enough is read to see whose it is: one call. */
static void test_many_of_others(void **state)
{
	struct desk *desk = *state;
	struct str base = {0};
	char name[64];

	folder_put_text(&desk->folder, "doc.yaml", text);
	folder_put_text(&desk->folder, "there.yaml", text);
	str_append_repeat(&base, 'x', LONG);
	for (int i = 0; i < MANY; i++) {
		struct left left = {.base = str_text(&base), .has_no_op = i % 2 == 0};
		char path[256];

		/* one that exists, and one that is gone with nothing unsaved */
		snprintf(path, sizeof(path), "%s",
			folder_path(&desk->folder, i % 2 ? "there.yaml" : "gone.yaml"));
		snprintf(name, sizeof(name), "doc.yaml.%08d.journal", i);
		leave_at(desk, name, path, &left);
	}
	assert_true(count_calls(desk, CALL_READ) <= MANY);
	assert_int_equal(desk->found.n, 0);
	assert_true(count_calls(desk, CALL_FSTATAT) <= MANY);
	assert_int_equal(count_calls(desk, CALL_LOCK), 0);
	str_release(&base);
}

/* Each of the document's own is read once, and the document once for all of them. */
static void test_many_of_its_own(void **state)
{
	struct desk *desk = *state;
	char name[64];

	folder_put_text(&desk->folder, "doc.yaml", text);
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "doc.yaml.%08d.journal", i);
		leave_at(desk, name, desk->path, &(struct left){.base = text});
	}
	assert_true(count_calls(desk, CALL_OPENAT) <= MANY + 2);
	assert_int_equal(desk->found.n, MANY);
	for (int i = 0; i < MANY; i++)
		assert_true(desk->found.items[i].is_in_file);
}

/* --- names --- */

/* Unreadable ones are listed for the document in their name. */
static void test_named_after(void **state)
{
	static const char *const names[] = {
		ONE,
		"doc.yaml.aaaaaaaaa.journal",
		"doc.yaml.journal",
		"other.yaml.aaaaaaaa.journal",
		"doc.yam_.aaaaaaaa.journal",
		".doc.yaml.aaaaaaaa.journal",
		".journal",
		"journal",
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < LEN(names); i++) {
		char path[128];

		snprintf(path, sizeof(path), "state/%s", names[i]);
		folder_put_text(&desk->folder, path, "no journal");
		assert_int_equal(chmod(folder_path(&desk->folder, path), 0600), 0);
	}
	assert_int_equal(count_listed(desk), 1);
	assert_string_equal(desk->found.items[0].id, "aaaaaaaa");
	assert_true(desk->found.items[0].is_torn);
}

static void test_ids(void **state)
{
	static const struct {
		const char *name;
		const char *id;
	} cases[] = {
		{"a.journal", "a"},
		{"doc.bbbbbbbb.journal", "bbbbbbbb"},
		{"doc.ccccccccc.journal", "doc.ccccccccc"},
		{"ddddddddd.journal", "ddddddddd"},
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < LEN(cases); i++)
		leave(desk, cases[i].name, &(struct left){.base = text, .started = (int64_t)i});
	assert_true(load_by(desk, io_system(), NULL));
	assert_int_equal(desk->found.n, LEN(cases));
	for (size_t i = 0; i < LEN(cases); i++)
		assert_string_equal(desk->found.items[i].id, cases[i].id);
}

/* --- what others could do --- */

static void test_open_to_others(void **state)
{
	static const mode_t modes[] = {0620, 0602, 0666};
	struct desk *desk = *state;

	leave(desk, ONE, &(struct left){.base = text});
	for (size_t i = 0; i < LEN(modes); i++) {
		assert_int_equal(chmod(at(desk, ONE), modes[i]), 0);
		assert_true(load_by(desk, io_system(), NULL));
		assert_string_equal(
			desk->found.items[0].problem, "others can write to this journal");
		assert_string_equal(desk->found.items[0].document_path, "");
		assert_false(desk->found.items[0].is_torn);
	}
}

static void test_foreign_folder(void **state)
{
	struct desk *desk = *state;

	if (geteuid() != 0)
		skip();
	leave(desk, ONE, &(struct left){.base = text});
	assert_int_equal(chown(desk->state, NOBODY, NOBODY), 0);
	assert_false(load_by(desk, io_system(), NULL));
	assert_string_equal(desk->err.message, "the folder for journals belongs to another user");
	assert_string_equal(desk->err.path, desk->state);
	assert_int_equal(desk->found.n, 0);
}

static void test_folder_not_read(void **state)
{
	struct desk *desk = *state;

	leave(desk, ONE, &(struct left){.base = text});
	assert_false(load_with_failure(desk, CALL_OPENAT, EACCES));
	assert_string_equal(
		desk->err.message, "the folder for journals cannot be opened: Permission denied");
	assert_false(load_with_failure(desk, CALL_FSTAT, EIO));
	assert_string_equal(
		desk->err.message, "the folder for journals cannot be read: Input/output error");
	assert_false(load_with_failure(desk, CALL_LIST, EIO));
	assert_string_equal(
		desk->err.message, "the folder for journals cannot be read: Input/output error");
	assert_int_equal(desk->found.n, 0);
	/* Without locks no session counts as alive. */
	assert_true(load_with_failure(desk, CALL_LOCK, ENOSYS));
	assert_false(desk->found.items[0].is_live);
	assert_true(load_with_failure(desk, CALL_LOCK, EACCES));
	assert_true(desk->found.items[0].is_live);
}

/* --- setting aside and removing --- */

static void test_set_aside(void **state)
{
	struct desk *desk = *state;
	struct journal_entry *entry;

	leave(desk, ONE, &(struct left){.base = text});
	assert_true(load_by(desk, io_system(), NULL));
	entry = &desk->found.items[0];
	desk->fault.is_missing[CALL_RENAMEAT] = true;
	desk->fault.missing_number = EROFS;
	assert_false(journal_entry_set_aside(fault_io(&desk->fault), entry, &desk->err));
	assert_string_equal(
		desk->err.message, "the journal cannot be set aside: Read-only file system");
	assert_string_equal(desk->err.path, at(desk, ONE));
	assert_false(entry->is_aside);
	assert_string_equal(entry->path, at(desk, ONE));
	assert_int_equal(access(at(desk, ONE), F_OK), 0);
	/* The second time there is nothing to do. */
	for (int i = 0; i < 2; i++) {
		assert_true(journal_entry_set_aside(io_system(), entry, NULL));
		assert_true(entry->is_aside);
		assert_string_equal(entry->path, at(desk, "doc.yaml.aaaaaaaa.dropped"));
		assert_int_equal(access(entry->path, F_OK), 0);
	}
	assert_true(load_by(desk, io_system(), NULL));
	assert_int_equal(desk->found.n, 0);
	assert_true(
		journal_list_load_aside(&desk->found, io_system(), desk->state, NULL, &desk->err));
	assert_int_equal(desk->found.n, 1);
	assert_true(desk->found.items[0].is_aside);
}

/* Tries to remove a name; false says why. */
static bool remove_name(struct desk *desk, const char *name)
{
	struct journal_entry entry = {.path = mem_strdup(at(desk, name))};
	bool is_removed;

	desk->err = (struct err){0};
	is_removed = journal_entry_remove(fault_io(&desk->fault), &entry, &desk->err);
	if (!is_removed)
		assert_string_equal(desk->err.path, entry.path);
	free(entry.path);
	return is_removed;
}

static void test_not_removed(void **state)
{
	static const char not_yours[] = "this is not your file; remove it by hand";
	struct desk *desk = *state;

	assert_int_equal(mkdir(at(desk, "dir"), 0700), 0);
	assert_false(remove_name(desk, "dir"));
	assert_string_equal(desk->err.message, not_yours);
	folder_put_text(&desk->folder, "precious", "mine");
	assert_int_equal(symlink("../precious", at(desk, "link")), 0);
	assert_false(remove_name(desk, "link"));
	assert_string_equal(desk->err.message, not_yours);
	assert_true(folder_holds(&desk->folder, "precious", "mine"));
	leave(desk, ONE, &(struct left){.base = text});
	desk->fault.is_missing[CALL_UNLINKAT] = true;
	desk->fault.missing_number = EROFS;
	assert_false(remove_name(desk, ONE));
	assert_string_equal(
		desk->err.message, "the journal cannot be removed: Read-only file system");
	desk->fault.is_missing[CALL_FSTATAT] = true;
	assert_false(remove_name(desk, ONE));
	assert_string_equal(
		desk->err.message, "the journal cannot be found: Read-only file system");
	assert_int_equal(access(at(desk, ONE), F_OK), 0);
}

static void test_foreign_not_removed(void **state)
{
	struct desk *desk = *state;

	if (geteuid() != 0)
		skip();
	leave(desk, ONE, &(struct left){.base = text});
	assert_int_equal(chown(at(desk, ONE), NOBODY, NOBODY), 0);
	assert_false(remove_name(desk, ONE));
	assert_string_equal(desk->err.message, "this is not your file; remove it by hand");
	assert_int_equal(access(at(desk, ONE), F_OK), 0);
}

static void remove_first(void *context)
{
	assert_int_equal(unlink(context), 0);
}

/* Another session removed it between our check and our call: it is gone, as intended. */
static void test_removed_by_another(void **state)
{
	struct desk *desk = *state;
	char path[256];

	leave(desk, ONE, &(struct left){.base = text});
	snprintf(path, sizeof(path), "%s", at(desk, ONE));
	desk->fault.hook = remove_first;
	desk->fault.hook_context = path;
	desk->fault.hook_at = 2;
	assert_true(remove_name(desk, ONE));
	assert_true(fault_io_failed(&desk->fault, CALL_UNLINKAT));
	assert_int_equal(access(path, F_OK), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_moved_by_bytes),
		TEST(test_not_moved),
		TEST(test_moved_by_inode),
		TEST(test_not_known_to_be_gone),
		TEST(test_many_of_others),
		TEST(test_many_of_its_own),
		TEST(test_named_after),
		TEST(test_ids),
		TEST(test_open_to_others),
		TEST(test_foreign_folder),
		TEST(test_folder_not_read),
		TEST(test_set_aside),
		TEST(test_not_removed),
		TEST(test_foreign_not_removed),
		TEST(test_removed_by_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

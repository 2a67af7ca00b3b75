/*
 * From a path to a document and back, without a session: errors for files that are not documents,
 * and how a save in place is guarded without a session's journal.
 */
#include "document_fixture.h"
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/journal.h"
#include "store/load.h"

#include <errno.h>
#include <unistd.h>

struct desk {
	struct folder folder;
	char path[256];
	char state[256]; /* the folder of journals */
	struct fault_io fault;
	unsigned ids;
	struct form *form;
	struct form_cache cache;
	struct loaded loaded;
	struct err err;
};

#define NEW_TITLE "After, and so much longer that half of the bytes are others"

static const char old_text[] = HEAD "title: Before\n# a comment\n";
static const char new_text[] = HEAD "title: " NEW_TITLE "\n# a comment\n";

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "a.yaml"));
	setenv("XDG_STATE_HOME", folder_path(&desk->folder, "state"), 1);
	snprintf(desk->state, sizeof(desk->state), "%s",
		folder_path(&desk->folder, "state/afterword"));
	assert_int_equal(mkdir(folder_path(&desk->folder, "forms"), 0700), 0);
	folder_put_text(&desk->folder, "forms/outage.yaml", fixture_form);
	desk->form = fixture_form_new();
	form_cache_init(&desk->cache, io_system());
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	form_cache_release(&desk->cache);
	form_free(desk->form);
	fault_io_release(&desk->fault);
	folder_release(&desk->folder);
	free(desk);
	return 0;
}

static bool load(struct desk *desk)
{
	desk->err = (struct err){0};
	return loaded_init(&desk->loaded, &desk->cache, desk->path, &desk->err);
}

/* --- loading --- */

static void test_load(void **state)
{
	struct desk *desk = *state;

	folder_put_text(&desk->folder, "a.yaml", old_text);
	assert_true(load(desk));
	assert_string_equal(fixture_text(&desk->loaded.document, "title"), "Before");
	assert_true(file_is_same(io_system(), desk->path, &desk->loaded.stamp));
	loaded_release(&desk->loaded);
}

static void test_not_loaded(void **state)
{
	static const struct {
		const char *text; /* NULL: no file */
		enum err_code code;
		const char *message;
		unsigned line;
	} cases[] = {
		{NULL, ERR_MISSING, "there is no such file", 0},
		{"title: [\n", ERR_SYNTAX, "a value is missing here", 2},
		{"\xff", ERR_ENCODING, "this is not UTF-8: save the file as UTF-8 text", 1},
		{"title: A\n", ERR_VALUE,
			"this is not an Afterword document: it has no \"afterword\"", 1},
		{"afterword: 1\nform: nowhere\n", ERR_MISSING,
			"there is no form named \"nowhere\"; 'afterword forms' lists what there is",
			2},
		{"afterword: 1\nform: ../outage\n", ERR_VALUE,
			"a form's name has only letters, digits, - and _", 2},
		{"afterword: 1\nform: Outage\n", ERR_FORM,
			"\"Outage\" is not a name for a form; it may only have a-z, 0-9, - and _",
			2},
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < LEN(cases); i++) {
		if (cases[i].text)
			folder_put_text(&desk->folder, "a.yaml", cases[i].text);
		assert_false(load(desk));
		assert_string_equal(desk->err.message, cases[i].message);
		assert_int_equal(desk->err.code, cases[i].code);
		assert_string_equal(desk->err.path, desk->path);
		assert_int_equal(desk->err.line, cases[i].line);
		assert_false(loaded_init(&desk->loaded, &desk->cache, desk->path, NULL));
	}
}

/* An error in a form is reported for the form's file, not for the document. */
static void test_bad_form(void **state)
{
	struct desk *desk = *state;

	folder_put_text(&desk->folder, "forms/outage.yaml", "form: outage\n");
	folder_put_text(&desk->folder, "a.yaml", old_text);
	assert_false(load(desk));
	assert_int_equal(desk->err.code, ERR_FORM);
	assert_string_equal(desk->err.path, folder_path(&desk->folder, "forms/outage.yaml"));
	/* The first error wins. */
	desk->err.path[0] = '\0';
	folder_put_text(&desk->folder, "a.yaml", "afterword: 1\nform: nowhere\n");
	assert_false(loaded_init(&desk->loaded, &desk->cache, desk->path, &desk->err));
	assert_int_equal(desk->err.code, ERR_FORM);
}

/* --- saving --- */

/* Sets the title of the document the file holds and saves it. */
static enum file_result save(struct desk *desk)
{
	struct id_source ids = counting_ids(&desk->ids);
	struct document document;
	struct str base = {0};
	enum file_result result;

	fixture_open(&document, desk->form, old_text);
	fixture_set(&document, "title", NEW_TITLE);
	str_append_text(&base, old_text);
	desk->err = (struct err){0};
	result = document_save(
		&document, fault_io(&desk->fault), desk->path, &base, &ids, &desk->err);
	str_release(&base);
	document_release(&document);
	return result;
}

/* The file has two names, so that it is written in place. */
static void put_twice(struct desk *desk)
{
	folder_put_text(&desk->folder, "a.yaml", old_text);
	assert_int_equal(link(desk->path, folder_path(&desk->folder, "second")), 0);
}

static size_t count_journals(struct desk *desk)
{
	struct journal_list list = {0};
	size_t n;

	assert_true(journal_list_load(&list, io_system(), desk->state, desk->path, NULL));
	n = list.n;
	journal_list_release(&list);
	return n;
}

static size_t find_call(const struct fault_io *fault, enum fault_call call, size_t from)
{
	for (size_t i = from; i < fault->n_log; i++)
		if (fault->log[i].call == call)
			return i + 1;
	return 0;
}

static void test_save_in_place(void **state)
{
	struct desk *desk = *state;
	size_t file, folder;

	put_twice(desk);
	assert_int_equal(save(desk), FILE_SAVED);
	assert_true(folder_holds(&desk->folder, "a.yaml", new_text));
	assert_true(folder_holds(&desk->folder, "second", new_text));
	/* Journal and name are on the disk before the file is touched; then the journal is
	 * removed. */
	file = find_call(&desk->fault, CALL_FDATASYNC, 0);
	assert_true(file > 0);
	folder = find_call(&desk->fault, CALL_FSYNC, file);
	assert_int_equal(folder, file + 1);
	assert_true(desk->fault.log[folder - 1].is_folder);
	for (size_t i = folder; i < desk->fault.n_log; i++)
		assert_true(desk->fault.log[i].call != CALL_PWRITE || i > folder);
	assert_true(find_call(&desk->fault, CALL_PWRITE, folder) > folder);
	assert_int_equal(count_journals(desk), 0);
}

/* Without a folder for journals there is only the file. */
static void test_no_place(void **state)
{
	struct desk *desk = *state;

	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	put_twice(desk);
	assert_int_equal(save(desk), FILE_SAVED);
	assert_true(folder_holds(&desk->folder, "second", new_text));
	assert_int_equal(find_call(&desk->fault, CALL_FDATASYNC, 0), 0);
}

/* The present file is not a document, so a journal could not say how to mend it: it is left
 * alone. */
static void test_no_base(void **state)
{
	static const char *const bases[] = {"title: [\n", "- a\n"};
	struct desk *desk = *state;
	struct id_source ids = counting_ids(&desk->ids);
	struct document document;

	folder_put_text(&desk->folder, "a.yaml", "");
	assert_int_equal(link(desk->path, folder_path(&desk->folder, "second")), 0);
	document_init_new(&document, desk->form);
	for (size_t i = 0; i < LEN(bases); i++) {
		struct str base = {0};

		str_append_text(&base, bases[i]);
		folder_put_text(&desk->folder, "a.yaml", bases[i]);
		desk->err = (struct err){0};
		assert_int_equal(
			document_save(&document, io_system(), desk->path, &base, &ids, &desk->err),
			FILE_FAILED);
		assert_true(desk->err.code != ERR_NONE);
		assert_true(folder_holds(&desk->folder, "second", bases[i]));
		assert_int_equal(count_journals(desk), 0);
		str_release(&base);
	}
	document_release(&document);
}

/* What cannot be written without touching more is not written. */
static void test_refused(void **state)
{
	static const char text[] = HEAD "title: Before\n  \t\nstatus: draft\n";
	struct desk *desk = *state;
	struct id_source ids = counting_ids(&desk->ids);
	struct str base = {0};

	folder_put_text(&desk->folder, "a.yaml", text);
	str_append_text(&base, text);
	assert_true(load(desk));
	fixture_set(&desk->loaded.document, "title", "needs: quotes");
	assert_int_equal(document_save(&desk->loaded.document, io_system(), desk->path, &base, &ids,
				 &desk->err),
		FILE_FAILED);
	assert_int_equal(desk->err.code, ERR_REFUSED);
	assert_string_equal(desk->err.message, "a line below begins with a tab: use spaces");
	assert_true(folder_holds(&desk->folder, "a.yaml", text));
	loaded_release(&desk->loaded);
	str_release(&base);
}

/* --- trouble --- */

/* After a failed save: old, new, or torn with a journal that mends it. */
static void check_after(struct desk *desk, enum file_result result)
{
	bool is_old = folder_holds(&desk->folder, "second", old_text);
	bool is_new = folder_holds(&desk->folder, "second", new_text);
	struct id_source ids = counting_ids(&desk->ids);

	assert_int_not_equal(result, FILE_CHANGED);
	if (result == FILE_SAVED)
		assert_true(is_new);
	else
		assert_true(desk->err.code != ERR_NONE);
	if (!is_old && !is_new) {
		assert_non_null(strstr(desk->err.message, "only partly written"));
		assert_int_equal(count_journals(desk), 1);
		struct journal_list list = {0};
		assert_true(journal_list_load(&list, io_system(), desk->state, desk->path, NULL));
		assert_true(journal_mend(
			io_system(), &list, desk->state, desk->path, &ids, &desk->err));
		journal_list_release(&list);
		assert_true(folder_holds(&desk->folder, "second", new_text));
	}
	assert_false(fault_io_repeats_sync(&desk->fault));
}

static void forget_journals(struct desk *desk)
{
	struct journal_list list = {0};

	assert_true(journal_list_load(&list, io_system(), desk->state, NULL, NULL));
	for (size_t i = 0; i < list.n; i++)
		assert_true(journal_entry_remove(io_system(), &list.items[i], NULL));
	journal_list_release(&list);
}

static void test_every_call_fails(void **state)
{
	static const int numbers[] = {EIO, ENOSPC, EACCES};
	struct desk *desk = *state;

	put_twice(desk);
	for (size_t i = 0; i < 4 * LEN(numbers); i++) {
		bool is_hit = true;

		for (size_t nth = 1; is_hit; nth++) {
			folder_put_text(&desk->folder, "a.yaml", old_text);
			desk->fault.fail_at = nth;
			desk->fault.for_ever = i & 1;
			desk->fault.is_torn = i & 2;
			desk->fault.number = numbers[i / 4];
			check_after(desk, save(desk));
			is_hit = desk->fault.n_calls >= nth;
			forget_journals(desk);
			fault_io_release(&desk->fault);
		}
	}
}

static const char journal_failed[] = "the journal did not reach the disk: Input/output error";

/* The journal, or its name, may not be durable: nothing is written. */
static void test_journal_not_durable(void **state)
{
	static const enum fault_call calls[] = {CALL_FDATASYNC, CALL_FSYNC};
	struct desk *desk = *state;

	put_twice(desk);
	for (size_t i = 0; i < LEN(calls); i++) {
		desk->fault.is_missing[calls[i]] = true;
		desk->fault.missing_number = EIO;
		assert_int_equal(save(desk), FILE_FAILED);
		desk->fault.is_missing[calls[i]] = false;
		assert_string_equal(desk->err.message, journal_failed);
		assert_true(folder_holds(&desk->folder, "second", old_text));
		/* The file is complete: its journal says nothing more. */
		assert_int_equal(count_journals(desk), 0);
	}
}

/* The journal cannot hold the change or the new bytes: nothing is written either. */
static void test_journal_not_written(void **state)
{
	struct desk *desk = *state;
	enum { BEGINNING = 3 };
	size_t writes[BEGINNING + 2] = {0}; /* of the journal: its beginning, the op, the bytes */

	put_twice(desk);
	assert_int_equal(save(desk), FILE_SAVED);
	folder_put_text(&desk->folder, "a.yaml", old_text);
	/* The folder of journals exists by now. */
	fault_io_release(&desk->fault);
	assert_int_equal(save(desk), FILE_SAVED);
	for (size_t i = 0, at = 0; i < LEN(writes); at = writes[i++])
		writes[i] = find_call(&desk->fault, CALL_PWRITE, at);
	for (size_t i = BEGINNING; i < LEN(writes); i++) {
		folder_put_text(&desk->folder, "a.yaml", old_text);
		fault_io_release(&desk->fault);
		desk->fault.fail_at = writes[i];
		desk->fault.number = EIO;
		assert_int_equal(save(desk), FILE_FAILED);
		assert_string_equal(
			desk->err.message, "the file cannot be written: Input/output error");
		assert_true(folder_holds(&desk->folder, "second", old_text));
		assert_int_equal(count_journals(desk), 0);
	}
}

static void fail_writes(void *context)
{
	struct desk *desk = context;

	desk->fault.is_missing[CALL_PWRITE] = true;
	desk->fault.missing_number = EIO;
}

/* Neither the new text nor the old one can be written completely: the journal stays, and mends
 * it. */
static void test_torn(void **state)
{
	struct desk *desk = *state;
	size_t at = 0;

	put_twice(desk);
	assert_int_equal(save(desk), FILE_SAVED);
	folder_put_text(&desk->folder, "a.yaml", old_text);
	fault_io_release(&desk->fault);
	assert_int_equal(save(desk), FILE_SAVED);
	for (int i = 0; i < 6; i++) /* five of the journal */
		at = find_call(&desk->fault, CALL_PWRITE, at);
	folder_put_text(&desk->folder, "a.yaml", old_text);
	fault_io_release(&desk->fault);
	desk->fault.is_torn = true;
	desk->fault.hook = fail_writes;
	desk->fault.hook_context = desk;
	desk->fault.hook_at = at;
	assert_int_equal(save(desk), FILE_FAILED);
	assert_string_equal(desk->err.message,
		"the file is only partly written and cannot be repaired: "
		"the file cannot be written: Input/output error");
	assert_false(folder_holds(&desk->folder, "second", old_text));
	assert_int_equal(count_journals(desk), 1);
	check_after(desk, FILE_FAILED);
	assert_true(folder_holds(&desk->folder, "second", new_text));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_load),
		TEST(test_not_loaded),
		TEST(test_bad_form),
		TEST(test_save_in_place),
		TEST(test_no_place),
		TEST(test_no_base),
		TEST(test_refused),
		TEST(test_every_call_fails),
		TEST(test_journal_not_durable),
		TEST(test_journal_not_written),
		TEST(test_torn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

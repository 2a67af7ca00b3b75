/*
 * Interrupted saves in place: completed if every byte of the file is from one of the two texts,
 * left alone if one is not, and guarded by the journal meanwhile.
 */
#include "../../src/store/journal_file.h"
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/file.h"
#include "store/journal.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define BEFORE "title: before\n"
#define AFTER "title: after, and longer\n"

struct desk {
	struct folder folder;
	char state[256];
	char path[256];
	struct fault_io fault;
	unsigned ids;
	struct err err;
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	snprintf(desk->state, sizeof(desk->state), "%s", folder_path(&desk->folder, "state"));
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "a.yaml"));
	assert_int_equal(mkdir(desk->state, 0700), 0);
	folder_put_text(&desk->folder, "a.yaml", BEFORE);
	assert_int_equal(link(desk->path, folder_path(&desk->folder, "second")), 0);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	fault_io_release(&desk->fault);
	folder_release(&desk->folder);
	free(desk);
	return 0;
}

static void put_bytes(
	struct str *out, enum record_type type, const struct str *base, const char *text)
{
	struct str bytes = {0};

	str_append_text(&bytes, text);
	record_format_bytes(type, 0, base, &bytes, out);
	str_release(&bytes);
}

/* Leaves a journal with a save from one text (the base, or what was saved) to another. */
static void leave(struct desk *desk, char id, bool is_saved, const char *before, const char *after)
{
	struct journal_header header = {
		.has_base = true, .form_name = (char[]){"f"}, .document_path = desk->path};
	struct str bytes = {0};
	char name[64];

	str_append_text(&header.base, is_saved ? "an older text\n" : before);
	journal_header_format(&header, &bytes);
	if (is_saved)
		put_bytes(&bytes, RECORD_SAVED, &header.base, before);
	if (after)
		put_bytes(&bytes, RECORD_SAVING, &header.base, after);
	snprintf(name, sizeof(name), "state/a.yaml.aaaaaaa%c.journal", id);
	folder_put(&desk->folder, name, bytes.data, bytes.len);
	assert_int_equal(chmod(folder_path(&desk->folder, name), 0600), 0);
	str_release(&header.base);
	str_release(&bytes);
}

static bool mend(struct desk *desk)
{
	struct id_source ids = counting_ids(&desk->ids);

	struct journal_list list = {0};
	bool is_good;

	desk->err = (struct err){0};
	journal_list_load(&list, fault_io(&desk->fault), desk->state, desk->path, NULL);
	is_good = journal_mend(
		fault_io(&desk->fault), &list, desk->state, desk->path, &ids, &desk->err);
	journal_list_release(&list);
	return is_good;
}

/* How far a save in place got: n bytes of the new text, followed by the old one. */
static void tear(struct desk *desk, const char *before, const char *after, size_t n)
{
	struct str bytes = {0};

	str_append(&bytes, after, n);
	if (strlen(before) > n)
		str_append_text(&bytes, before + n);
	folder_put(&desk->folder, "a.yaml", bytes.data, bytes.len);
	str_release(&bytes);
}

/* --- what is mended --- */

static void test_cut_anywhere(void **state)
{
	struct desk *desk = *state;

	for (int way = 0; way < 4; way++) {
		const char *before = way % 2 ? AFTER : BEFORE;
		const char *after = way % 2 ? BEFORE : AFTER;

		leave(desk, 'a', way > 1, before, after);
		for (size_t n = 0; n <= strlen(after); n++) {
			bool is_whole;

			tear(desk, before, after, n);
			is_whole = folder_holds(&desk->folder, "a.yaml", before);
			assert_true(mend(desk));
			/* Both begin with the same word. */
			assert_int_equal(is_whole, n <= sizeof("title: ") - 1);
			assert_true(
				folder_holds(&desk->folder, "a.yaml", is_whole ? before : after));
			assert_true(
				folder_holds(&desk->folder, "second", is_whole ? before : after));
		}
	}
}

/* Where the file had just grown there may still be zeros. */
static void test_grown(void **state)
{
	struct desk *desk = *state;

	leave(desk, 'a', false, BEFORE, AFTER);
	for (size_t n = sizeof(BEFORE) - 1; n < sizeof(AFTER); n++) {
		char bytes[sizeof(AFTER)] = BEFORE;

		memcpy(bytes, AFTER, 5);
		bytes[7] = '\0';
		folder_put(&desk->folder, "a.yaml", bytes, n);
		assert_true(mend(desk));
		if (n > sizeof(BEFORE) - 1 && n < sizeof(AFTER) - 1)
			assert_true(folder_holds(&desk->folder, "a.yaml", AFTER));
	}
}

/* One byte from neither text, one too many or too few: somebody else wrote it. */
static void test_others_bytes(void **state)
{
	static const char *const texts[] = {
		"title: aftorX\n",
		"title: after\n",
		AFTER " ",
		"",
		"Xitle: aftere\n",
	};
	struct desk *desk = *state;

	leave(desk, 'a', false, BEFORE, AFTER);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		folder_put_text(&desk->folder, "a.yaml", texts[i]);
		assert_true(mend(desk));
		if (!folder_holds(&desk->folder, "a.yaml", texts[i]))
			fail_msg("text %zu was overwritten", i);
	}
}

/* Nothing to mend, or nothing to mend it with. */
static void test_nothing(void **state)
{
	struct desk *desk = *state;

	assert_true(mend(desk));
	leave(desk, 'a', true, BEFORE, NULL);
	folder_put_text(&desk->folder, "state/a.yaml.aaaaaaab.journal", "no journal");
	folder_put_text(&desk->folder, "a.yaml", "title: aft");
	assert_true(mend(desk));
	assert_true(folder_holds(&desk->folder, "a.yaml", "title: aft"));
	leave(desk, 'a', true, BEFORE, AFTER);
	assert_int_equal(unlink(desk->path), 0);
	assert_true(mend(desk));
	assert_int_equal(access(desk->path, F_OK), -1);
	assert_int_equal(rmdir(folder_path(&desk->folder, "none")), -1);
	snprintf(desk->state, sizeof(desk->state), "%s", folder_path(&desk->folder, "none"));
	assert_true(mend(desk));
}

/* --- trouble --- */

static void assert_either(struct desk *desk, const char *torn, bool is_mended)
{
	bool is_after = folder_holds(&desk->folder, "a.yaml", AFTER);

	if (!is_after && !folder_holds(&desk->folder, "a.yaml", torn))
		assert_non_null(strstr(desk->err.message, "only partly written"));
	if (!is_mended)
		assert_true(desk->err.code != ERR_NONE && desk->err.path[0] != '\0');
}

/* Any call fails, once or from then on: the file is mended, or as torn as before, and the next
 * start mends it. */
static void test_every_call_fails(void **state)
{
	static const int numbers[] = {EIO, ENOSPC, EACCES};
	static const char torn[] = "title: aftore\n";
	struct desk *desk = *state;

	leave(desk, 'a', false, BEFORE, AFTER);
	for (size_t i = 0; i < 6; i++) {
		bool is_hit = true;

		for (size_t nth = 1; is_hit; nth++) {
			bool is_mended;

			folder_put_text(&desk->folder, "a.yaml", torn);
			desk->fault.fail_at = nth;
			desk->fault.for_ever = i % 2;
			desk->fault.number = numbers[i / 2];
			is_mended = mend(desk);
			is_hit = desk->fault.n_calls >= nth;
			assert_either(desk, torn, is_mended);
			assert_false(fault_io_repeats_sync(&desk->fault));
			desk->fault.fail_at = 0;
			assert_true(mend(desk));
			assert_true(folder_holds(&desk->folder, "a.yaml", AFTER));
			assert_true(folder_holds(&desk->folder, "second", AFTER));
			fault_io_release(&desk->fault);
		}
	}
}

static size_t find_call(const struct fault_io *fault, enum fault_call call)
{
	for (size_t i = 0; i < fault->n_log; i++)
		if (fault->log[i].call == call)
			return i + 1;
	return 0;
}

/* The journal is on the disk before the first byte is written, or nothing is written. */
static void test_guarded(void **state)
{
	static const char torn[] = "title: aftore\n";
	struct desk *desk = *state;
	size_t sync;

	leave(desk, 'a', false, BEFORE, AFTER);
	folder_put_text(&desk->folder, "a.yaml", torn);
	assert_true(mend(desk));
	sync = find_call(&desk->fault, CALL_FSYNC);
	assert_true(sync > 0 && sync < find_call(&desk->fault, CALL_PWRITE));
	fault_io_release(&desk->fault);
	folder_put_text(&desk->folder, "a.yaml", torn);
	desk->fault.fail_at = sync;
	desk->fault.number = EIO;
	assert_false(mend(desk));
	assert_string_equal(desk->err.message,
		"the journal of an earlier session did not reach the disk: Input/output error");
	assert_string_equal(desk->err.path, desk->path);
	assert_int_equal(find_call(&desk->fault, CALL_PWRITE), 0);
	assert_true(folder_holds(&desk->folder, "a.yaml", torn));
}

/* A save that cannot be completed is not followed by another one. */
static void test_one_at_a_time(void **state)
{
	struct desk *desk = *state;

	leave(desk, 'a', false, BEFORE, AFTER);
	leave(desk, 'b', false, BEFORE, "title: another\n");
	folder_put_text(&desk->folder, "a.yaml", "title: aftore\n");
	desk->fault.is_missing[CALL_ALLOCATE] = true;
	desk->fault.missing_number = ENOSPC;
	assert_false(mend(desk));
	assert_string_equal(
		desk->err.message, "the file cannot be written: No space left on device");
	assert_true(folder_holds(&desk->folder, "a.yaml", "title: aftore\n"));
	desk->fault.is_missing[CALL_ALLOCATE] = false;
	assert_true(mend(desk));
	assert_true(folder_holds(&desk->folder, "a.yaml", AFTER));
	assert_int_equal(folder_count_suffix(&desk->folder, ".yaml"), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_cut_anywhere),
		TEST(test_grown),
		TEST(test_others_bytes),
		TEST(test_nothing),
		TEST(test_every_call_fails),
		TEST(test_guarded),
		TEST(test_one_at_a_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

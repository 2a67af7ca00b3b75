/* Checking a file: what is accepted, and when. */
#include "document_fixture.h"
#include "fault_io.h"
#include "folder.h"
#include "store/file_probe.h"

#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

#define OLD HEAD "title: Before\n"

static const struct {
	const char *base;
	const char *bytes;
	int64_t age; /* milliseconds since it was written */
	enum probe_result result;
} cases[] = {
	{OLD, OLD, 0, PROBE_BUSY},
	{OLD, OLD, 150, PROBE_EQUAL},
	{OLD, HEAD "title: After\n", 99, PROBE_BUSY},
	{OLD, HEAD "title: After\n", 100, PROBE_DOCUMENT},
	/* Cut off by a writer that continues, perhaps after a while. */
	{OLD, "", 150, PROBE_BUSY},
	{OLD, "", 1999, PROBE_BUSY},
	{OLD, "", 2000, PROBE_NO_DOCUMENT},
	{OLD, HEAD "title: Aft", 150, PROBE_BUSY},
	{OLD, HEAD "title: Aft", 2000, PROBE_DOCUMENT},
	/* Cut between two lines. */
	{OLD "zone: UTC\n\nmore: x\n", OLD "zone: UTC\n", 999, PROBE_BUSY},
	{OLD "zone: UTC\n\nmore: x\n", OLD "zone: UTC\n\n", 999, PROBE_BUSY},
	{OLD "zone: UTC\n\nmore: x\n", OLD "zone: UTC\n", 1000, PROBE_DOCUMENT},
	/* Another end, or more than there was. */
	{OLD "zone: UTC\n", OLD "zone: UTC+1\n", 150, PROBE_DOCUMENT},
	{OLD "zone: UTC\n", HEAD "zone: UTC\n", 150, PROBE_DOCUMENT},
	{OLD, OLD "zone: UTC\n", 150, PROBE_DOCUMENT},
	/* It was like that before. */
	{HEAD "title: Before", HEAD "title: After", 150, PROBE_DOCUMENT},
	/* A clock that is behind proves nothing. */
	{OLD, HEAD "title: Aft", -1, PROBE_DOCUMENT},
};

/* A user who leaves right after a save does not wait until the file has settled. */
static void test_own_save(void **state)
{
	struct form *form = fixture_form_new();
	struct folder folder;
	struct file_probe_request request = {.form = form, .reads = true, .is_patient = true};
	struct timespec at = {.tv_sec = 1700000000};
	struct file_probe look;

	(void)state;
	folder_init(&folder);
	folder_put_text(&folder, "a", OLD);
	request.path = mem_strdup(folder_path(&folder, "a"));
	str_append_text(&request.base, OLD);
	assert_int_equal(utimensat(AT_FDCWD, request.path, (struct timespec[]){at, at}, 0), 0);
	file_probe_make(&look, io_system(), &request, INT64_C(1700000000000));
	assert_int_equal(look.result, PROBE_EQUAL);
	file_probe_release(&look);
	file_probe_request_release(&request);
	folder_release(&folder);
	form_free(form);
}

static void test_belief(void **state)
{
	struct form *form = fixture_form_new();
	struct folder folder;

	(void)state;
	folder_init(&folder);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct file_probe_request request = {.form = form, .reads = true};
		struct timespec at = {.tv_sec = 1700000000};
		struct file_probe look;

		folder_put_text(&folder, "a", cases[i].bytes);
		request.path = mem_strdup(folder_path(&folder, "a"));
		str_append_text(&request.base, cases[i].base);
		assert_int_equal(
			utimensat(AT_FDCWD, request.path, (struct timespec[]){at, at}, 0), 0);
		file_probe_make(
			&look, io_system(), &request, INT64_C(1700000000000) + cases[i].age);
		if (look.result != cases[i].result)
			fail_msg("case %zu: %d", i, look.result);
		file_probe_release(&look);
		file_probe_request_release(&request);
	}
	folder_release(&folder);
	form_free(form);
}

/* The opened document is read only with another one, and need not be readable. */
static void test_opening(void **state)
{
	static const struct {
		const char *bytes, *opening;
		bool is_read;
	} openings[] = {
		{HEAD "title: After\n", "", false},
		{HEAD "title: After\n", HEAD "title: Opened\n", true},
		{HEAD "title: After\n", HEAD "title: [\n", false},
		{OLD, HEAD "title: Opened\n", false},
		{HEAD "title: [\n", HEAD "title: Opened\n", false},
	};
	struct form *form = fixture_form_new();
	struct folder folder;

	(void)state;
	folder_init(&folder);
	for (size_t i = 0; i < sizeof(openings) / sizeof(*openings); i++) {
		struct file_probe_request request = {.form = form, .reads = true};
		struct timespec at = {.tv_sec = 1700000000};
		struct place title = {.field = form_find(form, "title")};
		struct file_probe look;

		folder_put_text(&folder, "a", openings[i].bytes);
		request.path = mem_strdup(folder_path(&folder, "a"));
		str_append_text(&request.base, OLD);
		str_append_text(&request.opening, openings[i].opening);
		assert_int_equal(
			utimensat(AT_FDCWD, request.path, (struct timespec[]){at, at}, 0), 0);
		file_probe_make(&look, io_system(), &request, INT64_C(1700000010000));
		assert_int_equal(look.opening != NULL, openings[i].is_read);
		if (look.opening)
			assert_string_equal(
				str_text(&document_value(look.opening, &title)->text), "Opened");
		file_probe_release(&look);
		file_probe_request_release(&request);
	}
	folder_release(&folder);
	form_free(form);
}

/* --- while it is read --- */

static struct folder place;

static void write_in_place(void *context)
{
	(void)context;
	folder_put_text(&place, "a", HEAD "title: Later\n");
}

static void write_and_rename(void *context)
{
	(void)context;
	folder_replace(&place, "a", HEAD "title: Later\n");
}

static void take_away(void *context)
{
	(void)context;
	assert_int_equal(unlink(folder_path(&place, "a")), 0);
}

/* Somebody writes before the nth call of a check of an old file; false if it has no such call. */
static bool is_met(struct form *form, void (*somebody)(void *context), size_t nth)
{
	struct file_probe_request request = {.form = form, .reads = true};
	struct timespec at = {.tv_sec = 1700000000};
	struct fault_io fault = {.hook_at = nth, .hook = somebody};
	struct file_probe look;
	bool is_met;

	folder_put_text(&place, "a", HEAD "title: After\n");
	request.path = mem_strdup(folder_path(&place, "a"));
	str_append_text(&request.base, OLD);
	assert_int_equal(utimensat(AT_FDCWD, request.path, (struct timespec[]){at, at}, 0), 0);
	file_probe_make(&look, fault_io(&fault), &request, INT64_C(1700000010000));
	is_met = fault.n_calls >= nth;
	/* What is accepted is all from one version, and is still there. */
	if (is_met && look.result == PROBE_DOCUMENT) {
		const struct str *found = &look.theirs.source.source;

		assert_true(folder_holds(&place, "a", str_text(found)));
	}
	file_probe_release(&look);
	file_probe_request_release(&request);
	fault_io_release(&fault);
	return is_met;
}

static void test_meeting(void **state)
{
	static void (*const somebody[])(void *) = {write_in_place, write_and_rename, take_away};
	struct form *form = fixture_form_new();

	(void)state;
	folder_init(&place);
	for (size_t i = 0; i < sizeof(somebody) / sizeof(*somebody); i++) {
		size_t nth = 1;

		while (is_met(form, somebody[i], nth))
			nth++;
		assert_true(nth > 5);
	}
	folder_release(&place);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_belief),
		cmocka_unit_test(test_own_save),
		cmocka_unit_test(test_opening),
		cmocka_unit_test(test_meeting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

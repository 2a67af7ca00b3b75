/*
 * Reading a document leaves no trace in it: not a byte, time stamp or inode changes, whatever the
 * layout and wherever the user went in it.
 */
#include "editing.h"
#include "ending.h"
#include "untouched_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void look_around(struct editing *e)
{
	for (unsigned field = FIELD_TITLE; field <= FIELD_FIXED; field++) {
		editing_go(e, field);
		editing_keys(e, "<End><Home><Tab><Esc>");
	}
	editing_keys(e, "<Alt+1><Alt+2><Alt+.><Esc>");
}

static void assert_untouched(struct editing *e, const struct stat *before, const char *text)
{
	struct stat after;

	folder_stat(&e->folder, "doc.yaml", &after);
	assert_true(folder_holds(&e->folder, "doc.yaml", text));
	assert_int_equal(before->st_ino, after.st_ino);
	assert_memory_equal(&before->st_mtim, &after.st_mtim, sizeof(after.st_mtim));
	assert_memory_equal(&before->st_ctim, &after.st_ctim, sizeof(after.st_ctim));
	assert_int_equal(folder_count(&e->folder), 2); /* the document and its form */
}

static void test_reading_writes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_UNTOUCHED; i++) {
		struct editing e;
		struct stat before;

		print_message("  %s\n", untouched_cases[i].name);
		editing_init(&e, untouched_cases[i].text);
		folder_stat(&e.folder, "doc.yaml", &before);
		look_around(&e);
		editing_keys(&e, "<^S>");
		editing_wait(&e, 15000);
		assert_true(session_flush(e.session));
		editing_settle(&e);
		assert_untouched(&e, &before, untouched_cases[i].text);
		editing_reopen(&e);
		assert_untouched(&e, &before, untouched_cases[i].text);
		editing_release(&e);
	}
}

/* What was typed and undone leaves no byte behind, either. */
static void test_an_edit_taken_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_UNTOUCHED; i++) {
		struct editing e;

		print_message("  %s\n", untouched_cases[i].name);
		editing_init(&e, untouched_cases[i].text);
		for (unsigned field = FIELD_TITLE; field <= FIELD_BODY; field++) {
			editing_go(&e, field);
			editing_keys(&e, "x<Alt+U>");
		}
		assert_true(session_flush(e.session));
		editing_settle(&e);
		assert_true(folder_holds(&e.folder, "doc.yaml", untouched_cases[i].text));
		editing_release(&e);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading_writes_nothing),
		cmocka_unit_test(test_an_edit_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

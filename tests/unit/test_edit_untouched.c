/*
 * Reading a document, or undoing what was typed, changes no byte of it, whatever its layout and
 * wherever the user went in it.
 */
#include "scripted.h"
#include "untouched_cases.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_reading_changes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_UNTOUCHED; i++) {
		struct scripted e;

		print_message("  %s\n", untouched_cases[i].name);
		scripted_init(&e, untouched_cases[i].text);
		for (unsigned field = FIELD_TITLE; field <= FIELD_FIXED; field++) {
			scripted_go(&e, field);
			scripted_keys(&e, "<End><Home><Tab><Esc>");
		}
		scripted_keys(&e, "<Alt+1><Alt+2><Alt+.><Esc>");
		editor_leave(e.editor);
		assert_int_equal(e.told.n, 0);
		scripted_written(&e, untouched_cases[i].text);
		scripted_release(&e);
	}
}

static void test_an_edit_taken_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_UNTOUCHED; i++) {
		struct scripted e;

		print_message("  %s\n", untouched_cases[i].name);
		scripted_init(&e, untouched_cases[i].text);
		for (unsigned field = FIELD_TITLE; field <= FIELD_FIXED; field++) {
			size_t before = e.told.n;

			scripted_go(&e, field);
			scripted_keys(&e, "x");
			if (e.told.n > before && editor_is_quick(e.editor))
				scripted_keys(&e, "<Esc>"); /* which makes it one step */
			if (e.told.n > before)
				scripted_keys(&e, "<Alt+U>");
		}
		editor_leave(e.editor);
		scripted_written(&e, untouched_cases[i].text);
		scripted_release(&e);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading_changes_nothing),
		cmocka_unit_test(test_an_edit_taken_back),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

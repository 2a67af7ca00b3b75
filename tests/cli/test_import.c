/* import: from text to a document, on standard output or in a new file. */
#include "program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char report[] = "Summary\n"
			     "Duration of the outage:\n"
			     "Start: 10/15/2023, 8:00 AM\n"
			     "End: 10/16/2023, 2:00 PM\n"
			     "Impact\n"
			     "What service was down/slow?\n"
			     "The payment service.\n"
			     "**by Geda Siraj**\n";

static int set_up(void **state)
{
	program_set_up(state);

	struct program *program = *state;

	folder_put_text(&program->folder, "report.txt", report);
	return 0;
}

static void test_to_a_file(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "import", "--zone", "America/New_York", "report.txt", "-o", "new.yaml");
	assert_int_equal(program->out.len, 0);
	RUN(program, 0, "get", "new.yaml", "summary.start");
	assert_string_equal(str_text(&program->out), "2023-10-15T08:00:00-04:00\n");
	RUN(program, 0, "get", "new.yaml", "impact.service");
	assert_true(has(&program->out, "The payment service."));
	RUN(program, 0, "get", "new.yaml", "authors");
	assert_string_equal(str_text(&program->out), "Geda Siraj\n");
	assert_true(folder_holds(&program->folder, "report.txt", report));
}

/* Standard input to standard output gives the same bytes. */
static void test_streams(void **state)
{
	struct program *program = *state;
	struct str file = {0};

	RUN(program, 0, "import", "report.txt", "-o", "new.yaml");
	assert_true(folder_get(&program->folder, "new.yaml", &file));
	program_run_input(
		program, (const char *const[]){"import", "-", NULL}, report, strlen(report));
	assert_int_equal(program->status, 0);
	assert_string_equal(str_text(&program->out), str_text(&file));
	/* Assumptions are reported, with their line. */
	assert_true(has(&program->err, "UTC"));
	RUN(program, 0, "import", "report.txt", "-o", "-");
	assert_string_equal(str_text(&program->out), str_text(&file));
	str_release(&file);
}

static void test_over_a_file(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "there.yaml", "mine\n");
	RUN(program, 2, "import", "report.txt", "-o", "there.yaml");
	assert_true(has(&program->err, "there.yaml: already exists; nothing was written"));
	assert_true(folder_holds(&program->folder, "there.yaml", "mine\n"));
	RUN(program, 2, "import", "report.txt", "-o", "report.txt");
	assert_true(folder_holds(&program->folder, "report.txt", report));
	assert_int_equal(folder_count(&program->folder), 2);
}

static void test_bad_text(void **state)
{
	struct program *program = *state;

	/* A Latin-1 report is imported as far as it can be read, which is reported. */
	folder_put_text(&program->folder, "latin.txt", "caf\xe9\n");
	RUN(program, 0, "import", "latin.txt", "-o", "latin.yaml");
	assert_true(has(&program->err, "latin.txt:1: bytes that are not UTF-8"));
	RUN(program, 0, "get", "latin.yaml", "title");
	assert_string_equal(str_text(&program->out), "caf\xef\xbf\xbd\n");
	RUN(program, 2, "import", "nowhere.txt", "-o", "new.yaml");
	assert_true(has(&program->err, "nowhere.txt: there is no such file"));
	RUN(program, 2, "import", "--zone", "Europe/Pariss", "report.txt", "-o", "new.yaml");
	assert_true(has(&program->err, "Europe/Pariss"));
	assert_int_equal(folder_count(&program->folder), 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, program_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_to_a_file),
		TEST(test_streams),
		TEST(test_over_a_file),
		TEST(test_bad_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

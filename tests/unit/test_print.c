/* PDFs by other programs, here by scripts that behave as such programs may. */
#include "store/print.h"

#include "folder.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define WHOLE "printf '%%PDF-1.7\\nbody\\n%%%%EOF\\n' >report.pdf\n"

static struct folder folder;
static char *path_before;

static int set_up(void **state)
{
	(void)state;
	folder_init(&folder);
	const char *path = getenv("PATH");

	path_before = mem_strdup(path ? path : "");
	assert_int_equal(mkdir(folder_path(&folder, "bin"), 0700), 0);
	assert_int_equal(mkdir(folder_path(&folder, "tmp"), 0700), 0);
	setenv("PATH", folder_path(&folder, "bin"), 1);
	setenv("TMPDIR", folder_path(&folder, "tmp"), 1);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	setenv("PATH", path_before, 1);
	unsetenv("TMPDIR");
	free(path_before);
	folder_release(&folder);
	return 0;
}

/* A program of that name; /bin and /usr/bin are for what it calls. */
static void add_program(const char *name, const char *script)
{
	struct str text = {0};
	char inside[64];

	str_appendf(&text, "#!/bin/sh\nPATH=/bin:/usr/bin\n%s", script);
	(void)snprintf(inside, sizeof inside, "bin/%s", name);
	folder_put(&folder, inside, text.data, text.len);
	assert_int_equal(chmod(folder_path(&folder, inside), 0700), 0);
	str_release(&text);
}

static bool print(const char *html, unsigned seconds, struct str *out, struct err *err)
{
	struct str text = {0};

	str_append_text(&text, html);
	bool done = print_pdf(&text, seconds, out, err);

	str_release(&text);

	/* Whatever happens, nothing is left of the temporary folder. */
	assert_int_equal(rmdir(folder_path(&folder, "tmp")), 0);
	assert_int_equal(mkdir(folder_path(&folder, "tmp"), 0700), 0);
	return done;
}

static void assert_fails(unsigned seconds, enum err_code code, const char *words)
{
	struct str out = {0};
	struct err err = {0};

	assert_false(print("<p>", seconds, &out, &err));
	assert_int_equal(err.code, code);
	assert_non_null(strstr(err.message, words));
	assert_int_equal(out.len, 0);
	str_release(&out);
}

static void prints_what_it_is_given(void **state)
{
	struct str out = {0};

	(void)state;
	add_program("weasyprint",
		"cp report.html kept; mkdir -p profile/deep; >profile/deep/x\n" WHOLE
		"cat kept >>report.pdf; printf '\\n%%%%EOF\\n' >>report.pdf\n");
	add_program("chromium", "exit 1\n");
	assert_true(print("<p>hello", 10, &out, NULL));
	assert_non_null(strstr(str_text(&out), "<p>hello"));
	str_release(&out);
}

static void takes_the_other_if_the_first_is_not_there(void **state)
{
	struct str out = {0};

	(void)state;
	add_program("chromium", WHOLE);
	assert_true(print("<p>", 10, &out, NULL));
	str_release(&out);
}

/* A name in the folder it runs in must never be taken for the program. */
static void looks_only_at_absolute_places(void **state)
{
	struct str path = {0};

	(void)state;
	add_program("weasyprint", WHOLE);
	assert_int_equal(chdir(folder.path), 0);
	setenv("PATH", "bin::", 1);
	assert_fails(10, ERR_MISSING, "neither is installed");
	str_appendf(&path, "bin:%s", folder_path(&folder, "bin"));
	setenv("PATH", str_text(&path), 1);
	str_release(&path);

	struct str out = {0};

	assert_true(print("<p>", 10, &out, NULL));
	str_release(&out);
	assert_int_equal(chdir("/"), 0);
}

static void says_what_is_missing(void **state)
{
	(void)state;
	assert_fails(10, ERR_MISSING, "(Debian: weasyprint, chromium)");
}

static void tells_a_failure_in_its_own_words(void **state)
{
	(void)state;
	add_program("weasyprint", WHOLE "echo 'No font found' >&2; echo more >&2; exit 3\n");
	assert_fails(10, ERR_SYSTEM, "weasyprint could not print the report: No font found");
	add_program("weasyprint", "exit 1\n");
	assert_fails(10, ERR_SYSTEM, "it gave no reason");
	add_program("weasyprint", "kill -9 $$\n");
	assert_fails(10, ERR_SYSTEM, "could not print");
}

static void takes_only_a_whole_pdf(void **state)
{
	(void)state;
	add_program("weasyprint", "exit 0\n");
	assert_fails(10, ERR_SYSTEM, "made no PDF");
	add_program("weasyprint", "printf '%%PDF-1.7\\nhalf' >report.pdf\n");
	assert_fails(10, ERR_SYSTEM, "did not finish");
	add_program("weasyprint", "ln -s /etc/passwd report.pdf\n");
	assert_fails(10, ERR_SYSTEM, "made no PDF");
}

static void stops_what_takes_too_long(void **state)
{
	(void)state;
	add_program("weasyprint", WHOLE "sleep 1000 &\nsleep 1000\n");
	assert_fails(0, ERR_LIMIT, "was stopped after 0 seconds");
}

/* What it started in the background holds its standard error open; its own end counts. */
static void waits_for_the_program_itself(void **state)
{
	struct str out = {0};

	(void)state;
	add_program("weasyprint", WHOLE "sleep 1000 &\n");
	assert_true(print("<p>", 100, &out, NULL));
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(prints_what_it_is_given, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			takes_the_other_if_the_first_is_not_there, set_up, tear_down),
		cmocka_unit_test_setup_teardown(looks_only_at_absolute_places, set_up, tear_down),
		cmocka_unit_test_setup_teardown(says_what_is_missing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			tells_a_failure_in_its_own_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(takes_only_a_whole_pdf, set_up, tear_down),
		cmocka_unit_test_setup_teardown(stops_what_takes_too_long, set_up, tear_down),
		cmocka_unit_test_setup_teardown(waits_for_the_program_itself, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

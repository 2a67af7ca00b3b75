/* `afterword review` without a screen: the text of any document, and what was found in it. */
#include "fixture.h"
#include "program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_has(const struct str *text, const char *words)
{
	if (!has(text, words))
		fail_msg("no \"%s\" in: %s", words, str_text(text));
}

/* The finding is right below the words that it is about. */
static void test_findings(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "a.yaml",
		"afterword: 1\nform: postmortem\ntitle: T\nstatus: draft\n"
		"root_cause:\n  cause: |\n    It was **sudden**.\n\n    The careless admin did it.\n"
		"impact:\n  affected_percent: 180\n");
	RUN(program, 0, "review", "--plain", "a.yaml");
	assert_has(&program->out, "It was sudden.\n\nThe careless admin did it.\n    ? ");
	assert_has(&program->out, "in percent: 180%\n    ! ");
	assert_has(&program->out, "Start: -- not answered\n");
	assert_int_equal(program->err.len, 0);
	struct str first = program->out;

	program->out = (struct str){0};
	RUN(program, 0, "review", "a.yaml"); /* there is no terminal */
	assert_string_equal(str_text(&program->out), str_text(&first));
	str_release(&first);
}

/* Nothing that a terminal would act on. */
static void test_escapes(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "a.yaml",
		"afterword: 1\nform: postmortem\ntitle: \"a\\e]0;x\\ab\"\n"
		"summary:\n  overview: \"\\e[31mred\\u202eevil\"\n");
	RUN(program, 0, "review", "a.yaml");
	assert_null(strchr(str_text(&program->out), '\033'));
	assert_null(strstr(str_text(&program->out), "\xE2\x80\xAE"));
	assert_has(&program->out, "red");
}

/* A meeting needs a screen. */
static void test_presenting(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "a.yaml", "afterword: 1\nform: postmortem\n");
	RUN(program, 2, "review", "--present", "a.yaml");
	assert_has(&program->err, "the editor needs a terminal");
	RUN(program, 2, "review", "--plan", "45", "a.yaml");
	assert_has(&program->err, "--plan is for --present");
	RUN(program, 2, "review", "--present", "--plain", "a.yaml");
	assert_has(&program->err, "do one thing at a time");
	assert_int_equal(program->out.len, 0);
}

static void test_others(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "problem.yaml",
		"afterword: 1\nform: postmortem\ntitle: One\ntitle: Two\nseverity: sev1\n");
	RUN(program, 0, "review", "problem.yaml");
	assert_has(&program->out, "One\n");
	folder_put_text(&program->folder, "form.yaml",
		"afterword: 1\nform: nosuch\nfacts:\n  cause: a lock\n  steps:\n    - one\n");
	RUN(program, 0, "review", "form.yaml");
	assert_has(&program->out, "facts:\n  cause: a lock\n  steps:\n    - one\n");
	assert_has(&program->err, "no form named \"nosuch\"");
	folder_put_text(
		&program->folder, "broken.yaml", "afterword: 1\nform: postmortem\ntitle: [a\n");
	RUN(program, 2, "review", "broken.yaml");
	assert_has(&program->err, "broken.yaml:3");
	assert_has(&program->err, "shown as it stands");
	assert_has(&program->out, "  2  form: postmortem\n> 3  title: [a\n     ! ");
	folder_put_text(&program->folder, "empty.yaml", "");
	RUN(program, 2, "review", "empty.yaml");
	assert_has(&program->err, "it is empty");
	assert_int_equal(program->out.len, 0);
	RUN(program, 2, "review", "missing.yaml");
	assert_has(&program->err, "missing.yaml");
	RUN(program, 2, "review", ".");
	assert_has(&program->err, "is a folder; 'review' needs one document");
	RUN(program, 2, "review");
	assert_has(&program->err, "'review' needs FILE");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_findings, program_set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_escapes, program_set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_presenting, program_set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_others, program_set_up, program_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

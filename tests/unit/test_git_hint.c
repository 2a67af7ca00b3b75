/* Whether a clone still has to be set up: said once, and only where nobody has chosen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "repository.h"
#include "store/git_hint.h"

#include <stdio.h>

static int set_up(void **state)
{
	repository_set_up(state);
	repository_put(*state, "a b.yaml", "afterword: 1\n");
	return 0;
}

static bool take(struct repository *git)
{
	return git_hint_take(io_system(), repository_path(git, "a b.yaml"));
}

static void test_once_in_a_clone(void **state)
{
	assert_true(take(*state));
	assert_false(take(*state));
	repository_run(
		*state, "git config afterword.told >told && git config --unset afterword.told");
	assert_true(take(*state));
}

/* .gitattributes comes with the clone, the driver does not. */
static void test_the_driver_has_to_be_there(void **state)
{
	repository_put(*state, ".gitattributes", "*.yaml merge=afterword\n");
	assert_true(take(*state));
	repository_run(*state, "git config --unset afterword.told && "
			       "git config merge.afterword.driver 'afterword merge %O %A %B'");
	assert_false(take(*state));
}

static void test_somebody_has_chosen(void **state)
{
	static const char *const cases[] = {
		"*.yaml merge=union\n", "*.yaml -merge\n", "*.yaml merge\n", "*.yaml merge=ours\n"};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		repository_put(*state, ".gitattributes", cases[i]);
		assert_false(take(*state));
	}
	repository_put(*state, ".gitattributes", "*.yml merge=union\n");
	assert_true(take(*state));
}

static void test_nothing_to_say(void **state)
{
	struct repository *git = *state;

	assert_false(git_hint_take(io_system(), repository_path(git, "missing/a.yaml")));
	repository_run(git, "rm -rf .git");
	assert_false(take(git));
	repository_script(git, NULL);
	assert_false(take(git));
}

/* Rather twice than never. */
static void test_a_clone_that_cannot_be_written_to(void **state)
{
	repository_run(*state, "touch .git/config.lock");
	assert_true(take(*state));
	assert_true(take(*state));
}

/* Answers that are cut, or none. */
static void test_damaged_answers(void **state)
{
	static const char *const cases[] = {"", "a", "\\0", "a\\0", "a\\0merge", "a\\0merge\\0",
		"a\\0merge\\0unspecified", "a\\0merge\\0\\0"};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char script[200];

		snprintf(script, sizeof(script),
			"case \"$*\" in *check-attr*) printf '%s';; *) exit 1;; esac", cases[i]);
		repository_script(*state, script);
		assert_false(take(*state));
	}
	repository_script(*state,
		"case \"$*\" in *check-attr*) printf 'a\\0merge\\0unspecified\\0';; "
		"*) exit 1;; esac");
	assert_true(take(*state));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, repository_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_once_in_a_clone),
		TEST(test_the_driver_has_to_be_there),
		TEST(test_somebody_has_chosen),
		TEST(test_nothing_to_say),
		TEST(test_a_clone_that_cannot_be_written_to),
		TEST(test_damaged_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

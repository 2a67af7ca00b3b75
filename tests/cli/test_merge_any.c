/*
 * The merge driver on any files: every token of both sides is in the result, even if it refuses to
 * merge answers and git merges the lines.
 */
#include "any_files.h"
#include "program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { CASES = 60 };

static struct program program;

static void check_tokens(uint64_t seed, const struct str files[ANY_FILES])
{
	char token[16];

	for (size_t side = ANY_OURS; side < ANY_FILES; side++)
		for (size_t at = 0; any_files_next_token(&files[side], &at, token);)
			if (!strstr(str_text(&program.out), token))
				fail_msg("seed %llu: %s is lost in\n%s", (unsigned long long)seed,
					token, str_text(&program.out));
}

static void test_nothing_is_missing(void **state)
{
	static const char *const names[ANY_FILES] = {"base.yaml", "ours.yaml", "theirs.yaml"};
	struct str files[ANY_FILES] = {{0}};
	size_t n_as_text = 0;
	size_t n_open = 0;

	(void)state;
	mkdir(folder_path(&program.folder, "forms"), 0700);
	folder_put_text(&program.folder, "forms/any.yaml", any_files_form);
	for (uint64_t seed = 1; seed <= CASES; seed++) {
		any_files_make(seed, 8, files);
		for (size_t i = 0; i < ANY_FILES; i++)
			folder_put(&program.folder, names[i], files[i].data, files[i].len);
		program_run(&program, (const char *const[]){"merge", "-o", "-", names[0], names[1],
					      names[2], NULL});
		assert_true(program.status < 128);
		check_tokens(seed, files);
		n_as_text += strstr(str_text(&program.err), "merged as text") != NULL;
		n_open += program.status > 0;
	}
	/* each path was taken */
	assert_in_range(n_as_text, 1, CASES - 1);
	assert_in_range(n_open, 1, CASES - 1);
	for (size_t i = 0; i < ANY_FILES; i++)
		str_release(&files[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_missing),
	};
	int failed;

	program_init(&program);
	failed = cmocka_run_group_tests_name("merge-any", tests, NULL, NULL);
	program_release(&program);
	return failed;
}

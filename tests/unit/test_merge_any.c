/*
 * Any two sides of any file: every token that a side wrote is in the merged file, in a value or in
 * a conflict, or the merge is refused, and git merges the lines. In both directions.
 */
#include "any_files.h"
#include "merge_bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CASES = 400 };

/* AFTERWORD_MERGES sets their number. */
static uint64_t n_cases(void)
{
	const char *more = getenv("AFTERWORD_MERGES");

	return more ? strtoull(more, NULL, 10) : CASES;
}

static size_t count_token(const struct str *text, const char *token)
{
	char found[16];
	size_t n = 0;

	for (size_t at = 0; any_files_next_token(text, &at, found);)
		n += strcmp(found, token) == 0;
	return n;
}

static void show(const char *what, uint64_t seed, const struct str files[3], const struct str *out)
{
	fail_msg("%s, seed %llu:\n--- base\n%s\n--- ours\n%s\n--- theirs\n%s\n--- merged\n%s", what,
		(unsigned long long)seed, str_text(&files[0]), str_text(&files[1]),
		str_text(&files[2]), str_text(out));
}

static void check_tokens(
	uint64_t seed, const struct str files[3], const struct str *out, size_t n_conflicts)
{
	char token[16];

	for (size_t side = 1; side < 3; side++)
		for (size_t at = 0; any_files_next_token(&files[side], &at, token);) {
			size_t n = count_token(out, token);

			if (n == 0 || (n_conflicts == 0 && n > 1))
				show(token, seed, files, out);
		}
}

struct outcome {
	size_t n_clean, n_open, n_refused;
};

static void merge_one(
	const struct form *form, uint64_t seed, const struct str files[3], struct outcome *outcome)
{
	struct str out = {0};
	struct err err = {0};
	size_t conflicts = 0;

	if (!merge_bytes(form, &files[0], &files[1], &files[2], NULL, &out, &conflicts, &err)) {
		outcome->n_refused++;
		return;
	}
	check_tokens(seed, files, &out, conflicts);
	*(conflicts > 0 ? &outcome->n_open : &outcome->n_clean) += 1;
	str_release(&out);
}

/* All sides must be readable, or the test means nothing. */
static void check_files(const struct form *form, uint64_t seed, const struct str files[3])
{
	for (size_t i = 0; i < 3; i++) {
		struct document document;
		struct yaml_tree tree;
		struct err err = {0};

		if (!yaml_tree_parse(&tree, files[i].data, files[i].len, &err) ||
			!document_init(&document, form, &tree, &err) || document.is_read_only)
			fail_msg("seed %llu: %s\n%s", (unsigned long long)seed, err.message,
				files[i].data);
		document_release(&document);
	}
}

static struct outcome merge_many(unsigned n_changes)
{
	struct form *form = form_parse(any_files_form, strlen(any_files_form), "any.yaml", NULL);
	struct str files[3] = {{0}};
	struct outcome outcome = {0};

	assert_non_null(form);
	for (uint64_t seed = 1; seed <= n_cases(); seed++) {
		any_files_make(seed, n_changes, files);
		check_files(form, seed, files);
		merge_one(form, seed, files, &outcome);
		struct str turned[3] = {files[0], files[2], files[1]};

		merge_one(form, seed, turned, &outcome);
	}
	print_message("%zu clean, %zu with conflicts, %zu refused\n", outcome.n_clean,
		outcome.n_open, outcome.n_refused);
	for (size_t i = 0; i < 3; i++)
		str_release(&files[i]);
	form_free(form);
	return outcome;
}

static void test_one_change_each(void **state)
{
	struct outcome outcome = merge_many(1);

	(void)state;
	/* refusing is safe, but not a way to merge */
	assert_true(outcome.n_refused * 5 < outcome.n_clean);
}

static void test_many_changes(void **state)
{
	struct outcome outcome = merge_many(8);

	(void)state;
	assert_true(outcome.n_open * 10 > outcome.n_clean);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_change_each),
		cmocka_unit_test(test_many_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

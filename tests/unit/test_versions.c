/*
 * What git knows of a document: earlier versions, the commits in which it changed, and who wrote
 * which line; nothing, rather than something wrong, where git does not say it properly.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "repository.h"
#include "store/versions.h"

#include <stdio.h>
#include <string.h>

#define FIRST_AT 1697356800  /* 2023-10-15T08:00:00Z */
#define SECOND_AT 1697443200 /* a day later */

static void commit_first(struct repository *git, const char *text)
{
	repository_put(git, "notes/a.yaml", text);
	repository_commit(git, "Ida Nyman", "2023-10-15T08:00:00Z");
}

static void commit_second(struct repository *git, const char *text)
{
	repository_put(git, "notes/a.yaml", text);
	repository_commit(git, "Geda \"G\" Siraj", "2023-10-16T08:00:00Z");
}

/* A document in a subfolder, in two commits. */
static int set_up(void **state)
{
	struct repository *git;

	repository_set_up(state);
	git = *state;
	repository_run(git, "mkdir notes");
	commit_first(git, "one\ntwo\n");
	commit_second(git, "one\nsecond\n");
	return 0;
}

static void place_init(struct version_place *place, struct repository *git, const char *name)
{
	assert_true(version_place_init(place, io_system(), repository_path(git, name), NULL));
}

/* --- versions --- */

static bool load(struct repository *git, const char *revision, struct str *bytes, int64_t *at,
	struct err *err)
{
	struct version_place place;
	bool done;

	place_init(&place, git, "notes/a.yaml");
	str_clear(bytes);
	*err = (struct err){0};
	done = version_load(&place, revision, bytes, at, err);
	assert_true(done == (err->code == ERR_NONE));
	version_place_release(&place);
	return done;
}

static void test_versions(void **state)
{
	struct str bytes = {0};
	struct err err = {0};
	int64_t at = 0;

	assert_true(load(*state, "HEAD", &bytes, &at, &err));
	assert_string_equal(str_text(&bytes), "one\nsecond\n");
	assert_int_equal(at, SECOND_AT);
	assert_true(load(*state, "HEAD~1", &bytes, &at, &err));
	assert_string_equal(str_text(&bytes), "one\ntwo\n");
	assert_int_equal(at, FIRST_AT);
	assert_true(load(*state, "main", &bytes, NULL, &err));
	str_release(&bytes);
}

static void test_what_is_no_revision(void **state)
{
	static const char *const cases[] = {"HEAD~2", "nobody", "", "--all", "HEAD~1..HEAD",
		"HEAD:notes", "HEAD\nHEAD", "HEAD^{tree}x"};
	struct str bytes = {0};
	struct err err = {0};
	int64_t at = 7;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_false(load(*state, cases[i], &bytes, &at, &err));
		assert_int_equal(err.code, ERR_MISSING);
		assert_non_null(strstr(err.message, "is neither a file nor a revision"));
		assert_int_equal(at, 7);
	}
	str_release(&bytes);
}

static void test_the_list_of_versions(void **state)
{
	struct version_place place;
	struct str out = {0};

	place_init(&place, *state, "notes/a.yaml");
	assert_true(version_list(&place, 10, &out));
	assert_int_equal(out.len, 2 * 41);
	str_clear(&out);
	assert_true(version_list(&place, 1, &out));
	assert_int_equal(out.len, 41);
	str_clear(&out);
	repository_script(*state, "exit 1");
	assert_false(version_list(&place, 1, &out));
	version_place_release(&place);
	str_release(&out);
}

static void test_a_path_that_leads_nowhere(void **state)
{
	struct version_place place;
	struct err err = {0};

	assert_false(version_place_init(
		&place, io_system(), repository_path(*state, "missing/a.yaml"), &err));
	assert_int_equal(err.code, ERR_SYSTEM);
	version_place_release(&place);
}

/* It is the document that it leads to whose versions count. */
static void test_a_link(void **state)
{
	struct version_place place;
	struct str bytes = {0};

	repository_run(*state, "ln -s notes/a.yaml link.yaml");
	place_init(&place, *state, "link.yaml");
	assert_true(version_load(&place, "HEAD", &bytes, NULL, NULL));
	assert_string_equal(str_text(&bytes), "one\nsecond\n");
	version_place_release(&place);
	str_release(&bytes);
}

/* What went wrong is said, unless git just does not know. */
static void test_git_fails(void **state)
{
	struct str bytes = {0};
	struct err err = {0};
	int64_t at = 7;

	repository_script(*state, "exec cat /dev/zero");
	assert_false(load(*state, "HEAD", &bytes, &at, &err));
	assert_string_equal(err.message, "git says too much");
	repository_script(*state, NULL);
	assert_false(load(*state, "HEAD", &bytes, &at, &err));
	assert_int_equal(err.code, ERR_MISSING);
	repository_script(*state, "case \"$*\" in *cat-file*) echo text;; *) exit 1;; esac");
	assert_true(load(*state, "HEAD", &bytes, &at, &err));
	assert_string_equal(str_text(&bytes), "text\n");
	assert_int_equal(at, 0);
	str_release(&bytes);
}

/* --- who wrote what --- */

static bool blame_init(struct blame *blame, struct repository *git, const char *name)
{
	struct version_place place;
	bool done;

	place_init(&place, git, name);
	done = blame_load(blame, &place);
	version_place_release(&place);
	assert_true(done == (blame->n_lines > 0));
	assert_true(done || blame->commits == NULL);
	return done;
}

static void expect_line(const struct blame *blame, unsigned line, const char *author, int64_t at)
{
	const struct blame_commit *commit = blame_newest(blame, line, line);

	assert_non_null(commit);
	assert_true(commit->is_committed);
	assert_string_equal(commit->name, author);
	assert_int_equal(commit->at, at);
}

static void test_who_wrote_a_line(void **state)
{
	struct repository *git = *state;
	struct blame blame;

	assert_true(blame_init(&blame, git, "notes/a.yaml"));
	assert_int_equal(blame.n_lines, 2);
	assert_int_equal(blame.n_commits, 2);
	expect_line(&blame, 1, "Ida Nyman", FIRST_AT);
	expect_line(&blame, 2, "Geda \"G\" Siraj", SECOND_AT);
	/* Of several the newest, in either order; none outside. */
	assert_string_equal(blame_newest(&blame, 1, 2)->name, "Geda \"G\" Siraj");
	assert_string_equal(blame_newest(&blame, 1, 99)->name, "Geda \"G\" Siraj");
	assert_null(blame_newest(&blame, 0, 2));
	assert_null(blame_newest(&blame, 3, 3));
	assert_null(blame_newest(&blame, 2, 1));
	blame_release(&blame);
	commit_second(git, "new\nsecond\n");
	commit_first(git, "new\nolder\n");
	assert_true(blame_init(&blame, git, "notes/a.yaml"));
	assert_string_equal(blame_newest(&blame, 1, 2)->name, "Geda \"G\" Siraj");
	blame_release(&blame);
}

static void test_lines_that_are_not_committed(void **state)
{
	struct repository *git = *state;
	struct blame blame;

	repository_put(git, "notes/a.yaml", "one\nnow\nsecond\nand this\n");
	assert_true(blame_init(&blame, git, "notes/a.yaml"));
	expect_line(&blame, 1, "Ida Nyman", FIRST_AT);
	assert_false(blame_newest(&blame, 2, 2)->is_committed);
	expect_line(&blame, 3, "Geda \"G\" Siraj", SECOND_AT);
	assert_false(blame_newest(&blame, 1, 4)->is_committed);
	assert_int_equal(blame.n_commits, 3);
	blame_release(&blame);
}

static void test_a_file_that_was_moved(void **state)
{
	struct repository *git = *state;
	struct blame blame;

	repository_run(git, "git mv notes/a.yaml 'b c.yaml'");
	repository_commit(git, "Mover", "2023-10-17T08:00:00Z");
	assert_true(blame_init(&blame, git, "b c.yaml"));
	expect_line(&blame, 1, "Ida Nyman", FIRST_AT);
	expect_line(&blame, 2, "Geda \"G\" Siraj", SECOND_AT);
	blame_release(&blame);
}

/* Lines count as in the file, whatever they look like. */
static void test_odd_lines(void **state)
{
	struct repository *git = *state;
	struct blame blame;

	commit_second(git, "\tauthor No One\r\n\r\n\nauthor No One\nlast");
	assert_true(blame_init(&blame, git, "notes/a.yaml"));
	assert_int_equal(blame.n_lines, 5);
	for (unsigned i = 1; i <= 5; i++)
		expect_line(&blame, i, "Geda \"G\" Siraj", SECOND_AT);
	blame_release(&blame);
}

/* A repository may leave commits out of blame; here they count. */
static void test_commits_that_are_to_be_ignored(void **state)
{
	struct repository *git = *state;
	struct blame blame;

	repository_run(
		git, "git rev-parse HEAD >ignored && git config blame.ignoreRevsFile ignored");
	assert_true(blame_init(&blame, git, "notes/a.yaml"));
	expect_line(&blame, 2, "Geda \"G\" Siraj", SECOND_AT);
	blame_release(&blame);
}

static void test_long_hashes(void **state)
{
	struct repository *git = *state;
	struct blame blame;

	repository_run(git, "rm -rf .git && git init -q -b main --object-format=sha256 .");
	commit_first(git, "one\n");
	assert_true(blame_init(&blame, git, "notes/a.yaml"));
	assert_int_equal(strlen(blame.commits[0].hash), 64);
	expect_line(&blame, 1, "Ida Nyman", FIRST_AT);
	blame_release(&blame);
}

static void test_nobody_knows(void **state)
{
	struct repository *git = *state;
	struct blame blame;

	repository_put(git, "new.yaml", "one\n");
	assert_false(blame_init(&blame, git, "new.yaml"));
	repository_run(git, "rm -rf .git");
	assert_false(blame_init(&blame, git, "notes/a.yaml"));
	repository_script(git, NULL);
	assert_false(blame_init(&blame, git, "notes/a.yaml"));
}

#define HASH "0123456789abcdef0123456789abcdef01234567"
#define HEAD HASH " 1 1 1\\n"

/* Not what git prints: all of it is refused. */
static void test_damaged_answers(void **state)
{
	static const char *const cases[] = {
		"",
		"\\n",
		"fatal: no\\n",
		"0123 1 1 1\\n\\tone\\n",
		"0123456789ABCDEF0123456789ABCDEF01234567 1 1 1\\n\\tone\\n",
		HASH HASH " 1 1 1\\n\\tone\\n",
		HEAD,
		HEAD "author Ida\\n",
		HEAD "\\tone\\n\\ttwo\\n",
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char script[400];
		struct blame blame;

		snprintf(script, sizeof(script), "printf '%s'", cases[i]);
		repository_script(*state, script);
		assert_false(blame_init(&blame, *state, "notes/a.yaml"));
	}
}

/* A commit that git says little about has no name and no time. */
static void test_a_commit_without_details(void **state)
{
	struct blame blame;

	repository_script(*state, "printf '" HEAD "auth\\n\\n\\tone\\n" HASH " 2 2\\n\\ttwo\\n'");
	assert_true(blame_init(&blame, *state, "notes/a.yaml"));
	assert_int_equal(blame.n_commits, 1);
	expect_line(&blame, 2, "", 0);
	blame_release(&blame);
	repository_script(
		*state, "printf '" HEAD "author A\\nauthor B\\nauthor-time 1e9\\n\\tx\\n'");
	assert_true(blame_init(&blame, *state, "notes/a.yaml"));
	expect_line(&blame, 1, "B", 1);
	blame_release(&blame);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, repository_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_versions),
		TEST(test_what_is_no_revision),
		TEST(test_the_list_of_versions),
		TEST(test_a_path_that_leads_nowhere),
		TEST(test_a_link),
		TEST(test_git_fails),
		TEST(test_who_wrote_a_line),
		TEST(test_lines_that_are_not_committed),
		TEST(test_a_file_that_was_moved),
		TEST(test_odd_lines),
		TEST(test_commits_that_are_to_be_ignored),
		TEST(test_long_hashes),
		TEST(test_nobody_knows),
		TEST(test_damaged_answers),
		TEST(test_a_commit_without_details),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

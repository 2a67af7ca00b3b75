/*
 * The user's name in git's settings: the forms that git writes and people write by hand, and what
 * git itself would take where several places name somebody.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/cli/git_name.h"
#include "repository.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *source;
	const char *name;
} cases[] = {
	{"", ""},
	{"[user]\n\tname = Ida Nyman\n\temail = ida@example.org\n", "Ida Nyman"},
	{"[USER]\nName=Ida\n", "Ida"},
	{"[core]\n\tname = no\n[user]\n\tname = Ida\n[alias]\n\tname = no\n", "Ida"},
	{"[user]\n\tname = \"Ida # Nyman\" # me\n", "Ida # Nyman"},
	{"[user]\n\tname = Ida ; me\n", "Ida"},
	{"[user]\n\tname = Ida \\\"I\\\" Nyman\n", "Ida \"I\" Nyman"},
	{"[user]\n\tname = First\n[user]\n\tname = Last\n", "Last"},
	{"[user \"work\"]\n\tname = no\n", ""},
	{"[user]\n\tusername = no\n\tname\n# name = no\n", ""},
	{"[user]\r\n\tname = Ida\r\n", "Ida"},
	{"[user]\n\tname = \xe9\x81\x8b\xe7\x94\xa8\n", "\xe9\x81\x8b\xe7\x94\xa8"},
	{"[user", ""},
	{"[]\nname = no", ""},
	{"[user]\nname = Ida", "Ida"},
	{"[user]\n=\nname =\n", ""},
	{"[core] name = no\n[user] name = Ida\n", "Ida"},
};

static void test_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str name = {0};

		git_name_read(cases[i].source, strlen(cases[i].source), &name);
		assert_string_equal(str_text(&name), cases[i].name);
		str_release(&name);
	}
}

/* --- which of several --- */

#define OWN "[user]\n\tname = Own\n"

static int set_up(void **state)
{
	struct repository *git;

	repository_set_up(state);
	git = *state;
	unsetenv("GIT_CONFIG_GLOBAL");
	setenv("XDG_CONFIG_HOME", folder_path(&git->folder, "config"), 1);
	folder_put_text(&git->folder, ".gitconfig", OWN);
	repository_run(git, "mkdir notes");
	return 0;
}

static void expect_name(struct repository *git, const char *document, const char *name)
{
	struct str found = {0};

	git_name_find(io_system(), repository_path(git, document), &found);
	assert_string_equal(str_text(&found), name);
	str_release(&found);
}

/* What git would write into a commit there. */
static void expect_as_git(struct repository *git, const char *name)
{
	struct str wanted = {0};
	char *end;

	repository_run(git, "cd notes && GIT_AUTHOR_EMAIL=a@example.org "
			    "git var GIT_AUTHOR_IDENT >../../ident");
	assert_true(folder_get(&git->folder, "ident", &wanted));
	end = strstr(wanted.data, " <");
	assert_non_null(end);
	*end = '\0';
	assert_string_equal(wanted.data, name);
	str_release(&wanted);
	expect_name(git, "notes/a.yaml", name);
}

/* Starting is quick: git does not run. */
static void test_the_own_name_needs_no_git(void **state)
{
	struct repository *git = *state;

	expect_as_git(git, "Own");
	repository_run(
		git, "git config core.editor true && git config remote.x.url user@example.org");
	repository_script(git, "touch \"$HOME/asked\"; exit 1");
	expect_name(git, "notes/a.yaml", "Own");
	expect_name(git, "../a.yaml", "Own");
	assert_true(access(folder_path(&git->folder, "asked"), F_OK) != 0);
	repository_real(git);
	repository_run(git, "git config user.email ida@example.org");
	repository_script(git, "touch \"$HOME/asked\"; exit 1");
	expect_name(git, "notes/a.yaml", "Own"); /* also where git fails */
	assert_true(access(folder_path(&git->folder, "asked"), F_OK) == 0);
}

static void test_the_repository_wins(void **state)
{
	struct repository *git = *state;

	repository_run(git, "git config user.name 'Lo \"c\" al # 1'");
	expect_as_git(git, "Lo \"c\" al # 1");
	expect_name(git, "../a.yaml", "Own");
	expect_name(git, "missing/a.yaml", "Own");
}

static void test_an_author_wins(void **state)
{
	struct repository *git = *state;

	repository_run(git, "git config --global author.name Author");
	expect_as_git(git, "Author");
	repository_run(git, "git config user.name Local");
	expect_as_git(git, "Author");
	setenv("GIT_AUTHOR_NAME", "Now", 1);
	expect_as_git(git, "Now");
	unsetenv("GIT_AUTHOR_NAME");
}

static void test_files_that_are_included(void **state)
{
	struct repository *git = *state;

	folder_put_text(&git->folder, "more", "[user]\n\tname = More\n");
	folder_put_text(&git->folder, ".gitconfig", OWN "[include]\n\tpath = more\n");
	expect_as_git(git, "More");
	folder_put_text(
		&git->folder, ".gitconfig", OWN "[includeIf \"gitdir:nowhere/\"]\npath = more\n");
	expect_as_git(git, "Own");
	folder_put_text(
		&git->folder, ".gitconfig", OWN "[includeIf \"gitdir:work tree/\"]\npath = more\n");
	expect_as_git(git, "More");
	expect_name(git, "../a.yaml", "Own");
	folder_put_text(
		&git->folder, ".gitconfig", OWN "[includeIf \"onbranch:ma*\"]\npath = more\n");
	expect_as_git(git, "More");
	folder_put_text(&git->folder, ".gitconfig", OWN);
	repository_run(git, "git config include.path ../../more");
	expect_as_git(git, "More");
}

static void test_other_work_trees(void **state)
{
	struct repository *git = *state;

	repository_run(git, "git -c user.email=a@example.org commit -qm x --allow-empty && "
			    "git worktree add -q ../other && mkdir ../other/notes && "
			    "git config user.name Local");
	expect_name(git, "../other/notes/a.yaml", "Local");
	repository_run(git, "git config extensions.worktreeConfig true && "
			    "git -C ../other config --worktree user.name Other");
	expect_name(git, "../other/notes/a.yaml", "Other");
	expect_as_git(git, "Local");
	repository_run(git, "git config --unset user.name && git config --worktree user.name Here");
	expect_as_git(git, "Here");
}

static void test_the_environment(void **state)
{
	struct repository *git = *state;

	setenv("GIT_CONFIG_COUNT", "1", 1);
	setenv("GIT_CONFIG_KEY_0", "user.name", 1);
	setenv("GIT_CONFIG_VALUE_0", "Count", 1);
	expect_as_git(git, "Count");
	unsetenv("GIT_CONFIG_COUNT");
	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	expect_name(git, "notes/a.yaml", "");
	unsetenv("GIT_CONFIG_NOSYSTEM");
	setenv("GIT_CONFIG_SYSTEM", folder_path(&git->folder, ".gitconfig"), 1);
	expect_as_git(git, "Own");
	unsetenv("GIT_CONFIG_SYSTEM");
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
}

/* A name over two lines, and one without a value. */
static void test_odd_files(void **state)
{
	struct repository *git = *state;

	folder_put_text(&git->folder, ".gitconfig", "[user]\n\tname = Ida \\\nNyman\n");
	expect_as_git(git, "Ida Nyman");
	folder_put_text(&git->folder, ".gitconfig", OWN "[author \"x\"]\n\tname = no\n");
	expect_as_git(git, "Own");
	repository_script(git, "printf 'user.name\\0user.name\\nA\\0author.name\\nB\\0"
			       "user.name\\nC\\0user.name'");
	expect_name(git, "notes/a.yaml", "B");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, repository_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		TEST(test_the_own_name_needs_no_git),
		TEST(test_the_repository_wins),
		TEST(test_an_author_wins),
		TEST(test_files_that_are_included),
		TEST(test_other_work_trees),
		TEST(test_the_environment),
		TEST(test_odd_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

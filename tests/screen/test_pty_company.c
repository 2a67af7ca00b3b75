/* Two editors on one document, on terminals: each names the other, and where it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output.h"
#include "part.h"
#include "running.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

struct pair {
	struct running geda; /* the document is in this one's folder */
	struct running mara;
};

static int set_up(void **state)
{
	struct pair *pair = calloc(1, sizeof(*pair));

	running_init(&pair->geda);
	running_init(&pair->mara);
	running_set(&pair->geda, "LOGNAME", "geda");
	running_set(&pair->mara, "LOGNAME", "mara");
	RUN(&pair->geda.program, 0, "new", "s.yaml");
	*state = pair;
	return 0;
}

static int tear_down(void **state)
{
	struct pair *pair = *state;

	running_release(&pair->geda);
	running_release(&pair->mara);
	free(pair);
	return 0;
}

static void start(struct pair *pair, struct running *editor, int columns, int rows)
{
	const char *path = folder_path(&pair->geda.program.folder, "s.yaml");

	running_start_words(editor, (const char *const[]){"edit", path, NULL}, columns, rows);
	terminal_wait(editor->terminal, "Summary");
}

static void test_names(void **state)
{
	struct pair *pair = *state;

	start(pair, &pair->geda, 100, 24);
	start(pair, &pair->mara, 100, 24);
	terminal_wait(pair->geda.terminal, "with mara@");
	terminal_wait(pair->mara.terminal, "with geda@");
	terminal_wait(pair->geda.terminal, "This file is also open: mara@");
	terminal_type(pair->geda.terminal, KEY_ALT("4"));
	terminal_wait(pair->mara.terminal, "on Timeline");
	terminal_type(pair->mara.terminal, KEY_ALT("2"));
	terminal_wait(pair->geda.terminal, "on Impact");
	terminal_type(pair->geda.terminal, KEY_ALT("@"));
	terminal_wait(pair->geda.terminal, "Who else has the document open");
	terminal_type(pair->geda.terminal, KEY_ESC);
	terminal_wait_gone(pair->geda.terminal, "Who else has the document open");
	running_quit(&pair->mara);
	terminal_wait_gone(pair->geda.terminal, "mara");
	running_quit(&pair->geda);
	assert_int_equal(folder_count_suffix(&pair->geda.program.folder, "yaml"), 1);
	output_assert_known(terminal_output(pair->geda.terminal));
}

/* One reads while the other writes: who writes saves soon, whatever their settings say, and who
 * reads sees it, marked as new. */
static void test_reader(void **state)
{
	struct pair *pair = *state;
	char path[256];

	snprintf(path, sizeof(path), "%s", folder_path(&pair->geda.program.folder, "s.yaml"));
	program_shell(&pair->geda.program, "mkdir -p config/afterword", "", "");
	folder_put_text(
		&pair->geda.program.folder, "config/afterword/config.yaml", "save_after: 60s\n");
	start(pair, &pair->geda, 100, 24);
	running_start_words(&pair->mara, (const char *const[]){"review", path, NULL}, 100, 24);
	terminal_wait(pair->mara.terminal, "Space More");
	terminal_wait(pair->geda.terminal, "reading");
	terminal_type(pair->geda.terminal, KEY_ALT("2") "The login page");
	terminal_wait(pair->mara.terminal, "1 new");
	terminal_type(pair->mara.terminal, KEY_ALT("j"));
	terminal_wait(pair->mara.terminal, "+The login page");
	terminal_type(pair->mara.terminal, "m");
	terminal_wait_gone(pair->mara.terminal, "1 new");
	terminal_type(pair->mara.terminal, "q");
	assert_int_equal(running_wait_end(&pair->mara), 0);
	terminal_wait_gone(pair->geda.terminal, "reading");
	running_quit(&pair->geda);
	assert_true(folder_has(&pair->geda.program.folder, "s.yaml", "The login page"));
}

static size_t sidecars(struct pair *pair)
{
	program_shell(&pair->geda.program, "ls -A | grep -c here-", "", "");
	return (size_t)atoi(str_text(&pair->geda.program.out));
}

/* Others see the name that git has, and rather that of config.yaml. */
static void test_git_name(void **state)
{
	struct pair *pair = *state;

	folder_put_text(&pair->mara.program.folder, "gitconfig", "[user]\n\tname = Mara Lind\n");
	running_set(&pair->mara, "GIT_CONFIG_GLOBAL",
		folder_path(&pair->mara.program.folder, "gitconfig"));
	start(pair, &pair->geda, 100, 24);
	start(pair, &pair->mara, 100, 24);
	terminal_wait(pair->geda.terminal, "with Mara Lind@");
	running_quit(&pair->mara);
	program_shell(&pair->mara.program, "mkdir -p config/afterword", "", "");
	folder_put_text(
		&pair->mara.program.folder, "config/afterword/config.yaml", "name: Captain\n");
	start(pair, &pair->mara, 100, 24);
	terminal_wait(pair->geda.terminal, "with Captain@");
	running_quit(&pair->mara);
	running_quit(&pair->geda);
}

/* However the other one ends, it disappears. */
static void test_ends(void **state)
{
	static const int signals[] = {SIGHUP, SIGTERM, SIGKILL};
	struct pair *pair = *state;

	start(pair, &pair->geda, 80, 24);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		start(pair, &pair->mara, 80, 24);
		terminal_wait(pair->geda.terminal, "mara");
		terminal_signal(pair->mara.terminal, signals[i]);
		running_wait_end(&pair->mara);
		terminal_type(pair->geda.terminal, KEY_ESC);
		terminal_wait_gone(pair->geda.terminal, "mara");
		/* Only the killed one could not remove its file. */
		assert_int_equal(sidecars(pair), signals[i] == SIGKILL ? 2 : 1);
	}
	start(pair, &pair->mara, 80, 24);
	terminal_wait(pair->geda.terminal, "mara");
	terminal_hang_up(pair->mara.terminal);
	running_wait_end(&pair->mara);
	terminal_wait_gone(pair->geda.terminal, "with mara");
	assert_int_equal(sidecars(pair), 2);
	running_quit(&pair->geda);
}

/* A name is only a name, even on the narrowest terminal. */
static void test_hostile_name(void **state)
{
	struct pair *pair = *state;

	running_set(&pair->mara, "LOGNAME", "\033]0;owned\a\033[2J\xe2\x80\xae");
	start(pair, &pair->geda, 100, 24);
	start(pair, &pair->mara, 40, 12);
	terminal_wait(pair->geda.terminal, "with ?]0;owned??[2J<U+202E>");
	terminal_wait(pair->mara.terminal, "with geda");
	running_quit(&pair->mara);
	running_quit(&pair->geda);
	output_assert_known(terminal_output(pair->geda.terminal));
	output_assert_known(terminal_output(pair->mara.terminal));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(test_names),
		TEST(test_reader),
		TEST(test_git_name),
		TEST(test_ends),
		TEST(test_hostile_name),
	};

	choose_part(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

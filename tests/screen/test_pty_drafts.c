/*
 * A comment that was begun is there again after kill -9 and after a normal end, and says so once,
 * until it is posted.
 */
#include "running.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
	static struct running editor;

	running_init(&editor);
	RUN(&editor.program, 0, "new", "--title", "Cards failed", "a.yaml");
	running_start(&editor, "a.yaml", 80, 24);
	running_go(&editor, "Title");
	running_press(&editor, KEY_ALT(";"));
	terminal_wait(editor.terminal, "Comment: ");
	running_type(&editor, "Which cards");
	terminal_wait(editor.terminal, "Which cards");
	running_kill(&editor);
	*state = &editor;
	return 0;
}

static void assert_files(struct running *editor, const char *names)
{
	program_shell(&editor->program, "ls state/afterword | sed 's/.*[.]//'", "", "");
	assert_string_equal(str_text(&editor->program.out), names);
}

static void test_posted_where_it_belongs(void **state)
{
	struct running *editor = *state;

	running_start(editor, "a.yaml", 80, 24);
	terminal_wait(editor->terminal, "was not posted: Alt+/ shows it");
	running_go(editor, "Title");
	running_press(editor, KEY_ALT(";"));
	terminal_wait(editor->terminal, "Which cards");
	running_type(editor, ", all?");
	running_press(editor, KEY_CTRL_S);
	terminal_wait(editor->terminal, "Comment added");
	running_quit(editor);
	assert_files(editor, "");
	running_assert_value(editor, "a.yaml", "review.comments[1].text", "Which cards, all?");
	running_assert_value(editor, "a.yaml", "review.comments[1].quote", "failed");
}

static void test_kept_by_a_normal_end(void **state)
{
	struct running *editor = *state;

	running_start(editor, "a.yaml", 80, 24);
	terminal_wait(editor->terminal, "was not posted");
	running_press(editor, KEY_ALT("/"));
	terminal_wait(editor->terminal, "not posted");
	running_press(editor, KEY_ENTER);
	terminal_wait(editor->terminal, "Comment: ");
	running_type(editor, ", all?");
	terminal_wait(editor->terminal, "Which cards, all?");
	running_press(editor, KEY_ESC);
	terminal_wait_gone(editor->terminal, "Which cards, all?");
	running_quit(editor);
	assert_files(editor, "drafts\n");

	running_start(editor, "a.yaml", 40, 12);
	running_press(editor, KEY_ALT("/"));
	terminal_wait(editor->terminal, "Which cards, all?");
	running_press(editor, KEY_ENTER);
	terminal_wait(editor->terminal, "Comment: ");
	running_press(editor, KEY_CTRL_S);
	terminal_wait(editor->terminal, "Comment added");
	running_quit(editor);
	assert_files(editor, "");
	running_assert_value(editor, "a.yaml", "review.comments[1].text", "Which cards, all?");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, running_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_posted_where_it_belongs),
		TEST(test_kept_by_a_normal_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The first comment in a clone that is not set up says so, once. */
#include "running.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void comment(struct running *editor, const char *text)
{
	running_press(editor, KEY_ALT(";"));
	terminal_wait(editor->terminal, "Comment: ");
	running_type(editor, text);
	running_press(editor, KEY_CTRL_S);
	terminal_wait(editor->terminal, "Comment added");
}

static void test_said_once(void **state)
{
	struct running *editor = *state;

	program_shell(&editor->program, "git init -q .", "", "");
	running_start(editor, "a.yaml", 80, 24);
	comment(editor, "Since when?");
	terminal_wait(editor->terminal, "afterword git-setup --write");
	running_press(editor, KEY_TAB);
	comment(editor, "By whom?");
	assert_false(terminal_shows(editor->terminal, "git-setup"));
	running_quit(editor);
	running_start(editor, "a.yaml", 40, 12);
	running_press(editor, KEY_TAB);
	running_press(editor, KEY_TAB);
	comment(editor, "And now?");
	assert_false(terminal_shows(editor->terminal, "git-setup"));
	running_quit(editor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_said_once, running_set_up, running_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

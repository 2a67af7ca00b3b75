/*
 * The program is killed in the middle of a word; the next start brings it back, takes
 * nothing typed ahead for an answer, and compares, drops or keeps it as told.
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
	running_type(&editor, " twice");
	running_kill(&editor);
	*state = &editor;
	return 0;
}

/* Until an answer would count. */
static void read_notice(struct running *editor)
{
	terminal_wait(editor->terminal, "Recovered");
	terminal_settle(editor->terminal, 1200);
}

static void assert_journals(struct running *editor, const char *names)
{
	program_shell(&editor->program, "ls state/afterword | sed 's/.*[.]//'", "", "");
	assert_string_equal(str_text(&editor->program.out), names);
}

static void test_keep(void **state)
{
	struct running *editor = *state;

	running_start(editor, "a.yaml", 80, 24);
	read_notice(editor);
	running_press(editor, KEY_DOWN);
	running_press(editor, KEY_ENTER);
	terminal_wait(editor->terminal, "+ Cards failed{+ twice+}");
	running_press(editor, KEY_ESC);
	read_notice(editor);
	running_press(editor, KEY_ENTER);
	terminal_wait(editor->terminal, "saved ");
	/* only its own is left */
	assert_journals(editor, "journal\n");
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "title", "Cards failed twice");
	assert_journals(editor, "");
}

static void test_drop(void **state)
{
	struct running *editor = *state;

	running_start(editor, "a.yaml", 40, 12);
	read_notice(editor);
	running_press(editor, KEY_DOWN);
	running_press(editor, KEY_DOWN);
	running_press(editor, KEY_ENTER);
	terminal_wait_gone(editor->terminal, "twice");
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "title", "Cards failed");
	assert_journals(editor, "dropped\n");
	RUN(&editor->program, 0, "recover", "a.yaml", "--unmerged");
	assert_non_null(strstr(str_text(&editor->program.out), "twice"));
}

/* Starts it and waits for nothing. */
static void start(struct running *editor)
{
	char path[512];

	snprintf(path, sizeof(path), "%s", folder_path(&editor->program.folder, "a.yaml"));
	running_start_words(editor, (const char *const[]){"edit", path, NULL}, 80, 24);
}

/* Keys from before the notice appeared: two downs and Enter would be "Drop". */
static void test_typed_ahead(void **state)
{
	struct running *editor = *state;

	start(editor);
	terminal_type(editor->terminal, KEY_DOWN KEY_DOWN KEY_ENTER);
	read_notice(editor);
	assert_true(terminal_shows(editor->terminal, "Recovered"));
	assert_true(terminal_shows(editor->terminal, "Cards failed twice"));
	running_kill(editor);

	/* Typed text goes to the page, whatever is on top of it. */
	start(editor);
	terminal_wait(editor->terminal, "Recovered");
	terminal_type(editor->terminal, "dX");
	terminal_wait(editor->terminal, "Cards failed twicedX");
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "title", "Cards failed twicedX");
	assert_journals(editor, "");
}

/* Killed at the notice: nothing is lost, nothing comes twice. */
static void test_killed_twice(void **state)
{
	struct running *editor = *state;

	for (int i = 0; i < 3; i++) {
		running_start(editor, "a.yaml", 80, 24);
		terminal_wait(editor->terminal, "Recovered");
		terminal_wait(editor->terminal, "Cards failed twice");
		running_kill(editor);
	}
	running_start(editor, "a.yaml", 80, 24);
	read_notice(editor);
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "title", "Cards failed twice");
	assert_journals(editor, "");
}

/* Emptied meanwhile: the message says what is wrong, and where the text is. */
static void test_no_document(void **state)
{
	struct running *editor = *state;

	folder_put_text(&editor->program.folder, "a.yaml", "");
	start(editor);
	assert_int_equal(running_wait_end(editor), 2);
	assert_true(terminal_shows(editor->terminal, "it is empty"));
	assert_true(terminal_shows(editor->terminal, "an earlier session left unsaved text"));
	assert_true(terminal_shows(editor->terminal, "to get it back: afterword recover -o "));
	RUN(&editor->program, 0, "recover", "-o", "a.recovered.yaml", "a.yaml");
	running_assert_value(editor, "a.recovered.yaml", "title", "Cards failed twice");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, running_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_keep),
		TEST(test_drop),
		TEST(test_typed_ahead),
		TEST(test_killed_twice),
		TEST(test_no_document),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Settings on a terminal: which theme the environment, config.yaml and the terminal's answer lead
 * to, the shape of the cursor, the bell, and a config.yaml with a mistake.
 */
#include "output.h"
#include "running.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { YELLOW = 3, MAGENTA = 5 };

static void configure(struct running *editor, const char *text)
{
	program_shell(&editor->program, "mkdir -p config/afterword", "", "");
	folder_put_text(&editor->program.folder, "config/afterword/config.yaml", text);
}

/* --- themes --- */

/* The word "draft" is yellow in the theme dark, magenta in light, and has no colour else. */
static const struct {
	const char *config;
	const char *terminal;
	const char *colours; /* COLORFGBG */
	const char *refusal; /* NO_COLOR */
	bool is_yellow, is_magenta;
} themes[] = {
	{"", "xterm-256color", NULL, NULL, false, false},
	{"", "xterm-256color", "15;0", NULL, true, false},
	{"", "screen", "15;default;0", NULL, true, false},
	{"", "xterm-256color", "0;15", NULL, false, true},
	{"", "tmux-256color", "0;15", NULL, false, true},
	{"", "linux", NULL, NULL, true, false},
	{"", "vt100", "15;0", NULL, false, false},
	{"", "xterm-256color", "15;0", "1", false, false},
	{"theme: dark\n", "xterm-256color", NULL, "1", true, false},
	{"theme: light\n", "linux", NULL, "1", false, true},
	{"theme: mono\n", "xterm-256color", "15;0", NULL, false, false},
	{"background: light\n", "xterm-256color", NULL, NULL, false, true},
	{"background: light\n", "xterm-256color", "15;0", NULL, true, false},
};

static void test_themes(void **state)
{
	struct running *editor = *state;

	for (size_t i = 0; i < sizeof(themes) / sizeof(*themes); i++) {
		const struct str *out;

		configure(editor, themes[i].config);
		running_set(editor, "TERM", themes[i].terminal);
		running_set(editor, "COLORFGBG", themes[i].colours);
		running_set(editor, "NO_COLOR", themes[i].refusal);
		running_start(editor, "a.yaml", 80, 24);
		terminal_wait(editor->terminal, "draft");
		running_quit(editor);
		out = terminal_output(editor->terminal);
		if (output_has_foreground(out, YELLOW) != themes[i].is_yellow ||
			output_has_foreground(out, MAGENTA) != themes[i].is_magenta)
			fail_msg("case %zu, %s: other colours", i, themes[i].terminal);
		output_assert_known(out);
	}
}

/* --- the terminal's answer --- */

#define QUESTION "\033]11;?"

static void wait_for_colour(struct running *editor, int colour)
{
	while (!output_has_foreground(terminal_output(editor->terminal), colour))
		terminal_wait_output(editor->terminal);
}

static void start_asking(struct running *editor)
{
	running_start(editor, "a.yaml", 80, 24);
	while (!strstr(str_text(terminal_output(editor->terminal)), QUESTION))
		terminal_wait_output(editor->terminal);
	running_go(editor, "Title");
}

/* An answer is never typed, whenever it comes and whatever it says. */
static void test_answer(void **state)
{
	static const struct {
		const char *parts[3]; /* written one after the other */
		int colour;           /* 0: none */
	} answers[] = {
		{{"\033]11;rgb:1e1e/1e1e/1e1e\033\\"}, YELLOW},
		{{"\033]11;rgb:ffff/ffff/ffff\a"}, MAGENTA},
		{{"\033]11;rgb:fd", "fd/f6f6/e3e3", "\a"}, MAGENTA},
		{{"\033]11;rgb:0000/00ff/\a"}, 0},
	};
	struct running *editor = *state;

	configure(editor, "background: ask\n");
	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		RUN(&editor->program, 0, "set", "a.yaml", "title", "");
		start_asking(editor);
		running_type(editor, "Before");
		for (size_t part = 0; part < 3 && answers[i].parts[part]; part++)
			terminal_type(editor->terminal, answers[i].parts[part]);
		if (answers[i].colour)
			wait_for_colour(editor, answers[i].colour);
		terminal_settle(editor->terminal, 50);
		running_type(editor, " after");
		running_quit(editor);
		running_assert_value(editor, "a.yaml", "title", "Before after");
	}
}

/* Without one it stays plain. */
static void test_no_answer(void **state)
{
	struct running *editor = *state;

	configure(editor, "background: ask\n");
	start_asking(editor);
	running_type(editor, "Alone");
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "title", "Alone");
	assert_false(output_has_foreground(terminal_output(editor->terminal), YELLOW));
	assert_false(output_has_foreground(terminal_output(editor->terminal), MAGENTA));
	/* It is not asked where the answer would not be understood. */
	running_set(editor, "TERM", "linux");
	running_start(editor, "a.yaml", 80, 24);
	running_quit(editor);
	assert_null(strstr(str_text(terminal_output(editor->terminal)), QUESTION));
}

/* --- cursor and bell --- */

static const char *last(const struct str *output, const char *text)
{
	const char *found = NULL;

	for (const char *at = str_text(output); (at = strstr(at, text)); at++)
		found = at;
	return found;
}

static void test_cursor(void **state)
{
	static const char back[] = "\033[0 q";
	struct running *editor = *state;
	const struct str *out;

	configure(editor, "cursor: bar\n");
	running_start(editor, "a.yaml", 80, 24);
	running_quit(editor);
	out = terminal_output(editor->terminal);
	assert_non_null(last(out, "\033[6 q"));
	assert_non_null(last(out, back));
	assert_true(last(out, back) > last(out, "\033[6 q"));
	/* Also after a crash. */
	configure(editor, "cursor: block\n");
	running_start(editor, "a.yaml", 80, 24);
	terminal_wait(editor->terminal, "draft");
	terminal_signal(editor->terminal, SIGSEGV);
	running_wait_end(editor);
	out = terminal_output(editor->terminal);
	assert_true(last(out, back) > last(out, "\033[2 q"));
	/* The terminal's own is left alone. */
	configure(editor, "");
	running_start(editor, "a.yaml", 80, 24);
	running_quit(editor);
	assert_null(last(terminal_output(editor->terminal), " q"));
}

/* Once for one warning. */
static void test_bell(void **state)
{
	static const char *const configs[] = {"bell: off\n", "bell: on\n"};
	struct running *editor = *state;

	for (size_t i = 0; i < 2; i++) {
		size_t n = 0;

		configure(editor, configs[i]);
		running_start(editor, "a.yaml", 80, 24);
		terminal_type(editor->terminal, "\033#"); /* the report */
		terminal_wait(editor->terminal, "Export the report");
		terminal_type(editor->terminal, "\013" KEY_ENTER);
		terminal_wait(editor->terminal, "A report needs the name of a file");
		running_press(editor, KEY_ESC);
		running_quit(editor);
		for (size_t at = 0; at < terminal_output(editor->terminal)->len; at++)
			n += terminal_output(editor->terminal)->data[at] == '\a';
		assert_int_equal(n, i);
	}
}

/* --- mistakes --- */

/* It is said at the start, and the rest of the file holds. */
static void test_mistake(void **state)
{
	struct running *editor = *state;

	configure(editor, "side: never\ntheme: drak\nprose_widht: 70\n");
	running_start(editor, "a.yaml", 120, 24);
	terminal_wait(editor->terminal, "config.yaml: 2 mistakes");
	terminal_wait(editor->terminal, "line 2, column 8: theme is auto, plain, dark");
	terminal_wait(editor->terminal, "line 3, column 1: there is no setting");
	terminal_wait(editor->terminal, "2 Impact .  3 Root Cause"); /* tabs instead of the side */
	running_quit(editor);
	configure(editor, "export_format: papyrus\n");
	running_start(editor, "a.yaml", 120, 24);
	terminal_wait(editor->terminal, "config.yaml:1:16: there is no report format");
	running_quit(editor);
	configure(editor, "theme: [\n");
	running_start(editor, "a.yaml", 120, 24);
	terminal_wait(editor->terminal, "config.yaml:");
	running_quit(editor);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, running_set_up, running_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_themes),
		TEST(test_answer),
		TEST(test_no_answer),
		TEST(test_cursor),
		TEST(test_bell),
		TEST(test_mistake),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Terminals of all kinds and sizes: the editor starts, accepts text and leaves on each,
 * its copy of the screen is correct, and nothing else is ever sent.
 */
#include "output.h"
#include "running.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static bool has_terminfo(const char *name)
{
	static const char *const folders[] = {
		"/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"};
	char path[256];

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		snprintf(path, sizeof(path), "%s/%c/%s", folders[i], name[0], name);
		if (access(path, R_OK) == 0)
			return true;
	}
	return false;
}

/* Cuts the next line off a text. */
static char *next_line(char **at)
{
	char *line = *at;

	*at += strcspn(*at, "\n");
	if (**at)
		*(*at)++ = '\0';
	return line;
}

static void assert_same_lines(struct str *a, struct str *b)
{
	char *at_a = a->data, *at_b = b->data;

	while (*at_a || *at_b) {
		const char *line = next_line(&at_a);
		const char *other = next_line(&at_b);

		assert_string_equal(line, other);
	}
}

static void cut_line(struct str *screen)
{
	size_t len = strcspn(screen->data, "\n");

	str_splice(screen, 0, screen->data[len] ? len + 1 : len, "", 0);
}

/* What was painted equals a repaint, except for the title and the tabs, where saving and checking
 * continue. */
static void assert_step_painted(struct running *editor)
{
	struct str patched = {0};
	struct str anew = {0};

	terminal_screen(editor->terminal, &patched);
	terminal_type(editor->terminal, KEY_CTRL_L);
	terminal_wait_output(editor->terminal);
	terminal_settle(editor->terminal, 50);
	terminal_screen(editor->terminal, &anew);
	for (int i = 0; i < 2; i++) {
		cut_line(&patched);
		cut_line(&anew);
	}
	assert_same_lines(&patched, &anew);
	str_release(&patched);
	str_release(&anew);
}

/* A drawing that was patched many times equals a repaint. */
static void assert_painted(struct running *editor)
{
	struct str patched = {0};
	struct str anew = {0};

	/* Saved, so that the title line does not change. */
	terminal_type(editor->terminal, KEY_CTRL_S);
	terminal_wait(editor->terminal, " Saved");
	terminal_wait(editor->terminal, "saved ");
	terminal_type(editor->terminal, KEY_HOME);
	terminal_wait_gone(editor->terminal, " Saved");
	terminal_settle(editor->terminal, 50);
	terminal_screen(editor->terminal, &patched);
	terminal_type(editor->terminal, KEY_CTRL_L);
	terminal_wait_output(editor->terminal);
	terminal_settle(editor->terminal, 50);
	terminal_screen(editor->terminal, &anew);
	assert_same_lines(&patched, &anew);
	terminal_type(editor->terminal, KEY_END);
	str_release(&patched);
	str_release(&anew);
}

static void assert_works(struct running *editor, const char *name)
{
	running_start(editor, "a.yaml", 80, 24);
	assert_true(terminal_shows(editor->terminal, "Severity"));
	running_go(editor, "Title");
	running_type(editor, name);
	terminal_wait(editor->terminal, name);
	assert_painted(editor);
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "title", name);
	RUN(&editor->program, 0, "set", "a.yaml", "title", "");
}

/* Names the terminals it could not try. */
static void test_types(void **state)
{
	static const char *const types[] = {"xterm-256color", "screen-256color", "tmux-256color",
		"screen", "linux", "vt100", "vt220", "xterm", "xterm-mono",
		"rxvt-unicode-256color"};
	struct running *editor = *state;

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (!has_terminfo(types[i])) {
			print_message("skipped: no terminfo for %s\n", types[i]);
			continue;
		}
		running_set(editor, "TERM", types[i]);
		assert_works(editor, types[i]);
		output_assert_known(terminal_output(editor->terminal));
	}
}

static void test_ascii(void **state)
{
	struct running *editor = *state;

	running_set(editor, "LC_ALL", "C");
	assert_works(editor, "plain");

	const struct str *out = terminal_output(editor->terminal);

	for (size_t i = 0; i < out->len; i++)
		assert_true((unsigned char)out->data[i] < 0x80);
}

/* Through every page, with text in some, in steps that scroll, insert and delete. */
static void walk_and_type(struct running *editor, const char *name, bool checks_each)
{
	static const char *const steps[] = {"Sho", "rt title", KEY_TAB, KEY_TAB, KEY_TAB, KEY_TAB,
		"One" KEY_ENTER "Two" KEY_ENTER "Three", KEY_TAB, KEY_TAB,
		"A longer text that is wrapped at the edge of the page, and then some more of it.",
		"\033[1;5H", "Words in front. ", "\033[B", "and in the middle ",
		"\177\177\177\177\177\177", KEY_TAB, "2023-10-15 08:00", KEY_TAB, "+7m", KEY_TAB,
		KEY_TAB, KEY_TAB, "ongoing", KEY_TAB, KEY_ALT("4"), KEY_ALT("i"),
		"2023-10-15 08:05", KEY_TAB, KEY_RIGHT, KEY_TAB, "Seen", KEY_ESC, KEY_ALT("i"),
		KEY_ESC, KEY_ALT("6"), KEY_ALT("1"), KEY_ALT("3"), "\xe6\x97\xa5\xe6\x9c\xac wide",
		"\033[1;5H", "narrow ", "\033OP", KEY_ESC, "\020", KEY_ESC};

	running_start(editor, name, 80, 24);
	running_go(editor, "Title");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		terminal_type(editor->terminal, steps[i]);
		terminal_wait_output(editor->terminal);
		terminal_settle(editor->terminal, 70); /* a lone Esc is one after 50 */
		if (checks_each)
			assert_step_painted(editor);
	}
	assert_painted(editor);
	output_assert_known(terminal_output(editor->terminal));
	running_quit(editor);
}

static void test_patches(void **state)
{
	struct running *editor = *state;

	walk_and_type(editor, "a.yaml", false);
	RUN(&editor->program, 0, "new", "b.yaml");
	walk_and_type(editor, "b.yaml", true);
}

static const struct {
	int columns, rows;
} sizes[] = {{40, 12}, {80, 24}, {200, 60}, {41, 50}, {120, 12}, {80, 24}};

/* Text and cursor survive every size; the next letter comes after the last. */
static void test_sizes(void **state)
{
	struct running *editor = *state;
	char typed[16] = "Size";

	running_start(editor, "a.yaml", 80, 24);
	running_go(editor, "Title");
	running_type(editor, typed);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		terminal_resize(editor->terminal, sizes[i].columns, sizes[i].rows);
		terminal_wait_output(editor->terminal);
		terminal_settle(editor->terminal, 50);
		terminal_wait(editor->terminal, typed);

		char next[2] = {(char)('0' + i), '\0'};

		strcat(typed, next);
		terminal_type(editor->terminal, next);
		terminal_wait(editor->terminal, typed);
		assert_painted(editor);
	}
	running_quit(editor);
	running_assert_value(editor, "a.yaml", "title", typed);
}

/* Below the minimum size it shows a notice, loses nothing and does not end. */
static void test_too_small(void **state)
{
	static const int small[][2] = {{38, 10}, {39, 24}, {80, 11}, {1, 1}, {2, 3}};
	struct running *editor = *state;

	running_start(editor, "a.yaml", 80, 24);
	running_go(editor, "Title");
	running_type(editor, "Small");
	for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++) {
		terminal_resize(editor->terminal, small[i][0], small[i][1]);
		terminal_wait_output(editor->terminal);
		terminal_settle(editor->terminal, 50);
		if (small[i][0] >= 38)
			terminal_wait(editor->terminal, "too small");
		terminal_resize(editor->terminal, 80, 24);
		terminal_wait(editor->terminal, "Severity");
		terminal_wait(editor->terminal, "Small");
	}
	running_type(editor, "er");
	terminal_wait(editor->terminal, "Smaller");
	terminal_resize(editor->terminal, 20, 5);
	terminal_settle(editor->terminal, 50);
	running_quit(editor); /* also from the notice */
	running_assert_value(editor, "a.yaml", "title", "Smaller");
}

static void test_no_colour(void **state)
{
	struct running *editor = *state;

	running_set(editor, "COLORFGBG", "15;0");
	running_set(editor, "NO_COLOR", "1");
	assert_works(editor, "grey");
	assert_false(output_has_colour(terminal_output(editor->terminal)));
	/* Set but empty it means nothing (no-color.org). */
	running_set(editor, "NO_COLOR", "");
	assert_works(editor, "coloured");
	assert_true(output_has_colour(terminal_output(editor->terminal)));
}

/* The user's own keys, and a keys file with an error. */
static void test_own_keys(void **state)
{
	struct running *editor = *state;

	program_shell(&editor->program, "mkdir -p config/afterword", "", "");
	folder_put_text(
		&editor->program.folder, "config/afterword/keys.yaml", "keys:\n  ^T: go-page-3\n");
	running_start(editor, "a.yaml", 80, 24);
	terminal_type(editor->terminal, "\024");
	terminal_wait(editor->terminal, "Contributing factors");
	running_quit(editor);
	folder_put_text(
		&editor->program.folder, "config/afterword/keys.yaml", "keys:\n  ^T: dance\n");
	running_start(editor, "a.yaml", 120, 24);
	terminal_wait(editor->terminal, "Your own keys are not used");
	running_quit(editor);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, running_set_up, running_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_types),
		TEST(test_ascii),
		TEST(test_patches),
		TEST(test_sizes),
		TEST(test_too_small),
		TEST(test_no_colour),
		TEST(test_own_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * After many small paints the terminal shows the same as after a full repaint: curses,
 * the shifts of rows and our copy of the screen never drift apart. F9, which shows a
 * message, indicates that the keys before it are painted.
 */
#include "fixture.h"
#include "running.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { STEPS = 200, QUIET = 12, TIMES = 5, WIDE = 100 };

#define KEY_F9 "\033[20~"

static const char *const keys[] = {
	"a",
	"e",
	"n ",
	" ",
	"the quick brown ",
	"\xe6\x97\xa5\xe6\x9c\xac",
	"e\xcc\x81",
	"\t",
	KEY_ENTER,
	"\177",
	"\177\177\177\177",
	"\027",         /* delete word left */
	"\033d",        /* delete word right */
	"\033u",        /* undo */
	"\033[A",       /* up */
	"\033[B",       /* down */
	"\033[D",       /* left */
	"\033[C",       /* right */
	"\033[1;5D",    /* word left */
	"\033[1;2C",    /* select right */
	"\033[5~",      /* page up */
	"\033[6~",      /* page down */
	"\013",         /* cut */
	"\025",         /* paste */
	"\033OP\033OP", /* open and close help */
	"\033.",        /* next page */
	"\0332",        /* page 2 */
	"\033[200~pasted words\rand a line\033[201~",
};

struct setup {
	const char *term;
	int columns, lines;
	const char *document;
};

struct paint {
	struct running editor;
	int lines;
	bool has_mouse;
};

/* The page once all typed keys are painted, without title and foot, which show times and
 * messages. */
static void take_page(struct paint *self, struct str *out, int *column, int *row)
{
	struct str screen = {0};
	char *line;
	int number = 0;

	self->has_mouse = !self->has_mouse;
	terminal_type(self->editor.terminal, KEY_F9);
	terminal_wait(self->editor.terminal, self->has_mouse ? "Mouse on" : "Mouse off");
	terminal_settle(self->editor.terminal, QUIET); /* the rest of the same write */
	terminal_screen(self->editor.terminal, &screen);
	terminal_cursor(self->editor.terminal, column, row);
	for (line = screen.data; line && *line && number < self->lines - 5; number++) {
		char *end = strchr(line, '\n');

		if (number > 0)
			str_append(out, line, (size_t)(end - line) + 1);
		line = end + 1;
	}
	str_release(&screen);
}

/* Whether the screen after the key is as it is after a full repaint; if not, report says how. */
static bool is_painted(struct paint *self, const char *key, struct str *report)
{
	struct str before = {0};
	struct str after = {0};
	int column[2], row[2];
	bool is_same;

	take_page(self, &before, &column[0], &row[0]);
	terminal_type(self->editor.terminal, KEY_CTRL_L);
	take_page(self, &after, &column[1], &row[1]);
	is_same = strcmp(str_text(&before), str_text(&after)) == 0 && column[0] == column[1] &&
		  row[0] == row[1];
	if (!is_same)
		str_appendf(report,
			"after %s, cursor at %d %d, the screen was\n%s\n"
			"but anew it is, cursor at %d %d,\n%s\n",
			key, column[0], row[0], str_text(&before), column[1], row[1],
			str_text(&after));
	str_release(&before);
	str_release(&after);
	return is_same;
}

/* Types the keys, and keeps of the suspected steps those after which a full repaint changed the
 * screen. Returns how many, with what the first of them has shown. */
static int type_keys(const struct setup *setup, bool suspected[STEPS], struct str *report)
{
	struct paint paint = {.lines = setup->lines};
	struct running *editor = &paint.editor;
	struct str document = {0};
	uint64_t seed = 7;
	int column, row;
	int n = 0;

	running_init(editor);
	running_set(editor, "TERM", setup->term);
	assert_true(tree_read(setup->document, &document));
	folder_put(&editor->program.folder, "doc.yaml", document.data, document.len);
	running_start(editor, "doc.yaml", setup->columns, setup->lines);
	terminal_type(editor->terminal, KEY_ALT("2"));
	if (setup->columns >= WIDE) /* the first check gives way to keys for as long as they come */
		terminal_wait(editor->terminal, " ok \xe2\x94\x82");
	for (int step = 0; step < STEPS; step++) {
		const char *key = keys[random_below(&seed, sizeof(keys) / sizeof(*keys))];
		struct str shown = {0};

		terminal_type(editor->terminal, key);
		suspected[step] = !is_painted(&paint, key, &shown) && suspected[step];
		n += suspected[step];
		if (suspected[step] && n == 1)
			str_append(report, str_text(&shown), shown.len);
		str_release(&shown);
	}
	terminal_type(editor->terminal, "\003"); /* a list may be open */
	take_page(&paint, &document, &column, &row);
	running_quit(editor);
	running_release(editor);
	str_release(&document);
	return n;
}

/* The findings follow when typing pauses, on a busy machine sometimes between two looks, but not
 * each time after the same step. A wrong paint comes each time. */
static void play(const struct setup *setup)
{
	struct str report = {0};
	bool suspected[STEPS];
	int n = STEPS;

	for (int step = 0; step < STEPS; step++)
		suspected[step] = true;
	for (int times = 0; times < TIMES && n > 0; times++) {
		str_clear(&report);
		n = type_keys(setup, suspected, &report);
	}
	if (n > 0) {
		fputs(str_text(&report), stderr); /* print_error cuts long texts */
		fail();
	}
	str_release(&report);
}

#define REPORT "tests/screen/docs/payments.yaml"
/* Its lines are easily taken for others. */
#define REPEATED "tests/screen/docs/repeated.yaml"

static void test_xterm(void **state)
{
	(void)state;
	play(&(struct setup){"xterm-256color", 80, 24, REPORT});
}

static void test_wide_xterm(void **state)
{
	(void)state;
	play(&(struct setup){"xterm-256color", 120, 30, REPORT});
}

static void test_without_inserting(void **state)
{
	(void)state;
	play(&(struct setup){"vt100", 80, 24, REPORT});
}

static void test_repeated_words(void **state)
{
	(void)state;
	play(&(struct setup){"xterm-256color", 80, 24, REPEATED});
	play(&(struct setup){"screen", 40, 12, REPEATED});
	play(&(struct setup){"tmux-256color", 120, 40, REPEATED});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_xterm),
		cmocka_unit_test(test_wide_xterm),
		cmocka_unit_test(test_without_inserting),
		cmocka_unit_test(test_repeated_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

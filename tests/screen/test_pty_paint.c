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

enum { STEPS = 200, QUIET = 12 };

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

static void check_paint(struct paint *self, const char *key)
{
	struct str before = {0};
	struct str after = {0};
	int column[2], row[2];

	take_page(self, &before, &column[0], &row[0]);
	terminal_type(self->editor.terminal, KEY_CTRL_L);
	take_page(self, &after, &column[1], &row[1]);
	if (strcmp(str_text(&before), str_text(&after)) != 0) {
		print_message("after %s the screen was\n%s\nbut anew it is\n%s\n", key,
			str_text(&before), str_text(&after));
		fail();
	}
	assert_int_equal(column[0], column[1]);
	assert_int_equal(row[0], row[1]);
	str_release(&before);
	str_release(&after);
}

static void play(const char *term, int columns, int lines)
{
	struct paint paint = {.lines = lines};
	struct running *editor = &paint.editor;
	struct str document = {0};
	uint64_t seed = 7;
	int column, row;

	running_init(editor);
	running_set(editor, "TERM", term);
	assert_true(tree_read("tests/screen/docs/payments.yaml", &document));
	folder_put(&editor->program.folder, "doc.yaml", document.data, document.len);
	running_start(editor, "doc.yaml", columns, lines);
	terminal_type(editor->terminal, KEY_ALT("2"));
	for (int i = 0; i < STEPS; i++) {
		const char *key = keys[random_below(&seed, sizeof(keys) / sizeof(*keys))];

		terminal_type(editor->terminal, key);
		check_paint(&paint, key);
	}
	terminal_type(editor->terminal, "\003"); /* a list may be open */
	take_page(&paint, &document, &column, &row);
	running_quit(editor);
	running_release(editor);
	str_release(&document);
}

static void test_xterm(void **state)
{
	(void)state;
	play("xterm-256color", 80, 24);
}

static void test_wide_xterm(void **state)
{
	(void)state;
	play("xterm-256color", 120, 30);
}

static void test_without_inserting(void **state)
{
	(void)state;
	play("vt100", 80, 24);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_xterm),
		cmocka_unit_test(test_wide_xterm),
		cmocka_unit_test(test_without_inserting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Two people on one file, each in an editor on a terminal: what one types is on the
 * other's screen within three seconds, and neither loses cursor, words or undo because of
 * it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/source.h"
#include "output.h"
#include "running.h"

#include <stdlib.h>
#include <string.h>

enum { PATIENCE = 3000 /* milliseconds */ };

struct pair {
	struct running geda; /* the document is in this one's folder */
	struct running mara;
};

static void start(struct pair *pair, struct running *editor)
{
	const char *path = folder_path(&pair->geda.program.folder, "s.yaml");

	running_start_words(editor, (const char *const[]){"edit", path, NULL}, 80, 40);
	terminal_wait(editor->terminal, "Summary");
}

static int set_up(void **state)
{
	struct pair *pair = calloc(1, sizeof(*pair));

	running_init(&pair->geda);
	running_init(&pair->mara);
	running_set(&pair->geda, "LOGNAME", "geda");
	running_set(&pair->mara, "LOGNAME", "mara");
	RUN(&pair->geda.program, 0, "new", "s.yaml");
	start(pair, &pair->geda);
	start(pair, &pair->mara);
	terminal_wait(pair->geda.terminal, "mara");
	terminal_wait(pair->mara.terminal, "geda");
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

static int64_t now(void)
{
	struct time_source time = time_source_system();

	return time_source_steady(&time);
}

/* Waits for words that others typed, and fails if they arrive too late. */
static void arrives(struct running *editor, const char *words)
{
	int64_t start = now();

	terminal_wait(editor->terminal, words);
	if (now() - start > PATIENCE)
		fail_msg("\"%s\" came after %d ms", words, (int)(now() - start));
}

static void assert_value(struct pair *pair, const char *path, const char *value)
{
	running_assert_value(&pair->geda, "s.yaml", path, value);
}

/* Each in another field. */
static void test_fields(void **state)
{
	struct pair *pair = *state;
	int column, row;

	running_go(&pair->geda, "Title");
	running_type(&pair->geda, "Checkout failed");
	running_go(&pair->mara, "Overview");
	arrives(&pair->mara, "Checkout failed");
	running_type(&pair->mara, "It was the disk.");
	terminal_cursor(pair->geda.terminal, &column, &row);
	arrives(&pair->geda, "It was the disk.");

	int column_after, row_after;
	terminal_cursor(pair->geda.terminal, &column_after, &row_after);
	assert_int_equal(column, column_after);
	assert_int_equal(row, row_after);
	/* the mark, and undo of only the user's own changes */
	terminal_wait(pair->geda.terminal, "* Overview");
	running_press(&pair->geda, KEY_ALT("u"));
	terminal_wait_gone(pair->geda.terminal, "Checkout failed");
	assert_true(terminal_shows(pair->geda.terminal, "It was the disk."));
	arrives(&pair->geda, "It was the disk.");
	terminal_wait_gone(pair->mara.terminal, "Checkout failed");
	running_quit(&pair->geda);
	running_quit(&pair->mara);
	assert_value(pair, "summary.overview", "It was the disk.");
}

/* Both in the same text, at once, letter by letter. */
static void test_same_field(void **state)
{
	static const char first[] = "The first line is by geda.";
	static const char second[] = "The second one is by mara.";
	struct pair *pair = *state;

	running_go(&pair->geda, "Overview");
	running_type(&pair->geda, "Begin.");
	terminal_type(pair->geda.terminal, KEY_ENTER "Middle." KEY_ENTER "End.");
	running_go(&pair->mara, "Overview");
	arrives(&pair->mara, "End.");
	terminal_type(pair->geda.terminal, "\033[1;5H" KEY_END);
	terminal_type(pair->mara.terminal, "\033[1;5F");
	terminal_settle(pair->mara.terminal, 50);
	for (size_t i = 0; first[i] && second[i]; i++) {
		terminal_type_bytes(pair->geda.terminal, i == 0 ? " T" : &first[i], i == 0 ? 2 : 1);
		terminal_type_bytes(
			pair->mara.terminal, i == 0 ? " T" : &second[i], i == 0 ? 2 : 1);
		terminal_settle(pair->geda.terminal, 40);
		terminal_settle(pair->mara.terminal, 40);
	}
	arrives(&pair->mara, "Begin. The first line is by geda.");
	arrives(&pair->geda, "End. The second one is by mara.");
	/* undo removes the user's own words, one by one, and nobody else's */
	running_press(&pair->mara, KEY_ALT("u"));
	terminal_wait_gone(pair->mara.terminal, "by mara.");
	assert_true(terminal_shows(pair->mara.terminal, "by geda."));
	terminal_type(pair->mara.terminal, "mara!");
	arrives(&pair->geda, "mara!");
	running_quit(&pair->geda);
	running_quit(&pair->mara);
	assert_value(pair, "summary.overview",
		"Begin. The first line is by geda.\nMiddle.\nEnd. The second one is by mara!");
}

/* The same words at once: both versions are there, and one is chosen. */
static void test_same_words(void **state)
{
	struct pair *pair = *state;

	running_go(&pair->geda, "Title");
	running_go(&pair->mara, "Title");
	terminal_type(pair->geda.terminal, "Checkout failed");
	terminal_type(pair->mara.terminal, "Payments failed");
	arrives(&pair->geda, "Payments failed");
	arrives(&pair->mara, "Checkout failed");
	terminal_wait(pair->geda.terminal, "Alt+R Decide");
	running_press(&pair->geda, KEY_ALT("r"));
	terminal_wait(pair->geda.terminal, " mara's ");
	terminal_wait(pair->geda.terminal, " Mine ");
	terminal_type(pair->geda.terminal, KEY_ENTER);
	terminal_wait_gone(pair->geda.terminal, "<<<<<<<");
	terminal_wait_gone(pair->mara.terminal, "<<<<<<<");
	running_quit(&pair->mara);
	running_quit(&pair->geda);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_fields, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_same_field, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_same_words, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

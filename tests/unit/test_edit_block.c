/* Several rows at once: deleted, cut and moved as they are selected. */
#include "scripted.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct scripted e;

/* Four rows, whose texts are one letter. */
static int open_rows(void **state)
{
	(void)state;
	scripted_init(&e, "afterword: 1\n"
			  "form: probe\n"
			  "timeline:\n"
			  "  events:\n"
			  "    - id: aaaaaaaa\n"
			  "      what: One\n"
			  "    - id: bbbbbbbb\n"
			  "      what: Two\n"
			  "    - id: cccccccc\n"
			  "      what: Three, too\n"
			  "    - id: dddddddd\n"
			  "      what: Four\n");
	scripted_go(&e, FIELD_EVENTS);
	return 0;
}

/* Ids by their first letters: "ab". */
static void assert_rows(const char *expected)
{
	const struct rows *rows = &editor_document(e.editor)->tables[FIELD_EVENTS];
	char ids[16] = "";

	for (size_t i = 0; i < rows->n && i < sizeof ids - 1; i++)
		ids[i] = rows->items[i].id[0];
	assert_string_equal(ids, expected);
}

static void test_keys(void **state)
{
	static const struct {
		const char *filter, *keys, *rows;
		size_t row, n_selected;
	} cases[] = {
		{"", "<Down><Shift+Down>d", "ad", 1, 0},
		{"", "<End><Up><Shift+Up><Del>", "ab", 1, 0},
		{"", "<Alt+S><Del>", "", 0, 0},
		{"", "<Down><Down><Shift+Down><Del>", "ab", 1, 0},
		{"", "<Shift+Down><Shift+Up><Del>", "bcd", 0, 0},
		/* what the filter hides stays */
		{"t", "<Alt+S><Del>", "ad", 1, 0},
		{"o", "<Shift+Down><Shift+Down><Del>", "d", 0, 0},
		{"", "<Shift+Down><Alt+Down>", "cabd", 2, 2},
		{"", "<Shift+Down>JJ", "cdab", 3, 2},
		{"", "<Shift+Down>JJJ", "cdab", 3, 2},
		{"", "<Down><Down><Shift+Down>K", "acdb", 2, 2},
		{"", "<Down><Down><Shift+Up>K", "bcad", 0, 2},
		{"four", "K", "abcd", 3, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		editor_set_filter(e.editor, cases[i].filter);
		scripted_keys(&e, "<:text-start>");
		scripted_keys(&e, cases[i].keys);
		assert_rows(cases[i].rows);
		assert_int_equal(editor_focus(e.editor)->row, cases[i].row);
		assert_int_equal(editor_count_selected_rows(e.editor), cases[i].n_selected);
		editor_set_filter(e.editor, "");
		while (editor_can_undo(e.editor))
			scripted_keys(&e, "<Alt+U>");
		assert_rows("abcd");
	}
}

static void test_one_step(void **state)
{
	(void)state;
	scripted_keys(&e, "<Down><Shift+Down><Del>");
	scripted_says(&e, "2 rows deleted; Alt+U brings them back");
	scripted_keys(&e, "<Alt+U>");
	assert_rows("abcd");
	assert_false(editor_can_undo(e.editor));
	scripted_keys(&e, "<Alt+E>");
	assert_rows("ad");
	/* one more is on its own */
	scripted_keys(&e, "<Del>");
	scripted_says(&e, "Row deleted; Alt+U brings it back");
}

static void test_edges(void **state)
{
	(void)state;
	scripted_keys(&e, "<Shift+Down>K");
	scripted_says(&e, "The rows are already the first ones");
	editor_set_filter(e.editor, "t");
	scripted_keys(&e, "<:text-start><Shift+Down>J");
	scripted_says(&e, "The filter shows no row below these; ^C shows all rows");
}

/* Those cut one after another come back together. */
static void test_cut(void **state)
{
	(void)state;
	scripted_keys(&e, "<Shift+Down><:cut>");
	scripted_says(&e, "^U pastes what was cut");
	assert_rows("cd");
	assert_string_equal(str_text(editor_clip(e.editor)), "at\tkind\twhat\n\t\tOne\n\t\tTwo\n");
	scripted_keys(&e, "<:cut>");
	assert_rows("d");
	assert_string_equal(str_text(editor_clip(e.editor)),
		"at\tkind\twhat\n\t\tOne\n\t\tTwo\n\t\tThree, too\n");
	scripted_keys(&e, "<Alt+U><Alt+U>");
	assert_rows("abcd");
	scripted_keys(&e, "<:cut>");
	assert_string_equal(str_text(editor_clip(e.editor)), "at\tkind\twhat\n\t\tOne\n");
	/* what cannot be cut leaves what was cut before */
	scripted_keys(&e, "<End><:cut>");
	scripted_says(&e, "There is no row to delete");
	assert_string_equal(str_text(editor_clip(e.editor)), "at\tkind\twhat\n\t\tOne\n");
}

int main(void)
{
	setlocale(LC_ALL, "");
#define TEST(name) cmocka_unit_test_prestate_setup_teardown(name, open_rows, scripted_tear_down, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_keys),
		TEST(test_one_step),
		TEST(test_edges),
		TEST(test_cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

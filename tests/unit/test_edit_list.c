/* Lists: pasted blocks, moved items, and lists that continue in prose. */
#include "scripted.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct scripted e;

static void clear(unsigned field)
{
	scripted_go(&e, field);
	scripted_keys(&e, "<:select-all><Del>");
}

/* What a list shows after a paste into an empty one. */
static void assert_pasted(const char *pasted, const char *expected)
{
	clear(FIELD_POINTS);
	editor_paste(e.editor, pasted, strlen(pasted));
	assert_string_equal(scripted_text(&e, FIELD_POINTS), expected);
}

static void test_paste(void **state)
{
	(void)state;
	assert_pasted("- one\n- two\n", "one\ntwo");
	assert_pasted("  - one\n  - two", "one\ntwo");
	assert_pasted("* one\n\n\n* two\n\n", "one\ntwo");
	assert_pasted("\t\xe2\x80\xa2 one\n\t\xe2\x80\xa2\ttwo", "one\ntwo");
	assert_pasted("1. one\n2. two\n10. three", "one\ntwo\nthree");
	assert_pasted("1. one\n1. two", "one\ntwo");
	assert_pasted("1) one\r\n2) two\r\n", "one\ntwo");
	assert_pasted("- one\n  - in it\n- two", "one\nin it\ntwo");
	/* continuation lines stay continuation lines */
	assert_pasted("- one\n  and more\n- two", "one\n  and more\ntwo");
	assert_pasted("  - one\n    and more\n", "one\n  and more");
	assert_pasted("- [ ] one\n- [x] two\n-\n- ", "one\n[x] two");
	assert_pasted("Causes:\n- one\n- two", "Causes:\none\ntwo");
	assert_pasted("- one", "one");
	/* without marks */
	assert_pasted("one\n\ntwo\n", "one\ntwo");
	assert_pasted("    one\n    two", "one\ntwo");
	assert_pasted("one", "one");
	/* what only looks like a mark */
	assert_pasted("-5 degrees\n*not* this", "-5 degrees\n*not* this");
	assert_pasted("12. March was the day", "12. March was the day");
	assert_pasted("2020. It was a bad year\nfor all", "2020. It was a bad year\nfor all");
	assert_pasted("\xe2\x80\x94 so they said", "\xe2\x80\x94 so they said");
}

/* A block gets lines of its own. */
static void test_paste_between(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_POINTS);
	scripted_shows(&e, "first\nsecond|");
	editor_paste(e.editor, "- a\n- b\n", 8);
	scripted_shows(&e, "first\nsecond\na\nb|");
	scripted_keys(&e, "<Alt+U><Ctrl+Home>");
	editor_paste(e.editor, "- a\n- b\n", 8);
	scripted_shows(&e, "a\nb\n|first\nsecond");
	scripted_keys(&e, "<Alt+U><Right>");
	editor_paste(e.editor, "- a", 3);
	scripted_shows(&e, "f\na\n|irst\nsecond");
	/* a text without marks is inserted at the cursor */
	scripted_keys(&e, "<Alt+U>");
	editor_paste(e.editor, "x y", 3);
	scripted_shows(&e, "fx y|irst\nsecond");
	scripted_keys(&e, "<Alt+U><:select-all>");
	editor_paste(e.editor, "- \n-\n", 5);
	scripted_shows(&e, "[first\nsecond|]");
	scripted_says(&e, "Nothing to paste");
}

static void test_move(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_POINTS);
	scripted_keys(&e, "<Enter>third<Enter>  goes on<Ctrl+Home><Right>");
	scripted_shows(&e, "f|irst\nsecond\nthird\n  goes on");
	scripted_keys(&e, "<Alt+Down>");
	scripted_shows(&e, "second\nf|irst\nthird\n  goes on");
	scripted_keys(&e, "<Alt+Down>");
	scripted_shows(&e, "second\nthird\n  goes on\nf|irst");
	scripted_keys(&e, "<Alt+Down>");
	scripted_says(&e, "already the last one");
	scripted_keys(&e, "<Up><Alt+Up>");
	scripted_shows(&e, "third\n | goes on\nsecond\nfirst");
	scripted_keys(&e, "<Alt+Up>");
	scripted_says(&e, "already the first one");
	scripted_keys(&e, "<Alt+U><Alt+U><Alt+U>");
	assert_string_equal(scripted_text(&e, FIELD_POINTS), "first\nsecond\nthird\n  goes on");
}

static void test_move_selected(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_POINTS);
	scripted_keys(&e, "<Enter>third<Ctrl+Home><Shift+Down>");
	scripted_shows(&e, "[first\n|]second\nthird");
	scripted_keys(&e, "<Alt+Down>");
	scripted_shows(&e, "third\n[first\n|]second");
	/* other texts do not have items */
	scripted_go(&e, FIELD_BODY);
	scripted_keys(&e, "<Alt+Up>");
	scripted_shows(&e, "One two three.\nFour five.|");
	scripted_says(&e, "Only list items and table rows can be moved");
}

/* What the prose shows after some keys. */
static void assert_typed(const char *keys, const char *expected)
{
	clear(FIELD_NOTES);
	scripted_keys(&e, keys);
	scripted_shows(&e, expected);
}

static void test_going_on(void **state)
{
	(void)state;
	assert_typed("- one<Enter>two", "- one\n- two|");
	assert_typed("  * one<Enter>two", "  * one\n  * two|");
	assert_typed("1. one<Enter>two<Enter>three", "1. one\n2. two\n3. three|");
	assert_typed("9) x<Enter>", "9) x\n|");
	assert_typed("1) x<Enter>y", "1) x\n2) y|");
	/* twice ends the list */
	assert_typed("- one<Enter><Enter>two", "- one\ntwo|");
	assert_typed("1. one<Enter><Enter>", "1. one\n|");
	/* in the middle, and before the mark */
	assert_typed("- onetwo<Left><Left><Left><Enter>", "- one\n- |two");
	assert_typed("- one<Home><Enter>", "\n|- one");
	/* what only looks like a list */
	assert_typed("12. March came<Enter>and went", "12. March came\nand went|");
	assert_typed("-5 degrees<Enter>x", "-5 degrees\nx|");
	assert_typed("\xe2\x80\x94 he said<Enter>x", "\xe2\x80\x94 he said\nx|");
	/* a mark that the user types is not doubled */
	assert_typed("- one<Enter>- two<Enter>- three", "- one\n- two\n- three|");
	assert_typed("1. one<Enter>2. two", "1. one\n2. two|");
	assert_typed("1. one<Enter>2 nodes", "1. one\n2. 2 nodes|");
	assert_typed("- one<Enter>-x", "- one\n- -x|");
	/* a list field has items without marks, a line has no lines */
	clear(FIELD_POINTS);
	scripted_keys(&e, "- one<Enter>two");
	scripted_shows(&e, "- one\ntwo|");
}

#define TEST(function) SCRIPTED_TEST(function, &e)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_paste),
		TEST(test_paste_between),
		TEST(test_move),
		TEST(test_move_selected),
		TEST(test_going_on),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

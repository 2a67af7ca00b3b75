/* Typing, moving, selecting and undoing, by keys. */
#include "scripted.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct scripted e;

/* Where the keys lead from a field's end, and the message. */
struct script {
	unsigned field;
	const char *keys;
	const char *shows; /* "|" at the cursor */
	const char *says;  /* NULL: whatever */
};

static void run(const struct script *scripts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		scripted_go(&e, scripts[i].field);
		scripted_keys(&e, scripts[i].keys);
		scripted_shows(&e, scripts[i].shows);
		if (scripts[i].says != NULL)
			scripted_says(&e, scripts[i].says);
		/* the next script starts with the same document */
		scripted_restart(&e, editing_document);
	}
}

#define RUN(scripts) run(scripts, sizeof(scripts) / sizeof(*(scripts)))

static void test_typing(void **state)
{
	static const struct script scripts[] = {
		{FIELD_TITLE, "!", "Cards failed!|", ""},
		{FIELD_TITLE, "<Home>My c<Del>", "My c|ards failed", ""},
		{FIELD_TITLE, "<Backspace><Backspace>", "Cards fail|", ""},
		{FIELD_TITLE, "<^W>", "Cards |", ""},
		{FIELD_TITLE, "<Home><Alt+D>", "| failed", ""},
		{FIELD_TITLE, "<Home><Backspace>", "|Cards failed", ""},
		{FIELD_TITLE, "<Del>", "Cards failed|", ""},
		{FIELD_TITLE, "<Home><<", "<|Cards failed", ""},
		{FIELD_BODY, "<Enter>Six.", "One two three.\nFour five.\nSix.|", ""},
		{FIELD_BODY, "<Ctrl+Home><Down><Enter>", "One two three.\n\n|Four five.", ""},
		{FIELD_POINTS, "<Enter>third", "first\nsecond\nthird|", ""},
		{FIELD_BODY, "<Home><Backspace> ", "One two three. |Four five.", ""},
	};

	(void)state;
	RUN(scripts);
}

/* "e" with a combining accent, a family of four, a flag: the cursor moves over each in one step. */
static void test_clusters(void **state)
{
#define ACCENT "e\xcc\x81"
#define FAMILY "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define FLAG "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa"
#define WIDE "\xe6\xbc\xa2"
	static const struct script scripts[] = {
		{FIELD_TITLE, "<:select-all>a" ACCENT "b<Left><Left>", "a|" ACCENT "b", ""},
		{FIELD_TITLE, "<:select-all>a" ACCENT "b<Left><Backspace>", "a|b", ""},
		{FIELD_TITLE, "<:select-all>" FAMILY "<Backspace>", "|", ""},
		{FIELD_TITLE, "<:select-all>" WIDE FLAG WIDE "<Left><Left>", WIDE "|" FLAG WIDE,
			""},
		/* an accent typed before a letter joins the letter before it */
		{FIELD_TITLE, "<:select-all>ax<Left>\xcc\x81", "a\xcc\x81|x", ""},
		/* half a flag before a flag: the cursor does not stop inside */
		{FIELD_TITLE, "<:select-all>\xf0\x9f\x87\xaa<Home>\xf0\x9f\x87\xa9", FLAG "|", ""},
	};

	(void)state;
	RUN(scripts);
}

static void test_moving(void **state)
{
	static const struct script scripts[] = {
		{FIELD_BODY, "<Up>", "One two th|ree.\nFour five.", ""},
		{FIELD_BODY, "<Up><End><Down><Up>", "One two three.|\nFour five.", ""},
		{FIELD_BODY, "<Ctrl+Left>", "One two three.\nFour |five.", ""},
		{FIELD_BODY, "<Ctrl+Home><Ctrl+Right>", "One| two three.\nFour five.", ""},
		/* past the edges, to the neighbours, keeping the column */
		{FIELD_BODY, "<Home><Up><Up>", "|Cards failed", ""},
		{FIELD_BODY, "<Ctrl+Home><Right><Up>", "C|ards failed", ""},
		{FIELD_TITLE, "<Home><Right><Down>", "O|ne two three.\nFour five.", ""},
		{FIELD_TITLE, "<Down>", "One two thre|e.\nFour five.", ""},
		{FIELD_TITLE, "<Up>", "Cards failed|", ""},
		{FIELD_ZONE, "<Down>", "America/New_York|", ""},
	};

	(void)state;
	RUN(scripts);
}

/* A break without a space: the end of the line is also where the next one begins. */
static void test_wrapped_wide_lines(void **state)
{
#define WIDE_3 WIDE WIDE WIDE
	static const char text[] = WIDE_3 WIDE_3 WIDE_3 WIDE_3;

	(void)state;
	editor_set_view(e.editor, 20, 10);
	scripted_go(&e, FIELD_BODY);
	scripted_keys(&e, "<:select-all>");
	editor_paste(e.editor, text, strlen(text));
	scripted_keys(&e, "<Ctrl+Home><End>");
	scripted_shows(&e, WIDE_3 WIDE_3 WIDE_3 "|" WIDE_3);
	scripted_keys(&e, "<Right><End>");
	scripted_shows(&e, WIDE_3 WIDE_3 WIDE_3 WIDE_3 "|");
}

/* Wrapped lines: 20 columns. */
static void test_wrapped_lines(void **state)
{
	static const char text[] = "aaaa bbbb cccc dddd eeee ffff gggg";

	(void)state;
	editor_set_view(e.editor, 20, 10);
	scripted_go(&e, FIELD_BODY);
	scripted_keys(&e, "<:select-all>");
	editor_paste(e.editor, text, strlen(text));
	scripted_keys(&e, "<Ctrl+Home><Right><Right><Down>");
	scripted_shows(&e, "aaaa bbbb cccc dddd ee|ee ffff gggg");
	scripted_keys(&e, "<Home>");
	scripted_shows(&e, "aaaa bbbb cccc dddd |eeee ffff gggg");
	scripted_keys(&e, "<Home>");
	scripted_shows(&e, "|aaaa bbbb cccc dddd eeee ffff gggg");
	scripted_keys(&e, "<End>");
	scripted_shows(&e, "aaaa bbbb cccc dddd| eeee ffff gggg");
	scripted_keys(&e, "<End>");
	scripted_shows(&e, "aaaa bbbb cccc dddd eeee ffff gggg|");
	scripted_keys(&e, "<Shift+Home>");
	scripted_shows(&e, "aaaa bbbb cccc dddd [|eeee ffff gggg]");
}

static void test_selecting(void **state)
{
	static const struct script scripts[] = {
		{FIELD_TITLE, "<Shift+Left><Shift+Left>", "Cards fail[|ed]", ""},
		{FIELD_TITLE, "<Shift+Left><Shift+Left>x", "Cards failx|", ""},
		{FIELD_TITLE, "<Shift+Left><Shift+Left><Del>", "Cards fail|", ""},
		{FIELD_TITLE, "<Shift+Left><Shift+Left><Left>", "Cards fail|ed", ""},
		{FIELD_TITLE, "<Shift+Left><Shift+Left><Right>", "Cards failed|", ""},
		{FIELD_TITLE, "<Home><Alt+A><Right><Right>", "[Ca|]rds failed", ""},
		{FIELD_TITLE, "<Home><Alt+A><Right><Right><Alt+A>", "Ca|rds failed", "ended"},
		{FIELD_TITLE, "<Home><Alt+A><Right><Esc><Right>", "Ca|rds failed", ""},
		{FIELD_TITLE, "<Alt+S>", "[Cards failed|]", ""},
		{FIELD_TITLE, "<Shift+Left><^C>", "Cards faile|d", ""},
		{FIELD_BODY, "<Shift+Up>", "One two th[|ree.\nFour five.]", ""},
		{FIELD_BODY, "<Ctrl+Home><Shift+Up>", "|One two three.\nFour five.", ""},
		{FIELD_BODY, "<Shift+Down>", "One two three.\nFour five.|", ""},
	};

	(void)state;
	RUN(scripts);
}

static void test_clip(void **state)
{
	static const struct script scripts[] = {
		{FIELD_TITLE, "<^K>", "|", ""},
		{FIELD_TITLE, "<^K><^U><^U>", "Cards failedCards failed|", ""},
		{FIELD_BODY, "<Ctrl+Home><^K>", "|Four five.", ""},
		{FIELD_BODY, "<Ctrl+Home><^K><^K><^U>", "One two three.\nFour five.|", ""},
		{FIELD_BODY, "<Ctrl+Home><^K><Right><^K><^U>", "Four five.|", ""},
		{FIELD_TITLE, "<Alt+S><Alt+C><End><^U>", "Cards failedCards failed|", ""},
		{FIELD_TITLE, "<Alt+C>", "Cards failed|", "Copied"},
		{FIELD_TITLE, "<^U>", "Cards failed|", "Nothing was cut"},
		/* a complete line pasted into a one-line field: its newline is dropped */
		{FIELD_BODY, "<Ctrl+Home><Alt+C><Shift+Tab><End><^U>",
			"Cards failedOne two three. |", "1 line break became a space"},
	};

	(void)state;
	RUN(scripts);
}

static void test_paste(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_TITLE);
	editor_paste(e.editor, ": a\r\nb\rc", 8);
	scripted_shows(&e, "Cards failed: a b c|");
	scripted_says(&e, "2 line breaks");
	scripted_keys(&e, "<Alt+U>");
	scripted_shows(&e, "Cards failed|");
	scripted_go(&e, FIELD_BODY);
	editor_paste(e.editor, "a\r\nb\x1b[31m\tc", 12);
	scripted_shows(&e, "One two three.\nFour five.a\nb[31m\tc|");
	scripted_keys(&e, "<Alt+U>");
	scripted_shows(&e, "One two three.\nFour five.|");
}

/* A word and the space after it are one step; so is a run of deletions. */
static void test_undo_steps(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, " for all users<Backspace><Backspace>");
	scripted_shows(&e, "Cards failed for all use|");
	scripted_keys(&e, "<Alt+U>");
	scripted_shows(&e, "Cards failed for all users|");
	scripted_keys(&e, "<Alt+U>");
	scripted_shows(&e, "Cards failed for all |");
	scripted_keys(&e, "<Alt+U><Alt+U>");
	scripted_shows(&e, "Cards failed |");
	scripted_keys(&e, "<Alt+U>");
	scripted_shows(&e, "Cards failed|");
	scripted_keys(&e, "<Alt+U>");
	scripted_says(&e, "Nothing to undo");
	scripted_keys(&e, "<Alt+E><Alt+E><Alt+E><Alt+E><Alt+E>");
	scripted_shows(&e, "Cards failed for all use|");
	scripted_keys(&e, "<Alt+E>");
	scripted_says(&e, "Nothing to redo");
	scripted_keys(&e, "<Alt+U>!<Alt+E>");
	scripted_says(&e, "Nothing to redo");
	scripted_shows(&e, "Cards failed for all users!|");
}

static void test_undo_pause(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, "ab");
	scripted_wait(&e, 2000);
	scripted_keys(&e, "cd<Alt+U>");
	scripted_shows(&e, "Cards failedab|");
	/* the cursor moved in between */
	scripted_keys(&e, "x<Left><Right>y<Alt+U>");
	scripted_shows(&e, "Cards failedabx|");
	/* 1.5 seconds are a pause, less is not */
	scripted_keys(&e, "1");
	scripted_wait(&e, 1400);
	scripted_keys(&e, "2");
	scripted_wait(&e, 1500);
	scripted_keys(&e, "3<Alt+U>");
	scripted_shows(&e, "Cards failedabx12|");
	scripted_keys(&e, "<Alt+U>");
	scripted_shows(&e, "Cards failedabx|");
}

/* Undo goes to the position of the change. */
static void test_undo_focus(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_BODY);
	scripted_keys(&e, "<Ctrl+Home>x<Alt+2>");
	assert_int_equal(editor_focus(e.editor)->page, 1);
	scripted_keys(&e, "<Alt+U>");
	assert_int_equal(editor_focus(e.editor)->field, FIELD_BODY);
	scripted_shows(&e, "|One two three.\nFour five.");
	scripted_keys(&e, "<Alt+2><Alt+E>");
	scripted_shows(&e, "x|One two three.\nFour five.");
}

/* Redo does not go to a change that had no effect. */
static void test_redo_focus(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, "x");
	scripted_go(&e, FIELD_LEVEL);
	editor_set(e.editor, &(struct place){.field = FIELD_LEVEL}, "mid", 3);
	scripted_keys(&e, "<Alt+U><Alt+E>");
	assert_int_equal(editor_focus(e.editor)->field, FIELD_TITLE);
	scripted_shows(&e, "Cards failedx|");
}

static void test_set(void **state)
{
	struct place body = {.field = FIELD_BODY};
	struct place level = {.field = FIELD_LEVEL};

	(void)state;
	assert_true(editor_set(e.editor, &level, "low", 3));
	assert_string_equal(scripted_text(&e, FIELD_LEVEL), "low");
	assert_true(editor_set(e.editor, &body, "new\r\ntext", 9));
	assert_string_equal(scripted_text(&e, FIELD_BODY), "new\ntext");
	scripted_keys(&e, "<Alt+U><Alt+U>");
	assert_string_equal(scripted_text(&e, FIELD_LEVEL), "mid");
	assert_string_equal(scripted_text(&e, FIELD_BODY), "One two three.\nFour five.");
	assert_false(editor_set(e.editor, &(struct place){.field = FIELD_SPAN}, "1 h", 3));
	scripted_says(&e, "computed");
}

static void test_cursor_by_mouse(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, "<Esc>");
	editor_set_cursor(e.editor, 3, false);
	scripted_shows(&e, "Car|ds failed");
	editor_set_cursor(e.editor, 5, true);
	scripted_shows(&e, "Car[ds|] failed");
	editor_set_cursor(e.editor, 500, false);
	scripted_shows(&e, "Cards failed|");
}

static void test_find(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, "<Home>");
	assert_true(editor_find(e.editor, "FOUR", false));
	scripted_shows(&e, "One two three.\n|Four five.");
	assert_true(editor_find(e.editor, "alarm", false));
	assert_true(editor_focus(e.editor)->in_row);
	scripted_shows(&e, "|Alarm fired.");
	scripted_keys(&e, "<Alt+W>");
	scripted_shows(&e, "|Alarm fired.");
	assert_true(editor_find(e.editor, "r", true));
	assert_int_equal(editor_focus(e.editor)->field, FIELD_ZONE);
	assert_true(editor_find(e.editor, "failed", false));
	scripted_shows(&e, "Cards |failed");
	/* a time being typed is searched as it will be read */
	scripted_go(&e, FIELD_END);
	scripted_keys(&e, "<:select-all>+90m");
	assert_true(editor_find(e.editor, "09:30", false));
	scripted_shows(&e, "2023-10-15 |09:30 EDT");
	scripted_go(&e, FIELD_TITLE);
	assert_true(editor_find(e.editor, "failed", false));
	assert_false(editor_find(e.editor, "zebra", false));
	scripted_says(&e, "is not in the document");
	scripted_shows(&e, "Cards |failed");
}

int main(void)
{
	setlocale(LC_ALL, "");
#define TEST(name) SCRIPTED_TEST(name, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_typing),
		TEST(test_clusters),
		TEST(test_moving),
		TEST(test_wrapped_lines),
		TEST(test_wrapped_wide_lines),
		TEST(test_selecting),
		TEST(test_clip),
		TEST(test_paste),
		TEST(test_undo_steps),
		TEST(test_undo_pause),
		TEST(test_undo_focus),
		TEST(test_redo_focus),
		TEST(test_set),
		TEST(test_cursor_by_mouse),
		TEST(test_find),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

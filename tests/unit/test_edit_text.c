/* Typing, moving, selecting and undoing, by keys, on a session over a real file. */
#include "editing.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct editing e;

/* Where the keys lead from a field's end, and what is said. */
struct script {
	unsigned field;
	const char *keys;
	const char *shows; /* "|" at the cursor */
	const char *says;  /* NULL: whatever */
};

static void run(const struct script *scripts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct editing *at = &e;
		editing_go(at, scripts[i].field);
		editing_keys(at, scripts[i].keys);
		assert_shows(at, scripts[i].shows);
		if (scripts[i].says != NULL)
			assert_says(at, scripts[i].says);
		/* the next script begins with the same document */
		editing_release(at);
		editing_init(at, editing_document);
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

/* "e" with a combining accent, a family of four, a flag: each is one step for the cursor. */
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
		/* over the edges, to the neighbours, keeping the column */
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

/* A break without a blank: the end of the line is where the next one begins, so before it. */
static void test_wrapped_wide_lines(void **state)
{
#define WIDE_3 WIDE WIDE WIDE
	static const char text[] = WIDE_3 WIDE_3 WIDE_3 WIDE_3;

	(void)state;
	editor_set_view(session_editor(e.session), 20, 10);
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<:select-all>");
	editor_paste(session_editor(e.session), text, strlen(text));
	editing_keys(&e, "<Ctrl+Home><End>");
	assert_shows(&e, WIDE_3 WIDE_3 WIDE_3 "|" WIDE_3);
	editing_keys(&e, "<Right><End>");
	assert_shows(&e, WIDE_3 WIDE_3 WIDE_3 WIDE_3 "|");
}

/* Lines as they are wrapped: 20 columns. */
static void test_wrapped_lines(void **state)
{
	static const char text[] = "aaaa bbbb cccc dddd eeee ffff gggg";

	(void)state;
	editor_set_view(session_editor(e.session), 20, 10);
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<:select-all>");
	editor_paste(session_editor(e.session), text, strlen(text));
	editing_keys(&e, "<Ctrl+Home><Right><Right><Down>");
	assert_shows(&e, "aaaa bbbb cccc dddd ee|ee ffff gggg");
	editing_keys(&e, "<Home>");
	assert_shows(&e, "aaaa bbbb cccc dddd |eeee ffff gggg");
	editing_keys(&e, "<Home>");
	assert_shows(&e, "|aaaa bbbb cccc dddd eeee ffff gggg");
	editing_keys(&e, "<End>");
	assert_shows(&e, "aaaa bbbb cccc dddd| eeee ffff gggg");
	editing_keys(&e, "<End>");
	assert_shows(&e, "aaaa bbbb cccc dddd eeee ffff gggg|");
	editing_keys(&e, "<Shift+Home>");
	assert_shows(&e, "aaaa bbbb cccc dddd [|eeee ffff gggg]");
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
		/* a whole line into one line: its break goes */
		{FIELD_BODY, "<Ctrl+Home><Alt+C><Shift+Tab><End><^U>",
			"Cards failedOne two three. |", "1 line break became a blank"},
	};

	(void)state;
	RUN(scripts);
}

static void test_paste(void **state)
{
	(void)state;
	editing_go(&e, FIELD_TITLE);
	editor_paste(session_editor(e.session), ": a\r\nb\rc", 8);
	assert_shows(&e, "Cards failed: a b c|");
	assert_says(&e, "2 line breaks");
	editing_keys(&e, "<Alt+U>");
	assert_shows(&e, "Cards failed|");
	editing_go(&e, FIELD_BODY);
	editor_paste(session_editor(e.session), "a\r\nb\x1b[31m\tc", 12);
	assert_shows(&e, "One two three.\nFour five.a\nb[31m\tc|");
	editing_keys(&e, "<Alt+U>");
	assert_shows(&e, "One two three.\nFour five.|");
}

/* A word with the blank after it is one step; so is a run of deletions. */
static void test_undo_steps(void **state)
{
	(void)state;
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, " for all users<Backspace><Backspace>");
	assert_shows(&e, "Cards failed for all use|");
	editing_keys(&e, "<Alt+U>");
	assert_shows(&e, "Cards failed for all users|");
	editing_keys(&e, "<Alt+U>");
	assert_shows(&e, "Cards failed for all |");
	editing_keys(&e, "<Alt+U><Alt+U>");
	assert_shows(&e, "Cards failed |");
	editing_keys(&e, "<Alt+U>");
	assert_shows(&e, "Cards failed|");
	editing_keys(&e, "<Alt+U>");
	assert_says(&e, "Nothing to undo");
	editing_keys(&e, "<Alt+E><Alt+E><Alt+E><Alt+E><Alt+E>");
	assert_shows(&e, "Cards failed for all use|");
	editing_keys(&e, "<Alt+E>");
	assert_says(&e, "Nothing to redo");
	editing_keys(&e, "<Alt+U>!<Alt+E>");
	assert_says(&e, "Nothing to redo");
	assert_shows(&e, "Cards failed for all users!|");
}

static void test_undo_pause(void **state)
{
	(void)state;
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "ab");
	editing_wait(&e, 2000);
	editing_keys(&e, "cd<Alt+U>");
	assert_shows(&e, "Cards failedab|");
	/* the cursor moved in between */
	editing_keys(&e, "x<Left><Right>y<Alt+U>");
	assert_shows(&e, "Cards failedabx|");
}

/* Undo goes to where the change was. */
static void test_undo_focus(void **state)
{
	(void)state;
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<Ctrl+Home>x<Alt+2>");
	assert_int_equal(editor_focus(session_editor(e.session))->page, 1);
	editing_keys(&e, "<Alt+U>");
	assert_int_equal(editor_focus(session_editor(e.session))->field, FIELD_BODY);
	assert_shows(&e, "|One two three.\nFour five.");
	editing_keys(&e, "<Alt+2><Alt+E>");
	assert_shows(&e, "x|One two three.\nFour five.");
}

static void test_set(void **state)
{
	struct place body = {.field = FIELD_BODY};
	struct place level = {.field = FIELD_LEVEL};

	(void)state;
	assert_true(editor_set(session_editor(e.session), &level, "low", 3));
	assert_string_equal(editing_text(&e, FIELD_LEVEL), "low");
	assert_true(editor_set(session_editor(e.session), &body, "new\r\ntext", 9));
	assert_string_equal(editing_text(&e, FIELD_BODY), "new\ntext");
	editing_keys(&e, "<Alt+U><Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_LEVEL), "mid");
	assert_string_equal(editing_text(&e, FIELD_BODY), "One two three.\nFour five.");
	assert_false(editor_set(
		session_editor(e.session), &(struct place){.field = FIELD_SPAN}, "1 h", 3));
	assert_says(&e, "computed");
}

static void test_cursor_by_mouse(void **state)
{
	(void)state;
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "<Esc>");
	editor_set_cursor(session_editor(e.session), 3, false);
	assert_shows(&e, "Car|ds failed");
	editor_set_cursor(session_editor(e.session), 5, true);
	assert_shows(&e, "Car[ds|] failed");
	editor_set_cursor(session_editor(e.session), 500, false);
	assert_shows(&e, "Cards failed|");
}

static void test_find(void **state)
{
	(void)state;
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "<Home>");
	assert_true(editor_find(session_editor(e.session), "FOUR", false));
	assert_shows(&e, "One two three.\n|Four five.");
	assert_true(editor_find(session_editor(e.session), "alarm", false));
	assert_true(editor_focus(session_editor(e.session))->in_row);
	assert_shows(&e, "|Alarm fired.");
	editing_keys(&e, "<Alt+W>");
	assert_shows(&e, "|Alarm fired.");
	assert_true(editor_find(session_editor(e.session), "r", true));
	assert_int_equal(editor_focus(session_editor(e.session))->field, FIELD_ZONE);
	assert_true(editor_find(session_editor(e.session), "failed", false));
	assert_shows(&e, "Cards |failed");
	/* a time that is being typed is found as it is read */
	editing_go(&e, FIELD_END);
	editing_keys(&e, "<:select-all>+90m");
	assert_true(editor_find(session_editor(e.session), "09:30", false));
	assert_shows(&e, "2023-10-15 |09:30 EDT");
	editing_go(&e, FIELD_TITLE);
	assert_true(editor_find(session_editor(e.session), "failed", false));
	assert_false(editor_find(session_editor(e.session), "zebra", false));
	assert_says(&e, "nowhere");
	assert_shows(&e, "Cards |failed");
}

int main(void)
{
	setlocale(LC_ALL, "");
#define TEST(name) EDITING_TEST(name, &e)
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
		TEST(test_set),
		TEST(test_cursor_by_mouse),
		TEST(test_find),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Fields, pages and the values that are read on leaving: times, percentages, choices. */
#include "scripted.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct scripted e;

static int open_empty(void **state)
{
	(void)state;
	scripted_init(&e, editing_empty);
	return 0;
}

static void assert_focus(unsigned page, unsigned field, bool is_editing)
{
	assert_int_equal(editor_focus(e.editor)->page, page);
	assert_int_equal(editor_focus(e.editor)->field, field);
	assert_int_equal(editor_focus(e.editor)->is_editing, is_editing);
}

static void test_open(void **state)
{
	(void)state;
	assert_focus(0, FIELD_TITLE, true);
	scripted_shows(&e, "Cards failed|");
	assert_int_equal(editor_key_context(e.editor), KEYS_TEXT);
	assert_string_equal(editor_shown_zone(e.editor)->name, "America/New_York");
	scripted_says(&e, "");
}

/* Tab goes through all fields and on to the next page, even out of a text, and wraps around. */
static void test_tab(void **state)
{
	static const struct {
		unsigned page, field;
		bool is_editing;
	} stops[] = {
		{0, FIELD_BODY, true},
		{0, FIELD_START, true},
		{0, FIELD_END, true},
		{0, FIELD_SHARE, true},
		{0, FIELD_LEVEL, false},
		{0, FIELD_DONE, false},
		/* the span is computed */
		{0, FIELD_POINTS, true},
		{0, FIELD_ZONE, true},
		{1, FIELD_EVENTS, false},
		{1, FIELD_NOTES, true},
		{1, FIELD_FIXED, true},
		{0, FIELD_TITLE, true},
	};
	size_t n = sizeof(stops) / sizeof(*stops);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		scripted_keys(&e, "<Tab>");
		assert_focus(stops[i].page, stops[i].field, stops[i].is_editing);
	}
	for (size_t i = n - 1; i-- > 0;) {
		scripted_keys(&e, "<Shift+Tab>");
		assert_focus(stops[i].page, stops[i].field, stops[i].is_editing);
	}
}

static void test_cursor_is_remembered(void **state)
{
	(void)state;
	scripted_keys(&e, "<Home><Right><Tab><Ctrl+Home><Shift+Tab>");
	scripted_shows(&e, "C|ards failed");
	scripted_keys(&e, "<Tab>");
	scripted_shows(&e, "|One two three.\nFour five.");
	/* shorter now: at its end */
	scripted_keys(&e, "<Ctrl+End><Tab>");
	editor_set(e.editor, &(struct place){.field = FIELD_BODY}, "One", 3);
	scripted_keys(&e, "<Shift+Tab>");
	scripted_shows(&e, "One|");
}

static void test_escape(void **state)
{
	(void)state;
	scripted_keys(&e, "x<Esc>");
	assert_focus(0, FIELD_TITLE, false);
	scripted_shows(&e, "Cards failedx");
	assert_int_equal(editor_key_context(e.editor), KEYS_FIELD);
	/* from field to field, not into their texts */
	scripted_keys(&e, "<Down>");
	assert_focus(0, FIELD_BODY, false);
	scripted_keys(&e, "jj");
	assert_focus(0, FIELD_END, false);
	scripted_keys(&e, "k<Up><Up>");
	assert_focus(0, FIELD_TITLE, false);
	scripted_keys(&e, "k");
	assert_focus(0, FIELD_TITLE, false);
	scripted_keys(&e, "<Esc><Esc>");
	assert_focus(0, FIELD_TITLE, false);
	scripted_keys(&e, "<Enter>");
	scripted_shows(&e, "Cards failedx|");
	/* j and k move there, so other letters must not type */
	scripted_keys(&e, "<Esc>y");
	scripted_shows(&e, "Cards failedx");
	scripted_says(&e, "Enter edits");
	scripted_keys(&e, "<Enter>y");
	scripted_shows(&e, "Cards failedxy|");
	scripted_keys(&e, "<Esc>j<Tab>");
	assert_focus(0, FIELD_START, true);
}

static void test_pages(void **state)
{
	(void)state;
	scripted_keys(&e, "<Tab><Alt+.>");
	assert_focus(1, FIELD_EVENTS, false);
	scripted_keys(&e, "<Tab><Alt+,>");
	assert_focus(0, FIELD_BODY, true);
	scripted_keys(&e, "<F8>");
	assert_focus(1, FIELD_NOTES, true);
	scripted_keys(&e, "<Alt+.>");
	assert_focus(0, FIELD_BODY, true);
	scripted_keys(&e, "<Alt+9>");
	assert_focus(0, FIELD_BODY, true);
	scripted_says(&e, "no page 9");
}

static void test_enter(void **state)
{
	(void)state;
	scripted_keys(&e, "<Enter>");
	assert_focus(0, FIELD_BODY, true);
	scripted_go(&e, FIELD_LEVEL);
	scripted_keys(&e, "<Enter>");
	assert_false(e.last_done);
	scripted_keys(&e, "<Alt+L>");
	assert_false(e.last_done);
	scripted_go(&e, FIELD_DONE);
	scripted_keys(&e, "<Enter>");
	assert_true(e.last_done);
	assert_string_equal(scripted_text(&e, FIELD_DONE), "false");
}

static void test_callers_actions(void **state)
{
	static const enum action actions[] = {ACTION_HELP, ACTION_PALETTE, ACTION_SUSPEND,
		ACTION_QUIT, ACTION_REDRAW, ACTION_MOUSE, ACTION_RESOLVE, ACTION_FILTER,
		ACTION_FIND, ACTION_EDITOR, ACTION_CHOOSE, ACTION_NONE, ACTION_FIND_NEXT,
		ACTION_CANCEL};

	(void)state;
	for (unsigned field = FIELD_TITLE; field <= FIELD_FIXED; field++)
		for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++) {
			scripted_go(&e, field);
			assert_false(editor_do(e.editor, actions[i]));
		}
	/* unless a filter can be ended */
	scripted_go(&e, FIELD_EVENTS);
	editor_set_filter(e.editor, "Alarm");
	assert_true(editor_do(e.editor, ACTION_CANCEL));
	assert_false(editor_do(e.editor, ACTION_CANCEL));
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, "<Shift+Left>");
	assert_true(editor_do(e.editor, ACTION_CANCEL));
	assert_false(editor_do(e.editor, ACTION_CANCEL));
}

#define READ_ONLY "afterword: 1\nform: probe\ntitle: a\ntitle: b\n"

static void assert_done(const char *document, unsigned field, bool leaves, enum action action)
{
	scripted_restart(&e, document);
	editor_do(e.editor, ACTION_COPY);
	scripted_go(&e, field);
	if (leaves)
		editor_do(e.editor, ACTION_LEAVE);
	if (!editor_do(e.editor, action))
		fail_msg("%s is left to others at %u", action_info(action)->name, field);
}

/* These are never passed on, even if there is nothing to do. */
static void test_done_by_saying_so(void **state)
{
	static const enum action actions[] = {ACTION_UP, ACTION_DOWN, ACTION_WORD_LEFT,
		ACTION_WORD_RIGHT, ACTION_LINE_START, ACTION_LINE_END, ACTION_TEXT_START,
		ACTION_TEXT_END, ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_SELECT_LEFT,
		ACTION_SELECT_RIGHT, ACTION_SELECT_UP, ACTION_SELECT_DOWN, ACTION_SELECT_WORD_LEFT,
		ACTION_SELECT_WORD_RIGHT, ACTION_SELECT_LINE_START, ACTION_SELECT_LINE_END,
		ACTION_SELECT_MARK, ACTION_SELECT_ALL, ACTION_BACKSPACE, ACTION_DELETE,
		ACTION_DELETE_WORD_LEFT, ACTION_DELETE_WORD_RIGHT, ACTION_CUT, ACTION_COPY,
		ACTION_PASTE, ACTION_UNDO, ACTION_REDO, ACTION_NOW, ACTION_TOGGLE,
		ACTION_NEXT_FIELD, ACTION_PREVIOUS_FIELD, ACTION_NEXT_ROW, ACTION_PREVIOUS_ROW,
		ACTION_NEXT_PAGE, ACTION_PREVIOUS_PAGE, ACTION_GO_PAGE_1, ACTION_GO_PAGE_9,
		ACTION_NEXT_FINDING, ACTION_PREVIOUS_FINDING, ACTION_LEAVE, ACTION_ROW_ADD,
		ACTION_ROW_DELETE, ACTION_ROW_UP, ACTION_ROW_DOWN, ACTION_ZONE};
	static const char *const documents[] = {editing_document, editing_empty, READ_ONLY};
	size_t n = sizeof(actions) / sizeof(*actions);

	(void)state;
	for (unsigned i = 0; i < 3 * n; i++)
		for (unsigned field = FIELD_TITLE; field <= FIELD_FIXED; field++)
			for (unsigned leaves = 0; leaves < 2; leaves++)
				assert_done(documents[i / n], field, leaves, actions[i % n]);
	for (size_t i = 0; i < n; i++) {
		scripted_restart(&e, editing_document);
		scripted_go_cell(&e, FIELD_EVENTS, 0, 2);
		assert_true(editor_do(e.editor, actions[i]));
	}
}

/* --- times --- */

struct time_case {
	unsigned field;
	const char *typed; /* over an existing value */
	const char *stored;
	const char *shown;
};

static void test_times(void **state)
{
	static const struct time_case cases[] = {
		/* now is 2023-10-16 12:00 UTC, 08:00 in New York */
		{FIELD_START, "2023-10-15 07:30", "2023-10-15T07:30:00-04:00",
			"2023-10-15 07:30 EDT"},
		{FIELD_START, "yesterday 22:10", "2023-10-15T22:10:00-04:00",
			"2023-10-15 22:10 EDT"},
		{FIELD_START, "10/15/2023, 8:00 AM", "2023-10-15T08:00:00-04:00",
			"2023-10-15 08:00 EDT"},
		{FIELD_START, "unknown", "unknown", "unknown"},
		{FIELD_START, "", "", ""},
		/* relative to the start, which it must come after */
		{FIELD_END, "+90m", "2023-10-15T09:30:00-04:00", "2023-10-15 09:30 EDT"},
		/* relative to the latest of those it must come after */
		{FIELD_FIXED, "+1h", "2023-10-16T15:00:00-04:00", "2023-10-16 15:00 EDT"},
		{FIELD_END, "ongoing", "ongoing", "ongoing"},
		{FIELD_END, "~2023-10-15 10:00", "~2023-10-15T10:00:00-04:00",
			"about 2023-10-15 10:00 EDT"},
		{FIELD_END, "soon", "soon", "soon"},
		{FIELD_SHARE, "80 %", "80", "80"},
		{FIELD_SHARE, "12.5%", "12.5", "12.5"},
		{FIELD_SHARE, "most", "most", "most"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str before = {0};
		document_dump(editor_document(e.editor), &before);
		scripted_go(&e, cases[i].field);
		scripted_keys(&e, "<:select-all><Del>");
		scripted_keys(&e, cases[i].typed);
		/* until the user leaves it, it is what was typed */
		assert_string_equal(scripted_text(&e, cases[i].field), cases[i].typed);
		scripted_keys(&e, "<Esc>");
		assert_string_equal(scripted_text(&e, cases[i].field), cases[i].stored);
		scripted_shows(&e, cases[i].shown);
		/* all of it is one step */
		scripted_keys(&e, "<Alt+U>");
		struct str after = {0};
		document_dump(editor_document(e.editor), &after);
		assert_string_equal(str_text(&after), str_text(&before));
		str_release(&before);
		str_release(&after);
		/* and comes back as it was stored */
		scripted_keys(&e, "<Alt+E>");
		assert_string_equal(scripted_text(&e, cases[i].field), cases[i].stored);
		scripted_keys(&e, "<Alt+U>");
	}
}

/* The first edit turns the stored form into the shown one, under the cursor. */
static void test_time_is_edited_as_shown(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_START);
	scripted_shows(&e, "2023-10-15 08:00 EDT|");
	assert_string_equal(scripted_text(&e, FIELD_START), "2023-10-15T08:00:00-04:00");
	scripted_keys(&e, "<Left><Left><Left><Left><Backspace>5");
	scripted_shows(&e, "2023-10-15 08:05| EDT");
	scripted_keys(&e, "<Tab>");
	assert_string_equal(scripted_text(&e, FIELD_START), "2023-10-15T08:05:00-04:00");
	/* restored by hand: the stored bytes are the old ones */
	editor_set(e.editor, &(struct place){.field = FIELD_END}, "2023-10-16 14:00-04:00", 22);
	scripted_go(&e, FIELD_END);
	const char *stored = scripted_text(&e, FIELD_END);
	char before[64];
	strcpy(before, stored);
	scripted_keys(&e, "x<Backspace><Esc>");
	assert_string_equal(scripted_text(&e, FIELD_END), before);
}

static void test_zone(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_START);
	scripted_keys(&e, "<Alt+Z>");
	scripted_says(&e, "UTC");
	scripted_shows(&e, "2023-10-15 12:00 UTC|");
	/* read in UTC, stored with the offset of its neighbours */
	scripted_keys(&e, "<:select-all>2023-10-15 12:30<Esc>");
	assert_string_equal(scripted_text(&e, FIELD_START), "2023-10-15T08:30:00-04:00");
	scripted_keys(&e, "<Alt+Z>");
	scripted_shows(&e, "2023-10-15 08:30 EDT");
	scripted_go(&e, FIELD_ZONE);
	scripted_keys(&e, "<:select-all>Europe/London<Esc>");
	scripted_go(&e, FIELD_START);
	scripted_shows(&e, "2023-10-15 13:30 BST|");
	scripted_keys(&e, "<Alt+U>");
	while (strcmp(scripted_text(&e, FIELD_ZONE), "America/New_York") != 0)
		scripted_keys(&e, "<Alt+U>");
	assert_string_equal(editor_shown_zone(e.editor)->name, "America/New_York");
}

static void test_now(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_END);
	scripted_keys(&e, "<:select-all>x<Alt+T>");
	assert_string_equal(scripted_text(&e, FIELD_END), "2023-10-16T08:00:00-04:00");
	scripted_shows(&e, "2023-10-16 08:00 EDT|");
	scripted_keys(&e, "<Alt+U><Alt+U>");
	assert_string_equal(scripted_text(&e, FIELD_END), "2023-10-16T14:00:00-04:00");
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, " <Alt+T>");
	scripted_shows(&e, "Cards failed 2023-10-16 08:00 EDT|");
	scripted_go(&e, FIELD_LEVEL);
	scripted_keys(&e, "<Alt+T>");
	scripted_says(&e, "time goes into");
}

static void assert_echo(const char *part, bool is_problem)
{
	struct str out = {0};
	bool problem = false;
	bool says = editor_echo(e.editor, &out, &problem);

	assert_int_equal(says, part != NULL);
	if (part != NULL && strstr(str_text(&out), part) == NULL)
		fail_msg("echoes \"%s\", not \"%s\"", str_text(&out), part);
	assert_int_equal(problem, is_problem);
	str_release(&out);
}

/* While a zone is typed the possible names are offered; on leaving it gets its name. */
static void test_zone_is_offered(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_ZONE);
	scripted_keys(&e, "<:select-all>europe/be");
	assert_echo("Europe/Belfast, Europe/Belgrade, Europe/Berlin; Enter lists them", false);
	scripted_keys(&e, "rlin");
	assert_echo("Europe/Berlin; Enter", false);
	scripted_keys(&e, "<Tab>");
	scripted_says(&e, "\"europe/berlin\" is read as Europe/Berlin");
	assert_string_equal(scripted_text(&e, FIELD_ZONE), "Europe/Berlin");
	assert_string_equal(editor_shown_zone(e.editor)->name, "Europe/Berlin");
	scripted_go(&e, FIELD_ZONE);
	scripted_keys(&e, "<:select-all>Berlni");
	assert_echo("the nearest name is Europe/Berlin", true);
	scripted_keys(&e, "<Tab>");
	assert_string_equal(scripted_text(&e, FIELD_ZONE), "Berlni");
	scripted_go(&e, FIELD_ZONE);
	scripted_keys(&e, "<:select-all>UTC+2<Tab>");
	assert_string_equal(scripted_text(&e, FIELD_ZONE), "Etc/GMT-2");
}

static void test_echo(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_END);
	scripted_keys(&e, "<:select-all>+26h");
	assert_echo("Mon 2023-10-16 10:00 EDT", false);
	scripted_keys(&e, "<:select-all>later");
	assert_echo("later", true);
	scripted_keys(&e, "<:select-all><Del>");
	assert_echo(NULL, false);
	scripted_keys(&e, "8<Esc>");
	assert_echo(NULL, false);
	scripted_go(&e, FIELD_SHARE);
	assert_echo(NULL, false);
	scripted_keys(&e, " %");
	assert_echo("80", false);
	scripted_keys(&e, "x");
	assert_echo("80 %x", true);
	scripted_go(&e, FIELD_TITLE);
	assert_echo(NULL, false);
}

/* A half-typed time is not a finding, but becomes one if it is left like that. */
static void test_findings_wait(void **state)
{
	size_t errors = editor_findings(e.editor)->counts[LEVEL_ERROR];

	(void)state;
	scripted_go(&e, FIELD_END);
	scripted_keys(&e, "<:select-all>soo");
	scripted_wait(&e, 5000);
	assert_int_equal(editor_findings(e.editor)->counts[LEVEL_ERROR], errors);
	scripted_keys(&e, "<Esc>");
	scripted_wait(&e, 5000);
	assert_true(editor_findings(e.editor)->counts[LEVEL_ERROR] > errors);
}

/* Errors never keep the user in a field. */
static void test_leaving_is_never_refused(void **state)
{
	static const char *const ways[] = {
		"<Tab>", "<Shift+Tab>", "<Alt+.>", "<Alt+,>", "<Up>", "<Down>", "<Esc>", "<Enter>"};

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		scripted_go(&e, FIELD_END);
		scripted_keys(&e, "<:select-all>nonsense");
		scripted_keys(&e, ways[i]);
		assert_true(editor_focus(e.editor)->field != FIELD_END ||
			    !editor_focus(e.editor)->is_editing);
		assert_string_equal(scripted_text(&e, FIELD_END), "nonsense");
	}
}

/* --- choices and flags --- */

static void test_choice(void **state)
{
	static const struct {
		unsigned field;
		const char *keys, *value;
	} cases[] = {
		{FIELD_LEVEL, "<Right>", "lost"},
		{FIELD_LEVEL, "<Right><Right>", "low"},
		{FIELD_LEVEL, "<Left>", "low"},
		{FIELD_LEVEL, " ", "lost"},
		/* letters are for the list */
		{FIELD_LEVEL, "l", "mid"},
		{FIELD_LEVEL, "L", "mid"},
		{FIELD_LEVEL, "<Del>", ""},
		{FIELD_LEVEL, "<Backspace><Right>", "low"},
		{FIELD_LEVEL, "<Backspace><Left>", "lost"},
		{FIELD_DONE, " ", "false"},
		{FIELD_DONE, "n", "true"},
		{FIELD_DONE, "<Del>", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		scripted_go(&e, cases[i].field);
		scripted_keys(&e, cases[i].keys);
		assert_string_equal(scripted_text(&e, cases[i].field), cases[i].value);
		assert_focus(0, cases[i].field, false);
		scripted_restart(&e, editing_document);
	}
	scripted_go(&e, FIELD_DONE);
	scripted_shows(&e, "yes");
	scripted_keys(&e, " ");
	scripted_shows(&e, "no");
	scripted_keys(&e, "<Alt+U>");
	scripted_shows(&e, "yes");
}

/* --- what cannot be changed --- */

static void test_computed(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_SPAN);
	scripted_shows(&e, "30 h");
	scripted_keys(&e, "x");
	scripted_says(&e, "no text here");
	scripted_shows(&e, "30 h");
}

/* Messages use a field's name on the screen, not in reports. */
static void test_said_names(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_LEVEL);
	scripted_keys(&e, "<Del>");
	scripted_says(&e, "Level is empty now");
}

static void test_foreign(void **state)
{
	(void)state;
	scripted_restart(
		&e, "afterword: 1\nform: probe\ntitle: {a: b}\ntimeline:\n  events: none\n");
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, "x");
	scripted_says(&e, "by hand");
	assert_string_equal(scripted_text(&e, FIELD_TITLE), "{a: b}");
	scripted_go(&e, FIELD_EVENTS);
	scripted_keys(&e, "a");
	scripted_says(&e, "by hand");
	scripted_keys(&e, "<Enter>");
	assert_false(editor_focus(e.editor)->in_row);
}

static void test_read_only(void **state)
{
	static const char *const keys[] = {"x", "<Backspace>", "<^K>", "<Alt+T>", "<^W>"};
	struct str before = {0}, after = {0};

	(void)state;
	scripted_restart(&e, READ_ONLY);
	document_dump(editor_document(e.editor), &before);
	for (unsigned field = FIELD_TITLE; field <= FIELD_FIXED; field++) {
		for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
			scripted_go(&e, field);
			scripted_keys(&e, keys[i]);
		}
		scripted_keys(&e, "<:paste><:toggle><:row-add><:row-delete><:row-up>");
		editor_paste(e.editor, "x", 1);
	}
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, "x");
	scripted_says(&e, "Read-only: it says so");
	scripted_go(&e, FIELD_LEVEL);
	scripted_keys(&e, "<Del>");
	scripted_says(&e, "Read-only: it says so");
	document_dump(editor_document(e.editor), &after);
	assert_string_equal(str_text(&after), str_text(&before));
	assert_int_equal(e.told.n, 0);
	str_release(&before);
	str_release(&after);
}

/* On a page without focusable fields nothing happens, and nothing breaks. */
static void test_page_without_fields(void **state)
{
	static const char form[] =
		"form: probe\nversion: 1\ntitle: P\npages:\n"
		"  - key: sum\n    title: Sum\n    fields:\n"
		"      - {key: span, ask: Span, kind: computed, span: {from: main.a, to: main.b}}\n"
		"  - key: main\n    title: Main\n    fields:\n"
		"      - {key: a, ask: A, kind: datetime}\n"
		"      - {key: b, ask: B, kind: datetime}\n";
	struct place place;

	(void)state;
	scripted_release(&e);
	scripted_init_form(&e, form, editing_empty);
	for (int action = ACTION_NONE; action < N_ACTIONS; action++) {
		editor_go_page(e.editor, 0);
		editor_place(e.editor, &place);
		assert_int_equal(place.field, FORM_NONE);
		editor_do(e.editor, (enum action)action);
		editor_go_page(e.editor, 0);
		editor_type(e.editor, "x", 1);
		editor_paste(e.editor, "x", 1);
		editor_begin(e.editor);
		assert_false(editor_set(e.editor, &place, "x", 1));
		scripted_says(&e, "");
	}
	assert_int_equal(e.told.n, 0);
}

static void test_empty(void **state)
{
	(void)state;
	scripted_shows(&e, "|");
	scripted_keys(&e, "<Backspace><Del><^W><^K><Left><Right><Up><Home><End><Ctrl+End>");
	scripted_shows(&e, "|");
	scripted_keys(&e, "Title<Tab>a<Enter>b");
	assert_string_equal(scripted_text(&e, FIELD_TITLE), "Title");
	assert_string_equal(scripted_text(&e, FIELD_BODY), "a\nb");
}

int main(void)
{
	setlocale(LC_ALL, "");
#define TEST(name) SCRIPTED_TEST(name, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_open),
		TEST(test_tab),
		TEST(test_cursor_is_remembered),
		TEST(test_escape),
		TEST(test_pages),
		TEST(test_enter),
		TEST(test_callers_actions),
		TEST(test_done_by_saying_so),
		TEST(test_times),
		TEST(test_time_is_edited_as_shown),
		TEST(test_zone),
		TEST(test_zone_is_offered),
		TEST(test_now),
		TEST(test_echo),
		TEST(test_findings_wait),
		TEST(test_leaving_is_never_refused),
		TEST(test_choice),
		TEST(test_computed),
		TEST(test_said_names),
		TEST(test_foreign),
		TEST(test_read_only),
		TEST(test_page_without_fields),
		cmocka_unit_test_prestate_setup_teardown(
			test_empty, open_empty, scripted_tear_down, &e),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

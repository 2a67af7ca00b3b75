/* Rows that are added in their table: where they begin, every way to leave them, and pasting. */
#include "fixture.h"
#include "scripted.h"

#include "check/check.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define AT 0
#define KIND 1
#define WHAT 2
#define LEN(array) (sizeof(array) / sizeof *(array))

static const char document[] =
	"afterword: 1\nform: postmortem\ntitle: T\ntimezone: America/New_York\n"
	"summary:\n  start: \"2023-10-15T08:00:00-04:00\"\n"
	"timeline:\n  events:\n"
	"    - {id: aaaaaaaa, at: \"2023-10-15T08:00:00-04:00\", kind: started, what: A}\n"
	"    - {id: bbbbbbbb, at: \"2023-10-15T08:30:00-04:00\", kind: detected, what: B}\n"
	"    - {id: cccccccc, at: \"2023-10-15T13:20:00-04:00\", kind: finding, what: C}\n"
	"    - {id: dddddddd, at: \"2023-10-16T11:40:00-04:00\", kind: mitigated, what: D}\n"
	"tasks:\n  items:\n"
	"    - {id: eeeeeeee, what: E, owner: O, due: \"2023-11-10\", state: open}\n";

static struct scripted e;
static struct str form;
static unsigned events, tasks;

static int begin(void **state)
{
	(void)state;
	str_clear(&form);
	tree_read("forms/postmortem.yaml", &form);
	scripted_init_form(&e, str_text(&form), document);
	events = form_find_role(e.form, ROLE_EVENTS);
	tasks = form_find_role(e.form, ROLE_TASKS);
	scripted_go(&e, events);
	return 0;
}

static int end(void **state)
{
	(void)state;
	scripted_release(&e);
	str_release(&form);
	return 0;
}

static const struct rows *rows(unsigned field)
{
	return &editor_document(e.editor)->tables[field];
}

/* The texts of the events in order, one letter each: "ABCD". */
static void assert_events(const char *expected)
{
	char texts[64] = "";

	for (size_t i = 0; i < rows(events)->n && i < sizeof(texts) - 1; i++) {
		const char *text = scripted_cell(&e, events, i, WHAT);
		texts[i] = text[0] != '\0' ? text[0] : '-';
	}
	assert_string_equal(texts, expected);
}

static void assert_at(size_t row, bool in_row)
{
	assert_int_equal(editor_focus(e.editor)->field, events);
	assert_int_equal(editor_focus(e.editor)->row, row);
	assert_int_equal(editor_focus(e.editor)->in_row, in_row);
}

/* --- where a row begins --- */

static void test_reaching_the_new_row(void **state)
{
	static const char *const ways[] = {"<Down><Down><Down><Down>", "<Ctrl+End><Down>", "<End>",
		"<Tab><Shift+Tab><End>", "jjjj"};

	(void)state;
	for (size_t i = 0; i < LEN(ways); i++) {
		scripted_keys(&e, ways[i]);
		assert_true(editor_on_entry(e.editor));
		assert_at(4, false);
		scripted_keys(&e, "<Up>");
		assert_at(3, false);
		scripted_keys(&e, "<Down><Enter>");
		assert_true(editor_is_quick(e.editor));
		assert_at(4, true);
		scripted_keys(&e, "<Esc>");
		assert_events("ABCD");
		scripted_keys(&e, "<Ctrl+Home>");
	}
	/* from the field below it is the first line on the way up */
	scripted_keys(&e, "<End><Down>");
	assert_int_not_equal(editor_focus(e.editor)->field, events);
	scripted_keys(&e, "<Up>");
	assert_true(editor_on_entry(e.editor));
	/* nothing there is opened, moved, deleted or copied */
	scripted_keys(&e, "<:row-delete><:row-up><:row-down><:toggle>");
	assert_events("ABCD");
	scripted_keys(&e, "<:copy>");
	scripted_says(&e, "nothing to copy");
}

/* Letters that are commands on rows are text here, unless they led here. */
static void test_typing_there(void **state)
{
	static const struct {
		const char *keys, *time, *text;
	} cases[] = {
		{"<End>14:05<Tab><Tab>x", "2023-10-16T14:05:00-04:00", "x"},
		{"<End>deploy", "2023-10-16T08:00:00-04:00", "deploy"},
		{"<End>jammed", "2023-10-16T08:00:00-04:00", "jammed"},
		{"<End>/var full", "2023-10-16T08:00:00-04:00", "/var full"},
		{"<End>Alarm", "2023-10-16T08:00:00-04:00", "Alarm"},
		{"<End>alarm", "2023-10-16T08:00:00-04:00", "alarm"},
		{"<End>a user called", "2023-10-16T08:00:00-04:00", "a user called"},
		{"<End>aSomebody", "2023-10-16T08:00:00-04:00", "Somebody"},
		{"<End>a14:05<Tab><Tab>x", "2023-10-16T14:05:00-04:00", "x"},
		{"<End>a<Tab><Tab>below", "", "below"},
		{"jjjjaSomebody", "2023-10-16T08:00:00-04:00", "Somebody"},
		{"<End><Alt+T><Tab><Tab>x", "2023-10-16T08:00:00-04:00", "x"},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		size_t row;

		scripted_keys(&e, cases[i].keys);
		scripted_keys(&e, "<Esc>");
		assert_int_equal(rows(events)->n, 5);
		row = editor_focus(e.editor)->row;
		assert_string_equal(scripted_cell(&e, events, row, AT), cases[i].time);
		assert_string_equal(scripted_cell(&e, events, row, WHAT), cases[i].text);
		scripted_keys(&e, "<Alt+U>");
		assert_events("ABCD");
		end(state);
		begin(state);
	}
	/* with a pause after it the letter was the key that begins a row, and no word */
	scripted_keys(&e, "<End>a");
	e.clock += 1000;
	scripted_keys(&e, "about the cache<Esc>");
	assert_string_equal(
		scripted_cell(&e, events, editor_focus(e.editor)->row, WHAT), "about the cache");
	scripted_keys(&e, "<Alt+U>");
	end(state);
	begin(state);
	/* a letter held down goes past it, and does not begin a row when the table got empty */
	scripted_keys(&e, "jjjjj");
	assert_int_not_equal(editor_focus(e.editor)->field, events);
	scripted_go(&e, events);
	scripted_keys(&e, "<Ctrl+Home>dddddd");
	assert_int_equal(rows(events)->n, 0);
	scripted_says(&e, "There is no row to delete");
}

/* A time in words goes to the text with its first letter, and to the time with the last one. */
static void test_time_in_words(void **state)
{
	static const struct {
		const char *keys, *time, *text;
	} cases[] = {
		{"about 12:20<Tab><Tab>Rolled back.", "~2023-10-16T12:20:00-04:00", "Rolled back."},
		{"around 12:20<Enter>Rolled back.", "~2023-10-16T12:20:00-04:00", "Rolled back."},
		{"about 12:20", "~2023-10-16T12:20:00-04:00", ""},
		{"ca. 12:20<Tab><Tab>", "~2023-10-16T12:20:00-04:00", ""},
		{"alarm at 12:20", "2023-10-16T11:40:00-04:00", "alarm at 12:20"},
		{"now", "2023-10-16T11:40:00-04:00", "now"},
		{"db2", "2023-10-16T11:40:00-04:00", "db2"},
		{"12:10<Tab><Tab>about 12:20", "2023-10-16T12:10:00-04:00", "about 12:20"},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		e.clock += INT64_C(20) * 24 * 3600 * 1000;
		scripted_keys(&e, "<End>");
		scripted_keys(&e, cases[i].keys);
		scripted_keys(&e, "<Esc>");
		assert_int_equal(rows(events)->n, 5);
		assert_string_equal(scripted_cell(&e, events, 4, AT), cases[i].time);
		assert_string_equal(scripted_cell(&e, events, 4, WHAT), cases[i].text);
		scripted_keys(&e, "<Alt+U>");
		assert_events("ABCD");
		end(state);
		begin(state);
	}
}

static void test_new_row_of_a_filter(void **state)
{
	(void)state;
	editor_set_filter(e.editor, "started");
	scripted_keys(&e, "<Down>");
	assert_true(editor_on_entry(e.editor));
	scripted_keys(&e, "<Up>");
	assert_at(0, false);
	scripted_keys(&e, "<End>9:00");
	scripted_says(&e, "");
	assert_int_equal(editor_filter(e.editor)->len, 0);
	scripted_keys(&e, "<Esc>");
	assert_events("ABC-D");
	/* with nothing to see there is no such line */
	scripted_keys(&e, "<Home>");
	editor_set_filter(e.editor, "zebra");
	scripted_keys(&e, "<Enter>");
	scripted_says(&e, "There is no row to open");
	assert_int_equal(rows(events)->n, 5);
}

static void test_read_only(void **state)
{
	struct str newer = {0};

	(void)state;
	str_appendf(&newer, "afterword: 9%s", document + strlen("afterword: 1"));
	scripted_release(&e);
	scripted_init_form(&e, str_text(&form), str_text(&newer));
	str_release(&newer);
	scripted_go(&e, events);
	scripted_keys(&e, "<End>");
	assert_at(3, false);
	editor_paste(e.editor, "14:05 x\n14:06 y", 15);
	assert_events("ABCD");
}

/* --- leaving --- */

static void leave_by_place(void)
{
	struct place place = {.field = tasks, .column = 0};

	memcpy(place.row, "eeeeeeee", 9);
	editor_go(e.editor, &place);
}

static void leave_by_own_row(void)
{
	struct place place = {.field = events, .column = FORM_NONE};
	size_t row = editor_focus(e.editor)->row;

	memcpy(place.row, rows(events)->items[row].id, sizeof(place.row));
	editor_go(e.editor, &place);
}

static void leave_for_good(void)
{
	editor_leave(e.editor);
}

static void leave_by_start(void)
{
	editor_go_start(e.editor);
}

static void leave_by_search(void)
{
	assert_true(editor_find(e.editor, "started", false));
}

/* Whatever leads away keeps the row, at its place, and one undo takes it back, one redo again. */
static void test_ways_out(void **state)
{
	static const struct {
		const char *keys;
		void (*how)(void);
		size_t n_more; /* rows that the way itself adds or removes, on top of one */
	} ways[] = {
		{"<Esc>"},
		{"<Shift+Tab><Shift+Tab><Shift+Tab>"},
		{"<Tab><Esc>"},
		{"<PgDn>"},
		{"<PgUp>"},
		{"<Ctrl+PgDn>"},
		{"<Ctrl+PgUp>"},
		{"<Alt+1>"},
		{"<Alt+6>"},
		{"<Alt+,>"},
		{"<Up>"},
		{"<Down>"},
		{"<Alt+N>"},
		{"<Alt+P>"},
		{"<Alt+Home>"},
		{"<Enter><Enter>"},
		{"<Tab><Tab><Tab><Tab>"},
		{"<Ins><Esc>"},
		{.how = leave_by_place},
		{.how = leave_by_own_row},
		{.how = leave_for_good},
		{.how = leave_by_start},
		{.how = leave_by_search},
	};
	static const char *const begun[] = {"<Home>a", "<End>", "<Down>a"};

	for (size_t i = 0; i < LEN(ways) * LEN(begun); i++) {
		size_t way = i / LEN(begun);

		scripted_keys(&e, begun[i % LEN(begun)]);
		scripted_keys(&e, "2023-10-15 09:00<Tab><Right><Tab>In between");
		if (ways[way].keys)
			scripted_keys(&e, ways[way].keys);
		if (ways[way].how)
			ways[way].how();
		print_message("  %zu after %s\n", way, begun[i % LEN(begun)]);
		assert_false(editor_is_quick(e.editor));
		assert_events("ABICD");
		assert_string_equal(scripted_cell(&e, events, 2, AT), "2023-10-15T09:00:00-04:00");
		scripted_keys(&e, "<Alt+U>");
		assert_events("ABCD");
		scripted_keys(&e, "<Alt+E>");
		assert_events("ABICD");
		assert_false(editor_focus(e.editor)->in_row);
		scripted_keys(&e, "<Alt+U>");
		scripted_keys(&e, "<Alt+U>");
		scripted_says(&e, "Nothing to undo");
		end(state);
		begin(state);
	}
}

/* To the next row, or to nothing: then it goes on. */
static void test_next_row(void **state)
{
	(void)state;
	scripted_keys(&e, "<Down>a9:00<Alt+.>");
	assert_false(editor_is_quick(e.editor));
	assert_at(3, true);
	assert_events("AB-CD");
	scripted_keys(&e, "<Esc><Esc><End>2023-10-16 12:00<Alt+.>");
	assert_true(editor_is_quick(e.editor));
	scripted_says(&e, "This is the last row; Ins adds one");
}

/* One that is empty is never kept. */
static void test_ways_out_of_nothing(void **state)
{
	static const char *const ways[] = {"<Esc>", "<Enter>", "<Tab><Tab><Tab>", "<Shift+Tab>",
		"<Up>", "<Down>", "<PgDn>", "<Alt+1>", "<Ins><Esc>", "x<Backspace><Esc>"};

	for (size_t i = 0; i < LEN(ways); i++) {
		scripted_keys(&e, "<Down>a");
		scripted_keys(&e, ways[i]);
		assert_false(editor_is_quick(e.editor));
		if (i < LEN(ways) - 1)
			assert_events("ABCD");
		end(state);
		begin(state);
	}
	scripted_keys(&e, "<Down>a<Up>");
	assert_at(1, false);
	scripted_keys(&e, "a<Down>");
	assert_at(2, false);
	scripted_keys(&e, "<End><Enter><Down>");
	assert_true(editor_on_entry(e.editor));
	/* Tab goes on to the next field */
	scripted_keys(&e, "<Enter><Tab><Tab><Tab>");
	assert_int_not_equal(editor_focus(e.editor)->field, events);
}

/* What others do meanwhile neither ends it nor parts its steps. */
static void test_others_meanwhile(void **state)
{
	struct ops theirs = {0};

	(void)state;
	scripted_keys(&e, "<End>2023-10-15 09:00<Tab><Tab>In");
	document_op_remove(editor_document(e.editor), events, 0, ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	assert_true(editor_is_quick(e.editor));
	scripted_keys(&e, " between");
	document_op_insert(editor_document(e.editor), events, 0, "ffffffff", ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	scripted_keys(&e, "<Esc>");
	assert_events("-BICD");
	assert_string_equal(scripted_cell(&e, events, 2, WHAT), "In between");
	scripted_keys(&e, "<Alt+U>");
	assert_events("-BCD");
	/* the row itself is removed: nothing is left to keep */
	scripted_keys(&e, "<End>2023-10-15 09:00<Tab><Tab>In");
	document_op_remove(editor_document(e.editor), events, 4, ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	assert_false(editor_is_quick(e.editor));
	assert_events("-BCD");
	/* below the last row stays below it, a row stays a row */
	scripted_keys(&e, "<Esc><End>");
	document_op_remove(editor_document(e.editor), events, 3, ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	assert_true(editor_on_entry(e.editor));
	scripted_keys(&e, "<Up>");
	document_op_remove(editor_document(e.editor), events, 2, ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	assert_at(1, false);
}

/* Words taken back while it is typed do not come between. */
static void test_undo_within(void **state)
{
	(void)state;
	scripted_keys(&e, "<End>2023-10-15 09:00<Tab><Tab>In between them<Alt+U><Esc>");
	assert_events("ABICD");
	scripted_keys(&e, "<Alt+U>");
	assert_events("ABCD");
}

static void assert_echo(const char *typed, const char *expected)
{
	struct str out = {0};
	bool is_problem;

	scripted_keys(&e, typed);
	editor_echo(e.editor, &out, &is_problem);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	scripted_keys(&e, "<:select-all><Backspace>");
}

static void test_echo_of_its_place(void **state)
{
	(void)state;
	scripted_keys(&e, "<Down>a");
	assert_echo("9:00", "Sun 2023-10-15 09:00 EDT, between rows 2 and 3, Sun 15 Oct 08:30 and "
			    "13:20");
	assert_echo("2023-10-15 20:00", "Sun 2023-10-15 20:00 EDT, between rows 3 and 4, Sun 15 "
					"Oct 13:20 and Mon 16 Oct 11:40");
	assert_echo("2023-10-14 20:00", "Sat 2023-10-14 20:00 EDT, before row 1, Sun 15 Oct 08:00");
	assert_echo(
		"2024-01-02 20:00", "Tue 2024-01-02 20:00 EST, after row 4, Mon 16 Oct 2023 11:40");
	assert_echo("~2023-10-15 20:00",
		"about Sun 2023-10-15 20:00 EDT, between rows 3 and 4, Sun "
		"15 Oct 13:20 and Mon 16 Oct 11:40");
	scripted_keys(&e, "<Esc>");
	/* not in an open row, which is not moved */
	scripted_keys(&e, "<Home><Enter><:select-all>");
	assert_echo("2023-10-15 9:00", "Sun 2023-10-15 09:00 EDT");
}

/* The place is between two rows even where the others are not in order, or have no times. */
static void test_places(void **state)
{
	static const struct {
		const char *times[5];
		const char *own;
		size_t place;
	} cases[] = {
		{{"08:00", "09:00", "10:00", "11:00", "12:00"}, "09:30", 2},
		{{"08:00", "09:00", "10:00", "11:00", "12:00"}, "09:00", 2},
		{{"08:00", "09:00", "10:00", "11:00", "12:00"}, "07:00", 0},
		{{"08:00", "unknown", "10:00", "", "12:00"}, "11:00", 3},
		{{"unknown", "unknown", "unknown", "", "12:00"}, "11:00", 4},
		{{"", "", "", "", ""}, "11:00", 5},
		{{"12:00", "08:00", "11:00", "09:00", "10:00"}, "11:30", 5},
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct str text = {0};

		str_append_text(&text, "afterword: 1\nform: postmortem\ntimezone: UTC\n"
				       "timeline:\n  events:\n");
		for (size_t row = 0; row < 5; row++) {
			const char *time = cases[i].times[row];
			str_appendf(&text, "    - {id: %c%s, what: %c, at: \"%s%s%s\"}\n",
				(char)('a' + row), "aaaaaaa", (char)('A' + row),
				strchr(time, ':') ? "2023-10-15T" : "", time,
				strchr(time, ':') ? ":00+00:00" : "");
		}
		scripted_release(&e);
		scripted_init_form(&e, str_text(&form), str_text(&text));
		scripted_go(&e, events);
		scripted_keys(&e, "<End>2023-10-15 ");
		scripted_keys(&e, cases[i].own);
		scripted_keys(&e, "<Tab><Tab>X<Esc>");
		assert_string_equal(scripted_cell(&e, events, cases[i].place, WHAT), "X");
		str_release(&text);
	}
}

/* --- pasting --- */

static void paste(const char *text)
{
	editor_paste(e.editor, text, strlen(text));
}

static size_t n_found(const char *rule)
{
	const struct findings *all = editor_findings(e.editor);
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += strcmp(all->items[i].rule->id, rule) == 0;
	return n;
}

/* As the session does when it is time. */
static void check_if_due(void)
{
	scripted_wait(&e, 5000);
	if (e.clock >= editor_check_due(e.editor))
		editor_check(e.editor);
}

/* A row being added misses nothing yet, and the others are in order although it is not. */
static void test_checked_when_kept(void **state)
{
	size_t missing;

	(void)state;
	editor_check(e.editor);
	missing = n_found("missing");
	scripted_keys(&e, "<Ctrl+Home>a");
	check_if_due();
	assert_int_equal(n_found("missing"), missing);
	scripted_keys(&e, "13:25<Tab>");
	check_if_due();
	assert_int_equal(n_found("missing"), missing);
	assert_int_equal(n_found("timeline-order"), 0);
	scripted_keys(&e, "<Tab>x<Enter>");
	assert_events("ABCx-D");
	check_if_due();
	assert_int_equal(n_found("timeline-order"), 0);
	/* what is wrong with it is said as soon as it is kept */
	scripted_keys(&e, "14:00<Enter>");
	assert_int_equal(n_found("missing"), missing + 1);
	scripted_keys(&e, "<Esc>");
	/* and what was changed elsewhere meanwhile is checked, too */
	scripted_keys(&e, "<Ctrl+Home><Alt+Down>a<Esc>");
	check_if_due();
	assert_int_equal(n_found("timeline-order"), 1);
}

static void test_pasting_lines(void **state)
{
	(void)state;
	scripted_keys(&e, "<End>");
	paste("- 2023-10-15 08:10 action: froze releases\n"
	      "\n"
	      "- 2023-10-15 09:00 looked at graphs\r\n"
	      "and still looking\n");
	scripted_says(&e, "3 rows, 1 without a time of its own; Alt+U takes them back");
	assert_true(editor_is_quick(e.editor));
	scripted_keys(&e, "!<Esc>");
	assert_events("AfBlaCD");
	assert_string_equal(scripted_cell(&e, events, 1, KIND), "action");
	assert_string_equal(scripted_cell(&e, events, 1, WHAT), "froze releases");
	assert_string_equal(scripted_cell(&e, events, 4, WHAT), "and still looking!");
	assert_string_equal(scripted_cell(&e, events, 4, AT), "2023-10-15T09:00:00-04:00");
	scripted_keys(&e, "<Alt+U>");
	assert_events("ABCD");
	/* into one that is begun: its text is the first line */
	scripted_keys(&e, "<End>2023-10-15 09:00<Tab><Tab>Looked ");
	paste("at it\n10:00 detected: again\n");
	scripted_keys(&e, "<Esc>");
	assert_events("ABLaCD");
	assert_string_equal(scripted_cell(&e, events, 2, WHAT), "Looked at it");
	assert_string_equal(scripted_cell(&e, events, 3, AT), "2023-10-15T10:00:00-04:00");
	scripted_keys(&e, "<Alt+U><Alt+U>");
	assert_events("ABCD");
	/* the copy of a row is read back as it is */
	scripted_keys(&e, "<Home><Down><:copy><End><:paste><Esc>");
	assert_events("ABBCD");
	assert_string_equal(scripted_cell(&e, events, 2, KIND), "detected");
}

/* How a line is read; the document's first moment is 08:00 on 15 October, "now" a day later. */
static void test_pasted_line(void **state)
{
	static const struct {
		const char *line, *time, *kind, *text;
	} cases[] = {
		{"2023-10-16 14:05 detected: text", "2023-10-16T14:05:00-04:00", "detected",
			"text"},
		{"14:05 detected: text", "2023-10-16T14:05:00-04:00", "detected", "text"},
		{"14:05 Detected: text: more", "2023-10-16T14:05:00-04:00", "detected",
			"text: more"},
		{"14:05 detected text", "2023-10-16T14:05:00-04:00", "", "detected text"},
		{"14:05  detected  text", "2023-10-16T14:05:00-04:00", "detected", "text"},
		{"14:05\tdetected\ttext\twho", "2023-10-16T14:05:00-04:00", "detected", "text who"},
		{"14:05 - text", "2023-10-16T14:05:00-04:00", "", "text"},
		{"14:05 at the door", "2023-10-16T14:05:00-04:00", "", "at the door"},
		{"~14:05 text", "~2023-10-16T14:05:00-04:00", "", "text"},
		{"+7m text", "2023-10-16T11:47:00-04:00", "", "text"},
		{"2:05 pm text", "2023-10-16T14:05:00-04:00", "", "text"},
		{"2023-10-16T18:05:02Z ERROR pool: lock", "2023-10-16T18:05:02+00:00", "",
			"ERROR pool: lock"},
		{"[2023-10-16 14:05:02,123] WARN lock", "2023-10-16T14:05:02-04:00", "",
			"WARN lock"},
		{"Oct 16 14:05:02 db1 postgres[7]: lock", "2023-10-16T14:05:02-04:00", "",
			"db1 postgres[7]: lock"},
		{"1697479502 lock", "2023-10-16T18:05:02+00:00", "", "lock"},
		{"about 14:05 the queue was empty", "~2023-10-16T14:05:00-04:00", "",
			"the queue was empty"},
		{"Gegen 14:05 war die Queue leer", "~2023-10-16T14:05:00-04:00", "",
			"war die Queue leer"},
		{"approx. 14:05 the queue was empty", "~2023-10-16T14:05:00-04:00", "",
			"the queue was empty"},
		{"approximately 14:05 it was empty", "~2023-10-16T14:05:00-04:00", "",
			"it was empty"},
		{"about 5 hosts were down", "2023-10-16T08:00:00-04:00", "",
			"about 5 hosts were down"},
		{"3 replicas failed", "2023-10-16T08:00:00-04:00", "", "3 replicas failed"},
		{"now we know", "2023-10-16T08:00:00-04:00", "", "now we know"},
		{"detected: text", "2023-10-16T08:00:00-04:00", "detected", "text"},
		{"25:99 text", "2023-10-16T08:00:00-04:00", "", "25:99 text"},
		{"\xe9\x9a\x9c\xe5\xae\xb3 14:05", "2023-10-16T08:00:00-04:00", "",
			"\xe9\x9a\x9c\xe5\xae\xb3 14:05"},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		size_t row;

		scripted_keys(&e, "<End><Enter>");
		paste(cases[i].line);
		assert_true(editor_is_quick(e.editor));
		row = editor_focus(e.editor)->row;
		print_message("  %s\n", cases[i].line);
		assert_string_equal(scripted_cell(&e, events, row, AT), cases[i].time);
		assert_string_equal(scripted_cell(&e, events, row, KIND), cases[i].kind);
		assert_string_equal(scripted_cell(&e, events, row, WHAT), cases[i].text);
		end(state);
		begin(state);
	}
	/* no more than a time, or than a text in its cell, is what was typed */
	scripted_keys(&e, "<End><Enter>");
	paste("14:05");
	scripted_shows(&e, "14:05|");
	scripted_keys(&e, "<Tab><Tab>");
	paste("one");
	scripted_shows(&e, "one|");
	scripted_keys(&e, "<Esc>");
	assert_int_equal(rows(events)->n, 5);
}

static void test_pasting_tasks(void **state)
{
	(void)state;
	scripted_go(&e, tasks);
	scripted_keys(&e, "<End>");
	paste("* Measure it\n* Alert on it\tPayments\t2023-12-01\n* Stop it\tTeam\tsoonish");
	scripted_keys(&e, "<Esc>");
	assert_int_equal(rows(tasks)->n, 4);
	assert_string_equal(scripted_cell(&e, tasks, 1, 0), "Measure it");
	assert_string_equal(scripted_cell(&e, tasks, 2, 0), "Alert on it");
	assert_string_equal(scripted_cell(&e, tasks, 2, 1), "Payments");
	assert_string_equal(scripted_cell(&e, tasks, 2, 2), "2023-12-01");
	assert_string_equal(scripted_cell(&e, tasks, 3, 2), "soonish");
	scripted_keys(&e, "<Alt+U>");
	assert_int_equal(rows(tasks)->n, 1);
	scripted_keys(&e, "<End>add an alert<Esc>");
	assert_string_equal(scripted_cell(&e, tasks, 1, 0), "add an alert");
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_reaching_the_new_row),
		TEST(test_typing_there),
		TEST(test_time_in_words),
		TEST(test_new_row_of_a_filter),
		TEST(test_read_only),
		TEST(test_ways_out),
		TEST(test_next_row),
		TEST(test_ways_out_of_nothing),
		TEST(test_others_meanwhile),
		TEST(test_undo_within),
		TEST(test_echo_of_its_place),
		TEST(test_places),
		TEST(test_checked_when_kept),
		TEST(test_pasting_lines),
		TEST(test_pasted_line),
		TEST(test_pasting_tasks),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

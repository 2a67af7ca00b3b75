/*
 * A list of more findings than are listed at a time: going through it one sees each of them, in
 * order, with its number, as if it was a whole.
 */
#include "viewed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 4500, COLUMNS = 80, LINES = 24 };

/* One finding for each row, whose number is its minute and second. */
static void write_document(struct str *out)
{
	str_append_text(out,
		"afterword: 1\nform: postmortem\ntitle: Card payments failed\nstatus: draft\n"
		"severity: sev1\ntimezone: UTC\n\nsummary:\n  start: \"2023-10-15T00:00:00Z\"\n"
		"  end: \"2023-10-18T14:00:00Z\"\n\ntimeline:\n  events:\n");
	for (int i = 0; i < ROWS; i++)
		str_appendf(out,
			"    - {id: r%06d, at: \"2023-10-%02dT%02d:%02d:00Z\", kind: finding, "
			"what: TODO}\n",
			i, 15 + i / 1440, i / 60 % 24, i % 60);
}

/* The text of the line that begins with a sign, after a frame; "" for none. */
static const char *line_with(const struct viewed *viewed, const char *sign)
{
	static char line[4 * COLUMNS + 1];
	size_t len;

	for (unsigned i = 0; i < LINES; i++) {
		len = 0;
		for (unsigned j = 0; j < COLUMNS; j++) {
			const struct cell *cell = &viewed->canvas.cells[i * COLUMNS + j];

			memcpy(line + len, cell->text, cell->len);
			len += cell->len;
		}
		line[len] = '\0';
		if (strstr(line, sign))
			return line;
	}
	return "";
}

/* The number of the selected row by its place; SIZE_MAX: it is another finding. */
static size_t selected(const struct viewed *viewed)
{
	const char *line = strstr(line_with(viewed, "\xe2\x94\x82 > "), "Event ");
	int day = 15, hour, minute;

	if (!line)
		return SIZE_MAX;
	if (sscanf(line, "Event 10-%d %d:%d", &day, &hour, &minute) != 3 &&
		sscanf(line, "Event %d:%d", &hour, &minute) != 2)
		return SIZE_MAX;
	return (size_t)((day - 15) * 1440 + hour * 60 + minute);
}

/* The first and the last number in the hint, "1-8 of 4501". */
static void find_range(const struct viewed *viewed, size_t range[3])
{
	const char *hint = line_with(viewed, " of 4");
	const char *of = strstr(hint, " of 4");
	const char *start = of;

	assert_non_null(of);
	while (start > hint && (start[-1] == '-' || (start[-1] >= '0' && start[-1] <= '9')))
		start--;
	assert_int_equal(sscanf(start, "%zu-%zu of %zu", &range[0], &range[1], &range[2]), 3);
}

static void walk(struct viewed *viewed, const char *key, size_t count, size_t from, size_t step)
{
	for (size_t i = 0, row = from; i < count; i++, row += step) {
		size_t range[3];

		assert_int_equal(selected(viewed), row);
		find_range(viewed, range);
		assert_true(range[0] <= range[1] && range[1] <= range[2]);
		viewed_key(viewed, key);
	}
}

static void each_finding_is_there(void **state)
{
	struct viewed viewed;
	struct str document = {0};
	size_t range[3];

	(void)state;
	write_document(&document);
	viewed_start(&viewed, &document, COLUMNS, LINES);
	viewed_key(&viewed, "Alt+4");
	viewed_key(&viewed, "End");
	viewed_key(&viewed, "Up");
	viewed_key(&viewed, "F6");
	assert_int_equal(selected(&viewed), ROWS - 1);
	walk(&viewed, "Up", ROWS - 1, ROWS - 1, (size_t)-1);
	walk(&viewed, "Down", ROWS - 1, 0, 1);
	viewed_key(&viewed, "Home");
	find_range(&viewed, range);
	assert_int_equal(range[0], 1);
	viewed_key(&viewed, "End");
	find_range(&viewed, range);
	assert_int_equal(range[1], range[2]);
	viewed_key(&viewed, "Tab"); /* this page only */
	viewed_key(&viewed, "Home");
	assert_int_equal(selected(&viewed), 0);
	walk(&viewed, "Down", ROWS - 1, 0, 1);
	viewed_key(&viewed, "Home");
	viewed_key(&viewed, "Enter");
	viewed_key(&viewed, "F6");
	assert_int_equal(selected(&viewed), 0);
	viewed_stop(&viewed);
	str_release(&document);
}

/* The list is there before a slow check, and says so; after it the cursor is on the same one. */
static void it_is_there_before_the_check(void **state)
{
	enum { AT = 40 };
	struct viewed viewed;
	struct str document = {0};
	struct place place;

	(void)state;
	write_document(&document);
	viewed_start(&viewed, &document, COLUMNS, LINES);
	viewed_key(&viewed, "Alt+4");
	viewed_key(&viewed, "Home");
	viewed_key(&viewed, "d"); /* the numbers of all others change */
	viewed_key(&viewed, "F6");
	assert_true(viewed_shows(&viewed, "Findings so far: "));
	assert_true(viewed_shows(&viewed, "still checking"));
	while (selected(&viewed) != AT)
		viewed_key(&viewed, "Down");
	viewed_wait(&viewed, 400);
	assert_false(viewed_shows(&viewed, "Findings so far: "));
	assert_false(viewed_shows(&viewed, "still checking"));
	assert_true(viewed_shows(&viewed, "Findings: "));
	assert_int_equal(selected(&viewed), AT);
	viewed_key(&viewed, "Enter");
	editor_place(session_editor(viewed.session), &place);
	assert_string_equal(place.row, "r000040");
	viewed_stop(&viewed);
	str_release(&document);
}

/* What it was on is gone: it stays on the page, though most of the list before it is gone, too. */
static void the_cursor_stays_on_the_page(void **state)
{
	enum { SWAPPED = 20 };
	struct viewed viewed;
	struct str document = {0};

	(void)state;
	str_append_text(&document,
		"afterword: 1\nform: postmortem\ntitle: Card payments failed\nstatus: draft\n"
		"severity: sev1\ntimezone: UTC\n\nsummary:\n  start: \"2023-10-15T00:00:00Z\"\n"
		"  end: \"2023-10-18T14:00:00Z\"\n\ntimeline:\n  events:\n"
		"    - {id: r0, at: \"2023-10-15T00:00:00Z\", kind: finding, what: TODO}\n");
	for (int i = SWAPPED; i > 0; i--)
		str_appendf(&document,
			"    - {id: r%d, at: \"2023-10-15T%02d:00:00Z\", kind: finding, what: x}\n",
			i, i);
	viewed_start(&viewed, &document, COLUMNS, LINES);
	viewed_wait(&viewed, 400);
	viewed_key(&viewed, "Alt+4");
	viewed_key(&viewed, "End");
	viewed_key(&viewed, "Up");
	viewed_key(&viewed, "S");
	viewed_key(&viewed, "F6");
	assert_true(viewed_shows(&viewed, "Findings so far: "));
	while (selected(&viewed) != 18 * 60)
		viewed_key(&viewed, "Up");
	viewed_wait(&viewed, 400);
	assert_false(viewed_shows(&viewed, "Findings so far: "));
	assert_int_equal(selected(&viewed), 0); /* TODO */
	viewed_stop(&viewed);
	str_release(&document);
}

/* Neither does it say that there is nothing before that is known. */
static void nothing_is_said_before_it_is_known(void **state)
{
	struct viewed viewed;
	struct str document = {0};

	(void)state;
	write_document(&document);
	viewed_start(&viewed, &document, COLUMNS, LINES);
	viewed_key(&viewed, "Alt+-");
	assert_true(viewed_shows(&viewed, "Still checking..."));
	assert_false(viewed_shows(&viewed, "it can be final"));
	assert_true(viewed_shows(&viewed, "> "));
	viewed_key(&viewed, "Enter");
	assert_true(viewed_shows(&viewed, "This is still being checked"));
	viewed_wait(&viewed, 100);
	assert_true(viewed_shows(&viewed, " > ! ")); /* on the first of them */
	assert_false(viewed_shows(&viewed, "Still checking..."));
	viewed_stop(&viewed);
	viewed_start(&viewed, &document, COLUMNS, LINES);
	viewed_key(&viewed, "Alt+-");
	viewed_key(&viewed, "f");
	assert_true(viewed_shows(&viewed, "still checking"));
	viewed_wait(&viewed, 100);
	assert_true(viewed_shows(&viewed, "against it"));
	viewed_key(&viewed, "Esc");
	assert_false(viewed_shows(&viewed, "Still checking..."));
	viewed_stop(&viewed);
	str_release(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_finding_is_there),
		cmocka_unit_test(it_is_there_before_the_check),
		cmocka_unit_test(the_cursor_stays_on_the_page),
		cmocka_unit_test(nothing_is_said_before_it_is_known),
	};

	setlocale(LC_CTYPE, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

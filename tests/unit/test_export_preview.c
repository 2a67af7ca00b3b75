/*
 * The export screen shows a long report from its beginning, and more of it as one goes on: page by
 * page one sees each of its lines, up to the last.
 */
#include "viewed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 4000, COLUMNS = 80, LINES = 24 };

static void write_document(struct str *out)
{
	str_append_text(out,
		"afterword: 1\nform: postmortem\ntitle: Card payments failed\nstatus: draft\n"
		"severity: sev1\ntimezone: UTC\n\nsummary:\n  start: \"2023-10-15T00:00:00Z\"\n"
		"  end: \"2023-10-18T14:00:00Z\"\n\ntimeline:\n  events:\n");
	for (int i = 0; i < ROWS; i++)
		str_appendf(out,
			"    - {id: r%06d, at: \"2023-10-%02dT%02d:%02d:00Z\", kind: finding, "
			"what: line %d of it}\n",
			i, 15 + i / 1440, i / 60 % 24, i % 60, i);
}

/* The numbers of the first and the last row on the screen; -1: there is none. */
static void find_rows(const struct viewed *viewed, int rows[2])
{
	static const char before[] = "  line ";
	struct str text = {0};

	rows[0] = rows[1] = -1;
	viewed_text(viewed, &text);
	for (const char *at = str_text(&text); (at = strstr(at, before)) != NULL;) {
		at += strlen(before);
		rows[1] = atoi(at);
		rows[0] = rows[0] < 0 ? rows[1] : rows[0];
	}
	str_release(&text);
}

static void set_up(struct viewed *viewed)
{
	struct str document = {0};

	write_document(&document);
	viewed_start(viewed, &document, COLUMNS, LINES);
	str_release(&document);
	viewed_key(viewed, "F12");
	assert_true(viewed_shows(viewed, "+ ")); /* "1-14 of 900+" */
}

static void each_line_is_there(void **state)
{
	struct viewed viewed;
	int rows[2];
	int seen = -1;

	(void)state;
	set_up(&viewed);
	for (int pages = 0; seen < ROWS - 1 && pages < ROWS; pages++) {
		find_rows(&viewed, rows);
		assert_true(rows[0] <= seen + 1);
		seen = rows[1] > seen ? rows[1] : seen;
		viewed_key(&viewed, "PageDown");
	}
	assert_int_equal(seen, ROWS - 1);
	assert_false(viewed_shows(&viewed, "+ "));
	viewed_stop(&viewed);
}

static void its_end_is_one_key_away(void **state)
{
	struct viewed viewed;

	(void)state;
	set_up(&viewed);
	viewed_key(&viewed, "Ctrl+End");
	assert_false(viewed_shows(&viewed, "+ "));
	assert_true(viewed_shows(&viewed, "Tasks"));
	viewed_key(&viewed, "Ctrl+Home");
	assert_true(viewed_shows(&viewed, "Card payments failed"));
	viewed_stop(&viewed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_line_is_there),
		cmocka_unit_test(its_end_is_one_key_away),
	};

	setlocale(LC_CTYPE, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The list of what has changed in a large document: it opens before that is known, says so, and
 * then has what a small document's has at once.
 */
#include "viewed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <string.h>

enum { COLUMNS = 80, LINES = 24, FEW = 10, MANY = 12000 /* more than 1 MiB of them */ };

static void write_document(struct str *out, int rows)
{
	str_append_text(out,
		"afterword: 1\nform: postmortem\ntitle: Card payments failed\nstatus: draft\n"
		"severity: sev1\ntimezone: UTC\n\nsummary:\n  start: \"2023-10-15T00:00:00Z\"\n"
		"  end: \"2023-10-25T14:00:00Z\"\n\ntimeline:\n  events:\n");
	for (int i = 0; i < rows; i++)
		str_appendf(out,
			"    - {id: r%06d, at: \"2023-10-%02dT%02d:%02d:00Z\", kind: finding, "
			"what: line %d of those in this document}\n",
			i, 15 + i / 1440, i / 60 % 24, i % 60, i);
}

/* Opens a document, deletes its first row, and asks what has changed. */
static void set_up(struct viewed *viewed, int rows)
{
	struct str document = {0};

	write_document(&document, rows);
	viewed_start(viewed, &document, COLUMNS, LINES);
	str_release(&document);
	viewed_key(viewed, "Alt+4");
	viewed_key(viewed, "Home");
	viewed_key(viewed, "d");
	viewed_key(viewed, "F5");
}

static void see_what_has_changed(struct viewed *viewed)
{
	assert_true(viewed_shows(viewed, "Changed since opening: 1"));
	assert_true(viewed_shows(viewed, "line 0 of those"));
	assert_false(viewed_shows(viewed, "Still comparing..."));
}

static void a_small_one_is_compared_at_once(void **state)
{
	struct viewed viewed;

	(void)state;
	set_up(&viewed, FEW);
	see_what_has_changed(&viewed);
	viewed_stop(&viewed);
}

static void a_large_one_is_compared_soon(void **state)
{
	struct viewed viewed;

	(void)state;
	set_up(&viewed, MANY);
	assert_true(viewed_shows(&viewed, "Still comparing..."));
	assert_false(viewed_shows(&viewed, "not changed anything"));
	viewed_wait(&viewed, 100);
	see_what_has_changed(&viewed);
	viewed_key(&viewed, "r");
	viewed_wait(&viewed, 100);
	assert_true(viewed_shows(&viewed, "not changed anything"));
	viewed_stop(&viewed);
}

/* As in a small document, where it is there before the next key. */
static void keys_typed_ahead_find_it_there(void **state)
{
	static const struct {
		const char *key;
		const char *shows;
	} cases[] = {
		{"R", "Take this change back?"},
		{"r", "not changed anything"},
		{"c", "Comment"},
		{"n", "Changed since opening: 1"},
		{"Tab", "Since which file or revision?"},
		{"Enter", "line 1 of those"},
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (int rows = FEW; rows <= MANY; rows += MANY - FEW) {
			struct viewed viewed;

			set_up(&viewed, rows);
			viewed_key(&viewed, cases[i].key);
			if (!viewed_shows(&viewed, cases[i].shows))
				fail_msg("%s of %d rows", cases[i].key, rows);
			assert_false(viewed_shows(&viewed, "Still comparing..."));
			viewed_stop(&viewed);
		}
}

static void whoever_leaves_does_not_wait(void **state)
{
	struct viewed viewed;

	(void)state;
	set_up(&viewed, MANY);
	viewed_key(&viewed, "Esc");
	viewed_wait(&viewed, 100);
	assert_false(viewed_shows(&viewed, "Changed"));
	viewed_key(&viewed, "F5"); /* again, and as before */
	assert_true(viewed_shows(&viewed, "Still comparing..."));
	viewed_wait(&viewed, 100);
	see_what_has_changed(&viewed);
	viewed_stop(&viewed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_small_one_is_compared_at_once),
		cmocka_unit_test(a_large_one_is_compared_soon),
		cmocka_unit_test(keys_typed_ahead_find_it_there),
		cmocka_unit_test(whoever_leaves_does_not_wait),
	};

	setlocale(LC_CTYPE, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
